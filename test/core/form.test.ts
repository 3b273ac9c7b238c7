import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { REPORT_LIMITS } from '../../src/core/incidents/report-form.ts';
import { DEMO_SCHOOL, openDemoDesk } from '../support/demo-school.ts';
import { clearMessages, openSchool, takeReached } from '../support/five-schools.ts';
import { SCHOOL_MORNING, type TestDesk, VALID_REPORT } from '../support/test-desk.ts';
import { fieldOf, optionsOf, shown, wordsOf } from '../support/views.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openDemoDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.clock.set(SCHOOL_MORNING);
  await clearMessages(desk);
});

async function formAfter(values: Record<string, string>, form: 'report' | 'quick-report' = 'report') {
  return shown(await desk.submits('teacher', form, { key: 'same-key' }, values), 'report-form');
}

async function openedBy(who: string, reference: string) {
  return shown(await desk.presses(who, 'view-case', { case: await desk.caseIdOf(reference) }), 'case-detail');
}

async function countCases(): Promise<number> {
  const lead = { personId: await desk.personId('lead'), pupilCases: true };
  return (await desk.program.store.incidentLog(DEMO_SCHOOL, lead)).filter((row) => row.entry === 'recorded').length;
}

describe('the report form: what it does not take', () => {
  const long = (length: number) => 'x'.repeat(length);
  it.each<[string, Record<string, string>, string[]]>([
    ['no answer about an adult', { adult: '' }, ['adult']],
    ['another answer about an adult', { adult: 'perhaps' }, ['adult']],
    ['an adult without a name', { adult: 'yes' }, ['adultPerson']],
    ['"not sure" without a name', { adult: 'unsure', adultPerson: ' ' }, ['adultPerson']],
    ['an adult of no school', { adult: 'yes', adultPerson: 'somebody-else' }, ['adultPerson']],
    ['no account', { what: '  \n ' }, ['what']],
    ['an account that is too long', { what: long(REPORT_LIMITS.what + 1) }, ['what']],
    ['no category', { category: '' }, ['category']],
    ['another category', { category: 'weather' }, ['category']],
    ['too many people', { who: long(REPORT_LIMITS.who + 1) }, ['who']],
    ['a date in words', { date: 'yesterday' }, ['date']],
    ['a date that does not exist', { date: '2026-06-31' }, ['date']],
    ['a leap day of a common year', { date: '2026-02-29' }, ['date']],
    ['a month that does not exist', { date: '2026-13-01' }, ['date']],
    ['a date in the future', { date: '2026-11-11' }, ['date']],
    ['a time in words', { time: 'noon' }, ['time']],
    ['a time that does not exist', { time: '24:00' }, ['time']],
    ['a time that has not come', { time: '10:01' }, ['time']],
    ['another place', { place: 'moon' }, ['place']],
    ['no answer about danger', { danger: '' }, ['danger']],
    ['another answer about danger', { danger: 'maybe' }, ['danger']],
    ['another kind of concern', { type: 'boredom' }, ['type']],
    ['too many of the child’s words', { childWords: long(REPORT_LIMITS.childWords + 1) }, ['childWords']],
    ['too many addresses', { urls: long(REPORT_LIMITS.urls + 1) }, ['urls']],
    ['too long a device', { device: long(REPORT_LIMITS.device + 1) }, ['device']],
    ['too much done', { actionTaken: long(REPORT_LIMITS.actionTaken + 1) }, ['actionTaken']],
    ['another source', { onBehalfOf: 'cat' }, ['onBehalfOf']],
    ['another victim', { victim: 'cat' }, ['victim']],
    ['another purpose', { purpose: 'fun' }, ['purpose']],
    ['a day of noticing in words', { noticedDate: 'Monday' }, ['noticedDate']],
    ['a day of noticing that does not exist', { noticedDate: '2026-02-31' }, ['noticedDate']],
    ['a year long past', { date: '0001-01-01' }, ['date']],
    ['a day of noticing in the future', { noticedDate: '2026-12-01' }, ['noticedDate']],
    ['two things at once', { what: '', danger: '' }, ['danger', 'what']],
  ])(
    '%s: nothing is recorded, the field is named, and everything typed is still there',
    async (_, change, expected) => {
      const before = await countCases();
      const typed: Record<string, string> = {
        ...VALID_REPORT,
        childWords: 'She said “stop”.',
        device: 'Laptop 14',
        ...change,
      };
      const form = await formAfter(typed);
      expect(Object.keys(form.errors).sort()).toEqual(expected);
      expect(form).toMatchObject({ problem: 'check-fields', values: typed, formKey: 'same-key' });
      for (const field of expected) {
        expect(fieldOf(form, field).error?.length).toBeGreaterThan(10);
        if (typed[field]) expect(fieldOf(form, field).value).toBe(typed[field]);
      }
      expect(fieldOf(form, 'device').value).toBe(typed.device as string);
      expect(wordsOf(form)).toContain('Nothing has been sent yet');
      expect(await countCases()).toBe(before);
    },
  );

  it('takes the form when what was wrong is put right, under the same key', async () => {
    await formAfter({ ...VALID_REPORT, what: '' });
    const right = await desk.submits('teacher', 'report', { key: 'same-key' }, VALID_REPORT);
    expect(shown(right, 'receipt').reference).toMatch(/^ES-2026-/);
  });

  it('does not take a form without its key, and says that nothing is saved', async () => {
    const before = await countCases();
    const reply = await desk.submits('teacher', 'report', {}, VALID_REPORT);
    expect(wordsOf(shown(reply, 'emergency'))).toContain('NOT saved');
    expect(await countCases()).toBe(before);
  });
});

