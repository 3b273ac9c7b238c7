import { addDays } from './add-period.ts';
import type { SchoolProfile } from './profile.ts';

type Terms = Pick<SchoolProfile, 'terms'>;

/** A stretch of the school year: local days, both inclusive. */
export interface Period {
  /** Sorts and never changes: `2026-27`, `2026-27/1-autumn`, `2026-27/1-autumn/1`. */
  key: string;
  from: string;
  to: string;
}

const SEASONS = ['autumn', 'spring', 'summer'] as const;
/** One of the three terms of a school year. */
export type Season = (typeof SEASONS)[number];

/** A term. */
export interface Term extends Period {
  season: Season;
}

/** Where a profile gives no term dates: the months the terms of English schools usually fall into. */
const USUAL_MONTHS: Record<Season, { from: string; to: string }> = {
  autumn: { from: '09-01', to: '12-20' },
  spring: { from: '01-05', to: '03-31' },
  summer: { from: '04-15', to: '07-22' },
};

/** The academic year a local day belongs to, from 1 September to 31 August: `2026-27`. */
export function academicYearOf(day: string): string {
  const year = Number(day.slice(0, 4));
  const begins = day.slice(5) >= '09-01' ? year : year - 1;
  return `${begins}-${String((begins + 1) % 100).padStart(2, '0')}`;
}

/** The first and last local day of an academic year. */
export function academicYear(year: string): Period {
  const begins = Number(year.slice(0, 4));
  return { key: year, from: `${begins}-09-01`, to: `${begins + 1}-08-31` };
}

/** The three terms of an academic year; of a profile whose dates do not reach it, those of usual months. */
export function termsOf(calendar: Terms, year: string): Term[] {
  const { from, to } = academicYear(year);
  return SEASONS.map((season, index): Term => {
    const parts = calendar.terms.filter(
      (part) => from <= part.from && part.from <= to && seasonOf(part.from) === season,
    );
    const usual = USUAL_MONTHS[season];
    const inYear = season === 'autumn' ? from.slice(0, 4) : to.slice(0, 4);
    return {
      key: `${year}/${index + 1}-${season}`,
      season,
      from: parts.map((part) => part.from).sort()[0] ?? `${inYear}-${usual.from}`,
      to:
        parts
          .map((part) => part.to)
          .sort()
          .at(-1) ?? `${inYear}-${usual.to}`,
    };
  });
}

/** The halves of a term: as the profile lists them, else cut in the middle of its days. */
export function halfTermsOf(calendar: Terms, term: Term): Period[] {
  const parts = calendar.terms
    .filter((part) => term.from <= part.from && part.to <= term.to)
    .sort((a, b) => a.from.localeCompare(b.from));
  const halves = parts.length > 1 ? parts : cutInHalf(term);
  return halves.map(({ from, to }, index) => ({ key: `${term.key}/${index + 1}`, from, to }));
}

function cutInHalf({ from, to }: Period): Omit<Period, 'key'>[] {
  const middle = new Date((Date.parse(from) + Date.parse(to)) / 2).toISOString().slice(0, 10);
  const after = addDays(middle, 1);
  return [
    { from, to: middle },
    { from: after, to },
  ];
}

/** Autumn begins in August to December, spring in January to March, summer from April. */
function seasonOf(from: string): Season {
  const month = Number(from.slice(5, 7));
  if (month >= 8) return 'autumn';
  return month <= 3 ? 'spring' : 'summer';
}
