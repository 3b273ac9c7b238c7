import { readEnvironment } from '../../src/config/environment.ts';
import { loadProfile } from '../../src/config/load-profile.ts';
import type { FormName, InboundEvent, Origin, PlaceRef } from '../../src/core/events.ts';
import { createHandle, type Handle } from '../../src/core/handle.ts';
import { escalateDue } from '../../src/core/incidents/escalate.ts';
import { remindDue } from '../../src/core/incidents/remind-due.ts';
import type { StaffGroup, StaffRow } from '../../src/core/people/staff-row.ts';
import { createRemindSchools } from '../../src/core/reminders/remind-schools.ts';
import type { Reply } from '../../src/core/replies.ts';
import type { SchoolProfile } from '../../src/core/school/profile.ts';
import type { Role } from '../../src/core/school/roles.ts';
import type { View } from '../../src/core/views.ts';
import { drainOutbox } from '../../src/jobs/drain-outbox.ts';
import { loadStaff } from '../../src/load-staff.ts';
import { createLog } from '../../src/log.ts';
import { openProgram, type Program } from '../../src/program.ts';
import { randomIds } from '../../src/random-ids.ts';
import { createOutboxStore } from '../../src/store/outbox.ts';
import { saveSchool } from '../../src/store/school-registry.ts';
import { createTestDatabase } from './database.ts';
import { type MovedClock, movedClock } from './moved-clock.ts';
import { RecordingChat } from './recording-chat.ts';

/** A workspace all test schools share unless their profile names one. */
export const TEST_WORKSPACE = '22222222-0000-4000-8000-000000000002';
/** A school morning in term: Tuesday 10 November 2026, 10.00 in London. */
export const SCHOOL_MORNING = '2026-11-10T10:00:00Z';

/** Somebody of a test school; `who` is the account id, and the e-mail's local part. */
export interface TestPerson {
  who: string;
  roles: Role[];
  school?: string;
  /** Teachers where it is left out. */
  group?: StaffGroup;
  startsOn?: string;
  endsOn?: string;
}

/** The rules on a real database with a recording chat and a clock that is moved by hand. */
export interface TestDesk {
  program: Program;
  chat: RecordingChat;
  clock: MovedClock;
  profiles: SchoolProfile[];
  logLines: string[];
  databaseUrl: string;
  personId(who: string, school?: string): Promise<string>;
  /** Types into the 1:1 chat, or into a place. */
  says(
    who: string,
    text: string,
    more?: { place?: PlaceRef; eventId?: string; hasAttachment?: boolean },
  ): Promise<Reply>;
  opens(who: string, form: FormName, data?: Record<string, string>, quoted?: string): Promise<Reply>;
  submits(who: string, form: FormName, data: Record<string, string>, values: Record<string, string>): Promise<Reply>;
  presses(
    who: string,
    action: Extract<InboundEvent, { kind: 'press' }>['action'],
    data: Record<string, string>,
  ): Promise<Reply>;
  event(event: InboundEvent): Promise<Reply>;
  origin(who: string, place?: PlaceRef, eventId?: string): Origin;
  /** Submits a valid report and answers its receipt. */
  reports(who: string, values?: Record<string, string>, key?: string): Promise<Extract<View, { name: 'receipt' }>>;
  caseIdOf(reference: string): Promise<string>;
  /** Delivers what is due. */
  deliver(): Promise<number>;
  /** Runs the ladder and the reminders, then delivers. */
  tick(): Promise<void>;
  /** Finds out what is due in every school now, and delivers it. */
  remind(): Promise<void>;
  /** Adds the bot to a channel with these members, as the platform lists them. */
  addPlace(key: string, members: string[]): Promise<PlaceRef>;
  close(): Promise<void>;
}

/** A complete report about a pupil; override what a test is about. */
export const VALID_REPORT: Record<string, string> = {
  adult: 'no',
  what: 'A pupil showed me a message that upset her.',
  category: 'conduct',
  who: 'Robin Invented, Year 4',
  date: '2026-11-10',
  time: '09:15',
  place: 'school',
  danger: 'no',
};

