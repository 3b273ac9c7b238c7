import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type HttpServer, startHttp } from '../../src/http.ts';
import type { RawRequest, Route } from '../../src/http-types.ts';
import { createLog } from '../../src/log.ts';

const MEGABYTE = 1_000_000;
const servers: HttpServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

/** One server with a route that takes a body and one that waits until it is told to answer. */
async function open(limits = { request: 20_000, shutdown: 10_000 }) {
  const lines: string[] = [];
  const seen: RawRequest[] = [];
  let finish: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let begun: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const routes: Route[] = [
    {
      method: 'POST',
      path: '/api/messages',
      handle: async (request) => {
        seen.push(request);
        return { status: 200, body: String(request.body.length) };
      },
    },
    {
      method: 'GET',
      path: '/held',
      handle: async () => {
        begun();
        await held;
        return { status: 200, headers: { 'content-type': 'application/json' }, body: '{"done":"✓"}' };
      },
    },
    {
      method: 'POST',
      path: '/fails',
      handle: async ({ body }) => {
        throw new Error(`Robin said ${body}`);
      },
    },
  ];
  const log = createLog('trace', (line) => lines.push(line));
  const server = await startHttp(routes, { host: '127.0.0.1', port: 0 }, log, limits);
  servers.push(server);
  return { server, lines, seen, finish, waiting, url: `http://127.0.0.1:${server.port}` };
}

/** Sends raw parts and answers everything that came back, and why it ended. */
function sendRaw(port: number, parts: (string | Buffer)[]): { text: Promise<string>; close(): void } {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
  });
  socket.on('error', () => undefined);
  for (const part of parts) socket.write(part);
  const text = new Promise<string>((resolve) => socket.on('close', () => resolve(received)));
  return { text, close: () => socket.destroy() };
}

const head = (line: string, headers: Record<string, string | number> = {}) =>
  [line, 'Host: x', ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');

const chunk = (size: number) =>
  Buffer.concat([Buffer.from(`${size.toString(16)}\r\n`), Buffer.alloc(size, 'a'), Buffer.from('\r\n')]);

describe('the server', () => {
  it('gives a route the body byte by byte, the headers in lower case and the true address', async () => {
    const { url, seen } = await open();
    const body = Buffer.from([0, 255, 10, 13, 128]);
    const answer = await fetch(`${url}/api/messages?x=1`, {
      method: 'POST',
      body,
      headers: { 'X-Forwarded-For': '10.0.0.1', Authorization: 'Bearer t' },
    });
    expect(answer.status).toBe(200);
    expect(seen[0]?.body.equals(body)).toBe(true);
    expect(seen[0]).toMatchObject({ remoteAddress: '127.0.0.1', headers: { authorization: 'Bearer t' } });
  });

  it('answers 404 for what it does not have and 405 for another method, naming the right one', async () => {
    const { url } = await open();
    for (const path of ['/', '/api', '/api/messages/', '/API/messages', '/api/messages/../x', '/__proto__']) {
      expect((await fetch(`${url}${path}`)).status, path).toBe(404);
    }
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS']) {
      const answer = await fetch(`${url}/api/messages`, { method });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    }
  });

  it('says with every answer that it is not to be kept, guessed at, framed or told on', async () => {
    const { url } = await open();
    for (const path of ['/nothing', '/api/messages']) {
      const { headers } = await fetch(`${url}${path}`);
      expect(Object.fromEntries(headers)).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'referrer-policy': 'no-referrer',
      });
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('server')).toBeNull();
    }
  });

  it('answers 500 and logs the class alone when a route throws', async () => {
    const { url, lines } = await open();
    const answer = await fetch(`${url}/fails`, { method: 'POST', body: 'something' });
    expect([answer.status, await answer.text()]).toEqual([500, 'Internal error']);
    expect(lines.join('')).toContain('"errorName":"Error"');
    expect(lines.join('')).not.toMatch(/Robin|something/);
  });

  it('logs no query, unknown path, header or address', async () => {
    const { url, lines } = await open();
    await fetch(`${url}/Robin?who=Robin`, { method: 'POST', body: 'Robin', headers: { 'x-who': 'Robin' } });
    await fetch(`${url}/api/messages?who=Robin`, { method: 'POST', body: 'Robin' });
    expect(lines).toHaveLength(2);
    expect(lines.join('')).not.toMatch(/Robin|127\.0\.0\.1/);
  });
});

