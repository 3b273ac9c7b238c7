import type { Desk } from '../desk.ts';
import { isCurrent, type StaffMember } from './membership.ts';

/** Everybody who works or volunteers in a school on a local day. */
export async function currentStaff(desk: Pick<Desk, 'staff'>, schoolId: string, today: string): Promise<StaffMember[]> {
  return (await desk.staff.list(schoolId)).filter((person) => isCurrent(person, today));
}
