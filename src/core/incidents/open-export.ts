import type { ExportReadyView } from '../case-views.ts';
import type { Desk } from '../desk.ts';
import type { InboundEvent } from '../events.ts';
import type { ExportLink } from '../exports/exports.ts';
import type { SchoolSeat } from '../identify.ts';
import { type Reply, replace } from '../replies.ts';
import { headingOf } from '../schools.ts';
import type { CaseWork } from './case-work.ts';
import { CASE_EXPORTS } from './steps/export-case.ts';

/** Answers with the link and the code of a file of one case; for whom and why stands in its chronology already. */
export async function openExport(
  desk: Desk,
  seat: SchoolSeat,
  work: CaseWork,
  event: Extract<InboundEvent, { kind: 'submit' }>,
): Promise<Reply> {
  const kind = CASE_EXPORTS.find((known) => known === event.values.kind);
  const asked = { caseId: work.caseId, recipientGiven: true, purposeGiven: true };
  const link = kind ? await desk.exports.ask(seat.profile.id, seat.viewer, { kind, ...asked }, desk.clock.now()) : null;
  return replace(link ? exportReady(desk, seat, work.reference, link) : { name: 'notice', notice: 'no-such-case' });
}

/** Where a file can be fetched, and with which code. */
export function exportReady(
  desk: Desk,
  { profile }: SchoolSeat,
  reference: string | null,
  { token, code, expiresAt }: ExportLink,
): ExportReadyView {
  return {
    name: 'export-ready',
    school: headingOf(profile),
    reference,
    url: desk.addressOf(`/download?t=${token}`),
    code,
    expiresAt: expiresAt.toISOString(),
  };
}
