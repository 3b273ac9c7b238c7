import { desc } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countAlerts } from '../../../src/core/filtering/count-alerts.ts';
import { alertReader } from '../../../src/core/filtering/decide-alert.ts';
import { readAlertLines } from '../../../src/core/filtering/read-alerts.ts';
import { localDay } from '../../../src/core/school/calendar.ts';
import type { SchoolProfile } from '../../../src/core/school/profile.ts';
import type { Role } from '../../../src/core/school/roles.ts';
import type { View } from '../../../src/core/views.ts';
import { filterAlerts, filterDeliveries } from '../../../src/store/filter-schema.ts';
import { auditEntries } from '../../../src/store/schema.ts';
import { purgeFilterAlerts, purgeFilterDeliveries } from '../../../src/store/upkeep.ts';
import { DEMO_SCHOOL, NO_CASE, openDemoDesk } from '../../support/demo-school.ts';
import { clearMessages, takeReached } from '../../support/five-schools.ts';
import type { TestDesk } from '../../support/test-desk.ts';
import { notificationOf, only, shown, wordsOf } from '../../support/views.ts';

const CASE_CHANNEL = 'teams:19:dsl-team-cases@thread.tacv2';
const SECRET_WORDS = /pip\.parrot|seedy|LIBRARY-14|Self-harm|Advertis|hxxps?:|https?:/i;

let desk: TestDesk;
let profile: SchoolProfile;
let deliveries = 0;

beforeAll(async () => {
  desk = await openDemoDesk({
    change: (demo) => ({ ...demo, filtering: { ...demo.filtering, summary_to: ['dsl'], urgent_from: 20 } }),
  });
  profile = desk.program.schools.get(DEMO_SCHOOL) as SchoolProfile;
  await desk.addPlace(CASE_CHANNEL, ['lead', 'deputy', 'head']);
});

afterAll(() => desk.close());

beforeEach(() => clearMessages(desk));

/** A line as a filter writes it; override what a test is about. */
const line = (more: Record<string, unknown> = {}) => ({
  time: desk.clock.now().toISOString(),
  url: 'https://www.seedy.example/one?q=2',
  user: 'pip.parrot@pupils.example',
  device: 'LIBRARY-14',
  category: 'Self-harm',
  ...more,
});

async function arrives(...lines: Record<string, unknown>[]): Promise<'counted' | 'known'> {
  deliveries += 1;
  const { alerts } = readAlertLines(lines);
  return countAlerts(desk.program.desk, profile, { key: `delivery ${deliveries}`, via: 'hook', alerts });
}

/** The alert that was posted or told last. */
function lastAlert(views: readonly View[] = desk.chat.sent.map(({ view }) => view)) {
  const alert = only(views, 'filter-alert').at(-1);
  if (!alert) throw new Error('no alert was sent');
  return alert;
}

