import type { SKRSContext2D } from '@napi-rs/canvas';
import type { ChartItem } from 'chart.js';
import type { ChartModel } from '../../cards/digest-charts.ts';
import { CATEGORY_NAMES } from '../../cards/words.ts';
import { SMALLEST_SHOWN } from '../core/digests/audit-disclosure.ts';
import type { Figure } from '../core/digests/digest-content.ts';

/** How large a picture is, in points: what is written in it keeps its size. */
interface PictureSize {
  width: number;
  height: number;
}

/** As chat clients show it across a card. */
const CARD_SIZE: PictureSize = { width: 720, height: 360 };
/** Drawn twice as fine, for sharp screens and paper. */
const FINENESS = 2;

/** So many groups of bars that their labels and numbers have little room. */
const MANY_GROUPS = 5;

const FONT = 'Roboto';
const INK = '#1a1a1a';
const GRID = '#d4d4d4';
/**
 * Each of the 4Cs by its colour, told apart by lightness too, and by how it is hatched: all have a contrast of 3 to 1 or more
 * with white, as WCAG 2.2 (1.4.11) asks.
 */
const LOOKS = [
  { colour: '#1f4f8f', hatch: 'none' },
  { colour: '#b35900', hatch: 'right' },
  { colour: '#1b7f79', hatch: 'left' },
  { colour: '#7a3e9d', hatch: 'dots' },
] as const;

type Look = (typeof LOOKS)[number];
type Canvas = typeof import('@napi-rs/canvas');
type Charts = typeof import('chart.js');

/** The drawing libraries with their fonts, read when the first picture is drawn: the program's start does not wait for them. */
let tools: Promise<{ canvas: Canvas; charts: Charts }> | null = null;

async function openTools() {
  const [canvas, charts] = await Promise.all([import('@napi-rs/canvas'), import('chart.js')]);
  const { default: fonts } = await import('pdfmake/fonts/Roboto.js');
  // A bare machine has no font at all: the one that PDFs are printed with.
  canvas.GlobalFonts.registerFromPath(fonts.Roboto.normal, FONT);
  canvas.GlobalFonts.registerFromPath(fonts.Roboto.bold, FONT);
  charts.Chart.register(
    charts.BarController,
    charts.BarElement,
    charts.CategoryScale,
    charts.LinearScale,
    charts.Legend,
  );
  return { canvas, charts };
}

/**
 * Draws one picture of a digest as PNG. Every bar has its number above it; a number that is hidden is a pale bar with a dashed
 * edge, as high as the largest it may be ("<5") or the least it can be ("5 or more").
 */
export async function drawChart({ title, groups }: ChartModel, size = CARD_SIZE): Promise<Buffer> {
  tools ??= openTools();
  const { canvas, charts } = await tools;
  const picture = canvas.createCanvas(size.width, size.height);
  const ctx = picture.getContext('2d');
  const names = Object.values(CATEGORY_NAMES);
  const single = groups.every(({ bars }) => bars.length <= 1);
  const series = single ? [null] : names;
  const looks = names.map((_, at) => LOOKS[at] ?? LOOKS[0]);
  const fills = looks.map((look) => hatch(canvas, look));
  const barAt = (group: number, name: string | null) =>
    groups[group]?.bars.find(({ label }) => name === null || label === name) ?? null;
  const lookAt = (group: number, index: number) => (single ? group : index);
  const chart = new charts.Chart(picture as unknown as ChartItem, {
    type: 'bar',
    data: {
      labels: groups.map(({ label, bars }) => [
        ...breakLabel(label, groups.length),
        ...(bars.length === 0 ? ['(not shown)'] : []),
      ]),
      datasets: series.map((name, index) => ({
        label: name ?? title,
        data: groups.map((_, group) => heightOf(barAt(group, name)?.figure)),
        backgroundColor: groups.map((_, group) =>
          isHidden(barAt(group, name)?.figure) ? '#f2f2f2' : (fills[lookAt(group, index)] ?? INK),
        ),
        borderColor: groups.map((_, group) => looks[lookAt(group, index)]?.colour ?? INK),
        borderWidth: 2,
        categoryPercentage: 0.72,
        barPercentage: 0.9,
      })),
    },
    options: {
      animation: false,
      responsive: false,
      devicePixelRatio: FINENESS,
      font: { family: FONT, size: 14 },
      color: INK,
      layout: { padding: { top: 24, right: 16, bottom: 8, left: 8 } },
      scales: {
        x: {
          grid: { display: false },
          ticks: { color: INK, font: { family: FONT, size: 14 }, maxRotation: 0, autoSkip: false },
        },
        y: {
          beginAtZero: true,
          suggestedMax: SMALLEST_SHOWN,
          grid: { color: GRID },
          ticks: { color: INK, precision: 0, font: { family: FONT, size: 13 } },
        },
      },
      plugins: {
        legend: {
          display: !single,
          position: 'bottom',
          labels: {
            color: INK,
            font: { family: FONT, size: 14 },
            boxWidth: 26,
            boxHeight: 14,
            // Of a series whose first bar is hidden, the box would be pale.
            generateLabels: () =>
              names.map((text, at) => ({
                text,
                fillStyle: fills[at] ?? INK,
                strokeStyle: looks[at]?.colour ?? INK,
                lineWidth: 2,
                fontColor: INK,
                datasetIndex: at,
              })),
          },
        },
      },
    },
    plugins: [
      { id: 'paper', beforeDraw: () => paint(ctx, size) },
      {
        id: 'numbers',
        afterDatasetsDraw: (drawn) => {
          for (const [index, name] of series.entries())
            for (const [group, bar] of drawn.getDatasetMeta(index).data.entries()) {
              const shown = barAt(group, name);
              if (shown)
                writeNumber(
                  ctx,
                  bar,
                  shown.text,
                  isHidden(shown.figure) && (looks[lookAt(group, index)]?.colour ?? INK),
                );
            }
        },
      },
    ],
  });
  const png = picture.toBuffer('image/png');
  chart.destroy();
  return png;
}

