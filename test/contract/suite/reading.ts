import { describe, expect, it } from 'vitest';
import { SCHOOL_MORNING } from '../../support/test-desk.ts';
import { doesWhatIsDue, onlySent, opensForm } from './due.ts';
import type { Scene } from './scene.ts';

/** Nia's first day: the school is open again after the autumn half-term. */
const FIRST_DAY = '2026-11-02T10:00:00Z';

/** What somebody new reads and signs. The clock begins on the first day, and stands at the usual morning afterwards. */
export function describeReading(scene: Scene): void {
  describe('reading and training', () => {
    it('come to somebody new by themselves, once; a document is signed on the card, which then says so', async () => {
      scene.driver.clock.set(FIRST_DAY);
      for (const _ of ['the hour', 'the next hour']) await doesWhatIsDue(scene);
      const card = await onlySent(scene, 'Nia', 'Welcome: your first reading and training');
      expect(card.notification ?? '').not.toMatch(/conduct|Larkfield/i);
      expect(card.text).toMatch(/Your induction: 0 of \d+ done/);
      const form = await opensForm(scene, 'Nia', card, 'Read and sign');
      for (const words of ['Code of conduct', '2026', 'larkfield-demo.example/policies/code-of-conduct'])
        expect(form.text).toContain(words);
      const list = await scene.driver.fills('Nia', form, { understood: 'yes' });
      expect(list.private).toBe(true);
      expect(list.text).toMatch(/1 of \d+ done/);
      expect((await scene.driver.redelivers()).text).toBe(list.text);
      const signed = await scene.sql`select document, version from acknowledgements
        where person_id = ${await scene.personId('Nia')}`;
      expect(signed).toEqual([{ document: 'Code of conduct', version: '2026' }]);
      const later = await scene.driver.says('Nia', '/esafety training');
      expect(later.private).toBe(true);
      expect(later.text).toMatch(/1 of \d+ done[\s\S]*Signed[\s\S]*Code of conduct/);

      scene.driver.clock.set(SCHOOL_MORNING);
      await doesWhatIsDue(scene);
      expect((await onlySent(scene, 'Nia', 'Reminder: your reading and training')).text).toContain(
        'still wait for you',
      );
      await onlySent(scene, 'Nia', 'Welcome: your first reading and training');
    });

    it('show how far everybody is to those who may see it, and no names but to the head', async () => {
      const list = await scene.driver.says('Hope', '/esafety training');
      const board = await scene.driver.presses('Hope', list, 'How far everybody is');
      expect(board.private).toBe(true);
      expect(board.text).toContain('Nia Newstart');
      const asked = await scene.driver.presses('Tess', list, 'How far everybody is');
      expect(asked.text).not.toMatch(/Nia Newstart|\d+%/);
      const form = await scene.driver.says('Hope', '/esafety induct');
      expect(form).toMatchObject({ kind: 'form', private: true, fields: ['person'] });
      expect((await scene.driver.says('Tess', '/esafety induct')).kind).not.toBe('form');
    });
  });
}
