import type { Desk } from '../desk.ts';
import type { InboundEvent } from '../events.ts';
import type { ReportFormView } from '../form-views.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import { emergencyView } from '../identify.ts';
import type { StaffMember } from '../people/membership.ts';
import { type Reply, replace, show } from '../replies.ts';
import { isSchoolTime, localDay, nextSchoolMorning, oneWorkingDayLater } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { contactsOf, headingOf, sharedContacts } from '../schools.ts';
import type { ReceiptView } from '../views.ts';
import { childCase, namesAdult } from './child-case.ts';
import { breachDeadline } from './deadlines.ts';
import { findAdult, NOT_LISTED_LABEL } from './find-adult.ts';
import { firstMessages } from './first-messages.ts';
import { firstTasks } from './first-tasks.ts';
import type { NamedPupil, NewCase, Recorded } from './new-case.ts';
import { reportForm } from './open-report.ts';
import { type ConcernReport, isAboutAdult, missingRequired, NOT_LISTED, parseReport } from './report-form.ts';
import { decideRoute, type RouteDecision, type RouteQuestion } from './route.ts';
import { submitKey } from './submit-key.ts';
import { nextEscalation } from './urgency.ts';

type Submit = Extract<InboundEvent, { kind: 'submit' }>;

/** What a quick report does not ask: something seen on a screen, in school, now. */
const QUICK_DEFAULTS = { category: 'content', place: 'school' };

/** Records a concern and answers with the receipt, or shows the same form again with what to look at. */
export async function submitReport(desk: Desk, identity: Identity, event: Submit): Promise<Reply> {
  const profiles = identity.seats.map((seat) => seat.profile);
  const values = withDefaults(event);
  const now = desk.clock.now();
  const again = (errors: Record<string, string>): Reply =>
    replace(reportForm(desk, profiles, { ...formState(event), errors, problem: 'check-fields' }));

  const parsed = parseReport(values, now);
  const seat = chooseSchool(identity, values.school);
  const formKey = event.data.key;
  // A form without its key is not one of ours: it could not be told from a second delivery.
  if (!formKey) return show(emergencyView(desk, event.origin, 'unavailable'));
  for (const profile of profiles) await desk.staff.list(profile.id);
  if (!parsed.ok) {
    return again({ ...parsed.errors, ...(seat ? {} : { school: 'Please choose the school it is about.' }) });
  }
  if (!seat) return again({ school: 'Please choose the school it is about.' });

  const staff = await desk.staff.list(seat.profile.id);
  const adultPerson = parsed.report.adultPerson && findAdult(staff, parsed.report.adultPerson);
  if (parsed.report.adultPerson && !adultPerson) {
    return again({
      adultPerson: `This name is not on the school's staff list. Please check it, or choose "${NOT_LISTED_LABEL}".`,
    });
  }
  const report = { ...parsed.report, adultPerson };
  const question = toQuestion(report, seat, now);
  // Whom it is about may have noted others as away: then it is asked for again without what they said.
  const noted = question.adultIds.length > 0 ? undefined : seat.absent;
  const absent = noted ?? (await desk.store.listAbsent(seat.profile.id, now, question.adultIds));
  // Asked for only where a route of the school tells those on duty.
  const duty = seat.profile.routes.some((route) => route.also_tell.length > 0)
    ? await desk.duty.list(seat.profile.id)
    : [];
  const school = { profile: seat.profile, staff, absent, duty };
  const route = decideRoute(school, question);
  const missing = missingRequired(report, values, route.required);
  if (Object.keys(missing).length > 0) return again(missing);

  const input = newCase(desk, { identity, seat, report, question, route, staff, absent, formKey, values, now });
  if (report.childNeeds === null) return replace(receipt(seat.profile, await desk.store.recordConcern(input)));
  if (namesAdult(report.childNeeds, staff, adultPerson)) {
    return again({
      childNeeds:
        'Please leave the adult’s name out here: the safeguarding lead reads this, and is not told of the rest.',
    });
  }
  const about = { about: input, question, text: report.childNeeds };
  const [recorded, child] = await desk.store.recordBoth(input, childCase(desk, school, about));
  return replace(receipt(seat.profile, recorded, child));
}

/** The form again after a failure: everything typed is still there, and it says that nothing was saved. Needs no database. */
export function reportNotSaved(desk: Desk, event: Submit): Reply {
  const profiles = desk.schools.inWorkspace(event.origin);
  const chosen = profiles.filter((profile) => profile.id === event.values.school);
  return replace(
    reportForm(desk, chosen.length > 0 ? chosen : profiles, { ...formState(event), problem: 'not-saved' }),
  );
}

/** The form again for somebody who is not served: his own words and whom to ring, and nobody's name. */
export function reportNotServed(desk: Desk, event: Submit): Reply {
  const form = reportForm(desk, [], { ...formState(event), problem: 'not-served' });
  const { adultPerson } = event.values;
  const people = adultPerson ? [{ id: adultPerson, name: 'The person you chose', jobTitle: '' }] : [];
  return replace({ ...form, people, contacts: sharedContacts(desk.schools.inWorkspace(event.origin)) });
}

