import type { WriteDeskForm } from './desk-form-words.ts';

type TrainingForm = 'acknowledge-document' | 'induct' | 'record-training' | 'class-count' | 'bulletin';

/** The words of the forms of what people have read and learned. */
export const writeTrainingForms: Record<TrainingForm, WriteDeskForm> = {
  'acknowledge-document': () => ({ title: 'acknowledge-document', parts: [] }),
  induct: () => ({ title: 'induct', parts: [] }),
  'record-training': () => ({ title: 'record-training', parts: [] }),
  'class-count': () => ({ title: 'class-count', parts: [] }),
  bulletin: () => ({ title: 'bulletin', parts: [] }),
};
