import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlatformDriver, Shown } from '../driver.ts';
import { REPORT } from '../report-values.ts';
import { openGoogleChatAddOnDriver, openGoogleChatDriver } from './driver.ts';

describe.each([
  ['as a Chat app', openGoogleChatDriver],
  ['as a Workspace add-on', openGoogleChatAddOnDriver],
] as const)('a concern on Google Chat %s', (_, open) => {
  let driver: PlatformDriver;
  beforeAll(async () => {
    driver = await open();
  });
  afterAll(() => driver?.close());

  it('goes from the command to the thread of its case, is acknowledged, read and noted', async () => {
    const form = await driver.says('Tess', '/esafety report', 'staffroom');
    expect(form).toMatchObject({ kind: 'form', private: true, values: { date: '2026-11-10' } });
    const receipt = await driver.fills('Tess', form, REPORT);
    expect(receipt.text).toContain('Recorded as ES-2026-0001');
    await driver.delivered();
    const [root] = await driver.posted();
    expect(root).toMatchObject({ private: false, buttons: ['Acknowledge', 'View detail', 'Next step', 'Add note'] });
    expect((await driver.inbox('Dana')).map(({ notification }) => notification)).toEqual([
      'ES-2026-0001: please acknowledge',
    ]);

    const acknowledged = await driver.presses('Dana', root as Shown, 'Acknowledge');
    expect(acknowledged.text).toContain('Acknowledged');
    await driver.delivered();
    const detail = await driver.presses('Dana', root as Shown, 'View detail');
    expect(detail.private).toBe(true);
    expect(detail.text).toContain(REPORT.what);
    const note = await driver.presses('Dana', root as Shown, 'Add note');
    expect((await driver.fills('Dana', note, { note: 'Spoke to her.' })).text).toContain('Saved');
    await driver.delivered();
    expect((await driver.thread(root as Shown)).map(({ text }) => text)).toHaveLength(2);
    expect(await driver.seenInPlaces()).not.toMatch(/upset|Robin|Spoke/);
  });

  it('is opened by a button where a typed word cannot open a dialog', async () => {
    const answer = await driver.says('Tess', 'report', 'staffroom');
    expect(answer).toMatchObject({ kind: 'card', private: true, buttons: ['Open the form'] });
    const form = await driver.presses('Tess', answer, 'Open the form');
    expect(form.kind).toBe('form');
    expect((await driver.fills('Tess', form, REPORT)).text).toContain('Recorded as');
  });
});
