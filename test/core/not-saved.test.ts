import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDemoDesk } from '../support/demo-school.ts';
import { type TestDesk, VALID_REPORT } from '../support/test-desk.ts';
import { fieldOf, shown, wordsOf } from '../support/views.ts';

let desk: TestDesk;
let data: Record<string, string>;

beforeAll(async () => {
  desk = await openDemoDesk();
  const { reference } = await desk.reports('teacher');
  data = { case: await desk.caseIdOf(reference), reference, key: 'away' };
  // From here on the database does not answer.
  await desk.program.database.sql.end({ timeout: 0 });
});
afterAll(() => desk.close());

describe('while the database is away', () => {
  it.each(['report', 'quick-report'] as const)('the %s form comes back with every word in it', async (form) => {
    const typed = { ...VALID_REPORT, what: 'Café 🦜\nקצר', childWords: 'No.' };
    const view = shown(await desk.submits('teacher', form, { key: 'away' }, typed), 'report-form');
    expect(view).toMatchObject({ problem: 'not-saved', values: typed, formKey: 'away', variant: form });
    const words = wordsOf(view);
    expect(words).toContain('NOT saved');
    expect(words).toContain('999');
    expect(words).toContain('01632 960101');
    expect(words).not.toMatch(/Recorded as/);
    expect(fieldOf(view, 'what').value).toBe(typed.what);
  });

  it('still offers the staff that were last known', async () => {
    const view = shown(await desk.submits('teacher', 'report', { key: 'away' }, VALID_REPORT), 'report-form');
    expect(view.people.map((person) => person.name)).toContain('Staff head');
  });

  it('a note comes back as it was typed', async () => {
    const view = shown(await desk.submits('lead', 'note', data, { note: 'Rang home.' }), 'desk-form');
    expect(view).toMatchObject({ problem: 'not-saved', values: { note: 'Rang home.' } });
    expect(wordsOf(view)).toContain('NOT saved');
  });

  it('whatever else is tried says that nothing was saved, and whom to ring', async () => {
    const replies = [
      await desk.says('teacher', '/esafety report'),
      await desk.says('teacher', 'mine'),
      await desk.opens('teacher', 'report'),
      await desk.presses('lead', 'view-case', data),
      await desk.presses('lead', 'acknowledge', data),
    ];
    const reasons = replies.map((reply) => shown(reply, 'emergency').reason);
    expect(reasons).toEqual(['unavailable', 'unavailable', 'unavailable', 'not-shown', 'not-known']);
    for (const reply of replies) {
      const view = shown(reply, 'emergency');
      expect(wordsOf(view)).toContain('01632 960101');
    }
  });

  it('leaves no word of it in the log', () => {
    expect(desk.logLines.length).toBeGreaterThan(0);
    expect(desk.logLines.join('\n')).not.toMatch(/Café|קצר|Rang home|Robin|upset/);
  });
});
