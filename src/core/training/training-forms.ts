import type { DeskFormRule } from '../desk-forms.ts';
import { acknowledgeDocument } from './acknowledge-document.ts';
import { certificate } from './certificate.ts';
import { classCount } from './class-count.ts';
import { induct } from './induct.ts';
import { recordTraining } from './record-training.ts';

type TrainingForm = 'acknowledge-document' | 'induct' | 'record-training' | 'class-count' | 'certificate';

/** The forms of what people have read and learned. */
export const trainingForms: Record<TrainingForm, DeskFormRule> = {
  'acknowledge-document': acknowledgeDocument,
  induct,
  'record-training': recordTraining,
  'class-count': classCount,
  certificate,
};
