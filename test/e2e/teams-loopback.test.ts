import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';
import { type LoopbackDemo, startLoopbackDemo } from '../../src/demo.ts';
import { createLog } from '../../src/log.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { readTexts } from '../support/playground-desk.ts';

/** The demo school's tenant, which a local client has to name. */
const TENANT = '11111111-de30-4000-8000-000000000001';
const WITHOUT_TOKEN = { 'content-type': 'application/json' };

let database: TestDatabase;
let demo: LoopbackDemo;
let connector: Server;
const answers: { attachments?: { content: Record<string, unknown> }[] }[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  connector = createServer((req, res) => {
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part));
    req.on('end', () => {
      if (req.method === 'POST') answers.push(JSON.parse(Buffer.concat(parts).toString()));
      const member = { id: '29:local', name: 'Local', tenantId: TENANT };
      res.writeHead(200, { 'content-type': 'application/json' });
      res.end(JSON.stringify(req.method === 'POST' ? { id: '1' } : member));
    });
  });
  await new Promise<void>((resolve) => connector.listen(0, '127.0.0.1', resolve));
  const environment = readEnvironment({
    PORT: '0',
    TEAMS_ANONYMOUS: 'loopback',
    DATABASE_URL: database.url,
    ESAFETY_MASTER_KEY: Buffer.alloc(32, 9).toString('base64'),
  });
  demo = await startLoopbackDemo(environment, createLog('silent'));
});
afterAll(async () => {
  await demo.stop();
  connector.close();
  await database.close();
});

let count = 0;
const send = async (text: string, headers: Record<string, string> = WITHOUT_TOKEN, serviceUrl?: string) => {
  count += 1;
  const activity = {
    type: 'message',
    id: `local-${count}`,
    channelId: 'msteams',
    serviceUrl: serviceUrl ?? `http://127.0.0.1:${(connector.address() as AddressInfo).port}/`,
    from: { id: '29:local', name: 'Local' },
    recipient: { id: '28:bot', name: 'e-safety' },
    conversation: { id: 'a:local', conversationType: 'personal', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    text,
  };
  const { status } = await fetch(`${demo.url}/api/messages`, {
    method: 'POST',
    headers,
    body: JSON.stringify(activity),
  });
  return status;
};
const lastAnswer = (): string => readTexts(answers.at(-1)?.attachments?.[0]?.content);

describe('TEAMS_ANONYMOUS=loopback', () => {
  it('lets a local client without a token become a person of the demo school by a code, and report', async () => {
    expect(await send('/esafety report')).toBe(200);
    expect(lastAnswer()).toContain('We do not know this account');
    const teacher = demo.codes.find(({ name }) => name === 'Tess Teacher');
    expect(await send(`/esafety code ${teacher?.code}`)).toBe(200);
    expect(lastAnswer()).toContain('This account is now yours here');
    expect(await send('/esafety report')).toBe(200);
    expect(lastAnswer()).toContain('What happened?');
  });

  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])(
    'refuses what came through a proxy: %s',
    async (name) => {
      const before = answers.length;
      expect(await send('/esafety report', { ...WITHOUT_TOKEN, [name]: '203.0.113.7' })).toBe(401);
      expect(answers).toHaveLength(before);
    },
  );

  it('refuses to answer to another computer', async () => {
    expect(await send('/esafety report', WITHOUT_TOKEN, 'https://connector.example/')).toBe(401);
  });
});
