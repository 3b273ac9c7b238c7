import { NOTE, REFUSE, WHY, WITHDRAW } from './register-fields.ts';
import type { RegisterRule } from './register-rule.ts';

/** Pictures of a child: parents are asked with where and why (Ingol, "Use of digital and video images"). */
const imagePermission: RegisterRule = {
  fields: [
    { id: 'place', kind: 'text', required: true },
    WHY,
    { id: 'child', kind: 'text', required: true },
    { id: 'until', kind: 'date', when: 'future', required: true },
  ],
  titleField: 'place',
  addedBy: 'everybody',
  readBy: ['dsl', 'deputy_dsl', 'esafety_coordinator'],
  first: 'asked',
  steps: [
    {
      name: 'approve',
      from: ['asked'],
      to: 'approved',
      by: ['asker', 'office', 'head'],
      fields: [{ id: 'answeredOn', kind: 'date', when: 'past', required: true }, NOTE],
    },
    {
      name: 'refuse',
      from: ['asked'],
      to: 'refused',
      by: ['asker', 'office', 'head'],
      fields: [{ id: 'answeredOn', kind: 'date', when: 'past', required: true }, NOTE],
    },
    WITHDRAW,
    { name: 'end', from: ['approved'], to: 'ended', by: ['asker', 'office', 'head'], fields: [NOTE] },
  ],
  // The parents are asked on paper or by letter: whoever asked notes what they said.
  waits: { asked: ['asker'] },
  ends: { field: 'until', in: ['approved'], for: ['asker', 'office'] },
};

/** A use of social media: the head alone approves it, with its purpose (Milverton, "Social Networking"; Ingol, "Social Media"). */
const socialMedia: RegisterRule = {
  fields: [{ id: 'service', kind: 'text', required: true }, WHY, { id: 'until', kind: 'date', when: 'future' }],
  titleField: 'service',
  addedBy: 'everybody',
  readBy: ['esafety_coordinator', 'dsl'],
  first: 'asked',
  steps: [
    {
      name: 'approve',
      from: ['asked'],
      to: 'approved',
      by: ['head'],
      fields: [{ id: 'until', kind: 'date', when: 'future' }, NOTE],
    },
    { ...REFUSE, from: ['asked'], by: ['head'] },
    WITHDRAW,
    {
      name: 'extend',
      from: ['approved'],
      to: 'approved',
      by: ['head'],
      fields: [{ id: 'until', kind: 'date', when: 'future', required: true }, NOTE],
    },
    { name: 'end', from: ['approved'], to: 'ended', by: ['asker', 'head'], fields: [NOTE] },
  ],
  waits: { asked: ['head'] },
  ends: { field: 'until', in: ['approved'], for: ['asker', 'head'] },
};

/** Registers of what somebody is allowed. */
export const permissionRules = { 'image-permission': imagePermission, 'social-media': socialMedia };
