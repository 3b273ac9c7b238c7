import type { Told } from './live-a-year.ts';

const INTRODUCTION = `# A school year

What the program sends by itself in one school year, and what people set off by answering: made by a test that lives through the
year with the demo school, day by day. Everybody in it answers within a few days, but one colleague who waits to be reminded. There are no
concerns in this year: what happens in a case stands in [Working a case](working-a-case.md), and what each of these messages is
in [What runs by itself](school-year-work.md). On days without school nothing is sent.
`;

/** The year of the demo school as a page: by month and day, who was told what. */
export function writeYearPage(told: readonly Told[]): string {
  const months = new Map<string, Told[]>();
  for (const item of told) {
    const month = writeDate(item.day, { month: 'long', year: 'numeric' });
    months.set(month, [...(months.get(month) ?? []), item]);
  }
  return [INTRODUCTION, ...[...months].map(([month, items]) => writeMonth(month, items))].join('\n');
}

function writeMonth(month: string, told: readonly Told[]): string {
  const rows = new Map<string, { day: string; summary: string; to: string[] }>();
  for (const { day, summary, to } of told) {
    const row = rows.get(`${day}|${summary}`) ?? { day, summary, to: [] };
    rows.set(`${day}|${summary}`, { ...row, to: [...new Set([...row.to, to])].sort() });
  }
  let last = '';
  const lines = [...rows.values()].map(({ day, summary, to }) => {
    const shown = day === last ? '' : writeDate(day, { weekday: 'short', day: 'numeric' });
    last = day;
    return `| ${shown} | ${summary} | ${to.join(', ')} |`;
  });
  return `## ${month}\n\n| Day | What | To whom |\n|---|---|---|\n${lines.join('\n')}\n`;
}

const writeDate = (day: string, parts: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: 'UTC' }).format(new Date(day));
