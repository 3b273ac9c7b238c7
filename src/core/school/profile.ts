import { z } from 'zod';
import { PLATFORMS } from '../platforms.ts';
import {
  AUDIENCES,
  clockTime,
  contact,
  dateRange,
  domain,
  duty,
  isoDate,
  listedDocument,
  period,
  place,
  playbook,
  policy,
  roleName,
  roleSetting,
  route,
  slug,
  urgency,
} from './profile-parts.ts';
import { DEFAULT_TITLES, ROLES, type Role } from './roles.ts';

/** Everything a school can set, shared by a single school and by the schools of a trust. */
const settings = {
  nation: z.enum(['england', 'wales', 'scotland', 'northern-ireland']).default('england'),
  local_authority: z.string().optional(),
  platform: z
    .object({
      /** How the policy names it ("Office 365", "hangouts"); mapped to an adapter by the lints. */
      says: z.string().nullable().default(null),
      adapter: z.enum(PLATFORMS).nullable().default(null),
      /** The tenant, workspace, customer or guild; several schools of a trust may share one. */
      workspace_id: z.string().nullable().default(null),
    })
    .strict()
    .default({ says: null, adapter: null, workspace_id: null }),
  /** A function with null is one the policy leaves unnamed; a function left out is one the school does not have. */
  roles: z.partialRecord(roleName, roleSetting.nullable()).default({}),
  /** Staff accounts are at these domains only; empty allows any. */
  email_domains: z.array(domain).default([]),
  school_day: z
    .object({ starts: clockTime, ends: clockTime, read_from: clockTime.optional() })
    .strict()
    .refine((day) => day.starts < day.ends, 'the day ends before it starts; write the earlier time first')
    .default({ starts: '08:30', ends: '16:00' }),
  terms: z.array(dateRange).default([]),
  closed_days: z.array(isoDate).default([]),
  /** The order in which others stand in when the one before is away. */
  cover: z.array(roleName).default(['dsl', 'deputy_dsl', 'head']),
  /** Who is reached in the holidays and out of hours. */
  holiday_cover: z
    .object({ roles: z.array(roleName).default([]), note: z.string().optional() })
    .strict()
    .nullable()
    .default(null),
  places: z.object({ dsl: place.optional(), staff: place.optional() }).strict().default({}),
  routes: z.array(route).default([]),
  urgency: urgency.default({
    immediate_repeat_minutes: 15,
    significant_harm_school_minutes: 60,
    unassessed_school_minutes: 60,
  }),
  playbooks: z.array(playbook).default([]),
  /** How long the provider keeps the pictures of the cameras, and who is asked to keep those of an incident. */
  cctv: z.object({ kept_days: z.number().int().positive(), ask: roleName }).strict().nullable().default(null),
  policies: z.array(policy).default([]),
  acknowledgement_packs: z
    .array(
      z
        .object({
          name: z.string(),
          audience: z.array(z.enum(AUDIENCES)).default([]),
          documents: z.array(z.string()).min(1),
        })
        .strict(),
    )
    .default([]),
  /** Documents people are asked to read that are no policies: which version holds, and where it is. */
  documents: z.array(listedDocument).default([]),
  training: z
    .array(
      z
        .object({
          name: z.string(),
          audience: z.array(z.enum(AUDIENCES)).default([]),
          every: period.nullable().default(null),
          /** Counted anew from each September, or from the day each person last did it. */
          counted: z.enum(['academic-year', 'per-person']).default('per-person'),
          /** What new staff do before their induction is complete. */
          induction: z.boolean().default(false),
        })
        .strict(),
    )
    .default([]),
  /** The school's classes, for what each class does or signs. */
  classes: z.array(z.string()).default([]),
  /** What is done again and again; each falls due in the stretch of the school year it belongs to. */
  duties: z.array(duty).default([]),
  accreditations: z
    .array(z.object({ name: z.string(), renew_by: isoDate, owner: roleName.default('esafety_coordinator') }).strict())
    .default([]),
  /** Tools by which the school writes to parents: text for them is drafted here and sent there (Ingol, "Social Media"). */
  parent_tools: z.array(z.string()).default([]),
  filtering: z
    .object({
      provider: z.string().nullable().default(null),
      /** Who gets the daily summary. */
      summary_to: z.array(roleName).default(['dsl']),
      /** From how many equal alerts on they are urgent. */
      urgent_from: z.number().int().positive().default(20),
      /** Raised by one when the secret of the filter's alerts may have become known: the one before no longer counts. */
      secret_version: z.number().int().positive().default(1),
      /** So many days an alert is kept that became no case. */
      keep_days: z.number().int().min(30).max(3_650).default(180),
    })
    .strict()
    .default({ provider: null, summary_to: ['dsl'], urgent_from: 20, secret_version: 1, keep_days: 180 }),
  contacts: z
    .object({
      /** Rung when nobody can wait: shown with 999 in every failure message. */
      duty: contact.nullable().default(null),
      childrens_social_care: contact.nullable().default(null),
      out_of_hours: contact.nullable().default(null),
      lado: contact.nullable().default(null),
      /** Whom a person asks who is not on the staff list. */
      account_help: z.string().default('the school office'),
      agencies: z.array(contact).default([]),
    })
    .strict()
    .default({
      duty: null,
      childrens_social_care: null,
      out_of_hours: null,
      lado: null,
      account_help: 'the school office',
      agencies: [],
    }),
  /** Names the school's policies use for the one register of incidents. */
  incident_log_names: z.array(z.string()).default(['Incident log']),
  governors_report: z
    .object({
      cadence: z.enum(['termly', 'half-termly', 'annual']).nullable(),
      by: roleName.optional(),
      /** Days of the governors' meetings. */
      meetings: z.array(isoDate).default([]),
      ready_days_before: z.number().int().positive().default(7),
    })
    .strict()
    .nullable()
    .default(null),
  /** The school's own risk assessment of this program (Wessex 14.1). */
  risk_assessment: z
    .object({ reference: z.string().nullable().default(null) })
    .strict()
    .default({ reference: null }),
  /** Until all three are set the school stays marked "demo". */
  dpia: z
    .object({
      reference: z.string().nullable().default(null),
      officer: z.string().nullable().default(null),
      signed_on: isoDate.nullable().default(null),
    })
    .strict()
    .default({ reference: null, officer: null, signed_on: null }),
  /** Notes of whoever wrote the profile, kept with it. */
  notes: z.array(z.string()).default([]),
} as const;

