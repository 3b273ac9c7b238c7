import type {
  AlertWhy,
  FilterAlertView,
  FilterLogView,
  FilterScreen,
  FilterSummaryView,
} from '../src/core/filter-views.ts';
import { helpButton } from './buttons.ts';
import { writeDate, writeMoment } from './dates.ts';
import { describeAlertDetail, writeAttempts } from './filter-alert-detail.ts';
import { alertActions, listDecision, openAlertButton } from './filter-buttons.ts';
import type { Action, Block, Card, Entry } from './model.ts';
import { REGISTER_WORDS, RESULT_WORDS } from './register-words.ts';
import { writeOverline } from './school-line.ts';

/** What is shown of what the web filter reports. */
export function describeFilterScreen(view: FilterScreen): Card {
  switch (view.name) {
    case 'filter-alert':
      return describeAlert(view);
    case 'filter-alert-detail':
      return describeAlertDetail(view);
    case 'filter-summary':
      return describeSummary(view);
    case 'filter-log':
      return describeFilter(view);
  }
}

const WHY: Record<AlertWhy, { tone: 'info' | 'warning'; text: string }> = {
  urgent: {
    tone: 'warning',
    text: 'This is urgent, by what the filter says of it or by how often it happened. Please open it now.',
  },
  'place-not-used': { tone: 'info', text: 'This was not posted in the case channel, so it comes to you here.' },
  colleague: {
    tone: 'info',
    text: 'It comes from the account of somebody who works here. It was posted nowhere, and came to nobody who does not get concerns about staff.',
  },
};

/** An alert as its place or one reader sees it: how often and when, never what. */
function describeAlert(view: FilterAlertView): Card {
  const { count, state, urgent, why } = view;
  const title = `Web filter alert: ${writeAttempts(count)}`;
  const isUrgent = urgent && state === 'new';
  return {
    kind: 'card',
    name: view.name,
    title,
    summary:
      state !== 'new' ? 'Web filter alert: looked at' : isUrgent ? `Urgent: please open this web filter alert` : title,
    ...writeOverline(view.school),
    blocks: [
      ...(state === 'new' && why ? [{ kind: 'notice', ...WHY[why] } as const] : []),
      ...(isUrgent && !why ? [{ kind: 'notice', tone: 'warning', text: 'Urgent. Please open it now.' } as const] : []),
      {
        kind: 'facts',
        items: [
          { label: 'First', value: writeMoment(view.firstAt) },
          ...(count > 1 ? [{ label: 'Latest', value: writeMoment(view.lastAt) }] : []),
          ...listDecision(view),
        ],
      },
      { kind: 'text', text: 'What it was about is shown to you alone when you open it.', style: 'subtle' },
    ],
    actions: [openAlertButton(view.alertId, state === 'new'), ...alertActions(view)],
  };
}

/** The daily summary: numbers, and what waits. */
function describeSummary(view: FilterSummaryView): Card {
  const { from, to, alerts, attempts, urgent, waiting, mayOpen } = view;
  const days = from === to ? writeDate(from) : `${writeDate(from)} to ${writeDate(to)}`;
  return {
    kind: 'card',
    name: view.name,
    title: 'Web filter: daily summary',
    summary: waiting > 0 ? `Web filter: ${writeWaiting(waiting)}` : 'Web filter: daily summary',
    ...writeOverline(view.school),
    blocks: [
      {
        kind: 'facts',
        items: [
          { label: from === to ? 'Day' : 'Days', value: days },
          { label: 'Attempts stopped or reported', value: String(attempts) },
          { label: 'Different alerts', value: String(alerts) },
          { label: 'Urgent', value: String(urgent) },
          { label: 'To be decided', value: writeWaiting(waiting) },
        ],
      },
      {
        kind: 'text',
        text: 'Equal attempts of one day count as one alert. Accounts of people who work here are not counted.',
        style: 'subtle',
      },
    ],
    actions: mayOpen && waiting > 0 ? [filterButton] : [],
  };
}

