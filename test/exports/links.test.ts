import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOST_WRONG_CODES } from '../../src/core/exports/export-kinds.ts';
import type { ExportLink } from '../../src/core/exports/exports.ts';
import { verifyAudit } from '../../src/store/audit.ts';
import { exportLinks } from '../../src/store/export-schema.ts';
import { auditEntries } from '../../src/store/schema.ts';
import { DEMO_SCHOOL, NO_CASE } from '../support/demo-school.ts';
import { type Answer, type ExportsDesk, openExportsDesk } from './exports-desk.ts';

let scene: ExportsDesk;
let caseId: string;
let restrictedId: string;
/** What everybody gets whose link does not open. */
let refused: Answer;

beforeAll(async () => {
  scene = await openExportsDesk();
  caseId = await scene.desk.caseIdOf((await scene.desk.reports('teacher')).reference);
  const about = await scene.desk.personId('colleague');
  const restricted = await scene.desk.reports('teacher', { adult: 'yes', adultPerson: about });
  restrictedId = await scene.desk.caseIdOf(restricted.reference);
  refused = await scene.post('a'.repeat(43), 'BCDF-GHJK');
});
afterAll(() => scene.close());

const wrongCode = ({ code }: ExportLink): string => (code.startsWith('B') ? `C${code.slice(1)}` : `B${code.slice(1)}`);

/** The audit rows of what was asked for and taken out, the last ones last. */
async function audited() {
  const rows = await scene.desk.program.database.inSchool(DEMO_SCHOOL, (tx) =>
    tx.select().from(auditEntries).orderBy(auditEntries.seq),
  );
  return rows.filter(({ action }) => /export/.test(action));
}

describe('a link to a file', () => {
  it('opens with its code, as it was shown or typed without care', async () => {
    for (const typed of [(code: string) => code, (code: string) => ` ${code.toLowerCase().replace('-', ' ')} `]) {
      const link = await scene.link('lead', caseId);
      expect(link.code).toMatch(/^[2-9BCDFGHJ-NP-TV-Z]{4}-[2-9BCDFGHJ-NP-TV-Z]{4}$/);
      const answer = await scene.post(link.token, typed(link.code));
      expect(answer.status).toBe(200);
      expect(answer.headers).toMatchObject({
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': expect.stringMatching(/^attachment; filename="ES-\d{4}-\d{4}-case-data\.json"$/),
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-robots-tag': 'noindex, nofollow',
        'referrer-policy': 'no-referrer',
      });
      const file = JSON.parse(answer.body.toString('utf8'));
      expect(file.chronology[0]).toMatchObject({ entry: 'recorded', by: 'Staff teacher' });
      expect(file).toMatchObject({
        format: 'esafety-case-file/1',
        taken: { by: 'Staff lead' },
        report: { what: 'A pupil showed me a message that upset her.' },
        people: [{ part: 'involved', name: 'Robin Invented', details: 'Year 4' }],
      });
    }
  });

  it.each([
    ['case-file', 'application/pdf', '%PDF-'],
    ['transfer-pack', 'application/zip', 'PK\x03\x04'],
  ] as const)('brings the %s as %s, byte by byte', async (kind, type, begins) => {
    const link = await scene.link('lead', caseId, kind);
    const { status, headers, body } = await scene.post(link.token, link.code);
    expect([status, headers['content-type']]).toEqual([200, type]);
    expect(body.toString('latin1', 0, begins.length)).toBe(begins);
    expect(body.length).toBe(Number(headers['content-length']));
  });

  it('opens once, also when two try at the same moment', async () => {
    const link = await scene.link('lead', caseId);
    const answers = await Promise.all([scene.post(link.token, link.code), scene.post(link.token, link.code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, refused.status]);
    expect(await scene.post(link.token, link.code)).toEqual(refused);
  });

  it('is not used up by programs that follow links', async () => {
    const link = await scene.link('lead', caseId);
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'GET']) await scene.get(`/download?t=${link.token}`, method);
    for (const body of ['', `t=${link.token}`]) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      await fetch(`${scene.url}/download`, { method: 'POST', body, headers });
    }
    expect((await scene.post(link.token, link.code)).status).toBe(200);
  });

  it('ends after ten minutes', async () => {
    const [first, second] = [await scene.link('lead', caseId), await scene.link('lead', caseId)];
    const now = scene.desk.clock.now();
    scene.desk.clock.set(new Date(first.expiresAt.getTime() - 1));
    expect((await scene.post(first.token, first.code)).status).toBe(200);
    scene.desk.clock.set(second.expiresAt);
    expect(await scene.post(second.token, second.code)).toEqual(refused);
    scene.desk.clock.set(now);
  });

  it(`ends with the ${MOST_WRONG_CODES}th wrong code, and opens after one fewer`, async () => {
    for (const tries of [MOST_WRONG_CODES - 1, MOST_WRONG_CODES]) {
      const link = await scene.link('lead', caseId);
      // At the same time, as a machine would: each of them is counted.
      const answers = await Promise.all(Array.from({ length: tries }, () => scene.post(link.token, wrongCode(link))));
      for (const answer of answers) expect(answer).toEqual(refused);
      const last = await scene.post(link.token, link.code);
      expect(last.status === 200, `after ${tries}`).toBe(tries < MOST_WRONG_CODES);
    }
  });

  it('gives one and the same answer whatever stands in the way', async () => {
    const [used, old, dead] = [
      await scene.link('lead', caseId),
      await scene.link('lead', caseId),
      await scene.link('lead', caseId),
    ];
    expect((await scene.post(used.token, used.code)).status).toBe(200);
    for (let tries = 0; tries < MOST_WRONG_CODES; tries += 1) await scene.post(dead.token, wrongCode(dead));
    const now = scene.desk.clock.now();
    scene.desk.clock.forwardMinutes(11);
    const fresh = await scene.link('lead', caseId);
    const token = fc.oneof(
      fc.constantFrom(used.token, old.token, dead.token, fresh.token, '', fresh.token.slice(1), `${fresh.token}x`),
      fc.stringMatching(/^[\w-]{43}$/),
      fc.string({ unit: 'binary' }),
    );
    const code = fc.oneof(fc.constantFrom(used.code, old.code, dead.code, '', '0000-0000'), fc.string());
    await fc.assert(
      fc.asyncProperty(token, code, async (t, c) => {
        expect(await scene.post(t, c)).toEqual(refused);
      }),
      { numRuns: 60 },
    );
    scene.desk.clock.set(now);
    const said = refused.body.toString('utf8');
    expect(said).toContain('please ask for it again in the chat');
    expect(said).not.toMatch(/wrong|invalid|error/i);
  });
});

