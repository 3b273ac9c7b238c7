import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleContent } from '../../support/sample-digest.ts';
import { openTestDesk, type TestDesk } from '../../support/test-desk.ts';
import { shown, wordsOf } from '../../support/views.ts';

const SCHOOLS = ['wessex-school-a', 'wessex-school-b'];

let desk: TestDesk;
const digestIds: string[] = [];

beforeAll(async () => {
  desk = await openTestDesk({
    profiles: ['examples/wessex.yaml'],
    people: SCHOOLS.flatMap((school) => [
      { who: 'trust', roles: ['trust_lead' as const], school },
      { who: `head-${school}`, roles: ['head' as const], school },
      { who: `governor-${school}`, roles: ['governor' as const], school },
    ]),
  });
  const { store, ids } = desk.program.desk;
  for (const schoolId of SCHOOLS) {
    const digestId = ids.uuid();
    digestIds.push(digestId);
    const content = { ...sampleContent(), schoolId };
    await store.digests.addDraft(schoolId, { digestId, content, meetingOn: null }, desk.clock.now());
  }
});
afterAll(() => desk.close());

async function approve(at: number): Promise<void> {
  const [who, digest] = [`head-${SCHOOLS[at]}`, digestIds[at] ?? ''];
  const { formKey: key } = shown(await desk.opens(who, 'approve-digest', { digest }), 'desk-form');
  shown(await desk.submits(who, 'approve-digest', { digest, key }, {}), 'digest');
}

describe('the digests of a trust', () => {
  it('are put together for the trust’s lead of what the schools published, and of nothing else', async () => {
    await approve(0);
    expect(shown(await desk.says('trust', 'digest'), 'digests').trust).toEqual([]);
    await approve(1);
    const view = shown(await desk.says('trust', 'digest'), 'digests');
    const [together, ...others] = view.trust;
    expect(others).toEqual([]);
    expect(together?.digest.concerns.total).toEqual({ from: 136, to: 136 });
    expect(together?.digest.concerns.tables.category?.rows).toContainEqual({ key: 'conduct', from: 76, to: 76 });
    expect(wordsOf(view)).toContain('Wessex MAT – school A, Wessex MAT – school B');
    expect(view.schools.map(({ digests }) => digests.length)).toEqual([1, 1]);
  });

  it('are not for the governors of one school, who read their own school’s alone', async () => {
    const view = shown(await desk.says(`governor-${SCHOOLS[0]}`, 'digest'), 'digests');
    expect(view.trust).toEqual([]);
    expect(view.schools).toHaveLength(1);
    const other = { digest: digestIds[1] ?? '' };
    expect(shown(await desk.presses(`governor-${SCHOOLS[0]}`, 'open-digest', other), 'notice').notice).toBe(
      'not-allowed',
    );
  });
});
