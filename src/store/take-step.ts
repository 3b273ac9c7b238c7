import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import type { Viewer } from '../core/access.ts';
import type { CaseChange, StepTaken } from '../core/incidents/case-work.ts';
import type { Status } from '../core/incidents/taxonomy.ts';
import type { CaseStep } from '../core/store-port.ts';
import { addPupil, withdrawPupil } from './case-pupils.ts';
import { type CaseRow, caseIs, findVisible } from './case-summary.ts';
import { checkContext, referralContext, taskContext } from './case-work.ts';
import { grantAccess } from './grants.ts';
import type { KeyRing } from './key-ring.ts';
import { caseRecordName, idempotencyKey } from './record-names.ts';
import { caseAccess, casePeople, cases, chronology, idempotencyKeys } from './schema.ts';
import type { Database, Transaction } from './scope.ts';
import { sealBytes, sealJson } from './seal.ts';
import { caseChecks, caseLinks, caseReferrals, caseTasks, lessons } from './work-schema.ts';
import { sealEntry, writeStep } from './write-step.ts';

/** What every part of a step is written with. */
interface Writing {
  tx: Transaction;
  keys: KeyRing;
  schoolId: string;
  caseId: string;
  /** The case's own key. */
  key: Buffer;
  at: Date;
  actorId: string;
}

/** Takes one step in a case: everything it writes in one transaction, once per key. */
export function takeStep(
  database: Database,
  keys: KeyRing,
  schoolId: string,
  caseId: string,
  viewer: Viewer,
  change: CaseChange,
  step: CaseStep,
): Promise<StepTaken | null> {
  return database.inSchool(schoolId, async (tx) => {
    if (!(await findVisible(tx, caseIs(caseId), viewer, true))) return null;
    // Read again once it is locked: whoever held the lock before may have taken the viewer's sight of the case away.
    const row = await findVisible(tx, caseIs(caseId), viewer, false);
    if (!row) return null;
    if (await isTaken(tx, keys, schoolId, caseId, change.key)) return { result: 'again' };
    if (!change.from.includes(row.status as Status)) return { result: 'not-now' };
    if (await hasGrown(tx, caseId, change.chronologyLength)) return { result: 'changed' };
    const since = await entriesOfOthers(tx, caseId, viewer.personId, change.openedAtLength);
    if (since.length > 0) return { result: 'outdated', since };
    const { at } = step;
    const key = keys.openDataKey(schoolId, caseRecordName(caseId), row.wrappedKey);
    const writing: Writing = { tx, keys, schoolId, caseId, key, at, actorId: viewer.personId };
    if (!(await writeParts(writing, change, viewer))) return { result: 'not-now' };
    if (row.outcome === 'duplicate' && change.patch?.outcome === null) await goOnAlone(writing);
    await patchCase(writing, row, change);
    // After all that can refuse: a key that is used up without a step would swallow the next try.
    await useKey(writing, change.key);
    await writeStep(tx, {
      schoolId,
      caseId,
      step,
      entry: change.entry,
      action: `case.${change.entry}`,
      ...(change.text === null ? {} : { text: sealEntry(key, change.text, caseId, at, step.actorId) }),
      detail: detailOf(change),
    });
    return { result: 'taken' };
  });
}

/** Whether a form with this key was saved, whatever it was about. */
export function wasTaken(database: Database, keys: KeyRing, schoolId: string, key: string): Promise<boolean> {
  const stored = idempotencyKey(keys, schoolId, key);
  return database.inSchool(
    schoolId,
    async (tx) => (await tx.$count(idempotencyKeys, eq(idempotencyKeys.key, stored))) > 0,
  );
}

async function hasGrown(tx: Transaction, caseId: string, length: number | undefined): Promise<boolean> {
  return length !== undefined && (await tx.$count(chronology, eq(chronology.caseId, caseId))) > length;
}

/** What others have written in a case since it had so many entries. */
async function entriesOfOthers(
  tx: Transaction,
  caseId: string,
  personId: string,
  length: number | undefined,
): Promise<NonNullable<StepTaken['since']>> {
  if (length === undefined) return [];
  const entries = await tx
    .select({ actorId: chronology.actorId, entry: chronology.entry })
    .from(chronology)
    .where(eq(chronology.caseId, caseId))
    .orderBy(asc(chronology.seq))
    .offset(length);
  return entries.filter(({ actorId }) => actorId !== personId);
}

async function isTaken(
  tx: Transaction,
  keys: KeyRing,
  schoolId: string,
  caseId: string,
  key: string,
): Promise<boolean> {
  const stored = idempotencyKey(keys, schoolId, key);
  const [found] = await tx
    .select({ caseId: idempotencyKeys.caseId })
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.key, stored), eq(idempotencyKeys.caseId, caseId)));
  return found !== undefined;
}