describe('alerts of the web filter', () => {
  it('[M17] makes one card of 20 repeats, with their count, in the restricted place', async () => {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await arrives(line({ url: `http://seedy.example/page/${attempt}` }));
      if (attempt === 0) await desk.deliver();
    }
    desk.clock.forwardMinutes(1);
    await desk.deliver();
    const cards = desk.chat.sent.filter(({ to, view }) => to !== 'person' && view.name === 'filter-alert');
    expect(cards.map(({ to, view }) => [to, view.name === 'filter-alert' && view.count])).toEqual([
      ['place', 1],
      ['edit', 20],
    ]);
    expect(cards[0]?.target).toBe(CASE_CHANNEL);
    // Twenty are urgent in this school: who leads safeguarding is told 1:1, too, once.
    expect(only(desk.chat.toPerson('lead'), 'filter-alert')).toMatchObject([{ why: 'urgent', count: 20 }]);
    expect(takeReached(desk)).toEqual(['lead']);
  });

  it('shows neither site, account, device nor rule before somebody opens it, and audits who does', async () => {
    await arrives(line({ url: 'https://two.seedy.example/', category: 'Weapons', user: 'jo.finch@pupils.example' }));
    await desk.deliver();
    const card = lastAlert();
    expect(wordsOf(card)).not.toMatch(SECRET_WORDS);
    expect(notificationOf(card)).not.toMatch(SECRET_WORDS);
    expect(desk.logLines.join('')).not.toMatch(SECRET_WORDS);

    const opened = shown(await desk.presses('deputy', 'open-alert', { alert: card.alertId }), 'filter-alert-detail');
    expect(opened).toMatchObject({
      url: 'hxxps://two[.]seedy[.]example/',
      account: 'jo.finch@pupils.example',
      device: 'LIBRARY-14',
      rule: 'Weapons',
      stopped: true,
    });
    expect(await lastAudit()).toEqual(['filter.alert-opened', await desk.personId('deputy')]);
    const refused = await desk.presses('teacher', 'open-alert', { alert: card.alertId });
    expect(refused).toEqual(await desk.presses('teacher', 'open-alert', { alert: NO_CASE }));
    expect(shown(refused, 'notice').notice).toBe('alert-gone');
    expect(await desk.presses('ict', 'alert-to-case', { alert: card.alertId })).toEqual(refused);
  });

  it('counts a delivery that comes again once', async () => {
    const again = [line({ url: 'https://three.seedy.example/', category: 'Drugs' })];
    expect(await arrives(...again)).toBe('counted');
    await desk.deliver();
    deliveries -= 1;
    expect(await arrives(...again)).toBe('known');
    desk.clock.forwardMinutes(1);
    await desk.deliver();
    expect(desk.chat.sent.map(({ to }) => to)).toEqual(['place']);
    expect(lastAlert().count).toBe(1);
    // What is too old to be sent again is forgotten.
    await purgeFilterDeliveries(desk.program.database, new Date(desk.clock.now().getTime() + 1_000));
    deliveries -= 1;
    expect(await arrives(...again)).toBe('counted');
  });

  it('makes one case of an alert in one press, whoever presses again, and says its reference in the place', async () => {
    await arrives(line({ url: 'https://four.seedy.example/', category: 'Terrorism', count: 3 }));
    await desk.deliver();
    const { alertId } = lastAlert();
    await clearMessages(desk);
    const made = shown(await desk.presses('deputy', 'alert-to-case', { alert: alertId }), 'filter-alert');
    expect(made).toMatchObject({ state: 'case', decided: { by: 'Staff deputy' } });
    const again = shown(await desk.presses('head', 'alert-to-case', { alert: alertId }), 'filter-alert');
    expect(again).toEqual(made);
    await desk.deliver();
    expect(lastAlert().reference).toBe(made.reference);
    expect(only(desk.chat.posted(), 'case-card').map(({ reference }) => reference)).toEqual([made.reference]);

    const detail = shown(
      await desk.presses('lead', 'view-case', { case: await desk.caseIdOf(made.reference ?? '') }),
      'case-detail',
    );
    const words = wordsOf(detail);
    expect(words).toContain('hxxps://four[.]seedy[.]example/');
    expect(words).toContain('3 attempts');
    expect(words).toContain('LIBRARY-14');
    expect(words).toContain('Being drawn into extreme views');
    expect(words).toContain('Staff deputy');
    // Whoever sets it aside afterwards changes nothing.
    expect(shown(await desk.presses('lead', 'set-alert-aside', { alert: alertId }), 'filter-alert')).toEqual(made);
  });

  it('makes one case where two press at the same moment, and none for a function he no longer holds', async () => {
    await arrives(line({ url: 'https://twelve.seedy.example/', category: 'Violence' }));
    await desk.deliver();
    const data = { alert: lastAlert().alertId };
    await clearMessages(desk);
    const pressed = await Promise.all(
      ['deputy', 'head', 'lead'].map((who) => desk.presses(who, 'alert-to-case', data)),
    );
    expect(new Set(pressed.map((reply) => shown(reply, 'filter-alert').reference)).size).toBe(1);
    await desk.deliver();
    expect(only(desk.chat.posted(), 'case-card')).toHaveLength(1);
    for (const who of ['teacher', 'ict', 'admin', 'chair'])
      expect(shown(await desk.presses(who, 'alert-to-case', data), 'notice').notice, who).toBe('alert-gone');
  });

  it('keeps who set an alert aside, and brings it back when it becomes urgent after that', async () => {
    const one = () => line({ url: 'https://five.seedy.example/', category: 'Gambling' });
    await arrives(one());
    await desk.deliver();
    const { alertId } = lastAlert();
    const aside = shown(await desk.presses('lead', 'set-alert-aside', { alert: alertId }), 'filter-alert');
    expect(aside).toMatchObject({ state: 'set-aside', decided: { by: 'Staff lead' } });
    await arrives({ ...one(), severity: 'Danger' });
    await clearMessages(desk);
    desk.clock.forwardMinutes(1);
    await desk.deliver();
    // Cards of earlier alerts may be brought up to date in the same minute.
    const sent = desk.chat.sent.map(({ view }) => view);
    expect(sent).toContainEqual(expect.objectContaining({ alertId, state: 'new', urgent: true, count: 2 }));
  });

  it('shows an ordinary rule only once it is repeated, and adverts never', async () => {
    await arrives(line({ url: 'https://games.example', category: 'Games' }));
    await arrives(line({ url: 'https://ads.example', category: 'Web Advertisements', count: 400 }));
    await desk.deliver();
    expect(desk.chat.sent).toEqual([]);
    await arrives(line({ url: 'https://games.example/2', category: 'Games', count: 19 }));
    desk.clock.forwardMinutes(1);
    await desk.deliver();
    const sent = desk.chat.sent.map(({ view }) => view);
    expect(sent).toContainEqual(expect.objectContaining({ name: 'filter-alert', count: 20, urgent: true }));
  });

  it('tells who leads safeguarding 1:1 where somebody in the place may not know, and posts nothing', async () => {
    await desk.addPlace(CASE_CHANNEL, ['lead', 'deputy', 'head', 'teacher']);
    await arrives(line({ url: 'https://six.seedy.example/' }));
    await desk.deliver();
    expect(desk.chat.posted()).toEqual([]);
    expect(lastAlert(desk.chat.toPerson('lead'))).toMatchObject({ why: 'place-not-used', count: 1 });
    expect(takeReached(desk)).toEqual(['lead']);
    await desk.addPlace(CASE_CHANNEL, ['lead', 'deputy', 'head']);
  });

  it('wakes nobody at night but for what is urgent', async () => {
    const evening = desk.clock.now();
    await desk.addPlace(CASE_CHANNEL, ['teacher']);
    desk.clock.set('2026-11-10T23:00:00Z');
    await arrives(line({ url: 'https://seven.seedy.example/' }));
    await desk.deliver();
    expect(desk.chat.sent).toEqual([]);
    await arrives(line({ url: 'https://eight.seedy.example/', severity: 'critical' }));
    await desk.deliver();
    expect(lastAlert(desk.chat.toPerson('lead'))).toMatchObject({ why: 'urgent' });
    desk.clock.set('2026-11-11T09:30:00Z');
    await clearMessages(desk);
    desk.clock.set(evening);
    await desk.addPlace(CASE_CHANNEL, ['lead', 'deputy', 'head']);
  });

  it('tells others who may know when the first one cannot be reached', async () => {
    desk.chat.unreachable.add('lead');
    await arrives(line({ url: 'https://nine.seedy.example/', severity: 'high' }));
    await desk.deliver();
    await desk.deliver();
    desk.chat.unreachable.delete('lead');
    expect(takeReached(desk)).toEqual(['deputy', 'head']);
  });

  it('takes an alert from a colleague’s account to the head alone, and never past the colleague (law 4)', async () => {
    await arrives(line({ url: 'https://ten.seedy.example/', user: 'SCHOOL\\lead' }));
    await desk.deliver();
    expect(desk.chat.posted()).toEqual([]);
    expect(takeReached(desk)).toEqual(['head']);
    await arrives(line({ url: 'https://eleven.seedy.example/', user: 'head@school.example' }));
    await desk.deliver();
    const aboutHead = lastAlert(desk.chat.toPerson('chair'));
    expect(takeReached(desk)).toEqual(['chair']);
    const gone = await desk.presses('head', 'open-alert', { alert: aboutHead.alertId });
    expect(shown(gone, 'notice').notice).toBe('alert-gone');
    expect(await desk.presses('lead', 'alert-to-case', { alert: aboutHead.alertId })).toEqual(gone);
    expect(
      shown(await desk.presses('chair', 'open-alert', { alert: aboutHead.alertId }), 'filter-alert-detail').account,
    ).toBe('head@school.example');
    // Having been told is not enough: whoever is chair no longer knows of it no more.
    const { filtering } = desk.program.store;
    const chair = { personId: await desk.personId('chair'), pupilCases: false };
    const find = (roles: Role[]) =>
      filtering.findAlert(profile.id, aboutHead.alertId, alertReader({ viewer: chair, roles }));
    expect([await find(['chair']), await find(['governor'])]).toMatchObject([{ alertId: aboutHead.alertId }, null]);
    const made = shown(await desk.presses('chair', 'alert-to-case', { alert: aboutHead.alertId }), 'filter-alert');
    expect(made.reference).toMatch(/^ES-R-/);
    await desk.deliver();
    expect(desk.chat.posted()).toEqual([]);
    expect(takeReached(desk)).not.toContain('head');
  });

  it('shows in the hub what waits and what can be asked for, to each what is his', async () => {
    const hub = shown(await desk.says('lead', 'filter'), 'filter-log').schools[0];
    expect(hub).toMatchObject({ mayCheck: true, mayAskReport: true, checks: [] });
    expect(hub?.alerts?.waiting).toBeGreaterThan(3);
    expect(hub?.alerts?.latest).toHaveLength(5);
    expect(hub?.alerts?.latest[0]?.urgent).toBe(true);
    const teacher = shown(await desk.says('teacher', 'filter'), 'filter-log').schools[0];
    expect(teacher).toMatchObject({ checks: null, alerts: null, mayCheck: false, mayAskReport: false });
    const chair = shown(await desk.says('chair', 'filter'), 'filter-log').schools[0];
    // The one that was told to him became a case.
    expect(chair?.alerts).toBeNull();
  });

  it('keeps no address, account or rule in a plain column', async () => {
    const plain = await desk.program.database.inSchool(profile.id, async (tx) => {
      const rows = [...(await tx.select().from(filterAlerts)), ...(await tx.select().from(filterDeliveries))];
      return JSON.stringify(rows, (_key, value) =>
        value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
      );
    });
    expect(plain).toContain('"attention":"always"');
    expect(plain).not.toMatch(/seedy|parrot|LIBRARY|Self-harm|pupils\.example/i);
  });

  it('counts two thousand alerts of one request in one go, and does not fill the place with them', async () => {
    const lines = Array.from({ length: 2_000 }, (_, index) =>
      line({ url: `https://seedy.example/${index}`, user: `pupil-${index}@pupils.example` }),
    );
    const started = performance.now();
    expect(await arrives(...lines)).toBe('counted');
    expect(performance.now() - started).toBeLessThan(5_000);
    await desk.deliver();
    expect(desk.chat.sent.filter(({ to }) => to === 'place')).toHaveLength(25);
  });
});

