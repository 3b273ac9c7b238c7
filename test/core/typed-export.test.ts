import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaceRef } from '../../src/core/events.ts';
import { openDemoDesk } from '../support/demo-school.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { shown } from '../support/views.ts';

let desk: TestDesk;
let place: PlaceRef;
beforeAll(async () => {
  desk = await openDemoDesk();
  place = await desk.addPlace('teams:19:dsl-team-cases@thread.tacv2', ['lead', 'deputy', 'head']);
});
afterAll(() => desk.close());

/** Reports something and answers the case with the message it was posted as. */
async function posted(): Promise<{ caseId: string; reference: string; thread: string }> {
  const { reference } = await desk.reports('teacher', { type: 'misinformation', place: 'outside' });
  const caseId = await desk.caseIdOf(reference);
  await desk.presses('lead', 'acknowledge', { case: caseId });
  await desk.deliver();
  const line = desk.chat.sent.findLast(({ to }) => to === 'thread');
  if (!line) throw new Error('the case was not posted');
  return { caseId, reference, thread: line.target };
}

const types = (who: string, text: string, thread?: string) =>
  desk.event({
    kind: 'command',
    origin: { ...desk.origin(who, place), ...(thread ? { thread } : {}) },
    text,
    hasAttachment: false,
  });

describe('“export”', () => {
  it('below a case takes out that case', async () => {
    const { caseId, reference, thread } = await posted();
    expect(shown(await types('lead', 'export', thread), 'desk-form')).toMatchObject({
      form: 'export',
      data: { case: caseId },
      reference,
    });
  });

  it('elsewhere takes out the incident log: outside of any thread, and below something that is no case', async () => {
    for (const thread of [undefined, 'not-a-case'])
      expect(shown(await types('lead', 'export', thread), 'desk-form').form).toBe('export-log');
  });

  it('below a case is nothing for somebody who may not know of it', async () => {
    const { thread } = await posted();
    expect(shown(await types('teacher', 'export', thread), 'notice').notice).toBe('not-allowed');
  });
});
