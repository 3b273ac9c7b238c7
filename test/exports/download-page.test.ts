import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { OpenExport } from '../../src/core/exports/open-export.ts';
import { StoreUnavailable } from '../../src/core/store-port.ts';
import { downloadRoutes } from '../../src/download-pages.ts';
import { type HttpServer, startHttp } from '../../src/http.ts';
import { createLog } from '../../src/log.ts';
import { projectRoot } from '../../src/project-root.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const TOKEN = 'Aa0_-'.repeat(9).slice(0, 43);
const servers: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function open(opens: OpenExport = async () => null) {
  const lines: string[] = [];
  const log = createLog('trace', (line) => lines.push(line));
  const server = await startHttp(downloadRoutes({ open: opens, log }), { host: '127.0.0.1', port: 0 }, log);
  servers.push(server);
  return { url: `http://127.0.0.1:${server.port}/download`, lines };
}

describe('the page on which a file is fetched', () => {
  it('asks for the code and nothing else, without script, and may send it here alone', async () => {
    const { url } = await open();
    const answer = await fetch(`${url}?t=${TOKEN}`);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain(`<input type="hidden" name="t" value="${TOKEN}">`);
    expect(html.match(/<input /g)?.length).toBe(2);
    expect(html).toMatch(/<label for="code">.*<input id="code"[^>]* aria-describedby="hint"/s);
    expect(html).toMatch(/^<!doctype html>\n<html lang="en-GB">/);
    expect(html).not.toMatch(/<script|javascript:|\son\w+=|https?:/i);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]+=*'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow',
      'referrer-policy': 'no-referrer',
    });
    expect(html).toContain('<meta name="robots" content="noindex, nofollow">');
  });

  it.each(['', '?t=', '?t="><script>alert(1)</script>', `?t=${TOKEN}x`, '?x=1'])(
    'writes back nothing of an address that is none of ours: %s',
    async (query) => {
      const { url } = await open();
      const html = await (await fetch(`${url}${query}`)).text();
      expect(html).toContain('name="t" value=""');
      expect(html).not.toMatch(/alert|<script/);
    },
  );

  it('looks nothing up until a code is sent', async () => {
    let asked = 0;
    const { url } = await open(async () => {
      asked += 1;
      return null;
    });
    for (const method of ['GET', 'HEAD', 'PUT']) await fetch(`${url}?t=${TOKEN}`, { method });
    expect(asked).toBe(0);
    expect((await fetch(url, { method: 'PUT' })).headers.get('allow')).toBe('GET, POST');
  });

  it.each([
    ['JSON', 'application/json', '{"t":"x","code":"y"}'],
    ['no form', 'text/plain', `t=${TOKEN}&code=BCDF-GHJK`],
    ['too much', 'application/x-www-form-urlencoded', `t=${TOKEN}&code=BCDF-GHJK&x=${'x'.repeat(3_000)}`],
  ])('takes %s for nothing', async (_, type, body) => {
    const seen: string[][] = [];
    const { url } = await open(async (...given) => {
      seen.push(given);
      return null;
    });
    expect((await fetch(url, { method: 'POST', body, headers: { 'content-type': type } })).status).toBe(403);
    expect(seen).toEqual([['', '']]);
  });

  it('says in kind words that it is not possible now, and logs the class of the reason alone', async () => {
    for (const error of [new StoreUnavailable(), new Error('Robin said')]) {
      const { url, lines } = await open(async () => {
        throw error;
      });
      const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ t: TOKEN, code: 'BCDF-GHJK' }) });
      expect(answer.status).toBe(503);
      expect(await answer.text()).toContain('try once more in a minute');
      expect(lines.join()).toContain(error.name);
      expect(lines.join()).not.toMatch(/Robin|BCDF|Aa0_/);
    }
  });
});

describe('a file that is made', () => {
  const log = { kind: 'incident-log' as const, schoolId: 'larkfield', at: new Date('2026-11-10T10:00:00Z') };
  const send = (url: string) =>
    fetch(url, { method: 'POST', body: new URLSearchParams({ t: TOKEN, code: 'BCDF-GHJK' }) });

  it('uses the link up only once it is there', async () => {
    let used = 0;
    let fails = true;
    async function* pages() {
      if (fails) throw new StoreUnavailable();
      yield [];
    }
    const { url } = await open(async () => ({
      content: { ...log, pages: pages() },
      useUp: async () => {
        used += 1;
        return true;
      },
    }));
    expect((await send(url)).status).toBe(503);
    expect(used).toBe(0);
    fails = false;
    expect((await send(url)).status).toBe(200);
    expect(used).toBe(1);
  });

  it('is not handed over by a link that was used up meanwhile', async () => {
    async function* pages() {
      yield [{ reference: 'ES-2026-0001', at: log.at, entry: 'recorded', by: 'Staff lead' }];
    }
    const { url } = await open(async () => ({ content: { ...log, pages: pages() }, useUp: async () => false }));
    const answer = await send(url);
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toContain('ES-2026-0001');
  });
});

describe('the PDF writer', () => {
  it('is not loaded before somebody takes a file out', () => {
    const folder = makeTemporaryFolder();
    const file = join(folder.path, 'loaded.txt');
    const load =
      "await import('./src/download-pages.ts'); await import('./src/core/exports/open-export.ts'); await import('./src/store/exports.ts');";
    const preload = join(projectRoot, 'test', 'support', 'record-modules.mjs');
    const run = spawnSync(
      process.execPath,
      ['--import', 'tsx', '--import', preload, '--input-type=module', '-e', load],
      {
        cwd: projectRoot,
        env: { PATH: process.env.PATH, LOADED_MODULES_FILE: file },
        encoding: 'utf8',
      },
    );
    expect(run.stderr).toBe('');
    const loaded = readFileSync(file, 'utf8');
    folder.remove();
    expect(loaded).toContain('src/store/exports.ts');
    expect(loaded).not.toMatch(/node_modules\/(pdfmake|pdfkit|fontkit|yazl)\//);
  });
});
