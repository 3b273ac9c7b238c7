import { and, eq, inArray } from 'drizzle-orm';
import type { Viewer } from '../core/access.ts';
import type { CaseChange, StepTaken } from '../core/incidents/case-work.ts';
import type { Status } from '../core/incidents/taxonomy.ts';
import type { CaseStep } from '../core/store-port.ts';
import { type CaseRow, caseIs, findVisible } from './case-summary.ts';
import { checkContext, referralContext, taskContext } from './case-work.ts';
import type { KeyRing } from './key-ring.ts';
import { caseRecordName, idempotencyKey, subjectRecordName } from './record-names.ts';
import { caseAccess, casePeople, cases, chronology, idempotencyKeys, subjects } from './schema.ts';
import type { Database, Transaction } from './scope.ts';
import { blindIndex, sealBytes, sealJson } from './seal.ts';
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
    const { at } = step;
    const key = keys.openDataKey(schoolId, caseRecordName(caseId), row.wrappedKey);
    const writing: Writing = { tx, keys, schoolId, caseId, key, at, actorId: viewer.personId };
    if (!(await writeParts(writing, change, viewer))) return { result: 'not-now' };
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
  await addTasks(writing, change.tasks ?? []);
  if (change.check) await addCheck(writing, change.check);
  if (change.referral) await addReferral(writing, change.referral);
  await grant(writing, change.grants ?? []);
  await withdraw(writing, change.withdraws ?? []);
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
  { referralId, text, theirReference }: NonNullable<CaseChange['answer']>,
): Promise<boolean> {
  const answerSealed = sealJson(key, { text, theirReference }, referralContext(referralId, 'answer'));
  const answered = await tx
    .update(caseReferrals)
    .set({ state: 'answered', answeredAt: at, answerSealed, remindAt: null })
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
  // Two cases that were each closed as the other's duplicate would be handled nowhere.
  if (!other || (kind === 'duplicate-of' && other.outcome === 'duplicate')) return false;
  const back = kind === 'duplicate-of' ? 'duplicate' : kind;
  await tx
    .insert(caseLinks)
    .values([
      { schoolId, caseId, otherId, kind, at, actorId },
      { schoolId, caseId: otherId, otherId: caseId, kind: back, at, actorId },
    ])
    .onConflictDoNothing();
  return true;
}

async function grant({ tx, schoolId, caseId, at, actorId }: Writing, grants: NonNullable<CaseChange['grants']>) {
  for (const { personId, reason } of grants)
    await tx
      .insert(caseAccess)
      .values({ schoolId, caseId, personId, reason, grantedAt: at, grantedBy: actorId })
      .onConflictDoUpdate({
        target: [caseAccess.schoolId, caseAccess.caseId, caseAccess.personId],
        set: { withdrawnAt: null },
      });
}

async function withdraw({ tx, caseId, at }: Writing, personIds: string[]) {
  if (personIds.length === 0) return;
  await tx
    .update(caseAccess)
    .set({ withdrawnAt: at })
    .where(and(eq(caseAccess.caseId, caseId), inArray(caseAccess.personId, personIds)));
}

async function addPeople({ tx, keys, schoolId, caseId }: Writing, { adults = [], pupils = [] }: CaseChange) {
  for (const personId of adults)
    await tx.insert(casePeople).values({ schoolId, caseId, id: crypto.randomUUID(), part: 'adult', personId });
  const index = keys.pupilIndex(schoolId);
  for (const { subjectId, name, details, birthDate, pupilId } of pupils) {
    const record = subjectRecordName(subjectId);
    const dataKey = keys.newDataKey(schoolId, record);
    await tx.insert(subjects).values({
      schoolId,
      id: subjectId,
      wrappedKey: dataKey.wrapped,
      detailsSealed: sealJson(dataKey.key, { name, details, birthDate, pupilId }, `${record}|details`),
      nameIndex: blindIndex(index, name),
      birthIndex: birthDate ? blindIndex(index, `birth|${birthDate}`) : null,
      pupilIdIndex: pupilId ? blindIndex(index, `pupil|${pupilId}`) : null,
    });
    await tx.insert(casePeople).values({ schoolId, caseId, id: crypto.randomUUID(), part: 'involved', subjectId });
  }
}

async function addLesson({ tx, keys, schoolId, caseId, at }: Writing, { id, text }: NonNullable<CaseChange['lesson']>) {
  const textSealed = sealBytes(keys.school(schoolId), Buffer.from(text, 'utf8'), `lesson|${id}`);
  await tx.insert(lessons).values({ schoolId, id, caseId, textSealed, at });
}
