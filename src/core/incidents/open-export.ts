import type { ExportReadyView } from '../case-views.ts';
import type { Desk } from '../desk.ts';
import type { InboundEvent } from '../events.ts';
import type { SchoolExportKind } from '../exports/export-kinds.ts';
import type { ExportLink } from '../exports/exports.ts';
import type { SchoolSeat } from '../identify.ts';
import { type Reply, replace } from '../replies.ts';
import { headingOf } from '../schools.ts';
import type { CaseWork } from './case-work.ts';
import { CASE_EXPORTS } from './steps/export-case.ts';
import { submitKey } from './submit-key.ts';

/**
 * Answers with the link and the code of a file of one case. For whom and why stands in its chronology already: whatever fails
 * from here on, nobody may read that it was not saved.
 */
export async function openExport(
  desk: Desk,
  seat: SchoolSeat,
  work: CaseWork,
  event: Extract<InboundEvent, { kind: 'submit' }>,
): Promise<Reply> {
  const { values, data } = event;
  const kind = CASE_EXPORTS.find((known) => known === values.kind);
  if (!kind) return replace({ name: 'notice', notice: 'no-such-case' });
  const asked = {
    key: submitKey(seat.viewer.personId, data.key ?? '', values),
    kind,
    caseId: work.caseId,
    recipient: values.recipient?.trim() ?? '',
    purpose: values.purpose?.trim() ?? '',
    withRestricted: false,
  };
  try {
    const link = await desk.exports.ask(seat.profile.id, seat.viewer, asked, desk.clock.now());
    return replaceByLink(desk, seat, work.reference, link);
  } catch (error) {
    desk.reportError('link not made', error);
    return replace({ name: 'notice', notice: 'link-not-made' });
  }
}

/** Where a file can be fetched, and with which code; or that it was fetched already, or cannot be. */
export function replaceByLink(
  desk: Desk,
  { profile }: SchoolSeat,
  reference: string | null,
  link: ExportLink | 'fetched' | null,
  file: SchoolExportKind = 'incident-log',
): Reply {
  if (link === null) return replace({ name: 'notice', notice: 'no-such-case' });
  if (link === 'fetched') return replace({ name: 'notice', notice: 'file-fetched' });
  const view: ExportReadyView = {
    name: 'export-ready',
    school: headingOf(profile),
    reference,
    ...(reference === null ? { file } : {}),
    url: desk.addressOf(`/download?t=${link.token}`),
    code: link.code,
    expiresAt: link.expiresAt.toISOString(),
  };
  return replace(view);
}
