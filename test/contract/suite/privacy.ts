import { describe, expect, it } from 'vitest';
import type { Shown, Who } from '../driver.ts';
import type { Scene } from './scene.ts';

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
