import { describe, expect, it } from 'vitest';
import { factOf, type Scene } from './scene.ts';
import { linesBelow, opensByTyping, opensStep, takes } from './work.ts';

const STORY = 'Brambleshaw was left out of the group chat again.';
/** One word for each text that is typed into a step; none may stand anywhere but in the case. */
const MARKS = ['Brambleshaw', 'Whortlemark', 'Medlarmark', 'Damsonmark', 'Sloemark', 'Rowanmark', 'Elderberrymark'];

/** Every step in a case, by button and by a word typed below it. */
export function describeCaseSteps(scene: Scene): void {
  describe('a case that is worked', () => {
    it('is assessed from its next steps: the first message changes, one line says so, the words stay in the case', async () => {
      const { reference, root } = await scene.reportsAndPosts('Tess', { what: STORY });
      const work = await scene.driver.presses('Dana', root, 'Next step');
      expect(work.private).toBe(true);
      expect(work.text).toContain(reference);
      expect(work.text).not.toContain('Brambleshaw');
      const form = await opensStep(scene, 'Dana', root, 'Assess');
      expect(form.text).toContain(reference);
      const chosen = { severity: 'significant', category: 'conduct', type: 'cyberbullying' };
      const refused = await scene.driver.fills('Dana', form, { ...chosen, reason: '   ' });
      expect(Object.keys(refused.errors)).toEqual(['reason']);
      expect(refused.values).toMatchObject(chosen);
      const saved = await takes(scene, 'Dana', refused, { reason: 'Whortlemark.' });
      expect(saved.private).toBe(true);
      await scene.driver.redelivers();
      await scene.driver.delivered();
      const now = await scene.rootOf(reference);
      expect(now.text).toMatch(factOf('Priority', 'High'));
      expect(now.text).toMatch(factOf('Status', 'Being assessed'));
      expect(now.buttons).not.toContain('Acknowledge');
      expect((await linesBelow(scene, reference)).filter((line) => line === 'assessed')).toHaveLength(1);
      expect(await scene.driver.seenInPlaces()).not.toMatch(/Brambleshaw|Whortlemark|bullying/i);
      expect((await scene.readsDetail('Dev', root)).match(/Whortlemark/g)).toHaveLength(1);
    });

    it('takes each step that is typed below it, without a reference, and tells no more than which it was', async () => {
      const { reference, root } = await scene.reportsAndPosts('Nia', { what: STORY });
      const { reference: other } = await scene.reports('Olive');
      const typed: [string, string, Record<string, string>][] = [
        ['note', 'note added', { note: 'Medlarmark.' }],
        ['assign', 'put in somebody’s hands', { owner: await scene.personId('Dev'), reason: 'Damsonmark.' }],
        ['monitor', 'being monitored', { day: '2026-12-01', reason: 'Rowanmark.' }],
        ['link', 'linked with another case', { reference: other, kind: 'linked', reason: 'Elderberrymark.' }],
        ['people', 'people changed', { what: 'pupil', pupil: 'Sloemark Invented', reason: 'Named by a friend.' }],
      ];
      for (const [verb, , values] of typed)
        await takes(scene, 'Dana', await opensByTyping(scene, 'Dana', `/esafety ${verb}`, root), values);
      expect((await linesBelow(scene, reference)).filter((line) => line !== 'Answered privately')).toEqual(
        typed.map(([, line]) => line),
      );
      expect((await scene.rootOf(reference)).text).toMatch(factOf('In hand', 'Dev Deputy (deputy DSL)'));
      const seen = await scene.driver.seenInPlaces();
      expect(MARKS.filter((mark) => seen.includes(mark))).toEqual([]);
      const detail = await scene.readsDetail('Dev', root);
      for (const mark of ['Medlarmark', 'Damsonmark', 'Rowanmark', 'Elderberrymark']) expect(detail).toContain(mark);
    });

    it('shows its next steps to whoever types "case" below it, and opens by its reference elsewhere', async () => {
      const { reference, root } = await scene.reportsAndPosts('Tess', { what: STORY });
      const below = await scene.driver.says('Dana', '/esafety case', 'cases', { thread: root });
      expect(below.private).toBe(true);
      expect(below.text).toContain(reference);
      expect(below.text).not.toContain('Brambleshaw');
      const lone = await scene.driver.says('Dana', `/esafety note ${reference}`);
      expect(lone.text).toContain(reference);
      expect((await scene.driver.says('Dana', '/esafety note')).text).toContain('Which case');
    });

    it('keeps no story that is typed behind a word, and says so in the form', async () => {
      const { root } = await scene.reportsAndPosts('Tess');
      const shown = await scene.driver.says('Dana', '/esafety note Gorsemark hit somebody', 'cases', { thread: root });
      expect(shown.text).toContain('We did not keep what you typed after the command');
      expect(shown.text).not.toContain('Gorsemark');
      expect(await scene.dumpTables()).not.toContain('Gorsemark');
      expect(scene.driver.logLines.join('\n')).not.toContain('Gorsemark');
    });

    it('[X21] is referred in two forms: to whom, then what that agency asks for', async () => {
      const { reference, root } = await scene.reportsAndPosts('Tess', { what: STORY });
      const first = await opensStep(scene, 'Dana', root, 'Refer');
      expect(first.fields).toEqual(['agency']);
      const second = await scene.driver.fills('Dana', first, { agency: 'police' });
      expect(second.private).toBe(true);
      const values = { person: 'Online form', shared: 'Sloemark.', purpose: 'Rowanmark.', line: '101, number 42' };
      const form = await continues(scene, second);
      for (const id of [...Object.keys(values), 'day', 'responseDue']) expect(form.fields).toContain(id);
      const refused = await scene.driver.fills('Dana', form, { ...values, shared: '   ' });
      expect(refused.text).not.toContain('It is part of the case.');
      await takes(scene, 'Dana', refused, values);
      expect(await linesBelow(scene, reference)).toContain('referral recorded');
      expect((await scene.rootOf(reference)).text).toMatch(factOf('Status', 'Referred'));
      const work = await scene.driver.presses('Dana', await scene.rootOf(reference), 'Next step');
      expect(work.text).toContain('Police');
      const answer = await scene.driver.presses('Dana', work, 'Answer came');
      await takes(scene, 'Dana', answer, { answer: 'They take it on.' });
      expect(await linesBelow(scene, reference)).toContain('answer to a referral');
      expect(await scene.driver.seenInPlaces()).not.toMatch(/Sloemark|Rowanmark|police/i);
    });

    it('[X13] opens no step to anybody who may not know of it, and the answer is that of a case that does not exist', async () => {
      const { reference, root } = await scene.reportsAndPosts('Tess', { what: STORY });
      const before = await scene.auditOf(reference);
      for (const who of ['Tess', 'Olive', 'Ike', 'Ada'] as const) {
        for (const label of ['Next step', 'Add note'])
          expect((await scene.driver.presses(who, root, label)).text).toContain('There is no such case');
        for (const text of [`/esafety close ${reference}`, '/esafety close ES-2026-9999'])
          expect((await scene.driver.says(who, text)).text).toContain('There is no such case');
      }
      expect(await scene.auditOf(reference)).toEqual(before);
    });

    it('[law 1] gives the words back to somebody who lost sight of it meanwhile, and saves none of them', async () => {
      const { reference, root } = await scene.reportsAndPosts('Tess', { what: STORY });
      const note = await scene.driver.presses('Dev', root, 'Add note');
      const people = await opensStep(scene, 'Hope', root, 'People');
      await takes(scene, 'Hope', people, {
        what: 'adult',
        person: await scene.personId('Dev'),
        reason: 'It turned out so.',
      });
      const refused = await scene.driver.fills('Dev', note, { note: 'Quincewick said more.' });
      expect(refused.text).toContain('NOT saved');
      expect([refused.text, refused.values.note ?? ''].join('\n')).toContain('Quincewick said more.');
      expect((await scene.driver.presses('Dev', root, 'View detail')).text).toContain('There is no such case');
      expect(await scene.readsDetail('Hope', root)).not.toContain('Quincewick');
      // Nothing more is said in a place whose members may not all know of it any longer.
      expect(await linesBelow(scene, reference)).toEqual([]);
    });
  });
}

/** The second form, where it is not shown at once but opened by a button. */
async function continues(scene: Scene, shown: Awaited<ReturnType<Scene['driver']['fills']>>) {
  return shown.kind === 'form' ? shown : scene.driver.presses('Dana', shown, shown.buttons[0] ?? '');
}
