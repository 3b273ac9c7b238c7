import { describe, expect, it } from 'vitest';
import { handCode, loadStaff } from '../../../src/load-staff.ts';
import type { Scene } from './scene.ts';

/** Accounts that belong to nobody on the staff today. */
export function describeStrangers(scene: Scene): void {
  describe('somebody who is not on the staff', () => {
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
}
