import { deskForm } from '../../../src/core/desk-form.ts';
import type { ExampleView } from '../example-views.ts';
import { allContacts, demoSchool, liveSchool, noContacts, UNRULY_TEXT } from './ingredients.ts';

/** Invented views of bulletins. */
export function bulletinExamples(): ExampleView[] {
  const bulletin = {
    name: 'bulletin',
    school: liveSchool,
    bulletinId: '0b000000-0000-4000-8000-000000000001',
    title: 'A new setting in the class tablets',
    text: 'From Monday the class tablets ask before they share where they are. Please leave it switched off, and tell the ICT lead if a lesson needs it.',
    by: 'Dilys Featherstonehaugh',
    at: '2026-11-10T09:30:00Z',
    read: false,
  } as const;
  return [
    { name: 'bulletin-new', view: bulletin },
    { name: 'bulletin-read', view: { ...bulletin, read: true } },
    {
      name: 'bulletin-unruly',
      view: { ...bulletin, school: demoSchool, title: 'T'.repeat(80), text: `${UNRULY_TEXT}\n${'Long. '.repeat(250)}` },
    },
    {
      name: 'bulletins-none',
      view: { name: 'bulletins', schools: [{ school: demoSchool, bulletins: [] }], sent: false },
    },
    {
      name: 'bulletins-sent',
      view: {
        name: 'bulletins',
        sent: true,
        schools: [
          {
            school: liveSchool,
            bulletins: [
              {
                title: 'A new setting in the class tablets',
                at: '2026-11-10T09:30:00Z',
                groups: [
                  { group: 'teachers', people: 12, done: 0 },
                  { group: 'office', people: 2, done: 0 },
                ],
              },
              {
                title: 'What the new term brings',
                at: '2026-09-08T08:45:00Z',
                groups: [
                  { group: 'teachers', people: 12, done: 11 },
                  { group: 'lunch', people: 5, done: 2 },
                  { group: 'office', people: 2, done: 2 },
                ],
              },
            ],
          },
        ],
      },
    },
    {
      name: 'bulletins-two-schools',
      view: {
        name: 'bulletins',
        sent: false,
        schools: [
          {
            school: liveSchool,
            bulletins: [
              {
                title: 'What the new term brings',
                at: '2026-09-08T08:45:00Z',
                groups: [{ group: 'governors', people: 9, done: 4 }],
              },
            ],
          },
          { school: demoSchool, bulletins: [] },
        ],
      },
    },
    {
      name: 'bulletin-form-empty',
      view: deskForm({ form: 'bulletin', formKey: 'form-b1', contacts: allContacts, values: { group: 'everybody' } }),
    },
    {
      name: 'bulletin-form-check-fields',
      view: deskForm({
        form: 'bulletin',
        formKey: 'form-b2',
        contacts: allContacts,
        values: { title: '', text: 'From Monday the class tablets ask first.', group: 'trustees' },
        errors: {
          title: 'Please give it a title.',
          group: 'Nobody is in this group. Please choose another one.',
          school: 'Please choose the school.',
        },
        problem: 'check-fields',
        choices: {
          school: [
            { value: 'oak', label: 'Oak School' },
            { value: 'elm', label: 'Elm School' },
          ],
        },
      }),
    },
    {
      name: 'bulletin-form-not-saved',
      view: deskForm({
        form: 'bulletin',
        formKey: 'form-b3',
        contacts: noContacts,
        values: { title: 'Tablets', text: 'From Monday the class tablets ask first.', group: 'everybody' },
        problem: 'not-saved',
      }),
    },
  ];
}
