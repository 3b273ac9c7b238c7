import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describe as describeView } from '../../../cards/describe.ts';
import type { DeskFormView } from '../../../src/core/form-views.ts';
import type { SchoolProfile } from '../../../src/core/school/profile.ts';
import { absences } from '../../../src/store/people-schema.ts';
import { auditEntries } from '../../../src/store/schema.ts';
import { DEMO_SCHOOL, openDemoDesk } from '../../support/demo-school.ts';
import { openTestDesk, type TestDesk } from '../../support/test-desk.ts';
import { fieldOf, fieldsOf, optionsOf, shown, wordsOf } from '../../support/views.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDemoDesk();
});
afterEach(() => desk.close());

const opens = async (who: string, eventId?: string): Promise<DeskFormView> =>
  shown(await desk.says(who, 'cover', eventId ? { eventId } : {}), 'desk-form');
const sends = (who: string, values: Record<string, string>, key = `cover-${Math.round(desk.clock.now().getTime())}`) =>
  desk.event({ kind: 'submit', origin: desk.origin(who), form: 'cover', data: { key }, values });
const isAway = async (who: string): Promise<boolean> =>
  (await desk.program.store.listAbsent(DEMO_SCHOOL, desk.clock.now())).has(await desk.personId(who));
const cardsTo = (who: string) =>
  desk.chat.toPerson(who).filter((view) => view.name === 'case-card' && view.reason === 'on-duty').length;
const rows = () => desk.program.database.inSchool(DEMO_SCHOOL, (tx) => tx.select().from(absences));
const audited = async (action: string) =>
  (await desk.program.database.inSchool(DEMO_SCHOOL, (tx) => tx.select().from(auditEntries))).filter(
    (row) => row.action === action,
  );

describe('who may say who is away', () => {
  it('is everybody for himself alone: a teacher is asked for no name', async () => {
    const form = await opens('teacher');
    const card = describeView(form);
    expect(card.kind === 'form' ? fieldsOf(card).map(({ id }) => id) : []).toEqual([
      'from',
      'fromTime',
      'until',
      'untilTime',
    ]);
    expect(fieldOf(form, 'from').value).toBe('2026-11-10');
    const view = shown(await sends('teacher', { from: '2026-11-10' }), 'cover');
    expect(view.away?.map(({ name }) => name)).toEqual(['Staff teacher']);
    expect(await isAway('teacher')).toBe(true);
    // Another's absence is not his to see, nor to note.
    await sends('lead', { from: '2026-11-10', person: await desk.personId('lead') }, 'k2');
    expect(JSON.stringify(await opens('teacher'))).not.toContain('Staff lead');
    const refused = await sends('teacher', { from: '2026-11-10', person: await desk.personId('head') }, 'k3');
    expect(shown(refused, 'desk-form').errors.person).toContain('not among those');
    expect(await isAway('head')).toBe(false);
  });

  it.each(['lead', 'deputy', 'head', 'admin'])(
    'is the safeguarding team, the head and the administrator for others: %s',
    async (who) => {
      const view = shown(await sends(who, { from: '2026-11-10', person: await desk.personId('teacher') }), 'cover');
      expect(view).toMatchObject({ saved: true, away: [{ name: 'Staff teacher' }] });
      expect(await isAway('teacher')).toBe(true);
    },
  );

  it('law 4: nobody but they themselves for those who get a concern about the head', async () => {
    const form = await opens('head');
    for (const who of ['chair', 'trust']) {
      const person = await desk.personId(who);
      expect(optionsOf(form, 'person')).not.toContain(person);
      expect(shown(await sends('head', { from: '2026-11-10', person }, who), 'desk-form').errors.person).toBeTruthy();
      expect(await isAway(who)).toBe(false);
    }
    expect(shown(await sends('chair', { from: '2026-11-10' }, 'own'), 'cover').saved).toBe(true);
    expect(await isAway('chair')).toBe(true);
  });

  it('takes a name as it is typed where the list is too long to be shown', async () => {
    await sends('head', { from: '2026-11-10', person: ' staff TEACHER ' });
    expect(await isAway('teacher')).toBe(true);
  });
});

