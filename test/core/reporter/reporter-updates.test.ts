import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATEGORY_NAMES, TYPE_WORDS } from '../../../cards/words.ts';
import { openDemoDesk } from '../../support/demo-school.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { notificationOf, only, shown, wordsOf } from '../../support/views.ts';

let desk: TestDesk;
let caseId: string;
let reference: string;

beforeAll(async () => {
  desk = await openDemoDesk();
  await desk.addPlace('teams:19:dsl-team-cases@thread.tacv2', ['lead', 'deputy', 'head']);
  ({ reportId: caseId, reference } = await desk.reports('teacher', { type: 'other', place: 'outside' }));
});
afterAll(() => desk.close());

const takes = async (form: 'assess' | 'monitor' | 'close' | 'reopen', values: Record<string, string>) => {
  const view = shown(await desk.opens('lead', form, { case: caseId }), 'desk-form');
  shown(
    await desk.submits('lead', form, { ...view.data, key: view.formKey }, { ...view.values, ...values }),
    'case-work',
  );
  await desk.deliver();
};
const told = () => only(desk.chat.toPerson('teacher'), 'reporter-update').map(({ update }) => update);
const CLOSED = {
  outcome: 'support_in_school',
  rationale: 'The mentor sees Robin Invented each week.',
  notReferred: 'Below the threshold.',
  parents: 'yes',
  place: 'school',
  evaluation: 'Spoke to both quickly.',
};

describe('what a reporter is told', () => {
  it('seen, being handled and closed, each once; after a reopening the next closing again', async () => {
    await desk.presses('lead', 'acknowledge', { case: caseId });
    await desk.presses('head', 'acknowledge', { case: caseId });
    await desk.deliver();
    expect(told()).toEqual(['seen']);
    await takes('monitor', { day: '2026-11-20', reason: 'Until the mentor has met her.' });
    await takes('monitor', { day: '2026-11-24', reason: 'Longer.' });
    expect(told()).toEqual(['seen', 'handled']);
    await takes('close', CLOSED);
    expect(told()).toEqual(['seen', 'handled', 'closed']);
    await takes('reopen', { reason: 'It went on.' });
    expect(told()).toEqual(['seen', 'handled', 'closed']);
    desk.clock.forwardMinutes(5);
    await takes('close', CLOSED);
    expect(told()).toEqual(['seen', 'handled', 'closed', 'closed']);
  });

  it('nothing more: no name, category, kind, outcome or reason', () => {
    const views = only(desk.chat.toPerson('teacher'), 'reporter-update');
    expect(views.length).toBeGreaterThan(3);
    for (const view of views) {
      const words = wordsOf(view);
      expect(words).toContain(reference);
      expect(notificationOf(view)).toMatch(/^ES-2026-\d{4}: (seen by a person|being handled|closed)$/);
      expect(words).not.toMatch(/Staff |Robin|mentor|threshold|support|upset|Lead|Head\b/i);
      for (const word of [...Object.values(CATEGORY_NAMES), TYPE_WORDS.other]) expect(words).not.toContain(word);
    }
  });
});
