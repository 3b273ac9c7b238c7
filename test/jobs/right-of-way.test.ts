import { expect, it } from 'vitest';
import { createRightOfWay } from '../../src/jobs/right-of-way.ts';

it('lets fewer deliveries be under way while people wait, never none, and all of them afterwards', async () => {
  const rightOfWay = createRightOfWay();
  expect(rightOfWay.share(128)).toBe(128);
  let finish: () => void = () => undefined;
  const work = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const one = rightOfWay.around(() => work);
  expect(rightOfWay.share(128)).toBe(64);
  const failing = rightOfWay.around(async () => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  const others = Array.from({ length: 60 }, () => rightOfWay.around(() => work));
  expect(rightOfWay.share(128)).toBe(8);
  finish();
  await Promise.all([one, ...others]);
  expect(rightOfWay.share(128)).toBe(128);
});
