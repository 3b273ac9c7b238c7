import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/project-root.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';

/** The libraries of the platforms, by the variables that switch each on; and those of mail and pictures, which wait for their use. */
const SDKS = [
  'botbuilder',
  '@slack/bolt',
  'google-auth-library',
  'discord.js',
  'nodemailer',
  'chart.js',
  '@napi-rs/canvas',
] as const;

let database: TestDatabase;
let folder: TemporaryFolder;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = makeTemporaryFolder();
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const account = {
    type: 'service_account',
    client_email: 'desk@school.example',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    token_uri: 'http://127.0.0.1:9/token',
  };
  writeFileSync(join(folder.path, 'google.json'), JSON.stringify(account));
});
afterAll(async () => {
  await database.close();
  folder.remove();
});

/** Starts the program as a service manager would, waits until it listens, ends it, and answers what it had loaded. */
async function loadedWith(name: string, variables: Record<string, string>): Promise<string[]> {
  const file = join(folder.path, `${name}.txt`);
  const preload = join(projectRoot, 'test', 'support', 'record-modules.mjs');
  const child = spawn(process.execPath, ['--import', 'tsx', '--import', preload, 'src/cli.ts', 'start'], {
    cwd: projectRoot,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATABASE_URL: database.url,
      ESAFETY_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      LOADED_MODULES_FILE: file,
      ...variables,
    },
  });
  let printed = '';
  const listens = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      if (printed.includes('listens on')) resolve();
    });
    child.stderr.on('data', (chunk) => {
      printed += chunk;
    });
    child.once('exit', () => reject(new Error(`it ended: ${printed}`)));
  });
  await listens;
  child.removeAllListeners('exit');
  child.kill('SIGTERM');
  await once(child, 'exit');
  const loaded = readFileSync(file, 'utf8');
  return SDKS.filter((sdk) => loaded.includes(`/node_modules/${sdk}/`));
}

describe('the libraries of a platform', () => {
  it.each([
    ['Teams', 'botbuilder', { TEAMS_APP_ID: 'app', TEAMS_APP_PASSWORD: 'secret', TEAMS_TENANT_ID: 'tenant' }],
    ['Slack', '@slack/bolt', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret' }],
    ['Google Chat', 'google-auth-library', { GOOGLE_CHAT_AUDIENCE: '123456789012' }],
    [
      'Discord',
      'discord.js',
      { DISCORD_APPLICATION_ID: '1', DISCORD_BOT_TOKEN: 't', DISCORD_PUBLIC_KEY: 'ab'.repeat(32) },
    ],
  ])('a school on %s loads %s and no other', async (name, sdk, variables) => {
    const file = { GOOGLE_APPLICATION_CREDENTIALS: join(folder.path, 'google.json') };
    const given: Record<string, string> = name === 'Google Chat' ? { ...variables, ...file } : { ...variables };
    expect(await loadedWith(name, given)).toEqual([sdk]);
  });
});
