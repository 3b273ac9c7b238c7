import { writeDate } from '../../cards/dates.ts';
import { chartOf } from '../../cards/digest-charts.ts';
import { type WrittenTable, writeAllTables } from '../../cards/digest-tables.ts';
import {
  DIGEST_NOTE,
  POLICY_STATUS_WORDS,
  writeDuty,
  writeFigure,
  writeGroups,
  writeMedian,
  writeShare,
  writeStaffAsOf,
} from '../../cards/digest-words.ts';
import { drawChart } from '../charts/draw-chart.ts';
import type { DigestView } from '../core/digest-views.ts';
import { DIGEST_CHARTS } from '../core/digests/digest-charts.ts';
import type { DigestContent, StaffMeasure } from '../core/digests/digest-content.ts';
import { PAGE_WIDTH, type Piece } from './pieces.ts';
import { printPages } from './print-pages.ts';

/** What governors get is theirs to read at home: it says on each page that nobody can be known by it. */
const MARKING = 'GOVERNORS – ANONYMISED';
/** Two pages, or nobody reads them: where there is much to say, it is said smaller, and at last cut. */
const MOST_PAGES = 2;
/** Of the text in points, and lines of the lists that can be long: the next is tried where two pages do not hold it. */
const FITS = [
  { fontSize: 9.5, lines: 40 },
  { fontSize: 8.4, lines: 40 },
  { fontSize: 7.4, lines: 40 },
  { fontSize: 7.4, lines: 16 },
  { fontSize: 7.4, lines: 9 },
  { fontSize: 7.4, lines: 6 },
  { fontSize: 7.4, lines: 4 },
];

/** So small that what is written in it can be read where two stand beside each other. */
const CHART_SIZE = { width: 480, height: 260 };

/** So many lines go to the next page together rather than leave one there alone. */
const MOST_KEPT_TOGETHER = 12;

const GAP = 18;
const GREY = '#555555';
const RULE = '#b8b8b8';

/** A drawn picture and what it shows. */
interface Picture {
  title: string;
  png: Buffer;
}

/** A governors' digest as a PDF of at most two pages: figures, pictures of them, and what the school learned. */
export async function composeDigestPdf(view: DigestView): Promise<Buffer> {
  const { content } = view;
  const shown = DIGEST_CHARTS.filter((chart) => chart.isShown(content));
  const charts: Picture[] = [];
  for (const { name } of shown) {
    const model = chartOf(content, name);
    charts.push({ title: model.title, png: await drawChart(model, CHART_SIZE) });
  }
  let printed: Buffer | null = null;
  for (const { fontSize, lines } of FITS) {
    let pages = 0;
    printed = await printPages({
      title: `Governors’ digest, ${content.period.label}`,
      at: `${view.countedOn}T12:00:00Z`,
      marking: MARKING,
      fontSize,
      content: piecesOf(view, charts, lines),
      onPages: (count) => {
        pages = count;
      },
    });
    if (pages <= MOST_PAGES) break;
  }
  return printed ?? Buffer.alloc(0);
}

function piecesOf(view: DigestView, charts: Picture[], lines: number): Piece[] {
  const { content, school } = view;
  return [
    { text: 'Governors’ digest', fontSize: 20, bold: true, margin: [0, 0, 0, 0] },
    { text: `${content.period.label} · ${school.name}`, fontSize: 13, margin: [0, 0, 0, 6] },
    ...(school.demo
      ? [{ text: 'Demo: this school works with invented data only.', bold: true, margin: [0, 0, 0, 4] }]
      : []),
    ...standing(view),
    keyFacts(view),
    ...picturesAndTables(charts, writeAllTables(content).map(tablePiece)),
    measures('Training', content.training, lines, content),
    measures('Documents read and understood', content.acknowledgements, lines, content),
    // A heading must not stand at the foot of a page with its lines on the next.
    { ...balance([policies(content, lines), duties(view, lines)]), unbreakable: true },
    ...(content.lessons.length > 0
      ? [heading('What we learned'), { ul: content.lessons.map((text) => ({ text })), margin: [0, 0, 0, 6] }]
      : []),
    { text: DIGEST_NOTE, color: GREY, margin: [0, 6, 0, 0] },
  ];
}

