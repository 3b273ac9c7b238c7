import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { healthRoutes } from '../../src/health.ts';
import { type HttpServer, startHttp } from '../../src/http.ts';
import { createLog } from '../../src/log.ts';
import { openTestDesk, type TestDesk } from '../support/test-desk.ts';

let desk: TestDesk;
let server: HttpServer;
const state = { stopping: false };
const lines: string[] = [];

beforeAll(async () => {
  desk = await openTestDesk({
    profiles: ['examples/demo-school.yaml'],
    people: [
      { who: 'teacher', roles: ['class_teacher'] },
      { who: 'lead', roles: ['dsl'] },
    ],
  });
  const log = createLog('trace', (line) => lines.push(line));
  server = await startHttp(healthRoutes(desk.program.database, state), { host: '127.0.0.1', port: 0 }, log);
});

afterAll(async () => {
  await server.stop();
  await desk.close();
});

const ask = async (path: string): Promise<[number, string]> => {
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`);
  return [answer.status, await answer.text()];
};

describe('the pages of operations', () => {
  it('say that the program is alive and ready', async () => {
    expect(await ask('/healthz')).toEqual([200, '{"status":"ok"}']);
    expect(await ask('/readyz')).toEqual([200, '{"status":"ready"}']);
  });

  it('count what waits and what was given up, and say nothing else', async () => {
    await desk.reports('teacher');
    const [status, body] = await ask('/metrics');
    expect(status).toBe(200);
    const values = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(values).toEqual([expect.stringMatching(/^esafety_outbox_pending [1-9]\d*$/), 'esafety_outbox_dead 0']);
    expect(body).not.toMatch(/larkfield|ES-2026|@/i);
    await desk.deliver();
    expect((await ask('/metrics'))[1]).toContain('esafety_outbox_pending 0');
  });

  it('are not logged while all is well: they are asked every few seconds', () => {
    expect(lines).toEqual([]);
  });

  it('say that the program is not ready while it stops, and still alive', async () => {
    state.stopping = true;
    expect(await ask('/readyz')).toEqual([503, '{"status":"stopping"}']);
    expect((await ask('/healthz'))[0]).toBe(200);
    state.stopping = false;
  });

  it('say that the program is not ready while the database is away, and still alive', async () => {
    await desk.program.database.sql.end({ timeout: 0 });
    expect(await ask('/readyz')).toEqual([503, '{"status":"database away"}']);
    expect((await ask('/healthz'))[0]).toBe(200);
    expect((await ask('/metrics'))[0]).toBe(503);
    expect(lines.join('')).not.toMatch(/larkfield|teacher/i);
  });
});
