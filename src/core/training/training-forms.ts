import { formNotServed } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import { showHelp } from '../help.ts';

type TrainingForm = 'acknowledge-document' | 'induct' | 'record-training' | 'class-count' | 'bulletin';

const pending: DeskFormRule = {
  open: async (_desk, identity) => showHelp(identity, false),
  submit: async (desk, _identity, event) => formNotServed(desk, event),
};

/** The forms of what people have read and learned. */
export const trainingForms: Record<TrainingForm, DeskFormRule> = {
  'acknowledge-document': pending,
  induct: pending,
  'record-training': pending,
  'class-count': pending,
  bulletin: pending,
};
