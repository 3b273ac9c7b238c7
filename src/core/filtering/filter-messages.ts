import type { ComposeTold } from '../messages/told.ts';

/** How messages about what the web filter reports are composed. */
export const filterMessages = {
  'filter-alert-told': (async () => null) satisfies ComposeTold<'filter-alert-told'>,
  'filter-summary': (async () => null) satisfies ComposeTold<'filter-summary'>,
};
