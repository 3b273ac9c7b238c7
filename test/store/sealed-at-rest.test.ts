import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadProfile } from '../../src/config/load-profile.ts';
import { loadStaff } from '../../src/load-staff.ts';
import { describeError } from '../../src/log.ts';
import { openDemoDesk } from '../support/demo-school.ts';
import { type TestDesk, VALID_REPORT } from '../support/test-desk.ts';

/** Words that nothing but the sealed columns may hold. */
const marker = (name: string): string => `${name}zqx${randomBytes(5).toString('hex')}`;
const PLANTED = {
  what: marker('story'),
  pupil: marker('pupil'),
  details: marker('class'),
  childWords: marker('words'),
  url: marker('address'),
  device: marker('device'),
  actionTaken: marker('action'),
  note: marker('note'),
  staffName: marker('name'),
  staffEmail: marker('email'),
  jobTitle: marker('job'),
  secondStory: marker('adultstory'),
  formKey: marker('formkey'),
  neverStored: marker('typed'),
  thrown: marker('thrown'),
};

let desk: TestDesk;
let owner: postgres.Sql;
let caseId: string;
let otherId: string;

beforeAll(async () => {
  desk = await openDemoDesk();
  owner = postgres(desk.databaseUrl, { max: 1, onnotice: () => undefined });
  const [profile] = desk.profiles;
  if (!profile) throw new Error('no profile');
  const named = {
    line: 2,
    schoolId: profile.id,
    email: `${PLANTED.staffEmail}@school.example`,
    previousEmail: null,
    name: `Given ${PLANTED.staffName}`,
    jobTitle: PLANTED.jobTitle,
    roles: ['class_teacher' as const],
    group: 'teachers' as const,
    startsOn: null,
    endsOn: null,
  };
  await loadStaff(desk.program, profile, [named], { dryRun: false });
  const values = {
    what: `It began with ${PLANTED.what}.`,
    type: 'filter_failure',
    who: `Robin ${PLANTED.pupil}, ${PLANTED.details}`,
    childWords: PLANTED.childWords,
    urls: `https://${PLANTED.url}.example/page`,
    device: PLANTED.device,
    actionTaken: PLANTED.actionTaken,
  };
  caseId = await desk.caseIdOf((await desk.reports('teacher', values, PLANTED.formKey)).reference);
  otherId = await desk.caseIdOf((await desk.reports('teacher', { what: 'Another.' })).reference);
  const adultPerson = await desk.personId('ict');
  await desk.reports('teacher', { adult: 'yes', adultPerson, what: PLANTED.secondStory });
  const data = { case: caseId };
  await desk.deliver();
  await desk.presses('lead', 'view-case', data);
  await desk.submits('lead', 'note', { ...data, key: 'one' }, { note: `Rang about ${PLANTED.note}.` });
  await desk.presses('lead', 'acknowledge', data);
  await desk.deliver();
  await desk.says('teacher', `/esafety report ${PLANTED.neverStored}`);
  await desk.says('teacher', `${PLANTED.neverStored} said this`);
});

afterAll(async () => {
  await owner.end({ timeout: 1 });
  await desk.close();
});

/** A word as it stands in text, hex and base64, whatever stands around it. */
function formsOf(word: string): string[] {
  const bytes = Buffer.from(word, 'utf8');
  const base64 = [0, 1, 2].map((shift) => {
    const padded = Buffer.concat([Buffer.alloc(shift, 32), bytes]).toString('base64');
    // The first and last group also hold bits of the neighbours.
    return padded.slice(4, -4);
  });
  const utf16 = Buffer.from(word, 'utf16le').toString('latin1');
  return [word, word.toUpperCase(), bytes.toString('hex'), utf16, ...base64];
}

function planted(dump: string): string[] {
  return Object.entries(PLANTED)
    .filter(([, word]) => formsOf(word).some((form) => dump.includes(form)))
    .map(([name]) => name);
}

