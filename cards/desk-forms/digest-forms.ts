import type { WriteDeskForm } from './desk-form-words.ts';

type DigestForm = 'approve-digest';

/** The words of the forms of governors’ digests. */
export const writeDigestForms: Record<DigestForm, WriteDeskForm> = {
  'approve-digest': () => ({ title: 'approve-digest', parts: [] }),
};
