import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';
import { loadProfile } from '../../src/config/load-profile.ts';
import type { Origin } from '../../src/core/events.ts';
import { createHandle, type Handle } from '../../src/core/handle.ts';
import type { Reply } from '../../src/core/replies.ts';
import { healthRoutes } from '../../src/health.ts';
import { loadStaff } from '../../src/load-staff.ts';
import { createLog } from '../../src/log.ts';
import { openProgram, type Program } from '../../src/program.ts';
import { startEmbeddedPostgres } from '../../src/store/embedded/start.ts';
import { saveSchool } from '../../src/store/school-registry.ts';
import { movedClock } from '../support/moved-clock.ts';
import { RecordingChat } from '../support/recording-chat.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { SCHOOL_MORNING, VALID_REPORT } from '../support/test-desk.ts';

/** Longest that anybody waits for an answer while the database is away, in milliseconds. */
const LONGEST_ANSWER = 6_000;

let folder: TemporaryFolder;
let server: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
let program: Program;
let handle: Handle;
let workspaceId: string;
const logLines: string[] = [];

const startServer = () =>
  startEmbeddedPostgres({ dataDir: join(folder.path, 'data'), systemDir: inject('postgresSystemDir'), fsync: false });

beforeAll(async () => {
  folder = makeTemporaryFolder();
  server = await startServer();
  const log = createLog('trace', (line) => logLines.push(line));
  const key = Buffer.alloc(32, 7).toString('base64');
  const environment = readEnvironment({ DATABASE_URL: server.url, ESAFETY_MASTER_KEY: key });
  program = await openProgram(environment, log, { clock: movedClock(SCHOOL_MORNING) });
  const [profile] = loadProfile('examples/demo-school.yaml').profiles;
  if (!profile) throw new Error('no profile');
  workspaceId = profile.platform.workspace_id ?? '';
  await saveSchool(program.database, program.keys, profile, program.desk.clock.now());
  await program.schools.reload();
  const staff = [['teacher', 'class_teacher'] as const, ['lead', 'dsl'] as const].map(([who, role], index) => ({
    line: index + 2,
    schoolId: profile.id,
    email: `${who}@school.example`,
    previousEmail: null,
    name: `Staff ${who}`,
    jobTitle: role,
    roles: [role],
    group: 'teachers' as const,
    startsOn: null,
    endsOn: null,
  }));
  await loadStaff(program, profile, staff, { dryRun: false, beginAll: true });
  const chat = new RecordingChat();
  for (const { email } of staff) {
    const accountId = email.split('@')[0] ?? '';
    chat.accounts.set(accountId, { accountId, email, guest: false, app: false });
  }
  program.chats.set('teams', chat);
  handle = createHandle(program.desk);
});

afterAll(async () => {
  await program.close();
  await server.stop();
  folder.remove();
});

let events = 0;
function originOf(who: string): Origin {
  events += 1;
  const place = { kind: 'personal' as const, key: `personal|${who}`, address: `personal|${who}` };
  return { platform: 'teams', workspaceId, accountId: who, eventId: `event-${events}`, place };
}

const TYPED: Record<string, string> = {
  ...VALID_REPORT,
  childWords: 'Her own words.',
  urls: 'https://bad.example/a',
  device: 'Laptop 7',
};

/** Sends the form and answers the reply with how long it took, in milliseconds. */
async function sendForm(key: string): Promise<{ reply: Reply; took: number }> {
  const started = performance.now();
  const reply = await handle({
    kind: 'submit',
    origin: originOf('teacher'),
    form: 'report',
    data: { key },
    values: TYPED,
  });
  return { reply, took: performance.now() - started };
}

/** The form is back, says "not saved", and everything typed is still in it. */
function expectNotSaved({ reply, took }: { reply: Reply; took: number }, key: string): void {
  expect(reply).toMatchObject({
    kind: 'replace',
    view: { name: 'report-form', problem: 'not-saved', formKey: key, values: TYPED },
  });
  // Whom to ring, and the people to choose from, are known without the database.
  expect(reply).toMatchObject({ view: { contacts: { duty: { phone: '01632 960101' } } } });
  expect(reply.kind === 'replace' && reply.view.name === 'report-form' && reply.view.people.length).toBeGreaterThan(1);
  expect(took).toBeLessThan(LONGEST_ANSWER);
}

