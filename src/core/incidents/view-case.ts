import type { Desk } from '../desk.ts';
import type { InboundEvent } from '../events.ts';
import type { Identity } from '../identify.ts';
import { type Reply, show } from '../replies.ts';
import { caseDetail } from './case-detail.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Opens one page of a case for one reader; the view is audited in the same transaction. */
export async function viewCase(
  desk: Desk,
  identity: Identity,
  { data }: Pick<Extract<InboundEvent, { kind: 'press' }>, 'data'>,
): Promise<Reply> {
  const caseId = data.case ?? '';
  for (const seat of UUID.test(caseId) ? identity.seats : []) {
    const record = await desk.store.viewCase(seat.profile.id, caseId, seat.viewer, desk.clock.now(), data.before);
    if (record) return show(await caseDetail(desk, seat.profile, record));
  }
  return show({ name: 'notice', notice: 'no-such-case' });
}
