import { describe, expect, it } from 'vitest';
import { factOf, type Scene } from './scene.ts';
import { linesBelow, opensByTyping, opensStep, takes } from './work.ts';

const CLOSING = {
  type: 'other',
  outcome: 'support_in_school',
  rationale: 'Larchmark, with both families.',
  notReferred: 'Nobody outside is needed.',
  parents: 'yes',
  place: 'school',
  evaluation: 'The talk helped.',
};

/** The gate before a case is closed, and what closing tells. */
export function describeClosing(scene: Scene): void {
  describe('closing a case', () => {
    it('[X21] is refused while something waits, keeps what was typed, and passes once it is settled', async () => {
      const { reference, root } = await scene.reportsAndPosts('Tess');
      const task = await opensByTyping(scene, 'Dana', '/esafety task', root);
      const owner = await scene.personId('Olive');
      await takes(scene, 'Dana', task, { kind: 'office', owner, text: 'Please ring home.', due: '2026-11-13' });
      const gate = await opensByTyping(scene, 'Dana', '/esafety close', root);
      expect(gate.text).toContain('One task is open');
      const refused = await scene.driver.fills('Dana', gate, CLOSING);
      expect(refused.text).toContain('It cannot be closed yet');
      expect(refused.text).not.toContain('It is part of the case.');
      expect([refused.text, ...Object.values(refused.values)].join('\n')).toContain('Larchmark');
      const settle = await opensStep(scene, 'Dana', await scene.rootOf(reference), 'Settle');
      await takes(scene, 'Dana', settle, { state: 'done', result: 'She rang.' });
      const closed = await takes(scene, 'Dana', refused, {});
      expect(closed.text).toMatch(factOf('Status', 'Closed'));
      await scene.driver.redelivers();
      await scene.driver.delivered();
      expect((await scene.rootOf(reference)).text).toMatch(factOf('Status', 'Closed'));
      expect(await linesBelow(scene, reference)).toEqual(['task given', 'task settled', 'closed']);
      expect(await scene.driver.seenInPlaces()).not.toContain('Larchmark');
      const told = (await scene.toldOf('Tess', reference)).at(-1);
      expect(told?.text).toMatch(/closed|ended|finished/i);
      expect(told?.text).not.toContain('Larchmark');
    });

    it('can be undone with a reason, and then only', async () => {
      const { reference, root } = await scene.reportsAndPosts('Nia');
      await takes(scene, 'Dana', await opensStep(scene, 'Dana', root, 'Close case'), CLOSING);
      const late = await scene.driver.says('Dana', `/esafety assess ${reference}`);
      expect(late.kind).not.toBe('form');
      const reopened = await opensByTyping(scene, 'Dana', '/esafety reopen', root);
      await takes(scene, 'Dana', reopened, { reason: 'It began again.' });
      expect((await scene.rootOf(reference)).text).not.toMatch(factOf('Status', 'Closed'));
      expect(await linesBelow(scene, reference)).toEqual(['closed', 'opened again']);
    });
  });
}
