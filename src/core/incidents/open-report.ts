import type { Desk } from '../desk.ts';
import type { FormName, Origin } from '../events.ts';
import type { FormProblem, PersonChoice, ReportFormView } from '../form-views.ts';
import type { Identity } from '../identify.ts';
import { isCurrent, type StaffMember } from '../people/membership.ts';
import { readQuestion } from '../questions.ts';
import { type Reply, show } from '../replies.ts';
import { localDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { headingOf, sharedContacts } from '../schools.ts';
import { NOT_LISTED_LABEL } from './find-adult.ts';
import { NOT_LISTED } from './report-form.ts';

interface OpenReport {
  origin: Origin;
  form: FormName;
  /** A message of the chat that is being reported; it goes into the form, not into the record. */
  quoted?: string;
  /** A question that becomes a report: its words are read from the record. */
  data?: Record<string, string>;
  /** Text stood after the command: it was not kept. */
  textRefused?: boolean;
}

/** Opens the report form. */
export async function openReport(desk: Desk, identity: Identity, open: OpenReport): Promise<Reply> {
  const profiles = identity.seats.map((seat) => seat.profile);
  for (const profile of profiles) await desk.staff.list(profile.id);
  const asked = open.data?.question ? await readQuestion(desk, identity, open.data) : null;
  const variant = open.form === 'quick-report' ? 'quick-report' : 'report';
  return show(
    reportForm(desk, profiles, {
      variant,
      formKey: desk.ids.keyOf(`${variant}|${open.origin.eventId}`),
      values: {
        date: localDay(desk.clock.now()),
        ...(open.quoted ? { what: open.quoted } : {}),
        ...(asked ? { what: asked.text, ...(profiles.length > 1 ? { school: asked.schoolId } : {}) } : {}),
      },
      problem: open.textRefused ? 'text-not-stored' : null,
    }),
  );
}

/** The form as it is to be shown, from memory alone, so that it can be redisplayed while the database is away. */
export function reportForm(
  desk: Desk,
  profiles: SchoolProfile[],
  state: {
    variant: ReportFormView['variant'];
    formKey: string;
    values: Record<string, string>;
    errors?: Record<string, string>;
    problem: FormProblem;
  },
): ReportFormView {
  const [only] = profiles;
  const today = localDay(desk.clock.now());
  const staff = profiles
    .flatMap((profile) => desk.staff.lastKnown(profile.id))
    .filter((person) => isCurrent(person, today));
  return {
    name: 'report-form',
    school: profiles.length === 1 && only ? headingOf(only) : null,
    variant: state.variant,
    formKey: state.formKey,
    values: state.values,
    errors: state.errors ?? {},
    problem: state.problem,
    people: peopleChoices(staff),
    schools: profiles.length > 1 ? profiles.map(({ id, name }) => ({ id, name })) : [],
    contacts: sharedContacts(profiles),
  };
}

function peopleChoices(staff: StaffMember[]): PersonChoice[] {
  const byId = new Map(staff.map((person) => [person.personId, person]));
  const people = [...byId.values()]
    .map(({ personId, name, jobTitle }) => ({ id: personId, name, jobTitle }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
  return [{ id: NOT_LISTED, name: NOT_LISTED_LABEL, jobTitle: '' }, ...people];
}
