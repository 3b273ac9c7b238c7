import type { Desk } from '../desk.ts';
import type { DutyView } from '../duty-views.ts';
import { type SchoolProfile, titleOf } from '../school/profile.ts';
import { headingOf } from '../schools.ts';
import type { DutyStatus } from './duty-status.ts';
import type { DutyNote, DutyRecord } from './duty-store.ts';

/**
 * A duty as a card shows it.
 * @param record what was written of it, where somebody has opened it; without it only who signed and when
 */
export async function dutyView(
  desk: Desk,
  profile: SchoolProfile,
  duty: DutyStatus & { dutyId: string },
  maySign: boolean,
  record: DutyRecord | null,
): Promise<DutyView> {
  const signature = async (by: string | null, at: Date | null, note: DutyNote | null): Promise<DutyView['signed']> => {
    if (by === null || at === null) return [];
    const { outcome = null, note: text = null, evidence = null } = note ?? {};
    return [{ by: await desk.staff.nameOf(profile.id, by), at: at.toISOString(), outcome, note: text, evidence }];
  };
  return {
    name: 'duty',
    school: headingOf(profile),
    dutyId: duty.dutyId,
    kind: duty.kind,
    subject: duty.subject,
    dueOn: duty.dueOn,
    overdue: duty.overdue,
    state: duty.state,
    signers: [duty.owner, ...(duty.second === null ? [] : [duty.second])].map((role) => titleOf(profile, role)),
    maySign,
    signed: [
      ...(await signature(duty.doneBy, duty.doneAt, record?.first ?? null)),
      ...(await signature(duty.secondBy, duty.secondAt, record?.second ?? null)),
    ],
    parentTools: profile.parent_tools,
  };
}
