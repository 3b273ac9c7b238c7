import { and, asc, eq } from 'drizzle-orm';
import type {
  NewDecision,
  PolicyDecision,
  PolicyStep,
  PolicyStore,
  PolicyVersion,
} from '../core/reviews/policy-store.ts';
import { type PolicyStage, stageAfter } from '../core/reviews/policy-version.ts';
import { appendAudit } from './audit.ts';
import type { KeyRing } from './key-ring.ts';
import { queueMessages } from './outbox.ts';
import { policyDecisions, policyVersions } from './policy-schema.ts';
import { createReadVersions } from './read-versions.ts';
import { idempotencyKey } from './record-names.ts';
import { idempotencyKeys } from './schema.ts';
import type { Database, Transaction } from './scope.ts';
import { openJson, sealJson } from './seal.ts';

/** What of a decision is sealed. */
type DecisionNote = Pick<PolicyDecision, 'reason' | 'metOn'>;

const NO_NOTE: DecisionNote = { reason: null, metOn: null };

/** The record of policies as they are worked on in the chat, over one database. */
export function createPolicyStore(database: Database, keys: KeyRing): PolicyStore {
  return {
    listVersions: createReadVersions(database),
    findVersion: (schoolId, id) =>
      database.inSchool(schoolId, async (tx) => {
        const [row] = await tx.select().from(policyVersions).where(eq(policyVersions.id, id));
        if (!row) return null;
        const decisions = await readDecisions(tx, id);
        return versionOf(
          row,
          decisions.map((each) => decisionOf(each, openNote(keys, schoolId, each))),
        );
      }),
    openVersion: (schoolId, { send, ...version }, step) =>
      database.inSchool(schoolId, async (tx) => {
        const row = { schoolId, ...version, state: 'draft', createdBy: step.actorId, createdAt: step.at };
        const added = await tx.insert(policyVersions).values(row).onConflictDoNothing().returning();
        if (added.length === 0) {
          // The id is made of the form: where it is there already, this is the same form again.
          const [same] = await tx.select().from(policyVersions).where(eq(policyVersions.id, version.id));
          return same !== undefined;
        }
        await audit(tx, schoolId, version.id, 'policy.drafted', step);
        if (send) await pass(tx, keys, schoolId, { id: version.id, stage: 'draft', decided: 0 }, NO_NOTE, step);
        await queueMessages(tx, schoolId, step.messages, step.at);
        return true;
      }),
    changeDraft: (schoolId, id, decided, { send, ...draft }, step) =>
      inStage(database, keys, schoolId, id, decided, step, async (tx, stage) => {
        if (stage !== 'draft') return false;
        await tx.update(policyVersions).set(draft).where(eq(policyVersions.id, id));
        await audit(tx, schoolId, id, 'policy.draft-changed', step);
        if (send) await pass(tx, keys, schoolId, { id, stage, decided }, NO_NOTE, step);
        return true;
      }),
    decideVersion: (schoolId, id, decided, decision, step) =>
      inStage(database, keys, schoolId, id, decided, step, async (tx, stage) => {
        if (stage !== 'slt' && stage !== 'governors') return false;
        if (decision.decision === 'passed') await pass(tx, keys, schoolId, { id, stage, decided }, decision, step);
        else await sendBack(tx, keys, schoolId, { id, stage, decided }, decision, step);
        return true;
      }),
  };
}

/** One version at one stage, after so many decisions. */
interface AtStage {
  id: string;
  stage: PolicyStage;
  decided: number;
}

/** Changes a version that is still as it was looked at, once per key; false where somebody has decided meanwhile. */
function inStage(
  database: Database,
  keys: KeyRing,
  schoolId: string,
  id: string,
  decided: number,
  step: PolicyStep,
  change: (tx: Transaction, stage: PolicyStage) => Promise<boolean>,
): Promise<boolean> {
  return database.inSchool(schoolId, async (tx) => {
    const [row] = await tx.select().from(policyVersions).where(eq(policyVersions.id, id)).for('update');
    if (!row) return false;
    const stored = idempotencyKey(keys, schoolId, step.key);
    const [known] = await tx.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, stored));
    if (known) return true;
    if ((await readDecisions(tx, id)).length !== decided) return false;
    if (!(await change(tx, row.state as PolicyStage))) return false;
    await tx.insert(idempotencyKeys).values({ schoolId, key: stored, caseId: id, answer: {}, createdAt: step.at });
    await queueMessages(tx, schoolId, step.messages, step.at);
    return true;
  });
}

