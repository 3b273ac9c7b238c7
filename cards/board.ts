import type { BoardView, DutyLine, SchoolBoard, WholeBoard } from '../src/core/duty-views.ts';
import { helpButton } from './buttons.ts';
import { writeDate } from './dates.ts';
import { dueButton, evidenceButton, openDutyButton } from './duty-buttons.ts';
import { nameDuty, writeDutyState } from './duty-words.ts';
import type { Block, Card, Entry } from './model.ts';
import { REGISTER_WORDS } from './register-words.ts';
import { writeOverline } from './school-line.ts';

/** A list that is longer than this is read by nobody; Slack carries 50 blocks in all. */
const MOST_OWN = 8;
const MOST_LISTED = 12;

/** What is due, in one place: the reader's own, and for those who answer for it the whole school. */
export function describeBoard(view: BoardView): Card {
  const [only] = view.schools;
  const single = view.schools.length === 1 && only ? only : null;
  const title = view.weekly ? 'What is due this week' : 'What is due';
  return {
    kind: 'card',
    name: view.name,
    title,
    summary: title,
    ...writeOverline(single?.school ?? null),
    blocks: single ? describeSchool(single) : view.schools.map(nameSchool),
    actions: [...(single?.whole ? [evidenceButton(single.schoolId)] : []), view.weekly ? dueButton : helpButton],
  };
}

function nameSchool(board: SchoolBoard): Block {
  return { kind: 'section', title: board.school.name, blocks: describeSchool(board) };
}

function describeSchool({ own, whole }: SchoolBoard): Block[] {
  const mine: Block[] = own.length === 0 ? [] : [listOwn(own)];
  if (whole) return [...countOverdue(whole), ...mine, ...describeWhole(whole)];
  return mine.length > 0 ? mine : [{ kind: 'text', text: 'Nothing waits for you.' }];
}

function listOwn(own: readonly DutyLine[]): Block {
  const entries = own.slice(0, MOST_OWN).map(
    (line): Entry => ({
      title: nameDuty(line),
      text: writeDutyState(line),
      ...(line.dutyId === null ? {} : { action: openDutyButton(line.dutyId) }),
    }),
  );
  return section('Waits for you', [{ kind: 'entries', items: entries }, ...andMore(own.length - MOST_OWN)]);
}

/** What a head needs first: whether anything is overdue at all. */
function countOverdue({ duties, prevent, policies, cases }: WholeBoard): Block[] {
  const overdue = [
    ...count([...duties, ...prevent].filter((line) => line.overdue).length, 'duty', 'duties'),
    ...count(policies.filter((policy) => policy.overdue).length, 'policy review', 'policy reviews'),
    ...count(cases?.overdue ?? 0, 'case', 'cases'),
  ];
  if (overdue.length === 0) return [{ kind: 'notice', tone: 'good', text: 'Nothing is overdue.' }];
  return [{ kind: 'notice', tone: 'warning', title: 'Overdue', text: `${overdue.join(', ')}.` }];
}

function count(number: number, one: string, many: string): string[] {
  return number === 0 ? [] : [`${number} ${number === 1 ? one : many}`];
}

function describeWhole({ cases, duties, prevent, policies, training, registers }: WholeBoard): Block[] {
  return [
    ...(cases === null
      ? []
      : [
          section('Cases you can open', [
            {
              kind: 'facts',
              items: [
                { label: 'Not acknowledged yet', value: String(cases.fresh) },
                { label: 'Something in them overdue', value: String(cases.overdue) },
              ],
            },
          ]),
        ]),
    ...listFacts('What comes round', duties.map(writeDuty)),
    ...listFacts('Prevent', prevent.map(writeDuty)),
    ...listFacts(
      'Policies',
      policies.map(({ title, dueOn, overdue }) => ({ label: title, value: writeReview(dueOn, overdue) })),
    ),
    ...listFacts(
      'Reading and training',
      training.map(({ title, percent }) => ({ label: title, value: percent === null ? 'Nobody yet' : `${percent}%` })),
    ),
    ...listFacts(
      'Registers',
      registers.map(({ register, waiting, ending }) => ({
        label: REGISTER_WORDS[register].title,
        value: [...(waiting > 0 ? [`${waiting} waiting`] : []), ...(ending > 0 ? [`${ending} ending`] : [])].join(', '),
      })),
    ),
  ];
}

function writeDuty(line: DutyLine): { label: string; value: string } {
  return { label: nameDuty(line), value: `${writeDutyState(line)} (${line.owner})` };
}

function writeReview(dueOn: string | null, overdue: boolean): string {
  if (dueOn === null) return 'No date given';
  return overdue ? `Review overdue since ${writeDate(dueOn)}` : `Review due ${writeDate(dueOn)}`;
}

function listFacts(title: string, items: { label: string; value: string }[]): Block[] {
  if (items.length === 0) return [];
  const shown: Block = { kind: 'facts', items: items.slice(0, MOST_LISTED) };
  return [section(title, [shown, ...andMore(items.length - MOST_LISTED)])];
}

function andMore(hidden: number): Block[] {
  return hidden > 0 ? [{ kind: 'text', text: `And ${hidden} more.`, style: 'subtle' }] : [];
}

const section = (title: string, blocks: Block[]): Block => ({ kind: 'section', title, blocks });
