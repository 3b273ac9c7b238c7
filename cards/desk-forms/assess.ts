import { CATEGORIES, CONCERN_TYPES, SEVERITIES, STAFF_TYPES } from '../../src/core/incidents/taxonomy.ts';
import { listOptions } from '../fields.ts';
import { CATEGORY_WORDS, PLACE_WORDS, SEVERITY_CHOICES, TYPE_WORDS, YES_NO_OPTIONS } from '../words.ts';
import { listField, named, reasonField, type WriteDeskForm } from './desk-form-words.ts';

/** How grave it is, and of what kind. */
export const writeAssess: WriteDeskForm = (view) => {
  const types = CONCERN_TYPES.filter((type) => view.about.restricted || !STAFF_TYPES.includes(type));
  return {
    title: `Assess${named(view)}`,
    parts: [
      {
        fields: [
          listField('severity', 'How grave is it?', listOptions(SEVERITIES, SEVERITY_CHOICES)),
          {
            kind: 'choice',
            id: 'category',
            label: 'What is it closest to?',
            style: 'menu',
            required: true,
            options: listOptions(CATEGORIES, CATEGORY_WORDS),
          },
          {
            kind: 'choice',
            id: 'type',
            label: 'What kind of concern?',
            hint: 'It decides which checklist the case gets.',
            style: 'menu',
            options: listOptions(types, TYPE_WORDS),
          },
          reasonField('What you know, what you think, and what made you decide so.'),
          {
            kind: 'choice',
            id: 'place',
            label: 'Where did it happen?',
            style: 'menu',
            options: Object.entries(PLACE_WORDS).map(([value, label]) => ({ value, label })),
          },
          listField('childProtection', 'Is it a child protection matter?', YES_NO_OPTIONS, {
            hint: 'Yes adds the child protection steps and brings in the safeguarding lead.',
            required: false,
          }),
          listField('sendSupport', 'Does a child concerned have special needs (SEND)?', YES_NO_OPTIONS, {
            hint: 'Yes offers a task for the SENDCO. Nothing is sent by itself.',
            required: false,
          }),
        ],
      },
    ],
  };
};