async function pass(
  tx: Transaction,
  keys: KeyRing,
  schoolId: string,
  at: AtStage,
  note: DecisionNote,
  step: PolicyStep,
): Promise<void> {
  await addDecision(tx, keys, schoolId, at, { ...note, decision: 'passed' }, step);
  const state = stageAfter(at.stage);
  if (state === 'published') await supersede(tx, schoolId, at.id, step);
  const published = state === 'published' ? { publishedAt: step.at } : {};
  await tx
    .update(policyVersions)
    .set({ state, ...published })
    .where(eq(policyVersions.id, at.id));
  await audit(tx, schoolId, at.id, state === 'published' ? 'policy.published' : 'policy.passed', step, at.stage);
}

async function sendBack(
  tx: Transaction,
  keys: KeyRing,
  schoolId: string,
  at: AtStage,
  decision: NewDecision,
  step: PolicyStep,
): Promise<void> {
  await addDecision(tx, keys, schoolId, at, decision, step);
  await tx.update(policyVersions).set({ state: 'draft' }).where(eq(policyVersions.id, at.id));
  await audit(tx, schoolId, at.id, 'policy.returned', step, at.stage);
}

/** The version that held until now is replaced, so that of one policy never two hold. */
async function supersede(tx: Transaction, schoolId: string, id: string, step: PolicyStep): Promise<void> {
  const [row] = await tx.select().from(policyVersions).where(eq(policyVersions.id, id));
  const earlier = await tx
    .update(policyVersions)
    .set({ state: 'superseded' })
    .where(and(eq(policyVersions.title, row?.title ?? ''), eq(policyVersions.state, 'published')))
    .returning({ id: policyVersions.id });
  for (const each of earlier) await audit(tx, schoolId, each.id, 'policy.superseded', step);
}

async function addDecision(
  tx: Transaction,
  keys: KeyRing,
  schoolId: string,
  { id, stage, decided }: AtStage,
  { decision, reason, metOn }: NewDecision,
  { actorId, at }: PolicyStep,
): Promise<void> {
  const seq = decided + 1;
  const isSaid = reason !== null || metOn !== null;
  const noteSealed = isSaid ? sealJson(keys.school(schoolId), { reason, metOn }, noteContext(id, seq)) : null;
  await tx
    .insert(policyDecisions)
    .values({ schoolId, versionId: id, seq, stage, decision, by: actorId, at, noteSealed });
}

function audit(
  tx: Transaction,
  schoolId: string,
  id: string,
  action: string,
  { actorId, at }: PolicyStep,
  stage?: PolicyStage,
): Promise<void> {
  const detail = { version: id, stage: stage ?? null };
  return appendAudit(tx, [{ schoolId, at, actorId, action, caseId: null, detail }]);
}

const readDecisions = (tx: Transaction, id: string): Promise<DecisionRow[]> =>
  tx.select().from(policyDecisions).where(eq(policyDecisions.versionId, id)).orderBy(asc(policyDecisions.seq));

type DecisionRow = typeof policyDecisions.$inferSelect;

function versionOf(row: typeof policyVersions.$inferSelect, decisions: PolicyDecision[]): PolicyVersion {
  const { id, title, version, url, monitoringClause, state, nextReviewOn, createdBy, publishedAt } = row;
  const stage = state as PolicyStage;
  return { id, title, version, url, monitoringClause, stage, nextReviewOn, createdBy, publishedAt, decisions };
}

function decisionOf({ stage, decision, by, at }: DecisionRow, note: DecisionNote): PolicyDecision {
  return { stage: stage as PolicyStage, decision: decision as PolicyDecision['decision'], by, at, ...note };
}

function openNote(keys: KeyRing, schoolId: string, { versionId, seq, noteSealed }: DecisionRow): DecisionNote {
  if (!noteSealed) return NO_NOTE;
  return openJson<DecisionNote>(keys.school(schoolId), noteSealed, noteContext(versionId, seq));
}

const noteContext = (id: string, seq: number): string => `policy-decision|${id}|${seq}`;
