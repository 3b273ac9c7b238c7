import type { ConcernBody } from '../../src/core/incidents/case-record.ts';
import type { NewCase } from '../../src/core/incidents/new-case.ts';
import { randomIds } from '../../src/random-ids.ts';
import type { TestDesk } from './test-desk.ts';

/** What a recorded case of a test differs in. */
export type CaseChanges = Partial<Omit<NewCase, 'body' | 'pupils'>> & {
  body?: Partial<ConcernBody>;
  /** Names of the pupils in it. */
  pupils?: string[];
};

/** Records a case past the form, sealed as every other: for tests that need many of them, or times of their own. */
export async function recordCase(
  desk: TestDesk,
  schoolId: string,
  { body, pupils = [], ...changes }: CaseChanges = {},
): Promise<{ caseId: string; reference: string }> {
  const reportedAt = changes.reportedAt ?? desk.clock.now();
  const caseId = changes.caseId ?? randomIds.uuid();
  const input: NewCase = {
    schoolId,
    key: caseId,
    caseId,
    restricted: changes.drawnReference != null,
    drawnReference: null,
    year: reportedAt.getUTCFullYear(),
    severity: null,
    category: 'conduct',
    type: null,
    handleAs: 'safeguarding',
    route: 'safeguarding team',
    source: 'self',
    victim: null,
    place: 'school',
    occurredAt: reportedAt,
    occurredTimeKnown: true,
    noticedOn: null,
    reportedAt,
    reporterId: randomIds.uuid(),
    body: {
      what: 'Words.',
      who: [],
      adult: null,
      childWords: null,
      urls: [],
      device: null,
      immediateAction: null,
      purpose: null,
      ...body,
    },
    pupils: pupils.map((name) => ({ subjectId: randomIds.uuid(), name, details: null })),
    adultIds: [],
    keptFromIds: [],
    access: [],
    escalateAt: null,
    deadlineAt: null,
    remindAt: null,
    tasks: [],
    messages: [],
    answer: {
      readers: [],
      notReadUntil: null,
      immediate: false,
      restricted: false,
      recordedAt: reportedAt.toISOString(),
    },
    ...changes,
  };
  const { reference } = await desk.program.store.recordConcern(input);
  return { caseId, reference };
}
