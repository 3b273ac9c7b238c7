import type { Desk } from '../desk.ts';
import type { AlertWhy, FilterAlertDetailView, FilterAlertView } from '../filter-views.ts';
import { defangUrl } from '../incidents/defang.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { headingOf } from '../schools.ts';
import type { AlertDetails, AlertSummary } from './filter-store.ts';

/** An alert as its place, or one person 1:1, is shown it. */
export async function alertView(
  desk: Desk,
  profile: SchoolProfile,
  alert: AlertSummary,
  why: AlertWhy | null = null,
): Promise<FilterAlertView> {
  return { name: 'filter-alert', ...(await factsOf(desk, profile, alert)), why };
}

/** What an alert is about, for the one who opened it. */
export async function alertDetailView(
  desk: Desk,
  profile: SchoolProfile,
  alert: AlertSummary & AlertDetails,
): Promise<FilterAlertDetailView> {
  const { url, search, account, device, rule, stopped } = alert;
  return {
    name: 'filter-alert-detail',
    ...(await factsOf(desk, profile, alert)),
    url: url && defangUrl(url),
    search,
    account,
    device,
    rule,
    stopped,
  };
}

async function factsOf(desk: Desk, profile: SchoolProfile, alert: AlertSummary) {
  const { alertId, count, urgent, state, reference, decidedBy, decidedAt } = alert;
  return {
    school: headingOf(profile),
    alertId,
    count,
    firstAt: alert.firstAt.toISOString(),
    lastAt: alert.lastAt.toISOString(),
    urgent,
    state,
    reference,
    decided: decidedAt && {
      by: await desk.staff.nameOf(profile.id, decidedBy),
      at: decidedAt.toISOString(),
    },
  };
}
