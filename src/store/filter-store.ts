import type { FilterStore } from '../core/filtering/filter-store.ts';
import { countAlerts } from './count-alerts.ts';
import * as alerts from './filter-alerts.ts';
import type { KeyRing } from './key-ring.ts';
import type { Database } from './scope.ts';

/** The record of what the web filter reports, over one database. */
export function createFilterStore(database: Database, keys: KeyRing): FilterStore {
  const db = database;
  return {
    countAlerts: (schoolId, delivery, step) => countAlerts(db, keys, schoolId, delivery, step),
    alertForMessage: (schoolId, alertId) => alerts.alertForMessage(db, schoolId, alertId),
    saveAlertPost: (schoolId, alertId, post) => alerts.saveAlertPost(db, schoolId, alertId, post),
    findAlert: (schoolId, alertId, reader) => alerts.findAlert(db, schoolId, alertId, reader),
    openAlert: (schoolId, alertId, reader, at) => alerts.openAlert(db, keys, schoolId, alertId, reader, at),
    decideAlert: (schoolId, alertId, reader, decision, step) =>
      alerts.decideAlert(db, schoolId, alertId, reader, decision, step),
    listWaiting: (schoolId, reader, limit) => alerts.listWaiting(db, schoolId, reader, limit),
    countDays: (schoolId, from, to) => alerts.countDays(db, schoolId, from, to),
  };
}
