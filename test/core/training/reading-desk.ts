import { createRemindSchools } from '../../../src/core/reminders/remind-schools.ts';
import { localDay } from '../../../src/core/school/calendar.ts';
import { dueTraining } from '../../../src/core/training/due-training.ts';
import { readProgress } from '../../../src/core/training/progress.ts';
import type { GroupProgress, OwnListView, TrainingBoardView } from '../../../src/core/training-views.ts';
import { openTestDesk, type TestDesk } from '../../support/test-desk.ts';
import { only, shown } from '../../support/views.ts';

/** A test desk with what the tests of reading and training do again and again. */
export interface ReadingDesk {
  desk: TestDesk;
  /** Lets scheduled work look at a school morning, as a program that has just started; what was sent before is forgotten. */
  goOn(day: string): Promise<void>;
  /** The cards with a reading list somebody was sent since the clock was last moved. */
  sentTo(who: string): OwnListView[];
  listOf(who: string, school?: string): Promise<OwnListView>;
  boardOf(who: string): Promise<TrainingBoardView>;
  /** Opens a document of one's list and signs it. */
  sign(who: string, title: string): Promise<OwnListView>;
  signAll(who: string): Promise<void>;
  /** Records a course somebody did, as the school's recorder does. */
  record(by: string, who: string, course: string, day: string): Promise<void>;
  /** What the head's board says somebody has not done, by person. */
  outstanding(head: string): Promise<Record<string, string[]>>;
  /** How far each group is with one document or course, as digests and boards read it. */
  groupsOf(schoolId: string, title: string): Promise<GroupProgress[]>;
}

/** Opens a test desk for reading and training. */
export async function openReadingDesk(given: Parameters<typeof openTestDesk>[0]): Promise<ReadingDesk> {
  const desk = await openTestDesk(given);
  let forms = 0;
  const listOf: ReadingDesk['listOf'] = async (who, school) =>
    shown(await desk.presses(who, 'own-list', school ? { school } : {}), 'own-list');
  const boardOf: ReadingDesk['boardOf'] = async (who) =>
    shown(await desk.presses(who, 'training-board', {}), 'training-board');
  const sign: ReadingDesk['sign'] = async (who, title) => {
    const { documents } = await listOf(who);
    const documentId = documents.find(({ document }) => document === title)?.documentId ?? '';
    const form = shown(await desk.opens(who, 'acknowledge-document', { document: documentId }), 'desk-form');
    const data = { ...form.data, key: form.formKey };
    return shown(await desk.submits(who, 'acknowledge-document', data, { understood: 'yes' }), 'own-list');
  };
  return {
    desk,
    listOf,
    boardOf,
    sign,
    goOn: async (day) => {
      desk.clock.set(`${day}T09:00:00Z`);
      desk.chat.sent.length = 0;
      await createRemindSchools(desk.program.desk, [dueTraining])();
      await desk.deliver();
    },
    sentTo: (who) => only(desk.chat.toPerson(who), 'own-list'),
    signAll: async (who) => {
      for (const { document, done } of (await listOf(who)).documents) if (!done) await sign(who, document);
    },
    record: async (by, who, course, day) => {
      forms += 1;
      const form = shown(await desk.opens(by, 'record-training'), 'desk-form');
      const chosen = form.choices.course?.find(({ label }) => label === course)?.value ?? '';
      const school = given.people.find((someone) => someone.who === who)?.school;
      const values = { course: chosen, day, person: await desk.personId(who, school) };
      shown(await desk.submits(by, 'record-training', { key: `record-${forms}` }, values), 'notice');
    },
    outstanding: async (head) => {
      const behind = (await boardOf(head)).behind ?? [];
      return Object.fromEntries(behind.map(({ name, missing }) => [name.replace('Staff ', ''), missing]));
    },
    groupsOf: async (schoolId, title) => {
      const profile = desk.program.schools.get(schoolId);
      const staff = await desk.program.store.listStaff(schoolId);
      if (!profile) throw new Error(`no school ${schoolId}`);
      const { items } = await readProgress(desk.program.desk, profile, staff, localDay(desk.clock.now()));
      return items.find((item) => item.title === title)?.groups ?? [];
    },
  };
}
