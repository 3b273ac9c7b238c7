import type { Desk } from '../desk.ts';
import type { Origin } from '../events.ts';
import { type Reply, show } from '../replies.ts';
import { sharedContacts } from '../schools.ts';
import type { NoticeView } from '../views.ts';
import { requestRebind } from './access-requests.ts';

/**
 * `/esafety code XXXXX-XXXXX`: ties the account to the person the code was made for. Somebody who has another account
 * here already waits for a holder of case access to confirm (law 4).
 */
export async function redeemCode(desk: Desk, origin: Origin, code: string): Promise<Reply> {
  const now = desk.clock.now();
  const redeemed = await desk.store.redeemCode(origin, code, now);
  const answer = (notice: NoticeView['notice']): Reply =>
    show({ name: 'notice', notice, contacts: sharedContacts(desk.schools.inWorkspace(origin)) });
  if (!redeemed) return answer('code-wrong');
  desk.staff.clear();
  if ((await desk.store.tieAccount(origin, redeemed.personId, 'code', now)) === 'tied') return answer('account-tied');
  await requestRebind(desk, redeemed.schoolId, redeemed.personId, origin);
  return answer('account-waiting');
}