/** Opens a test desk over one or more profiles (files, or profiles made by the test). */
export async function openTestDesk(given: {
  profiles: (string | SchoolProfile)[];
  people: TestPerson[];
  at?: string;
}): Promise<TestDesk> {
  const testDatabase = await createTestDatabase();
  const clock = movedClock(given.at ?? SCHOOL_MORNING);
  const logLines: string[] = [];
  const log = createLog('trace', (line) => logLines.push(line));
  const environment = readEnvironment({
    DATABASE_URL: testDatabase.url,
    ESAFETY_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  });
  const program = await openProgram(environment, log, { clock });
  const chat = new RecordingChat();
  program.chats.set('teams', chat);

  const profiles = given.profiles
    .flatMap((item) => (typeof item === 'string' ? loadProfile(item).profiles : [item]))
    .map(inTestWorkspace);
  for (const profile of profiles) await saveSchool(program.database, program.keys, profile, clock.now());
  await program.schools.reload();
  for (const profile of profiles) {
    const people = given.people.filter((person) => (person.school ?? profiles[0]?.id) === profile.id);
    await loadStaff(
      program,
      profile,
      people.map((person, index) => staffRow(profile, person, index)),
      { dryRun: false, beginAll: true },
    );
    for (const { who } of people) {
      chat.accounts.set(who, { accountId: who, email: `${who}@school.example`, guest: false, app: false });
    }
  }
  const handle: Handle = createHandle(program.desk);
  let events = 0;
  const origin = (who: string, place?: PlaceRef, eventId?: string): Origin => {
    events += 1;
    return {
      platform: 'teams',
      workspaceId: profiles[0]?.platform.workspace_id ?? TEST_WORKSPACE,
      accountId: who,
      eventId: eventId ?? `event-${events}`,
      place: place ?? { kind: 'personal', key: `personal|${who}`, address: `personal|${who}` },
    };
  };
  // Everybody has met the bot, as when an administrator installed it for all.
  for (const { who } of given.people) await handle({ kind: 'joined', origin: origin(who) });
  chat.sent.length = 0;

  const outbox = createOutboxStore(program.database, randomIds.uuid);
  const deliver = () => drainOutbox({ desk: program.desk, outbox, log });
  const remindSchools = createRemindSchools(program.desk);
  const desk: TestDesk = {
    program,
    chat,
    clock,
    profiles,
    logLines,
    databaseUrl: testDatabase.url,
    origin,
    event: handle,
    personId: async (who, school) => {
      const staff = await program.store.listStaff(school ?? (profiles[0]?.id as string));
      const person = staff.find((member) => member.email === `${who}@school.example`);
      if (!person) throw new Error(`nobody is called ${who}`);
      return person.personId;
    },
    says: (who, text, more = {}) =>
      handle({
        kind: 'command',
        origin: origin(who, more.place, more.eventId),
        text,
        hasAttachment: more.hasAttachment ?? false,
      }),
    opens: (who, form, data = {}, quoted) =>
      handle({ kind: 'open', origin: origin(who), form, data, ...(quoted ? { quoted } : {}) }),
    submits: (who, form, data, values) => handle({ kind: 'submit', origin: origin(who), form, data, values }),
    presses: (who, action, data) => handle({ kind: 'press', origin: origin(who), action, data }),
    reports: async (who, values = {}, key) => {
      events += 1;
      const reply = await desk.submits(who, 'report', { key: key ?? `form-${events}` }, { ...VALID_REPORT, ...values });
      if (reply.kind !== 'replace' || reply.view.name !== 'receipt') {
        throw new Error(`no receipt but ${JSON.stringify(reply)}`);
      }
      return reply.view;
    },
    caseIdOf: async (reference) => {
      for (const profile of profiles) {
        const id = await program.database.inSchool(profile.id, async (tx) => {
          const { cases } = await import('../../src/store/schema.ts');
          const { eq } = await import('drizzle-orm');
          const [row] = await tx.select({ id: cases.id }).from(cases).where(eq(cases.reference, reference));
          return row?.id;
        });
        if (id) return id;
      }
      throw new Error(`no case ${reference}`);
    },
    deliver,
    tick: async () => {
      await escalateDue(program.desk);
      await remindDue(program.desk);
      await deliver();
    },
    remind: async () => {
      await remindSchools();
      await deliver();
    },
    addPlace: async (key, members) => {
      const place: PlaceRef = { kind: 'channel', key, address: `address|${key}` };
      chat.places.set(
        key,
        members.map(
          (who) =>
            chat.accounts.get(who) ?? { accountId: who, email: `${who}@elsewhere.example`, guest: false, app: false },
        ),
      );
      await handle({ kind: 'joined', origin: origin(members[0] ?? 'nobody', place) });
      return place;
    },
    close: async () => {
      await program.close();
      await testDatabase.close();
    },
  };
  return desk;
}

function inTestWorkspace(profile: SchoolProfile): SchoolProfile {
  const platform = {
    ...profile.platform,
    adapter: 'teams' as const,
    workspace_id: profile.platform.workspace_id ?? TEST_WORKSPACE,
  };
  return { ...profile, platform };
}

function staffRow(profile: SchoolProfile, person: TestPerson, index: number): StaffRow {
  return {
    line: index + 2,
    schoolId: profile.id,
    email: `${person.who}@school.example`,
    previousEmail: null,
    name: `Staff ${person.who}`,
    jobTitle: person.roles.join(', '),
    roles: person.roles,
    group: person.group ?? 'teachers',
    startsOn: person.startsOn ?? null,
    endsOn: person.endsOn ?? null,
  };
}
