import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASE_ROLES, mayConfigure, mayConfirmAccess, mayKnow, viewerOf } from '../../src/core/access.ts';
import { ROLES } from '../../src/core/school/roles.ts';
import { DEMO_SCHOOL, openDemoDesk } from '../support/demo-school.ts';
import type { TestDesk } from '../support/test-desk.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openDemoDesk();
});
afterAll(() => desk.close());

const PEOPLE = [1, 2, 3, 4].map((n) => `00000000-0000-4000-8000-00000000000${n}`);

/** One case as the rule sees it: who it is about, who was granted it, and whose grant was withdrawn. */
const randomCase = fc.record({
  restricted: fc.boolean(),
  adults: fc.subarray(PEOPLE),
  granted: fc.subarray(PEOPLE),
  withdrawn: fc.subarray(PEOPLE),
});
type RandomCase = typeof randomCase extends fc.Arbitrary<infer Item> ? Item : never;

async function storeCase(item: RandomCase): Promise<{ caseId: string; reference: string }> {
  const caseId = desk.program.desk.ids.uuid();
  const reference = `T-${caseId}`;
  const standing = item.granted.filter((id) => !item.withdrawn.includes(id));
  await desk.program.database.inSchool(DEMO_SCHOOL, async (tx) => {
    await tx.execute(sql`insert into cases (school_id, id, reference, restricted, status, category, handle_as, route, source,
      occurred_at, occurred_time_known, reported_at, reporter_id, wrapped_key, body_sealed, escalation_step)
      values (${DEMO_SCHOOL}, ${caseId}::uuid, ${reference}, ${item.restricted}, 'new', 'conduct', 'safeguarding', 'r', 'self',
      now(), true, now(), gen_random_uuid(), '\\x00', '\\x00', 0)`);
    await tx.execute(
      sql`insert into chronology (school_id, case_id, at, entry) values (${DEMO_SCHOOL}, ${caseId}::uuid, now(), 'recorded')`,
    );
    for (const id of item.adults) {
      await tx.execute(sql`insert into case_people (school_id, case_id, id, part, person_id)
        values (${DEMO_SCHOOL}, ${caseId}::uuid, gen_random_uuid(), 'adult', ${id}::uuid)`);
    }
    for (const id of item.granted) {
      await tx.execute(sql`insert into case_access (school_id, case_id, person_id, reason, granted_at, withdrawn_at)
        values (${DEMO_SCHOOL}, ${caseId}::uuid, ${id}::uuid, 'r', now(), ${standing.includes(id) ? null : '2026-11-10T10:00:00Z'}::timestamptz)`);
    }
  });
  return { caseId, reference };
}

describe('who may know of a case', () => {
  it('[X13] is decided alike by the rule and by every query of the record', async () => {
    const { store } = desk.program;
    await fc.assert(
      fc.asyncProperty(fc.array(randomCase, { minLength: 1, maxLength: 4 }), async (items) => {
        const stored = [];
        for (const item of items) stored.push({ item, ...(await storeCase(item)) });
        for (const personId of PEOPLE) {
          for (const pupilCases of [true, false]) {
            const viewer = { personId, pupilCases };
            const listed = (await store.incidentLog(DEMO_SCHOOL, viewer)).map((row) => row.reference);
            for (const { item, caseId, reference } of stored) {
              const accessIds = item.granted.filter((id) => !item.withdrawn.includes(id));
              const expected = mayKnow(viewer, { restricted: item.restricted, adultIds: item.adults, accessIds });
              expect((await store.findCase(DEMO_SCHOOL, caseId, viewer)) !== null).toBe(expected);
              expect(listed.includes(reference)).toBe(expected);
            }
          }
        }
      }),
      { numRuns: 25, seed: 20261110 },
    );
  });

  it('is read for messages as the rule reads it', async () => {
    await fc.assert(
      fc.asyncProperty(randomCase, async (item) => {
        const { caseId } = await storeCase(item);
        const read = await desk.program.store.caseForMessage(DEMO_SCHOOL, caseId);
        expect([...(read?.adultIds ?? [])].sort()).toEqual([...item.adults].sort());
        const standing = item.granted.filter((id) => !item.withdrawn.includes(id));
        expect([...(read?.accessIds ?? [])].sort()).toEqual(standing.sort());
      }),
      { numRuns: 25, seed: 20261110 },
    );
  });

  it('never includes the one it is about', () => {
    fc.assert(
      fc.property(randomCase, fc.constantFrom(...PEOPLE), fc.boolean(), (item, personId, pupilCases) => {
        const known = mayKnow(
          { personId, pupilCases },
          { restricted: item.restricted, adultIds: [...item.adults, personId], accessIds: item.granted },
        );
        expect(known).toBe(false);
      }),
    );
  });
});

describe('what a function opens', () => {
  it('is the pupil cases for the DSL team and the head alone', () => {
    const opening = ROLES.filter((role) => viewerOf('p', [role]).pupilCases);
    expect(opening).toEqual(['dsl', 'deputy_dsl', 'head']);
  });

  it('is the settings for the administrator alone, and no case', () => {
    expect(ROLES.filter((role) => mayConfigure([role]))).toEqual(['administrator']);
    expect(CASE_ROLES).not.toContain('administrator');
  });

  it('lets every holder of case access confirm another’s, and nobody his own', () => {
    for (const role of ROLES) {
      expect(mayConfirmAccess([role], 'holder', 'other'), role).toBe(CASE_ROLES.includes(role));
      expect(mayConfirmAccess([role], 'holder', 'holder'), role).toBe(false);
    }
  });
});
