import type { AbsenceLine, CoverView } from '../../../src/core/desk-views.ts';
import type { Choice, DeskFormView } from '../../../src/core/form-views.ts';
import type { ExampleView } from '../example-views.ts';
import { allContacts, demoSchool, liveSchool, noContacts } from './ingredients.ts';

const formKey = '5b1f0c77a2d94e6f8a3c1d2e4f506172';

const absence = (number: number, name: string, from: string, to: string): AbsenceLine => ({
  absenceId: `7b0d3c52-55c1-4b0e-9a75-0f5f3f1f7${String(number).padStart(3, '0')}`,
  name,
  from,
  to,
});
const oneDay = absence(1, 'Dilys Featherstonehaugh', '2026-11-20T08:30:00.000Z', '2026-11-21T00:00:00.000Z');
const anHour = absence(2, 'Barnaby Quillfeather', '2026-11-20T12:00:00.000Z', '2026-11-20T13:30:00.000Z');
const summer = absence(3, 'Zsófia Ó Maolagáin-Æthelwine', '2027-06-10T07:30:00.000Z', '2027-06-18T23:00:00.000Z');
const many = Array.from({ length: 15 }, (_, index) =>
  absence(10 + index, `Invented Colleague ${index + 1}`, '2026-11-20T08:30:00.000Z', '2026-11-28T00:00:00.000Z'),
);

const people: Choice[] = Array.from({ length: 40 }, (_, index) => ({
  value: `7b0d3c52-55c1-4b0e-9a75-0f5f3f1f6${String(index).padStart(3, '0')}`,
  label: `Invented Colleague ${index + 1}, Teacher`,
}));
const schools: Choice[] = [
  { value: 'puddlebrook', label: 'Puddlebrook Primary School' },
  { value: 'trwyn-coch', label: 'Ysgol Trwyn Coch Academy' },
];
const onDuty: Choice[] = [{ value: 'everybody', label: 'Everybody who does this duty' }, ...people.slice(0, 3)];

const coverForm: DeskFormView = {
  name: 'desk-form',
  form: 'cover',
  data: {},
  reference: null,
  formKey,
  values: { from: '2026-11-20' },
  errors: {},
  problem: null,
  contacts: allContacts,
  choices: { school: [], person: [] },
  about: { absences: [] },
};
const rotaForm: DeskFormView = {
  ...coverForm,
  form: 'rota',
  values: Object.fromEntries(['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [day, 'everybody'])),
  choices: { school: [], person: onDuty },
  about: {},
};

const cover: CoverView = {
  name: 'cover',
  school: demoSchool,
  away: [oneDay, anHour, summer],
  gap: null,
  duty: null,
  saved: true,
  change: 'cover',
};
const rota: CoverView = {
  ...cover,
  away: null,
  duty: {
    title: 'Senior leader on duty',
    holders: ['Dilys Featherstonehaugh', 'Barnaby Quillfeather'],
    days: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, name: weekday === 3 ? 'Barnaby Quillfeather' : null })),
  },
  change: 'rota',
};
const at = '2026-11-20T12:40:00.000Z';

/** Who is away and who is on duty, what those on duty are told, and that somebody sent a picture. */
export function coverExamples(): ExampleView[] {
  return [
    { name: 'cover-form-for-oneself', view: coverForm },
    {
      name: 'cover-form-for-others',
      view: {
        ...coverForm,
        choices: { school: schools, person: people },
        about: { absences: many },
        contacts: noContacts,
      },
    },
    {
      name: 'cover-form-check-fields',
      view: {
        ...coverForm,
        values: { from: '2026-11-20', until: '2026-11-19', untilTime: '9 ish' },
        errors: {
          until: 'It ends before it starts. Please check the days and the times.',
          untilTime: 'Please give the time as hours and minutes, such as 13:30.',
        },
        problem: 'check-fields',
        about: { absences: [oneDay] },
      },
    },
    {
      name: 'cover-form-not-saved',
      view: {
        ...coverForm,
        values: { from: '2026-11-20', person: people[4]?.value ?? '', end: oneDay.absenceId },
        problem: 'not-saved',
        choices: {},
        about: {},
      },
    },
    { name: 'rota-form', view: rotaForm },
    {
      name: 'rota-form-several-schools',
      view: {
        ...rotaForm,
        values: { ...rotaForm.values, monday: 'Somebody Else' },
        errors: { monday: 'This name is not among those who do this duty. Please check it.' },
        problem: 'check-fields',
        choices: { school: schools, person: [...onDuty, ...people.slice(3)] },
      },
    },
    { name: 'cover-some', view: cover },
    { name: 'cover-nobody', view: { ...cover, school: liveSchool, away: [], saved: false } },
    { name: 'cover-many', view: { ...cover, away: many } },
    {
      name: 'cover-head-alone',
      view: { ...cover, away: [oneDay], gap: { left: 'head', from: oneDay.from, to: oneDay.to } },
    },
    {
      name: 'cover-nobody-left',
      view: { ...cover, away: [anHour], gap: { left: 'nobody', from: anHour.from, to: anHour.to } },
    },
    { name: 'rota-some', view: rota },
    {
      name: 'rota-nobody-holds-it',
      view: {
        ...rota,
        school: liveSchool,
        saved: false,
        change: null,
        duty: { title: 'Lunchtime leader', holders: [], days: [] },
      },
    },
    {
      name: 'cover-set-day',
      view: { name: 'cover-set', school: demoSchool, by: 'Tobias Marmaduke', from: oneDay.from, to: oneDay.to },
    },
    {
      name: 'cover-set-hour',
      view: { name: 'cover-set', school: liveSchool, by: summer.name, from: anHour.from, to: anHour.to },
    },
    { name: 'also-told', view: { name: 'also-told', school: demoSchool, reportedAt: at } },
    { name: 'also-told-live', view: { name: 'also-told', school: liveSchool, reportedAt: at } },
    {
      name: 'image-alert-personal',
      view: { name: 'image-alert', school: demoSchool, who: 'Tobias Marmaduke', where: 'personal', at },
    },
    {
      name: 'image-alert-place',
      view: { name: 'image-alert', school: liveSchool, who: 'Zsófia Ó Maolagáin-Æthelwine', where: 'place', at },
    },
  ];
}
