import { REASON_LIMIT } from './note.ts';
import { readFields } from './read-fields.ts';
import { type StepRule, WHILE_OPEN } from './step.ts';

/** Records what an agency, or the next school, answered. */
export const answer: StepRule = {
  from: WHILE_OPEN,
  by: 'worker',
  acknowledges: false,
  prepare: ({ work, data }) => {
    const referral = work.referrals.find(({ referralId }) => referralId === data.referral);
    if (referral?.state !== 'waiting') return null;
    const { theirReference } = referral.details;
    return { about: { agency: referral.agency }, ...(theirReference ? { values: { theirReference } } : {}) };
  },
  decide({ work, data, now }, values) {
    const fields = readFields(values, now);
    const text = fields.text('answer', REASON_LIMIT, 'Please write what they answered.');
    const theirReference = fields.text('theirReference', 200);
    const referral = work.referrals.find(({ referralId }) => referralId === data.referral);
    if (!referral) fields.errors.answer = 'This referral is not on the list any more.';
    if (fields.hasErrors() || !text || !referral) return fields;
    return {
      change: {
        entry: 'referral-answered',
        text: { facts: { agency: referral.agency, ...(theirReference ? { theirReference } : {}) }, text },
        answer: { referralId: referral.referralId, text, theirReference },
      },
      line: 'referral-answered',
    };
  },
};
