import { describe, expect, it } from 'vitest';
import type { Who } from '../driver.ts';
import type { Traits } from '../traits.ts';
import type { Scene } from './scene.ts';

/** Reports a concern and expects it to be told 1:1 and posted nowhere. */
async function expectNothingPosted(scene: Scene, why: RegExp): Promise<void> {
  const before = await scene.driver.seenInPlaces();
  const { reference } = await scene.reports('Tess');
  await scene.driver.delivered();
  // A list that cannot be read is asked for again before everybody is told 1:1.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    scene.driver.clock.forwardMinutes(1);
    await scene.driver.delivered();
  }
  expect(await scene.driver.seenInPlaces()).toBe(before);
  const stopped = (await scene.toldOf('Dana', reference)).at(-1);
  expect(stopped?.text).toContain(`${reference}: saved, not posted`);
  expect(stopped?.text).toMatch(why);
  expect(await scene.toldOf('Dev', reference)).toHaveLength(1);
  if (!stopped) throw new Error('nobody was told');
  expect(await scene.readsDetail('Dana', stopped)).toContain(`Case ${reference}`);
}

const STRANGER = /Somebody in the case channel may not know of cases\./;

/** Who may be in the place of the cases. */
export function describePlaces(scene: Scene, traits: Traits): void {
  describe('the place of the cases', () => {
    it.each(['Ada', 'Gus', 'Uma', 'Les'] as const)(
      'gets nothing while %s is in it, and the next case once they have left',
      async (who) => {
        scene.driver.setMember(who, true);
        await expectNothingPosted(scene, STRANGER);
        scene.driver.setMember(who, false);
        const { root } = await scene.reportsAndPosts('Tess');
        expect(root.buttons).toContain('Acknowledge');
      },
    );

    it(`an app in it ${traits.listsApps ? 'stops the posts like a person' : 'is not in the member list here'}`, async () => {
      if (traits.listsApps) {
        scene.driver.setMember('app', true);
        await expectNothingPosted(scene, STRANGER);
        scene.driver.setMember('app', false);
      }
      await scene.reportsAndPosts('Tess');
    });

    it('gets no more lines of a case it holds when a stranger comes in', async () => {
      const { reference, root } = await scene.reportsAndPosts('Tess');
      scene.driver.setMember('Olive', true);
      const before = await scene.driver.seenInPlaces();
      const [alert] = await scene.toldOf('Dana', reference);
      if (!alert) throw new Error('not told');
      await scene.driver.presses('Dana', alert, 'Acknowledge');
      await scene.driver.delivered();
      expect(await scene.driver.seenInPlaces()).toBe(before);
      scene.driver.setMember('Olive', false);
      expect(await scene.driver.thread(root)).toEqual([]);
    });

    it('is named by the administrator from within it, who is told privately who may not stay', async () => {
      const strangers: Who[] = ['Ada', 'Gus'];
      for (const who of strangers) scene.driver.setMember(who, true);
      const setup = await scene.driver.says('Ada', '/esafety setup', 'cases');
      expect(setup.private).toBe(true);
      expect(setup.text).toContain('The case channel is not ready yet');
      expect(setup.text).toContain('Please leave the channel yourself');
      expect(setup.text).toMatch(/Please remove them:?\n[\s\S]*(gus@partner\.example|a guest|not on the staff list)/);
      expect(await scene.driver.seenInPlaces()).not.toContain('Please remove them');
      for (const who of strangers) scene.driver.setMember(who, false);
      expect((await scene.driver.says('Ada', '/esafety setup')).text).toContain('Please do this in the case channel');
      const olive = await scene.driver.says('Olive', '/esafety setup', 'staffroom');
      expect(olive.text).toContain('This account may not do that');
      await scene.reportsAndPosts('Tess');
    });
  });
}

/** A platform that shows no members, or not all of them. */
export function describeBrokenLists(scene: Scene): void {
  describe('a list of members', () => {
    it.each(['incomplete', 'empty'] as const)('that is %s makes the place one that cannot be used', async (how) => {
      scene.driver.breakMembers(how);
      await expectNothingPosted(scene, /The list of members could not be read in full|could not be reached/);
    });
  });
}
