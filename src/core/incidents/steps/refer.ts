import { localDay, oneWorkingDayLater } from '../../school/calendar.ts';
import type { SchoolProfile } from '../../school/profile.ts';
import { AGENCY_FIELDS, RESPONSE_WORKING_DAYS } from '../agency-fields.ts';
import { stopDeadline } from '../deadlines.ts';
import { AGENCIES, type Agency } from '../taxonomy.ts';
import { dueAtEndOf, remindBefore } from './due.ts';
import { REASON_LIMIT } from './note.ts';
import { readFields } from './read-fields.ts';
import { type StepContext, type StepRule, WHILE_OPEN } from './step.ts';

const SHORT_LIMIT = 200;

/**
 * Records that a concern was passed to an agency: to whom, when, what, why, and what that agency asks for. First the agency is
 * chosen, then its own fields are asked. It is also the log of disclosures (St Andrew's 9.1). Nothing is sent by it.
 */
export const refer: StepRule = {
  from: WHILE_OPEN,
  by: 'worker',
  acknowledges: true,
  prepare: (context) => {
    const agency = agencyOf(context);
    if (!agency) return { about: { restricted: context.work.restricted } };
    const { profile, now } = context;
    const days = RESPONSE_WORKING_DAYS[agency];
    return {
      values: {
        day: localDay(now),
        ...(days === undefined ? {} : { responseDue: workingDaysLater(profile, now, days) }),
      },
      about: { agency },
    };
  },
  decide(context, values) {
    const { desk, profile, work, now } = context;
    const agency = agencyOf(context);
    const fields = readFields(values, now);
    if (!agency) {
      const chosen = fields.choice('agency', AGENCIES, 'Please choose to whom.');
      return chosen ? { next: { agency: chosen } } : fields;
    }
    const day = fields.day('day', 'past', 'Please give the day.');
    const person = fields.text('person', SHORT_LIMIT, 'Please write whom you spoke with, or “online form”.');
    const theirReference = fields.text('theirReference', SHORT_LIMIT);
    const shared = fields.text('shared', REASON_LIMIT, 'Please write what was passed on.');
    const purpose = fields.text('purpose', REASON_LIMIT, 'Please write why, and on what basis.');
    const responseDue = fields.day('responseDue', 'future');
    const own: Record<string, string> = {};
    for (const { id, required } of AGENCY_FIELDS[agency] ?? []) {
      const value = fields.text(id, REASON_LIMIT, required ? 'This agency asks for it. Please fill it in.' : undefined);
      if (value !== null) own[id] = value;
    }
    if (fields.hasErrors() || !day || !person || !shared || !purpose) return fields;
    const referralId = desk.ids.uuid();
    const responseDueAt = responseDue ? dueAtEndOf(profile, responseDue) : null;
    // The Commissioner has been told: the 72 hours have been kept.
    const stopped = agency === 'ico' && work.deadlineAt ? stopDeadline(profile, work.reviewAt, now) : {};
    return {
      change: {
        entry: 'referred',
        text: {
          facts: { agency, day, person, ...(theirReference ? { theirReference } : {}), ...own, shared },
          text: purpose,
        },
        patch: { status: 'referred', ...stopped },
        referral: {
          referralId,
          agency,
          details: { person, theirReference, shared, purpose, fields: own },
          referredOn: day,
          responseDueAt,
          remindAt: responseDueAt && remindBefore(profile, responseDueAt, now),
        },
      },
      line: 'referred',
    };
  },
};

const agencyOf = ({ data }: StepContext): Agency | null => AGENCIES.find((known) => known === data.agency) ?? null;

function workingDaysLater(profile: SchoolProfile, from: Date, days: number): string {
  let at = from;
  for (let day = 0; day < days; day += 1) at = oneWorkingDayLater(profile, at);
  return localDay(at);
}
