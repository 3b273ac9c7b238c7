import type { Desk } from '../desk.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import { idIn } from '../incidents/case-of-event.ts';
import { defangUrl } from '../incidents/defang.ts';
import type { NewCase } from '../incidents/new-case.ts';
import type { ConcernReport } from '../incidents/report-form.ts';
import { decideRoute, type RouteQuestion } from '../incidents/route.ts';
import { newCase } from '../incidents/submit-report.ts';
import { type Reply, replace } from '../replies.ts';
import { localDay, localTime } from '../school/calendar.ts';
import { alertSchool } from './alert-people.ts';
import { alertView } from './alert-view.ts';
import { alertReader, decideAlert, noSuchAlert } from './decide-alert.ts';
import type { AlertDetails, AlertSummary } from './filter-store.ts';
import { topicOf } from './filter-topics.ts';

/**
 * Makes a case of an alert in one press: it is recorded as a report of whoever pressed, and takes the same way as any other.
 * Pressed again, by anybody, it is the same case.
 */
export async function makeCaseOfAlert(
  desk: Desk,
  identity: Identity,
  { data }: { data: Record<string, string> },
): Promise<Reply> {
  const alertId = idIn(data, 'alert');
  const now = desk.clock.now();
  for (const seat of alertId ? identity.seats : []) {
    const known = await desk.store.filtering.findAlert(seat.profile.id, alertId, alertReader(seat));
    if (known?.state === 'case') return replace(await alertView(desk, seat.profile, known));
    const alert = known && (await desk.store.filtering.openAlert(seat.profile.id, alertId, alertReader(seat), now));
    if (!alert) continue;
    // First the case, whose key is the alert's: should the link fail, the next press finds the same case and makes it.
    const { caseId } = await desk.store.recordConcern(await caseOf(desk, identity, seat, alert, now));
    const linked = await decideAlert(desk, seat, alertId, { state: 'case', caseId });
    return linked ? replace(await alertView(desk, seat.profile, linked)) : noSuchAlert;
  }
  return noSuchAlert;
}

async function caseOf(
  desk: Desk,
  identity: Identity,
  seat: SchoolSeat,
  alert: AlertSummary & AlertDetails,
  now: Date,
): Promise<NewCase> {
  const adultIds = alert.personId === null ? [] : [alert.personId];
  const report = reportOf(alert);
  const question: RouteQuestion = {
    adult: report.adult,
    adultIds,
    type: report.type,
    category: report.category,
    // Nobody has said how grave it is (law 9): whoever works the case does.
    severity: null,
    reporterRoles: seat.roles,
    at: now,
  };
  const school = {
    ...(await alertSchool(desk, seat.profile, now, adultIds)),
    duty: await desk.duty.list(seat.profile.id),
  };
  const made = newCase(desk, {
    identity,
    seat,
    report,
    question,
    route: decideRoute(school, question),
    staff: [...school.staff],
    absent: school.absent,
    formKey: alert.alertId,
    values: {},
    now,
  });
  return { ...made, key: `filter-alert|${alert.alertId}` };
}

/** What the filter said, as a report: nothing is added to it but where it came from. */
function reportOf(alert: AlertSummary & AlertDetails): ConcernReport {
  const topic = topicOf(alert.rule);
  const isColleague = alert.personId !== null;
  return {
    adult: isColleague ? 'yes' : 'no',
    adultPerson: alert.personId,
    school: null,
    what: writeWhat(alert),
    category: topic?.category ?? 'content',
    // What the filter let through is its failure first; of a colleague nobody has said what kind it is.
    type: isColleague ? null : alert.stopped ? (topic?.type ?? null) : 'filter_failure',
    who: [],
    occurredAt: alert.firstAt,
    occurredTimeKnown: true,
    noticedOn: null,
    place: null,
    danger: false,
    childWords: null,
    urls: alert.url === null ? [] : [defangUrl(alert.url)],
    device: alert.device,
    actionTaken: null,
    childNeeds: null,
    source: 'self',
    victim: null,
    consent: null,
    purpose: null,
  };
}

function writeWhat({ count, firstAt, lastAt, stopped, account, rule, search }: AlertSummary & AlertDetails): string {
  const attempts = count === 1 ? 'one attempt' : `${count} attempts`;
  const when = count === 1 ? `at ${writeTime(firstAt)}` : `between ${writeTime(firstAt)} and ${writeTime(lastAt)}`;
  return [
    `The web filter ${stopped ? 'stopped' : 'let through'} ${attempts} to open a site, ${when}.`,
    ...(account === null ? [] : [`Account: ${account}`]),
    ...(rule === null ? [] : [`The filter’s own rule: ${rule}`]),
    ...(search === null ? [] : [`Searched for: ${search}`]),
    'Recorded from an alert of the filter. Nobody has yet said how it came about.',
  ].join('\n');
}

const writeTime = (at: Date): string => `${localTime(at)} on ${localDay(at).split('-').reverse().join('/')}`;