function standing({ state, content: { correction, version } }: DigestView): Piece[] {
  const said = [
    ...(state === 'draft' ? ['Draft: not approved yet.'] : []),
    ...(correction
      ? [
          `Corrected: version ${version} takes the place of version ${correction.ofVersion}, counted on ${writeDate(correction.ofDay)}.`,
        ]
      : []),
    ...(correction?.totalKept ? ['The number of concerns changed by too little to show.'] : []),
  ];
  return said.length > 0 ? [{ text: said.join(' '), bold: true, margin: [0, 0, 0, 6] }] : [];
}

/** What is asked for first, in two columns. */
function keyFacts({ content, meetingOn, countedOn }: DigestView): Piece {
  const median = writeMedian(content);
  const { done, expected } = content.filteringChecks;
  const days: [string, string][] = [
    ['From', shortDate(content.period.from)],
    ['To', shortDate(content.period.to)],
    ['Counted on', shortDate(countedOn)],
    ...(meetingOn ? [['Meeting', shortDate(meetingOn)] as [string, string]] : []),
    ...content.trend.map(({ label, total }): [string, string] => [`Concerns, ${label}`, writeFigure(total)]),
  ];
  const figures: [string, string][] = [
    ['Concerns recorded', writeFigure(content.concerns.total)],
    ...(median ? [['Half of them acknowledged', median] as [string, string]] : []),
    ['Referrals', writeFigure(content.referrals.total)],
    ['Filter checks', expected > 0 ? `${done} of ${expected} asked for` : `${done}`],
  ];
  return inColumns([[plainTable(days)], [plainTable(figures)]]);
}

/** The pictures beside each other; beside a single one stands the first table, which says the same. */
function picturesAndTables(charts: Picture[], tables: Piece[]): Piece[] {
  const pictures = charts.map((chart) => [caption(chart), picture(chart)]);
  const beside = pictures.length === 1 ? 1 : 0;
  return [inColumns([...pictures, ...tables.slice(0, beside).map((table) => [table])]), balance(tables.slice(beside))];
}

function tablePiece({ title, rows, note }: WrittenTable): Piece {
  return {
    stack: [
      heading(title),
      ...(rows.length > 0 ? [plainTable(rows)] : []),
      ...(note || rows.length === 0 ? [{ text: note ?? 'None', color: GREY, margin: [0, 0, 0, 4] }] : []),
    ],
    unbreakable: true,
  };
}

function measures(title: string, items: StaffMeasure[], lines: number, content: DigestContent): Piece {
  const asOf = writeStaffAsOf(content);
  const rows = items.map(({ title: name, all, groups }): [string, string] => [
    name,
    all
      ? [`${writeShare(all)}`, ...groups.map((group) => `${writeGroups(group)} ${group.percent}%`)].join(' · ')
      : 'Fewer than five people',
  ]);
  return {
    stack: [
      heading(title),
      ...(rows.length > 0
        ? [plainTable(rows.slice(0, lines), PAGE_WIDTH * 0.28, PAGE_WIDTH)]
        : [{ text: 'Nothing is asked for.', color: GREY }]),
      ...(rows.length > lines ? [{ text: `And ${rows.length - lines} more.`, color: GREY }] : []),
      ...(asOf && rows.length > 0 ? [{ text: asOf, color: GREY }] : []),
    ],
    unbreakable: rows.length <= MOST_KEPT_TOGETHER,
  };
}

function policies({ policies: all }: DigestContent, lines: number): Piece {
  // Those that need somebody first.
  const order = ['overdue', 'due-soon', 'no-date', 'in-date'];
  const sorted = all.toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  const rows = sorted.map(({ title, version, dueOn, status }): [string, string] => [
    version ? `${title} (${version})` : title,
    dueOn ? `${POLICY_STATUS_WORDS[status]}: ${shortDate(dueOn)}` : POLICY_STATUS_WORDS[status],
  ]);
  return listPiece('Policies', rows, lines);
}