async function useKey({ tx, keys, schoolId, caseId, at }: Writing, key: string): Promise<void> {
  await tx
    .insert(idempotencyKeys)
    .values({ schoolId, key: idempotencyKey(keys, schoolId, key), caseId, answer: {}, createdAt: at });
}

/** What the audit may say of a step: identifiers and status words, nothing that was typed. */
function detailOf({
  patch,
  settleTask,
  check,
  referral,
  link,
  grants,
  withdraws,
  adults,
}: CaseChange): Record<string, string> {
  const detail: Record<string, string> = {};
  if (patch?.status) detail.status = patch.status;
  if (patch?.ownerId) detail.owner = patch.ownerId;
  if (settleTask) detail.task = settleTask.taskId;
  if (check) detail.step = check.stepId;
  if (referral) detail.agency = referral.agency;
  if (link) detail.linked = link.otherId;
  if (adults?.length) detail.adults = adults.join();
  if (grants?.length) detail.granted = grants.map(({ personId }) => personId).join();
  if (withdraws?.length) detail.withdrawn = withdraws.join();
  return detail;
}

async function patchCase({ tx, caseId, at, actorId }: Writing, row: CaseRow, change: CaseChange): Promise<void> {
  const seen =
    change.acknowledges && row.acknowledgedAt === null
      ? {
          ...(row.status === 'new' ? { status: 'acknowledged' } : {}),
          acknowledgedAt: at,
          acknowledgedBy: actorId,
          escalateAt: null,
          ownerId: row.ownerId ?? actorId,
        }
      : {};
  const patch = { ...seen, ...change.patch };
  if (Object.keys(patch).length > 0) await tx.update(cases).set(patch).where(eq(cases.id, caseId));
}

/** Writes what hangs on the case; false where something it is about is not there (any more), so that nothing is written. */
async function writeParts(writing: Writing, change: CaseChange, viewer: Viewer): Promise<boolean> {
  if (change.settleTask && !(await settleTask(writing, change.settleTask))) return false;
  if (change.answer && !(await answerReferral(writing, change.answer))) return false;
  if (change.link && !(await linkCase(writing, change.link, viewer))) return false;
  if (change.withdrawsPupil && !(await withdrawPupil(writing, change.withdrawsPupil))) return false;
  await addTasks(writing, change.tasks ?? []);
  if (change.check) await addCheck(writing, change.check);
  if (change.referral) await addReferral(writing, change.referral);
  await grant(writing, change.grants ?? []);
  await withdraw(writing, change.withdraws ?? []);
  if (change.movesTasks) await moveTasks(writing, change.movesTasks);
  await addPeople(writing, change);
  if (change.lesson) await addLesson(writing, change.lesson);
  return true;
}

async function addTasks({ tx, schoolId, caseId, key, at, actorId }: Writing, tasks: NonNullable<CaseChange['tasks']>) {
  for (const { taskId, kind, text, ownerId, dueAt, remindAt } of tasks)
    await tx.insert(caseTasks).values({
      schoolId,
      id: taskId,
      caseId,
      kind,
      textSealed: text === null ? null : sealBytes(key, Buffer.from(text, 'utf8'), taskContext(taskId, 'text')),
      ownerId,
      dueAt,
      state: 'open',
      createdAt: at,
      createdBy: actorId,
      remindAt,
    });
}

async function settleTask(
  { tx, caseId, key, at, actorId }: Writing,
  { taskId, state, result }: NonNullable<CaseChange['settleTask']>,
): Promise<boolean> {
  const settled = await tx
    .update(caseTasks)
    .set({
      state,
      settledAt: at,
      settledBy: actorId,
      remindAt: null,
      resultSealed: result === null ? null : sealBytes(key, Buffer.from(result, 'utf8'), taskContext(taskId, 'result')),
    })
    .where(and(eq(caseTasks.id, taskId), eq(caseTasks.caseId, caseId), eq(caseTasks.state, 'open')))
    .returning({ id: caseTasks.id });
  return settled.length > 0;
}

async function addCheck(
  { tx, schoolId, caseId, key, at, actorId }: Writing,
  { stepId, playbook, step, state, happenedOn, note }: NonNullable<CaseChange['check']>,
) {
  const noteSealed = note === null ? null : sealBytes(key, Buffer.from(note, 'utf8'), checkContext(caseId, stepId, at));
  await tx
    .insert(caseChecks)
    .values({ schoolId, caseId, stepId, playbook, step, state, at, actorId, happenedOn, noteSealed });
}

