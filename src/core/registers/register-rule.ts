import type { DutyKind } from '../duties/duty-kinds.ts';
import type { Role } from '../school/roles.ts';
import type { RegisterState, RegisterStepName } from './register-names.ts';

/** One thing that is asked for, when a line is added or with a step. */
export interface RegisterField {
  id: string;
  /** A `url` is kept in a form that nobody follows by accident. */
  kind: 'text' | 'longText' | 'date' | 'choice' | 'url';
  required?: boolean;
  /** Of a date. */
  when?: 'past' | 'future' | 'any';
  /** Of a date: how long from today it may lie ahead at most, as ISO 8601. */
  within?: string;
  /** Of a choice. */
  options?: readonly string[];
}

/** Somebody who may do something with a line: holders of a function, or whoever asked for it. */
export type RegisterActor = Role | 'asker';

/** One step by which a line goes on. */
export interface RegisterStep {
  name: RegisterStepName;
  from: readonly RegisterState[];
  to: RegisterState;
  by: readonly RegisterActor[];
  fields: readonly RegisterField[];
  /** Who is told at once, besides whoever asked. */
  tells?: readonly Role[];
}

/** How one register works: what is asked, who may do what, and how each line goes on. */
export interface RegisterRule {
  fields: readonly RegisterField[];
  /** The field by which a line is known in a list; never one in which a pupil is named. */
  titleField: string;
  /** `everybody` is everybody who works or volunteers in the school. */
  addedBy: readonly Role[] | 'everybody';
  /** Who sees every line besides those who can take a step. */
  readBy: readonly Role[];
  first: RegisterState;
  steps: readonly RegisterStep[];
  /** States in which a line waits, and for whom: they are told at once, and reminded. */
  waits: Partial<Record<RegisterState, readonly RegisterActor[]>>;
  /** Where a line holds until a day only: the field with the last day, the states it holds in, and who sees to its end. */
  ends: { field: string; in: readonly RegisterState[]; for: readonly RegisterActor[] } | null;
  /** The recurring duty that a new line fulfils. */
  settles?: DutyKind;
}

/** Longest text of one line. */
export const TEXT_LIMIT = 200;
/** Longest address of a page. */
export const URL_LIMIT = 1_000;
/** Longest text of more than a line. */
export const LONG_TEXT_LIMIT = 2_000;
