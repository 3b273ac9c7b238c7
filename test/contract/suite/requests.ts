import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { filterSecret } from '../../../src/store/filter-secret.ts';
import { loadFirst } from '../../config/example-profiles.ts';
import type { Who } from '../driver.ts';
import { onlySent, opensForm, sentWith } from './due.ts';
import { factOf, type Scene } from './scene.ts';

const EVERYBODY: Who[] = ['Tess', 'Dana', 'Dev', 'Hope', 'Ike', 'Cora', 'Olive', 'Nia', 'Ada'];
/** Of what was asked for and of what the filter saw. */
const MARKS = /gooseberrymark|Damsonmark|medlarmark|Loganberrymark|sloemark/;
const SITE = 'https://medlarmark.example/room?q=1';

/** Sends alerts as a school's web filter does, signed. */
async function filterSends(scene: Scene, alerts: Record<string, unknown>[]): Promise<number> {
  const { started, clock } = scene.driver;
  const { id, filtering } = loadFirst('demo-school');
  const body = alerts.map((alert) => JSON.stringify(alert)).join('\n');
  const timestamp = String(Math.floor(clock.now().getTime() / 1_000));
  const secret = filterSecret(started.program.keys, id, filtering.secret_version);
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  const response = await fetch(`${started.url}/hooks/filter-alerts/${id}`, {
    method: 'POST',
    headers: { 'x-esafety-timestamp': timestamp, 'x-esafety-signature': `v1=${signature}` },
    body,
  });
  await response.text();
  await scene.driver.delivered();
  return response.status;
}

/** So many attempts to open one site, a second apart. */
const attempts = (count: number, more: Record<string, unknown> = {}) =>
  Array.from({ length: count }, (_, index) => ({
    time: new Date(Date.UTC(2026, 10, 10, 9, 30, index)).toISOString(),
    url: SITE,
    user: 'sloemark.pupil',
    device: 'Loganberrymark 7',
    category: 'Gambling',
    action: 'blocked',
    ...more,
  }));

