import { describe, expect, it } from 'vitest';
import { handCode, loadStaff } from '../../../src/load-staff.ts';
import type { OpenDriver, Who } from '../driver.ts';
import type { Traits } from '../traits.ts';
import { type Scene, useScene } from './scene.ts';

/** Reports a concern and expects it to be told 1:1 and posted nowhere. */
async function expectNothingPosted(scene: Scene, why: string): Promise<void> {
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
  expect(stopped?.text).toContain(`${reference}: saved, but not posted`);
  expect(stopped?.text).toContain(why);
  expect(await scene.toldOf('Dev', reference)).toHaveLength(1);
  if (!stopped) throw new Error('nobody was told');
  expect(await scene.readsDetail('Dana', stopped)).toContain(`Case ${reference}`);
}

const STRANGER = 'Somebody in the case channel may not know of cases.';

/** Who may use it, and who may be in the place of the cases. */
export function describePeople(open: OpenDriver, traits: Traits): void {
  describe('somebody who is not on the staff', () => {
    const scene = useScene(open);

    it.each(['Uma', 'Gus', 'Les'] as const)(
      '[X27] %s gets the emergency numbers privately, and no form',
      async (who) => {
        for (const text of ['/esafety report', '/esafety help', '/esafety mine', '/esafety cases']) {
          const shown = await scene.driver.says(who, text);
          expect(shown).toMatchObject({ kind: 'card', private: true, fields: [] });
          expect(shown.text).toContain('ring 999');
          expect(shown.text).toContain('01632 960101');
          expect(shown.text).toContain('NOT saved');
        }
        const { root, reference } = await scene.reportsAndPosts('Tess');
        const copied = await scene.driver.presses(who, root, 'View detail');
        expect(copied.text).toContain('ring 999');
        expect(copied.text).not.toContain(reference);
      },
    );

    it('becomes known by a code that somebody handed over, once', async () => {
      const { program } = scene.driver.started;
      const [profile] = [program.schools.get('larkfield-demo')];
      if (!profile) throw new Error('no school');
      const email = 'somebody.new@larkfield-demo.example';
      const row = {
        line: 2,
        schoolId: profile.id,
        email,
        previousEmail: null,
        name: 'Uma Unknown',
        jobTitle: 'Cover teacher',
        roles: ['class_teacher' as const],
        group: 'teachers' as const,
        startsOn: null,
        endsOn: null,
      };
      const { people } = await loadStaff(program, profile, [row], { dryRun: false });
      const [person] = people;
      const { code } = await handCode(program, profile.id, person?.personId ?? '', email, null);
      expect((await scene.driver.says('Uma', '/esafety code AAAAA-AAAAA')).text).toContain('That code did not work');
      expect((await scene.driver.says('Uma', `/esafety code ${code}`)).text).toContain(
        'This account is now yours here',
      );
      expect((await scene.driver.says('Uma', '/esafety report')).kind).toBe('form');
      expect((await scene.driver.says('Gus', `/esafety code ${code}`)).kind).not.toBe('form');
      expect((await scene.driver.says('Gus', '/esafety report')).kind).not.toBe('form');
      expect(scene.driver.logLines.join('\n')).not.toContain(code);
    });
  });

  describe('the place of the cases', () => {
    const scene = useScene(open);

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

  describe.each([
    ['empty', /The list of members could not be read in full|could not be reached/],
    ['incomplete', /The list of members could not be read in full|could not be reached/],
  ] as const)('a member list that is %s', (how, why) => {
    const scene = useScene(open);

    it('counts as a place that cannot be used', async () => {
      scene.driver.breakMembers(how);
      const before = await scene.driver.seenInPlaces();
      const { reference } = await scene.reports('Tess');
      await scene.driver.delivered();
      for (let attempt = 0; attempt < 3; attempt += 1) {
        scene.driver.clock.forwardMinutes(1);
        await scene.driver.delivered();
      }
      expect(await scene.driver.seenInPlaces()).toBe(before);
      expect((await scene.toldOf('Dana', reference)).at(-1)?.text).toMatch(why);
    });
  });
}
