import type { Desk } from '../desk.ts';
import type { InboundEvent } from '../events.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import { type Reply, replace } from '../replies.ts';
import type { CaseWork } from './case-work.ts';

/** Answers with the link of a file that was asked for. */
export async function openExport(
  _desk: Desk,
  _identity: Identity,
  _seat: SchoolSeat,
  _work: CaseWork,
  _event: Extract<InboundEvent, { kind: 'submit' }>,
): Promise<Reply> {
  return replace({ name: 'notice', notice: 'not-now' });
}
