import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clearMessages, openSchool, takeReached } from '../support/five-schools.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { optionsOf, shown, wordsOf } from '../support/views.ts';

let desk: TestDesk;
const [schoolA, schoolB] = ['wessex-school-a', 'wessex-school-b'];
const NOBODY = '99999999-9999-4999-8999-999999999999';

beforeAll(async () => {
  desk = await openSchool('wessex');
});
afterAll(() => desk.close());
beforeEach(() => clearMessages(desk));

async function openedBy(who: string, reference: string) {
  return shown(await desk.presses(who, 'view-case', { case: await desk.caseIdOf(reference) }), 'case-detail');
}

describe('Wessex: two schools in one workspace', () => {
  it('[X03] the DSL of school A cannot see a case of school B by any door', async () => {
    const { reference } = await desk.reports('teacher-b');
    const data = { case: await desk.caseIdOf(reference), key: 'x03' };
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['dsl-b']);
    for (const who of ['dsl-a', 'head-a', 'it-a']) {
      for (const action of ['view-case', 'acknowledge'] as const) {
        const answer = await desk.presses(who, action, data);
        expect(answer).toEqual(await desk.presses(who, action, { case: NOBODY }));
      }
      const refused = { view: { notice: 'no-such-case' } };
      expect(await desk.opens(who, 'note', data)).toMatchObject(refused);
      const kept = { view: { problem: 'not-served', values: { note: 'From next door.' } } };
      expect(await desk.submits(who, 'note', data, { note: 'From next door.' })).toMatchObject(kept);
      expect(wordsOf(shown(await desk.says(who, 'mine'), 'my-reports'))).not.toContain(reference);
    }
    // The two schools count apart, so the same number may stand in both: it is the case that must not.
    const { store, database } = desk.program;
    const viewer = { personId: await desk.personId('dsl-a', schoolA), pupilCases: true };
    expect(await store.findCase(schoolA as string, data.case, viewer)).toBeNull();
    expect(await store.caseForMessage(schoolA as string, data.case)).toBeNull();
    const { cases } = await import('../../src/store/schema.ts');
    const rows = await database.inSchool(schoolA as string, (tx) => tx.select({ id: cases.id }).from(cases));
    expect(rows.map((row) => row.id)).not.toContain(data.case);
    expect(await openedBy('dsl-b', reference)).toMatchObject({ status: 'new', chronology: [{ entry: 'recorded' }] });
  });

  it('[X03] somebody who works in both schools says which one it is about, and only that one reads it', async () => {
    const form = shown(await desk.says('both', 'report'), 'report-form');
    expect(optionsOf(form, 'school')).toEqual([schoolA, schoolB]);
    await desk.reports('both', { school: schoolB as string });
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['dsl-b']);
  });
});

describe('Wessex: misuse by staff', () => {
  it('[X07] opens a restricted case for the head', async () => {
    const values = { adult: 'yes', adultPerson: await desk.personId('it-a', schoolA), type: 'staff_misuse' };
    const receipt = await desk.reports('teacher-a', values);
    expect(receipt).toMatchObject({ restricted: true, readers: ['Headteacher/Head of School'] });
    expect(receipt.reference).toMatch(/^ES-R-/);
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['head-a']);
    expect(await openedBy('head-a', receipt.reference)).toMatchObject({ restricted: true, handleAs: 'discipline' });
  });

  it('[X29] an allegation never reaches the DSL, whom the head has not added, however long nobody acknowledges', async () => {
    const values = { adult: 'yes', adultPerson: await desk.personId('it-a', schoolA), type: 'staff_allegation' };
    const { reference } = await desk.reports('teacher-a', values);
    // A whole working day without an acknowledgement: the ladder goes on, and never to the DSL.
    for (let hours = 0; hours < 26; hours += 1) {
      await desk.tick();
      desk.clock.forwardMinutes(60);
    }
    expect(desk.chat.toPerson('head-a').length).toBeGreaterThan(0);
    expect(desk.chat.toPerson('dsl-a')).toEqual([]);
    expect(desk.chat.posted()).toEqual([]);
    const data = { case: await desk.caseIdOf(reference) };
    expect(await desk.presses('dsl-a', 'view-case', data)).toMatchObject({ view: { notice: 'no-such-case' } });
    desk.clock.set('2026-11-10T10:00:00Z');
  });
});

