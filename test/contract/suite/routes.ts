import { describe, expect, it } from 'vitest';
import type { Who } from '../driver.ts';
import { factOf, referenceIn, type Scene } from './scene.ts';

const EVERYBODY = ['Tess', 'Dana', 'Dev', 'Hope', 'Ike', 'Cora', 'Olive', 'Nia', 'Ada'] as const;

/** Who is told of what: concerns about staff, immediate danger, something that passed the filter. */
export function describeRoutes(scene: Scene): void {
  describe('who is told', () => {
    const toldPeople = async (reference: string, reporter: Who): Promise<string[]> => {
      const told: string[] = [];
      for (const who of EVERYBODY)
        if (who !== reporter && (await scene.toldOf(who, reference)).length > 0) told.push(who);
      return told;
    };

    it('[X29] a concern about an adult goes to the head alone, never into the place', async () => {
      const adultPerson = await scene.personId('Dana');
      const { reference } = await scene.reports('Nia', { adult: 'yes', adultPerson });
      expect(reference).toMatch(/^ES-R-/);
      await scene.driver.delivered();
      expect(await toldPeople(reference, 'Nia')).toEqual(['Hope']);
      expect(await scene.driver.seenInPlaces()).not.toContain(reference);
      const [alert] = await scene.toldOf('Hope', reference);
      if (!alert) throw new Error('not told');
      expect(await scene.readsDetail('Hope', alert)).toMatch(
        factOf('Who may read it', 'Only people named for this case'),
      );
    });

    it('[A03] whom a concern is about is told that there is no such case, like everybody else', async () => {
      const adultPerson = await scene.personId('Dana');
      const { reference } = await scene.reports('Nia', { adult: 'unsure', adultPerson });
      await scene.driver.delivered();
      const [alert] = await scene.toldOf('Hope', reference);
      if (!alert) throw new Error('not told');
      for (const label of ['View detail', 'Acknowledge', 'Add note']) {
        const answers: string[] = [];
        for (const who of ['Dana', 'Dev', 'Olive'] as const)
          answers.push((await scene.driver.presses(who, alert, label)).text);
        expect(new Set(answers).size).toBe(1);
        expect(answers[0]).toContain('There is no such case');
      }
      for (const who of ['Dana', 'Dev'] as const) {
        expect((await scene.driver.says(who, '/esafety cases')).text).not.toContain(reference);
        expect((await scene.driver.says(who, '/esafety mine')).text).not.toContain(reference);
      }
    });

    it('a concern about the head goes to the chair', async () => {
      const { reference } = await scene.reports('Nia', { adult: 'yes', adultPerson: await scene.personId('Hope') });
      await scene.driver.delivered();
      expect(await toldPeople(reference, 'Nia')).toEqual(['Cora']);
    });

    it('immediate danger reaches the lead, the deputy and the head at once, and the receipt says 999 first', async () => {
      const { reference, receipt } = await scene.reports('Olive', { danger: 'yes' });
      expect(receipt.text).toContain('ring 999');
      await scene.driver.delivered();
      expect(await toldPeople(reference, 'Olive')).toEqual(['Dana', 'Dev', 'Hope']);
      for (const who of ['Dana', 'Dev', 'Hope'] as const) {
        const [alert] = await scene.toldOf(who, reference);
        expect(alert?.text).toContain('Somebody may be in danger now');
        if (alert?.notification) expect(alert.notification).toContain('urgent');
      }
      expect((await scene.rootOf(reference)).text).toMatch(factOf('Priority', 'Urgent'));
    });

    it('[W11] something that passed the filter is handed to whoever looks after it, without the pupil', async () => {
      const { reference } = await scene.reports('Tess', {
        what: 'Periwinklemark saw it in the library.',
        who: 'Periwinklemark Invented, Year 5',
        type: 'filter_failure',
        urls: 'https://juniper.example/games',
        device: 'Laptop 14',
      });
      await scene.driver.delivered();
      for (const who of ['Ike', 'Hope'] as const) {
        const task = (await scene.driver.inbox(who)).find(({ text }) => text.includes('Please check the web filter'));
        expect(task?.text).toContain('juniper[.]example/games');
        expect(task?.text).toContain('Laptop 14');
        expect(task?.text).not.toContain('Periwinklemark');
        expect(task?.text).not.toContain(reference);
        expect(task?.buttons).toEqual(['I am on it', 'Done']);
      }
      expect(await scene.toldOf('Ike', reference)).toEqual([]);
      expect((await scene.driver.presses('Ike', await scene.rootOf(reference), 'View detail')).text).toContain(
        'no such case',
      );
    });

    it('[M12] an image is not taken: the person is told to stop', async () => {
      const shown = await scene.driver.says('Tess', '/esafety report', 'personal', { file: true });
      expect(shown.kind).not.toBe('form');
      expect(shown.text).toContain('We did not open or keep what was attached');
    });

    it('a reporter finds the own receipts and nobody else’s', async () => {
      const { reference } = await scene.reports('Ike');
      const mine = await scene.driver.says('Ike', '/esafety mine');
      expect(mine.private).toBe(true);
      expect(mine.text).toContain(reference);
      expect(mine.text.match(/ES-\d{4}-\d{4}/g)).toHaveLength(1);
      const form = await scene.driver.presses('Ike', mine, 'Report a concern');
      expect(form.kind).toBe('form');
      referenceIn(await scene.driver.fills('Ike', form, { adult: 'no', what: 'x', category: 'content', danger: 'no' }));
    });
  });
}