const receipt = { kind: 'replace', view: { name: 'receipt', reference: expect.stringMatching(/^ES-2026-/) } };

async function countCases(): Promise<number> {
  const sql = postgres(server.url, { max: 1 });
  try {
    const [row] = await sql<{ rows: number }[]>`select count(*)::int as rows from cases`;
    return row?.rows ?? -1;
  } finally {
    await sql.end();
  }
}

async function readiness(): Promise<number | undefined> {
  const route = healthRoutes(program.database, { stopping: false }).find(({ path }) => path === '/readyz');
  return (await route?.handle({ headers: {}, body: Buffer.alloc(0), query: '', remoteAddress: '127.0.0.1' }))?.status;
}

describe('the database goes away', () => {
  it('gives the form back with every word, within six seconds, and records it once after the return', async () => {
    expect((await sendForm('before')).reply).toMatchObject(receipt);
    expect(await readiness()).toBe(200);
    await server.stop();
    expectNotSaved(await sendForm('during'), 'during');
    expectNotSaved(await sendForm('during'), 'during');
    for (const outcome of await Promise.all(Array.from({ length: 20 }, () => sendForm('during')))) {
      expectNotSaved(outcome, 'during');
    }
    expect(await readiness()).toBe(503);
    const typed = await handle({
      kind: 'command',
      origin: originOf('teacher'),
      text: '/esafety report',
      hasAttachment: false,
    });
    expect(typed).toMatchObject({ view: { name: 'emergency', reason: 'unavailable' } });

    server = await startServer();
    // The pool waits a little longer after each refusal before it asks again.
    const sent = await vi.waitUntil(
      async () => {
        const { reply } = await sendForm('during');
        return reply.kind === 'replace' && reply.view.name === 'receipt' ? reply : null;
      },
      { timeout: 20_000, interval: 100 },
    );
    expect(sent).toMatchObject(receipt);
    expect((await sendForm('during')).reply).toEqual(sent);
    expect(await countCases()).toBe(2);
    expect(await readiness()).toBe(200);
  });

  it('throws nothing when connections are cut while reports are under way', async () => {
    const before = await countCases();
    const sql = postgres(server.url, { max: 1 });
    const sent = Array.from({ length: 10 }, (_, index) => sendForm(`cut-${index}`));
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'esafety'`;
    await sql.end();
    for (const [index, { reply, took }] of (await Promise.all(sent)).entries()) {
      expect(took).toBeLessThan(LONGEST_ANSWER);
      if (reply.kind !== 'replace' || reply.view.name !== 'receipt') expectNotSaved({ reply, took }, `cut-${index}`);
    }
    const again = await Promise.all(sent.map((_, index) => sendForm(`cut-${index}`)));
    for (const { reply } of again) expect(reply).toMatchObject(receipt);
    expect(await countCases()).toBe(before + 10);
  });
});

describe('the database hangs', () => {
  it.each(['cases, audit_heads', 'inbox, accounts'])(
    'answers "not saved" in time while %s is locked, and a second try agrees with what was committed late',
    async (tables) => {
      const before = await countCases();
      const key = `locked-${tables}`;
      const holder = postgres(server.url, { max: 1 });
      const outcome = await holder.begin(async (tx) => {
        await tx.unsafe(`lock table ${tables} in access exclusive mode`);
        return sendForm(key);
      });
      await holder.end();
      expectNotSaved(outcome, key);
      const { reply } = await sendForm(key);
      expect(reply).toMatchObject(receipt);
      expect((await sendForm(key)).reply).toEqual(reply);
      expect(await countCases()).toBe(before + 1);
    },
  );
});

describe('the log of all that', () => {
  it('says that the store was away, and not a word of what was typed', () => {
    const text = logLines.join('\n');
    expect(text).toContain('store unavailable');
    for (const words of ['A pupil showed me', 'Robin', 'Her own words', 'bad.example', 'Laptop 7']) {
      expect(text).not.toContain(words);
    }
  });
});
