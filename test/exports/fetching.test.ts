import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseFile } from '../../src/core/exports/case-file.ts';
import { createOpenExport, type OpenedExport } from '../../src/core/exports/open-export.ts';
import { StoreUnavailable } from '../../src/core/store-port.ts';
import { auditEntries, chronology } from '../../src/store/schema.ts';
import { DEMO_SCHOOL } from '../support/demo-school.ts';
import { shown } from '../support/views.ts';
import { type ExportsDesk, openExportsDesk } from './exports-desk.ts';

let scene: ExportsDesk;
let caseId: string;
beforeAll(async () => {
  scene = await openExportsDesk();
  caseId = await scene.desk.caseIdOf((await scene.desk.reports('teacher')).reference);
});
afterAll(() => scene.close());

/** How often each of these stands in the record of the case. */
async function counted(): Promise<Record<'taken-out' | 'fetched' | 'asked' | 'exported', number>> {
  return scene.desk.program.database.inSchool(DEMO_SCHOOL, async (tx) => {
    const entries = (await tx.select().from(chronology)).map(({ entry }) => entry);
    const actions = (await tx.select().from(auditEntries)).map(({ action }) => action);
    const count = (of: string[], what: string): number => of.filter((one) => one === what).length;
    return {
      'taken-out': count(entries, 'taken-out'),
      fetched: count(entries, 'fetched'),
      asked: count(actions, 'case.export-asked'),
      exported: count(actions, 'case.exported'),
    };
  });
}

const opened = async (link: { token: string; code: string }): Promise<OpenedExport> => {
  const found = await createOpenExport(scene.desk.program.desk, scene.exports)(link.token, link.code);
  if (!found) throw new Error('the link did not open');
  return found;
};
/** The link and code that the answer to a form shows. */
const shownLink = (reply: Parameters<typeof shown>[0]): { token: string; code: string } => {
  const { url, code } = shown(reply, 'export-ready');
  return { token: new URL(url).searchParams.get('t') ?? '', code };
};
const form = (purpose: string, kind = 'case-data') => ({ kind, recipient: 'Police', purpose });

describe('a file that could not be made', () => {
  it('leaves its link as it was, and nothing says that it was taken out', async () => {
    const link = await scene.link('lead', caseId);
    const before = await counted();
    // Read and composed, and then lost: the program fell over, or the layout did.
    await opened(link);
    expect(await counted()).toEqual(before);
    expect((await scene.post(link.token, link.code)).status).toBe(200);
    expect(await counted()).toEqual({ ...before, fetched: before.fetched + 1, exported: before.exported + 1 });
  });

  it('still comes after the record was away while it was made', async () => {
    const link = await scene.link('lead', caseId);
    const before = await counted();
    const away = { ...scene.exports, useUp: () => Promise.reject(new StoreUnavailable()) };
    const found = await createOpenExport(scene.desk.program.desk, away)(link.token, link.code);
    await expect(found?.useUp()).rejects.toThrow(StoreUnavailable);
    expect(await counted()).toEqual(before);
    expect((await scene.post(link.token, link.code)).status).toBe(200);
  });

  it('is handed to one of two who made it at the same time', async () => {
    const link = await scene.link('lead', caseId);
    const both = [await opened(link), await opened(link)];
    const before = await counted();
    expect((await Promise.all(both.map((one) => one.useUp()))).sort()).toEqual([false, true]);
    expect((await counted()).fetched).toBe(before.fetched + 1);
  });

  it('is not handed to somebody who lost his place while it was made', async () => {
    const other = await openExportsDesk();
    try {
      const id = await other.desk.caseIdOf((await other.desk.reports('teacher')).reference);
      const link = await other.link('lead', id);
      const found = await createOpenExport(other.desk.program.desk, other.exports)(link.token, link.code);
      await other.leaves('lead');
      expect(await found?.useUp()).toBe(false);
    } finally {
      await other.close();
    }
  });
});

describe('what was disclosed', () => {
  it('is what was fetched; what was only asked for stands apart', async () => {
    const [one, two] = [form('They came for it.', 'case-file'), form('They never came.', 'case-file')];
    const fetched = shownLink(await scene.desk.submits('lead', 'export', { key: 'one', case: caseId }, one));
    scene.desk.clock.forwardMinutes(1);
    shownLink(await scene.desk.submits('lead', 'export', { key: 'two', case: caseId }, two));
    expect((await scene.post(fetched.token, fetched.code)).status).toBe(200);
    scene.desk.clock.forwardMinutes(1);
    const last = shownLink(await scene.desk.submits('lead', 'export', { key: 'three', case: caseId }, form('Now.')));
    const file = JSON.parse((await scene.post(last.token, last.code)).body.toString('utf8')) as CaseFile;
    const said = file.disclosures.filter(({ recipient }) => recipient === 'Police');
    expect(said.map(({ what, purpose }) => [what, purpose])).toEqual([
      ['case-file', 'They came for it.'],
      ['case-data', 'Now.'],
    ]);
    expect(said[0]?.fetched).not.toBe(said[0]?.at);
    expect(file.notFetched.map(({ what, purpose }) => [what, purpose])).toEqual([['case-file', 'They never came.']]);
    expect(file.chronology.at(-2)).toMatchObject({
      entry: 'fetched',
      facts: { export: 'case-file', recipient: 'Police' },
      text: 'They came for it.',
      by: 'Staff lead',
    });
  });
});

describe('a form for a file that is sent twice', () => {
  const send = (key: string) => scene.desk.submits('lead', 'export', { key, case: caseId }, form('In writing.'));

  it('makes one request: of its two links the last one opens, and the record grows once', async () => {
    const before = await counted();
    const [first, second] = [shownLink(await send('twice')), shownLink(await send('twice'))];
    expect((await scene.post(first.token, first.code)).status).toBe(403);
    expect((await scene.post(second.token, second.code)).status).toBe(200);
    expect(await counted()).toEqual({
      'taken-out': before['taken-out'] + 1,
      fetched: before.fetched + 1,
      asked: before.asked + 1,
      exported: before.exported + 1,
    });
  });

  it('says that the file was fetched, once it was', async () => {
    const link = shownLink(await send('used'));
    expect((await scene.post(link.token, link.code)).status).toBe(200);
    const before = await counted();
    expect(shown(await send('used'), 'notice').notice).toBe('file-fetched');
    expect(await counted()).toEqual(before);
  });

  it('ends a link whose file is being made from the link before', async () => {
    const first = await opened(shownLink(await send('overtaken')));
    const second = shownLink(await send('overtaken'));
    expect(await first.useUp()).toBe(false);
    expect((await scene.post(second.token, second.code)).status).toBe(200);
  });

  it('does not read that nothing was saved where the record goes away between step and link', async () => {
    const { desk } = scene.desk.program;
    const before = await counted();
    const { ask } = desk.exports;
    desk.exports.ask = () => Promise.reject(new StoreUnavailable());
    const reply = await send('away').finally(() => {
      desk.exports.ask = ask;
    });
    expect(shown(reply, 'notice').notice).toBe('link-not-made');
    expect(await counted()).toEqual({ ...before, 'taken-out': before['taken-out'] + 1 });
    const link = shownLink(await send('away'));
    expect((await scene.post(link.token, link.code)).status).toBe(200);
    expect((await counted())['taken-out']).toBe(before['taken-out'] + 1);
  });
});
