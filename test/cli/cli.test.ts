import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/project-root.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';

const PROFILE = join(projectRoot, 'examples/demo-school.yaml');
const STAFF = join(projectRoot, 'examples/demo-staff.csv');
const SCHOOL = 'larkfield-demo';

let database: TestDatabase;
let owner: postgres.Sql;
let folder: TemporaryFolder;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = postgres(database.url, { max: 1, onnotice: () => undefined });
  folder = makeTemporaryFolder();
});

afterAll(async () => {
  await owner.end({ timeout: 1 });
  await database.close();
  folder.remove();
});

interface Ended {
  status: number | null;
  printed: string;
  complained: string;
}

/** Runs the command line as an operator does. */
function esafety(args: string[], variables: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], {
    cwd: projectRoot,
    env: {
      PATH: process.env.PATH,
      HOME: folder.path,
      DATABASE_URL: database.url,
      ESAFETY_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      ...variables,
    },
  });
  let printed = '';
  let complained = '';
  child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  child.stderr.on('data', (chunk) => {
    complained += chunk;
  });
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, printed, complained })));
}

async function countRows(table: string): Promise<number> {
  const [row] = await owner.unsafe<{ rows: number }[]>(`select count(*)::int as rows from ${table}`);
  return row?.rows ?? -1;
}

function writeFile(name: string, text: string): string {
  const path = join(folder.path, name);
  writeFileSync(path, text);
  return path;
}

describe('the command line', () => {
  it('prints its help, with status 0 when asked for it and 2 for a word it does not know', async () => {
    const [asked, unknown, inherited] = await Promise.all([
      esafety(['help']),
      esafety(['lode']),
      esafety(['constructor']),
    ]);
    expect(asked.status).toBe(0);
    for (const command of [
      'start',
      'load',
      'load-staff',
      'code',
      'log',
      'filter-secret',
      'import-filter-alerts',
      'verify-audit',
      'package',
      'register-commands',
    ]) {
      expect(asked.printed).toContain(`esafety ${command}`);
    }
    expect([unknown.status, inherited.status]).toEqual([2, 2]);
    expect(unknown.printed).toBe(asked.printed);
  });

  it('says what is wrong with its settings in one sentence, without a stack and without a secret', async () => {
    const [settings, option, away] = await Promise.all([
      esafety(['load', PROFILE], { DATABASE_URL: 'mysql://x:secret-word@y/z' }),
      esafety(['load-staff', STAFF, '--skool', SCHOOL]),
      esafety(['log'], { DATABASE_URL: 'postgres://x:secret-word@127.0.0.1:9/z' }),
    ]);
    expect(settings).toMatchObject({ status: 1, complained: expect.stringMatching(/^DATABASE_URL: write/) });
    expect(option).toMatchObject({ status: 1, complained: expect.stringContaining('--skool') });
    expect(away).toMatchObject({ status: 1, complained: expect.stringContaining('Check DATABASE_URL') });
    for (const { complained } of [settings, option, away]) expect(complained).not.toMatch(/secret-word|\n\s+at /);
  });
});

describe('esafety load', () => {
  it('stores nothing when a profile is refused, says why, and ends with status 1', async () => {
    const text = readFileSync(PROFILE, 'utf8');
    const mistyped = writeFile('mistyped.yaml', text.replace('school_day:', 'skool_day:'));
    const nobody = writeFile(
      'nobody.yaml',
      text.replace('  incident_lead: { title: Incident lead, same_as: dsl }\n', ''),
    );
    const [unknown, refused, missing] = await Promise.all([
      esafety(['load', PROFILE, mistyped]),
      esafety(['load', nobody]),
      esafety(['load', join(folder.path, 'none.yaml')]),
    ]);
    expect(unknown).toMatchObject({ status: 1, complained: expect.stringContaining('skool_day') });
    expect(refused).toMatchObject({ status: 1, complained: expect.stringContaining('incident lead') });
    expect(missing).toMatchObject({ status: 1, complained: expect.stringContaining('none.yaml') });
    expect(await countRows('schools')).toBe(0);
    expect(await countRows('audit_entries')).toBe(0);
  });

  it('prints what the lints found, stores the school and ends with status 0; again, it changes nothing', async () => {
    const loaded = await esafety(['load', PROFILE]);
    expect(loaded).toMatchObject({ status: 0, complained: '' });
    expect(loaded.printed).toContain('Larkfield Demo Primary School');
    expect(loaded.printed).toContain('dpia');
    expect(await countRows('schools')).toBe(1);
    const before = await owner`select updated_at, wrapped_key from schools`;
    expect((await esafety(['load', PROFILE])).status).toBe(0);
    expect(await owner`select updated_at, wrapped_key from schools`).toEqual(before);
  });
});

