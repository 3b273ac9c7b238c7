import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { ReporterReceipt } from '../core/incidents/case-record.ts';
import type { ReporterStore } from '../core/incidents/reporter-store.ts';
import type { Status } from '../core/incidents/taxonomy.ts';
import type { CaseStep } from '../core/store-port.ts';
import { appendAudit } from './audit.ts';
import type { KeyRing } from './key-ring.ts';
import { queueMessages } from './outbox.ts';
import { caseRecordName, idempotencyKey } from './record-names.ts';
import { cases, idempotencyKeys } from './schema.ts';
import type { Database } from './scope.ts';
import { openBytes, sealBytes } from './seal.ts';
import { questions } from './work-schema.ts';
import { sealEntry, writeStep } from './write-step.ts';

/** A person's own reports, newest first. */
export function listReportsOf(
  database: Database,
  schoolId: string,
  personId: string,
  limit: number,
): Promise<ReporterReceipt[]> {
  return database.inSchool(schoolId, async (tx) => {
    const rows = await tx
      .select({
        reportId: cases.id,
        reference: cases.reference,
        reportedAt: cases.reportedAt,
        // Whom it is about reads that somebody has seen it, and no more of how it goes.
        status: sql<Status>`case when "cases"."status" = 'new' or ${isNotAbout(personId)} then "cases"."status" else 'acknowledged' end`,
      })
      .from(cases)
      .where(eq(cases.reporterId, personId))
      .orderBy(desc(cases.reportedAt), desc(cases.id))
      .limit(limit);
    return rows;
  });
}

/** Adds an entry to one's own report, once per key; false for one that is not one's own. */
export function addToReport(
  database: Database,
  keys: KeyRing,
  schoolId: string,
  personId: string,
  reportId: string,
  added: Parameters<ReporterStore['addToReport']>[3],
  step: CaseStep,
): Promise<boolean> {
  return database.inSchool(schoolId, async (tx) => {
    const [row] = await tx
      .select({ wrappedKey: cases.wrappedKey })
      .from(cases)
      .where(and(eq(cases.id, reportId), eq(cases.reporterId, personId), isNotAbout(personId)))
      .for('update');
    if (!row) return false;
    const stored = idempotencyKey(keys, schoolId, added.key);
    const fresh = await tx
      .insert(idempotencyKeys)
      .values({ schoolId, key: stored, caseId: reportId, answer: {}, createdAt: step.at })
      .onConflictDoNothing()
      .returning({ key: idempotencyKeys.key });
    if (fresh.length === 0) return true;
    const key = keys.openDataKey(schoolId, caseRecordName(reportId), row.wrappedKey);
    const said = { facts: {}, text: added.text === '' ? null : added.text };
    await writeStep(tx, {
      schoolId,
      caseId: reportId,
      step,
      entry: added.entry,
      action: `case.${added.entry}`,
      text: sealEntry(key, said, reportId, step.at, step.actorId),
    });
    return true;
  });
}

/** Keeps a question to the e-safety co-ordinator, once per key. */
export function askQuestion(
  database: Database,
  keys: KeyRing,
  schoolId: string,
  { id, key, askerId, text }: Parameters<ReporterStore['askQuestion']>[1],
  step: CaseStep,
): Promise<void> {
  return database.inSchool(schoolId, async (tx) => {
    const fresh = await tx
      .insert(idempotencyKeys)
      .values({ schoolId, key: idempotencyKey(keys, schoolId, key), caseId: id, answer: {}, createdAt: step.at })
      .onConflictDoNothing()
      .returning({ key: idempotencyKeys.key });
    if (fresh.length === 0) return;
    const textSealed = sealBytes(keys.school(schoolId), Buffer.from(text, 'utf8'), questionContext(id));
    await tx.insert(questions).values({ schoolId, id, askerId, textSealed, askedAt: step.at });
    const audited = { schoolId, at: step.at, actorId: askerId, action: 'question.asked', caseId: null };
    await appendAudit(tx, [{ ...audited, detail: { question: id } }]);
    await queueMessages(tx, schoolId, step.messages, step.at);
  });
}

/** A question; with a reader it is opened and the view audited. */
export function findQuestion(
  database: Database,
  keys: KeyRing,
  schoolId: string,
  id: string,
  readerId: string | null,
  at: Date,
): ReturnType<ReporterStore['findQuestion']> {
  return database.inSchool(schoolId, async (tx) => {
    const [row] = await tx.select().from(questions).where(eq(questions.id, id));
    if (!row) return null;
    const { askerId, askedAt } = row;
    if (readerId === null) return { askerId, askedAt, text: null };
    const detail = { question: id };
    await appendAudit(tx, [{ schoolId, at, actorId: readerId, action: 'question.opened', caseId: null, detail }]);
    const text = openBytes(keys.school(schoolId), row.textSealed, questionContext(id)).toString('utf8');
    return { askerId, askedAt, text };
  });
}

/** Audits that somebody sent a picture, and tells the safeguarding team. */
export function noteImage(database: Database, schoolId: string, step: CaseStep): Promise<void> {
  return database.inSchool(schoolId, async (tx) => {
    const { at, actorId } = step;
    await appendAudit(tx, [{ schoolId, at, actorId, action: 'image.refused', caseId: null, detail: {} }]);
    await queueMessages(tx, schoolId, step.messages, at);
  });
}

const isNotAbout = (personId: string): SQL => sql`not exists (select 1 from case_people p
  where p.school_id = "cases"."school_id" and p.case_id = "cases"."id" and p.part in ('adult', 'kept-from')
    and p.person_id = ${personId}::uuid)`;

const questionContext = (id: string): string => `question|${id}`;
