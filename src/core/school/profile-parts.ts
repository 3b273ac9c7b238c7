import { z } from 'zod';
import { DUTY_KINDS } from '../duties/duty-kinds.ts';
import { CATEGORIES, CONCERN_TYPES } from '../incidents/taxonomy.ts';
import { STAFF_GROUPS } from '../people/staff-row.ts';
import { ROLES } from './roles.ts';

// The pieces a school's profile is made of.

/** Whom a document or a course is for: staff groups, functions, or those outside the staff; `staff` is everybody who works or volunteers in the school. */
export const AUDIENCES = [...STAFF_GROUPS, ...ROLES, 'new_staff', 'pupils', 'parents'] as const;

/** A function people hold. */
export const roleName = z.enum(ROLES);
/** A local day. */
export const isoDate = z.iso.date('write a real date as YYYY-MM-DD');
/** A local time. */
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write the time as HH:MM');
/** An ISO 8601 period of years and months. */
export const period = z
  .string()
  .regex(/^P(?=\d)(\d+Y)?(\d+M)?$/, 'write the period as P1Y (a year), P6M (six months) or P1Y6M');
/** The domain of e-mail addresses. */
export const domain = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'write the domain alone, in lower case, such as school.example');
/** An id in lower case. */
export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case letters, digits and hyphens');

/** What a school says of one function. */
export const roleSetting = z
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

/** One document people are asked to read that is no policy. */
export const listedDocument = z
  .object({
    title: z.string(),
    version: z.string().nullable().default(null),
    url: z.string().optional(),
    /** What it says of monitoring, shown before it is acknowledged (Wessex 21.2). */
    monitoring_clause: z.string().optional(),
  })
  .strict();

/** Who gets which concern. */
export const route = z
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
/** Somebody to ring. */
export const contact = z
  .object({ name: z.string(), phone: phone.optional(), url: z.string().optional(), note: z.string().optional() })
  .strict();

const reviewDate = z.object({ date: isoDate, where: z.string() }).strict();
/** One policy. */
export const policy = z
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
    /** What it says of monitoring, shown before it is acknowledged (Wessex 21.2). */
    monitoring_clause: z.string().optional(),
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

/** What is done in cases of some types. */
export const playbook = z
  .object({
    name: z.string(),
    types: z.array(z.enum(CONCERN_TYPES)).min(1),
    steps: z.array(playbookStep).min(1),
    /** A ladder: no step before the one above it is done, or not needed for a reason. */
    in_order: z.boolean().default(false),
    policy: z.string().optional(),
  })
  .strict();

/** One thing that is done again and again. */
export const duty = z
  .object({
    /** Accreditations have a list of their own, with the day each runs out. */
    kind: z.enum(DUTY_KINDS).exclude(['accreditation']),
    every: z.enum(['week', 'half-term', 'term', 'year']),
    /** Of a yearly one, the month it belongs to; of a weekly one, the weekday, 1 for Monday. */
    at: z.number().int().min(1).max(12).optional(),
    owner: roleName,
    /** Signs too: one signature is not enough. */
    second: roleName.optional(),
    /** Where in the policy it stands. */
    source: z.string().optional(),
  })
  .strict()
  .refine(({ every, at }) => at === undefined || every === 'year' || (every === 'week' && at <= 5), {
    path: ['at'],
    message:
      'a yearly duty has a month here, 1 to 12, and a weekly one a weekday, 1 for Monday to 5; leave it out otherwise',
  });

/** Days from the first to the last. */
export const dateRange = z
  .object({ from: isoDate, to: isoDate })
  .strict()
  .refine((range) => range.from <= range.to, 'it ends before it starts; write the earlier date first');

/** One place in the chat. */
export const place = z
  .object({
    /** The platform's id of the channel; empty until `/esafety setup` names it. */
    channel: z.string().nullable().default(null),
    title: z.string().optional(),
  })
  .strict();

/** How long a case may wait. */
export const urgency = z
  .object({
    immediate_repeat_minutes: z.number().int().positive().default(15),
    significant_harm_school_minutes: z.number().int().positive().default(60),
    unassessed_school_minutes: z.number().int().positive().default(60),
  })
  .strict();
