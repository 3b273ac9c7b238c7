import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { approvalState } from '../../src/core/school/approval-state.ts';
import { clearMessages, everybodyIn, openSchool, takeReached } from '../support/five-schools.ts';
import { searchDatabase } from '../support/search-database.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { only, optionsOf, shown, wordsOf } from '../support/views.ts';

let desk: TestDesk;
const school = 'st-andrews-ce-junior';

beforeAll(async () => {
  desk = await openSchool('st-andrews');
});
afterAll(() => desk.close());
beforeEach(() => clearMessages(desk));

async function openedBy(who: string, reference: string) {
  return shown(await desk.presses(who, 'view-case', { case: await desk.caseIdOf(reference) }), 'case-detail');
}

describe("St Andrew's: the policy", () => {
  it('[A02] is stored as not evidenced as approved, because both boxes are blank', () => {
    const [policy] = desk.program.schools.get(school)?.policies ?? [];
    expect(policy && approvalState(policy)).toEqual({
      state: 'not-evidenced',
      missing: ['Headteacher', 'Governing body'],
    });
  });
});

describe("St Andrew's: a concern about a member of staff", () => {
  it('[A03] the accused and those who work with him cannot see that the case exists', async () => {
    const technician = await desk.personId('technician');
    const { reference } = await desk.reports('teacher', {
      adult: 'yes',
      adultPerson: technician,
      what: 'Harsh words.',
    });
    expect(reference).toMatch(/^ES-R-/);
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['head']);

    const data = { case: await desk.caseIdOf(reference) };
    const missing = { case: '99999999-9999-4999-8999-999999999999' };
    for (const who of everybodyIn('st-andrews').filter((each) => each !== 'head')) {
      for (const action of ['view-case', 'acknowledge'] as const) {
        const answer = await desk.presses(who, action, data);
        expect(answer, `${who} ${action}`).toEqual(await desk.presses(who, action, missing));
        expect(answer, `${who} ${action}`).toMatchObject({ view: { notice: 'no-such-case' } });
      }
      const viewer = { personId: await desk.personId(who), pupilCases: true };
      const log = await desk.program.store.incidentLog(school, viewer);
      expect(
        log.map((row) => row.reference),
        who,
      ).not.toContain(reference);
    }
    const mine = shown(await desk.says('technician', 'mine'), 'my-reports');
    expect(mine.reports).toEqual([]);
    expect(await openedBy('head', reference)).toMatchObject({ adult: 'Staff technician', restricted: true });
  });

  it('[A34] a photograph on a personal device goes to the head alone, as a low-level concern', async () => {
    const values = { adult: 'yes', adultPerson: await desk.personId('cleaner'), type: 'staff_low_level' };
    const receipt = await desk.reports('teacher', { ...values, what: 'A class photograph on her own phone.' });
    expect(receipt).toMatchObject({ restricted: true, readers: ['Headteacher'] });
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['head']);
    const detail = await openedBy('head', receipt.reference);
    expect(detail).toMatchObject({ type: 'staff_low_level', handleAs: 'discipline' });
    expect(detail.guidance).toMatchObject({ title: "Photographs on a person's own device" });
    expect(wordsOf(detail)).toContain('Record it as a low-level concern');
  });
});

