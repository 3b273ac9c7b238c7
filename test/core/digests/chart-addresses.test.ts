import { afterAll, beforeAll, expect, describe as group, it } from 'vitest';
import { describe } from '../../../cards/describe.ts';
import { digestView } from '../../../src/core/digests/show-digest.ts';
import { PLATFORMS, type Platform } from '../../../src/core/platforms.ts';
import { openDemoDesk } from '../../support/demo-school.ts';
import { sampleContent } from '../../support/sample-digest.ts';
import type { TestDesk } from '../../support/test-desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDemoDesk();
});
afterAll(() => desk.close());

/** How many pictures a digest's card has on a platform. */
async function countPictures(adapter: Platform, address: string): Promise<number> {
  const [profile] = desk.profiles;
  if (!profile) throw new Error('there is no school');
  desk.program.address.url = address;
  const platform = { ...profile.platform, adapter };
  const digest = {
    digestId: desk.program.desk.ids.uuid(),
    version: 1,
    state: 'approved',
    content: sampleContent(),
    meetingOn: null,
    madeAt: desk.clock.now(),
    approvedAt: desk.clock.now(),
  } as const;
  const view = await digestView(desk.program.desk, { ...profile, platform }, digest, []);
  const pictures = describe(view).blocks.filter(({ kind }) => kind === 'image');
  expect(pictures).toHaveLength(view.charts.length);
  return pictures.length;
}

group('the pictures of a digest', () => {
  it.each(PLATFORMS)('are shown on %s where the program has an address that begins with https', async (platform) => {
    expect(await countPictures(platform, 'https://esafety.school.example')).toBe(2);
  });

  it.each(PLATFORMS.filter((platform) => platform !== 'teams'))(
    'are left out on %s where it has none: the message would be refused, and the figures stand in words',
    async (platform) => {
      expect(await countPictures(platform, 'http://127.0.0.1:3978')).toBe(0);
    },
  );
});
