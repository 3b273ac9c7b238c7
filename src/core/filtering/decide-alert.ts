import type { Desk } from '../desk.ts';
import type { Identity, SchoolSeat } from '../identify.ts';
import { idIn } from '../incidents/case-of-event.ts';
import { type Reply, replace, show } from '../replies.ts';
import { decidedMessage } from './alert-messages.ts';
import { getsColleagueAlerts } from './alert-people.ts';
import { alertDetailView, alertView } from './alert-view.ts';
import type { AlertDecision, AlertReader, AlertSummary } from './filter-store.ts';

interface AlertEvent {
  data: Record<string, string>;
}

/** The answer for an alert that does not exist and for one he may not know of. */
export const noSuchAlert: Reply = show({ name: 'notice', notice: 'alert-gone' });

/** A person of a school as the record of alerts knows him. */
export const alertReader = ({ viewer, roles }: Pick<SchoolSeat, 'viewer' | 'roles'>): AlertReader => ({
  ...viewer,
  colleagues: getsColleagueAlerts(roles),
});

/** Shows one reader what an alert is about; the view is audited. */
export async function openAlert(desk: Desk, identity: Identity, { data }: AlertEvent): Promise<Reply> {
  const alertId = idIn(data, 'alert');
  const now = desk.clock.now();
  for (const seat of alertId ? identity.seats : []) {
    const alert = await desk.store.filtering.openAlert(seat.profile.id, alertId, alertReader(seat), now);
    if (alert) return show(await alertDetailView(desk, seat.profile, alert));
  }
  return noSuchAlert;
}

/** Says that an alert needs nothing: who and when is kept. One that became a case stays one. */
export async function setAlertAside(desk: Desk, identity: Identity, { data }: AlertEvent): Promise<Reply> {
  const alertId = idIn(data, 'alert');
  for (const seat of alertId ? identity.seats : []) {
    const alert = await decideAlert(desk, seat, alertId, { state: 'set-aside' });
    if (alert) return replace(await alertView(desk, seat.profile, alert));
  }
  return noSuchAlert;
}

/** Writes down what somebody decided, and brings the posted card up to date. */
export function decideAlert(
  desk: Desk,
  seat: SchoolSeat,
  alertId: string,
  decision: AlertDecision,
): Promise<AlertSummary | null> {
  const at = desk.clock.now();
  const messages = [decidedMessage(alertId, decision.state, at)];
  return desk.store.filtering.decideAlert(seat.profile.id, alertId, alertReader(seat), decision, { at, messages });
}
