import { accessHolders } from '../../people/access-requests.ts';
import { rolesHeld } from '../../school/profile.ts';
import { breachDeadline } from '../deadlines.ts';
import { alertMessage } from '../first-messages.ts';
import { WHERE } from '../report-form.ts';
import { CATEGORIES, CONCERN_TYPES, SEVERITIES, STAFF_TYPES } from '../taxonomy.ts';
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
      childProtection: work.childProtection ? 'yes' : 'no',
      sendSupport: work.sendSupport ? 'yes' : 'no',
    },
    about: { restricted: work.restricted },
  }),
  decide(context, values) {
    const { work, now } = context;
    const fields = readFields(values, now);
    const severity = fields.choice('severity', SEVERITIES, 'Please choose how grave it is.');
    const category = fields.choice('category', CATEGORIES, 'Please choose what it is closest to.');
    const type = fields.choice('type', CONCERN_TYPES);
    const place = fields.choice('place', WHERE);
    const childProtection = fields.choice('childProtection', YES_NO) === 'yes';
    const sendSupport = fields.choice('sendSupport', YES_NO) === 'yes';
    const reason = fields.text('reason', REASON_LIMIT, 'Please write why.');
    // A concern about an adult takes another route: it must not become one by a change of its kind.
    if (type && STAFF_TYPES.includes(type) && !work.restricted)
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
            childProtection: childProtection ? 'yes' : 'no',
            sendSupport: sendSupport ? 'yes' : 'no',
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
          ...(type === 'data_breach' && !work.deadlineAt ? breachDeadline(work.reportedAt, now) : {}),
        },
        ...(flagged ? { grants: leadsOf(context).map((personId) => ({ personId, reason: 'child protection' })) } : {}),
      },
      line: 'assessed',
      messages: flagged
        ? leadsOf(context)
            .filter((personId) => personId !== context.identity.personId)
            .map((personId) => alertMessage(work.caseId, personId, 'added', 'child-protection', now))
        : [],
    };
  },
};

/** The safeguarding leads: a child-protection flag brings them in, wherever the case went (Wessex 19.2). */
function leadsOf({ profile, staff, work, now }: StepContext): string[] {
  if (work.restricted) return [];
  const holders = accessHolders(profile, staff, now);
  return staff
    .filter((person) => holders.includes(person.personId) && rolesHeld(profile, person.roles).includes('dsl'))
    .map((person) => person.personId);
}
