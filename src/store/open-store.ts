import type { Store } from '../core/store-port.ts';
import * as requests from './access-requests.ts';
import * as cases from './cases.ts';
import { loadInstallationKeys } from './installation-keys.ts';
import type { KeyRing } from './key-ring.ts';
import { listOpenCases } from './list-cases.ts';
import { createMessageReads } from './message-reads.ts';
import { queueMessages } from './outbox.ts';
import * as people from './people.ts';
import * as places from './places.ts';
import { createReceive } from './receive.ts';
import { createRecordConcern } from './record-concern.ts';
import { createSavePost } from './save-post.ts';
import type { Database } from './scope.ts';

/**
 * The record over one database.
 * @param drawReference draws a restricted reference when one is taken
 */
export async function openStore(database: Database, keys: KeyRing, drawReference: () => string): Promise<Store> {
  await loadInstallationKeys(database, keys);
  const db = database;
  return {
    ...createMessageReads(db),
    receive: createReceive(db),
    forgetDelivery: (origin) => people.forgetDelivery(db, origin),
    findPeopleByEmail: (platform, workspaceId, email) =>
      people.findPeopleByEmail(db, keys, platform, workspaceId, email),
    tieAccount: (origin, personId, by, now) => people.tieAccount(db, origin, personId, by, now),
    membershipsOf: (origin, personId) => people.membershipsOf(db, origin, personId),
    listStaff: (schoolId) => people.listStaff(db, keys, schoolId),
    listAbsent: (schoolId, at) => people.listAbsent(db, schoolId, at),
    savePersonalAddress: (schoolId, account, address) => people.savePersonalAddress(db, schoolId, account, address),
    rememberPlace: (origin, now) => places.rememberPlace(db, origin, now),
    namePlace: (schoolId, use, place, by, now) => places.namePlace(db, schoolId, use, place, by, now),
    recordConcern: createRecordConcern(db, keys, drawReference),
    findCase: (schoolId, caseId, viewer) => cases.findCase(db, schoolId, caseId, viewer),
    viewCase: (schoolId, caseId, viewer, at, before) => cases.viewCase(db, keys, schoolId, caseId, viewer, at, before),
    acknowledgeCase: (schoolId, caseId, viewer, step) => cases.acknowledgeCase(db, schoolId, caseId, viewer, step),
    addNote: (schoolId, caseId, viewer, note, step) => cases.addNote(db, keys, schoolId, caseId, viewer, note, step),
    listOpenCases: (schoolId, viewer, limit) => listOpenCases(db, schoolId, viewer, limit),
    listReportsOf: (schoolId, personId, limit) => cases.listReportsOf(db, schoolId, personId, limit),
    incidentLog: (schoolId, viewer) => cases.incidentLog(db, schoolId, viewer),
    toldOf: (schoolId, caseId) => cases.toldOf(db, schoolId, caseId),
    handOffOf: (schoolId, caseId, personId, at) => cases.handOffOf(db, keys, schoolId, caseId, personId, at),
    savePost: createSavePost(db),
    enqueue: (schoolId, messages, now) => db.inSchool(schoolId, (tx) => queueMessages(tx, schoolId, messages, now)),
    hastenEscalation: (schoolId, caseId, messageId, now) =>
      cases.hastenEscalation(db, schoolId, caseId, messageId, now),
    dueEscalations: async (now, limit) => {
      const rows = await db.outside(
        (sql) =>
          sql<
            { school_id: string; case_id: string }[]
          >`select * from esafety_due_escalations(${now.toISOString()}::timestamptz, ${limit}::int)`,
      );
      return rows.map((row) => ({ schoolId: row.school_id, caseId: row.case_id }));
    },
    escalateCase: (schoolId, caseId, rung, step) => cases.escalateCase(db, schoolId, caseId, rung, step),
    redeemCode: (origin, code, tiedTo, now) => requests.redeemCode(db, origin, code, tiedTo, now),
    beginRole: (schoolId, personId, role, now) => requests.beginRole(db, schoolId, personId, role, now),
    requestAccess: (request, step) => requests.requestAccess(db, request, step),
    accessRequest: (schoolId, id) => requests.accessRequest(db, schoolId, id),
    decideAccessRequest: (schoolId, id, confirmed, step) =>
      requests.decideAccessRequest(db, schoolId, id, confirmed, step),
  };
}
