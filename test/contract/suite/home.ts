import { describe, expect, it } from 'vitest';
import type { Shown, Who } from '../driver.ts';
import type { Traits } from '../traits.ts';
import type { Scene } from './scene.ts';

/** What a person finds without being told: own reports, open cases, policies, help. */
export function describeHome(scene: Scene, traits: Traits): void {
  describe(traits.home ? 'the bot’s own page' : 'the lists that stand for a page of the bot’s own', () => {
    const lookUp = async (who: Who, command: string): Promise<Shown> => {
      const page = await scene.driver.opensHome(who);
      expect(page !== null).toBe(traits.home);
      return page ?? scene.driver.says(who, command);
    };

    it('shows a reporter the own reports and how they stand, and no case', async () => {
      scene.driver.clock.forwardMinutes(1);
      const { reference } = await scene.reportsAndPosts('Tess');
      const { reference: other } = await scene.reportsAndPosts('Olive');
      const page = await lookUp('Tess', '/esafety mine');
      expect(page.private).toBe(true);
      expect(page.text).toContain(reference);
      expect(page.text).toContain('Recorded');
      expect(page.text).not.toContain(other);
      expect(page.buttons).toContain('Report a concern');
      expect(page.buttons).not.toContain('View detail');
      await scene.driver.presses('Dana', await scene.rootOf(reference), 'Acknowledge');
      await scene.driver.delivered();
      const later = (await lookUp('Tess', '/esafety mine')).text;
      expect(later).toMatch(new RegExp(`${reference}\\W*Seen by a person`));
    });

    it('shows those who work cases the open ones, each to be opened privately', async () => {
      scene.driver.clock.forwardMinutes(1);
      const { reference } = await scene.reportsAndPosts('Nia', { what: 'Pomegranatemark was sad.' });
      const page = await lookUp('Dana', '/esafety cases');
      expect(page.private).toBe(true);
      expect(page.text).toContain(reference);
      expect(page.text).not.toContain('Pomegranatemark');
      expect(page.buttons).toContain('View detail');
      const detail = await scene.driver.presses('Dana', page, 'View detail');
      expect(detail.private).toBe(true);
      expect(detail.text).toContain(`Case ${reference}`);
      expect(await scene.driver.seenInPlaces()).not.toContain('Pomegranatemark');
    });

    it('shows an administrator and a teacher no case', async () => {
      const { reference } = await scene.reportsAndPosts('Nia');
      for (const who of ['Ada', 'Ike', 'Tess'] as const) {
        const shown = await scene.driver.says(who, '/esafety cases');
        expect(shown.private).toBe(true);
        expect(shown.text).not.toContain(reference);
        expect(shown.buttons).not.toContain('View detail');
      }
    });

    it('[I02] shows the school’s policies', async () => {
      const shown = await scene.driver.says('Tess', '/esafety policy');
      expect(shown).toMatchObject({ kind: 'card', private: true });
      for (const words of ['Online safety policy', 'Child protection policy']) expect(shown.text).toContain(words);
    });

    it('answers the buttons of its cards', async () => {
      const help = await scene.driver.says('Tess', '/esafety help');
      const mine = await scene.driver.presses('Tess', help, 'My reports');
      expect(mine.private).toBe(true);
      expect(mine.text).toContain('Only you can see this list.');
      expect((await scene.driver.presses('Tess', mine, 'Help')).text).toContain('What you can do here');
    });
  });
}