describe('an absence', () => {
  it('changes at once who gets a report, and ends by itself', async () => {
    await sends('lead', { from: '2026-11-10', until: '2026-11-11' });
    const receipt = await desk.reports('teacher');
    expect(receipt.readers).not.toContain('Designated safeguarding lead');
    await desk.deliver();
    expect([cardsTo('lead'), cardsTo('deputy')]).toEqual([0, 1]);

    desk.clock.set('2026-11-12T09:00:00Z');
    desk.chat.sent.length = 0;
    await desk.reports('teacher', { what: 'Another.', date: '', time: '' });
    await desk.deliver();
    expect([cardsTo('lead'), cardsTo('deputy')]).toEqual([1, 0]);
  });

  it('counts from the beginning of a school day to the end of the last day; other days are whole', async () => {
    await sends('lead', { from: '2026-11-12', until: '2026-11-13' }, 'a');
    await sends('lead', { from: '2026-11-21', until: '2026-11-22' }, 'b');
    await sends('lead', { from: '2026-11-24', fromTime: '13:00', untilTime: '14:30' }, 'c');
    const times = (await rows()).map(({ startsAt, endsAt }) => [startsAt.toISOString(), endsAt.toISOString()]).sort();
    expect(times).toEqual([
      ['2026-11-12T08:30:00.000Z', '2026-11-14T00:00:00.000Z'],
      ['2026-11-21T00:00:00.000Z', '2026-11-23T00:00:00.000Z'],
      ['2026-11-24T13:00:00.000Z', '2026-11-24T14:30:00.000Z'],
    ]);
    // In summer time midnight is eleven in the evening.
    await sends('lead', { from: '2027-06-10', until: '2027-06-10' }, 'd');
    expect((await rows()).map(({ endsAt }) => endsAt.toISOString())).toContain('2027-06-10T23:00:00.000Z');
  });

  it('is noted once, however often the same form arrives', async () => {
    const values = { from: '2026-11-10', until: '2026-11-11' };
    const [first, second] = [await sends('lead', values, 'same'), await sends('lead', values, 'same')];
    expect(second).toEqual(first);
    expect(await rows()).toHaveLength(1);
    expect(await audited('absence.set')).toHaveLength(1);
    // Other words under the same key are another absence, not the first one's answer.
    await sends('lead', { ...values, until: '2026-11-12' }, 'same');
    expect(await rows()).toHaveLength(2);
  });

  it.each([
    ['an end before the start', { from: '2026-11-12', until: '2026-11-11' }, 'until', 'It ends before it starts'],
    [
      'an end in the middle of the night before',
      { from: '2026-11-12', fromTime: '10:00', untilTime: '09:00' },
      'until',
      'It ends before it starts',
    ],
    ['what has passed', { from: '2026-11-03' }, 'until', 'passed already'],
    ['no first day', { from: '' }, 'from', 'first day'],
    ['a day that does not exist', { from: '2026-11-31' }, 'from', 'no such date'],
    ['a time that is none', { from: '2026-11-12', fromTime: '9 ish' }, 'fromTime', 'such as 13:30'],
    ['a slip in the year', { from: '2026-11-12', until: '2036-11-12' }, 'until', 'check the year'],
  ])('is refused with a clear sentence: %s', async (_, values, field, sentence) => {
    const form = shown(await sends('lead', values), 'desk-form');
    expect(form).toMatchObject({ problem: 'check-fields', values });
    expect(form.errors[field]).toContain(sentence);
    expect(wordsOf(form)).toContain(sentence);
    expect(await rows()).toEqual([]);
  });

  it('ends early by the same form, at once, and a second delivery changes nothing', async () => {
    await sends('lead', { from: '2026-11-10', until: '2026-11-13' }, 'a');
    const form = await opens('head');
    expect(wordsOf(form)).toContain(
      'Staff lead: from Tuesday 10 November 2026, 8.30\u00a0am to the end of Friday 13 November 2026',
    );
    const [end = ''] = optionsOf(form, 'end');
    desk.clock.forwardMinutes(60);
    expect(shown(await sends('head', { from: '2026-11-10', end }, 'b'), 'cover')).toMatchObject({
      saved: true,
      away: [],
    });
    expect(await isAway('lead')).toBe(false);
    expect(shown(await sends('head', { from: '2026-11-10', end }, 'b'), 'cover')).toMatchObject({
      saved: false,
      away: [],
    });
    expect(await audited('absence.ended')).toHaveLength(1);
    await desk.reports('teacher');
    await desk.deliver();
    expect(cardsTo('lead')).toBe(1);
  });

  it('is not ended by somebody whose it is not', async () => {
    await sends('lead', { from: '2026-11-10', until: '2026-11-13' }, 'a');
    const [row] = await rows();
    await sends('teacher', { end: row?.id ?? '' }, 'b');
    expect(await isAway('lead')).toBe(true);
  });

  it('keeps everything typed where it could not be saved', async () => {
    const values = { from: '2026-11-10', until: '2026-11-13', person: 'Staff lead' };
    const { addAbsence } = desk.program.store;
    desk.program.store.addAbsence = () => Promise.reject(new Error('away'));
    const form = shown(await sends('head', values), 'desk-form');
    desk.program.store.addAbsence = addAbsence;
    expect(form).toMatchObject({ problem: 'not-saved', values });
    expect(wordsOf(form)).toContain('NOT saved');
  });
});

