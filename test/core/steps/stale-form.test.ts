import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StepName } from '../../../src/core/events.ts';
import { STEP_VALUES, sends, takes, workOf } from '../../support/case-steps.ts';
import { openDemoDesk } from '../../support/demo-school.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { shown, wordsOf } from '../../support/views.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDemoDesk();
});
afterAll(() => desk.close());

async function newCase(): Promise<{ case: string; report: string }> {
  const { reference, reportId } = await desk.reports('teacher', { type: 'misinformation', place: 'outside' });
  return { case: await desk.caseIdOf(reference), report: reportId };
}

const opens = async (who: string, step: StepName, data: Record<string, string>) =>
  shown(await desk.opens(who, step, data), 'desk-form');

describe('a form that was open while somebody else worked the case', () => {
  it.each(['assess', 'close', 'assign', 'escalate'] as StepName[])(
    '%s is shown once more with all its words and who did what, and is taken when it is sent again',
    async (step) => {
      const data = { case: (await newCase()).case };
      const form = await opens('lead', step, data);
      await takes(desk, 'deputy', 'assess', data, { type: 'misinformation', severity: 'significant' });
      const person = await desk.personId('trust');
      const values = { ...STEP_VALUES[step], owner: person, person, type: 'misinformation' };
      const before = (await workOf(desk, 'lead', data.case)).severity;
      const again = shown(await sends(desk, 'lead', form, values), 'desk-form');
      expect(again).toMatchObject({ values, formKey: form.formKey, problem: 'check-fields', errors: {} });
      expect(again.about.changes).toEqual([{ actor: 'Staff deputy', entry: 'assessed' }]);
      expect(wordsOf(again)).toContain(
        'The case has changed since you opened this. Staff deputy: Assessed. Look at it, then send again if it still holds.',
      );
      expect(await workOf(desk, 'lead', data.case)).toMatchObject({ severity: before, saved: false });
      const saved = await sends(desk, 'lead', again, values);
      expect(shown(saved, 'case-work').saved).toBe(true);
      // The same delivery once more is answered the same, although the case has grown by it.
      expect(await sends(desk, 'lead', again, values)).toEqual(saved);
    },
  );

  it('does not close a case to which its reporter has just added something', async () => {
    const { case: caseId, report } = await newCase();
    const form = await opens('lead', 'close', { case: caseId });
    const added = shown(await desk.opens('teacher', 'add-to-report', { report }), 'desk-form');
    await sends(desk, 'teacher', added, { more: 'It goes on.' });
    const again = shown(await sends(desk, 'lead', form, STEP_VALUES.close), 'desk-form');
    expect(wordsOf(again)).toContain('Staff teacher: More from the reporter');
    expect(await workOf(desk, 'lead', caseId)).toMatchObject({ status: expect.not.stringMatching('closed') });
  });

  it('keeps saying so while a field is missing, and counts what came in between', async () => {
    const data = { case: (await newCase()).case };
    const form = await opens('lead', 'assess', data);
    for (let times = 0; times < 6; times += 1) await takes(desk, 'deputy', 'note', data, { note: `Note ${times}.` });
    const missing = shown(await sends(desk, 'lead', form, { ...STEP_VALUES.assess, reason: '' }), 'desk-form');
    expect(missing.errors).toEqual({ reason: 'Please write why.' });
    const again = shown(await sends(desk, 'lead', missing, STEP_VALUES.assess), 'desk-form');
    expect(wordsOf(again)).toContain('2 more before that; Staff deputy: Note; Staff deputy: Note');
  });

  it('is not held up by what the person did meanwhile, and notes, tasks and steps by nothing', async () => {
    const data = { case: (await newCase()).case };
    const owner = await desk.personId('ict');
    const forms = [
      await opens('lead', 'assess', data),
      await opens('lead', 'note', data),
      await opens('lead', 'task', data),
    ];
    await takes(desk, 'lead', 'note', data);
    expect(shown(await sends(desk, 'lead', forms[0] as never, STEP_VALUES.assess), 'case-work').saved).toBe(true);
    await takes(desk, 'deputy', 'note', data);
    expect(shown(await sends(desk, 'lead', forms[1] as never, { note: 'Mine.' }), 'case-work').saved).toBe(true);
    const task = { ...STEP_VALUES.task, owner };
    expect(shown(await sends(desk, 'lead', forms[2] as never, task), 'case-work').saved).toBe(true);
  });
});
