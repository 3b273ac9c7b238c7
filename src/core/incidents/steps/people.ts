import { viewerOf } from '../../access.ts';
import type { Choice } from '../../form-views.ts';
import type { StaffMember } from '../../people/membership.ts';
import { choicesOf } from '../../people/person-choices.ts';
import { rolesHeld } from '../../school/profile.ts';
import type { EntryText } from '../case-record.ts';
import { alertMessage, taskMessage } from '../first-messages.ts';
import { decideRoute, type RouteQuestion } from '../route.ts';
import { STATUSES } from '../taxonomy.ts';
import { REASON_LIMIT } from './note.ts';
import { type FieldReader, readFields } from './read-fields.ts';
import { type Decided, idsOf, mayBeGiven, type StepContext, type StepRule, worksCases } from './step.ts';

/** What can be done with the people of a case. */
export const PEOPLE_CHANGES = ['give', 'end', 'pupil', 'not-involved', 'adult'] as const;
const NAME_LIMIT = 200;

/**
 * Gives a colleague access to the case or ends it, adds a pupil or takes one out again, or notes that the case is about an
 * adult, each with its reason. Whom it is about loses all sight of it at once (law 4), and that is never taken back.
 */
export const people: StepRule = {
  from: STATUSES,
  by: 'worker',
  acknowledges: true,
  prepare: (context) => ({
    choices: { person: choicesOf(context.staff), named: pupilChoices(context.work) },
    about: { restricted: context.work.restricted },
  }),
  decide(context, values) {
    const fields = readFields(values, context.now);
    const what = fields.choice('what', PEOPLE_CHANGES, 'Please choose what to change.');
    const reason = fields.text('reason', REASON_LIMIT, 'Please write why.');
    return decideChange(context, fields, what, reason) ?? fields;
  },
};

function decideChange(
  context: StepContext,
  fields: FieldReader,
  what: (typeof PEOPLE_CHANGES)[number] | null,
  reason: string | null,
): Decided | null {
  switch (what) {
    case 'pupil':
      return addPupil(context, fields, reason);
    case 'not-involved':
      return removePupil(context, fields, reason);
    default:
      return changeColleague(context, fields, what, reason);
  }
}

const pupilChoices = ({ pupils }: StepContext['work']): Choice[] =>
  pupils.map(({ subjectId, name, details }) => ({ value: subjectId, label: details ? `${name}, ${details}` : name }));

/** A pupil whom the case names already is completed, or is somebody else of that name: the store compares what identifies. */
function addPupil({ desk, work }: StepContext, fields: FieldReader, reason: string | null): Decided | null {
  const name = fields.text('pupil', NAME_LIMIT, 'Please write the pupil’s full name.');
  const details = fields.text('details', NAME_LIMIT);
  const birthDate = fields.day('birthDate', 'past');
  const pupilId = fields.text('pupilId', 40);
  if (name && !birthDate && !pupilId && work.pupils.some((pupil) => plainName(pupil.name) === plainName(name)))
    fields.errors.pupil =
      'This pupil is in the case already. To complete the entry, add the date of birth or the pupil number.';
  if (fields.hasErrors() || !name) return null;
  return {
    change: {
      entry: 'pupil-added',
      text: { facts: { name }, text: reason },
      pupils: [{ subjectId: desk.ids.uuid(), name, details, birthDate, pupilId }],
    },
    line: 'people-changed',
  };
}

/** Takes back that a pupil is involved; what was written stays in the record. */
function removePupil({ work }: StepContext, fields: FieldReader, reason: string | null): Decided | null {
  const ids = work.pupils.map(({ subjectId }) => subjectId);
  const subjectId = fields.choice('named', ids, 'Please choose the pupil.');
  if (fields.hasErrors() || !subjectId) return null;
  const name = work.pupils.find((pupil) => pupil.subjectId === subjectId)?.name ?? '';
  return {
    change: { entry: 'pupil-removed', text: { facts: { name }, text: reason }, withdrawsPupil: subjectId },
    line: 'people-changed',
  };
}

const plainName = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