describe('what an absence leaves open', () => {
  it('is nothing while the deputy is there', async () => {
    expect(shown(await sends('lead', { from: '2026-11-10' }), 'cover').gap).toBeNull();
    // A teacher's absence leaves nothing open either, whoever else is away.
    await sends('deputy', { from: '2026-11-10' }, 'd');
    expect(shown(await sends('teacher', { from: '2026-11-10' }, 't'), 'cover').gap).toBeNull();
  });

  it('is said where the head alone is left, for the time in which it is so', async () => {
    await sends('deputy', { from: '2026-11-12', until: '2026-11-13' }, 'd');
    const view = shown(await sends('lead', { from: '2026-11-10', until: '2026-11-20' }, 'l'), 'cover');
    expect(view).toMatchObject({
      saved: true,
      gap: { left: 'head', from: '2026-11-12T08:30:00.000Z', to: '2026-11-14T00:00:00.000Z' },
    });
    expect(wordsOf(view)).toContain('Nobody on the safeguarding rota is left from Thursday 12 November 2026');
    expect(wordsOf(view)).toContain('cases go to the head');
  });

  it('is said where nobody at all is left, with what puts it right', async () => {
    await sends('lead', { from: '2026-11-10' }, 'l');
    await sends('deputy', { from: '2026-11-10' }, 'd');
    const view = shown(
      await sends('head', { from: '2026-11-10', fromTime: '12:00', untilTime: '13:00' }, 'h'),
      'cover',
    );
    expect(view.gap).toEqual({ left: 'nobody', from: '2026-11-10T12:00:00.000Z', to: '2026-11-10T13:00:00.000Z' });
    expect(wordsOf(view)).toContain('told whom to ring');
    expect(wordsOf(view)).toContain('deputy safeguarding lead');
    desk.clock.set('2026-11-10T12:10:00Z');
    await desk.reports('teacher');
    await desk.deliver();
    expect(desk.chat.toPerson('teacher')).toMatchObject([{ name: 'reporter-update', update: 'nobody-reached' }]);
  });
});

describe('somebody in several schools', () => {
  it('says in which one he is away', async () => {
    const [profile] = desk.profiles as [SchoolProfile];
    const two = await openTestDesk({
      profiles: [profile, { ...profile, id: 'second-school', name: 'Second School' }],
      people: [
        { who: 'lead', roles: ['dsl'], school: profile.id },
        { who: 'lead', roles: ['dsl'], school: 'second-school' },
        { who: 'other', roles: ['class_teacher'], school: 'second-school' },
      ],
    });
    try {
      const form = shown(await two.says('lead', 'cover'), 'desk-form');
      expect(optionsOf(form, 'school')).toEqual([profile.id, 'second-school']);
      const send = (values: Record<string, string>) =>
        two.event({ kind: 'submit', origin: two.origin('lead'), form: 'cover', data: { key: 'k' }, values });
      expect(shown(await send({ from: '2026-11-10' }), 'desk-form').errors.school).toBeTruthy();
      await send({ from: '2026-11-10', school: 'second-school' });
      const away = async (school: string) => (await two.program.store.listAbsent(school, two.clock.now())).size;
      expect([await away(profile.id), await away('second-school')]).toEqual([0, 1]);
    } finally {
      await two.close();
    }
  });
});
