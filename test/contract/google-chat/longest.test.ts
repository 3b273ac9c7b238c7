import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlatformDriver, Shown } from '../driver.ts';
import { REPORT } from '../report-values.ts';
import { openGoogleChatDriver } from './driver.ts';

/** Numbered words of a script that takes two bytes a letter, to a length. */
function makeWords(mark: string, length: number): string {
  let text = '';
  for (let index = 0; text.length < length - 12; index += 1) text += `${mark}${index}ж `;
  return text.trim();
}
const LONGEST: Record<string, string> = {
  ...REPORT,
  what: makeWords('что', 10_000),
  childWords: makeWords('дитя', 5_000),
  urls: Array.from({ length: 60 }, (_, index) => `https://www.длинный-адрес.example/страница/${index}`).join('\n'),
  actionTaken: makeWords('дело', 4_000),
  who: makeWords('кто', 1_000),
};

describe('the longest report that the form takes, in a script that takes twice the room', () => {
  let driver: PlatformDriver;
  beforeAll(async () => {
    driver = await openGoogleChatDriver();
  });
  afterAll(() => driver?.close());

  it('is kept in the dialog when something is wrong, recorded, and read without losing a word', async () => {
    const form = await driver.says('Tess', '/esafety report');
    const again = await driver.fills('Tess', form, { ...LONGEST, date: '2099-01-01' });
    // More than a dialog can be sent: the open one stays, and says what is wrong.
    expect(again.text).toContain('This date is in the future');
    expect(again.text).toContain('Nothing has been sent yet');
    expect(again.values).toMatchObject({ what: LONGEST.what, childWords: LONGEST.childWords });
    const receipt = await driver.fills('Tess', again, { ...LONGEST, date: '2026-11-10' });
    expect(receipt.text).toContain('Recorded as ES-2026-0001');
    await driver.delivered();
    const [root] = await driver.posted();
    const note = await driver.presses('Dana', root as Shown, 'Add note');
    await driver.fills('Dana', note, { note: makeWords('нота', 10_000) });

    let page = await driver.presses('Dana', root as Shown, 'View detail');
    const pages = [page.text];
    for (let count = 0; count < 20; count += 1) {
      const next = ['Next part', 'Rest of the report', 'Older entries'].find((label) => page.buttons.includes(label));
      if (!next) break;
      page = await driver.presses('Dana', page, next);
      pages.push(page.text);
    }
    const read = new Set(pages.join('\n').split(/[\s,]+/));
    const written = [LONGEST.what, LONGEST.childWords, LONGEST.actionTaken, LONGEST.who, makeWords('нота', 10_000)]
      .join(' ')
      .split(' ');
    expect(written.filter((word) => !read.has(word))).toEqual([]);
  });
});