/** What is asked for and decided, and what the web filter reports. */
export function describeRequests(scene: Scene): void {
  describe('a request that somebody decides', () => {
    it('is asked for by form, refused without a last day to come, decided once, and answered', async () => {
      const form = await scene.driver.says('Tess', '/esafety unblock');
      expect(form).toMatchObject({ kind: 'form', private: true });
      const typed = {
        address: 'https://gooseberrymark.example',
        purpose: 'Damsonmark in science.',
        until: '2026-11-01',
      };
      const unsaid = await scene.driver.fills('Tess', form, typed);
      expect(Object.keys(unsaid.errors)).toEqual(['until']);
      expect(unsaid.values).toMatchObject(typed);
      const saved = await scene.driver.fills('Tess', unsaid, { until: '2026-11-20' });
      expect(saved.text).toContain('Saved.');
      await scene.driver.redelivers();
      await scene.driver.delivered();

      const asked = await onlySent(scene, 'Hope', 'Unblock requests: something waits for you');
      expect(`${asked.text} ${asked.notification}`).not.toMatch(MARKS);
      const opened = await scene.driver.presses('Hope', asked, 'Open');
      expect(opened.private).toBe(true);
      expect(opened.text).toContain('Damsonmark in science.');
      const decide = await opensForm(scene, 'Hope', opened, 'Approve');
      const past = { until: '2026-11-01', note: 'Damsonmark is fine.' };
      const again = await scene.driver.fills('Hope', decide, past);
      expect(Object.keys(again.errors)).toEqual(['until']);
      expect(again.values).toMatchObject(past);
      const approved = await scene.driver.fills('Hope', again, { until: '2026-11-13' });
      expect(approved.text).toMatch(factOf('How it stands', 'Approved'));
      await scene.driver.redelivers();
      await scene.driver.delivered();
      expect(await scene.sql`select event from register_events where event <> 'add'`).toHaveLength(1);
      const answer = await onlySent(scene, 'Tess', 'Unblock requests: there is an answer');
      const told = await onlySent(scene, 'Ike', 'Unblock requests');
      for (const message of [answer, told]) expect(`${message.text} ${message.notification}`).not.toMatch(MARKS);
      expect((await scene.driver.presses('Nia', asked, 'Open')).text).not.toMatch(MARKS);
    });

    it('stands in its register', async () => {
      const all = await scene.driver.says('Hope', '/esafety registers');
      expect(all).toMatchObject({ kind: 'card', private: true });
      expect(all.text).toMatch(/Unblock requests[\s\S]*1 line/);
      const hub = await scene.driver.says('Ike', '/esafety filter');
      const check = await opensForm(scene, 'Ike', hub, 'Log a check');
      const tried = { device: 'Laptop 14', account: 'Test account', tried: 'Damsonmark.', action: 'Nothing.' };
      const logged = await scene.driver.fills('Ike', check, { ...tried, result: 'blocked' });
      expect(logged.text).toContain('Saved.');
      expect((await scene.driver.says('Ike', '/esafety filter')).text).toContain('All of it was blocked');
    });
  });

  describe('an alert of the web filter', () => {
    const cards = async () => (await scene.driver.posted()).filter(({ text }) => text.includes('Web filter alert'));

    it('is one card with a count in the restricted place, and a case in one press', async () => {
      expect(await filterSends(scene, attempts(1))).toBe(202);
      const [first] = await cards();
      if (!first) throw new Error('it was not posted');
      expect(first.text).toContain('1 attempt');
      expect(await filterSends(scene, attempts(20).slice(1))).toBe(202);
      // The card follows the count each minute, not each attempt.
      scene.driver.clock.forwardMinutes(1);
      await scene.driver.delivered();
      const [card, ...more] = await cards();
      if (!card) throw new Error('it was taken away');
      expect(more).toEqual([]);
      expect(card.text).toContain('20 attempts');
      expect(`${card.text} ${card.notification}`).not.toMatch(MARKS);
      const opened = await scene.driver.presses('Dana', card, 'Open');
      expect(opened.private).toBe(true);
      expect(opened.text).toContain('medlarmark[.]example');
      expect((await scene.driver.presses('Ike', card, 'Open')).text).not.toMatch(MARKS);

      const before = await scene.countCases();
      await scene.driver.presses('Dana', card, 'Make it a case');
      await scene.driver.redelivers();
      await scene.driver.delivered();
      expect(await scene.countCases()).toBe(before + 1);
      const [decided] = await cards();
      const reference = /ES-2026-\d{4}/.exec(decided?.text ?? '')?.[0] ?? '';
      expect(decided?.buttons).not.toContain('Make it a case');
      expect((await scene.rootOf(reference)).private).toBe(false);
      const root = (await scene.driver.posted()).find(({ text }) => text.includes(`Case ${reference}`));
      expect(root && (await scene.readsDetail('Dana', root))).toContain('Loganberrymark 7');
    });

    it('is told the safeguarding lead 1:1 while somebody is in the place who may not know', async () => {
      const before = (await cards()).length;
      scene.driver.setMember('Gus', true);
      expect(await filterSends(scene, attempts(3, { user: 'sloemark.other' }))).toBe(202);
      expect(await cards()).toHaveLength(before);
      const told = await onlySent(scene, 'Dana', 'This was not posted in the case channel');
      scene.driver.setMember('Gus', false);
      expect(`${told.text} ${told.notification}`).not.toMatch(MARKS);
      expect((await scene.driver.presses('Dana', told, 'Open')).text).toContain('medlarmark[.]example');
    });
  });

  it('leave nothing of what was asked for or seen in any place, message, notification, table or log line', async () => {
    for (const who of EVERYBODY) expect(JSON.stringify(await scene.driver.inbox(who))).not.toMatch(MARKS);
    expect(await scene.driver.seenInPlaces()).not.toMatch(MARKS);
    expect(await scene.dumpTables()).not.toMatch(MARKS);
    expect(scene.driver.logLines.join('\n')).not.toMatch(MARKS);
    expect(await sentWith(scene, 'Tess', 'Web filter')).toEqual([]);
  });
}
