import type { RegisterReason } from './intents.ts';
import type { RegisterName, RegisterState, RegisterStepName } from './registers/register-names.ts';
import type { SchoolHeading } from './views.ts';

/** The registers of each school a person works in, with how many lines he may know of. */
export interface RegistersView {
  name: 'registers';
  schools: {
    school: SchoolHeading;
    schoolId: string;
    registers: { register: RegisterName; lines: number; waiting: number; ending: number; mayAdd: boolean }[];
  }[];
}

/** This program as a line of the register of new technology (Wessex 14.1, St Andrew's 5.1). */
export interface OwnLine {
  /** Reference of the school's risk assessment of this program. */
  riskAssessment: string | null;
  dpia: string | null;
  officer: string | null;
  /** Local day, `YYYY-MM-DD`. */
  signedOn: string | null;
  state: 'demo' | 'live';
}

/** A page of a register, the line that changed last first. */
export interface RegisterView {
  name: 'register';
  school: SchoolHeading;
  schoolId: string;
  register: RegisterName;
  lines: { entryId: string; title: string; state: RegisterState; askedAt: string; endsOn: string | null }[];
  /** The last line of this page where there are more. */
  next: string | null;
  mayAdd: boolean;
  /** Of new technology alone. */
  own: OwnLine | null;
}

/** What a line says, for somebody who opened it. */
export interface OpenedLine {
  fields: Record<string, string>;
  /** The first thing first; the line's beginning is not among them. */
  events: { event: RegisterStepName; by: string; at: string; fields: Record<string, string> }[];
  /** What this reader may do next. */
  steps: RegisterStepName[];
}

/** One line of a register: that it is there, and for whoever opened it what it says. */
export interface RegisterEntryView {
  name: 'register-entry';
  school: SchoolHeading;
  entryId: string;
  register: RegisterName;
  state: RegisterState;
  /** The last local day it holds. */
  endsOn: string | null;
  askedBy: string;
  askedAt: string;
  /** Why it is sent; null for one that was opened. */
  why: RegisterReason | null;
  opened: OpenedLine | null;
  /** Whether something was saved with it just now. */
  saved: boolean;
}

/** Lines that wait for one person, end soon or have ended: one message for all of them. */
export interface RegistersDueView {
  name: 'registers-due';
  school: SchoolHeading;
  lines: {
    entryId: string;
    register: RegisterName;
    why: 'waits' | 'ends' | 'ended';
    askedBy: string;
    endsOn: string | null;
  }[];
  /** How many more there are than are shown. */
  more: number;
}

/** What is shown of registers. */
export type RegisterScreen = RegistersView | RegisterView | RegisterEntryView | RegistersDueView;
