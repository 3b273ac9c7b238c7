import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/core/replies.ts';
import { DEMO_SCHOOL, NO_CASE, openDemoDesk } from '../support/demo-school.ts';
import { clearMessages, takeReached } from '../support/five-schools.ts';
import { SCHOOL_MORNING, type TestDesk, VALID_REPORT } from '../support/test-desk.ts';
import { shown } from '../support/views.ts';

const SUBJECTS = ['teacher', 'lead', 'deputy', 'head', 'chair', 'admin'];
const CHANNEL = 'teams:19:dsl-team-cases@thread.tacv2';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openDemoDesk();
  await desk.addPlace(CHANNEL, ['lead', 'deputy', 'head']);
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.program.database.inSchool(DEMO_SCHOOL, (tx) => tx.execute(sql`update cases set escalate_at = null`));
  desk.clock.set('2027-06-01T10:00:00Z');
  await clearMessages(desk);
  desk.clock.set(SCHOOL_MORNING);
});

async function reportAbout(who: string, values: Record<string, string> = {}, reporter = 'colleague') {
  const adult = { adult: 'yes', adultPerson: await desk.personId(who), type: 'staff_allegation' };
  const { reference } = await desk.reports(reporter, { ...adult, what: 'A hand was raised.', ...values });
  return { reference, caseId: await desk.caseIdOf(reference) };
}

/** Everything somebody can try with a case id. */
async function everyAnswer(who: string, caseId: string): Promise<Reply[]> {
  const data = { case: caseId, reference: 'ES-2026-0001', key: 'try' };
  return [
    await desk.presses(who, 'view-case', data),
    await desk.presses(who, 'acknowledge', data),
    await desk.opens(who, 'note', data),
    await desk.submits(who, 'note', data, { note: 'I was not there.' }),
    await desk.submits(who, 'note', data, { note: '' }),
  ];
}

describe.each(SUBJECTS)('law 4: a concern about the %s', (subject) => {
  it('[A03] is to that person byte for byte like a case that does not exist', async () => {
    const { caseId, reference } = await reportAbout(subject);
    await desk.deliver();
    const answers = await everyAnswer(subject, caseId);
    expect(JSON.stringify(answers)).toBe(JSON.stringify(await everyAnswer(subject, NO_CASE)));
    expect(JSON.stringify(answers)).not.toContain(reference);
    for (const answer of answers.slice(0, 3)) {
      expect(answer).toMatchObject({ kind: 'show', view: { notice: 'no-such-case' } });
    }
    // A typed note is given back, and says that it was not saved.
    for (const answer of answers.slice(3)) expect(answer).toMatchObject({ view: { problem: 'not-served' } });
  });

  it('stands in no list of theirs, whatever function they hold', async () => {
    const { reference, caseId } = await reportAbout(subject);
    const personId = await desk.personId(subject);
    for (const pupilCases of [true, false]) {
      const log = await desk.program.store.incidentLog(DEMO_SCHOOL, { personId, pupilCases });
      expect(log.map((row) => row.reference)).not.toContain(reference);
      expect(await desk.program.store.findCase(DEMO_SCHOOL, caseId, { personId, pupilCases })).toBeNull();
    }
    const mine = shown(await desk.says(subject, 'mine'), 'my-reports');
    expect(mine.reports.map((report) => report.reference)).not.toContain(reference);
  });

  it('tells them nothing, on no rung of the ladder, however long nobody acknowledges', async () => {
    await reportAbout(subject, { danger: 'yes' });
    await reportAbout(subject);
    const reached = new Set<string>();
    for (let run = 0; run < 12; run += 1) {
      await desk.tick();
      for (const who of takeReached(desk)) reached.add(who);
      desk.clock.forwardMinutes(run < 4 ? 15 : 8 * 60);
    }
    expect(reached).not.toContain(subject);
    const first = subject === 'head' ? 'chair' : 'head';
    expect(reached).toContain(first);
    expect([...reached]).toEqual(expect.arrayContaining(['colleague', 'trust']));
    for (const never of ['lead', 'deputy', 'admin', 'ict', 'teacher']) expect(reached).not.toContain(never);
    expect(desk.chat.posted()).toEqual([]);
  });

  it('stays hidden from them even where they hold access to it', async () => {
    const { caseId } = await reportAbout(subject);
    const personId = await desk.personId(subject);
    await desk.program.database.inSchool(DEMO_SCHOOL, (tx) =>
      tx.execute(sql`insert into case_access (school_id, case_id, person_id, reason, granted_at)
        values (${DEMO_SCHOOL}, ${caseId}::uuid, ${personId}::uuid, 'by mistake', now())`),
    );
    await clearMessages(desk);
    await desk.program.store.enqueue(
      DEMO_SCHOOL,
      [
        {
          lane: 'l1',
          dedupeKey: `mistake|${caseId}`,
          intent: { kind: 'alert', caseId, personId, reason: 'on-duty' },
          dueAt: desk.clock.now(),
        },
        {
          lane: 'l2',
          dedupeKey: `mistake-2|${caseId}`,
          intent: { kind: 'place-stopped', caseId, personId, why: 'stranger' },
          dueAt: desk.clock.now(),
        },
        {
          lane: 'l3',
          dedupeKey: `mistake-3|${caseId}`,
          intent: { kind: 'hand-off', caseId, personId },
          dueAt: desk.clock.now(),
        },
        {
          lane: 'l4',
          dedupeKey: `mistake-4|${caseId}`,
          intent: { kind: 'post-case', caseId, fallback: [personId] },
          dueAt: desk.clock.now(),
        },
      ],
      desk.clock.now(),
    );
    expect(await desk.deliver()).toBeGreaterThanOrEqual(4);
    expect(desk.chat.sent).toEqual([]);
    const answers = await everyAnswer(subject, caseId);
    expect(JSON.stringify(answers)).toBe(JSON.stringify(await everyAnswer(subject, NO_CASE)));
  });
});

