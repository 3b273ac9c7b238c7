import { describe, expect, it } from 'vitest';
import type { Who } from '../driver.ts';
import { doesWhatIsDue, onlySent, opensForm, sentWith } from './due.ts';
import { factOf, type Scene } from './scene.ts';

const READERS: Who[] = ['Tess', 'Dev', 'Hope', 'Ike', 'Cora', 'Olive', 'Nia', 'Ada'];

/** What comes round in a school year, and what people do with it. The last test moves the clock to the end of term. */
export function describeSchoolYear(scene: Scene): void {
  describe('a new version of a policy', () => {
    it('goes from the board over the senior leaders to the governors and is published, each step once', async () => {
      const versions = () => scene.sql<{ stage: string; decisions: number }[]>`
        select v.state as stage, (select count(*)::int from policy_decisions d where d.version_id = v.id) as decisions
        from policy_versions v`;
      const seen = await scene.driver.says('Cora', '/esafety policies');
      expect(seen).toMatchObject({ kind: 'card', private: true });
      expect(seen.text).toContain('Online safety policy');
      expect(seen.buttons).not.toContain('New version');

      const board = await scene.driver.says('Dev', '/esafety policies');
      const draft = await opensForm(scene, 'Dev', board, 'New version');
      const saved = await scene.driver.fills('Dev', draft, {
        version: '2027.1',
        send: 'slt',
        clause: 'Thistledownmark is looked at.',
      });
      expect(saved.text).toContain('Saved.');
      await scene.driver.redelivers();
      await scene.driver.delivered();
      expect(await versions()).toEqual([{ stage: 'slt', decisions: 1 }]);

      const asked = await onlySent(scene, 'Hope', 'A policy waits for you');
      const decide = await opensForm(scene, 'Hope', asked, 'Decide');
      const unsaid = await scene.driver.fills('Hope', decide, { decision: 'returned', reason: ' ' });
      expect(Object.keys(unsaid.errors)).toEqual(['reason']);
      const passed = await scene.driver.fills('Hope', unsaid, { decision: 'passed' });
      expect(passed.text).toContain('Saved.');
      await scene.driver.redelivers();
      await scene.driver.delivered();
      expect(await versions()).toEqual([{ stage: 'governors', decisions: 2 }]);

      const waits = await onlySent(scene, 'Cora', 'A policy waits for the governors');
      const record = await opensForm(scene, 'Cora', waits, 'Record the decision');
      const published = await scene.driver.fills('Cora', record, { decision: 'passed', metOn: '2026-11-09' });
      expect(published.text).toContain('It is published.');
      await scene.driver.redelivers();
      await scene.driver.delivered();
      expect(await versions()).toEqual([{ stage: 'published', decisions: 3 }]);
      expect((await scene.driver.says('Tess', '/esafety policy')).text).toContain('2027.1');
      expect(await scene.driver.seenInPlaces()).not.toContain('2027.1');
    });
  });

  describe('a recurring duty', () => {
    it('is found on the board of what is due, signed by form, and signed too by a second person', async () => {
      // The list is worked from its top until the review that two people sign has had its turn.
      for (let turn = 0; ; turn += 1) {
        const due = await scene.driver.says('Ike', '/esafety due');
        expect(due).toMatchObject({ kind: 'card', private: true });
        const duty = await scene.driver.presses('Ike', due, 'Open');
        const form = await opensForm(scene, 'Ike', duty, 'Done, or not needed');
        const signed = await scene.driver.fills('Ike', form, { outcome: 'done', note: 'Bergamotmark was looked at.' });
        expect(signed.text).toContain('Ike Computing');
        if (signed.text.includes('both sign') || signed.text.includes('Both sign')) break;
        expect(turn).toBeLessThan(6);
      }
      await scene.driver.redelivers();
      const signatures = () =>
        scene.sql<{ second: boolean }[]>`select second_by is not null as second from duties where done_by is not null
          and second_by is not null`;
      expect(await signatures()).toEqual([]);
      await doesWhatIsDue(scene);
      const mine = await scene.driver.says('Cora', '/esafety due');
      const duty = await scene.driver.presses('Cora', mine, 'Open');
      const form = await opensForm(scene, 'Cora', duty, 'Sign too');
      const signed = await scene.driver.fills('Cora', form, { outcome: 'done', note: 'Seen.' });
      expect(signed.text).toContain('Cora Chair');
      expect((await scene.driver.redelivers()).text).toBe(signed.text);
      expect(await signatures()).toEqual([{ second: true }]);
      const board = await scene.driver.says('Hope', '/esafety due');
      for (const words of ['What comes round', 'Policies', 'Reading and training']) expect(board.text).toContain(words);
      expect(board.text).not.toContain('Bergamotmark');
    });

    it('comes with a checklist where there is one', async () => {
      expect((await scene.driver.says('Tess', '/esafety checklist')).text).toContain('Before a video call');
    });
  });

  describe('a bulletin', () => {
    it('goes to everybody 1:1, once; who has read it is counted without names', async () => {
      const form = await scene.driver.says('Dana', '/esafety bulletin');
      expect(form).toMatchObject({ kind: 'form', private: true });
      const empty = await scene.driver.fills('Dana', form, { title: ' ', text: 'Kept while the title is missing.' });
      expect(Object.keys(empty.errors)).toEqual(['title']);
      expect(empty.values.text).toBe('Kept while the title is missing.');
      const news = { title: 'Costmarymark, a new app', text: 'Please look at it this week.' };
      const sent = await scene.driver.fills('Dana', empty, { ...news, group: 'everybody' });
      expect(sent.text).toContain('Everybody it is for gets it 1:1.');
      await scene.driver.redelivers();
      await scene.driver.delivered();
      for (const who of READERS) {
        const message = await onlySent(scene, who, 'Please look at it this week.');
        expect(message.notification ?? '').not.toContain('Costmarymark');
      }
      expect(await scene.driver.seenInPlaces()).not.toContain('Costmarymark');
      const card = await onlySent(scene, 'Tess', 'Please look at it this week.');
      const read = await scene.driver.presses('Tess', card, 'I have read it');
      expect(read.text).toContain('You have read it.');
      await scene.driver.redelivers();
      const counts = await scene.driver.presses('Dana', sent, 'Tell the staff what is new');
      expect(counts.kind).toBe('form');
      const again = await scene.driver.fills('Dana', counts, { title: 'Another', text: 'More.', group: 'office' });
      expect(again.text).toMatch(factOf('Teachers', '25% (1 of 4)'));
      expect(again.text).not.toContain('Tess');
    });
  });

  describe('the governors’ digest', () => {
    it('comes to who prepares it at the end of term, and to governors once it is approved', async () => {
      await scene.reportsAndPosts('Tess', { what: 'Hyssopmark.' });
      scene.driver.clock.set('2026-12-18T10:00:00Z');
      await doesWhatIsDue(scene);
      const draft = await onlySent(scene, 'Dana', 'Governors’ digest: Autumn term 2026');
      expect(draft.text).toContain('Not sent yet');
      expect(await sentWith(scene, 'Cora', 'Governors’ digest: ')).toEqual([]);
      const form = await opensForm(scene, 'Dana', draft, 'Approve and send');
      expect(form.text).toContain('Cora Chair');
      const approved = await scene.driver.fills('Dana', form, { note: 'Lovagemark was a calm term.' });
      expect(approved.text).not.toContain('Not sent yet');
      await scene.driver.redelivers();
      await scene.driver.delivered();
      const digest = await onlySent(scene, 'Cora', 'Governors’ digest: Autumn term 2026');
      expect(digest.text).toMatch(factOf('Concerns recorded', ''));
      expect(digest.buttons).toContain('PDF');
      const all = `${digest.text} ${digest.notification}`;
      for (const words of ['Hyssopmark', 'Robin', 'ES-2026', 'Tess', 'Approve']) expect(all).not.toContain(words);
      const list = await scene.driver.says('Cora', '/esafety digest');
      expect((await scene.driver.presses('Cora', list, 'Open')).text).toContain('Autumn term 2026');
      const refused = await scene.driver.presses('Tess', list, 'Open');
      expect(refused.text).not.toMatch(/Autumn term|Concerns recorded/);
      expect(await scene.driver.seenInPlaces()).not.toContain('digest');
    });
  });
}
