import { describe, expect, it } from 'vitest';
import type { Shown, Who } from '../driver.ts';
import type { Scene } from './scene.ts';
import { opensStep, takes } from './work.ts';

const MARKS = {
  what: 'Xylophonemark',
  who: 'Tangerinemark',
  childWords: 'Quincemark',
  urls: 'https://junipermark.example/hidden',
  device: 'Zeppelinmark',
  actionTaken: 'Oxbowmark',
};
const NOTE = 'Yarrowmark';
const PLACES_SAY = /cyberbullying|bullying|conduct|category/i;
const EVERYBODY: Who[] = ['Tess', 'Dana', 'Dev', 'Hope', 'Ike', 'Cora', 'Olive', 'Nia', 'Ada'];

/** A word as text, and as hex and base64 could hide it: base64 has three alignments, of which the edges change. */
function spellings(word: string): string[] {
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.from(`${'x'.repeat(shift)}${word}`).toString('base64');
    return text.replace(/=+$/, '').slice(shift === 0 ? 0 : 4, -3);
  });
  return [word, Buffer.from(word).toString('hex'), ...base64];
}
function findMarks(text: string): string[] {
  const words = ['Xylophonemark', 'Tangerinemark', 'Quincemark', 'junipermark', 'Zeppelinmark', 'Oxbowmark', NOTE];
  return words.filter((word) => spellings(word).some((spelling) => text.includes(spelling)));
}

/** That the story lives in the record and in the views that one reader opened. */
export function describePrivacy(scene: Scene): void {
  describe('what was typed', () => {
    it('[A21] is seen in no place, message, notification, table or log line', async () => {
      const { reference, root } = await scene.reportsAndPosts('Tess', { ...MARKS, type: 'cyberbullying' });
      const form = await scene.driver.presses('Dana', root, 'Add note');
      await scene.driver.fills('Dana', form, { note: NOTE });
      await scene.driver.presses('Dana', root, 'Acknowledge');
      await scene.driver.delivered();
      expect(findMarks(await scene.readsDetail('Dana', root))).toHaveLength(7);

      const seen = await scene.driver.seenInPlaces();
      expect(seen).toContain(reference);
      expect(findMarks(seen)).toEqual([]);
      expect(seen).not.toMatch(PLACES_SAY);
      for (const who of EVERYBODY) {
        const inbox = await scene.driver.inbox(who);
        expect(findMarks(JSON.stringify(inbox))).toEqual([]);
        for (const { notification } of inbox) expect(notification ?? '').not.toMatch(PLACES_SAY);
      }
      expect(findMarks(await scene.dumpTables())).toEqual([]);
      expect(scene.driver.logLines.length).toBeGreaterThan(5);
      expect(findMarks(scene.driver.logLines.join('\n'))).toEqual([]);
    });

    it('[A21] nor is what is written into a step, a task or a referral', async () => {
      const { reference, root } = await scene.reportsAndPosts('Tess');
      const words = ['Fennelmark', 'Sorrelmark', 'Tansymark', 'Mallowmark', 'Yarrowmark', 'Oxbowmark'];
      const [why = '', task = '', result = '', shared = '', purpose = '', pupil = ''] = words;
      const first = { severity: 'significant', category: 'conduct', type: 'cyberbullying', reason: why };
      await takes(scene, 'Dana', await opensStep(scene, 'Dana', root, 'Assess'), first);
      const owner = await scene.personId('Olive');
      const given = { kind: 'office', owner, text: task, due: '2026-11-13' };
      await takes(scene, 'Dana', await opensStep(scene, 'Dana', root, 'Add task'), given);
      const settle = await opensStep(scene, 'Dana', root, 'Settle');
      await takes(scene, 'Dana', settle, { state: 'not-needed', result });
      const refer = await scene.driver.fills('Dana', await opensStep(scene, 'Dana', root, 'Refer'), { agency: 'lado' });
      const form = refer.kind === 'form' ? refer : await scene.driver.presses('Dana', refer, refer.buttons[0] ?? '');
      await takes(scene, 'Dana', form, { person: 'The LADO', shared, purpose, childSafe: 'Yes.', adultTold: 'No.' });
      const people = await opensStep(scene, 'Dana', root, 'People');
      await takes(scene, 'Dana', people, { what: 'pupil', pupil: `${pupil} Invented`, reason: 'Named by a friend.' });
      const detail = await scene.readsDetail('Dana', root);
      for (const word of words) expect(detail).toContain(word);
      const all = [
        await scene.driver.seenInPlaces(),
        await scene.dumpTables(),
        ...scene.driver.logLines,
        ...(await Promise.all(EVERYBODY.map(async (who) => JSON.stringify(await scene.driver.inbox(who))))),
      ].join('\n');
      expect(all).toContain(reference);
      expect(words.filter((word) => spellings(word).some((spelling) => all.includes(spelling)))).toEqual([]);
      expect(await scene.driver.seenInPlaces()).not.toMatch(PLACES_SAY);
    });

    it('[W23] every message has a notification that says a reference and a task, or none', async () => {
      await scene.reportsAndPosts('Olive', { danger: 'yes' });
      await scene.reportsAndPosts('Tess', { type: 'filter_failure' });
      const messages: Shown[] = await scene.driver.posted();
      for (const who of EVERYBODY) messages.push(...(await scene.driver.inbox(who)));
      const notifications = messages.flatMap(({ notification }) => notification ?? []);
      for (const notification of notifications) {
        expect(notification.trim()).not.toBe('');
        expect(notification).not.toMatch(/Robin|Year 4|upset|conduct|filter let/i);
        expect(notification.length).toBeLessThan(160);
      }
    });
  });
}