function paint(ctx: SKRSContext2D, { width, height }: PictureSize): void {
  ctx.save();
  ctx.fillStyle = '#ffffff';
  ctx.fillRect(0, 0, width, height);
  ctx.restore();
}

/** A label on several lines: each word on one of its own where many stand beside each other. */
function breakLabel(label: string, beside: number): string[] {
  if (beside >= MANY_GROUPS) return label.split(' ');
  const at = label.lastIndexOf(' ');
  return at < 0 ? [label] : [label.slice(0, at), label.slice(at + 1)];
}

interface Bar {
  x: number;
  y: number;
  width?: number;
  base?: number;
}

/** The number above a bar; a hidden one gets its dashed edge here, since the library draws whole ones alone. */
function writeNumber(ctx: SKRSContext2D, bar: object, text: string, hiddenColour: string | false): void {
  const { x, y, width = 0, base = 0 } = bar as Bar;
  ctx.save();
  if (hiddenColour) {
    ctx.fillStyle = '#f7f7f7';
    ctx.fillRect(x - width / 2 - 1, y - 1, width + 2, base - y + 1);
    ctx.setLineDash([5, 4]);
    ctx.strokeStyle = hiddenColour;
    ctx.lineWidth = 2;
    ctx.strokeRect(x - width / 2, y, width, base - y);
  }
  ctx.fillStyle = INK;
  // A number of three digits fits above a bar as narrow as this.
  ctx.font = `500 ${width < 22 ? 11 : 14}px ${FONT}`;
  ctx.textAlign = 'center';
  ctx.fillText(text === '5 or more' ? '5+' : text, x, y - 7);
  ctx.restore();
}

function heightOf(figure: Figure | undefined): number {
  if (!figure) return 0;
  if (figure.kind === 'count') return figure.value;
  return figure.kind === 'fewer' ? SMALLEST_SHOWN - 1 : SMALLEST_SHOWN;
}

const isHidden = (figure: Figure | undefined): boolean => figure !== undefined && figure.kind !== 'count';

/** A colour with white lines or dots in it, so that bars are told apart without their colour; as good as a colour to a canvas. */
function hatch({ createCanvas }: Canvas, { colour, hatch: kind }: Look): string {
  if (kind === 'none') return colour;
  const size = 10;
  const tile = createCanvas(size, size);
  const ctx = tile.getContext('2d');
  ctx.fillStyle = colour;
  ctx.fillRect(0, 0, size, size);
  ctx.strokeStyle = '#ffffff';
  ctx.fillStyle = '#ffffff';
  ctx.lineWidth = 1.6;
  ctx.beginPath();
  if (kind === 'dots') ctx.arc(size / 2, size / 2, 1.8, 0, 2 * Math.PI);
  for (const shift of kind === 'dots' ? [] : [-size, 0, size]) {
    ctx.moveTo(shift, kind === 'right' ? size : 0);
    ctx.lineTo(shift + size, kind === 'right' ? 0 : size);
  }
  if (kind === 'dots') ctx.fill();
  else ctx.stroke();
  return ctx.createPattern(tile, 'repeat') as unknown as string;
}
