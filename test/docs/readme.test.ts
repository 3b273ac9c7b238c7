import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';
import { lintProfile } from '../../src/config/lint-profile.ts';
import { parseProfile } from '../../src/config/load-profile.ts';
import { deskCommands } from '../../src/core/desk-commands.ts';
import { projectRoot } from '../../src/project-root.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/store/embedded/start.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { listFences, readPage, readTable } from './markdown.ts';

const run = promisify(execFile);
const packageFile = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const cli = readFileSync(join(projectRoot, 'src/cli.ts'), 'utf8');
const environment = [
  'environment',
  'mail',
  'platforms/teams',
  'platforms/slack',
  'platforms/google-chat',
  'platforms/discord',
]
  .map((name) => readFileSync(join(projectRoot, 'src', 'config', `${name}.ts`), 'utf8'))
  .join('\n');
const fences = listFences('README.md');
const shellLines = fences
  .filter(({ language }) => language === 'sh')
  .flatMap(({ text }) => text.split('\n'))
  .map((line) => line.trim())
  .filter((line) => line !== '');

const ESAFETY = 'npm run esafety -- ';
/** Each takes two seconds, so each runs once. */
const programLines = [...new Set(shellLines.filter((line) => line.startsWith(ESAFETY)))];
const otherLines = shellLines.filter((line) => !line.startsWith(ESAFETY));

describe('the commands of the README', () => {
  it.each(otherLines)('"%s" is one that exists', (line) => {
    for (const part of line.split('&&').map((each) => each.trim())) {
      const [, script] = /^npm (?:run )?([\w:-]+)$/.exec(part) ?? [];
      if (script && script !== 'ci') expect(packageFile.scripts).toHaveProperty(script);
      // What is not npm's is the shell's or OpenSSL's, and does what it says on any system.
      else expect(part).toMatch(/^(npm ci|openssl rand -base64 32|set [-+]a|\. \/etc\/esafety\/esafety\.env)$/);
    }
  });

  it('has the same commands in its table, in the help and in the program', () => {
    const table = readTable('README.md', 'Commands').map(([command = '']) => firstWord(command.replaceAll('`', '')));
    const help = [...cli.matchAll(/^ {2}esafety ([\w-]+)/gm)].map(([, name]) => name);
    const known = [...cli.matchAll(/^ {2}'?([\w-]+)'?: async \(\) => \(await import/gm)].map(([, name]) => name);
    expect(known.length).toBeGreaterThan(5);
    expect(table).toEqual(help);
    expect(new Set(table)).toEqual(new Set([...known, 'help']));
  });

  it('names only npm scripts that exist, here and in CONTRIBUTING', () => {
    for (const page of ['README.md', 'CONTRIBUTING.md', 'docs/architecture.md']) {
      for (const [, script = ''] of readPage(page).matchAll(/npm run ([\w:-]+)/g)) {
        expect(packageFile.scripts, page).toHaveProperty(script);
      }
    }
  });
});

describe('the words of the README', () => {
  it('are all that can be typed', () => {
    const words = readTable('README.md', 'What people can type').flatMap(([row = '']) =>
      [...row.matchAll(/`([a-z-]+)/g)].map(([, word]) => word),
    );
    expect(words).toEqual(expect.arrayContaining(Object.keys(deskCommands)));
  });
});

describe('the settings of the README', () => {
  const inCode = [...new Set([...environment.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name]) => name))];
  const table = readTable('README.md', 'Settings').map(([name = '']) => name.replaceAll('`', ''));

  it('are those the program reads, in its order', () => {
    expect(inCode.length).toBeGreaterThan(15);
    expect(table).toEqual(inCode);
  });

  it('are the only ones its example of a settings file uses, and the program takes that file', () => {
    const example = fences
      .filter(({ language }) => language === 'ini')
      .flatMap(({ text }) => text.trim().split('\n'))
      .map((line): [string, string] => [line.split('=', 1)[0] ?? '', line.slice(line.indexOf('=') + 1)]);
    expect(example.length).toBeGreaterThan(5);
    for (const [name] of example) expect(table).toContain(name);
    expect(readEnvironment(Object.fromEntries(example))).toMatchObject({ production: true, demo: false });
  });
});

describe('the profile of the README', () => {
  const [yaml] = fences.filter(({ language }) => language === 'yaml');
  const { profiles, problems } = parseProfile(yaml?.text ?? '', 'README.md');

  it('can be loaded', () => {
    expect(problems).toEqual([]);
    expect(profiles).toHaveLength(1);
  });

  it('lacks nothing before going live but the signed impact assessment', () => {
    const findings = profiles.flatMap((profile) => lintProfile(profile, { today: '2026-11-10' }));
    expect(findings.map(({ code }) => code)).toEqual(['dpia-unsigned']);
  });
});

describe('the steps of the README, on a PostgreSQL that has seen no esafety', () => {
  const folder = makeTemporaryFolder();
  let server: EmbeddedPostgres;
  let databaseUrl = '';
  let ownerUrl = '';

  beforeAll(async () => {
    server = await startEmbeddedPostgres({
      dataDir: join(folder.path, 'data'),
      systemDir: inject('postgresSystemDir'),
      fsync: false,
    });
    const statements = fences
      .filter(({ language }) => language === 'sql')
      .flatMap(({ text }) => text.trim().split('\n'));
    const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
    // The embedded server has a database of that name already.
    for (const statement of statements) await sql.unsafe(statement.replace('DATABASE esafety ', 'DATABASE readme '));
    await sql.end({ timeout: 1 });
    databaseUrl = loginUrl(server.url, statements[1]);
    ownerUrl = loginUrl(server.url, statements[0]);
  });
  afterAll(async () => {
    await server?.stop();
    folder.remove();
  });

  it('make a database the program works on, and each of its commands succeeds', { timeout: 120_000 }, async () => {
    expect(programLines.length).toBeGreaterThan(5);
    // Loading comes before what needs a school, wherever the page mentions it.
    for (const line of [...programLines].sort((a, b) => order(a) - order(b))) {
      const args = line.slice(ESAFETY.length).split(' ');
      const { stdout } = await run(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], {
        cwd: projectRoot,
        env: {
          ...process.env,
          DATABASE_URL: databaseUrl,
          DATABASE_MIGRATION_URL: ownerUrl,
          ESAFETY_MASTER_KEY: Buffer.alloc(32, 5).toString('base64'),
        },
      });
      expect(stdout, line).not.toBe('');
    }
  });
});

const order = (line: string): number => (/-- load /.test(line) ? 0 : /-- load-staff /.test(line) ? 1 : 2);
const firstWord = (command: string): string | undefined => command.replace(/^esafety /, '').split(' ', 1)[0];

/** The address of the login that one of the page's statements makes. */
function loginUrl(serverUrl: string, statement: string | undefined): string {
  const [, name = '', password = ''] = /^CREATE ROLE (\w+) LOGIN .*PASSWORD '([^']+)'/.exec(statement ?? '') ?? [];
  const url = new URL(serverUrl);
  url.pathname = '/readme';
  url.username = name;
  url.password = password;
  return url.href;
}
