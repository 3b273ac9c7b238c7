import { REASON_LIMIT } from './note.ts';
import { readFields } from './read-fields.ts';
import { type StepRule, WHILE_OPEN } from './step.ts';

/** Records what an agency, or the next school, answered, or why no answer is expected any more. */
export const answer: StepRule = {
  from: WHILE_OPEN,
  by: 'worker',
  acknowledges: false,
  prepare: ({ work, data }) => {
    const referral = work.referrals.find(({ referralId }) => referralId === data.referral);
    if (referral?.state !== 'waiting') return null;
    const { theirReference } = referral.details;
    return {
      about: { agency: referral.agency },
      values: { came: 'answered', ...(theirReference ? { theirReference } : {}) },
    };
  },
  decide({ work, data, now }, values) {
    const fields = readFields(values, now);
    const state = fields.choice('came', ['answered', 'not-expected'] as const) ?? 'answered';
    const missing =
      state === 'answered' ? 'Please write what they answered.' : 'Please write why no answer is expected any more.';
    const text = fields.text('answer', REASON_LIMIT, missing);
    const theirReference = fields.text('theirReference', 200);
    const referral = work.referrals.find(({ referralId }) => referralId === data.referral);
    if (!referral) fields.errors.answer = 'This referral is not on the list any more.';
    if (fields.hasErrors() || !text || !referral) return fields;
    return {
      change: {
        entry: 'referral-answered',
        text: {
          facts: {
            agency: referral.agency,
            ...(state === 'answered' ? {} : { state }),
            ...(theirReference ? { theirReference } : {}),
          },
          text,
        },
        answer: { referralId: referral.referralId, state, text, theirReference },
      },
      line: 'referral-answered',
    };
  },
};
