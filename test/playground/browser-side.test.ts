import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { DSL, HEAD, TEACHER } from './demo-world.ts';
import { pathOf, useEchoPlayground } from './start-with-echo.ts';

const CASES = '19:cases@thread.tacv2';

const pair = useEchoPlayground();

describe('the browser side', () => {
  const send = (headers: Record<string, string>, method = 'POST', path = '/api/say'): Promise<number> =>
    new Promise((resolve, reject) => {
      const req = request({ host: '127.0.0.1', port: pair.playground.port, path, method, headers }, (res) => {
        res.resume();
        resolve(res.statusCode ?? 0);
      });
      req.on('error', reject);
      req.end(
        method === 'POST' ? JSON.stringify({ person: TEACHER.id, conversation: 'personal', text: 'hello' }) : undefined,
      );
    });
  const json = { 'content-type': 'application/json' };

  it('serves loopback names only and takes nothing from pages of other addresses', async () => {
    expect(await send(json)).toBe(200);
    expect(
      await send({
        ...json,
        host: `localhost:${pair.playground.port}`,
        origin: `http://localhost:${pair.playground.port}`,
      }),
    ).toBe(200);
    expect(await send({ ...json, host: 'school.example' })).toBe(421);
    expect(await send({ ...json, origin: 'https://school.example' })).toBe(403);
    expect(await send({ ...json, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await send({ 'content-type': 'text/plain' })).toBe(415);
  });

  it('serves the page and its libraries with a strict content policy, and no other file', async () => {
    for (const path of ['', 'lib/adaptivecards.js', 'lib/markdown-it.js']) {
      const answer = await fetch(pair.playground.url + path);
      expect(answer.status).toBe(200);
      const policy = answer.headers.get('content-security-policy');
      expect(policy).toContain("default-src 'self'");
      // The pictures in cards lie where the bot is, and nowhere else.
      expect(policy).toContain(`img-src 'self' data: ${new URL(pair.bot.botUrl).origin};`);
    }
    expect(await send({}, 'GET', '/../server.ts')).toBe(404);
    expect(await send({}, 'GET', '/..%2fserver.ts')).toBe(404);
  });

  it('sends the page what changed and counts what a person has not read', async () => {
    const page = await fetch(`${pair.playground.url}api/events`);
    const reader = page.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    await pair.bot.call('POST', pathOf(CASES, 'activities'), {
      type: 'message',
      text: 'story',
      summary: 'ES-1 is new',
    });
    const event = JSON.parse(((await reader?.read())?.value ?? '').replace(/^data: /, ''));
    expect(event).toMatchObject({
      kind: 'message',
      placeId: CASES,
      readers: [DSL.id, HEAD.id],
      notify: [],
      preview: 'ES-1 is new',
    });
    const unread = (await (await fetch(`${pair.playground.url}api/unread`)).json()) as Record<string, unknown>;
    expect(unread).toMatchObject({ [DSL.id]: { [CASES]: 1 }, [TEACHER.id]: {} });
  });
});
