import { describe, expect, it } from 'vitest';
import { REPORT } from '../report-values.ts';
import { referenceIn, useScene } from '../suite/scene.ts';
import { openSlackDriver } from './driver.ts';

describe('the demo school on Slack', () => {
  const scene = useScene(openSlackDriver);

  it('reports, tells the lead and the place, and works the case', async () => {
    const { driver } = scene;
    const form = await driver.says('Tess', '/esafety report', 'staffroom');
    expect(form).toMatchObject({ kind: 'form', private: true });
    const receipt = await driver.fills('Tess', form, REPORT);
    const reference = referenceIn(receipt);
    await driver.delivered();
    const root = await scene.rootOf(reference);
    expect(root.buttons).toEqual(['Acknowledge', 'View detail', 'Next step', 'Add note']);
    expect((await scene.toldOf('Dana', reference))[0]?.text).toContain('You are on duty');
    const detail = await driver.presses('Dana', root, 'View detail');
    expect(detail.text).toContain('A pupil showed me a message that upset her.');
    await driver.presses('Dana', root, 'Acknowledge');
    const note = await driver.presses('Dana', detail, 'Add note');
    expect((await driver.fills('Dana', note, { note: 'Spoke to her.' })).text).toContain('part of the case');
    await driver.delivered();
    const lines = await driver.thread(await scene.rootOf(reference));
    expect(lines.map(({ text }) => text.split('\n')[0])).toEqual([
      `${reference}: acknowledged`,
      `${reference}: note added`,
    ]);
  });
});
