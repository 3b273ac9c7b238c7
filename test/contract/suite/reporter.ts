import { describe, expect, it } from 'vitest';
import { REPORT } from '../report-values.ts';
import { referenceIn, type Scene } from './scene.ts';

/** What a reporter does after the report, what is asked without one, and whom to ring. */
export function describeReporter(scene: Scene): void {
  describe('a reporter', () => {
    it('adds to the own report: those who work the case read it, the thread says that there is more', async () => {
      scene.driver.clock.forwardMinutes(1);
      const { reference, root } = await scene.reportsAndPosts('Olive');
      const mine = await scene.driver.says('Olive', '/esafety mine');
      const form = await scene.driver.presses('Olive', mine, 'Add to it');
      expect(form.fields).toEqual(['wish', 'more']);
      const missing = await scene.driver.fills('Olive', form, { wish: 'add', more: '' });
      expect(missing.errors.more).toContain('Please write what you want to add');
      const saved = await scene.driver.fills('Olive', missing, { wish: 'add', more: 'Gooseberrymark, once more.' });
      expect(saved.private).toBe(true);
      expect(saved.text).toContain('What you added is part of your report');
      await scene.driver.delivered();
      const lines = (await scene.driver.thread(root)).map(({ text }) => text);
      expect(lines.at(-1)).toContain(`${reference}: more from the reporter`);
      expect(await scene.driver.seenInPlaces()).not.toContain('Gooseberrymark');
      expect(await scene.readsDetail('Dana', root)).toContain('Gooseberrymark, once more.');
    });

    it('takes the own report back from the receipt: a note, and the case goes on', async () => {
      const { reference, receipt } = await scene.reports('Nia');
      const form = await scene.driver.presses('Nia', receipt, 'Add to it');
      const noted = await scene.driver.fills('Nia', form, { wish: 'withdraw', more: '' });
      expect(noted.text).toContain('The record stays');
      await scene.driver.delivered();
      const root = await scene.rootOf(reference);
      expect(root.buttons).toContain('Acknowledge');
      expect((await scene.driver.thread(root)).at(-1)?.text).toContain('taken back by the reporter');
    });

    it('tells the safeguarding lead of a child at risk in a concern about an adult, and nothing of the adult', async () => {
      const form = await scene.driver.says('Tess', '/esafety report');
      const receipt = await scene.driver.fills('Tess', form, {
        ...REPORT,
        adult: 'yes',
        adultPerson: await scene.personId('Ike'),
        what: 'Quincemark was shouted at.',
        childNeeds: 'Damsonmark is afraid to come in.',
      });
      const child = /and (ES-\d{4}-\w{4}) for the child/.exec(receipt.text)?.[1];
      expect(referenceIn(receipt)).toMatch(/^ES-R-/);
      await scene.driver.delivered();
      const detail = await scene.readsDetail('Dana', await scene.rootOf(child ?? 'none'));
      expect(detail).toContain('Damsonmark is afraid to come in.');
      expect(detail).not.toMatch(/Quincemark|Ike Computing \(ICT lead\)/);
      expect(await scene.toldOf('Dana', referenceIn(receipt))).toEqual([]);
      expect(await scene.toldOf('Hope', referenceIn(receipt))).not.toEqual([]);
      expect(await scene.toldOf('Ike', child ?? 'none')).toEqual([]);
    });
  });

  describe('without a report', () => {
    it('somebody asks the co-ordinator, who reads it privately and can make it a report', async () => {
      const help = await scene.driver.says('Nia', '/esafety help');
      const form = await scene.driver.presses('Nia', help, 'Ask a question');
      expect(form.text.indexOf('999')).toBeLessThan(form.text.indexOf('report it instead'));
      const sent = await scene.driver.fills('Nia', form, { question: 'Medlarmark: may we use this app?' });
      expect(sent.text).toContain('Your question is on its way');
      await scene.driver.delivered();
      const told = (await scene.driver.inbox('Dana')).filter(({ text }) => text.includes('Somebody has a question'));
      const [card] = told.slice(-1);
      if (!card) throw new Error('not told');
      expect(card.text).toContain('Nia Newstart');
      expect(card.text + card.notification).not.toContain('Medlarmark');
      const opened = await scene.driver.presses('Dana', card, 'Open');
      expect(opened.private).toBe(true);
      expect(opened.text).toContain('Medlarmark: may we use this app?');
      const report = await scene.driver.presses('Dana', opened, 'Make it a report');
      expect(report.values.what).toBe('Medlarmark: may we use this app?');
      expect(await scene.driver.seenInPlaces()).not.toContain('Medlarmark');
    });

    it('anybody sees whom to ring, 999 first', async () => {
      const help = await scene.driver.says('Nia', '/esafety help');
      const contacts = await scene.driver.presses('Nia', help, 'Whom to ring');
      expect(contacts.private).toBe(true);
      expect(contacts.text.indexOf('999')).toBeLessThan(contacts.text.indexOf('Duty number'));
      expect(contacts.text).toContain('LADO');
      expect(contacts.text).toContain('Across the country');
    });
  });
}
