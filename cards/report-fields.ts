import type { PersonChoice, ReportFormView } from '../src/core/form-views.ts';
import {
  CATEGORIES,
  CONCERN_TYPES,
  CONSENTS,
  PURPOSES,
  SOURCES,
  STAFF_TYPES,
  VICTIMS,
} from '../src/core/incidents/taxonomy.ts';
import { listOptions } from './fields.ts';
import type { Field, Option } from './model.ts';
import {
  CATEGORY_WORDS,
  CONSENT_WORDS,
  PLACE_WORDS,
  PURPOSE_WORDS,
  SOURCE_WORDS,
  TYPE_WORDS,
  VICTIM_WORDS,
} from './words.ts';

const YES_NO_UNSURE: Option[] = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
  { value: 'unsure', label: 'Not sure' },
];

const IT_MAY_SEE = 'IT staff may see this. No names, please.';

/** The question that decides who may read the report, so it comes before all others. */
export const adultField: Field = {
  kind: 'choice',
  id: 'adult',
  label: 'About an adult who works or volunteers here?',
  required: true,
  options: YES_NO_UNSURE,
  style: 'list',
};

/** The account itself. */
export const whatField: Field = {
  kind: 'longText',
  id: 'what',
  label: 'What happened?',
  hint: 'Facts, in your own words. Keep to what was seen and heard.',
  required: true,
  maxLength: 10_000,
};

/** Whether help is needed this minute. */
export const dangerField: Field = {
  kind: 'choice',
  id: 'danger',
  label: 'Is anyone in danger right now?',
  required: true,
  options: YES_NO_UNSURE.filter((option) => option.value !== 'unsure'),
  style: 'list',
};

/** Asked where it is about an adult: the safeguarding lead is not told of that report, and a child in it may need help now. */
const childNeedsField: Field = {
  kind: 'longText',
  id: 'childNeeds',
  label: 'If about an adult: is a child at risk now?',
  hint: 'What the safeguarding lead needs to know about the child. Do not name or describe the adult.',
  maxLength: 4000,
};

/** The questions everybody is asked, the one about an adult first. */
export function listMainFields(view: ReportFormView): Field[] {
  return [
    adultField,
    {
      kind: 'person',
      id: 'adultPerson',
      label: 'If yes or not sure: who?',
      hint: 'Choosing somebody keeps this report from that person. If there are several, choose the most senior, the head first. If they are not listed, say so here and write their name in the account below.',
      options: view.people.map(describePerson),
    },
    ...listSchoolField(view),
    whatField,
    {
      kind: 'choice',
      id: 'category',
      label: 'What is it nearest to?',
      required: true,
      options: listOptions(CATEGORIES, CATEGORY_WORDS),
      style: 'list',
    },
    {
      kind: 'longText',
      id: 'who',
      label: 'Who is involved?',
      hint: 'One person on each line: full name, class.',
      maxLength: 1000,
    },
    {
      kind: 'date',
      id: 'date',
      label: 'When did it happen? Date',
      hint: 'If you are not sure, your best guess.',
      required: true,
    },
    { kind: 'time', id: 'time', label: 'Time, if you know it' },
    { kind: 'choice', id: 'place', label: 'Where?', options: listPlaces(), style: 'list' },
    dangerField,
    childNeedsField,
  ];
}

/** The questions for somebody who knows more and has the time. */
export function listMoreFields(): Field[] {
  return [
    { kind: 'choice', id: 'type', label: 'What kind of concern is it?', options: listTypes(), style: 'menu' },
    {
      kind: 'longText',
      id: 'childWords',
      label: 'The child’s own words',
      hint: 'As they were said, without your opinion.',
      maxLength: 5000,
    },
    {
      kind: 'longText',
      id: 'urls',
      label: 'Web addresses, one per line',
      hint: IT_MAY_SEE,
      maxLength: 4000,
    },
    {
      kind: 'text',
      id: 'device',
      label: 'Which device?',
      hint: `For example: laptop 14 in the library, or own phone. ${IT_MAY_SEE}`,
      maxLength: 200,
    },
    { kind: 'longText', id: 'actionTaken', label: 'What have you done already?', maxLength: 4000 },
    {
      kind: 'choice',
      id: 'onBehalfOf',
      label: 'Who are you reporting for?',
      options: listOptions(SOURCES, SOURCE_WORDS),
      style: 'menu',
    },
    {
      kind: 'choice',
      id: 'consent',
      label: 'If for somebody else: do they agree?',
      hint: 'A concern is reported in any case.',
      options: listOptions(CONSENTS, CONSENT_WORDS),
      style: 'menu',
    },
    {
      kind: 'choice',
      id: 'victim',
      label: 'Who was harmed or upset?',
      options: listOptions(VICTIMS, VICTIM_WORDS),
      style: 'menu',
    },
    {
      kind: 'choice',
      id: 'purpose',
      label: 'Was it done on purpose?',
      options: [...listOptions(PURPOSES, PURPOSE_WORDS), { value: '', label: 'Not known' }],
      style: 'menu',
    },
    { kind: 'date', id: 'noticedDate', label: 'When did you notice or hear of it?' },
  ];
}

function listSchoolField(view: ReportFormView): Field[] {
  if (view.schools.length < 2) return [];
  return [
    {
      kind: 'choice',
      id: 'school',
      label: 'Which school is it about?',
      required: true,
      options: view.schools.map((school) => ({ value: school.id, label: school.name })),
      style: 'menu',
    },
  ];
}

function describePerson(person: PersonChoice): Option {
  return { value: person.id, label: person.jobTitle ? `${person.name}, ${person.jobTitle}` : person.name };
}

function listPlaces(): Option[] {
  return Object.entries(PLACE_WORDS).map(([value, label]) => ({ value, label }));
}

function listTypes(): Option[] {
  // What is about an adult comes last, so that it is never chosen by a slip of the finger.
  const aboutPupils = CONCERN_TYPES.filter((type) => !STAFF_TYPES.includes(type));
  // "Not sure" is the empty value: the same as leaving the question out.
  return [...listOptions([...aboutPupils, ...STAFF_TYPES], TYPE_WORDS), { value: '', label: 'Not sure' }];
}
