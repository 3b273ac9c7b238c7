import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewerOf } from '../../src/core/access.ts';
import type { AskedExport } from '../../src/core/exports/exports.ts';
import { STATUSES } from '../../src/core/incidents/taxonomy.ts';
import { DEMO_SCHOOL } from '../support/demo-school.ts';
import { fieldOf, shown } from '../support/views.ts';
import { type ExportsDesk, openExportsDesk } from './exports-desk.ts';
import { bodyText, readPdf } from './read-pdf.ts';
import { readZip } from './read-zip.ts';

let scene: ExportsDesk;
let pupilCase: string;
let restricted: { reference: string; caseId: string };
beforeAll(async () => {
  scene = await openExportsDesk();
  const { desk } = scene;
  pupilCase = await desk.caseIdOf((await desk.reports('teacher')).reference);
  const adultPerson = await desk.personId('colleague');
  const { reference } = await desk.reports('teacher', { adult: 'yes', adultPerson });
  restricted = { reference, caseId: await desk.caseIdOf(reference) };
  const head = viewerOf(await desk.personId('head'), ['head']);
  const text = { facts: { reference }, text: `It belongs with ${reference.toLowerCase()}, and with ES-2026-0001.` };
  const link = { otherId: restricted.caseId, kind: 'linked' as const };
  const change = { key: 'k', from: STATUSES, acknowledges: true, entry: 'linked', text, link };
  const step = { actorId: head.personId, at: desk.clock.now(), messages: [] };
  expect(await desk.program.store.takeStep(DEMO_SCHOOL, pupilCase, head, change, step)).toEqual({ result: 'taken' });
});
afterAll(() => scene.close());

const fetched = async (who: string, ...asked: [caseId: string | null, kind: AskedExport['kind'], details?: object]) => {
  const link = await scene.link(who, ...asked);
  const { status, body } = await scene.post(link.token, link.code);
  expect(status).toBe(200);
  return body;
};

describe('the file of a pupil’s case that is linked with a restricted one', () => {
  it('names the restricted one nowhere, also for somebody who may know of it', async () => {
    for (const who of ['lead', 'head']) {
      const data = (await fetched(who, pupilCase, 'case-data')).toString('utf8');
      const print = bodyText(readPdf(await fetched(who, pupilCase, 'case-file')));
      const pack = readZip(await fetched(who, pupilCase, 'transfer-pack'));
      const packed = [...pack.values()].map((body) =>
        body.toString('latin1', 0, 5) === '%PDF-' ? bodyText(readPdf(body)) : body.toString('utf8'),
      );
      for (const said of [data, print, ...packed])
        expect(said.toUpperCase()).not.toContain(restricted.reference.toUpperCase());
      expect(JSON.parse(data).linked).toEqual([]);
      expect(data).toContain('It belongs with [reference left out], and with ES-2026-0001.');
    }
  });

  it('is named in the file of the restricted one', async () => {
    const { linked } = JSON.parse((await fetched('head', restricted.caseId, 'case-data')).toString('utf8'));
    expect(linked).toEqual([{ reference: 'ES-2026-0001', kind: 'linked' }]);
  });
});

describe('the incident log and restricted cases', () => {
  const log = async (who: string, details: object): Promise<string[][]> =>
    parse(await fetched(who, null, 'incident-log', details), { bom: true });
  const has = (rows: string[][], number: string): boolean => rows.some(([cell]) => cell === number);

  it('has them only where they were asked for, and only for those who may know of them', async () => {
    expect(has(await log('head', {}), restricted.reference)).toBe(false);
    expect(has(await log('head', { withRestricted: true }), restricted.reference)).toBe(true);
    expect(has(await log('lead', { withRestricted: true }), restricted.reference)).toBe(false);
  });

  it('is asked for by a form that leaves them out unless told otherwise, and that is one request when sent twice', async () => {
    const { desk } = scene;
    const form = shown(await desk.opens('head', 'export-log'), 'desk-form');
    expect(fieldOf(form, 'restricted').value).toBe('no');
    const values = { recipient: 'Governors', purpose: 'By form.', restricted: 'yes' };
    const send = async () => {
      const { url, code } = shown(
        await desk.submits('head', 'export-log', { key: form.formKey }, values),
        'export-ready',
      );
      return { token: new URL(url).searchParams.get('t') ?? '', code };
    };
    const [first, second] = [await send(), await send()];
    expect((await scene.post(first.token, first.code)).status).toBe(403);
    const rows: string[][] = parse((await scene.post(second.token, second.code)).body, { bom: true });
    expect(has(rows, restricted.reference)).toBe(true);
    expect(rows.filter((row) => row.includes('By form.')).length).toBe(1);
    const again = await desk.submits('head', 'export-log', { key: form.formKey }, values);
    expect(shown(again, 'notice').notice).toBe('file-fetched');
  });

  it('tells at its end who took it out, when, for whom and why; the words about restricted cases to their writer alone', async () => {
    scene.desk.clock.forwardMinutes(1);
    await scene.link('lead', null, 'incident-log', { recipient: 'Nobody came', purpose: 'Given up.' });
    scene.desk.clock.forwardMinutes(1);
    await log('head', { withRestricted: true, recipient: 'LADO', purpose: 'About a colleague.' });
    scene.desk.clock.forwardMinutes(1);
    const rows = await log('lead', { recipient: 'Governors', purpose: 'Yearly review.' });
    const own = rows.filter(([number]) => number === 'This log').map(([, day, , ...said]) => [day, ...said]);
    const keptBack = 'Not shown: it had restricted cases in it';
    expect(own.slice(-3)).toEqual([
      ['10/11/2026', 'Asked for and not fetched', 'Staff lead', 'Nobody came', 'Given up.'],
      ['10/11/2026', 'Taken out', 'Staff head', keptBack, keptBack],
      ['10/11/2026', 'Taken out', 'Staff lead', 'Governors', 'Yearly review.'],
    ]);
    const heads = (await log('head', {})).filter(([number]) => number === 'This log');
    expect(heads.map(([, , , , , recipient]) => recipient)).toContain('LADO');
  });
});
