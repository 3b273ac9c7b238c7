import { DUTY_STATES, DUTY_WORDS, nameDuty } from '../duty-words.ts';
import { isAsked, listField, type WriteDeskForm } from './desk-form-words.ts';

const OUTCOMES = (['done', 'not-needed'] as const).map((value) => ({ value, label: DUTY_STATES[value] }));

/** Says that a recurring duty was done, or why it is not needed this time. */
const writeFinishDuty: WriteDeskForm = (view) => {
  const duty = view.about.duty;
  const twoSign = duty?.twoSign ?? false;
  return {
    title: duty ? nameDuty(duty) : 'How was it settled?',
    ...(duty ? { blocks: [{ kind: 'text', text: DUTY_WORDS[duty.kind].todo, style: 'subtle' }] } : {}),
    parts: [
      {
        fields: [
          listField('outcome', duty?.part === 'second' ? 'How do you see it?' : 'How was it settled?', OUTCOMES),
          {
            kind: 'longText',
            id: 'note',
            label: twoSign ? 'What did you find?' : 'Anything to note?',
            hint: 'If it was not needed this time, please say why. Please name no child.',
            required: twoSign,
            maxLength: 2_000,
          },
          ...(isAsked(view, 'evidence')
            ? [
                {
                  kind: 'text' as const,
                  id: 'evidence',
                  label: 'Where is the evidence kept?',
                  hint: 'Such as a folder, a minute or a report number. Files stay where they are.',
                  required: duty?.kind === 'it_audit' && duty.part === 'first',
                  maxLength: 300,
                },
              ]
            : []),
        ],
      },
    ],
    submitLabel: 'Sign',
  };
};

/** The words of the forms of recurring duties. */
export const writeDutyForms: Record<'finish-duty', WriteDeskForm> = { 'finish-duty': writeFinishDuty };