async function addReferral(
  { tx, schoolId, caseId, key, at, actorId }: Writing,
  { referralId, agency, details, referredOn, responseDueAt, remindAt }: NonNullable<CaseChange['referral']>,
) {
  await tx.insert(caseReferrals).values({
    schoolId,
    id: referralId,
    caseId,
    agency,
    detailsSealed: sealJson(key, details, referralContext(referralId, 'details')),
    referredOn,
    responseDueAt,
    state: 'waiting',
    createdAt: at,
    createdBy: actorId,
    remindAt,
  });
}

async function answerReferral(
  { tx, caseId, key, at }: Writing,
  { referralId, state, text, theirReference }: NonNullable<CaseChange['answer']>,
): Promise<boolean> {
  const answerSealed = sealJson(key, { text, theirReference }, referralContext(referralId, 'answer'));
  const answered = await tx
    .update(caseReferrals)
    .set({ state, answeredAt: at, answerSealed, remindAt: null })
    .where(and(eq(caseReferrals.id, referralId), eq(caseReferrals.caseId, caseId), eq(caseReferrals.state, 'waiting')))
    .returning({ id: caseReferrals.id });
  return answered.length > 0;
}

/** Links two cases from both sides; both must be known to whoever links them. */
async function linkCase(
  { tx, schoolId, caseId, at, actorId }: Writing,
  { otherId, kind }: NonNullable<CaseChange['link']>,
  viewer: Viewer,
): Promise<boolean> {
  const other = otherId === caseId ? null : await findVisible(tx, caseIs(otherId), viewer, kind === 'duplicate-of');
  // In a case that is closed nobody would go on with it; two that were closed as the other’s duplicate would be handled nowhere.
  if (!other || (kind === 'duplicate-of' && other.status === 'closed')) return false;
  const back = kind === 'duplicate-of' ? 'duplicate' : kind;
  const links = tx.insert(caseLinks).values([
    { schoolId, caseId, otherId, kind, at, actorId },
    { schoolId, caseId: otherId, otherId: caseId, kind: back, at, actorId },
  ]);
  // Linked first, the same concern later; what is known to be the same concern is not made less by linking it once more.
  if (kind === 'duplicate-of')
    await links.onConflictDoUpdate({
      target: [caseLinks.schoolId, caseLinks.caseId, caseLinks.otherId],
      set: { kind: sql`excluded.kind` },
    });
  else await links.onConflictDoNothing();
  return true;
}

/** A duplicate that is opened again goes on by itself: it still belongs together with the other one, from both sides. */
async function goOnAlone({ tx, caseId }: Writing): Promise<void> {
  const here = and(eq(caseLinks.caseId, caseId), eq(caseLinks.kind, 'duplicate-of'));
  const there = and(eq(caseLinks.otherId, caseId), eq(caseLinks.kind, 'duplicate'));
  await tx.update(caseLinks).set({ kind: 'linked' }).where(or(here, there));
}

async function grant({ tx, schoolId, caseId, at, actorId }: Writing, grants: NonNullable<CaseChange['grants']>) {
  for (const { personId, reason } of grants)
    await grantAccess(tx, { schoolId, caseId, personId, reason, grantedAt: at, grantedBy: actorId });
}

async function withdraw({ tx, caseId, at }: Writing, personIds: string[]) {
  if (personIds.length === 0) return;
  await tx
    .update(caseAccess)
    .set({ withdrawnAt: at })
    .where(and(eq(caseAccess.caseId, caseId), inArray(caseAccess.personId, personIds)));
}

async function moveTasks({ tx, caseId }: Writing, { fromId, toId }: NonNullable<CaseChange['movesTasks']>) {
  await tx
    .update(caseTasks)
    .set({ ownerId: toId })
    .where(and(eq(caseTasks.caseId, caseId), eq(caseTasks.state, 'open'), eq(caseTasks.ownerId, fromId)));
}

async function addPeople(writing: Writing, { adults = [], pupils = [] }: CaseChange) {
  const { tx, schoolId, caseId } = writing;
  for (const personId of adults)
    await tx.insert(casePeople).values({ schoolId, caseId, id: crypto.randomUUID(), part: 'adult', personId });
  for (const pupil of pupils) await addPupil(writing, pupil);
}

async function addLesson({ tx, keys, schoolId, caseId, at }: Writing, { id, text }: NonNullable<CaseChange['lesson']>) {
  const textSealed = sealBytes(keys.school(schoolId), Buffer.from(text, 'utf8'), `lesson|${id}`);
  await tx.insert(lessons).values({ schoolId, id, caseId, textSealed, at });
}
