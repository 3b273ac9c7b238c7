import type { Role } from '../school/roles.ts';
import { NOTE, REFUSE, WHY, WITHDRAW } from './register-fields.ts';
import type { RegisterField, RegisterRule } from './register-rule.ts';

const LOOKS_AFTER_IT: readonly Role[] = ['ict_lead', 'network_manager'];

/** Strictly for a time (St Andrew's 5.1): a day in many years would be none. */
const UNTIL: RegisterField = { id: 'until', kind: 'date', when: 'future', within: 'P1Y', required: true };

/** A page opened for a time: the head approves, it has a last day, and it is blocked again (St Andrew's 5.1). */
const unblock: RegisterRule = {
  fields: [{ id: 'address', kind: 'url', required: true }, WHY, UNTIL],
  titleField: 'purpose',
  addedBy: 'everybody',
  readBy: ['dsl', 'deputy_dsl', 'esafety_coordinator'],
  first: 'asked',
  steps: [
    {
      name: 'approve',
      from: ['asked'],
      to: 'approved',
      by: ['head'],
      fields: [UNTIL, NOTE],
      tells: LOOKS_AFTER_IT,
    },
    { ...REFUSE, from: ['asked'], by: ['head'] },
    WITHDRAW,
    {
      name: 'extend',
      from: ['approved'],
      to: 'approved',
      by: ['head'],
      fields: [UNTIL, NOTE],
      tells: LOOKS_AFTER_IT,
    },
    { name: 'block-again', from: ['approved'], to: 'blocked', by: [...LOOKS_AFTER_IT, 'head'], fields: [NOTE] },
  ],
  waits: { asked: ['head'] },
  ends: { field: 'until', in: ['approved'], for: LOOKS_AFTER_IT },
};

/** A report the filter's provider is asked for: who asked, why, when it came (Milverton, "Managing filtering"). */
const filterReport: RegisterRule = {
  fields: [{ id: 'about', kind: 'text', required: true }, WHY],
  titleField: 'about',
  addedBy: ['head', 'deputy_head', 'dsl', 'deputy_dsl', 'esafety_coordinator', 'link_governor', ...LOOKS_AFTER_IT],
  readBy: ['dsl', 'deputy_dsl', 'esafety_coordinator'],
  first: 'asked',
  steps: [
    {
      name: 'receive',
      from: ['asked'],
      to: 'received',
      by: [...LOOKS_AFTER_IT, 'head', 'dsl', 'esafety_coordinator'],
      fields: [{ id: 'receivedOn', kind: 'date', when: 'past', required: true }, { id: 'kept', kind: 'text' }, NOTE],
    },
    WITHDRAW,
  ],
  waits: { asked: LOOKS_AFTER_IT },
  ends: null,
};

/** How a filter did. */
const CHECK_RESULTS = ['blocked', 'not-blocked', 'too-much-blocked'] as const;

/** A check of the filter: who, when, what was tried on which device and account, the result, what was done (Ingol, "Ensuring safe access"). */
const filterCheck: RegisterRule = {
  fields: [
    { id: 'checkedOn', kind: 'date', when: 'past', required: true },
    { id: 'device', kind: 'text', required: true },
    { id: 'account', kind: 'text', required: true },
    { id: 'tried', kind: 'longText', required: true },
    { id: 'result', kind: 'choice', options: CHECK_RESULTS, required: true },
    { id: 'action', kind: 'longText', required: true },
  ],
  titleField: 'device',
  addedBy: [...LOOKS_AFTER_IT, 'dsl', 'deputy_dsl', 'esafety_coordinator', 'head'],
  readBy: [...LOOKS_AFTER_IT, 'dsl', 'deputy_dsl', 'esafety_coordinator', 'head', 'link_governor'],
  first: 'logged',
  steps: [],
  waits: {},
  ends: null,
  settles: 'filter_check',
};

/** Registers about the web filter. */
export const filterRules = { unblock, 'filter-report': filterReport, 'filter-check': filterCheck };
