import type { Viewer } from '../access.ts';
import type { Desk } from '../desk.ts';
import type { ChronologyEntry } from '../incidents/case-record.ts';
import type { CaseWork } from '../incidents/case-work.ts';
import { checklistOf } from '../incidents/checklist.ts';
import { defangUrl } from '../incidents/defang.ts';
import { localDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { headingOf } from '../schools.ts';
import { CASE_FILE_FORMAT, type CaseFile, type CaseFileCheck, type CaseFilePerson, MARKING } from './case-file.ts';
import { disclosuresOf } from './disclosures.ts';
import type { CaseExportKind } from './export-kinds.ts';
import type { ExportDetails } from './exports.ts';
import type { WholeCase } from './whole-case.ts';

/** Entries that record a decision; others do where somebody chose one of `DECIDING`. */
const DECISIONS = ['assessed', 'referred', 'passed-up', 'monitoring', 'closed', 'marked-duplicate', 'reopened'];
/** Choices that are decisions wherever they are made: how grave, how it ended, whether parents were told. */
const DECIDING = ['severity', 'outcome', 'parents', 'notReferred'];

type NameOf = (personId: string | null) => string;

/**
 * The whole file of a case, in plain data with names. `whole` was read for this viewer. Null where he may no longer know of the
 * case.
 * @param taking what is taken out with this very file, which is a disclosure too
 */
export async function caseFileOf(
  desk: Desk,
  profile: SchoolProfile,
  viewer: Viewer,
  whole: WholeCase,
  taking: { kind: CaseExportKind; details: ExportDetails },
  now: Date,
): Promise<CaseFile | null> {
  const work = await desk.store.workOf(profile.id, whole.caseId, viewer, now, false);
  if (!work) return null;
  const staff = new Map((await desk.staff.list(profile.id)).map(({ personId, name }) => [personId, name]));
  const nameOf: NameOf = (personId) =>
    personId === null ? 'e-safety' : (staff.get(personId) ?? 'A former member of staff');
  const by = (personId: string | null, at: Date | null) => at && { by: nameOf(personId), at: at.toISOString() };
  const fetchedNow: ChronologyEntry = {
    at: now,
    actorId: viewer.personId,
    entry: 'fetched',
    facts: { export: taking.kind, recipient: taking.details.recipient },
    text: taking.details.purpose || null,
  };
  const chronology = whole.chronology.map((entry) => ({
    ...entry,
    at: entry.at.toISOString(),
    by: nameOf(entry.actorId),
  }));
  return {
    format: CASE_FILE_FORMAT,
    marking: MARKING,
    reference: whole.reference,
    school: headingOf(profile),
    taken: { by: nameOf(viewer.personId), at: now.toISOString() },
    facts: {
      status: whole.status,
      severity: whole.severity,
      category: whole.category,
      type: whole.type,
      handledAs: whole.handleAs,
      restricted: whole.restricted,
      occurred: whole.occurredTimeKnown ? whole.occurredAt.toISOString() : localDay(whole.occurredAt),
      noticed: whole.noticedOn,
      reported: whole.reportedAt.toISOString(),
      reporter: nameOf(whole.reporterId),
      source: whole.source,
      victim: whole.victim,
      place: whole.place,
      purpose: whole.body.purpose ?? null,
      consent: whole.body.consent ?? null,
      acknowledged: by(whole.acknowledgedBy, whole.acknowledgedAt),
      owner: whole.ownerId === null ? null : nameOf(whole.ownerId),
      childProtection: whole.childProtection,
      sendSupport: whole.sendSupport,
      outcome: whole.outcome,
      parentsInformed: whole.parentsInformed,
      closed: whole.closedAt?.toISOString() ?? null,
    },
    report: {
      what: whole.body.what,
      childWords: whole.body.childWords,
      device: whole.body.device,
      immediateAction: whole.body.immediateAction,
    },
    people: peopleOf(whole, work, nameOf),
    addresses: whole.body.urls.map(defangUrl),
    chronology: chronology.map(({ at, by: who, entry, facts, text }) => ({ at, by: who, entry, facts, text })),
    decisions: chronology
      .filter(isDecision)
      .map(({ at, by: who, entry, facts, text }) => ({ at, by: who, entry, facts, reason: text })),
    checklist: checklist(desk, profile, work, nameOf),
    tasks: work.tasks.map((task) => ({
      kind: task.kind,
      text: task.text,
      owner: nameOf(task.ownerId),
      askedBy: nameOf(task.createdBy),
      due: task.dueAt?.toISOString() ?? null,
      state: task.state,
      settled: by(task.settledBy, task.settledAt),
      result: task.result,
    })),
    referrals: work.referrals.map(({ details, answer, ...referral }) => ({
      agency: referral.agency,
      person: details.person,
      on: referral.referredOn,
      by: nameOf(referral.createdBy),
      theirReference: answer?.theirReference ?? details.theirReference,
      shared: details.shared,
      purpose: details.purpose,
      fields: details.fields,
      responseDue: referral.responseDueAt?.toISOString() ?? null,
      state: referral.state,
      answer: answer && referral.answeredAt ? { at: referral.answeredAt.toISOString(), text: answer.text } : null,
    })),
    ...disclosuresOf([...whole.chronology, fetchedNow], nameOf),
    linked: work.links.map(({ reference, kind }) => ({ reference, kind })),
    audit: whole.readers.map(({ actorId, first, last, ...counts }) => ({
      who: nameOf(actorId),
      ...counts,
      first: first.toISOString(),
      last: last.toISOString(),
    })),
  };
}

function isDecision({ entry, facts }: Pick<ChronologyEntry, 'entry' | 'facts'>): boolean {
  return DECISIONS.includes(entry) || DECIDING.some((choice) => Object.hasOwn(facts, choice));
}

/** Adults the case is about, then pupils as the record keeps them, then whoever the report names and the record has not. */
function peopleOf(whole: WholeCase, work: CaseWork, nameOf: NameOf): CaseFilePerson[] {
  const none = { birthDate: null, pupilId: null };
  const adults = work.namedAdultIds.map(nameOf);
  if (whole.body.adult && !adults.some((name) => whole.body.adult?.startsWith(name))) adults.push(whole.body.adult);
  const known = new Set(whole.subjects.map(({ name }) => name));
  const typed = whole.body.who
    .map((line) => /^([^,]*),?(.*)$/s.exec(line) ?? [line, line, ''])
    .map(([, name = '', details = '']) => ({ name: name.trim(), details: details.trim() || null }))
    .filter(({ name }) => !known.has(name));
  return [
    ...adults.map((name) => ({ part: 'adult' as const, name, details: null, ...none })),
    ...whole.subjects.map((subject) => ({ part: 'involved' as const, ...subject })),
    ...typed.map((person) => ({ part: 'involved' as const, ...person, ...none })),
  ];
}

/** The steps of today's guidance, and those that were settled while the case was of another kind. */
function checklist(desk: Desk, profile: SchoolProfile, work: CaseWork, nameOf: NameOf): CaseFileCheck[] {
  const settled = new Map(work.checks.map((check) => [check.stepId, check]));
  const listed = checklistOf(desk, profile, work);
  const listedIds = new Set(listed.map(({ stepId }) => stepId));
  const dropped = work.checks.filter(({ stepId }) => !listedIds.has(stepId));
  return [...listed.map((step) => ({ ...step, step: step.text })), ...dropped].map(
    ({ stepId, playbook, step, state }) => {
      const check = settled.get(stepId);
      return {
        guidance: playbook,
        step,
        state: state === 'waiting' ? 'open' : state,
        note: check?.note ?? null,
        settled: check ? { by: nameOf(check.actorId), at: check.at.toISOString() } : null,
        happenedOn: check?.happenedOn ?? null,
      };
    },
  );
}