describe('alerts that are kept', () => {
  it('are added up however many there are', async () => {
    const today = localDay(desk.clock.now());
    await desk.program.database.inSchool(profile.id, (tx) => tx.update(filterAlerts).set({ count: 1_000_000_000 }));
    const counts = await desk.program.store.filtering.countDays(profile.id, '2026-01-01', today);
    expect(counts.attempts).toBe(1_000_000_000);
  });

  it('are forgotten after as many days as the profile says, but for those that became a case', async () => {
    const left = () =>
      desk.program.database.inSchool(profile.id, (tx) =>
        tx.select({ state: filterAlerts.state }).from(filterAlerts).groupBy(filterAlerts.state),
      );
    const today = localDay(desk.clock.now());
    const dayIn = (days: number) => new Date(Date.parse(today) + days * 24 * 60 * 60_000).toISOString().slice(0, 10);
    expect(profile.filtering.keep_days).toBe(180);
    await purgeFilterAlerts(desk.program.database, dayIn(179));
    expect((await left()).map(({ state }) => state)).toContain('new');
    await purgeFilterAlerts(desk.program.database, dayIn(182));
    expect(await left()).toEqual([{ state: 'case' }]);
  });
});

/** What the audit says was done last, and by whom. */
async function lastAudit(): Promise<[string, string | null]> {
  const rows = await desk.program.database.inSchool(profile.id, (tx) =>
    tx.select().from(auditEntries).orderBy(desc(auditEntries.seq)).limit(1),
  );
  return [rows[0]?.action ?? '', rows[0]?.actorId ?? null];
}
