import type { DigestRecipient, DigestScreen, DigestsView, DigestView, TrustLine } from '../src/core/digest-views.ts';
import type { DigestContent, TrustDigest } from '../src/core/digests/digest-content.ts';
import type { DigestState } from '../src/core/digests/digest-store.ts';
import { writeDate } from './dates.ts';
import { writeChartAlt } from './digest-charts.ts';
import { writeMainTables } from './digest-tables.ts';
import {
  DIGEST_NOTE,
  writeFigure,
  writeMedian,
  writeRange,
  writeRow,
  writeShare,
  writeStaffAsOf,
} from './digest-words.ts';
import type { Action, Block, Card } from './model.ts';
import { writeOverline } from './school-line.ts';

/** More lines than this stand in the PDF alone. */
const MOST_MEASURES = 6;

const STATE_WORDS: Record<DigestState, string> = {
  draft: 'Waits to be approved',
  approved: 'Sent to governors',
  withdrawn: 'Withdrawn',
};

/** What is shown of governors’ digests. */
export function describeDigestScreen(view: DigestScreen): Card {
  return view.name === 'digest' ? describeDigest(view) : describeDigests(view);
}

function describeDigest(view: DigestView): Card {
  const { content, digestId, mayApprove } = view;
  const title = `Governors’ digest: ${content.period.label}`;
  const approve: Action = {
    kind: 'open',
    name: 'approve-digest',
    label: 'Approve and send',
    style: 'primary',
    data: { digest: digestId },
    private: true,
  };
  const file: Action = { kind: 'press', name: 'digest-file', label: 'PDF', data: { digest: digestId }, private: true };
  return {
    kind: 'card',
    name: view.name,
    title,
    summary: mayApprove ? `To approve: ${title}` : title,
    ...writeOverline(view.school),
    blocks: [
      ...writeStanding(view),
      { kind: 'facts', items: writeFacts(view) },
      ...view.charts.map(({ name, url }): Block => ({ kind: 'image', url, alt: writeChartAlt(content, name) })),
      ...writeMainTables(content).map(({ title: heading, rows, note }) =>
        section(heading, [
          ...(rows.length > 0 ? [factsOf(rows)] : []),
          ...(note || rows.length === 0 ? [subtle(note ?? 'None')] : []),
        ]),
      ),
      ...writeTrend(content),
      ...writeMeasures(content),
      ...writePolicies(content),
      ...writeLessons(content),
      subtle(`${DIGEST_NOTE} The PDF has every table.`),
      ...writeRecipients(view),
    ],
    actions: mayApprove ? [approve, file] : [file],
  };
}

function writeStanding({ state, mayApprove, content: { correction, version } }: DigestView): Block[] {
  const corrected: Block[] = correction
    ? [
        {
          kind: 'notice',
          tone: 'info',
          title: 'Corrected',
          text: `This is version ${version}. It takes the place of version ${correction.ofVersion}, counted on ${writeDate(correction.ofDay)}.${
            correction.totalKept ? ' The number of concerns changed by too little to show.' : ''
          }`,
        },
      ]
    : [];
  const draft: Block[] =
    state === 'draft' && mayApprove
      ? [
          {
            kind: 'notice',
            tone: 'warning',
            title: 'Not sent yet',
            text: 'Please look through it. It goes to the governors once you have approved it.',
          },
        ]
      : [];
  return [...draft, ...corrected];
}

function writeFacts({ content, meetingOn, countedOn }: DigestView): { label: string; value: string }[] {
  const median = writeMedian(content);
  const { done, expected } = content.filteringChecks;
  return [
    { label: 'From', value: writeDate(content.period.from) },
    { label: 'To', value: writeDate(content.period.to) },
    { label: 'Counted on', value: writeDate(countedOn) },
    ...(meetingOn ? [{ label: 'Meeting', value: writeDate(meetingOn) }] : []),
    { label: 'Concerns recorded', value: writeFigure(content.concerns.total) },
    ...(median ? [{ label: 'Half of them acknowledged', value: median }] : []),
    { label: 'Referrals', value: writeFigure(content.referrals.total) },
    { label: 'Filter checks', value: expected > 0 ? `${done} of ${expected} asked for` : `${done}` },
  ];
}

/** How many concerns each earlier term had. */
function writeTrend({ trend }: DigestContent): Block[] {
  if (trend.length === 0) return [];
  return [section('Earlier terms', [factsOf(trend.map(({ label, total }) => [label, writeFigure(total)]))])];
}