describe('Wessex: who is served', () => {
  it.each([
    ['a guest of the tenant', { guest: true, app: false, email: 'visitor@elsewhere.example' }, 'guest'],
    [
      'a guest with the address of a member of staff',
      { guest: true, app: false, email: 'dsl-a@school.example' },
      'guest',
    ],
    ['an app', { guest: false, app: true, email: null }, 'guest'],
    ['an account of another organisation', { guest: false, app: false, email: 'x@elsewhere.example' }, 'unknown'],
  ])('[X08] refuses %s', async (name, member, reason) => {
    desk.chat.accounts.set(name, { accountId: name, ...member });
    const answers = [
      await desk.says(name, '/esafety report'),
      await desk.opens(name, 'report'),
      await desk.presses(name, 'view-case', { case: NOBODY }),
      await desk.says(name, 'mine'),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ kind: 'show', view: { name: 'emergency', reason } });
    const sent = await desk.submits(name, 'report', { key: 'x08' }, { what: 'Anything.' });
    const words = { name: 'report-form', problem: 'not-served', people: [], values: { what: 'Anything.' } };
    expect(sent).toMatchObject({ view: reason === 'guest' ? { name: 'emergency', reason } : words });
  });

  it('[X27] a guest reads the emergency text and whom to ring, and nothing else', async () => {
    const withNumbers = await openSchool('wessex', {
      change: (profile) => ({
        ...profile,
        contacts: { ...profile.contacts, duty: { name: 'Duty phone', phone: '01632 960111' } },
      }),
    });
    try {
      const guest = { accountId: 'guest', email: 'g@elsewhere.example', guest: true, app: false };
      withNumbers.chat.accounts.set('guest', guest);
      const view = shown(await withNumbers.says('guest', 'report'), 'emergency');
      const words = wordsOf(view);
      expect(words).toContain('999');
      expect(words).toContain('01632 960111');
      expect(words).toContain('NOT saved');
      expect(words).not.toMatch(/Staff |teacher-a|dsl-a|ES-20/);
      expect(Object.keys(view).sort()).toEqual(['accountHelp', 'contacts', 'name', 'reason']);
    } finally {
      await withNumbers.close();
    }
  });

  it('[X13] whoever may not know of a case reads "no such case", as if there were none', async () => {
    const { reference } = await desk.reports('teacher-a');
    const data = { case: await desk.caseIdOf(reference) };
    const answer = await desk.presses('teacher-a', 'view-case', data);
    expect(wordsOf(shown(answer, 'notice'))).toContain('There is no such case, or it is not one you can open.');
    expect(JSON.stringify(answer)).toBe(JSON.stringify(await desk.presses('teacher-a', 'view-case', { case: NOBODY })));
    expect(JSON.stringify(answer)).toBe(JSON.stringify(await desk.presses('teacher-a', 'view-case', { case: 'x' })));
  });
});

describe('Wessex: what is recorded', () => {
  it('[X14] keeps when it happened and when it was reported, and marks a gap of more than a day', async () => {
    const late = await desk.reports('teacher-a', { date: '2026-11-06', time: '13:20' });
    const detail = await openedBy('dsl-a', late.reference);
    expect(detail).toMatchObject({
      occurred: '2026-11-06T13:20:00.000Z',
      reported: '2026-11-10T10:00:00.000Z',
      reportedLate: true,
    });
    expect(wordsOf(detail)).toContain('It was reported more than a day after it happened.');
    const [dayBefore, justOver] = ['10:00', '09:59'];
    const atOneDay = await desk.reports('teacher-a', { date: '2026-11-09', time: dayBefore as string });
    expect(await openedBy('dsl-a', atOneDay.reference)).toMatchObject({ reportedLate: false });
    const over = await desk.reports('teacher-a', { date: '2026-11-09', time: justOver as string });
    expect(await openedBy('dsl-a', over.reference)).toMatchObject({ reportedLate: true });
  });

  it('[X23] what was done on purpose links the discipline policy, for pupils and staff; an accident does not', async () => {
    const form = shown(await desk.says('teacher-a', 'report'), 'report-form');
    expect(optionsOf(form, 'purpose')).toEqual(['deliberate', 'accidental', '']);
    const pupil = await desk.reports('teacher-a', { type: 'pornography', purpose: 'deliberate' });
    const detail = await openedBy('dsl-a', pupil.reference);
    expect(detail).toMatchObject({ purpose: 'deliberate', disciplinePolicy: 'Discipline' });
    expect(wordsOf(detail)).toMatch(/On purpose\nPolicy that applies\nDiscipline/);

    const adultPerson = await desk.personId('it-a', schoolA);
    const staff = await desk.reports('teacher-a', { adult: 'yes', adultPerson, purpose: 'deliberate' });
    expect(await openedBy('head-a', staff.reference)).toMatchObject({ disciplinePolicy: 'Discipline' });

    for (const purpose of ['accidental', '']) {
      const { reference } = await desk.reports('teacher-a', { type: 'pornography', purpose });
      const other = await openedBy('dsl-a', reference);
      expect(other).toMatchObject({ purpose: purpose || null, disciplinePolicy: null });
      expect(wordsOf(other)).not.toContain('Policy that applies');
    }
  });

  it('[X25] a member of staff can be the one who was harmed', async () => {
    const form = shown(await desk.says('teacher-a', 'report'), 'report-form');
    expect(optionsOf(form, 'victim')).toContain('staff');
    const { reference } = await desk.reports('teacher-a', { type: 'cyberbullying', victim: 'staff' });
    const detail = await openedBy('dsl-a', reference);
    expect(detail.victim).toBe('staff');
    expect(wordsOf(detail)).toContain('A member of staff');
    expect(detail.guidance?.steps[0]).toContain('whether pupil or member of staff');
  });
});
