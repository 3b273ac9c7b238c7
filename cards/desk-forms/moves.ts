import { choicesFor, listField, named, of, reasonField, type WriteDeskForm } from './desk-form-words.ts';

/** A note. */
export const writeNote: WriteDeskForm = (view) => ({
  title: `Add a note${of(view, 'to')}`,
  parts: [
    {
      fields: [
        {
          kind: 'longText',
          id: 'note',
          label: 'Your note',
          hint: 'What was done or decided, by whom, and why. It cannot be changed afterwards; a later note can correct it.',
          required: true,
          maxLength: 10_000,
        },
      ],
    },
  ],
});

/** Who has the case in hand. */
export const writeAssign: WriteDeskForm = (view) => ({
  title: `Who has${named(view)} in hand?`,
  parts: [
    {
      fields: [
        {
          kind: 'person',
          id: 'owner',
          label: 'Who takes it from here?',
          hint: 'They can open the case and get a message now.',
          required: true,
          options: choicesFor(view, 'owner'),
        },
        reasonField('Such as: knows the family, or away next week.'),
      ],
    },
  ],
});

/** Up the ladder. */
export const writeEscalate: WriteDeskForm = (view) => ({
  title: `Escalate${named(view)}`,
  parts: [
    {
      fields: [
        {
          kind: 'person',
          id: 'person',
          label: 'To whom?',
          hint: 'They can open the case and get a message now. You hear when they take it.',
          required: true,
          options: choicesFor(view, 'person'),
        },
        reasonField('What you need them to decide or to do.'),
      ],
    },
  ],
});

/** A case to be watched. */
export const writeMonitor: WriteDeskForm = (view) => ({
  title: `Keep an eye on${named(view)}`,
  parts: [
    {
      fields: [
        {
          kind: 'date',
          id: 'day',
          label: 'Look again on',
          hint: 'You are reminded on that day.',
          required: true,
        },
        reasonField('What to watch for, and who does.'),
      ],
    },
  ],
});

/** A closed case, opened again. */
export const writeReopen: WriteDeskForm = (view) => ({
  title: `Reopen${named(view)}`,
  parts: [{ fields: [reasonField('What has come up since it was closed.')] }],
});

/** Two cases that belong together. */
export const writeLink: WriteDeskForm = (view) => ({
  title: `Link${named(view)} with another case`,
  parts: [
    {
      fields: [
        {
          kind: 'text',
          id: 'reference',
          label: 'The other case',
          hint: 'Its reference, such as ES-2026-0014.',
          required: true,
          maxLength: 20,
        },
        listField('kind', 'How do they belong together?', [
          { value: 'linked', label: 'They belong together; both stay open' },
          { value: 'duplicate-of', label: 'This is the same concern reported twice; close this one' },
        ]),
        reasonField('Such as: same pupils, same group chat.'),
      ],
    },
  ],
});
