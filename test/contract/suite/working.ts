import { describe, expect, it } from 'vitest';
import { REPORT } from '../report-values.ts';
import type { Traits } from '../traits.ts';
import { factOf, referenceIn, type Scene } from './scene.ts';

const STORY = 'Zanzibarley wrote something unkind about a classmate.';
const NOTE = 'Rang Mr Yaffleberry at home, he agreed to come in.';

/** The case in its place: the thread, the buttons, the notes, and who is told. */
export function describeWorking(scene: Scene, traits: Traits): void {
  describe('a case in the place of the safeguarding team', () => {
    it('is a thread of its own with a reference, neutral words and the buttons; the lead on duty is told 1:1', async () => {
      const { reference, root } = await scene.reportsAndPosts('Tess', { what: STORY });
      expect(root.private).toBe(false);
      expect(root.text).toContain(`Case ${reference}`);
      expect(root.text).toMatch(factOf('Priority', 'Not yet assessed'));
      expect(root.buttons).toEqual(['Acknowledge', 'View detail', 'Next step', 'Add note']);
      for (const word of ['Zanzibarley', 'Robin', 'Conduct', 'conduct', 'unkind'])
        expect(root.text).not.toContain(word);
      if (root.notification !== null) expect(root.notification).toContain(`${reference}: please acknowledge`);
      const [alert, ...more] = await scene.toldOf('Dana', reference);
      expect(more).toEqual([]);
      expect(alert?.text).toContain('You are on duty');
      expect(alert?.buttons).toEqual(['Acknowledge', 'View detail', 'Next step', 'Add note']);
      for (const who of ['Dev', 'Hope', 'Ike', 'Olive'] as const)
        expect(await scene.toldOf(who, reference)).toEqual([]);
    });

    it('is acknowledged once, however often it is pressed or delivered, and the reporter hears of it once', async () => {
      const { reference, root } = await scene.reportsAndPosts('Tess');
      const pressed = await scene.driver.presses('Dana', root, 'Acknowledge');
      expect(pressed.text).not.toContain('There was no answer');
      await scene.driver.redelivers();
      await scene.driver.delivered();
      const edited = await scene.rootOf(reference);
      expect(edited.text).toMatch(factOf('Status', 'Acknowledged'));
      expect(edited.text).toContain('Dana Lead (DSL)');
      expect(edited.buttons).toEqual(['View detail', 'Next step', 'Add note']);
      const lines = await scene.driver.thread(edited);
      expect(lines.filter(({ text }) => text.includes(`${reference}: acknowledged`))).toHaveLength(1);
      const seen = (await scene.toldOf('Tess', reference)).filter(({ text }) => text.includes('seen by a person'));
      expect(seen).toHaveLength(1);

      const audit = await scene.auditOf(reference);
      await scene.driver.presses('Dev', root, 'Acknowledge');
      await scene.driver.delivered();
      expect(await scene.auditOf(reference)).toEqual(audit);
      expect((await scene.rootOf(reference)).text).toBe(edited.text);
      expect(await scene.driver.thread(edited)).toHaveLength(lines.length);
    });

    it('[X12] opens in full for one reader alone, and keeps who opened it', async () => {
      const { reference, root } = await scene.reportsAndPosts('Tess', { what: STORY, date: '2026-11-06' });
      const before = await scene.driver.seenInPlaces();
      const detail = await scene.driver.presses('Dev', root, 'View detail');
      expect(detail.private).toBe(true);
      const all = await scene.readsDetail('Dev', root);
      for (const words of [STORY, 'Robin Invented, Year 4', 'It was reported more than a day after it happened.'])
        expect(all).toContain(words);
      expect(all).toMatch(factOf('Reported by', 'Tess Teacher'));
      expect(await scene.driver.seenInPlaces()).toBe(before);
      const views = (await scene.auditOf(reference)).filter(({ action }) => action === 'case.viewed');
      expect(views.length).toBeGreaterThanOrEqual(2);
      expect(new Set(views.map(({ actor }) => actor))).toEqual(new Set([await scene.personId('Dev')]));
    });

    it('takes a note: the thread hears that there is one, only the detail what it says', async () => {
      const { reference, root } = await scene.reportsAndPosts('Tess');
      const form = await scene.driver.presses('Dana', root, 'Add note');
      expect(form).toMatchObject({ kind: 'form', private: true, fields: ['note'] });
      expect(form.text).toContain(reference);
      const empty = await scene.driver.fills('Dana', form, { note: '   ' });
      expect(empty.errors.note).toContain('Please write the note.');
      const saved = await scene.driver.fills('Dana', empty, { note: NOTE });
      expect(saved.text).toContain('It is part of the case.');
      await scene.driver.redelivers();
      await scene.driver.delivered();
      const lines = await scene.driver.thread(await scene.rootOf(reference));
      expect(lines.filter(({ text }) => text.includes(`${reference}: note added`))).toHaveLength(1);
      expect(await scene.driver.seenInPlaces()).not.toContain('Yaffleberry');
      const detail = await scene.readsDetail('Hope', root);
      expect(detail.match(/Yaffleberry/g)).toHaveLength(1);
    });

    it('answers a command typed below it privately, and the thread learns no more than that', async () => {
      const { root } = await scene.reportsAndPosts('Tess');
      const before = await scene.driver.thread(root);
      const shown = await scene.driver.says('Dana', '/esafety report', 'cases', { thread: root });
      expect(shown.private).toBe(true);
      expect(shown.kind).toBe(traits.opensInThread === 'button' ? 'card' : 'form');
      const form = shown.kind === 'form' ? shown : await scene.driver.presses('Dana', shown, shown.buttons[0] ?? '');
      expect(form).toMatchObject({ kind: 'form', private: true });
      const left = (await scene.driver.thread(root)).slice(before.length);
      if (traits.leftInPlace === 'nothing') expect(left).toEqual([]);
      for (const { text } of left) expect(text).toContain('Answered privately');
      referenceIn(await scene.driver.fills('Dana', form, REPORT));
    });

    it('is worked on from the 1:1 message as well', async () => {
      const { reference } = await scene.reportsAndPosts('Nia');
      const [alert] = await scene.toldOf('Dana', reference);
      if (!alert) throw new Error('not told');
      expect((await scene.driver.presses('Dana', alert, 'View detail')).text).toContain(`Case ${reference}`);
      await scene.driver.presses('Dana', alert, 'Acknowledge');
      await scene.driver.delivered();
      expect((await scene.rootOf(reference)).text).toMatch(factOf('Status', 'Acknowledged'));
    });

    it('[X13] is opened by nobody else, and the answer is that of a case that does not exist', async () => {
      const { root } = await scene.reportsAndPosts('Tess', { what: STORY });
      for (const who of ['Tess', 'Olive', 'Ike', 'Cora', 'Ada'] as const) {
        for (const label of ['View detail', 'Acknowledge']) {
          const shown = await scene.driver.presses(who, root, label);
          expect(shown.text).toContain('There is no such case, or it is not one you can open.');
          expect(shown.private).toBe(true);
        }
      }
    });
  });
}
