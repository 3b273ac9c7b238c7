import type { Desk } from '../desk.ts';
import { localDay } from '../school/calendar.ts';
import type { SchoolProfile } from '../school/profile.ts';
import { countedMessages } from './alert-messages.ts';
import { accountOwners, alertPeople, alertSchool } from './alert-people.ts';
import type { NewAlert } from './filter-store.ts';
import { isEveryday, topicOf } from './filter-topics.ts';
import type { ReadAlert } from './read-alerts.ts';
import { siteOf } from './site-of.ts';

/** A filter's clock may be wrong by this much before what it says is taken for no time at all. */
const MOST_AHEAD_MILLISECONDS = 60 * 60_000;

/**
 * Counts what a filter sent, once: equal alerts of a day (account, site, rule) are one. Nothing is graded here: what is shown to
 * whom follows from the filter's own rule, from what the sender calls it, and from how often it happened (law 9).
 * @returns `known` where the same came before
 */
export async function countAlerts(
  desk: Desk,
  profile: SchoolProfile,
  delivery: { key: string; via: 'hook' | 'csv'; alerts: readonly ReadAlert[] },
): Promise<'counted' | 'known'> {
  const now = desk.clock.now();
  const staff = await desk.staff.list(profile.id);
  const ownerOf = accountOwners(staff);
  const alerts = delivery.alerts.map((alert): NewAlert => toNewAlert(desk, alert, { ownerOf, now }));
  const colleagues = [...new Set(alerts.flatMap(({ personId }) => personId ?? []))];
  const school = await alertSchool(desk, profile, now, colleagues);
  return desk.store.filtering.countAlerts(
    profile.id,
    { key: delivery.key, via: delivery.via, alerts, urgentFrom: profile.filtering.urgent_from },
    {
      at: now,
      messagesFor: (counted) => countedMessages(profile, counted, (alert) => alertPeople(school, alert, now), now),
    },
  );
}

function toNewAlert(
  desk: Desk,
  { at, grave, times, ...details }: ReadAlert,
  given: { ownerOf: ReturnType<typeof accountOwners>; now: Date },
): NewAlert {
  const { account, device, url, search, rule, stopped } = details;
  const happened = at && at.getTime() <= given.now.getTime() + MOST_AHEAD_MILLISECONDS ? at : given.now;
  const day = localDay(happened);
  const personId = given.ownerOf(account);
  const who = (account ?? device ?? '').toLowerCase();
  const what = siteOf(url) ?? search?.toLowerCase() ?? '';
  return {
    id: desk.ids.uuid(),
    day,
    sameAs: JSON.stringify([who, what, rule?.toLowerCase() ?? '', stopped, personId]),
    at: happened,
    times,
    grave,
    attention: topicOf(rule) ? 'always' : isEveryday(rule) ? 'never' : 'repeated',
    personId,
    details,
  };
}
