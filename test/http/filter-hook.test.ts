import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { filterHookRoutes } from '../../src/filter-hook.ts';
import { type HttpServer, startHttp } from '../../src/http.ts';
import { createLog } from '../../src/log.ts';
import { filterSecret } from '../../src/store/filter-secret.ts';
import { listFences } from '../docs/markdown.ts';
import { DEMO_SCHOOL, openDemoDesk } from '../support/demo-school.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { only } from '../support/views.ts';

const run = promisify(execFile);

let desk: TestDesk;
let server: HttpServer;
let secret: string;
let kicked = 0;
const lines: string[] = [];

beforeAll(async () => {
  desk = await openDemoDesk();
  await desk.addPlace('teams:19:dsl-team-cases@thread.tacv2', ['lead', 'deputy', 'head']);
  const { keys } = desk.program;
  secret = filterSecret(keys, DEMO_SCHOOL, 1);
  const kick = () => {
    kicked += 1;
  };
  const routes = filterHookRoutes({ desk: desk.program.desk, keys, kick });
  const log = createLog('trace', (text) => lines.push(text));
  server = await startHttp(routes, { host: '127.0.0.1', port: 0 }, log);
});

afterAll(async () => {
  await server.stop();
  await desk.close();
});

beforeEach(() => {
  desk.chat.sent.length = 0;
  kicked = 0;
});

const urlOf = (school: string) => `http://127.0.0.1:${server.port}/hooks/filter-alerts/${school}`;
const seconds = () => Math.floor(desk.clock.now().getTime() / 1_000);

interface Sent {
  school?: string;
  timestamp?: number | string;
  signature?: string;
  key?: string;
}

/** Sends a body as a filter does, signed unless a test says otherwise. */
async function send(
  body: unknown,
  { school = DEMO_SCHOOL, timestamp = seconds(), signature, key = secret }: Sent = {},
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const signed = createHmac('sha256', key).update(`${timestamp}.${text}`).digest('hex');
  const headers = { 'X-Esafety-Timestamp': String(timestamp), 'X-Esafety-Signature': signature ?? `v1=${signed}` };
  const answer = await fetch(urlOf(school), { method: 'POST', headers, body: text });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

const alert = (more: Record<string, unknown> = {}) => ({
  time: desk.clock.now().toISOString(),
  url: 'https://parrots.example/x',
  user: 'pip@pupils.example',
  category: 'Weapons',
  ...more,
});

/** How often each posted alert happened, after delivery. */
async function posted(): Promise<number[]> {
  desk.clock.forwardMinutes(1);
  await desk.deliver();
  return only(desk.chat.posted(), 'filter-alert').map(({ count }) => count);
}

describe('the webhook of web filters', () => {
  it('[M17] takes signed alerts, says so after they are saved, and posts them', async () => {
    const answer = await send({ alerts: [alert(), alert({ count: 19 })] });
    expect([answer.status, answer.text]).toEqual([202, 'Accepted: 2. Not read: 0. Allowed and passed over: 0.\n']);
    expect(kicked).toBe(1);
    expect(await posted()).toEqual([20]);
  });

  it('gives one and the same answer to an unknown school, a wrong signature and none', async () => {
    const body = [alert({ url: 'https://never.example' })];
    const answers = [
      await send(body, { school: 'no-such-school' }),
      await send(body, { key: 'another secret' }),
      await send(body, { key: filterSecret(desk.program.keys, DEMO_SCHOOL, 2) }),
      await send(body, { signature: '' }),
      await send(body, { signature: 'v1=00' }),
      await send(body, { signature: `sha256=${'0'.repeat(64)}` }),
      await send(body, { timestamp: `${seconds()} ` }),
      await send(body, { timestamp: 'now' }),
      // The signature of another body.
      await send(body, { signature: `v1=${createHmac('sha256', secret).update(`${seconds()}.[]`).digest('hex')}` }),
    ];
    for (const { status, text } of answers) expect([status, text]).toEqual([answers[0]?.status, answers[0]?.text]);
    expect(answers[0]?.status).toBe(401);
    expect(await posted()).toEqual([]);
  });

  it('refuses a signature that is more than five minutes off, either way', async () => {
    const body = [alert({ url: 'https://late.example' })];
    for (const timestamp of [seconds() - 301, seconds() + 301]) {
      const { status, text } = await send(body, { timestamp });
      expect([status, text]).toEqual([401, 'Not accepted: the timestamp is more than five minutes off.\n']);
    }
    expect((await send(body, { timestamp: seconds() - 299 })).status).toBe(202);
    expect(await posted()).toEqual([1]);
  });

  it('counts what is sent again once: replayed as it was, or signed anew', async () => {
    const body = [alert({ url: 'https://again.example' })];
    const timestamp = seconds();
    for (let attempt = 0; attempt < 3; attempt += 1) expect((await send(body, { timestamp })).status).toBe(202);
    desk.clock.forwardMinutes(3);
    expect((await send(body)).status).toBe(202);
    expect(await posted()).toEqual([1]);
    // Without a time nothing but the signature says whether it happened again.
    const untimed = [{ ...alert({ url: 'https://untimed.example' }), time: undefined }];
    const first = seconds();
    await send(untimed, { timestamp: first });
    // However the signature is written: in capitals, or with a space that no proxy takes away.
    const signed = createHmac('sha256', secret)
      .update(`${first}.${JSON.stringify(untimed)}`)
      .digest('hex');
    for (const signature of [`v1=${signed}`, `V1=${signed.toUpperCase()}`, `v1=${signed}\u00a0`])
      await send(untimed, { timestamp: first, signature });
    await send(untimed, { timestamp: first + 1 });
    desk.chat.sent.length = 0;
    expect((await posted()).at(-1)).toBe(2);
  });

  it('refuses what is too large, no JSON, or says nothing', async () => {
    expect((await send('x'.repeat(256 * 1024 + 1))).status).toBe(413);
    expect((await send('url=parrots.example')).status).toBe(400);
    expect((await send([{ hello: 'there' }])).status).toBe(422);
    expect((await send([])).status).toBe(202);
    expect((await fetch(urlOf(DEMO_SCHOOL))).status).toBe(405);
    for (const path of ['', '/more/of-it', '/']) {
      const base = urlOf(path === '' ? '' : DEMO_SCHOOL);
      expect((await fetch(`${base}${path}`, { method: 'POST' })).status, path).toBe(404);
    }
  });

  it('is signed as the page for the school’s IT shows it', async () => {
    const folder = makeTemporaryFolder();
    try {
      const snippet = listFences('docs/filter-alerts.md').find(({ text }) => text.includes('openssl'));
      // The clock of these tests in place of the machine's.
      const script = `date() { echo ${seconds()}; }\n${snippet?.text}`;
      const env = { PATH: process.env.PATH, URL: urlOf(DEMO_SCHOOL), SECRET: secret };
      const { stdout } = await run('sh', ['-c', script], { cwd: folder.path, env });
      expect(stdout).toBe('Accepted: 1. Not read: 0. Allowed and passed over: 0.\n');
    } finally {
      folder.remove();
    }
  });

  it('writes neither site, account nor school into its log', () => {
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.join('')).not.toMatch(/parrots|pupils\.example|larkfield/);
  });

  it('asks for it again while the database is away', async () => {
    const body = [alert({ url: 'https://away.example' })];
    await desk.program.database.close();
    const { status, headers } = await send(body);
    expect([status, headers.get('retry-after'), kicked]).toEqual([503, '60', 0]);
  });
});
