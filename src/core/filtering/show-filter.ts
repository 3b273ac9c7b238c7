import type { Desk } from '../desk.ts';
import type { FilterLogView } from '../filter-views.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import { mayAdd, readerOf } from '../registers/register-rights.ts';
import { type Reply, show } from '../replies.ts';
import { headingOf } from '../schools.ts';
import { alertReader } from './decide-alert.ts';

/** As many as every platform shows with a button each. */
const MOST_CHECKS = 5;
const MOST_ALERTS = 5;

type FilterOfSchool = FilterLogView['schools'][number];

/** `/esafety filter`: what was checked, what waits, and what can be asked for, as far as it is the reader's (Ingol, "Ensuring safe access"). */
export async function showFilter(desk: Desk, identity: Identity): Promise<Reply> {
  const schools: FilterOfSchool[] = [];
  for (const seat of identity.seats) schools.push(await filterOf(desk, seat));
  return show({ name: 'filter-log', schools });
}

async function filterOf(desk: Desk, seat: SchoolSeat): Promise<FilterOfSchool> {
  const { profile, roles } = seat;
  const listed = await desk.store.filtering.listWaiting(profile.id, alertReader(seat), MOST_ALERTS);
  const alerts = listed.alerts.map(({ alertId, count, lastAt, urgent }) => ({
    alertId,
    count,
    lastAt: lastAt.toISOString(),
    urgent,
  }));
  return {
    school: headingOf(profile),
    schoolId: profile.id,
    provider: profile.filtering.provider,
    checks: await latestChecks(desk, seat),
    // Somebody who sees no pupils' cases is shown a line of alerts only where one was told to him.
    alerts: seat.viewer.pupilCases || alerts.length > 0 ? { waiting: listed.waiting, latest: alerts } : null,
    mayCheck: mayAdd('filter-check', roles),
    mayAskReport: mayAdd('filter-report', roles),
  };
}

async function latestChecks(desk: Desk, seat: SchoolSeat): Promise<FilterOfSchool['checks']> {
  const reader = readerOf(seat);
  if (!reader.registers.includes('filter-check')) return null;
  const { id } = seat.profile;
  const lines = await desk.store.registers.listLines(
    id,
    'filter-check',
    reader,
    { before: null, limit: MOST_CHECKS },
    desk.clock.now(),
  );
  const checks = [];
  for (const { entryId, fields, askedBy } of lines) {
    const by = await desk.staff.nameOf(id, askedBy);
    checks.push({ entryId, on: fields.checkedOn ?? '', by, result: fields.result ?? '' });
  }
  return checks;
}
