import type { Desk } from '../desk.ts';
import type { EvidenceView, SchoolBoard } from '../duty-views.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import { chosenSeat } from '../people/choose-school.ts';
import type { PressRule } from '../presses.ts';
import { type Reply, show } from '../replies.ts';
import { localDay } from '../school/calendar.ts';
import { academicYear, academicYearOf } from '../school/school-year.ts';
import { headingOf } from '../schools.ts';
import { schoolBoard, seesAllDue } from './board.ts';
import { dutyView } from './duty-view.ts';
import { findDuty } from './find-duty.ts';

type DutyPress = 'due' | 'open-duty' | 'checklist';

/** What the buttons of recurring duties do. */
export const dutyPresses: Record<DutyPress, PressRule> = {
  due: async (desk, identity, { data }) =>
    data.filter === 'evidence' ? showEvidence(desk, identity, data) : showDue(desk, identity),
  'open-duty': async (desk, identity, { data }) => {
    const found = await findDuty(desk, identity, data);
    if (!found) return show({ name: 'notice', notice: 'task-gone' });
    const { seat, duty, maySign } = found;
    const { personId } = identity;
    const record = await desk.store.duties.openDuty(seat.profile.id, duty.dutyId, personId, desk.clock.now());
    return show(await dutyView(desk, seat.profile, duty, maySign, record));
  },
  checklist: () => show({ name: 'checklist', checklist: 'video-call' }),
};

/** What is due in the schools of a person, each as his functions there let him see it. */
async function showDue(desk: Desk, { personId, seats }: Identity): Promise<Reply> {
  const schools: SchoolBoard[] = [];
  for (const { profile, roles } of seats) schools.push(await schoolBoard(desk, profile, { personId, roles }));
  return show({ name: 'board', weekly: false, schools });
}

/** Where the evidence of this school year is kept, for an accreditation (Milverton, "Aims"); looking is audited. */
async function showEvidence(desk: Desk, identity: Identity, data: Record<string, string>): Promise<Reply> {
  const seat = chosenSeat(identity.seats, data.school);
  if (!seat || !seesAllDue(seat.roles)) return show({ name: 'notice', notice: 'not-allowed' });
  return show(await evidenceView(desk, seat, identity.personId));
}

async function evidenceView(desk: Desk, { profile }: SchoolSeat, readerId: string): Promise<EvidenceView> {
  const now = desk.clock.now();
  const year = academicYearOf(localDay(now));
  const records = await desk.store.duties.listEvidence(profile.id, academicYear(year).from, readerId, now);
  const duties: EvidenceView['duties'] = [];
  for (const { kind, subject, doneBy, doneAt, secondBy, secondAt, first, second } of records) {
    const signatures = [
      { by: doneBy, at: doneAt, evidence: first?.evidence },
      { by: secondBy, at: secondAt, evidence: second?.evidence },
    ];
    for (const { by, at, evidence } of signatures) {
      if (!evidence || at === null) continue;
      duties.push({ kind, subject, doneOn: localDay(at), by: await desk.staff.nameOf(profile.id, by), evidence });
    }
  }
  return { name: 'evidence', school: headingOf(profile), year, duties };
}