const trust = z.object({ id: slug, name: z.string().min(1) }).strict();

/** One school with every default filled in: what the rules read. */
export const schoolProfileSchema = z
  .object({ id: slug, name: z.string().min(1), trust: trust.nullable().default(null), ...settings })
  .strict();
/** One school's settings. */
export type SchoolProfile = z.infer<typeof schoolProfileSchema>;
/** One route of a school's profile. */
export type ProfileRoute = SchoolProfile['routes'][number];
/** One playbook of a school's profile. */
export type ProfilePlaybook = SchoolProfile['playbooks'][number];
/** One policy in a school's profile. */
export type ProfilePolicy = SchoolProfile['policies'][number];
/** One recurring duty of a school's profile. */
export type ProfileDuty = SchoolProfile['duties'][number];
/** Somebody to ring. */
export type Contact = z.infer<typeof contact>;

/** True until the data protection impact assessment is signed: the school then works with invented data only. */
export function isDemo(profile: SchoolProfile): boolean {
  return !profile.dpia.reference || !profile.dpia.officer || !profile.dpia.signed_on;
}

/** The local title of a function, as the school's people say it. */
export function titleOf(profile: SchoolProfile, role: Role): string {
  return profile.roles[role]?.title ?? DEFAULT_TITLES[role];
}

/** What each combination of functions amounts to, by profile: a route asks it of the whole staff several times over. */
const heldByProfile = new WeakMap<SchoolProfile, Map<string, Role[]>>();

/** The functions a person holds once "same as" is followed: whoever is head also is DSL where the profile says so. */
export function rolesHeld(profile: SchoolProfile, held: readonly Role[]): Role[] {
  const known = heldByProfile.get(profile) ?? new Map<string, Role[]>();
  heldByProfile.set(profile, known);
  const key = held.join();
  const found = known.get(key) ?? followSameAs(profile, held);
  known.set(key, found);
  return found;
}

function followSameAs(profile: SchoolProfile, held: readonly Role[]): Role[] {
  const all = new Set<Role>(held);
  // Functions may be chained (dsl same as incident_lead same as head), so follow until nothing is added.
  for (let before = -1; before !== all.size; ) {
    before = all.size;
    for (const role of ROLES) {
      const source = profile.roles[role]?.same_as;
      if (source && all.has(source)) all.add(role);
    }
  }
  return ROLES.filter((role) => all.has(role));
}
