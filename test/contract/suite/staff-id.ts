import type { PlatformDriver, Who } from '../driver.ts';

/** The id of somebody of a school of these tests, as the form's list of people sends it. */
export async function findStaffId(driver: PlatformDriver, who: Who, schoolId = 'larkfield-demo'): Promise<string> {
  const staff = await driver.started.program.store.listStaff(schoolId);
  const person = staff.find(({ name }) => name.startsWith(`${who} `));
  if (!person) throw new Error(`${who} is not on the staff of ${schoolId}`);
  return person.personId;
}
