import type { RegisterScreen, RegistersDueView, RegistersView, RegisterView } from '../src/core/register-views.ts';
import { helpButton, registersButton } from './buttons.ts';
import { writeDate } from './dates.ts';
import type { Action, Block, Card } from './model.ts';
import { describeRegisterEntry } from './register-entry.ts';
import { REGISTER_WORDS, STATE_WORDS } from './register-words.ts';
import { writeOverline } from './school-line.ts';
import { shorten } from './shorten.ts';

/** What is shown of registers. */
export function describeRegisterScreen(view: RegisterScreen): Card {
  switch (view.name) {
    case 'registers':
      return describeRegisters(view);
    case 'register':
      return describeRegister(view);
    case 'register-entry':
      return describeRegisterEntry(view);
    case 'registers-due':
      return describeRegistersDue(view);
  }
}

/** The registers a person may add to or read. */
function describeRegisters(view: RegistersView): Card {
  const [only, second] = view.schools;
  const listed = ({ schoolId, registers }: RegistersView['schools'][number]): Block => ({
    kind: 'entries',
    items: registers.map(({ register, lines, waiting, ending }) => ({
      title: REGISTER_WORDS[register].title,
      text: writeCounts(lines, waiting, ending),
      action: openRegister({ register, school: schoolId }, 'Open'),
    })),
  });
  return {
    kind: 'card',
    name: view.name,
    title: 'Registers and requests',
    summary: 'Registers and requests',
    ...(only && !second ? writeOverline(only.school) : {}),
    blocks:
      only && !second
        ? [listed(only)]
        : view.schools.map((item) => ({ kind: 'section', title: item.school.name, blocks: [listed(item)] })),
    actions: [helpButton],
  };
}

function writeCounts(lines: number, waiting: number, ending: number): string {
  if (lines === 0) return 'Nothing in it yet';
  return [
    lines === 1 ? '1 line' : `${lines} lines`,
    ...(waiting > 0 ? [waiting === 1 ? '1 waits' : `${waiting} wait`] : []),
    ...(ending > 0 ? [ending === 1 ? '1 ends soon or has ended' : `${ending} end soon or have ended`] : []),
  ].join(' · ');
}

/** A page of one register. */
function describeRegister(view: RegisterView): Card {
  const { register, schoolId, lines, next } = view;
  const words = REGISTER_WORDS[register];
  return {
    kind: 'card',
    name: view.name,
    title: words.title,
    summary: words.title,
    ...writeOverline(view.school),
    blocks: [
      ...describeOwn(view.own),
      lines.length === 0
        ? { kind: 'text', text: 'There is no line in it that you can open.' }
        : {
            kind: 'entries',
            items: lines.map(({ entryId, title, state, askedAt, endsOn }) => ({
              title: shorten(title, 80) || 'Without a title',
              text: `${STATE_WORDS[state]} · ${endsOn ? `until ${writeDate(endsOn)}` : `since ${writeDate(askedAt)}`}`,
              action: openEntry(entryId),
            })),
          },
      ...(next ? [{ kind: 'text', text: 'There are more than this page shows.', style: 'subtle' } as const] : []),
    ],
    actions: [
      ...(view.mayAdd ? [addLineButton(register, schoolId)] : []),
      ...(next ? [openRegister({ register, before: next }, 'Next page')] : []),
      registersButton,
    ],
  };
}

/** This program is listed as every other new technology is. */
function describeOwn(own: RegisterView['own']): Block[] {
  if (!own) return [];
  return [
    {
      kind: 'section',
      title: 'esafety, this app',
      blocks: [
        {
          kind: 'facts',
          items: [
            { label: 'Risk assessment', value: own.riskAssessment ?? 'Not given yet' },
            { label: 'Data protection impact assessment', value: own.dpia ?? 'Not given yet' },
            {
              label: 'Approved by',
              value: own.officer
                ? `${own.officer}${own.signedOn ? `, ${writeDate(own.signedOn)}` : ', no date yet'}`
                : 'Nobody yet',
            },
            { label: 'How it stands', value: own.state === 'live' ? 'In use' : 'Demo: invented people only' },
          ],
        },
      ],
    },
  ];
}

/** What waits for one person, ends soon or has ended: no word of what any line says. */
function describeRegistersDue(view: RegistersDueView): Card {
  const title = 'Registers: something is due';
  return {
    kind: 'card',
    name: view.name,
    title,
    summary: title,
    ...writeOverline(view.school),
    blocks: [
      {
        kind: 'entries',
        items: view.lines.map((line) => ({
          title: REGISTER_WORDS[line.register].title,
          text: `${writeWhy(line)} · ${line.askedBy}`,
          action: openEntry(line.entryId),
        })),
      },
      ...(view.more > 0
        ? [{ kind: 'text', text: `There are ${view.more} more. “All registers” shows them.`, style: 'subtle' } as const]
        : []),
    ],
    actions: [registersButton],
  };
}

function writeWhy({ register, why, endsOn }: RegistersDueView['lines'][number]): string {
  if (why === 'waits' || endsOn === null) return 'Waits for you';
  const day = writeDate(endsOn);
  if (register === 'unblock')
    return why === 'ended' ? `Block it again: ended on ${day}` : `Block it again after ${day}`;
  if (register === 'equipment-loan') return why === 'ended' ? `Was due back on ${day}` : `Due back on ${day}`;
  return why === 'ended' ? `Ended on ${day}` : `Ends on ${day}`;
}

const openRegister = (data: Record<string, string>, label: string): Action => ({
  kind: 'press',
  name: 'open-register',
  label,
  data,
  private: true,
});

const openEntry = (entryId: string): Action => ({
  kind: 'press',
  name: 'open-entry',
  label: 'Open',
  data: { entry: entryId },
  private: true,
});

const addLineButton = (register: keyof typeof REGISTER_WORDS, schoolId: string): Action => ({
  kind: 'open',
  name: 'register-entry',
  label: REGISTER_WORDS[register].add,
  style: 'primary',
  data: { register, school: schoolId },
  private: true,
});