describe("St Andrew's: what can be reported", () => {
  it.each(['contact', 'conduct'])('[A04] impersonation can be chosen under %s', async (category) => {
    const form = shown(await desk.says('teacher', 'report'), 'report-form');
    expect(optionsOf(form, 'type')).toContain('impersonation');
    expect(optionsOf(form, 'category')).toContain(category);
    const { reference } = await desk.reports('teacher', { category, type: 'impersonation' });
    const detail = await openedBy('coordinator', reference);
    expect(detail).toMatchObject({ category, type: 'impersonation' });
    expect(detail.guidance?.title).toBe('Impersonation or account taken over');
  });

  it('[A07] the form offers contractors, trainees, volunteers, parents and visitors, and the record keeps it', async () => {
    const form = shown(await desk.says('teacher', 'report'), 'report-form');
    const sources = ['contractor', 'trainee', 'volunteer', 'parent', 'visitor'];
    expect(optionsOf(form, 'onBehalfOf')).toEqual(expect.arrayContaining(sources));
    for (const onBehalfOf of sources) {
      const { reference } = await desk.reports('teacher', { onBehalfOf });
      expect(await openedBy('coordinator', reference)).toMatchObject({ source: onBehalfOf, reporter: 'Staff teacher' });
    }
  });

  it('[A28] using another person’s account can be chosen, and its first step is the password', async () => {
    const form = shown(await desk.says('teacher', 'report'), 'report-form');
    expect(optionsOf(form, 'type')).toContain('account_misuse');
    const { reference } = await desk.reports('teacher', { type: 'account_misuse' });
    const detail = await openedBy('coordinator', reference);
    expect(detail.guidance?.steps[0]).toBe('Reset the password of the account');
    expect(wordsOf(detail)).toContain('Reset the password of the account');
  });
});

describe("St Andrew's: who gets it", () => {
  it('[A20] what the technician reports on the short form goes to the co-ordinator', async () => {
    const form = shown(await desk.opens('technician', 'quick-report'), 'report-form');
    const values = { adult: 'no', what: 'The filter let a betting page through.', danger: 'no' };
    const receipt = shown(await desk.submits('technician', 'quick-report', { key: form.formKey }, values), 'receipt');
    expect(receipt.readers[0]).toBe('E-safety Co-ordinator');
    await desk.deliver();
    expect(only(desk.chat.toPerson('coordinator'), 'case-card')).toMatchObject([{ reference: receipt.reference }]);
    // What is reported in school asks the technician for the pictures of the cameras, and says nothing else.
    expect(desk.chat.toPerson('technician')).toMatchObject([{ name: 'task-card', kind: 'cctv' }]);
    expect(takeReached(desk)).toEqual(['coordinator', 'technician']);
  });

  it('[A22] suspected abuse and a breach of the policy go to the co-ordinator', async () => {
    for (const type of ['device_breach', 'grooming', 'account_misuse']) {
      await desk.reports('cleaner', { type, place: 'outside' });
      await desk.deliver();
      expect(takeReached(desk), type).toEqual(['coordinator']);
    }
  });

  it('[A22] and so to the DSL, where DSL and co-ordinator are one person', async () => {
    const same = await openSchool('st-andrews', {
      change: (profile) => ({ ...profile, roles: { ...profile.roles, dsl: { same_as: 'esafety_coordinator' } } }),
    });
    try {
      const receipt = await same.reports('teacher', { type: 'grooming', place: 'outside' });
      await same.deliver();
      expect(takeReached(same)).toEqual(['coordinator']);
      const help = shown(await same.says('coordinator', 'help'), 'help');
      expect(help.roles).toEqual(expect.arrayContaining(['dsl', 'esafety_coordinator']));
      expect(receipt.readers).toEqual(['E-safety Co-ordinator']);
    } finally {
      await same.close();
    }
  });

  it('[A06] nobody acknowledges: the next in the order of cover is told after an hour of school time', async () => {
    const { reference } = await desk.reports('teacher', { place: 'outside' });
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['coordinator']);
    desk.clock.forwardMinutes(59);
    await desk.tick();
    expect(desk.chat.toPerson('head').filter((view) => JSON.stringify(view).includes(reference))).toEqual([]);
    desk.clock.forwardMinutes(1);
    await desk.tick();
    const cards = only(desk.chat.toPerson('head'), 'case-card');
    expect(cards.filter((card) => card.reference === reference)).toMatchObject([{ reason: 'escalated' }]);
  });

  it('[A06] where the school has a deputy safeguarding lead, the deputy is told before the head', async () => {
    const withDeputy = await openSchool('st-andrews', {
      change: (profile) => ({
        ...profile,
        roles: { ...profile.roles, deputy_dsl: {} },
        cover: ['esafety_coordinator', 'deputy_dsl', 'head'],
      }),
      more: [{ who: 'deputy', roles: ['deputy_dsl'] }],
    });
    try {
      await withDeputy.reports('teacher', { place: 'outside' });
      const reached = [];
      for (const minutes of [0, 60, 60]) {
        withDeputy.clock.forwardMinutes(minutes);
        await withDeputy.tick();
        reached.push(takeReached(withDeputy));
      }
      expect(reached).toEqual([['coordinator'], ['deputy'], ['head']]);
    } finally {
      await withDeputy.close();
    }
  });
});