describe('a body that is too large', () => {
  it('is refused before it was sent when its length says so', async () => {
    const { server, seen } = await open({ request: 400, shutdown: 100 });
    const sent = sendRaw(server.port, [head('POST /api/messages HTTP/1.1', { 'Content-Length': 50 * MEGABYTE })]);
    expect(await sent.text).toMatch(/^HTTP\/1\.1 413 /);
    expect(seen).toEqual([]);
  });

  it('is refused with an answer that reaches a sender who sends it all', async () => {
    const { url, seen } = await open();
    for (let time = 0; time < 3; time += 1) {
      const answer = await fetch(`${url}/api/messages`, { method: 'POST', body: Buffer.alloc(5 * MEGABYTE, 'a') });
      expect([answer.status, await answer.text()]).toEqual([413, 'Too large']);
    }
    expect(seen).toEqual([]);
  });

  it('is refused when it comes in chunks and says no length', async () => {
    const { server, seen } = await open({ request: 400, shutdown: 100 });
    const start = head('POST /api/messages HTTP/1.1', { 'Transfer-Encoding': 'chunked' });
    const sent = sendRaw(server.port, [start, ...Array.from({ length: 40 }, () => chunk(65_536)), '0\r\n\r\n']);
    const text = await sent.text;
    expect(text).toMatch(/^HTTP\/1\.1 413 /);
    expect(seen).toEqual([]);
  });

  it('is taken up to the limit, in chunks too', async () => {
    const { server, url, seen } = await open();
    const answer = await fetch(`${url}/api/messages`, { method: 'POST', body: Buffer.alloc(MEGABYTE, 'a') });
    expect([answer.status, await answer.text()]).toEqual([200, String(MEGABYTE)]);
    const start = head('POST /api/messages HTTP/1.1', { 'Transfer-Encoding': 'chunked', Connection: 'close' });
    const sent = sendRaw(server.port, [start, chunk(600_000), chunk(400_000), '0\r\n\r\n']);
    expect(await sent.text).toContain(String(MEGABYTE));
    expect(seen).toHaveLength(2);
  });
});

describe('a sender that takes too long', () => {
  it('with its body loses the connection, and no route is called', async () => {
    const { server, seen, lines } = await open({ request: 200, shutdown: 100 });
    const sent = sendRaw(server.port, [head('POST /api/messages HTTP/1.1', { 'Content-Length': 10 }), 'abc']);
    expect(await sent.text).toMatch(/^HTTP\/1\.1 408 /);
    expect(seen).toEqual([]);
    expect(lines.join('')).toContain('request cut off');
  });

  it('with its headers loses it too', async () => {
    const { server } = await open({ request: 200, shutdown: 100 });
    expect(await sendRaw(server.port, ['POST /api/messages HTTP/1.1\r\nHost: x\r\n']).text).toMatch(/^HTTP\/1\.1 408 /);
  });
});

describe('stopping', () => {
  it('answers what has begun, takes nothing new, and does not wait for connections that are merely open', async () => {
    const { server, url, finish, waiting } = await open();
    // fetch keeps this connection open for a next request.
    await (await fetch(`${url}/nothing`)).text();
    const begun = fetch(`${url}/held`);
    await waiting;
    const started = performance.now();
    const stopping = server.stop();
    await expect(fetch(`${url}/nothing`)).rejects.toThrow();
    finish();
    const answer = await begun;
    expect([answer.status, answer.headers.get('connection'), await answer.json()]).toEqual([
      200,
      'close',
      { done: '✓' },
    ]);
    await stopping;
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('ends after its time even when an answer never comes', async () => {
    const { server, url, waiting } = await open({ request: 1_000, shutdown: 100 });
    const begun = fetch(`${url}/held`);
    begun.catch(() => undefined);
    await waiting;
    await server.stop();
    await expect(begun).rejects.toThrow();
  });
});
