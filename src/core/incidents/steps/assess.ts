import type { AlertReason, OutgoingMessage } from '../../intents.ts';
import { accessHolders } from '../../people/access-requests.ts';
import { rolesHeld } from '../../school/profile.ts';
import type { CasePatch, CaseWork } from '../case-work.ts';
import { breachDeadline, stopDeadline } from '../deadlines.ts';
import { alertMessage } from '../first-messages.ts';
import { WHERE } from '../report-form.ts';
import { CATEGORIES, CONCERN_TYPES, type ConcernType, SEVERITIES, STAFF_TYPES } from '../taxonomy.ts';
import { REASON_LIMIT } from './note.ts';
import { readFields } from './read-fields.ts';
import { type StepContext, type StepRule, WHILE_OPEN } from './step.ts';

const YES_NO = ['yes', 'no'] as const;

/** A person says how grave it is and of what kind; every change with its reason. */
export const assess: StepRule = {
  from: WHILE_OPEN,
  by: 'worker',
  acknowledges: true,
  prepare: ({ work }) => ({
    values: {
      ...(work.severity ? { severity: work.severity } : {}),
      category: work.category,
      ...(work.type ? { type: work.type } : {}),
      ...(work.place ? { place: work.place } : {}),
      childProtection: flag(work.childProtection),
      sendSupport: flag(work.sendSupport),
    },
    about: { restricted: work.restricted },
  }),
  decide(context, values) {
    const { work, now } = context;
    const fields = readFields(values, now);
    const severity = fields.choice('severity', SEVERITIES, 'Please choose how grave it is.');
    const category = fields.choice('category', CATEGORIES, 'Please choose what it is closest to.');
    const chosen = fields.choice('type', CONCERN_TYPES);
    // Left empty it stays as it is: a kind is never taken away, only changed, if need be to "other".
    const type = chosen ?? work.type;
    const place = fields.choice('place', WHERE);
    // A flag is taken down by saying so, never by leaving the question out.
    const childProtection = (fields.choice('childProtection', YES_NO) ?? flag(work.childProtection)) === 'yes';
    const sendSupport = (fields.choice('sendSupport', YES_NO) ?? flag(work.sendSupport)) === 'yes';
    const reason = fields.text('reason', REASON_LIMIT, 'Please write why.');
    // A concern about an adult takes another route: it must not become one by a change of its kind.
    if (chosen && STAFF_TYPES.includes(chosen) && !work.restricted)
      fields.errors.type = 'A concern about an adult has to be reported as one, so that the right people get it.';
    if (fields.hasErrors() || !severity || !category) return fields;
    const flagged = childProtection && !work.childProtection;
    return {
      change: {
        entry: 'assessed',
        text: {
          facts: {
            severity,
            category,
            ...(type ? { type } : {}),
            ...(place ? { place } : {}),
            childProtection: flag(childProtection),
            sendSupport: flag(sendSupport),
            ...whatWas(work, { severity, category, type, place: place ?? work.place }),
          },
          text: reason,
        },
        patch: {
          severity,
          category,
          type,
          ...(place ? { place } : {}),
          childProtection,
          sendSupport,
          ...(work.status === 'new' || work.status === 'acknowledged' ? { status: 'assessing' as const } : {}),
          remindAt: null,
          ...deadlineOf(context, type),
        },
        ...(flagged ? { grants: leadsOf(context).map((personId) => ({ personId, reason: 'child protection' })) } : {}),
      },
      line: 'assessed',
      messages: [
        ...(flagged ? tell(context, leadsOf(context), 'added', 'child-protection') : []),
        ...(severity === 'immediate' && work.severity !== 'immediate'
          ? tell(context, urgentOf(context), 'immediate', `immediate-${now.getTime()}`)
          : []),
      ],
    };
  },
};

/** What stood there before and changes now: the reporter's own answers stay in the record (law 8). */
function whatWas(
  work: CaseWork,
  now: Pick<CaseWork, 'severity' | 'category' | 'type' | 'place'>,
): Record<string, string> {
  const changed = (['severity', 'category', 'type', 'place'] as const).flatMap((id) => {
    const before = work[id];
    return before !== null && before !== now[id] ? [[`${id}Before`, before]] : [];
  });
  return Object.fromEntries(changed);
}

function tell(
  { work, identity, now }: StepContext,
  people: readonly string[],
  reason: AlertReason,
  occasion: string,
): OutgoingMessage[] {
  return people
    .filter((personId) => personId !== identity.personId)
    .map((personId) => alertMessage(work.caseId, personId, reason, occasion, now));
}

/** Immediate danger: the safeguarding leads, their deputies and the head at once; of a restricted case those who have it. */
function urgentOf({ profile, staff, work }: StepContext): string[] {
  if (work.restricted) return work.accessIds;
  const urgent: readonly string[] = ['dsl', 'deputy_dsl', 'head'];
  return staff
    .filter((person) => rolesHeld(profile, person.roles).some((role) => urgent.includes(role)))
    .map((person) => person.personId);
}

const flag = (set: boolean): (typeof YES_NO)[number] => (set ? 'yes' : 'no');

/** A data breach starts the law's clock, unless the Commissioner was told; what turns out to be none stops it. */
function deadlineOf({ profile, work, now }: StepContext, type: ConcernType | null): CasePatch {
  const told = work.referrals.some(({ agency }) => agency === 'ico');
  if (type === 'data_breach') return work.deadlineAt || told ? {} : breachDeadline(work.reportedAt, now);
  return work.deadlineAt ? stopDeadline(profile, work.reviewAt, now) : {};
}

/** The safeguarding leads: a child-protection flag brings them in, wherever the case went (Wessex 19.2). */
function leadsOf({ profile, staff, work, now }: StepContext): string[] {
  if (work.restricted) return [];
  const holders = accessHolders(profile, staff, now);
  return staff
    .filter((person) => holders.includes(person.personId) && rolesHeld(profile, person.roles).includes('dsl'))
    .map((person) => person.personId);
}