/** Access that a function gives is not ended by name, and a case is never left with nobody who can work it. */
function whyNotEnded(context: StepContext, personId: string): Record<string, string> {
  const { work, staff, profile } = context;
  const rolesOf = (person: StaffMember) => rolesHeld(profile, person.roles);
  const byFunction = ({ personId: id, roles }: StaffMember) =>
    !work.restricted && viewerOf(id, rolesHeld(profile, roles)).pupilCases;
  const person = staff.find((candidate) => candidate.personId === personId);
  if (person && byFunction(person))
    return { person: 'This person’s function opens the case. It cannot be ended here.' };
  if (!work.accessIds.includes(personId))
    return { person: 'This person was not given access, so there is none to end.' };
  const others = staff.filter((other) => other.personId !== personId && worksCases(profile, rolesOf(other)));
  if (others.some((other) => byFunction(other) || work.accessIds.includes(other.personId))) return {};
  return { person: 'Nobody else could work the case then. Please pass it up or give somebody access first.' };
}

function changeColleague(
  context: StepContext,
  fields: FieldReader,
  what: (typeof PEOPLE_CHANGES)[number] | null,
  reason: string | null,
): Decided | null {
  const { work, staff, identity, now } = context;
  const personId = fields.choice('person', idsOf(staff), 'Please choose the person.');
  if (personId === identity.personId && what === 'adult')
    fields.errors.person = 'A concern about yourself goes to the head or the chair of governors. Please tell them.';
  const informed = personId && what === 'adult' ? recipientsOf(context, personId) : [];
  if (personId && what === 'end') Object.assign(fields.errors, whyNotEnded(context, personId));
  if (personId && what === 'give' && !mayBeGiven(context).some((person) => person.personId === personId))
    fields.errors.person =
      'Governors, the data protection officer and whoever looks after the settings cannot be given a case. Please choose somebody else.';
  if (fields.hasErrors() || !personId || !what) return null;
  const name = staff.find((person) => person.personId === personId)?.name ?? '';
  const text = { facts: { name }, text: reason };
  switch (what) {
    case 'end':
      return {
        change: {
          entry: 'access-ended',
          text,
          withdraws: [personId],
          ...(work.ownerId === personId ? { patch: { ownerId: null } } : {}),
        },
        line: 'people-changed',
      };
    case 'adult':
      return noteAdult(context, personId, text, informed);
    default:
      return {
        change: { entry: 'access-given', text, grants: [{ personId, reason: 'added' }] },
        line: 'people-changed',
        messages: [alertMessage(work.caseId, personId, 'added', `added-${now.getTime()}`, now)],
      };
  }
}

/** Somebody who is to know of a case, and why. */
interface Informed {
  personId: string;
  reason: string;
}

/** Who is told of a case about this colleague: of staff the head, of the head the chair (KCSIE part four). */
function recipientsOf({ work, profile, everybody, seat, now }: StepContext, personId: string): Informed[] {
  const question: RouteQuestion = {
    adult: 'yes',
    adultIds: [...work.adultIds, personId],
    type: null,
    category: work.category,
    severity: work.severity,
    reporterRoles: [],
    at: now,
  };
  // Also whoever is noted as away: the colleague may have noted it.
  const ways = [seat.absent ?? new Set<string>(), new Set<string>()].map((absent) =>
    decideRoute({ profile, staff: everybody, absent }, question),
  );
  const reasons = new Map(ways.flatMap(({ access, name }) => access.map((id) => [id, `route: ${name}`])));
  return [...reasons].map(([id, reason]) => ({ personId: id, reason }));
}

/**
 * Keeps the case from a colleague: those of his own way are told, and what he had to do for it goes to others. Whoever notes it
 * works the case and reads on, so that it never lies with nobody.
 */
function noteAdult(
  { work, staff, identity, now }: StepContext,
  personId: string,
  text: EntryText,
  informed: readonly Informed[],
): Decided {
  const occasion = `adult-${now.getTime()}`;
  const owner = staff.find((person) => person.personId === work.ownerId && person.personId !== personId);
  const toId = owner?.personId ?? identity.personId;
  const tasks = work.tasks.filter(({ state, ownerId }) => state === 'open' && ownerId === personId);
  return {
    change: {
      entry: 'adult-added',
      text,
      adults: [personId],
      withdraws: [personId],
      grants: informed.filter((grant) => !work.accessIds.includes(grant.personId)),
      ...(tasks.length > 0 ? { movesTasks: { fromId: personId, toId } } : {}),
      ...(work.ownerId === personId ? { patch: { ownerId: null } } : {}),
    },
    line: 'people-changed',
    messages: [
      ...informed
        .filter((grant) => grant.personId !== identity.personId)
        .map((grant) => alertMessage(work.caseId, grant.personId, 'added', occasion, now)),
      ...tasks.map(({ taskId }) => taskMessage(work.caseId, taskId, toId, 'new', now)),
    ],
  };
}
