import type { CloseBlocker } from '../../src/core/form-views.ts';
import { CONCERN_TYPES, PUPIL_OUTCOMES, STAFF_OUTCOMES, STAFF_TYPES } from '../../src/core/incidents/taxonomy.ts';
import { listOptions } from '../fields.ts';
import type { Block, Field } from '../model.ts';
import { shorten } from '../shorten.ts';
import { OUTCOME_WORDS, PARENTS_OPTIONS, PLACE_WORDS, TYPE_WORDS } from '../words.ts';
import { isAsked, listField, named, type WriteDeskForm } from './desk-form-words.ts';

/** Steps that are named; a step is shown as far as this. */
const MOST_STEPS = 8;
const STEP_SHOWN = 150;

/** The close gate: what is still to be done first, then what has to be written down. */
export const writeClose: WriteDeskForm = (view) => {
  const { blockers = [], restricted } = view.about;
  const outcomes = restricted ? STAFF_OUTCOMES : PUPIL_OUTCOMES;
  const types = CONCERN_TYPES.filter((type) => restricted || !STAFF_TYPES.includes(type));
  const kind: Field[] = isAsked(view, 'type')
    ? [
        {
          kind: 'choice',
          id: 'type',
          label: 'What kind of concern was it?',
          hint: 'Nobody has said so yet. “Something else” will do where nothing fits.',
          style: 'menu',
          required: true,
          options: listOptions(types, TYPE_WORDS),
        },
      ]
    : [];
  const notReferred: Field[] = isAsked(view, 'notReferred')
    ? [
        {
          kind: 'longText',
          id: 'notReferred',
          label: 'Why was it not referred to any agency?',
          hint: 'The decision not to refer is part of the record.',
          required: true,
          maxLength: 4_000,
        },
      ]
    : [];
  return {
    title: `Close${named(view)}`,
    blocks: describeBlockers(blockers),
    parts: [
      {
        fields: [
          ...kind,
          {
            kind: 'choice',
            id: 'outcome',
            label: 'How did it end?',
            style: 'menu',
            required: true,
            options: listOptions(outcomes, OUTCOME_WORDS),
          },
          {
            kind: 'longText',
            id: 'rationale',
            label: 'Why this outcome?',
            hint: 'Whoever reads it in years must understand it.',
            required: true,
            maxLength: 4_000,
          },
          ...notReferred,
          listField('parents', 'Do the parents or carers know?', PARENTS_OPTIONS),
          { kind: 'longText', id: 'parentsReason', label: 'If they do not: why?', maxLength: 4_000 },
          {
            kind: 'choice',
            id: 'place',
            label: 'Where did it happen?',
            style: 'menu',
            required: true,
            options: Object.entries(PLACE_WORDS).map(([value, label]) => ({ value, label })),
          },
          {
            kind: 'longText',
            id: 'evaluation',
            label: 'What would you do again, or otherwise?',
            hint: 'The evaluation: of what was done, and of the systems.',
            required: true,
            maxLength: 4_000,
          },
          {
            kind: 'text',
            id: 'lesson',
            label: 'A lesson for others?',
            hint: 'One line without any name. Governors may read it.',
            maxLength: 300,
          },
        ],
      },
    ],
    submitLabel: 'Close the case',
  };
};

function describeBlockers(blockers: readonly CloseBlocker[]): Block[] {
  if (blockers.length === 0) return [];
  return [
    {
      kind: 'notice',
      tone: 'warning',
      title: 'Not ready to close',
      text: 'Settle each of these first, or say there why it is not needed.',
    },
    { kind: 'list', items: listBlockers(blockers) },
  ];
}

/** The first of them by name: the others wait behind these. */
function listBlockers(blockers: readonly CloseBlocker[]): string[] {
  const steps = blockers.filter(({ what }) => what === 'step');
  const others = blockers.filter(({ what }) => what !== 'step');
  const more = steps.length - MOST_STEPS;
  return [
    ...steps.slice(0, MOST_STEPS).map(writeBlocker),
    ...(more > 0 ? [`${more} more steps of the checklist`] : []),
    ...others.map(writeBlocker),
  ];
}

function writeBlocker(blocker: CloseBlocker): string {
  switch (blocker.what) {
    case 'step':
      return `Checklist: ${shorten(blocker.step, STEP_SHOWN)}`;
    case 'tasks':
      return blocker.count === 1 ? 'One task is open' : `${blocker.count} tasks are open`;
    case 'referrals':
      return blocker.count === 1 ? 'One referral has no answer yet' : `${blocker.count} referrals have no answer yet`;
  }
}
