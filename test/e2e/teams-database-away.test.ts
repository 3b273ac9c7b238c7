import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { CardJson } from '../../playground/types.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/store/embedded/start.ts';
import {
  lastOf,
  openPlaygroundDesk,
  type PlaygroundDesk,
  REPORT,
  readInputs,
  readOutcome,
  readTexts,
} from '../support/playground-desk.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const folder = makeTemporaryFolder();
const settings = { dataDir: join(folder.path, 'data'), systemDir: inject('postgresSystemDir'), fsync: false };
let server: EmbeddedPostgres;
let desk: PlaygroundDesk;

beforeAll(async () => {
  server = await startEmbeddedPostgres(settings);
  desk = await openPlaygroundDesk({ databaseUrl: server.url });
});
afterAll(async () => {
  await desk.close();
  await server.stop();
  folder.remove();
});

describe('while the database is away', () => {
  it('says NOT saved, keeps what was typed, and records it once when it is back', async () => {
    const inputs = {
      ...REPORT,
      what: 'A long account that nobody wants to type again.',
      urls: 'https://typed.example',
    };
    const messageId = await desk.openForm('Tess');
    await desk.as('Tess').say({ conversation: 'personal', text: 'help' });
    const help = lastOf(desk.personal('Tess'));
    const opened = await desk.as('Tess').pressAction({ activityId: help.id, action: 'Report a concern' });
    if (opened.kind !== 'dialog') throw new Error(readOutcome(opened));

    await server.stop();
    const failed = await desk.as('Tess').pressAction({ activityId: messageId, action: 'Send', inputs });
    const shown = readOutcome(failed);
    expect(shown).toContain('NOT saved');
    expect(shown).toContain('Your words are still here.');
    expect(shown).toContain('ring 999 now');
    expect(shown).toContain('Larkfield duty phone on 01632 960101');
    expect(shown).not.toContain('Recorded as');
    const { dialogId } = opened.dialog;
    const failedDialog = await desk.as('Tess').submitDialog({ dialogId, action: 'Send', inputs });
    expect(readOutcome(failedDialog)).toContain('NOT saved');
    await desk.as('Olive').say({ conversation: 'personal', text: '/esafety report' });
    expect(readTexts(lastOf(desk.personal('Olive')).cards[0])).toContain('Something is not working');

    server = await startEmbeddedPostgres({ ...settings, port: server.port });
    const kept = desk.personal('Tess').find(({ id }) => id === messageId)?.cards[0] as CardJson;
    expect(readInputs(kept)).toMatchObject(inputs);
    const sent = await desk.as('Tess').pressAction({ activityId: messageId, action: 'Send' });
    const reference = /Recorded as (ES-2026-\d{4})/.exec(readOutcome(sent))?.[1];
    expect(reference).toBeDefined();
    const sentDialog = await desk.as('Tess').submitDialog({ dialogId, action: 'Send' });
    expect(readOutcome(sentDialog)).toMatch(/Recorded as ES-2026-\d{4}/);
    expect(await desk.sql`select reference from cases where reference = ${reference ?? ''}`).toHaveLength(1);
    // Two forms were sent, and each was recorded once.
    expect(await desk.sql`select reference from cases`).toHaveLength(2);
    expect(desk.everythingShown()).not.toContain('A long account');
    expect(desk.logLines.join('')).not.toContain('A long account');
    const opening = await desk.viewCopied('Dana', await desk.caseIdOf(reference ?? ''));
    expect(readOutcome(opening)).toContain('A long account that nobody wants to type again.');
  });
});
