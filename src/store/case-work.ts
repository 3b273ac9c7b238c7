import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Viewer } from '../core/access.ts';
import type { CaseSummary, ConcernBody } from '../core/incidents/case-record.ts';
import type {
  CaseCheck,
  CasePupil,
  CaseReferral,
  CaseTask,
  CaseWork,
  LinkedCase,
  ReferralDetails,
} from '../core/incidents/case-work.ts';
import type { Agency, Category, ConcernType, Outcome, TaskKind } from '../core/incidents/taxonomy.ts';
import { appendAudit } from './audit.ts';
import { type CaseRow, caseIs, findVisible, summaryOf } from './case-summary.ts';
import type { KeyRing } from './key-ring.ts';
import { openPupil } from './pupils.ts';
import { caseRecordName } from './record-names.ts';
import { casesNamingTheSame, isEarlierThan } from './same-pupil.ts';
import { caseAccess, casePeople, casePosts, cases, chronology, subjects } from './schema.ts';
import type { Database, Transaction } from './scope.ts';
import { openBytes, openJson } from './seal.ts';
import { visibleTo } from './visible-cases.ts';
import { caseChecks, caseLinks, caseReferrals, caseTasks } from './work-schema.ts';

/** Reads what is needed for the next step in a case; with `shown` the view is audited in the same transaction. */
export function workOf(
  database: Database,
  keys: KeyRing,
  schoolId: string,
  caseId: string,
  viewer: Viewer,
  at: Date,
  shown: boolean,
): Promise<CaseWork | null> {
  return database.inSchool(schoolId, async (tx) => {
    // Counted before all else: whatever is written while the rest is read makes the case longer than was counted, so that a
    // step that was decided on it is decided again.
    const [length, row] = await Promise.all([
      tx.$count(chronology, eq(chronology.caseId, caseId)),
      findVisible(tx, caseIs(caseId), viewer, false),
    ]);
    if (!row) return null;
    if (shown) {
      const detail = { part: 'work' };
      await appendAudit(tx, [{ schoolId, at, actorId: viewer.personId, action: 'case.viewed', caseId, detail }]);
    }
    return readWork(tx, keys, row, viewer, length);
  });
}

async function readWork(
  tx: Transaction,
  keys: KeyRing,
  row: CaseRow,
  viewer: Viewer,
  length: number,
): Promise<CaseWork> {
  const { schoolId, id: caseId } = row;
  const record = caseRecordName(caseId);
  const key = keys.openDataKey(schoolId, record, row.wrappedKey);
  const body = openJson<ConcernBody>(key, row.bodySealed, `${record}|body`);
  // Sent down the line one after the other without waiting: together they take about one round trip.
  const [people, named, access, tasks, checks, referrals, links] = await Promise.all([
    tx.select().from(casePeople).where(eq(casePeople.caseId, caseId)),
    readPupils(tx, keys, schoolId, caseId, viewer),
    tx
      .select({ personId: caseAccess.personId })
      .from(caseAccess)
      .where(and(eq(caseAccess.caseId, caseId), isNull(caseAccess.withdrawnAt))),
    readTasks(tx, key, caseId),
    readChecks(tx, key, caseId),
    readReferrals(tx, key, caseId),
    readLinks(tx, caseId, viewer),
  ]);
  return {
    ...summaryOf(row),
    category: row.category as Category,
    type: row.type as ConcernType | null,
    handleAs: row.handleAs as CaseWork['handleAs'],
    route: row.route,
    place: row.place,
    occurredAt: row.occurredAt,
    childProtection: row.childProtection,
    sendSupport: row.sendSupport,
    reviewAt: row.reviewAt,
    deadlineAt: row.deadlineAt,
    outcome: row.outcome as Outcome | null,
    chronologyLength: length,
    adultIds: people.flatMap(({ part, personId }) => (part !== 'involved' && personId ? [personId] : [])),
    namedAdultIds: people.flatMap(({ part, personId }) => (part === 'adult' && personId ? [personId] : [])),
    accessIds: access.map(({ personId }) => personId),
    names: [
      ...body.who.map((line) => line.split(',')[0]?.trim() ?? ''),
      ...named.map(({ name }) => name),
      body.adult ?? '',
    ].filter((name) => name !== ''),
    tasks,
    checks,
    referrals,
    links,
    pupils: named.filter(({ counts }) => counts).map(({ counts: _, ...pupil }) => pupil),
  };
}

/** What seals one thing written in a case. */
export const taskContext = (taskId: string, part: 'text' | 'result'): string => `task|${taskId}|${part}`;
/** What seals the note of a settled step. */
export const checkContext = (caseId: string, stepId: string, at: Date): string =>
  `${caseRecordName(caseId)}|check|${stepId}|${at.toISOString()}`;
/** What seals a referral or the answer to it. */
export const referralContext = (referralId: string, part: 'details' | 'answer'): string =>
  `referral|${referralId}|${part}`;

