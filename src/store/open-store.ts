import type { Store } from '../core/store-port.ts';
import * as requests from './access-requests.ts';
import { createBulletinStore } from './bulletin-store.ts';
import * as tasks from './case-tasks.ts';
import { findByReference, findByThread, workOf } from './case-work.ts';
import * as cases from './cases.ts';
import { claimAll } from './claim.ts';
import * as cover from './cover.ts';
import { createDigestStore } from './digest-store.ts';
import { createDutyStore } from './duty-store.ts';
import { createFilterStore } from './filter-store.ts';
import { findCases } from './find-cases.ts';
import { loadInstallationKeys } from './installation-keys.ts';
import type { KeyRing } from './key-ring.ts';
import { countOpen, listCases } from './list-cases.ts';
import { createMessageReads } from './message-reads.ts';
import { queueMessages } from './outbox.ts';
import * as people from './people.ts';
import * as places from './places.ts';
import { createPolicyStore } from './policy-store.ts';
import { pupilPage } from './pupil-page.ts';
import { earlierCases } from './pupils.ts';
import { leftBehind, reassign } from './reassign.ts';
import { createReceive } from './receive.ts';
import { createRecordBoth, createRecordConcern, type DrawReference } from './record-concern.ts';
import { createRegisterStore } from './register-store.ts';
import * as reminders from './reminders.ts';
import * as reporters from './reporters.ts';
import { createSavePost } from './save-post.ts';
import type { Database } from './scope.ts';
import { takeStep, wasTaken } from './take-step.ts';
import { createTrainingStore } from './training-store.ts';

/**
 * The record over one database.
 * @param drawReference draws another reference when one is taken
 */
export async function openStore(database: Database, keys: KeyRing, drawReference: DrawReference): Promise<Store> {
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
    listAbsent: (schoolId, at, notBy) => people.listAbsent(db, schoolId, at, notBy),
    savePersonalAddress: (schoolId, account, address) => people.savePersonalAddress(db, schoolId, account, address),
    rememberPlace: (origin, now) => places.rememberPlace(db, origin, now),
    namePlace: (schoolId, use, place, by, now) => places.namePlace(db, schoolId, use, place, by, now),
    recordConcern: createRecordConcern(db, keys, drawReference),
    recordBoth: createRecordBoth(db, keys, drawReference),
    findCase: (schoolId, caseId, viewer) => cases.findCase(db, schoolId, caseId, viewer),
    viewCase: (schoolId, caseId, viewer, at, before) => cases.viewCase(db, keys, schoolId, caseId, viewer, at, before),
    acknowledgeCase: (schoolId, caseId, viewer, step) => cases.acknowledgeCase(db, schoolId, caseId, viewer, step),
    workOf: (schoolId, caseId, viewer, at, shown) => workOf(db, keys, schoolId, caseId, viewer, at, shown),
    takeStep: (schoolId, caseId, viewer, change, step) => takeStep(db, keys, schoolId, caseId, viewer, change, step),
    wasTaken: (schoolId, key) => wasTaken(db, keys, schoolId, key),
    findByReference: (schoolId, reference, viewer) => findByReference(db, schoolId, reference, viewer),
    findByThread: (schoolId, threadKey, viewer) => findByThread(db, schoolId, threadKey, viewer),
    taskForMessage: (schoolId, taskId) => tasks.taskForMessage(db, schoolId, taskId),
    listTasksOf: (schoolId, personId, limit) => tasks.listTasksOf(db, schoolId, personId, limit),
    openTask: (schoolId, taskId, personId, at) => tasks.openTask(db, keys, schoolId, taskId, personId, at),
    ownTask: (schoolId, taskId, personId) => tasks.ownTask(db, schoolId, taskId, personId),
    finishOwnTask: (schoolId, taskId, personId, done, step) =>
      tasks.finishOwnTask(db, keys, schoolId, taskId, personId, done, step),
    leftBehind: (today, schools, limit) => leftBehind(db, today, schools, limit),
    reassign: (schoolId, caseId, given, step) => reassign(db, keys, schoolId, caseId, given, step),
    dueReminders: (now, limit) => reminders.dueReminders(db, now, limit),
    reminderOf: (due) => reminders.reminderOf(db, due),
    takeReminder: (due, nextAt, messages, now) => reminders.takeReminder(db, due, nextAt, messages, now),
    listCases: (schoolId, viewer, filter, page) => listCases(db, schoolId, viewer, filter, page),
    countOpen: (schoolId, viewer, now) => countOpen(db, schoolId, viewer, now),
    findCases: (schoolId, viewer, query, search) => findCases(db, keys, schoolId, viewer, query, search),
    pupilPage: (schoolId, subjectId, viewer, page) => pupilPage(db, keys, schoolId, subjectId, viewer, page),
    earlierCases: (schoolId, caseId, viewer) => earlierCases(db, schoolId, caseId, viewer),
    listReportsOf: (schoolId, personId, limit) => reporters.listReportsOf(db, schoolId, personId, limit),
    addToReport: (schoolId, personId, reportId, added, step) =>
      reporters.addToReport(db, keys, schoolId, personId, reportId, added, step),
    askQuestion: (schoolId, question, step) => reporters.askQuestion(db, keys, schoolId, question, step),
    findQuestion: (schoolId, id, readerId, at) => reporters.findQuestion(db, keys, schoolId, id, readerId, at),
    noteImage: (schoolId, step) => reporters.noteImage(db, schoolId, step),
    listAbsences: (schoolId, now) => cover.listAbsences(db, schoolId, now),
    addAbsence: (schoolId, absence, by, now) => cover.addAbsence(db, schoolId, absence, by, now),
    endAbsence: (schoolId, id, by, now) => cover.endAbsence(db, schoolId, id, by, now),
    listDuty: (schoolId) => cover.listDuty(db, schoolId),
    setDuty: (schoolId, role, days, by, now) => cover.setDuty(db, schoolId, role, days, by, now),
    incidentLog: (schoolId, viewer) => cases.incidentLog(db, schoolId, viewer),
    toldOf: (schoolId, caseId) => cases.toldOf(db, schoolId, caseId),
    handOffOf: (schoolId, caseId, personId, at) => cases.handOffOf(db, keys, schoolId, caseId, personId, at),
    savePost: createSavePost(db),
    claimAll: (schoolId, occasions, now) => claimAll(db, schoolId, occasions, now),
    policies: createPolicyStore(db, keys),
    training: createTrainingStore(db, keys),
    bulletins: createBulletinStore(db, keys),
    duties: createDutyStore(db, keys),
    registers: createRegisterStore(db, keys),
    filtering: createFilterStore(db, keys),
    digests: createDigestStore(db, keys),
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
