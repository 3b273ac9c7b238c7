import type { OutgoingMessage } from '../intents.ts';
import type { Role } from '../school/roles.ts';
import type { DutyDay } from './duty.ts';

/** A time in which somebody is away. */
export interface Absence {
  id: string;
  personId: string;
  startsAt: Date;
  endsAt: Date;
}

/** Who is away, and who is on duty. */
export interface CoverStore {
  /** Absences that have not ended, the first one first. */
  listAbsences(schoolId: string, now: Date): Promise<Absence[]>;
  /** Notes an absence, once per key, with an audit row and messages. */
  addAbsence(
    schoolId: string,
    absence: Absence & { key: string; messages: OutgoingMessage[] },
    by: string,
    now: Date,
  ): Promise<void>;
  /** Ends an absence now. */
  endAbsence(schoolId: string, id: string, by: string, now: Date): Promise<boolean>;
  /** Who is on duty for a function on each day of the week; 1 is Monday. */
  listDuty(schoolId: string): Promise<DutyDay[]>;
  /** Sets who is on duty on some days of the week, with an audit row where that changes anything; null leaves a day to all who hold the function. */
  setDuty(
    schoolId: string,
    role: Role,
    days: { weekday: number; personId: string | null }[],
    by: string,
    now: Date,
  ): Promise<void>;
}
