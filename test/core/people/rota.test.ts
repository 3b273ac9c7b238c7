import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditEntries, caseAccess } from '../../../src/store/schema.ts';
import { clearMessages, openSchool } from '../../support/five-schools.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { notificationOf, only, optionsOf, shown, wordsOf } from '../../support/views.ts';

const school = 'wessex-school-a';
/** Lunchtime on a Tuesday, in the school day of the profile. */
const LUNCH = '2026-11-10T12:30:00Z';
let desk: TestDesk;

beforeAll(async () => {
  desk = await openSchool('wessex', {
    at: LUNCH,
    more: [
      { who: 'slt-one', roles: ['slt_duty'], school },
      { who: 'slt-two', roles: ['slt_duty'], school },
    ],
  });
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.clock.set(LUNCH);
  await sets('head-a', {});
  await clearMessages(desk);
});

let keys = 0;
async function sets(who: string, values: Record<string, string>, key?: string) {
  keys += 1;
  return desk.event({
    kind: 'submit',
    origin: desk.origin(who),
    form: 'rota',
    data: { key: key ?? `rota-${keys}` },
    values,
  });
}
const idOf = (who: string) => desk.personId(who, school);
const alsoTold = () =>
  desk.chat.sent
    .filter(({ view }) => view.name === 'also-told')
    .map(({ target }) => target)
    .sort();
async function reportsAtLunch(values: Record<string, string> = {}) {
  const receipt = await desk.reports('teacher-a', { date: '', time: '', ...values });
  await desk.deliver();
  return receipt;
}
async function away(who: string, minutes: number) {
  const [personId, startsAt] = [await idOf(who), desk.clock.now()];
  const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
  const absence = { id: desk.program.desk.ids.uuid(), personId, startsAt, endsAt };
  await desk.program.store.addAbsence(school, { ...absence, key: absence.id, messages: [] }, personId, startsAt);
  return absence.id;
}

describe('a report at lunchtime', () => {
  it('[X06] also pings the senior leader on duty, who may not know of the case and reads nothing of it', async () => {
    await sets('head-a', { tuesday: await idOf('slt-one') });
    const { reference } = await reportsAtLunch({ what: 'Robin Invented was upset.' });
    expect(alsoTold()).toEqual(['slt-one']);
    const [view] = only(desk.chat.toPerson('slt-one'), 'also-told');
    if (!view) throw new Error('nobody was told');
    expect(`${wordsOf(view)}${notificationOf(view)}`).not.toMatch(/Robin|ES-20|upset|conduct/i);
    const caseId = await desk.caseIdOf(reference);
    const access = await desk.program.database.inSchool(school, (tx) => tx.select().from(caseAccess));
    expect(access.filter((row) => row.caseId === caseId).map(({ personId }) => personId)).not.toContain(
      await idOf('slt-one'),
    );
    expect(await desk.presses('slt-one', 'view-case', { case: caseId })).toMatchObject({
      view: { notice: 'no-such-case' },
    });
  });

  it('pings all who hold the function on a day nobody is named for', async () => {
    await sets('head-a', { monday: await idOf('slt-one') });
    await reportsAtLunch({ what: 'No name for today.' });
    expect(alsoTold()).toEqual(['slt-one', 'slt-two']);
  });

  it('pings the others while the one on duty is away, and nobody who is away', async () => {
    await sets('head-a', { tuesday: await idOf('slt-one') });
    const absence = await away('slt-one', 30);
    await reportsAtLunch({ what: 'The one on duty is ill.' });
    expect(alsoTold()).toEqual(['slt-two']);
    await desk.program.store.endAbsence(school, absence, await idOf('slt-one'), desk.clock.now());
  });

  it('pings nobody of a concern about an adult, and never the one it is about', async () => {
    await reportsAtLunch({ adult: 'yes', adultPerson: await idOf('slt-one'), what: 'About an adult.' });
    expect(alsoTold()).toEqual([]);
  });

  it('is not told to whoever reported it', async () => {
    await sets('head-a', { tuesday: await idOf('slt-one') });
    await desk.reports('slt-one', { date: '', time: '', what: 'Seen by the one on duty.' });
    await desk.deliver();
    expect(alsoTold()).toEqual([]);
  });

  it('is told once, however often the form arrives', async () => {
    await desk.reports('teacher-a', { date: '', time: '', what: 'Twice.' }, 'one-key');
    await desk.reports('teacher-a', { date: '', time: '', what: 'Twice.' }, 'one-key');
    await desk.deliver();
    expect(alsoTold()).toEqual(['slt-one', 'slt-two']);
  });

  it('pings nobody at another time of the day', async () => {
    desk.clock.set('2026-11-10T10:00:00Z');
    await reportsAtLunch({ what: 'In the morning.' });
    expect(alsoTold()).toEqual([]);
  });
});