/** Every value of every table, in each way PostgreSQL writes bytes, and the bytes themselves. */
async function dumpAll(): Promise<string> {
  const tables = await owner<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'drizzle')`;
  expect(tables.length).toBeGreaterThan(20);
  let dump = '';
  for (const output of ['hex', 'escape']) {
    for (const { name } of tables) {
      const rows = await owner.begin(async (tx) => {
        await tx.unsafe(`set local bytea_output = ${output}`);
        return tx.unsafe(`select t::text as row from ${name} t`);
      });
      for (const { row } of rows) dump += `${row}\n`;
    }
  }
  for (const { name } of tables) {
    for (const row of await owner.unsafe(`select * from ${name}`)) {
      for (const value of Object.values(row)) if (Buffer.isBuffer(value)) dump += `${value.toString('latin1')}\n`;
    }
  }
  return dump;
}

describe('what is stored', () => {
  it('[A21] holds no word of a story, a pupil, an address, a note or a member of staff in any table', async () => {
    const dump = await dumpAll();
    expect(dump).toContain('ES-2026-0001');
    expect(dump).toContain(caseId);
    expect(planted(dump)).toEqual([]);
    expect(dump).not.toContain('Staff lead');
    expect(dump).not.toContain('lead@school.example');
  });

  it("[A21] holds none of it in the server's files either: tables, indexes and write-ahead log", async () => {
    await owner`checkpoint`;
    const [place] =
      await owner`select current_setting('data_directory') as root, oid from pg_database where datname = current_database()`;
    const folders = [join(place?.root, 'base', String(place?.oid)), join(place?.root, 'pg_wal')];
    const readable = (() => {
      try {
        return folders.flatMap((folder) =>
          readdirSync(folder, { withFileTypes: true }).map((file) => [folder, file] as const),
        );
      } catch {
        return null;
      }
    })();
    if (!readable) {
      // Another server was given for the tests, on another machine: the tables above were all that can be read.
      expect(process.env.ESAFETY_TEST_DATABASE_URL).toBeDefined();
      return;
    }
    const words = Object.values(PLANTED).flatMap(formsOf);
    for (const [folder, file] of readable) {
      if (!file.isFile()) continue;
      const bytes = readIfThere(join(folder, file.name));
      for (const word of words) expect(bytes.includes(Buffer.from(word, 'latin1')), file.name).toBe(false);
    }
  });

  it('is opened for the one who may read it, so the words were there to be found', async () => {
    const reply = await desk.presses('lead', 'view-case', { case: caseId });
    const shown = JSON.stringify(reply);
    for (const name of ['what', 'pupil', 'childWords', 'url', 'device', 'actionTaken', 'note'] as const) {
      expect(shown, name).toContain(PLANTED[name]);
    }
    const handedOver = JSON.stringify(desk.chat.toPerson('ict'));
    expect(handedOver).toContain(PLANTED.url);
    expect(handedOver).toContain(PLANTED.device);
    expect(planted(handedOver)).toEqual(['url', 'device']);
  });

  it('keeps messages waiting in the outbox by identifiers alone', async () => {
    const rows = await owner`select lane, dedupe_key, intent from outbox`;
    expect(rows.length).toBeGreaterThan(5);
    expect(planted(JSON.stringify(rows))).toEqual([]);
  });
});

describe('sealed bytes moved to another place', () => {
  const view = (id: string) => desk.presses('lead', 'view-case', { case: id });
  const notShown = { kind: 'show', view: { name: 'emergency', reason: 'not-shown' } };

  it.each([
    ['body_sealed', 'the body alone'],
    ['wrapped_key', 'the key alone'],
    ['body_sealed, wrapped_key', 'body and key together'],
  ])('do not open in another case (%s)', async (columns) => {
    const [kept] = await owner`select wrapped_key, body_sealed from cases where id = ${otherId}`;
    await owner.unsafe(
      `update cases set (${columns}) = (select ${columns} from cases where id = '${caseId}') where id = '${otherId}'`,
    );
    const reply = await view(otherId);
    await owner`update cases set ${owner(kept ?? {})} where id = ${otherId}`;
    expect(reply).toMatchObject(notShown);
    expect(await view(otherId)).toMatchObject({ view: { name: 'case-detail' } });
  });

  it('do not open beside the author or time of another entry of the same case', async () => {
    const data = { case: otherId };
    await desk.submits('lead', 'note', { ...data, key: 'a' }, { note: 'The first.' });
    desk.clock.forwardMinutes(1);
    await desk.submits('lead', 'note', { ...data, key: 'b' }, { note: 'The second.' });
    expect(await view(otherId)).toMatchObject({ view: { name: 'case-detail' } });
    await owner`update chronology c set text_sealed = o.text_sealed from chronology o
      where c.case_id = ${otherId} and o.case_id = ${otherId} and c.entry = 'note' and o.entry = 'note' and c.seq <> o.seq`;
    expect(await view(otherId)).toMatchObject(notShown);
  });

  it("do not open as another person's details", async () => {
    const ids = [await desk.personId('lead'), await desk.personId('head')];
    await owner`update memberships m set details_sealed = o.details_sealed from memberships o
      where m.person_id = ${ids[0] ?? ''} and o.person_id = ${ids[1] ?? ''}`;
    await expect(desk.program.store.listStaff(desk.profiles[0]?.id ?? '')).rejects.toMatchObject({
      name: 'SealBroken',
    });
  });
});

describe('the log at its most talkative', () => {
  it('holds no word of it after all that', () => {
    expect(desk.logLines.length).toBeGreaterThan(5);
    expect(desk.logLines.join('')).toContain('SealBroken');
    expect(planted(desk.logLines.join('\n'))).toEqual([]);
  });

  it('tells the class of a database error and not the row, the parameters or the words it quotes', async () => {
    const before = desk.logLines.length;
    await owner.unsafe(`alter table idempotency_keys add constraint refused check (answer = '{}') not valid`);
    const refused = await desk.submits('teacher', 'report', { key: 'x' }, { ...VALID_REPORT, what: PLANTED.thrown });
    await owner.unsafe('alter table idempotency_keys drop constraint refused');
    await owner.unsafe(`create function quote() returns trigger language plpgsql as $$ begin
      raise exception E'${PLANTED.thrown}\\n    at ${PLANTED.thrown} (src/${PLANTED.thrown}.ts:1:1)'
        using errcode = 'P0001', detail = '${PLANTED.thrown}', hint = '${PLANTED.thrown}'; end $$`);
    await owner.unsafe('create trigger quotes before insert on cases execute function quote()');
    const thrown = await desk.submits('teacher', 'report', { key: 'y' }, { ...VALID_REPORT, what: PLANTED.thrown });
    await owner.unsafe('drop trigger quotes on cases');
    for (const reply of [refused, thrown]) expect(reply).toMatchObject({ view: { problem: 'not-saved' } });
    const lines = desk.logLines.slice(before).map((line) => JSON.parse(line));
    expect(lines.map((line) => [line.msg, line.errorCode])).toEqual([
      ['event failed', '23514'],
      ['event failed', 'P0001'],
    ]);
    for (const line of lines) expect(line.errorAt ?? 'src/').toMatch(/^src\/[\w/.-]+$|^src\/[\w/.-]+:\d+:\d+$/);
    expect(planted(JSON.stringify(lines))).toEqual([]);
  });

  it('tells of a profile that cannot be read without a word of it', async () => {
    const [row] = await owner`select profile from schools`;
    await owner`update schools set profile = profile || ${owner.json({ [PLANTED.thrown]: PLANTED.thrown, nation: PLANTED.thrown })}`;
    const error = await desk.program.schools.reload().catch((thrown: unknown) => thrown);
    await owner`update schools set profile = ${owner.json(row?.profile)}`;
    expect(describeError(error)).toMatchObject({ errorName: 'ZodError' });
    expect(planted(JSON.stringify(describeError(error)))).toEqual([]);
    expect(loadProfile('examples/demo-school.yaml').problems).toEqual([]);
  });
});

/** The server removes segments of its log while they are read, when other tests have written enough: those hold nothing new. */
function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
