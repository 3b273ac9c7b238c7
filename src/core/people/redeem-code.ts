import { rolesThatOpenCases } from '../access.ts';
import type { Desk } from '../desk.ts';
import type { Origin } from '../events.ts';
import { type Reply, show } from '../replies.ts';
import { rolesHeld } from '../school/profile.ts';
import { sharedContacts } from '../schools.ts';
import type { NoticeView } from '../views.ts';
import { accessHolders, requestRebind, requestRole } from './access-requests.ts';

/**
 * `/esafety code XXXXX-XXXXX`: ties the account to the person the code was made for. Where cases would open by it, only the
 * school's first holder is believed on the code alone; for all others, and for somebody who has another account here, an
 * existing holder confirms (law 4: an administrator can make codes, and must not make himself DSL).
 * @param tiedTo the person this account stands for already
 */
export async function redeemCode(desk: Desk, origin: Origin, code: string, tiedTo: string | null): Promise<Reply> {
  const now = desk.clock.now();
  const answer = (notice: NoticeView['notice']): Reply =>
    show({ name: 'notice', notice, contacts: sharedContacts(desk.schools.inWorkspace(origin)) });
  const redeemed = await desk.store.redeemCode(origin, code, tiedTo, now);
  // An account that stands for one person never becomes another by a code.
  if (redeemed === 'for-another') return answer('not-allowed');
  const profile = redeemed && desk.schools.get(redeemed.schoolId);
  if (!redeemed || !profile) return answer('code-wrong');
  const { schoolId, personId, role } = redeemed;
  desk.staff.clear();
  const staff = await desk.staff.list(schoolId);
  const roles = rolesHeld(profile, [
    ...(staff.find((person) => person.personId === personId)?.roles ?? []),
    ...(role ? [role] : []),
  ]);
  const opening = rolesThatOpenCases(profile);
  const opensCases = roles.some((each) => opening.includes(each));
  const confirmers = opensCases ? await tiedHolders(desk, schoolId, accessHolders(profile, staff, now), personId) : 0;
  if (role && confirmers > 0) await requestRole(desk, profile, personId, role);
  else if (role) await desk.store.beginRole(schoolId, personId, role, now);
  desk.staff.clear();
  if (confirmers === 0 && (await desk.store.tieAccount(origin, personId, 'code', now)) === 'tied')
    return answer('account-tied');
  const present = await desk.store.accountOf(schoolId, personId);
  if (present?.accountId === origin.accountId)
    return answer(role && confirmers > 0 ? 'account-waiting' : 'account-tied');
  await requestRebind(desk, schoolId, personId, origin);
  return answer('account-waiting');
}

/** How many other holders can be asked: those whose own account is known. */
async function tiedHolders(desk: Desk, schoolId: string, holders: string[], exceptId: string): Promise<number> {
  let count = 0;
  for (const personId of holders) {
    if (personId !== exceptId && (await desk.store.accountOf(schoolId, personId))) count += 1;
  }
  return count;
}