describe('esafety load-staff', () => {
  it('names each row that is wrong and imports nobody', async () => {
    const good = 'anna@larkfield-demo.example,Anna Example,Teacher,class_teacher,teachers,2026-09-01,,';
    const bad = [
      'no-address,Ben Example,Teacher,class_teacher,teachers,2026-09-01,,',
      'cara@larkfield-demo.example,Cara Example,Teacher,wizard,teachers,2026-31-12,,',
    ];
    const file = writeFile('bad.csv', ['email,name,job_title,roles,group,starts,ends,school', good, ...bad].join('\n'));
    const { status, complained } = await esafety(['load-staff', file, '--school', SCHOOL]);
    expect(status).toBe(1);
    expect(complained).toContain('Nothing was imported');
    expect(complained).toMatch(/line 3, email: /);
    expect(complained).toMatch(/line 4, roles: /);
    expect(complained).toMatch(/line 4, starts: /);
    expect(await countRows('memberships')).toBe(0);
  });

  it('changes nothing in a dry run', async () => {
    const dry = await esafety(['load-staff', STAFF, '--school', SCHOOL, '--dry-run']);
    expect(dry.status).toBe(0);
    expect(dry.printed).toContain('Dry run: 10 people');
    expect(dry.printed).toContain('Nothing was changed');
    expect([await countRows('memberships'), await countRows('account_codes')]).toEqual([0, 0]);
  });

  it('imports, hands out codes for what opens cases, and a second time finds everybody as before', async () => {
    const first = await esafety(['load-staff', STAFF, '--school', SCHOOL]);
    expect(first.printed).toContain('10 added, 0 changed, 0 as before');
    expect(first.printed).toMatch(/[2-9A-Z]{5}-[2-9A-Z]{5} {2}dana\.lead@larkfield-demo\.example/);
    const rows = await owner`select * from memberships order by person_id`;
    const second = await esafety(['load-staff', STAFF, '--school', SCHOOL]);
    expect(second.printed).toContain('0 added, 0 changed, 10 as before');
    expect(await owner`select * from memberships order by person_id`).toEqual(rows);
    // The codes were printed again, so those of the first time are no longer good.
    const good = await owner`select person_id, role from account_codes where used_at is null`;
    expect(good.length).toBe(new Set(good.map((code) => `${code.person_id}|${code.role}`)).size);
    expect(await countRows('account_codes')).toBe(2 * good.length);
  });

  it('sees a changed name, job or date', async () => {
    const text = readFileSync(STAFF, 'utf8')
      .replace('Tess Teacher,Class', 'Tess Newname,Class')
      .replace('School business', 'Business');
    const changed = await esafety(['load-staff', writeFile('changed.csv', text), '--school', SCHOOL]);
    expect(changed.printed).toContain('0 added, 2 changed, 8 as before');
  });
});

describe('esafety code', () => {
  it('makes a code for somebody on the list and keeps its fingerprint alone', async () => {
    const { status, printed } = await esafety(['code', 'OLIVE.office@larkfield-demo.example', '--school', SCHOOL]);
    expect(status).toBe(0);
    const code = /\/esafety code ([2-9A-Z]{5}-[2-9A-Z]{5})"/.exec(printed)?.[1] ?? '';
    expect(code).not.toBe('');
    const stored = JSON.stringify(await owner`select encode(code_hash, 'escape') as hash, * from account_codes`);
    expect(stored).not.toContain(code);
    expect(stored).not.toContain(code.replace('-', ''));
  });

  it('refuses somebody who is not on it', async () => {
    const { status, complained } = await esafety(['code', 'nobody@larkfield-demo.example']);
    expect([status, complained]).toEqual([1, expect.stringContaining('add them with esafety load-staff first')]);
  });
});

describe('esafety import-filter-alerts', () => {
  it('counts the lines of an export once, and says what it left out', async () => {
    const lines = [
      'Date,Time,User,Destination,Reason,Computer,Action',
      '10/11/2026,09:15,pip,https://parrots.example/a,Weapons,LIBRARY-14,Blocked',
      '10/11/2026,09:16,pip,https://parrots.example/b,Weapons,LIBRARY-14,Blocked',
      '10/11/2026,09:17,robin,https://news.example,News,LIBRARY-15,Allowed',
      ',,robin,,,,',
    ];
    const file = writeFile('alerts.csv', lines.join('\r\n'));
    const first = await esafety(['import-filter-alerts', SCHOOL, file]);
    expect(first.status).toBe(0);
    expect(first.printed).toMatch(/: 2 lines counted\.\n {2}1 lines say nothing .*\n {2}1 lines are ordinary pages/);
    expect(await countRows('filter_alerts')).toBe(1);
    const second = await esafety(['import-filter-alerts', SCHOOL, file]);
    expect(second.printed).toContain('this file was imported before');
    expect(await countRows('filter_alerts where count = 2')).toBe(1);
  });

  it('refuses a file in which nothing can be read, and says where the headings stand', async () => {
    const wrong = writeFile('wrong.csv', 'Colour,Shape\nred,round\n');
    const [unread, secret] = await Promise.all([
      esafety(['import-filter-alerts', SCHOOL, wrong]),
      esafety(['filter-secret', SCHOOL]),
    ]);
    expect(unread).toMatchObject({ status: 1, complained: expect.stringContaining('docs/filter-alerts.md') });
    expect(secret.printed).toMatch(/\/hooks\/filter-alerts\/larkfield-demo\nSecret {3}[\w-]{43}\n/);
  });
});

describe('esafety log and verify-audit', () => {
  it('[M11] prints the one register under each of its names, and no other', async () => {
    const [one, other, unknown] = await Promise.all([
      esafety(['log', '--school', SCHOOL]),
      esafety(['log', '--name', 'Online safety log']),
      esafety(['log', '--name', 'Secret log']),
    ]);
    expect([one.status, one.printed]).toEqual([0, 'Incident log – Larkfield Demo Primary School\n']);
    expect(other.printed).toBe('Online safety log – Larkfield Demo Primary School\n');
    expect([unknown.status, unknown.complained]).toEqual([
      1,
      expect.stringContaining('Incident log, Online safety log'),
    ]);
  });

  it('[X12] ends with status 0 while the chain is whole and with 1 when it is broken', async () => {
    const whole = await esafety(['verify-audit']);
    expect([whole.status, whole.printed]).toEqual([
      0,
      expect.stringMatching(/: whole, \d+ rows, ends with [0-9a-f]{16}\n$/),
    ]);
    await owner`update audit_entries set action = 'nothing' where seq = 2`;
    const broken = await esafety(['verify-audit', '--school', SCHOOL]);
    expect(broken.status).toBe(1);
    expect(broken.printed).toContain('BROKEN at row 2: the row was changed');
  });
});