function writeMeasures(content: DigestContent): Block[] {
  const { training, acknowledgements } = content;
  const asOf = writeStaffAsOf(content);
  return [
    { title: 'Training', measures: training },
    { title: 'Documents read and understood', measures: acknowledgements },
  ].flatMap(({ title, measures }) => {
    const rows = measures.flatMap(({ title: name, all }): [string, string][] => (all ? [[name, writeShare(all)]] : []));
    if (rows.length === 0) return [];
    const rest = rows.length - MOST_MEASURES;
    return [
      section(title, [
        factsOf(rows.slice(0, MOST_MEASURES)),
        ...(rest > 0 ? [subtle(`And ${rest} more in the PDF.`)] : []),
        ...(asOf ? [subtle(asOf)] : []),
      ]),
    ];
  });
}

/** How many policies are in date, and those that are not by name. */
function writePolicies({ policies }: DigestContent): Block[] {
  if (policies.length === 0) return [];
  const overdue = policies.filter(({ status }) => status === 'overdue');
  const inDate = policies.filter(({ status }) => status === 'in-date' || status === 'due-soon');
  return [
    section('Policies', [
      factsOf([
        ['In date', `${inDate.length} of ${policies.length}`],
        ...overdue
          .slice(0, MOST_MEASURES)
          .map(({ title, dueOn }): [string, string] => [title, `overdue since ${writeDate(dueOn ?? '')}`]),
      ]),
      ...(overdue.length > MOST_MEASURES
        ? [subtle(`And ${overdue.length - MOST_MEASURES} more overdue, in the PDF.`)]
        : []),
    ]),
  ];
}

function writeLessons({ lessons }: DigestContent): Block[] {
  return lessons.length === 0 ? [] : [section('What we learned', [{ kind: 'list', items: lessons }])];
}

/** To whom a draft goes, and how; of an approved one, whom no e-mail reached. */
function writeRecipients({ recipients, state }: DigestView): Block[] {
  if (recipients.length === 0) return [];
  return [
    section(state === 'draft' ? 'Who gets it' : 'Who got it', [
      { kind: 'list', items: recipients.map((recipient) => writeRecipient(recipient)) },
    ]),
  ];
}

/** How one governor gets a digest. */
export function writeRecipient({ name, address, mail, failed }: DigestRecipient): string {
  if (failed?.includes('chat')) {
    return failed.includes('mail') || mail !== 'sent'
      ? `${name}: not reached, neither in the chat nor by e-mail. Please hand over the PDF.`
      : `${name}: at ${address}; not reached in the chat.`;
  }
  if (failed?.includes('mail')) return `${name}: here in the chat. The e-mail to ${address} did not arrive.`;
  if (mail === 'sent') return `${name}: here in the chat, and at ${address}`;
  if (mail === 'no-mail-server') return `${name}: here in the chat`;
  return `${name}: here in the chat alone. ${address} is not an address of the school or the trust, so no e-mail goes there.`;
}

function describeDigests(view: DigestsView): Card {
  const [only] = view.schools;
  const single = view.schools.length === 1 && only ? only : null;
  return {
    kind: 'card',
    name: view.name,
    title: 'Governors’ digests',
    summary: 'Governors’ digests',
    ...writeOverline(single?.school ?? null),
    blocks: [
      ...view.trust.map(describeTrustTerm),
      ...(single ? listDigests(single) : view.schools.map((item) => section(item.school.name, listDigests(item)))),
    ],
    actions: [],
  };
}

function listDigests({ digests }: DigestsView['schools'][number]): Block[] {
  if (digests.length === 0) return [{ kind: 'text', text: 'There is none yet that you can read.' }];
  return [
    {
      kind: 'entries',
      items: digests.map(({ digestId, label, version, state }) => ({
        title: version === 1 ? label : `${label}, corrected (version ${version})`,
        text: STATE_WORDS[state],
        action: {
          kind: 'press',
          name: 'open-digest',
          label: 'Open',
          data: { digest: digestId },
          private: true,
        },
      })),
    },
  ];
}

function describeTrustTerm({ digest, schools }: TrustLine): Block {
  return section(`The trust’s schools together: ${digest.period.label}`, [
    factsOf([
      ['Schools', schools.join(', ')],
      ['Concerns recorded', writeRange(digest.concerns.total)],
      ...rowsOfTrust(digest),
      ['Referrals', writeRange(digest.referrals.total)],
    ]),
    subtle('Added up from what the schools published. Where a school withholds a small number, a range stands.'),
  ]);
}

function rowsOfTrust({ concerns }: TrustDigest): [string, string][] {
  const rows = concerns.tables.category?.rows ?? [];
  return rows.map((row) => [writeRow('category', row.key), writeRange(row)]);
}

const section = (title: string, blocks: Block[]): Block => ({ kind: 'section', title, blocks });
const subtle = (text: string): Block => ({ kind: 'text', text, style: 'subtle' });
const factsOf = (rows: readonly (readonly [string, string])[]): Block => ({
  kind: 'facts',
  items: rows.map(([label, value]) => ({ label, value })),
});
