import { describe, expect, it } from 'vitest';
import { factOf, type Scene } from './scene.ts';
import { linesBelow, opensByTyping, takes } from './work.ts';

/** A case that is passed up, and taken. */
export function describeEscalation(scene: Scene): void {
  describe('a case that is passed up', () => {
    it('reaches the new person 1:1, who takes it; whoever had it hears that, once', async () => {
      const { reference, root } = await scene.reportsAndPosts('Tess', { what: 'Hornbeamley told it.' });
      await takes(scene, 'Dana', await opensByTyping(scene, 'Dana', '/esafety assign', root), {
        owner: await scene.personId('Dana'),
        reason: 'I begin.',
      });
      await takes(scene, 'Dana', await opensByTyping(scene, 'Dana', '/esafety escalate', root), {
        person: await scene.personId('Hope'),
        reason: 'Hornbeamley needs a decision.',
      });
      const alert = (await scene.toldOf('Hope', reference)).at(-1);
      if (!alert) throw new Error('Hope was not told');
      expect(alert.text).toContain('passed this case up to you');
      expect(`${alert.text} ${alert.notification}`).not.toContain('Hornbeamley');
      const before = (await scene.toldOf('Dana', reference)).length;
      const work = await scene.driver.presses('Hope', alert, 'I take it');
      expect(work.private).toBe(true);
      await scene.driver.redelivers();
      await scene.driver.delivered();
      const told = (await scene.toldOf('Dana', reference)).slice(before);
      expect(told).toHaveLength(1);
      expect(told[0]?.text).toContain('Hope Head has this case in hand now');
      expect((await scene.rootOf(reference)).text).toMatch(factOf('In hand', 'Hope Head'));
      expect(await linesBelow(scene, reference)).toEqual(['put in somebody’s hands', 'passed up', 'taken over']);
      expect(await scene.driver.seenInPlaces()).not.toContain('Hornbeamley');
    });
  });
}
