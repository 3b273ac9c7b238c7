import type { OpenedLine, RegisterEntryView } from '../src/core/register-views.ts';
import type { RegisterName } from '../src/core/registers/register-names.ts';
import { REGISTER_RULES } from '../src/core/registers/register-rules.ts';
import { registersButton } from './buttons.ts';
import { writeDate, writeMoment } from './dates.ts';
import type { Action, Block, Card } from './model.ts';
import { EVENT_WORDS, fieldWords, REGISTER_WORDS, RESULT_WORDS, STATE_WORDS, STEP_WORDS } from './register-words.ts';
import { writeOverline } from './school-line.ts';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** One line of a register: in a message that it is there, and opened, what it says and what happened to it. */
export function describeRegisterEntry(view: RegisterEntryView): Card {
  const { register, opened } = view;
  const title = titleOf(view);
  return {
    kind: 'card',
    name: view.name,
    title,
    summary: title,
    ...writeOverline(view.school),
    blocks: [
      ...(view.saved ? [{ kind: 'notice', tone: 'good', text: 'Saved.' } as const] : []),
      { kind: 'facts', items: listFacts(view) },
      ...(opened ? describeOpened(register, opened) : []),
    ],
    actions: opened ? stepButtons(view, opened) : [openButton(view.entryId)],
  };
}

function titleOf({ register, why }: RegisterEntryView): string {
  const { title } = REGISTER_WORDS[register];
  if (why === 'decide') return `${title}: something waits for you`;
  return why === 'decided' ? `${title}: there is an answer` : title;
}

function listFacts({ register, state, endsOn, askedBy, askedAt, opened }: RegisterEntryView) {
  return [
    { label: 'Register', value: REGISTER_WORDS[register].title },
    { label: opened && REGISTER_RULES[register].first === 'logged' ? 'Logged by' : 'Asked by', value: askedBy },
    { label: 'When', value: writeMoment(askedAt) },
    { label: 'How it stands', value: STATE_WORDS[state] },
    ...(endsOn === null ? [] : [{ label: 'Last day', value: writeDate(endsOn) }]),
  ];
}

function describeOpened(register: RegisterName, { fields, events }: OpenedLine): Block[] {
  const { ends } = REGISTER_RULES[register];
  return [
    {
      kind: 'section',
      title: 'What it says',
      // The last day stands above: it may have been changed since.
      blocks: listAnswers(register, fields, ends?.field ?? null),
    },
    ...(events.length === 0
      ? []
      : [
          {
            kind: 'section' as const,
            title: 'What happened',
            blocks: events.flatMap(({ event, by, at, fields: given }): Block[] => [
              { kind: 'text', text: `${EVENT_WORDS[event]}: ${by}, ${writeMoment(at)}`, style: 'strong' },
              ...listAnswers(register, given, null),
            ]),
          },
        ]),
    { kind: 'text', text: 'Only you can see this. Opening it was recorded.', style: 'subtle' },
  ];
}

function listAnswers(register: RegisterName, fields: Record<string, string>, hidden: string | null): Block[] {
  const items = Object.entries(fields)
    .filter(([id]) => id !== hidden)
    .map(([id, value]) => ({ label: fieldWords(register, id).answer, value: writeAnswer(value) }));
  return items.length === 0 ? [] : [{ kind: 'facts', items }];
}

const writeAnswer = (value: string): string => RESULT_WORDS[value] ?? (DATE.test(value) ? writeDate(value) : value);

function stepButtons({ entryId }: RegisterEntryView, { steps }: OpenedLine): Action[] {
  const buttons = steps.map(
    (step, index): Action => ({
      kind: 'open',
      name: 'register-step',
      label: STEP_WORDS[step],
      ...(index === 0 ? { style: 'primary' as const } : {}),
      data: { entry: entryId, step },
      private: true,
    }),
  );
  return [...buttons, registersButton];
}

const openButton = (entryId: string): Action => ({
  kind: 'press',
  name: 'open-entry',
  label: 'Open',
  style: 'primary',
  data: { entry: entryId },
  private: true,
});
