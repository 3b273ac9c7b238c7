import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_STAFF, openDemoDesk } from '../../support/demo-school.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { fieldOf, shown, wordsOf } from '../../support/views.ts';

let desk: TestDesk;
let report: string;

const ADDED = { wish: 'add', more: 'Café 🦜: it happened again.' };
const ASKED = { question: 'Café 🦜: may we?' };

beforeAll(async () => {
  desk = await openDemoDesk({
    people: [...DEMO_STAFF, { who: 'leaver', roles: ['class_teacher'], endsOn: '2026-11-10' }],
  });
  ({ reportId: report } = await desk.reports('leaver'));
});
afterAll(() => desk.close());

describe('what was typed is kept', () => {
  it('where the account is served no longer', async () => {
    desk.clock.forwardMinutes(24 * 60);
    const added = shown(await desk.submits('leaver', 'add-to-report', { report, key: 'gone' }, ADDED), 'desk-form');
    expect(added).toMatchObject({ problem: 'not-served', values: ADDED, data: {}, reference: null });
    expect(fieldOf(added, 'more').value).toBe(ADDED.more);
    const asked = shown(await desk.submits('leaver', 'ask', { key: 'gone' }, ASKED), 'desk-form');
    expect(asked).toMatchObject({ problem: 'not-served', values: ASKED });
    for (const view of [added, asked]) expect(wordsOf(view)).toContain('NOT saved');
    expect(await desk.opens('leaver', 'add-to-report', { report })).toMatchObject({ view: { name: 'emergency' } });
  });

  it('while the database is away, with whom to ring, and the same form sends it afterwards', async () => {
    await desk.program.database.sql.end({ timeout: 0 });
    const added = shown(await desk.submits('teacher', 'add-to-report', { report, key: 'away' }, ADDED), 'desk-form');
    expect(added).toMatchObject({ problem: 'not-saved', values: ADDED, data: { report }, formKey: 'away' });
    const asked = shown(await desk.submits('teacher', 'ask', { key: 'away' }, ASKED), 'desk-form');
    expect(asked).toMatchObject({ problem: 'not-saved', values: ASKED, formKey: 'away' });
    for (const view of [added, asked]) {
      expect(wordsOf(view)).toContain('NOT saved');
      expect(wordsOf(view)).toContain('01632 960101');
      expect(wordsOf(view)).toContain('999');
    }
    expect(desk.logLines.join('\n')).not.toContain('Café');
  });
});