async function readTasks(tx: Transaction, key: Buffer, caseId: string): Promise<CaseTask[]> {
  const rows = await tx
    .select()
    .from(caseTasks)
    .where(eq(caseTasks.caseId, caseId))
    .orderBy(asc(caseTasks.createdAt), asc(caseTasks.id));
  const open = (sealed: Buffer | null, context: string): string | null =>
    sealed && openBytes(key, sealed, context).toString('utf8');
  return rows.map((row) => ({
    taskId: row.id,
    kind: row.kind as TaskKind,
    text: open(row.textSealed, taskContext(row.id, 'text')),
    ownerId: row.ownerId,
    dueAt: row.dueAt,
    state: row.state as CaseTask['state'],
    createdBy: row.createdBy,
    seenAt: row.seenAt,
    settledAt: row.settledAt,
    settledBy: row.settledBy,
    result: open(row.resultSealed, taskContext(row.id, 'result')),
  }));
}

async function readChecks(tx: Transaction, key: Buffer, caseId: string): Promise<CaseCheck[]> {
  const rows = await tx.select().from(caseChecks).where(eq(caseChecks.caseId, caseId)).orderBy(asc(caseChecks.seq));
  // The last word on a step counts; the ones before stay in the record.
  const last = new Map(rows.map((row) => [row.stepId, row]));
  return [...last.values()].map((row) => ({
    stepId: row.stepId,
    playbook: row.playbook,
    step: row.step,
    state: row.state as CaseCheck['state'],
    at: row.at,
    actorId: row.actorId,
    happenedOn: row.happenedOn,
    note: row.noteSealed && openBytes(key, row.noteSealed, checkContext(caseId, row.stepId, row.at)).toString('utf8'),
  }));
}

async function readReferrals(tx: Transaction, key: Buffer, caseId: string): Promise<CaseReferral[]> {
  const rows = await tx
    .select()
    .from(caseReferrals)
    .where(eq(caseReferrals.caseId, caseId))
    .orderBy(asc(caseReferrals.createdAt), asc(caseReferrals.id));
  return rows.map((row) => ({
    referralId: row.id,
    agency: row.agency as Agency,
    details: openJson<ReferralDetails>(key, row.detailsSealed, referralContext(row.id, 'details')),
    referredOn: row.referredOn,
    responseDueAt: row.responseDueAt,
    state: row.state as CaseReferral['state'],
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    answeredAt: row.answeredAt,
    answer:
      row.answerSealed &&
      openJson<NonNullable<CaseReferral['answer']>>(key, row.answerSealed, referralContext(row.id, 'answer')),
  }));
}

/** Linked cases, those alone that the viewer may know of: a link must not betray another case. */
async function readLinks(tx: Transaction, caseId: string, viewer: Viewer): Promise<LinkedCase[]> {
  const rows = await tx
    .select({ caseId: cases.id, reference: cases.reference, kind: caseLinks.kind })
    .from(caseLinks)
    .innerJoin(cases, and(eq(cases.schoolId, caseLinks.schoolId), eq(cases.id, caseLinks.otherId)))
    .where(and(eq(caseLinks.caseId, caseId), visibleTo(viewer)))
    .orderBy(asc(caseLinks.at), asc(cases.reference));
  return rows.map((row) => ({ ...row, kind: row.kind as LinkedCase['kind'] }));
}

async function readPupils(
  tx: Transaction,
  keys: KeyRing,
  schoolId: string,
  caseId: string,
  viewer: Viewer,
): Promise<(CasePupil & { counts: boolean })[]> {
  const [rows, earlier] = await Promise.all([
    tx
      .select({ subject: subjects, withdrawnAt: casePeople.withdrawnAt })
      .from(casePeople)
      .innerJoin(subjects, and(eq(subjects.schoolId, casePeople.schoolId), eq(subjects.id, casePeople.subjectId)))
      .where(eq(casePeople.caseId, caseId)),
    tx
      .select({ nameIndex: sql<Buffer>`same.name_index`, count: sql<number>`count(*)::int` })
      .from(cases)
      .innerJoin(sql`${casesNamingTheSame(schoolId, caseId)} same`, sql`same.case_id = "cases"."id"`)
      .where(and(isEarlierThan(schoolId, caseId), visibleTo(viewer)))
      .groupBy(sql`same.name_index`),
  ]);
  const counts = new Map(earlier.map(({ nameIndex, count }) => [nameIndex.toString('hex'), count]));
  return rows.map(({ subject, withdrawnAt }) => ({
    subjectId: subject.id,
    counts: withdrawnAt === null,
    ...openPupil(keys, subject),
    earlier: counts.get(subject.nameIndex.toString('hex')) ?? 0,
  }));
}

/** A case by its reference, without its story. */
export function findByReference(
  database: Database,
  schoolId: string,
  reference: string,
  viewer: Viewer,
): Promise<CaseSummary | null> {
  return database.inSchool(schoolId, async (tx) => {
    const row = await findVisible(tx, eq(cases.reference, reference), viewer, false);
    return row && summaryOf(row);
  });
}

/** The case a thread belongs to, without its story. */
export function findByThread(
  database: Database,
  schoolId: string,
  threadKey: string,
  viewer: Viewer,
): Promise<CaseSummary | null> {
  return database.inSchool(schoolId, async (tx) => {
    const [post] = await tx
      .select({ caseId: casePosts.caseId })
      .from(casePosts)
      .where(eq(casePosts.threadKey, threadKey))
      .limit(1);
    const row = post ? await findVisible(tx, caseIs(post.caseId), viewer, false) : null;
    return row && summaryOf(row);
  });
}
