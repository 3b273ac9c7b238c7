import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { NationalContact } from '../core/desk-views.ts';
import type { SchoolProfile } from '../core/school/profile.ts';

const agency = z
  .object({
    name: z.string(),
    aliases: z.array(z.string()).default([]),
    phone: z.string().nullable().default(null),
    url: z.string().nullable().default(null),
    /** For what one turns to it. */
    note: z.string(),
    nation: z.enum(['england', 'wales', 'scotland', 'northern-ireland', 'uk']),
    /** True for a point from general knowledge that somebody should verify. */
    check: z.boolean().default(false),
  })
  .strict();

/** A body outside the school that a concern can be taken to. */
export type KnownAgency = z.infer<typeof agency>;

let loaded: KnownAgency[] | null = null;

/** The agencies every school can turn to, with their public numbers. Local ones stand in a school's own profile. */
export function knownAgencies(): readonly KnownAgency[] {
  loaded ??= z.array(agency).parse(parse(readFileSync(new URL('./data/agencies.yaml', import.meta.url), 'utf8')));
  return loaded;
}

/** Every name and short name of the known agencies. */
export function knownAgencyNames(): string[] {
  return knownAgencies().flatMap((known) => [known.name, ...known.aliases]);
}

/** The bodies a school of one nation can ring or write to, in the file's order; those without number and address are local. */
export function listNationalContacts(nation: SchoolProfile['nation']): NationalContact[] {
  return knownAgencies()
    .filter((known) => (known.nation === nation || known.nation === 'uk') && (known.phone ?? known.url) !== null)
    .map(({ name, phone, url, note, check }) => ({
      name,
      ...(phone === null ? {} : { phone }),
      ...(url === null ? {} : { url }),
      note,
      check,
    }));
}

/** True where a name, in whatever case, is one of a known agency. */
export function isKnownAgency(name: string): boolean {
  return knownAgencyNames().some((known) => known.toLowerCase() === name.trim().toLowerCase());
}