describe('who may take out', () => {
  it('is looked at when it is asked for: no link for a case that is not there or not his, alike', async () => {
    expect(await scene.ask('lead', NO_CASE)).toBeNull();
    expect(await scene.ask('lead', restrictedId)).toBeNull();
    expect(await scene.ask('teacher', caseId)).toBeNull();
    expect(await scene.ask('admin', caseId)).toBeNull();
    expect(await scene.ask('head', restrictedId)).not.toBeNull();
  });

  it('is looked at again when it is opened, by his place in the school and in the chat', async () => {
    const { chat, clock } = scene.desk;
    const [left, guest] = [await scene.link('chair', null, 'incident-log'), await scene.link('head', caseId)];
    await scene.leaves('chair');
    expect(await scene.post(left.token, left.code)).toEqual(refused);
    const account = chat.accounts.get('head');
    if (!account) throw new Error('the head has no account');
    clock.forwardMinutes(3);
    chat.accounts.set('head', { ...account, guest: true });
    expect(await scene.post(guest.token, guest.code)).toEqual(refused);
    chat.accounts.set('head', account);
    clock.forwardMinutes(3);
    expect((await scene.post(guest.token, guest.code)).status).toBe(200);
  });
});

describe('what is kept of it', () => {
  it('[X12] writes down who asked, whether recipient and purpose were given, and who opened it, in the chain', async () => {
    const before = (await audited()).length;
    const [file, log] = [await scene.link('lead', caseId, 'case-file'), await scene.link('lead', null, 'incident-log')];
    await scene.post(file.token, file.code);
    await scene.post(log.token, log.code);
    const personId = await scene.desk.personId('lead');
    const rows = (await audited()).slice(before);
    const asked = { recipient: true, purpose: false, link: expect.any(String) };
    expect(rows.map(({ action, actorId, caseId: of, detail }) => ({ action, actorId, of, detail }))).toEqual([
      { action: 'case.export-asked', actorId: personId, of: caseId, detail: { ...asked, kind: 'case-file' } },
      { action: 'log.export-asked', actorId: personId, of: null, detail: { ...asked, kind: 'incident-log' } },
      { action: 'case.exported', actorId: personId, of: caseId, detail: { kind: 'case-file', link: asked.link } },
      { action: 'log.exported', actorId: personId, of: null, detail: { kind: 'incident-log', link: asked.link } },
    ]);
    expect(await verifyAudit(scene.desk.program.database, DEMO_SCHOOL)).toMatchObject({ whole: true });
  });

  it('keeps token and code as hashes alone, and nothing of what was taken out', async () => {
    const link = await scene.link('lead', caseId, 'case-file');
    await scene.post(link.token, link.code);
    const rows = await scene.desk.program.database.inSchool(DEMO_SCHOOL, (tx) => tx.select().from(exportLinks));
    const kept = JSON.stringify(rows, (_, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
    );
    for (const secret of [link.token, link.code, link.code.replace('-', ''), 'Robin', 'upset'])
      expect(kept).not.toContain(secret);
    for (const { tokenHash, codeHash } of rows) expect([tokenHash.length, codeHash.length]).toEqual([32, 32]);
  });

  it('says nothing of link or person in the program’s log', async () => {
    const link = await scene.link('lead', caseId);
    await scene.get(`/download?t=${link.token}`);
    await scene.post(link.token, link.code);
    const lines = scene.logLines.join('\n');
    for (const secret of [link.token, link.code, 'Robin', 'lead']) expect(lines).not.toContain(secret);
  });
});

describe('the incident log', () => {
  it('has the entries of the cases its reader may know of, with who acted', async () => {
    const link = await scene.link('lead', null, 'incident-log');
    const { headers, body } = await scene.post(link.token, link.code);
    expect(headers['content-disposition']).toMatch(/filename="larkfield-demo-incident-log-2026-11-10\.csv"/);
    const lines = body.toString('utf8').trim().split('\r\n');
    expect(lines[1]).toMatch(/^ES-2026-0001,10\/11\/2026,\d\d:\d\d,Recorded,Staff teacher,,$/);
    expect(body.toString('utf8')).not.toContain('ES-R-');
  });
});
