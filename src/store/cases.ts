import { and, asc, eq, gte, isNull, lt, lte, sql } from 'drizzle-orm';
import type { Viewer } from '../core/access.ts';
import { choosePage } from '../core/incidents/case-pages.ts';
import type { CaseRecord, CaseSummary, ConcernBody } from '../core/incidents/case-record.ts';
import { alertKey } from '../core/incidents/first-messages.ts';
import { type HandOffFacts, handOffFacts } from '../core/incidents/hand-off-facts.ts';
import type { CaseStep, EscalationRung, IncidentLogRow } from '../core/store-port.ts';
import { appendAudit } from './audit.ts';
import { caseIs, factsOf, findVisible, summaryOf } from './case-summary.ts';
import { grantAccess } from './grants.ts';
import type { KeyRing } from './key-ring.ts';
import { readPupilsNamedBefore } from './pupils.ts';
import { caseRecordName } from './record-names.ts';
import { cases, chronology, outbox, scheduleClaims } from './schema.ts';
import type { Database } from './scope.ts';
import { openJson } from './seal.ts';
import { visibleTo } from './visible-cases.ts';
import { openEntry, writeStep } from './write-step.ts';

/** A case without its story, for a viewer who may know of it. */
export function findCase(
  database: Database,
  schoolId: string,
  caseId: string,
  viewer: Viewer,
): Promise<CaseSummary | null> {
  return database.inSchool(schoolId, async (tx) => {
    const row = await findVisible(tx, caseIs(caseId), viewer, false);
    return row && summaryOf(row);
  });
}

/** One page of a case, opened, with the audit row of this view. Only the entries of the page are read. */
export function viewCase(
  database: Database,
  keys: KeyRing,
  schoolId: string,
  caseId: string,
  viewer: Viewer,
  at: Date,
  before?: string,
): Promise<CaseRecord | null> {
  return database.inSchool(schoolId, async (tx) => {
    const row = await findVisible(tx, caseIs(caseId), viewer, false);
    if (!row) return null;
    await appendAudit(tx, [{ schoolId, at, actorId: viewer.personId, action: 'case.viewed', caseId, detail: {} }]);
    const record = caseRecordName(caseId);
    const key = keys.openDataKey(schoolId, record, row.wrappedKey);
    const body = openJson<ConcernBody>(key, row.bodySealed, `${record}|body`);
    const sizes = await tx
      .select({ bytes: sql<number>`coalesce(octet_length(${chronology.textSealed}), 0)` })
      .from(chronology)
      .where(eq(chronology.caseId, caseId))
      .orderBy(asc(chronology.seq));
    const page = choosePage(
      JSON.stringify(body),
      sizes.map(({ bytes }) => bytes),
      before,
    );
    // Entries are only ever added at the end, so the page's place holds whatever is written meanwhile.
    const entries = await tx
      .select()
      .from(chronology)
      .where(eq(chronology.caseId, caseId))
      .orderBy(asc(chronology.seq))
      .offset(page.first - 1)
      .limit(page.last - page.first + 1);
    return {
      ...summaryOf(row),
      ...factsOf(row),
      body,
      pupils: await readPupilsNamedBefore(tx, keys, schoolId, caseId, viewer),
      page,
      chronology: entries.map((entry) => ({
        at: entry.at,
        actorId: entry.actorId,
        entry: entry.entry,
        ...(entry.textSealed
          ? openEntry(key, entry.textSealed, caseId, entry.at, entry.actorId)
          : { facts: {}, text: null }),
      })),
    };
  });
}

/** Acknowledges a new case; whoever comes second changes nothing. */
export function acknowledgeCase(
  database: Database,
  schoolId: string,
  caseId: string,
  viewer: Viewer,
  step: CaseStep,
): Promise<{ first: boolean; summary: CaseSummary } | null> {
  return database.inSchool(schoolId, async (tx) => {
    const row = await findVisible(tx, caseIs(caseId), viewer, true);
    if (!row) return null;
    if (row.acknowledgedAt !== null) return { first: false, summary: summaryOf(row) };
    const change = {
      status: 'acknowledged',
      acknowledgedAt: step.at,
      acknowledgedBy: step.actorId,
      escalateAt: null,
      // Whoever acknowledges first has it in hand until somebody is named.
      ownerId: row.ownerId ?? step.actorId,
    };
    await tx.update(cases).set(change).where(eq(cases.id, caseId));
    await writeStep(tx, { schoolId, caseId, step, entry: 'acknowledged', action: 'case.acknowledged' });
    return { first: true, summary: summaryOf({ ...row, ...change }) };
  });
}

