import { viewerOf } from '../access.ts';
import type { ComposeTold } from '../messages/told.ts';
import { mayKnowAlert } from './alert-people.ts';
import { alertView } from './alert-view.ts';
import { filterSummary } from './filter-summary.ts';

/** How messages about what the web filter reports are composed. */
export const filterMessages = {
  'filter-alert-told': (async ({ desk, profile, person }, { alertId }) => {
    const alert = await desk.store.filtering.alertForMessage(profile.id, alertId);
    // Decided meanwhile, or he holds the function no longer.
    if (alert?.state !== 'new' || !mayKnowAlert(profile, person, alert)) return null;
    const why = alert.personId !== null ? 'colleague' : alert.urgent ? 'urgent' : 'place-not-used';
    return alertView(desk, profile, alert, why);
  }) satisfies ComposeTold<'filter-alert-told'>,
  'filter-summary': (async ({ desk, profile, person, roles }, { day }) => {
    if (!roles.some((role) => profile.filtering.summary_to.includes(role))) return null;
    return filterSummary(desk, profile, day, viewerOf(person.personId, roles).pupilCases);
  }) satisfies ComposeTold<'filter-summary'>,
};