describe('the report form: what it takes', () => {
  it('keeps every answer', async () => {
    const { reference } = await desk.reports('teacher', {
      type: 'cyberbullying',
      childWords: 'They said I smell.',
      urls: 'https://one.example/a?b=c\nhttp://two.example\n\nthree.example',
      device: 'Own phone',
      actionTaken: 'Sat with her.',
      onBehalfOf: 'parent',
      victim: 'pupil',
      noticedDate: '2026-11-10',
      place: 'both',
      who: 'Robin Invented, Year 4\n  \nWren Invented, Year 5',
    });
    expect(await openedBy('lead', reference)).toMatchObject({
      category: 'conduct',
      type: 'cyberbullying',
      occurred: '2026-11-10T09:15:00.000Z',
      noticed: '2026-11-10',
      place: 'both',
      source: 'parent',
      victim: 'pupil',
      what: VALID_REPORT.what,
      who: ['Robin Invented, Year 4', 'Wren Invented, Year 5'],
      childWords: 'They said I smell.',
      urls: ['hxxps://one[.]example/a?b=c', 'hxxp://two[.]example', 'three[.]example'],
      device: 'Own phone',
      immediateAction: 'Sat with her.',
      reporter: 'Staff teacher',
    });
  });

  it('needs no more than what the stars ask for', async () => {
    const values = { adult: 'no', what: 'A short account.', category: 'contact', danger: 'no', date: '2026-11-09' };
    const reply = await desk.submits('teacher', 'report', { key: 'least' }, values);
    const detail = await openedBy('lead', shown(reply, 'receipt').reference);
    expect(detail).toMatchObject({ occurred: '2026-11-09', who: [], urls: [], type: null, source: 'self' });
  });

  it.each([
    ['10,000 characters', `${'Ten thousand. '.repeat(714)}abcd`],
    ['accents and other scripts', 'Café, naïve, Łódź, Ærøskøbing, 東京, Ελλάδα, हिन्दी, e\u0301'],
    ['emoji, joined ones too', '🦜 👩‍👧‍👦 🏳️‍🌈 👍🏽 #️⃣'],
    ['text from right to left', 'היא אמרה: די. قالت كفى\u200f (ok)'],
    [
      'markup, quotes and backslashes',
      `<b>no</b> **no** [x](https://y.example) "q" 'q' \\ \${x} {{x}} %s '; drop table cases; --`,
    ],
    ['line breaks and tabs', 'First.\n\n\tSecond.\r\nThird.'],
  ])('keeps %s to the letter', async (name, what) => {
    if (name === '10,000 characters') expect(what).toHaveLength(REPORT_LIMITS.what);
    const { reference } = await desk.reports('teacher', { what, childWords: what.slice(0, 4_000) });
    expect(await openedBy('lead', reference)).toMatchObject({ what, childWords: what.slice(0, 4_000).trim() });
  });

  it('takes the last minute that has passed, and the day before by any time', async () => {
    await desk.reports('teacher', { time: '10:00' });
    await desk.reports('teacher', { date: '2026-11-09', time: '23:59' });
  });

  it('reads a time as local time in summer', async () => {
    desk.clock.set('2026-06-23T12:00:00Z');
    const { reference } = await desk.reports('teacher', { date: '2026-06-23', time: '12:59' });
    expect(await openedBy('lead', reference)).toMatchObject({ occurred: '2026-06-23T11:59:00.000Z' });
  });

  it('offers the staff of today to choose from, and somebody who is not on the list', async () => {
    const form = shown(await desk.says('teacher', 'report'), 'report-form');
    expect(form.people[0]).toMatchObject({ id: 'not-listed' });
    expect(form.people.map((person) => person.name)).toEqual(
      expect.arrayContaining(['Staff head', 'Staff lead', 'Staff teacher', 'Staff admin']),
    );
    expect(fieldOf(form, 'date').value).toBe('2026-11-10');
  });
});