/** Every entry of every case the viewer may know of: number, time, action, by whom; no story. */
export function incidentLog(database: Database, schoolId: string, viewer: Viewer): Promise<IncidentLogRow[]> {
  return database.inSchool(schoolId, (tx) =>
    tx
      .select({ reference: cases.reference, at: chronology.at, entry: chronology.entry, actorId: chronology.actorId })
      .from(cases)
      .innerJoin(chronology, and(eq(chronology.schoolId, cases.schoolId), eq(chronology.caseId, cases.id)))
      .where(visibleTo(viewer))
      .orderBy(asc(cases.reportedAt), asc(cases.id), asc(chronology.seq)),
  );
}

/** Those told of a case 1:1 because it was their turn; not those told for another reason, such as a place that could not be used. */
export function toldOf(database: Database, schoolId: string, caseId: string): Promise<string[]> {
  const alerts = alertKey(caseId);
  return database.inSchool(schoolId, async (tx) => {
    const rows = await tx
      .selectDistinct({ personId: sql<string>`${outbox.intent}->>'personId'` })
      .from(outbox)
      .where(
        and(
          // The keys of one case's alerts lie together; "like" would read those of the whole school.
          gte(outbox.dedupeKey, alerts),
          lt(outbox.dedupeKey, firstAfter(alerts)),
          sql`${outbox.intent}->>'reason' not in ('place-not-used', 'reporter-added')`,
        ),
      );
    return rows.map(({ personId }) => personId);
  });
}

/** The first text after all that begin with these characters. */
function firstAfter(prefix: string): string {
  return prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);
}

/** Addresses and device of a case for a technical hand-off, with the audit row: the sealed account is opened for it. */
export function handOffOf(
  database: Database,
  keys: KeyRing,
  schoolId: string,
  caseId: string,
  personId: string,
  at: Date,
): Promise<(HandOffFacts & { reportedAt: Date }) | null> {
  return database.inSchool(schoolId, async (tx) => {
    const [row] = await tx.select().from(cases).where(eq(cases.id, caseId));
    if (!row) return null;
    const record = caseRecordName(caseId);
    const key = keys.openDataKey(schoolId, record, row.wrappedKey);
    const facts = handOffFacts(openJson<ConcernBody>(key, row.bodySealed, `${record}|body`));
    const detail = { person: personId };
    await appendAudit(tx, [{ schoolId, at, actorId: null, action: 'case.handed-off', caseId, detail }]);
    return { ...facts, reportedAt: row.reportedAt };
  });
}

/** Takes one rung of the ladder if the case still stands on the one before. */
export function escalateCase(
  database: Database,
  schoolId: string,
  caseId: string,
  rung: EscalationRung,
  step: CaseStep,
): Promise<boolean> {
  return database.inSchool(schoolId, async (tx) => {
    // Still due: a replica that read the case after another had taken a rung must not take the next one with it.
    const taken = await tx
      .update(cases)
      .set({ escalationStep: rung.to, escalateAt: rung.nextAt })
      .where(
        and(
          eq(cases.id, caseId),
          eq(cases.escalationStep, rung.from),
          isNull(cases.acknowledgedAt),
          lte(cases.escalateAt, step.at),
        ),
      )
      .returning({ id: cases.id });
    if (taken.length === 0) return false;
    // After the change, so that a rung that was not taken leaves no claim behind that would stop it for ever.
    await tx
      .insert(scheduleClaims)
      .values({ schoolId, job: 'escalate', occurrence: `${caseId}|${rung.to}`, claimedAt: step.at });
    for (const personId of rung.grants)
      await grantAccess(tx, { schoolId, caseId, personId, reason: 'escalated', grantedAt: step.at });
    await writeStep(tx, {
      schoolId,
      caseId,
      step,
      entry: rung.entry,
      action: 'case.escalated',
      detail: { step: rung.to },
    });
    return true;
  });
}

/** Makes the next rung of an unacknowledged case due now. */
export function hastenEscalation(
  database: Database,
  schoolId: string,
  caseId: string,
  messageId: number,
  now: Date,
): Promise<void> {
  return database.inSchool(schoolId, async (tx) => {
    await tx
      .update(cases)
      .set({ escalateAt: sql`least(${cases.escalateAt}, ${now.toISOString()}::timestamptz)` })
      .where(
        and(
          eq(cases.id, caseId),
          isNull(cases.acknowledgedAt),
          sql`${cases.escalateAt} is not null`,
          // Others of the same rung were reached or may still be: they have their time.
          sql`not exists (select 1 from outbox m where m.school_id = "cases"."school_id" and m.id <> ${messageId}::bigint
            and m.state in ('pending', 'sent') and m.dedupe_key like 'alert|' || ${caseId} || '|%'
            and m.dedupe_key like '%|' || case "cases"."escalation_step" when 0 then 'first' else 'step-' || "cases"."escalation_step" end)`,
        ),
      );
  });
}
