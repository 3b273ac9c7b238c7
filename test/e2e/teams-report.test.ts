import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoDesk, openDemoDesk, readTexts } from '../support/demo-desk.ts';
let desk: DemoDesk;
beforeAll(async () => { console.time('open'); desk = await openDemoDesk(); console.timeEnd('open'); });
afterAll(() => desk.close());
it('probe', async () => {
  const r = await desk.report('Tess');
  console.log(r);
  await desk.delivered();
  console.log(desk.posted().map(m => readTexts(m.cards[0])), desk.personal('Dana').map(m => readTexts(m.cards[0])), desk.logLines.slice(-5));
});
