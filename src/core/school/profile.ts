import { z } from 'zod';
import { CATEGORIES, CONCERN_TYPES } from '../incidents/taxonomy.ts';
import { STAFF_GROUPS } from '../people/staff-row.ts';
import { PLATFORMS } from '../platforms.ts';

/** The functions people hold in a school, as the rules know them. A profile gives each its local title. */
export const ROLES = [
  'dsl',
  'deputy_dsl',
  'head',
  'deputy_head',
  'chair',
  'link_governor',
  'governor',
  'esafety_coordinator',
  'incident_lead',
  'ict_lead',
  'network_manager',
  'sendco',
  'office',
  'class_teacher',
  'slt_duty',
  'dpo',
  'administrator',
  'trust_lead',
  'staff',
] as const;
/** One function a person can hold in a school. */
export type Role = (typeof ROLES)[number];

/** Whom a document or a course is for: staff groups, functions, or those outside the staff; `staff` is everybody who works or volunteers in the school. */
const AUDIENCES = [...STAFF_GROUPS, ...ROLES, 'new_staff', 'pupils', 'parents'] as const;

const roleName = z.enum(ROLES);
const isoDate = z.iso.date('write a real date as YYYY-MM-DD');
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write the time as HH:MM');
const period = z
  .string()
  .regex(/^P(?=\d)(\d+Y)?(\d+M)?$/, 'write the period as P1Y (a year), P6M (six months) or P1Y6M');
const domain = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'write the domain alone, in lower case, such as school.example');
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case letters, digits and hyphens');

const roleSetting = z
  .object({
    title: z.string().optional(),
    /** Held by whoever holds this other function ("the DSL is the headteacher"). */
    same_as: roleName.optional(),
  })
  .strict();

const routeCondition = z
  .object({
    types: z.array(z.enum(CONCERN_TYPES)).optional(),
    categories: z.array(z.enum(CATEGORIES)).optional(),
    /** The reporter holds one of these functions. */
    reporter_roles: z.array(roleName).optional(),
    /** Reported between these times of the school day (local), e.g. lunchtime. */
    between: z
      .tuple([clockTime, clockTime])
      .refine(([from, to]) => from < to, 'write the earlier time first')
      .optional(),
  })
  .strict();

const route = z
  .object({
    name: z.string(),
    when: routeCondition.default({}),
    to: z.array(roleName).min(1),
    /** Told of the task with address and device only, never of the pupil. */
    hand_off: z.array(roleName).default([]),
    /** Also sent a 1:1 message at once, without access to the case. */
    also_tell: z.array(roleName).default([]),
    /** Agencies the school's own policy tells it to inform, in its order. */
    agencies: z.array(z.string()).default([]),
    /** How the policy treats it. */
    handle_as: z.enum(['safeguarding', 'behaviour', 'discipline']).default('safeguarding'),
    /** Fields the policy makes compulsory. */
    required: z.array(z.enum(['urls', 'when', 'what', 'who', 'device'])).default([]),
    /** Where in the policy it stands. */
    source: z.string().optional(),
  })
  .strict();

const phone = z.string().min(3);
const contact = z
  .object({ name: z.string(), phone: phone.optional(), url: z.string().optional(), note: z.string().optional() })
  .strict();

const reviewDate = z.object({ date: isoDate, where: z.string() }).strict();
const policy = z
  .object({
    title: z.string(),
    version: z.string().nullable().default(null),
    adopted: isoDate.nullable().default(null),
    /** ISO 8601 period, e.g. P1Y. */
    cycle: period.nullable().default(null),
    last_reviews: z.array(reviewDate).default([]),
    next_reviews: z.array(reviewDate).default([]),
    /** Each box for an approval, with the date it was given or null where it is blank. */
    approvals: z.array(z.object({ by: z.string(), on: isoDate.nullable() }).strict()).default([]),
    owner: roleName.optional(),
    url: z.string().optional(),
    linked: z.array(z.string()).default([]),
    /** Documents, laws and bodies the policy cites, as it writes them. */
    cites: z.array(z.string()).default([]),
  })
  .strict();

/** What has to be written down when a step of a playbook is done. */
const STEP_KINDS = ['plain', 'logged', 'told', 'ticket', 'talk', 'parents', 'meeting', 'evaluation'] as const;

const playbookStep = z
  .union([z.string(), z.object({ text: z.string(), kind: z.enum(STEP_KINDS).default('plain') }).strict()])
  .transform((step) => (typeof step === 'string' ? { text: step, kind: 'plain' as const } : step));

const playbook = z
  .object({
    name: z.string(),
    types: z.array(z.enum(CONCERN_TYPES)).min(1),
    steps: z.array(playbookStep).min(1),
    /** A ladder: no step before the one above it is done, or not needed for a reason. */
    in_order: z.boolean().default(false),
    policy: z.string().optional(),
  })
  .strict();

const dateRange = z
  .object({ from: isoDate, to: isoDate })
  .strict()
  .refine((range) => range.from <= range.to, 'it ends before it starts; write the earlier date first');

const place = z
  .object({
    /** The platform's id of the channel; empty until `/esafety setup` names it. */
    channel: z.string().nullable().default(null),
    title: z.string().optional(),
  })
  .strict();

const urgency = z
  .object({
    immediate_repeat_minutes: z.number().int().positive().default(15),
    significant_harm_school_minutes: z.number().int().positive().default(60),
    unassessed_school_minutes: z.number().int().positive().default(60),
  })
  .strict();

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
  training: z
    .array(
      z
        .object({
          name: z.string(),
          audience: z.array(z.enum(AUDIENCES)).default([]),
          every: period.nullable().default(null),
        })
        .strict(),
    )
    .default([]),
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
    .object({ cadence: z.enum(['termly', 'half-termly', 'annual']).nullable(), by: roleName.optional() })
    .strict()
    .nullable()
    .default(null),
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

const DEFAULT_TITLES: Record<Role, string> = {
  dsl: 'Designated safeguarding lead',
  deputy_dsl: 'Deputy designated safeguarding lead',
  head: 'Headteacher',
  deputy_head: 'Deputy headteacher',
  chair: 'Chair of governors',
  link_governor: 'Link governor',
  governor: 'Governor',
  esafety_coordinator: 'E-safety co-ordinator',
  incident_lead: 'Incident lead',
  ict_lead: 'ICT lead',
  network_manager: 'Network manager',
  sendco: 'SENDCO',
  office: 'School office',
  class_teacher: 'Class teacher',
  slt_duty: 'Senior leader on duty',
  dpo: 'Data protection officer',
  administrator: 'Administrator',
  trust_lead: 'Trust safeguarding lead',
  staff: 'Member of staff',
};
