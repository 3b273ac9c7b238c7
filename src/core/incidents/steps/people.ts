import { viewerOf } from '../../access.ts';
import type { StaffMember } from '../../people/membership.ts';
import { rolesHeld } from '../../school/profile.ts';
import { alertMessage } from '../first-messages.ts';
import { STATUSES } from '../taxonomy.ts';
import { REASON_LIMIT } from './note.ts';
import { type FieldReader, readFields } from './read-fields.ts';
import { choicesOf, type Decided, idsOf, mayBeGiven, type StepContext, type StepRule, worksCases } from './step.ts';

/** What can be done with the people of a case. */
export const PEOPLE_CHANGES = ['give', 'end', 'pupil', 'adult'] as const;
const NAME_LIMIT = 200;

/**
 * Gives a colleague access to the case or ends it, adds a pupil, or notes that the case is about an adult, each with its
 * reason. Whom it is about loses all sight of it at once (law 4), and that is never taken back.
 */
export const people: StepRule = {
  from: STATUSES,
  by: 'worker',
  acknowledges: true,
  prepare: (context) => ({
    choices: { person: choicesOf(context.staff) },
    about: { restricted: context.work.restricted },
  }),
  decide(context, values) {
    const fields = readFields(values, context.now);
    const what = fields.choice('what', PEOPLE_CHANGES, 'Please choose what to change.');
    const reason = fields.text('reason', REASON_LIMIT, 'Please write why.');
    const decided =
      what === 'pupil' ? addPupil(context, fields, reason) : changeColleague(context, fields, what, reason);
    return decided ?? fields;
  },
};

function addPupil({ desk }: StepContext, fields: FieldReader, reason: string | null): Decided | null {
  const name = fields.text('pupil', NAME_LIMIT, 'Please write the pupil’s full name.');
  const details = fields.text('details', NAME_LIMIT);
  const birthDate = fields.day('birthDate', 'past');
  const pupilId = fields.text('pupilId', 40);
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
      return {
        change: {
          entry: 'adult-added',
          text,
          adults: [personId],
          withdraws: [personId],
          ...(work.ownerId === personId ? { patch: { ownerId: null } } : {}),
        },
        line: 'people-changed',
      };
    default:
      return {
        change: { entry: 'access-given', text, grants: [{ personId, reason: 'added' }] },
        line: 'people-changed',
        messages: [alertMessage(work.caseId, personId, 'added', `added-${now.getTime()}`, now)],
      };
  }
}
