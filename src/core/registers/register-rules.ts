import type { Role } from '../school/roles.ts';
import { filterRules } from './filter-rules.ts';
import { permissionRules } from './permission-rules.ts';
import { NOTE, REFUSE, WHY, WITHDRAW } from './register-fields.ts';
import type { RegisterName } from './register-names.ts';
import type { RegisterRule } from './register-rule.ts';

const LOOKS_AFTER_IT: readonly Role[] = ['ict_lead', 'network_manager'];

/** New technology: nothing is used before its risk is assessed (Wessex 14.1), nor by pupils before it is tested (Ingol, "Planning"). */
const technology: RegisterRule = {
  fields: [{ id: 'name', kind: 'text', required: true }, WHY],
  titleField: 'name',
  addedBy: 'everybody',
  readBy: ['esafety_coordinator', 'dsl', 'dpo'],
  first: 'asked',
  steps: [
    {
      name: 'assess',
      from: ['asked'],
      to: 'assessed',
      by: ['head', ...LOOKS_AFTER_IT, 'esafety_coordinator', 'dpo'],
      fields: [{ id: 'assessment', kind: 'text', required: true }, { id: 'dpia', kind: 'text', required: true }, NOTE],
    },
    {
      name: 'test',
      from: ['assessed'],
      to: 'tested',
      by: [...LOOKS_AFTER_IT, 'esafety_coordinator', 'head'],
      fields: [
        { id: 'testedOn', kind: 'date', when: 'past', required: true },
        { id: 'outcome', kind: 'longText', required: true },
      ],
    },
    { name: 'go-live', from: ['tested'], to: 'live', by: ['head', 'ict_lead'], fields: [NOTE] },
    { ...REFUSE, from: ['asked', 'assessed', 'tested'], by: ['head', ...LOOKS_AFTER_IT] },
    WITHDRAW,
    { name: 'end', from: ['live'], to: 'ended', by: ['head', ...LOOKS_AFTER_IT], fields: [NOTE] },
  ],
  waits: { asked: LOOKS_AFTER_IT, assessed: LOOKS_AFTER_IT, tested: ['head'] },
  ends: null,
};

/** Equipment taken home: no loan before it is approved (St Andrew's 7.1). */
const equipmentLoan: RegisterRule = {
  fields: [
    { id: 'item', kind: 'text', required: true },
    WHY,
    { id: 'until', kind: 'date', when: 'future', required: true },
  ],
  titleField: 'item',
  addedBy: 'everybody',
  readBy: ['office'],
  first: 'asked',
  steps: [
    {
      name: 'approve',
      from: ['asked'],
      to: 'approved',
      by: ['head', 'ict_lead'],
      fields: [{ id: 'until', kind: 'date', when: 'future', required: true }, NOTE],
      tells: LOOKS_AFTER_IT,
    },
    { ...REFUSE, from: ['asked'], by: ['head', 'ict_lead'] },
    WITHDRAW,
    {
      name: 'issue',
      from: ['approved'],
      to: 'issued',
      by: [...LOOKS_AFTER_IT, 'office', 'head'],
      fields: [{ id: 'tag', kind: 'text', required: true }, NOTE],
    },
    {
      name: 'extend',
      from: ['issued'],
      to: 'issued',
      by: ['head', 'ict_lead'],
      fields: [{ id: 'until', kind: 'date', when: 'future', required: true }, NOTE],
    },
    { name: 'return', from: ['issued'], to: 'returned', by: [...LOOKS_AFTER_IT, 'office', 'head'], fields: [NOTE] },
    { name: 'end', from: ['approved'], to: 'ended', by: ['asker', 'head', 'ict_lead'], fields: [NOTE] },
  ],
  waits: { asked: ['head', 'ict_lead'] },
  ends: { field: 'until', in: ['issued'], for: ['asker', ...LOOKS_AFTER_IT] },
};

/** Equipment that goes: it counts as disposed of once the agency's written receipt is there (Writtle 14). */
const disposal: RegisterRule = {
  fields: [
    { id: 'item', kind: 'text', required: true },
    { id: 'data', kind: 'longText', required: true },
  ],
  titleField: 'item',
  addedBy: [...LOOKS_AFTER_IT, 'office', 'head'],
  readBy: ['dpo'],
  first: 'listed',
  steps: [
    {
      name: 'dispose',
      from: ['listed'],
      to: 'disposed',
      by: [...LOOKS_AFTER_IT, 'office', 'head'],
      fields: [
        { id: 'agency', kind: 'text', required: true },
        { id: 'receipt', kind: 'text', required: true },
        { id: 'goneOn', kind: 'date', when: 'past', required: true },
        NOTE,
      ],
    },
    { ...WITHDRAW, from: ['listed'], by: ['asker', 'head'] },
  ],
  waits: { listed: ['asker'] },
  ends: null,
};

/** The rule of every register. */
export const REGISTER_RULES: Record<RegisterName, RegisterRule> = {
  technology,
  'equipment-loan': equipmentLoan,
  disposal,
  ...permissionRules,
  ...filterRules,
};