describe('the rota', () => {
  it('is read once for many reports, and a change counts from the next one on', async () => {
    await sets('head-a', { tuesday: await idOf('slt-one') });
    const { store } = desk.program;
    const { listDuty } = store;
    let reads = 0;
    store.listDuty = (id) => {
      reads += 1;
      return listDuty(id);
    };
    try {
      for (const what of ['One.', 'Two.', 'Three.']) await reportsAtLunch({ what });
      expect(reads).toBe(1);
      expect(alsoTold()).toEqual(['slt-one', 'slt-one', 'slt-one']);
      await sets('head-a', { tuesday: await idOf('slt-two') });
      desk.chat.sent.length = 0;
      await reportsAtLunch({ what: 'Four.' });
      expect(alsoTold()).toEqual(['slt-two']);
    } finally {
      store.listDuty = listDuty;
    }
  });

  it('is opened with who is on duty now, and shows it once it is saved', async () => {
    await sets('head-a', { friday: await idOf('slt-two') });
    const form = shown(await desk.says('head-a', 'rota'), 'desk-form');
    expect(form.values).toMatchObject({ monday: 'everybody', friday: await idOf('slt-two') });
    expect(optionsOf(form, 'monday')).toEqual(['everybody', await idOf('slt-one'), await idOf('slt-two')]);
    const view = shown(await sets('head-a', { ...form.values, monday: 'Staff slt-one' }), 'cover');
    expect(view).toMatchObject({ saved: true, away: null, change: 'rota' });
    expect(view.duty?.days.map(({ name }) => name)).toEqual(['Staff slt-one', null, null, null, 'Staff slt-two']);
    expect(wordsOf(view)).toContain('Everybody who does this duty: Staff slt-one, Staff slt-two');
  });

  it('may be looked at by all, and changed by those who arrange cover alone', async () => {
    const looked = shown(await desk.says('teacher-a', 'rota'), 'cover');
    expect(looked).toMatchObject({ saved: false, change: null });
    const refused = await sets('teacher-a', { tuesday: await idOf('slt-two') });
    expect(refused).toMatchObject({ view: { name: 'notice', notice: 'not-allowed' } });
    expect(await desk.program.store.listDuty(school)).toEqual([]);
  });

  it('takes nobody who does not hold the function', async () => {
    const form = shown(await sets('head-a', { tuesday: await idOf('teacher-a') }), 'desk-form');
    expect(form.errors.tuesday).toContain('not among those who do this duty');
    expect(await desk.program.store.listDuty(school)).toEqual([]);
  });

  it('is audited once for a form that arrives twice', async () => {
    const values = { wednesday: await idOf('slt-one') };
    const count = async () =>
      (await desk.program.database.inSchool(school, (tx) => tx.select().from(auditEntries))).filter(
        ({ action }) => action === 'duty.set',
      ).length;
    const before = await count();
    const [first, second] = [await sets('head-a', values, 'same'), await sets('head-a', values, 'same')];
    expect(second).toEqual(first);
    expect(await count()).toBe(before + 1);
  });

  it('says what to do where nobody holds the function', async () => {
    const view = shown(await desk.says('head-b', 'rota'), 'cover');
    expect(wordsOf(view)).toContain('slt_duty');
  });
});
