import { writeAbsence } from '../cover.ts';
import { writeDate } from '../dates.ts';
import type { Block, Field } from '../model.ts';
import { choicesFor, type WriteDeskForm, whichSchool } from './desk-form-words.ts';

/** Who is away, from when to when. */
export const writeCover: WriteDeskForm = (view) => {
  const absences = view.about.absences ?? [];
  const people = choicesFor(view, 'person');
  const away: Block[] =
    absences.length === 0
      ? []
      : [
          {
            kind: 'section',
            title: 'Away now or next',
            blocks: [{ kind: 'list', items: absences.map((line) => `${line.name}: ${writeAbsence(line)}`) }],
          },
        ];
  const shown = absences.map(({ absenceId, name, from }) => ({
    value: absenceId,
    label: `${name}, from ${writeDate(from)}`,
  }));
  const endings = choicesFor({ ...view, choices: { ...view.choices, end: shown } }, 'end');
  return {
    title: 'Who is away?',
    blocks: away,
    parts: [
      {
        title: 'A new absence',
        fields: [
          ...whichSchool(choicesFor(view, 'school')),
          ...(people.length === 0
            ? []
            : [
                {
                  kind: 'person' as const,
                  id: 'person',
                  label: 'Who?',
                  hint: 'Leave it empty if it is you.',
                  options: people,
                },
              ]),
          { kind: 'date', id: 'from', label: 'First day' },
          { kind: 'time', id: 'fromTime', label: 'From what time?', hint: 'Leave it empty for the whole day.' },
          { kind: 'date', id: 'until', label: 'Last day', hint: 'Leave it empty for one day.' },
          { kind: 'time', id: 'untilTime', label: 'Until what time?', hint: 'Leave it empty for the whole day.' },
        ],
      },
      ...(endings.length === 0
        ? []
        : [
            {
              title: 'Or: somebody is back early',
              fields: [
                {
                  kind: 'choice' as const,
                  id: 'end',
                  label: 'Whose absence ends now?',
                  hint: 'Leave the last day above empty then.',
                  options: endings,
                  style: 'menu' as const,
                },
              ],
            },
          ]),
    ],
  };
};

/** Who is on duty on which day. */
export const writeRota: WriteDeskForm = (view) => ({
  title: 'Who is on duty on which day?',
  blocks: [
    {
      kind: 'text',
      text: 'Whoever is on duty is told at once that there was a report, and nothing of it. Somebody who is away is left out.',
    },
  ],
  parts: [
    {
      fields: [
        ...whichSchool(choicesFor(view, 'school')),
        ...['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'].map((day): Field => {
          const id = day.toLowerCase();
          const chosen = view.values[id];
          const options = choicesFor(
            { ...view, choices: { [id]: view.choices.person ?? [] }, values: chosen ? { [id]: chosen } : {} },
            id,
          );
          return { kind: 'person', id, label: day, options };
        }),
      ],
    },
  ],
});
