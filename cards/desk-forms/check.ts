import type { StepKind } from '../../src/core/case-views.ts';
import type { Field } from '../model.ts';
import { PARENTS_OPTIONS } from '../words.ts';
import { isAsked, listField, of, type WriteDeskForm } from './desk-form-words.ts';

/** What the note of a step is for; all but these may be left empty. */
const NOTES: Record<StepKind, { label: string; hint: string }> = {
  plain: { label: 'Anything to note?', hint: 'Needed where the step is not needed: write why.' },
  logged: { label: 'Anything to note?', hint: 'Needed where the step is not needed: write why.' },
  told: { label: 'Anything to note?', hint: 'It is ticked by itself once everybody has opened the task.' },
  ticket: { label: 'Which reference or ticket?', hint: 'What they gave you, so that it can be found again.' },
  talk: { label: 'Who talked with whom?', hint: 'Not what was said: that can go into a note of the case.' },
  parents: { label: 'Who told them, or why not?', hint: 'Needed where they were not told.' },
  meeting: { label: 'Who met?', hint: 'Such as: DSL, both pupils, both families.' },
  evaluation: { label: 'What did you find?', hint: 'What worked, what did not, what is changed.' },
};

/** Nobody was given a task by which it would show who has been told. */
const TOLD_BY_HAND = {
  label: 'Who was told, when and by whom?',
  hint: 'Or add a web filter task: the step is then ticked by itself.',
};

/** One step of a checklist. */
export const writeCheck: WriteDeskForm = (view) => {
  const step = view.about.step ?? { text: 'This step', kind: 'plain' as const };
  const note = isAsked(view, 'told') ? TOLD_BY_HAND : NOTES[step.kind];
  const parents: Field[] =
    step.kind === 'parents' || isAsked(view, 'parents')
      ? [listField('parents', 'Do the parents know?', PARENTS_OPTIONS, { required: false })]
      : [];
  return {
    title: `Checklist${of(view)}`,
    blocks: [{ kind: 'text', text: step.text, style: 'strong' }],
    parts: [
      {
        fields: [
          listField('state', 'How does it stand?', [
            { value: 'done', label: 'Done' },
            { value: 'not-needed', label: 'Not needed' },
          ]),
          ...parents,
          { kind: 'longText', id: 'note', ...note, maxLength: 4_000 },
          { kind: 'date', id: 'day', label: 'On which day?' },
        ],
      },
    ],
  };
};
