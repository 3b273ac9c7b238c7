import { describe, expect, it } from 'vitest';
import { remindDue } from '../../../src/core/incidents/remind-due.ts';
import type { Scene } from './scene.ts';
import { linesBelow, opensByTyping, takes } from './work.ts';

const HIDDEN = /Teaselmark|Burdockmark|conduct|ES-2026/;

/** Tasks for people who must not know the case: they do them in their own chat and see nothing else. */
export function describeTasks(scene: Scene): void {
  describe('a task', () => {
    it('is done by its owner 1:1, who sees what is to be done and nothing of the case', async () => {
      const { reference, root } = await scene.reportsAndPosts('Tess', { what: 'Teaselmark.', who: 'Burdockmark' });
      const tasks = async () => (await scene.driver.inbox('Olive')).filter(({ text }) => text.includes('A task from'));
      const before = (await tasks()).length;
      const form = await opensByTyping(scene, 'Dana', '/esafety task', root);
      const owner = await scene.personId('Olive');
      await takes(scene, 'Dana', form, { kind: 'office', owner, text: 'Please ring the family.', due: '2026-11-13' });
      const [card, ...more] = (await tasks()).slice(before);
      if (!card) throw new Error('Olive got no task');
      expect(more).toEqual([]);
      expect(card.text).not.toContain('Please ring the family.');
      expect(`${card.text} ${card.notification}`).not.toMatch(HIDDEN);
      const opened = await scene.driver.presses('Olive', card, 'Open the task');
      expect(opened.private).toBe(true);
      expect(opened.text).toContain('Please ring the family.');
      expect(opened.text).not.toMatch(HIDDEN);
      expect((await scene.driver.says('Olive', '/esafety tasks')).buttons).toContain('Open the task');
      const done = await scene.driver.presses('Olive', card, 'Done');
      expect(done.text).not.toMatch(HIDDEN);
      const empty = await scene.driver.fills('Olive', done, { state: 'done', result: ' ' });
      expect(empty.errors.result).toContain('Please write what was done');
      const saved = await scene.driver.fills('Olive', empty, { result: 'They come on Friday.' });
      expect(saved.text).toContain('Saved');
      expect(saved.text).not.toMatch(HIDDEN);
      await scene.driver.redelivers();
      await scene.driver.delivered();
      expect(await linesBelow(scene, reference)).toEqual(['task given', 'task settled']);
      expect(await scene.readsDetail('Dana', root)).toContain('They come on Friday.');
      expect(await scene.driver.seenInPlaces()).not.toContain('They come on Friday.');
      expect((await scene.driver.presses('Olive', card, 'Open the task')).text).not.toMatch(HIDDEN);
    });

    it('[W11] for the web filter is taken and done from its own message', async () => {
      const { reference, root } = await scene.reportsAndPosts('Tess', {
        what: 'Teaselmark.',
        type: 'filter_failure',
        urls: 'https://hazel.example/game',
      });
      const card = (await scene.driver.inbox('Ike')).filter(({ text }) => text.includes('hazel[.]example/game')).at(-1);
      if (!card) throw new Error('Ike got no task');
      expect((await scene.driver.presses('Ike', card, 'I am on it')).text).toContain('hazel[.]example/game');
      const form = await scene.driver.presses('Ike', card, 'Done');
      const saved = await scene.driver.fills('Ike', form, { state: 'done', result: 'Blocked, ticket 4711.' });
      expect(saved.text).toContain('Saved');
      await scene.driver.delivered();
      expect(await linesBelow(scene, reference)).toEqual(['task settled']);
      expect(await scene.readsDetail('Dana', root)).toContain('ticket 4711');
    });

    it('of somebody else opens to nobody', async () => {
      const card = (await scene.driver.inbox('Olive')).findLast(({ text }) => text.includes('A task from'));
      if (!card) throw new Error('Olive got no task');
      for (const who of ['Tess', 'Nia'] as const) {
        const shown = await scene.driver.presses(who, card, 'Open the task');
        expect(shown.text).not.toContain('Please ring the family.');
      }
    });

    it('that is due is remembered to its owner, once', async () => {
      const { reference, root } = await scene.reportsAndPosts('Nia');
      const form = await opensByTyping(scene, 'Dana', '/esafety task', root);
      const owner = await scene.personId('Olive');
      await takes(scene, 'Dana', form, { kind: 'office', owner, text: 'Please copy the register.', due: '2026-11-11' });
      const reminders = async () =>
        (await scene.driver.inbox('Olive')).filter(({ text }) => text.includes('Reminder: a task of yours is due'));
      expect(await reminders()).toEqual([]);
      scene.driver.clock.forwardMinutes(24 * 60);
      for (let time = 0; time < 2; time += 1) {
        await remindDue(scene.driver.started.program.desk);
        await scene.driver.delivered();
      }
      const told = await reminders();
      expect(told).toHaveLength(1);
      expect(`${told[0]?.text} ${told[0]?.notification}`).not.toMatch(HIDDEN);
      expect(await scene.driver.seenInPlaces()).not.toContain('copy the register');
      expect(await linesBelow(scene, reference)).toContain('task given');
    });
  });
}
