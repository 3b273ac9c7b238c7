import type { AbsenceLine, CoverGap, CoverView } from '../src/core/desk-views.ts';
import { writeDate, writeMoment } from './dates.ts';
import type { Action, Block, Card } from './model.ts';
import { writeOverline } from './school-line.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];

/** Who is away now and next, or who is on duty, and what an absence leaves open. */
export function describeCover(view: CoverView): Card {
  const title = view.duty ? 'Who is on duty' : 'Who is away';
  return {
    kind: 'card',
    name: view.name,
    title,
    summary: title,
    ...writeOverline(view.school),
    blocks: [
      ...(view.saved
        ? [{ kind: 'notice' as const, tone: 'good' as const, text: 'Saved. It counts from now on.' }]
        : []),
      ...(view.gap ? [warnOf(view.gap)] : []),
      ...(view.away ? listAway(view.away) : []),
      ...(view.duty ? listDuty(view.duty) : []),
    ],
    actions: view.change ? [CHANGE[view.change]] : [],
  };
}

/** "from Tuesday 10 November 2026, 8.30 am to the end of Thursday 12 November 2026". */
export const writeAbsence = ({ from, to }: Pick<AbsenceLine, 'from' | 'to'>): string =>
  `from ${writeMoment(from)} to ${writeEnd(to)}`;

const CHANGE: Record<'cover' | 'rota', Action> = {
  cover: { kind: 'open', name: 'cover', label: 'Say who is away', data: {}, private: true },
  rota: { kind: 'open', name: 'rota', label: 'Change who is on duty', data: {}, private: true },
};

/** Midnight is read both ways: what ends then ends with the day before. */
function writeEnd(to: string): string {
  const written = writeMoment(to);
  if (!written.endsWith(', midnight')) return written;
  return `the end of ${writeDate(new Date(Date.parse(to) - 1).toISOString())}`;
}

function warnOf(gap: CoverGap): Block {
  const when = writeAbsence(gap);
  if (gap.left === 'head')
    return {
      kind: 'notice',
      tone: 'warning',
      title: 'Nobody else of the safeguarding team is there',
      text: `Nobody on the safeguarding rota is left ${when}: cases go to the head.`,
    };
  return {
    kind: 'notice',
    tone: 'danger',
    title: 'Nobody is left to read a report',
    text: `Nobody is there ${when}. Whoever reports then is told whom to ring. To put it right, end one of these absences, or have the administrator give somebody the function of deputy safeguarding lead in the staff list.`,
  };
}

function listAway(away: readonly AbsenceLine[]): Block[] {
  if (away.length === 0) return [{ kind: 'text', text: 'Nobody is away, as far as you can see here.' }];
  return [{ kind: 'list', items: away.map((line) => `${line.name}: ${writeAbsence(line)}`) }];
}

function listDuty({ title, holders, days }: NonNullable<CoverView['duty']>): Block[] {
  if (holders.length === 0)
    return [
      {
        kind: 'text',
        text: `Nobody on the staff list is “${title}”. The administrator can give somebody the function slt_duty there.`,
      },
    ];
  const everybody = holders.length === 1 ? (holders[0] ?? '') : `Everybody who does this duty: ${holders.join(', ')}`;
  return [
    { kind: 'text', text: title, style: 'strong' },
    {
      kind: 'facts',
      items: days.map(({ weekday, name }) => ({ label: WEEKDAYS[weekday - 1] ?? '', value: name ?? everybody })),
    },
    { kind: 'text', text: 'Whoever is away is left out, and the others who do this duty are told.', style: 'subtle' },
  ];
}