const writeWaiting = (waiting: number): string =>
  waiting === 0 ? 'nothing waits' : waiting === 1 ? '1 alert waits' : `${waiting} alerts wait`;

type FilterOfSchool = FilterLogView['schools'][number];

/** The web filter in the schools a person works in. */
function describeFilter(view: FilterLogView): Card {
  const [only, second] = view.schools;
  const single = only && !second ? only : null;
  return {
    kind: 'card',
    name: view.name,
    title: 'Web filter',
    summary: 'Web filter',
    ...writeOverline(single?.school ?? null),
    blocks: [
      ...(single
        ? describeSchool(single)
        : view.schools.map(
            (item) => ({ kind: 'section', title: item.school.name, blocks: describeSchool(item) }) as const,
          )),
      {
        kind: 'text',
        text: 'If something got through that should not have, report a concern. Do not show it to anybody.',
        style: 'subtle',
      },
    ],
    actions: [reportSeenButton, helpButton],
  };
}

function describeSchool(item: FilterOfSchool): Block[] {
  const { provider, checks, alerts, schoolId } = item;
  return [
    ...(provider ? [{ kind: 'facts' as const, items: [{ label: 'Filter', value: provider }] }] : []),
    ...(alerts ? describeWaiting(alerts) : []),
    ...(checks ? describeChecks(checks) : []),
    {
      kind: 'buttons',
      actions: [
        ...(item.mayCheck ? [addLineButton('filter-check', schoolId)] : []),
        ...(item.mayAskReport ? [addLineButton('filter-report', schoolId)] : []),
        addLineButton('unblock', schoolId),
      ],
    },
  ];
}

function describeWaiting({ waiting, latest }: NonNullable<FilterOfSchool['alerts']>): Block[] {
  const heading: Block = { kind: 'text', text: 'Alerts to be decided', style: 'strong' };
  if (waiting === 0) return [heading, { kind: 'text', text: 'Nothing waits.' }];
  const more = waiting - latest.length;
  return [
    heading,
    {
      kind: 'entries',
      items: latest.map(
        ({ alertId, count, lastAt, urgent }): Entry => ({
          title: urgent ? `${writeAttempts(count)} · urgent` : writeAttempts(count),
          text: `Latest ${writeMoment(lastAt)}`,
          action: openAlertButton(alertId, false),
        }),
      ),
    },
    ...(more > 0
      ? [{ kind: 'text', text: `And ${more} more: those come up as these are decided.`, style: 'subtle' } as const]
      : []),
  ];
}

function describeChecks(checks: NonNullable<FilterOfSchool['checks']>): Block[] {
  const heading: Block = { kind: 'text', text: 'Latest checks', style: 'strong' };
  if (checks.length === 0) return [heading, { kind: 'text', text: 'No check has been logged yet.' }];
  return [
    heading,
    {
      kind: 'entries',
      items: checks.map(
        ({ entryId, on, by, result }): Entry => ({
          title: writeDate(on),
          text: `${RESULT_WORDS[result] ?? 'Logged'} · ${by}`,
          action: { kind: 'press', name: 'open-entry', label: 'Open', data: { entry: entryId }, private: true },
        }),
      ),
    },
  ];
}

const addLineButton = (register: 'filter-check' | 'filter-report' | 'unblock', school: string): Action => ({
  kind: 'open',
  name: 'register-entry',
  label: REGISTER_WORDS[register].add,
  data: { register, school },
  private: true,
});

const filterButton: Action = {
  kind: 'press',
  name: 'filter-log',
  label: 'Open what waits',
  style: 'primary',
  data: {},
  private: true,
};

const reportSeenButton: Action = {
  kind: 'open',
  name: 'quick-report',
  label: 'Something seen on a screen',
  data: {},
  private: true,
};