describe('law 4: the restricted route', () => {
  it('is taken where the reporter is not sure', async () => {
    const { reference } = await reportAbout('head', { adult: 'unsure', type: '' });
    expect(reference).toMatch(/^ES-R-/);
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['chair']);
  });

  it('is taken for somebody who is not on the list, and nobody but the head is told', async () => {
    const { reference } = await desk.reports('colleague', { adult: 'unsure', adultPerson: 'not-listed' });
    expect(reference).toMatch(/^ES-R-/);
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['head']);
  });

  it('is taken for a kind of concern about adults, whatever the first answer was', async () => {
    const head = await desk.personId('head');
    const values = { adult: 'no', type: 'staff_low_level', adultPerson: head };
    const { reference } = await desk.reports('colleague', values);
    expect(reference).toMatch(/^ES-R-/);
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['chair']);

    const nobodyNamed = { adult: 'no', type: 'staff_low_level', what: 'A tone.', category: 'conduct', danger: 'no' };
    const again = shown(await desk.submits('colleague', 'report', { key: 'k' }, nobodyNamed), 'report-form');
    expect(Object.keys(again.errors)).toEqual(['adultPerson']);
  });

  it('has references of a random series that leave no gap in the numbers', async () => {
    const before = Number((await desk.reports('colleague')).reference.slice(-4));
    const restricted = [];
    for (let count = 0; count < 12; count += 1) restricted.push((await reportAbout('teacher')).reference);
    const after = Number((await desk.reports('colleague')).reference.slice(-4));
    expect(after).toBe(before + 1);
    expect(new Set(restricted).size).toBe(12);
    for (const reference of restricted) expect(reference).toMatch(/^ES-R-[2-9BCDFGHJKLMNPQRSTVWXYZ]{4}$/);
    expect([...restricted].sort()).not.toEqual(restricted);
  });

  it('makes nobody named in it a pupil’s record', async () => {
    const count = async () =>
      (await desk.program.database.inSchool(DEMO_SCHOOL, (tx) => tx.execute(sql`select 1 from subjects`))).length;
    const before = await count();
    await reportAbout('teacher', { who: 'Staff teacher\nAnother Adult' });
    expect(await count()).toBe(before);
  });

  it('leaves whoever reports himself his receipt and what becomes of it, and nothing else', async () => {
    const { reference, caseId } = await reportAbout('teacher', { what: 'I shouted.' }, 'teacher');
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['head']);
    const refused = { view: { notice: 'no-such-case' } };
    expect(await desk.presses('teacher', 'view-case', { case: caseId })).toMatchObject(refused);
    await desk.presses('head', 'acknowledge', { case: caseId });
    await desk.deliver();
    expect(desk.chat.toPerson('teacher')).toMatchObject([{ name: 'reporter-update', update: 'seen', reference }]);
    const mine = shown(await desk.says('teacher', 'mine'), 'my-reports');
    expect(mine.reports).toContainEqual(expect.objectContaining({ reference, state: 'seen' }));
  });

  it('hands a head who is the reporter and the subject on to the chair', async () => {
    const { reference } = await reportAbout('head', {}, 'head');
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['chair']);
    const mine = shown(await desk.says('head', 'mine'), 'my-reports');
    expect(mine.reports.map((report) => report.reference)).toContain(reference);
  });

  it('tells the reporter whom to ring where the subject is the only one it could go to', async () => {
    const alone = await openDemoDesk({
      people: [
        { who: 'colleague', roles: ['class_teacher'] },
        { who: 'head', roles: ['head'] },
        { who: 'lead', roles: ['dsl'] },
      ],
    });
    try {
      const adultPerson = await alone.personId('head');
      await alone.reports('colleague', { adult: 'yes', adultPerson });
      await alone.deliver();
      expect(takeReached(alone)).toEqual(['colleague']);
      expect(alone.chat.posted()).toEqual([]);
    } finally {
      await alone.close();
    }
  });
});

describe('law 4: a name beside "no"', () => {
  it('is asked about and not passed over, so that nobody is sent a concern about himself by a slip', async () => {
    const adultPerson = await desk.personId('lead');
    const values = { ...VALID_REPORT, adult: 'no', adultPerson };
    const reply = await desk.submits('teacher', 'report', { key: 'slip' }, values);
    expect(reply).toMatchObject({ view: { name: 'report-form', problem: 'check-fields', values } });
    expect(shown(reply, 'report-form').errors.adult).toContain('clear the name');
  });
});