describe("St Andrew's: the record", () => {
  it('[A12] every case has rows in the incident log with number, time, action and by whom', async () => {
    const { reference } = await desk.reports('teacher');
    const data = { case: await desk.caseIdOf(reference), key: 'log' };
    desk.clock.forwardMinutes(5);
    await desk.presses('coordinator', 'acknowledge', data);
    desk.clock.forwardMinutes(5);
    await desk.submits('coordinator', 'note', data, { note: 'Spoke with the class.' });
    const [teacher, coordinator] = [await desk.personId('teacher'), await desk.personId('coordinator')];
    const log = await desk.program.store.incidentLog(school, { personId: coordinator, pupilCases: true });
    const end = desk.clock.now().getTime();
    const minutesAgo = (minutes: number) => new Date(end - minutes * 60_000);
    expect(log.filter((row) => row.reference === reference)).toEqual([
      { reference, at: minutesAgo(10), entry: 'recorded', actorId: teacher },
      { reference, at: minutesAgo(5), entry: 'acknowledged', actorId: coordinator },
      { reference, at: minutesAgo(0), entry: 'note', actorId: coordinator },
    ]);
    const all = shown(await desk.says('teacher', 'mine'), 'my-reports').reports.map((report) => report.reference);
    const logged = new Set(log.map((row) => row.reference));
    for (const each of all.filter((one) => !one.startsWith('ES-R-'))) expect(logged).toContain(each);
  });

  it('[A21] nothing of a story, a pupil, a note or a member of staff can be read in the raw database', async () => {
    const { reference } = await desk.reports('teacher', {
      what: 'Marmalade was seen on the fourth laptop.',
      who: 'Quentin Wetherspoon-Tutankhamun, 4 Elm',
      childWords: 'It said tangerine to me.',
      urls: 'https://kumquat.example/path',
      device: 'Laptop clementine',
      actionTaken: 'Closed the satsuma lid.',
    });
    const data = { case: await desk.caseIdOf(reference), key: 'sealed' };
    await desk.submits('coordinator', 'note', data, { note: 'Rang the grapefruit family.' });
    await desk.deliver();
    expect(await openedBy('coordinator', reference)).toMatchObject({
      what: 'Marmalade was seen on the fourth laptop.',
    });
    expect(await searchDatabase(desk.databaseUrl, reference)).toEqual(['cases.reference']);
    const fruit = ['Marmalade', 'tangerine', 'kumquat', 'clementine', 'satsuma', 'grapefruit'];
    for (const word of [...fruit, 'Quentin', 'Tutankhamun', '4 Elm', 'Staff teacher', 'teacher@school.example']) {
      expect(await searchDatabase(desk.databaseUrl, word), word).toEqual([]);
    }
    expect(desk.logLines.join('\n')).not.toMatch(/Marmalade|tangerine|kumquat|Quentin|grapefruit/);
  });

  it('[A21] a function decides who opens a case: those without one get nothing', async () => {
    const { reference } = await desk.reports('teacher');
    const data = { case: await desk.caseIdOf(reference) };
    for (const who of ['teacher', 'cleaner', 'technician', 'governor', 'admin']) {
      expect(await desk.presses(who, 'view-case', data), who).toMatchObject({ view: { notice: 'no-such-case' } });
    }
    for (const who of ['head', 'coordinator']) await openedBy(who, reference);
  });
});
