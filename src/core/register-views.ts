import type { RegisterName } from './registers/register-names.ts';
import type { SchoolHeading } from './views.ts';

/** The registers of a school, with how many lines wait in each. */
export interface RegistersView {
  name: 'registers';
  schools: {
    school: SchoolHeading;
    schoolId: string;
    registers: { register: RegisterName; entries: number; waiting: number; mayAdd: boolean }[];
  }[];
}

/** The lines of one register, the latest first. */
export interface RegisterView {
  name: 'register';
  school: SchoolHeading;
  schoolId: string;
  register: RegisterName;
  entries: { entryId: string; title: string; state: string; endsOn: string | null }[];
  mayAdd: boolean;
}

/** One line of a register with what happened to it. */
export interface RegisterEntryView {
  name: 'register-entry';
  school: SchoolHeading;
  entryId: string;
  register: RegisterName;
  state: string;
  fields: Record<string, string>;
  endsOn: string | null;
  askedBy: string;
  events: { event: string; by: string; at: string; note: string | null }[];
  /** What this reader may do next. */
  steps: string[];
}

/** What is shown of registers. */
export type RegisterScreen = RegistersView | RegisterView | RegisterEntryView;
