import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlatformDriver } from '../driver.ts';
import { REPORT } from '../report-values.ts';
import { openDiscordDriver, openDiscordGatewayDriver } from './driver.ts';

describe.each([
  ['over HTTP', openDiscordDriver],
  ['over the gateway', openDiscordGatewayDriver],
])('a report on Discord, %s', (_, open) => {
  let driver: PlatformDriver;
  beforeAll(async () => {
    driver = await open();
  });
  afterAll(() => driver?.close());

  it('goes from the command to the receipt, the thread, the acknowledgement and a note', async () => {
    const form = await driver.says('Tess', '/esafety report');
    expect(form).toMatchObject({ kind: 'form', private: true, values: { date: '2026-11-10' } });
    expect(form.text).toContain('ring 999');
    const receipt = await driver.fills('Tess', form, REPORT);
    const reference = /ES-2026-\d{4}/.exec(receipt.text)?.[0] ?? '';
    expect(receipt.text).toContain(`Recorded as ${reference}`);
    await driver.delivered();

    const [root] = await driver.posted();
    if (!root) throw new Error('nothing was posted');
    expect(root.text).toContain(`Case ${reference}`);
    expect(root.buttons).toEqual(['Acknowledge', 'View detail', 'Next step', 'Add note']);
    expect(await driver.seenInPlaces()).not.toContain('showed me a message');

    await driver.presses('Dana', root, 'Acknowledge');
    await driver.delivered();
    const detail = await driver.presses('Dana', root, 'View detail');
    expect(detail).toMatchObject({ kind: 'card', private: true });
    expect(detail.text).toContain(REPORT.what);

    const noteForm = await driver.presses('Dana', detail, 'Add note');
    const saved = await driver.fills('Dana', noteForm, { note: 'Spoke to her mother.' });
    expect(saved.text).toContain('It is part of the case.');
    await driver.delivered();
    const lines = await driver.thread(root);
    expect(lines.map(({ text }) => text).join('\n')).toMatch(/acknowledged[\s\S]*note added/);
    expect(await driver.seenInPlaces()).not.toContain('Spoke to her mother');
  });
});
