import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewerOf } from '../../src/core/access.ts';
import type { LogCursor } from '../../src/core/exports/log-rows.ts';
import { purgeExports } from '../../src/store/upkeep.ts';
import { DEMO_SCHOOL } from '../support/demo-school.ts';
import { type ExportsDesk, openExportsDesk } from './exports-desk.ts';

const CASES = 20_000;

let scene: ExportsDesk;
beforeAll(async () => {
  scene = await openExportsDesk();
  await scene.desk.reports('teacher');
});
afterAll(() => scene.close());

const logOf = async (): Promise<string[]> => {
  const link = await scene.link('lead', null, 'incident-log', { recipient: 'Governors', purpose: 'Review.' });
  const { status, body } = await scene.post(link.token, link.code);
  expect(status).toBe(200);
  return body.toString('utf8').trim().split('\r\n');
};

describe('the incident log of many years', () => {
  it(`has every entry of ${CASES} cases once, read in pages`, async () => {
    const { database } = scene.desk.program;
    await database.inSchool(DEMO_SCHOOL, async (tx) => {
      // Copies of the one case, some of them reported in the same moment, finer than a Date can tell.
      await tx.execute(sql`insert into cases select copy.*
        from cases c, generate_series(1, ${CASES}::int) n, lateral jsonb_populate_record(c, jsonb_build_object(
          'id', gen_random_uuid(), 'reference', 'ES-2020-' || n,
          'reported_at', c.reported_at - (n / 7) * interval '1.000001 seconds')) copy`);
      await tx.execute(sql`insert into chronology (school_id, case_id, at, actor_id, entry)
        select c.school_id, c.id, c.reported_at, c.reporter_id, 'recorded' from cases c where c.reference like 'ES-2020-%'`);
    });
    const viewer = viewerOf(await scene.desk.personId('lead'), ['dsl']);
    let after: LogCursor | null = null;
    let largest = 0;
    do {
      const page = await scene.exports.readLogPage(DEMO_SCHOOL, viewer, false, after);
      largest = Math.max(largest, page.rows.length);
      after = page.next;
    } while (after);
    expect(largest).toBeLessThan(1_000);
    const lines = await logOf();
    const numbers = lines.map((line) => line.split(',')[0] ?? '').filter((number) => number.startsWith('ES-2020-'));
    expect([numbers.length, new Set(numbers).size]).toEqual([CASES, CASES]);
    expect(lines.at(-1)).toContain('This log');
  });

  it('still says who took it out after links to cases were forgotten', async () => {
    const before = (await logOf()).filter((line) => line.startsWith('This log'));
    await purgeExports(scene.desk.program.database, new Date(scene.desk.clock.now().getTime() + 86_400_000));
    const after = (await logOf()).filter((line) => line.startsWith('This log'));
    expect(after.slice(0, before.length)).toEqual(before);
  });
});
