import type { CaseDetailView } from '../case-views.ts';
import type { Desk } from '../desk.ts';
import { localDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { headingOf } from '../schools.ts';
import type { CaseRecord } from './case-record.ts';
import { playbookFor } from './checklist.ts';

const DAY_MILLISECONDS = 24 * 60 * 60_000;

/** One page of a case for one authorised reader. */
export async function caseDetail(desk: Desk, profile: SchoolProfile, record: CaseRecord): Promise<CaseDetailView> {
  const nameOf = (personId: string | null): Promise<string> | string =>
    personId === null ? 'e-safety' : desk.staff.nameOf(profile.id, personId);
  const route = profile.routes.find((candidate) => candidate.name === record.route);
  const playbook = playbookFor(profile, record.type);
  const chronology: CaseDetailView['chronology'] = [];
  for (const entry of record.chronology) {
    chronology.push({
      at: entry.at.toISOString(),
      actor: await nameOf(entry.actorId),
      entry: entry.entry,
      facts: entry.facts,
      text: entry.text,
    });
  }
  return {
    name: 'case-detail',
    school: headingOf(profile),
    caseId: record.caseId,
    reference: record.reference,
    status: record.status,
    severity: record.severity,
    category: record.category,
    type: record.type,
    handleAs: record.handleAs,
    restricted: record.restricted,
    occurred: record.occurredTimeKnown ? record.occurredAt.toISOString() : localDay(record.occurredAt),
    noticed: record.noticedOn,
    reported: record.reportedAt.toISOString(),
    reportedLate: isLate(record),
    place: record.place,
    reporter: await nameOf(record.reporterId),
    source: record.source,
    victim: record.victim,
    adult: record.body.adult,
    what: record.body.what,
    who: record.body.who,
    childWords: record.body.childWords,
    urls: record.body.urls,
    device: record.body.device,
    immediateAction: record.body.immediateAction,
    purpose: record.body.purpose ?? null,
    consent: record.body.consent ?? null,
    disciplinePolicy: record.body.purpose === 'deliberate' ? disciplinePolicy(profile, record.restricted) : null,
    guidance: playbook
      ? { title: playbook.name, steps: playbook.steps.map(({ text }) => text), policy: playbook.policy ?? null }
      : null,
    agencies: agenciesOf(record, route?.agencies ?? []),
    pupils: record.pupils,
    chronology,
    page: record.page,
  };
}

/**
 * A report that comes more than a day after it happened is marked, so that somebody asks why (Wessex 13.1). Where the time is
 * not known, the day after may still lie within a day.
 */
function isLate({ occurredAt, occurredTimeKnown, reportedAt }: CaseRecord): boolean {
  if (occurredTimeKnown) return reportedAt.getTime() - occurredAt.getTime() > DAY_MILLISECONDS;
  return Date.parse(localDay(reportedAt)) - Date.parse(localDay(occurredAt)) >= 2 * DAY_MILLISECONDS;
}

/**
 * The policy under which something done on purpose is dealt with: the school's discipline policy (Wessex 13.4), which for
 * pupils may be called its behaviour policy.
 */
function disciplinePolicy(profile: SchoolProfile, aboutAdult: boolean): string | null {
  const titles = profile.policies.flatMap((policy) => [policy.title, ...policy.linked]);
  const discipline = titles.find((title) => /disciplin/i.test(title) && (aboutAdult || !/staff/i.test(title)));
  return discipline ?? (aboutAdult ? null : (titles.find((title) => /behaviour/i.test(title)) ?? null));
}

/** Suspected illegal content: police and IWF stand before the local authority, whatever the policy's order. */
function agenciesOf(record: CaseRecord, agencies: readonly string[]): string[] {
  if (record.type !== 'suspected_illegal') return [...agencies];
  const others = agencies.filter((agency) => !/^(police|iwf|internet watch foundation)\b/i.test(agency));
  return ['Police', 'Internet Watch Foundation (IWF)', ...others];
}