/** The receipt of a recorded concern, and of the case of a child at risk in it: the same for every delivery. */
export function receipt(profile: SchoolProfile, recorded: Recorded, child: Recorded | null = null): ReceiptView {
  return {
    name: 'receipt',
    school: headingOf(profile),
    reportId: recorded.caseId,
    reference: recorded.reference,
    ...recorded.answer,
    child: child && { reference: child.reference, readers: child.answer.readers },
    contacts: contactsOf(profile),
  };
}

function formState(event: Submit): Pick<ReportFormView, 'variant' | 'formKey' | 'values'> {
  return {
    variant: event.form === 'quick-report' ? 'quick-report' : 'report',
    formKey: event.data.key ?? '',
    values: event.values,
  };
}

function withDefaults(event: Submit): Record<string, string> {
  return event.form === 'quick-report' ? { ...QUICK_DEFAULTS, ...event.values } : event.values;
}

function chooseSchool(identity: Identity, chosen: string | undefined): SchoolSeat | undefined {
  if (identity.seats.length === 1) return identity.seats[0];
  return identity.seats.find((seat) => seat.profile.id === chosen);
}

function toQuestion(report: ConcernReport, seat: SchoolSeat, now: Date): RouteQuestion {
  const named = report.adultPerson !== null && report.adultPerson !== NOT_LISTED;
  return {
    adult: report.adult,
    adultIds: named && isAboutAdult(report.adult, report.type) ? [report.adultPerson as string] : [],
    type: report.type,
    category: report.category,
    // Set by the person who is there: "is anyone in danger right now?"
    severity: report.danger ? 'immediate' : null,
    reporterRoles: seat.roles,
    at: now,
  };
}

/** Everything one report writes, once its way is decided. */
export function newCase(
  desk: Desk,
  given: {
    identity: Identity;
    seat: SchoolSeat;
    report: ConcernReport;
    question: RouteQuestion;
    route: RouteDecision;
    staff: StaffMember[];
    absent: ReadonlySet<string>;
    formKey: string;
    values: Record<string, string>;
    now: Date;
  },
): NewCase {
  const { identity, seat, report, question, route, now } = given;
  const { profile } = seat;
  const caseId = desk.ids.uuid();
  const tasks = firstTasks(desk, {
    profile,
    staff: given.staff,
    absent: given.absent,
    route,
    adultIds: question.adultIds,
    place: report.place,
    occurredAt: report.occurredAt,
    now,
  });
  const clock = report.type === 'data_breach' ? breachDeadline(now, now) : { deadlineAt: null, remindAt: null };
  const morning = isSchoolTime(profile, now)
    ? null
    : (nextSchoolMorning(profile, now) ?? oneWorkingDayLater(profile, now));
  return {
    schoolId: profile.id,
    key: submitKey(identity.personId, given.formKey, given.values),
    caseId,
    restricted: route.restricted,
    drawnReference: route.restricted ? desk.ids.restrictedReference() : null,
    year: Number(localDay(now).slice(0, 4)),
    severity: question.severity,
    category: report.category,
    type: report.type,
    handleAs: route.handleAs,
    route: route.name,
    source: report.source,
    victim: report.victim,
    place: report.place,
    occurredAt: report.occurredAt,
    occurredTimeKnown: report.occurredTimeKnown,
    noticedOn: report.noticedOn,
    reportedAt: now,
    reporterId: identity.personId,
    body: {
      what: report.what,
      who: report.who,
      adult: given.staff.find((person) => person.personId === question.adultIds[0])?.name ?? null,
      childWords: report.childWords,
      urls: report.urls,
      device: report.device,
      immediateAction: report.actionTaken,
      purpose: report.purpose,
      consent: report.consent,
    },
    // In a concern about an adult the lines name adults as often as children: nobody becomes a pupil's record by it.
    pupils: route.restricted ? [] : toPupils(desk, report.who),
    adultIds: question.adultIds,
    keptFromIds: [],
    access: route.access.map((personId) => ({ personId, reason: `route: ${route.name}` })),
    escalateAt: nextEscalation(profile, question.severity, now),
    ...clock,
    tasks,
    messages: firstMessages(caseId, { route, tasks }, question.severity, now),
    answer: {
      readers: route.readers,
      notReadUntil: morning && question.severity !== 'immediate' ? morning.toISOString() : null,
      immediate: question.severity === 'immediate',
      restricted: route.restricted,
      recordedAt: now.toISOString(),
    },
  };
}

/** One pupil for each line; the same line twice is the same child. */
function toPupils(desk: Desk, lines: readonly string[]): NamedPupil[] {
  const pupils = new Map<string, NamedPupil>();
  for (const line of lines) {
    const [name = line, ...details] = line.split(',');
    const key = line.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
    if (!pupils.has(key))
      pupils.set(key, { subjectId: desk.ids.uuid(), name: name.trim(), details: details.join(',').trim() || null });
  }
  return [...pupils.values()];
}
