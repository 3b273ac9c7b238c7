import { describe, expect, it } from 'vitest';
import type { Scene } from './scene.ts';
import { linesBelow, opensStep } from './work.ts';

/** What belongs to no step in a case: asking, looking, adding, being away, taking out. */
export function describeDesk(scene: Scene): void {
  describe('the desk', () => {
    it('says whom to ring', async () => {
      const shown = await scene.driver.says('Nia', '/esafety contacts');
      expect(shown.private).toBe(true);
      expect(shown.text).toContain('01632 960101');
    });

    it('takes more from the reporter, which only the case’s readers see', async () => {
      // The newest stands first.
      scene.driver.clock.forwardMinutes(1);
      const { reference, root } = await scene.reportsAndPosts('Olive');
      const mine = await scene.driver.says('Olive', '/esafety mine');
      const form = await scene.driver.presses('Olive', mine, 'Add to it');
      const saved = await scene.driver.fills('Olive', form, { wish: 'add', more: 'Chicorymark was there as well.' });
      expect(saved.text).not.toContain('NOT saved');
      await scene.driver.redelivers();
      await scene.driver.delivered();
      expect(await linesBelow(scene, reference)).toEqual(['more from the reporter']);
      expect((await scene.readsDetail('Dana', root)).match(/Chicorymark/g)).toHaveLength(1);
      expect(await scene.driver.seenInPlaces()).not.toContain('Chicorymark');
    });

    it('takes a question, and keeps no words of it in the chat', async () => {
      const form = await scene.driver.says('Nia', '/esafety ask');
      expect(form).toMatchObject({ kind: 'form', private: true });
      const [field = ''] = form.fields;
      const sent = await scene.driver.fills('Nia', form, { [field]: 'Is Saffronmark allowed in class?' });
      expect(sent.text).not.toContain('NOT saved');
      await scene.driver.delivered();
      for (const who of ['Dana', 'Dev', 'Hope', 'Ike'] as const)
        expect(JSON.stringify(await scene.driver.inbox(who))).not.toContain('Saffronmark');
      expect(await scene.dumpTables()).not.toContain('Saffronmark');
    });

    it('opens the forms for looking and for being away to those whom they serve', async () => {
      for (const text of ['/esafety find', '/esafety cover']) {
        const shown = await scene.driver.says('Dana', text);
        expect(shown.private).toBe(true);
        expect(['form', 'card']).toContain(shown.kind);
        expect(shown.text).not.toContain('did not understand');
      }
    });

    it('takes a case out by a link and a code that one person alone sees', async () => {
      const { reference, root } = await scene.reportsAndPosts('Tess', { what: 'Dogwoodmark.' });
      const form = await opensStep(scene, 'Dana', root, 'Export');
      const ready = await scene.driver.fills('Dana', form, {
        kind: 'case-file',
        recipient: 'The police',
        purpose: 'They asked for it.',
      });
      expect(ready.private).toBe(true);
      expect(ready.text).toContain(`${reference}: ready to fetch`);
      expect(ready.text).not.toContain('Dogwoodmark');
      await scene.driver.delivered();
      expect(await scene.driver.seenInPlaces()).not.toMatch(/ready to fetch|Dogwoodmark/);
    });
  });
}