/** One line for each kind: of what came round several times by that day, how often it was done. */
function duties({ content, countedOn }: DigestView, lines: number): Piece {
  const kinds = [...new Set(content.duties.map(({ title }) => title))];
  const rows = kinds.map((kind): [string, string] => {
    const all = content.duties.filter(({ title }) => title === kind);
    const [first = all[0], ...others] = all.filter(({ dueOn, doneOn }) => doneOn || dueOn <= countedOn);
    if (others.length > 0) {
      const done = [first, ...others].filter((duty) => duty?.doneOn).length;
      return [writeDuty(kind), `Done ${done} of ${others.length + 1} times`];
    }
    if (!first) return [writeDuty(kind), ''];
    if (first.doneOn) return [writeDuty(kind), `Done on ${shortDate(first.doneOn)}`];
    return [writeDuty(kind), `${first.dueOn > countedOn ? 'Due' : 'Not done, due'} ${shortDate(first.dueOn)}`];
  });
  return listPiece('Duties of the term', rows, lines);
}

function listPiece(title: string, rows: [string, string][], lines: number): Piece {
  return {
    stack: [
      heading(title),
      ...(rows.length > 0 ? [plainTable(rows.slice(0, lines))] : [{ text: 'None', color: GREY }]),
      ...(rows.length > lines ? [{ text: `And ${rows.length - lines} more.`, color: GREY }] : []),
    ],
  };
}

const shortDate = (day: string): string => day.split('-').reverse().join('/');

const heading = (text: string): Piece => ({ text, fontSize: 11, bold: true, margin: [0, 7, 0, 2] });
const caption = ({ title }: Picture): Piece => ({ text: title, bold: true, margin: [0, 6, 0, 2] });
const picture = ({ png }: Picture): Piece => ({
  image: `data:image/png;base64,${png.toString('base64')}`,
  width: (PAGE_WIDTH - GAP) / 2,
  margin: [0, 0, 0, 4],
});

/** Two columns of about the same height, filled one after the other in reading order. */
function balance(pieces: Piece[]): Piece {
  const heights = pieces.map((piece) => JSON.stringify(piece).split('"body"').length + countRows(piece) + 2);
  const all = heights.reduce((sum, height) => sum + height, 0);
  let filled = 0;
  const left = pieces.filter((_, at) => {
    const fits = filled + (heights[at] ?? 0) / 2 <= all / 2;
    filled += heights[at] ?? 0;
    return fits;
  });
  return inColumns([left, pieces.slice(left.length)]);
}

function countRows(piece: Piece): number {
  return (piece.stack ?? []).reduce((sum, part) => sum + (part.table?.body.length ?? 1), 0);
}

function inColumns(columns: Piece[][]): Piece {
  return { columns: columns.map((stack) => ({ stack, width: '*' })), columnGap: GAP };
}

function plainTable(rows: readonly (readonly [string, string])[], first: number | null = null, width?: number): Piece {
  const whole = width ?? (PAGE_WIDTH - GAP) / 2;
  // The shorter the values, the more room there is for what they are of.
  const longest = Math.max(0, ...rows.map(([, value]) => value.length));
  const label = first ?? whole * (longest > 20 ? 0.5 : longest > 9 ? 0.6 : 0.74);
  return {
    table: {
      widths: [label, whole - label - 8],
      body: rows.map(([name, value]) => [
        { text: name, color: '#333333' },
        { text: value, alignment: first === null ? 'right' : 'left' },
      ]),
    },
    layout: {
      hLineWidth: (line: number, node: { table: { body: unknown[] } }) =>
        line === 0 || line === node.table.body.length ? 0 : 0.4,
      hLineColor: () => RULE,
      vLineWidth: () => 0,
      paddingLeft: (column: number) => (column === 0 ? 0 : 8),
      paddingRight: () => 0,
      paddingTop: () => 1,
      paddingBottom: () => 1,
    },
    margin: [0, 0, 0, 4],
  };
}
