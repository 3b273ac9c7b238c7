import { randomUUID } from 'node:crypto';
import { type IncomingHttpHeaders, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { eq } from 'drizzle-orm';
import type { AskedExport, ExportLink, Exports } from '../../src/core/exports/exports.ts';
import { takerToday } from '../../src/core/exports/may-take-out.ts';
import { createOpenExport } from '../../src/core/exports/open-export.ts';
import { downloadRoutes } from '../../src/download-pages.ts';
import { type HttpServer, startHttp } from '../../src/http.ts';
import { createLog } from '../../src/log.ts';
import { randomCode } from '../../src/random-ids.ts';
import { createExports } from '../../src/store/exports.ts';
import { memberships } from '../../src/store/people-schema.ts';
import { DEMO_SCHOOL, openDemoDesk } from '../support/demo-school.ts';
import type { TestDesk } from '../support/test-desk.ts';

/** What the page answered, without what differs from one moment to the next. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** The demo school with the page on which files are fetched, on a real server. */
export interface ExportsDesk {
  desk: TestDesk;
  exports: Exports;
  url: string;
  logLines: string[];
  /** Asks for a file as somebody of the school; null where he may not. */
  ask(
    who: string,
    caseId: string | null,
    kind?: AskedExport['kind'],
    details?: Partial<AskedExport>,
  ): Promise<ExportLink | 'fetched' | null>;
  /** The same, where it must be given. */
  link(
    who: string,
    caseId: string | null,
    kind?: AskedExport['kind'],
    details?: Partial<AskedExport>,
  ): Promise<ExportLink>;
  get(path: string, method?: string): Promise<Answer>;
  post(token: string, code: string): Promise<Answer>;
  /** Ends somebody's place in the school with the day before. */
  leaves(who: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens the demo school and its page. */
export async function openExportsDesk(): Promise<ExportsDesk> {
  const desk = await openDemoDesk();
  const { program, clock } = desk;
  const exports = createExports(program.database, program.keys, () => randomCode(8));
  const logLines: string[] = [];
  const log = createLog('trace', (line) => logLines.push(line));
  const routes = downloadRoutes({ open: createOpenExport(program.desk, exports), log });
  const server: HttpServer = await startHttp(routes, { host: '127.0.0.1', port: 0 }, log);
  const url = `http://127.0.0.1:${server.port}`;

  const ask: ExportsDesk['ask'] = async (who, caseId, kind = 'case-data', details = {}) => {
    const personId = await desk.personId(who);
    const profile = program.schools.get(DEMO_SCHOOL);
    const member = (await program.store.listStaff(DEMO_SCHOOL)).find((person) => person.personId === personId);
    const place = member ? { schoolId: DEMO_SCHOOL, ...member } : null;
    const viewer = profile && takerToday(profile, personId, place, clock.now());
    const words = { recipient: 'The police', purpose: '', withRestricted: false };
    const asked = { key: randomUUID(), kind, caseId, ...words, ...details };
    return viewer ? exports.ask(DEMO_SCHOOL, viewer, asked, clock.now()) : null;
  };
  return {
    desk,
    exports,
    url,
    logLines,
    ask,
    link: async (...asked) => {
      const link = await ask(...asked);
      if (!link || link === 'fetched') throw new Error('no link was made');
      return link;
    },
    get: (path, method = 'GET') => send(`${url}${path}`, method),
    post: (token, code) => send(`${url}/download`, 'POST', new URLSearchParams({ t: token, code })),
    leaves: async (who) => {
      const personId = await desk.personId(who);
      await program.database.inSchool(DEMO_SCHOOL, async (tx) => {
        await tx.update(memberships).set({ endsOn: '2026-11-09' }).where(eq(memberships.personId, personId));
      });
    },
    close: async () => {
      await server.stop();
      await desk.close();
    },
  };
}

/** One request on a connection of its own: a slow machine must not meet one that was closed meanwhile. */
function send(url: string, method: string, form?: URLSearchParams): Promise<Answer> {
  const headers = form ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, async (response) => {
      const { date: _, ...told } = response.headers;
      resolve({ status: response.statusCode ?? 0, headers: told, body: await buffer(response) });
    });
    sent.once('error', reject);
    sent.end(form?.toString());
  });
}
