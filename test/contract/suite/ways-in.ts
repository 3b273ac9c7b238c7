import { describe, expect, it } from 'vitest';
import type { Shown } from '../driver.ts';
import { REPORT } from '../report-values.ts';
import type { Traits } from '../traits.ts';
import { referenceIn, type Scene } from './scene.ts';

const expectForm = (shown: Shown): void => {
  expect(shown.kind).toBe('form');
  expect(shown.private).toBe(true);
  expect(shown.fields).toContain('what');
  expect(shown.text).toContain('ring 999');
};

/** Every way to the form, and what is answered to words that are no way to it. */
export function describeWaysIn(scene: Scene, traits: Traits): void {
  describe('the ways to the form', () => {
    it.each(['/esafety report', '/esafety REPORT', '/esafety   Report '])('"%s" in the 1:1 chat', async (text) => {
      const form = await scene.driver.says('Tess', text);
      expectForm(form);
      expect(form.values).toEqual({ date: '2026-11-10' });
      expect(form.errors).toEqual({});
    });

    it('the command in the place of all staff, answered to nobody else', async () => {
      const before = await scene.driver.seenInPlaces();
      const form = await scene.driver.says('Tess', '/esafety report', 'staffroom');
      expectForm(form);
      const left = await scene.driver.seenInPlaces();
      if (traits.leftInPlace === 'nothing') expect(left).toBe(before);
      else expect(left).toContain('Answered privately');
      for (const words of ['What happened?', 'Report a concern', 'ring 999']) expect(left).not.toContain(words);
      referenceIn(await scene.driver.fills('Tess', form, REPORT));
    });

    it('a button of the help', async () => {
      const help = await scene.driver.says('Tess', '/esafety help');
      expect(help).toMatchObject({ kind: 'card', private: true });
      for (const label of ['Report a concern', 'Something seen on a screen', 'My reports'])
        expect(help.buttons).toContain(label);
      const form = await scene.driver.presses('Tess', help, 'Report a concern');
      expectForm(form);
      referenceIn(await scene.driver.fills('Tess', form, REPORT));
    });

    it('[I25] the short form for something seen on a screen', async () => {
      const help = await scene.driver.says('Nia', '/esafety help');
      const form = await scene.driver.presses('Nia', help, 'Something seen on a screen');
      expect(form.kind).toBe('form');
      expect([...form.fields].sort()).toEqual(['adult', 'danger', 'what']);
      const quick = { adult: 'no', what: 'A frightening picture on laptop 14.', danger: 'no' };
      referenceIn(await scene.driver.fills('Nia', form, quick));
    });

    it(`the menu of somebody’s message ${traits.messageAction ? 'quotes it in the form' : 'does not exist here'}`, async () => {
      const quoted = 'Marzipanmark said this & that to me\nin the yard';
      const opened = await scene.driver.reportsMessage('Tess', quoted);
      expect(opened !== null).toBe(traits.messageAction);
      const form = opened ?? (await scene.driver.says('Tess', '/esafety report'));
      expectForm(form);
      for (const line of opened ? quoted.split('\n') : []) expect(form.values.what).toContain(line);
      expect(await scene.dumpTables()).not.toContain('Marzipanmark');
      const { adult, category, danger } = REPORT as { adult: string; category: string; danger: string };
      const typed = { adult, category, danger, ...(opened ? {} : { what: quoted }) };
      const reference = referenceIn(await scene.driver.fills('Tess', form, typed));
      await scene.driver.delivered();
      expect(await scene.readsDetail('Dana', await scene.rootOf(reference))).toContain('Marzipanmark');
      expect(await scene.driver.seenInPlaces()).not.toContain('Marzipanmark');
    });
  });

  describe('words that are no command', () => {
    it('a story after the command is not kept, and the empty form opens', async () => {
      const form = await scene.driver.says('Tess', '/esafety report Quibblewick hid under the stairs');
      expectForm(form);
      expect(form.text).toContain('We did not keep what you typed after the command');
      expect(form.values).toEqual({ date: '2026-11-10' });
      expect(form.text).not.toContain('Quibblewick');
      expect(await scene.dumpTables()).not.toContain('Quibblewick');
      expect(scene.driver.logLines.join('\n')).not.toContain('Quibblewick');
      expect(await scene.driver.seenInPlaces()).not.toContain('Quibblewick');
    });

    it('an unknown word gets help privately, in which it is not repeated', async () => {
      for (const where of ['personal', 'staffroom'] as const) {
        const help = await scene.driver.says('Tess', '/esafety Snorkelby cried after lunch', where);
        expect(help).toMatchObject({ kind: 'card', private: true });
        expect(help.text).toContain('we did not keep what you wrote');
        expect(help.text).not.toContain('Snorkelby');
      }
      expect(await scene.dumpTables()).not.toContain('Snorkelby');
      expect(await scene.driver.seenInPlaces()).not.toContain('Snorkelby');
      expect(scene.driver.logLines.join('\n')).not.toContain('Snorkelby');
    });
  });
}
