import type { Desk } from '../desk.ts';
import type { OutgoingMessage } from '../intents.ts';
import { alertMessage, caseLane, nobodyReached } from './first-messages.ts';
import { decideRoute } from './route.ts';
import { takeAllDue } from './take-all-due.ts';
import { nextEscalation, nextMorning } from './urgency.ts';

/**
 * Takes every case whose next rung is due one rung up: unacknowledged cases ping the deputy, then the head, then the
 * reporter is told whom to ring (St Andrew's 1.7, law 3). Replicas that race tell each person once.
 * @returns how many rungs were taken
 */
export function escalateDue(desk: Desk): Promise<number> {
  const now = desk.clock.now();
  return takeAllDue({
    read: (limit) => desk.store.dueEscalations(now, limit),
    keyOf: ({ schoolId, caseId }) => `${schoolId}|${caseId}`,
    take: ({ schoolId, caseId }) => escalateOne(desk, schoolId, caseId, now),
    failed: (error) => desk.reportError('ladder failed', error),
  });
}

async function escalateOne(desk: Desk, schoolId: string, caseId: string, now: Date): Promise<boolean> {
  const profile = desk.schools.get(schoolId);
  const item = await desk.store.caseForMessage(schoolId, caseId);
  if (!profile || !item) return false;
  const school = {
    profile,
    staff: await desk.staff.list(schoolId),
    absent: await desk.store.listAbsent(schoolId, now, item.adultIds),
  };
  const { ladder } = decideRoute(school, {
    adult: item.restricted ? 'yes' : 'no',
    adultIds: item.adultIds,
    type: item.type,
    category: item.category,
    severity: item.severity,
    reporterRoles: [],
    at: now,
    routeName: item.route,
  });
  const step = item.escalationStep + 1;
  const immediate = item.severity === 'immediate';
  // By who was told and not by counting rungs: the ladder is other people's when somebody goes away or comes back.
  const told = new Set(await desk.store.toldOf(schoolId, caseId));
  const rung = (ladder.find((ids) => ids.some((id) => !told.has(id))) ?? []).filter((id) => !told.has(id));
  const last = rung.length === 0;
  // In immediate danger everybody is told again, and so they are where nobody is left to pass it to.
  const people = immediate || last ? [...new Set([...item.accessIds, ...rung])] : rung;
  const messages: OutgoingMessage[] = people.map((personId) =>
    alertMessage(caseId, personId, rung.includes(personId) ? 'escalated' : 'repeat', `step-${step}`, now),
  );
  if (last) messages.push(nobodyReached(caseId, now));
  if (rung.length > 0 && !item.restricted) {
    messages.push({
      lane: caseLane(caseId),
      dedupeKey: `line|${caseId}|escalated|${step}`,
      intent: { kind: 'thread-line', caseId, line: 'escalated', actorId: null, at: now.toISOString() },
      dueAt: now,
    });
  }
  return desk.store.escalateCase(
    schoolId,
    caseId,
    {
      from: item.escalationStep,
      to: step,
      // It goes on until somebody acknowledges: somebody may have been given the function since.
      nextAt: immediate || !last ? nextEscalation(profile, item.severity, now) : nextMorning(profile, now),
      grants: rung,
      entry: people.length === 0 ? 'nobody-reached' : last ? 'repeated' : 'escalated',
    },
    { actorId: null, at: now, messages },
  );
}
