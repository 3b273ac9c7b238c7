import type { DeskFormRule } from '../desk-forms.ts';
import { approveDigest } from './approve-digest.ts';

type DigestForm = 'approve-digest';

/** The forms of governors’ digests. */
export const digestForms: Record<DigestForm, DeskFormRule> = {
  'approve-digest': approveDigest,
};