describe('the short form', () => {
  it('asks three questions and takes the rest for granted', async () => {
    const form = shown(await desk.opens('teacher', 'quick-report'), 'report-form');
    expect(form.variant).toBe('quick-report');
    const values = { adult: 'no', what: 'A betting page.', danger: 'no' };
    const reply = await desk.submits('teacher', 'quick-report', { key: form.formKey }, values);
    const detail = await openedBy('lead', shown(reply, 'receipt').reference);
    expect(detail).toMatchObject({ category: 'content', place: 'school', occurred: '2026-11-10' });
  });

  it('asks who, once the answer is that it is about an adult', async () => {
    const again = await formAfter({ adult: 'yes', what: 'A film in class.', danger: 'no' }, 'quick-report');
    expect(again.variant).toBe('quick-report');
    expect(optionsOf(again, 'adultPerson')).toContain(await desk.personId('colleague'));
    expect(fieldOf(again, 'what').value).toBe('A film in class.');
  });

  it('tells everybody at once when somebody is in danger', async () => {
    const values = { adult: 'no', what: 'He is on the roof.', danger: 'yes' };
    const reply = await desk.submits('teacher', 'quick-report', { key: 'roof' }, values);
    const receipt = shown(reply, 'receipt');
    expect(receipt.immediate).toBe(true);
    expect(wordsOf(receipt)).toContain('ring 999');
    await desk.deliver();
    expect(takeReached(desk)).toEqual(['deputy', 'head', 'lead']);
  });
});

describe('a message that is reported from the chat', () => {
  it('stands in the form to be looked at, and is nowhere recorded before it is sent', async () => {
    const before = await countCases();
    const quoted = 'Nobody wants you here 🙃';
    const form = shown(await desk.opens('teacher', 'report', {}, quoted), 'report-form');
    expect(fieldOf(form, 'what').value).toBe(quoted);
    expect(await countCases()).toBe(before);
    const values = { ...VALID_REPORT, what: form.values.what ?? '' };
    const reply = await desk.submits('teacher', 'report', { key: form.formKey }, values);
    expect(await openedBy('lead', shown(reply, 'receipt').reference)).toMatchObject({ what: quoted });
  });
});

describe('somebody who works in two schools', () => {
  let trust: TestDesk;
  beforeAll(async () => {
    trust = await openSchool('wessex');
  });
  afterAll(() => trust.close());

  it('has to say which one it is about, and keeps what was typed until then', async () => {
    const reply = await trust.submits('both', 'report', { key: 'which' }, VALID_REPORT);
    const form = shown(reply, 'report-form');
    expect(Object.keys(form.errors)).toEqual(['school']);
    expect(form.values).toEqual(VALID_REPORT);
    const other = await trust.submits('both', 'report', { key: 'which' }, { ...VALID_REPORT, school: 'another' });
    expect(Object.keys(shown(other, 'report-form').errors)).toEqual(['school']);
    const right = await trust.submits(
      'both',
      'report',
      { key: 'which' },
      { ...VALID_REPORT, school: 'wessex-school-b' },
    );
    expect(shown(right, 'receipt').school.name).toBe('Wessex MAT – school B');
  });

  it('cannot choose an adult of the other school', async () => {
    const adultPerson = await trust.personId('head-a', 'wessex-school-a');
    const values = { ...VALID_REPORT, school: 'wessex-school-b', adult: 'yes', adultPerson };
    const form = shown(await trust.submits('both', 'report', { key: 'mixed' }, values), 'report-form');
    expect(Object.keys(form.errors)).toEqual(['adultPerson']);
  });

  it('is not asked where he works in one school only', async () => {
    const form = shown(await trust.says('teacher-a', 'report'), 'report-form');
    expect(form.schools).toEqual([]);
    // A school that was not his to choose changes nothing.
    const receipt = await trust.reports('teacher-a', { school: 'wessex-school-b' });
    expect(receipt.school.name).toBe('Wessex MAT – school A');
  });
});
