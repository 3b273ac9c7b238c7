import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { purgeDrafts } from '../../src/store/upkeep.ts';
import { openDemoDesk } from '../support/demo-school.ts';
import type { TestDesk } from '../support/test-desk.ts';

let desk: TestDesk;
let owner: postgres.Sql;

beforeAll(async () => {
  desk = await openDemoDesk();
  owner = postgres(desk.databaseUrl, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await owner.end();
  await desk.close();
});

const draft = { form: 'report', data: { key: 'k' }, values: { what: 'Zanzibarley wrote it.' } } as const;

describe('a draft', () => {
  it('opens for the account that typed it, and for no other', async () => {
    const { drafts } = desk.program;
    const origin = desk.origin('teacher');
    await drafts.save(origin, 'k', { ...draft, values: { what: 'An earlier word.' } });
    await drafts.save(origin, 'k', draft);
    expect(await drafts.find(origin, 'k')).toEqual(draft);
    expect(await drafts.find(desk.origin('lead'), 'k')).toBeNull();
    expect(await drafts.find({ ...origin, workspaceId: 'another' }, 'k')).toBeNull();
    await drafts.forget(desk.origin('lead'), 'k');
    expect(await drafts.find(origin, 'k')).toEqual(draft);
  });

  it('stands sealed in the database, and not in the place of another', async () => {
    const [row] = await owner`select encode(draft_sealed, 'escape') as text from drafts`;
    expect(row?.text).not.toContain('Zanzibarley');
    await owner`update drafts set account_id = 'lead'`;
    await expect(desk.program.drafts.find(desk.origin('lead'), 'k')).rejects.toThrow('does not open');
    await owner`update drafts set account_id = 'teacher'`;
  });

  it('is forgotten once sent, and after a day', async () => {
    const { drafts, database } = desk.program;
    const origin = desk.origin('teacher');
    await drafts.forget(origin, 'k');
    expect(await drafts.find(origin, 'k')).toBeNull();
    await drafts.save(origin, 'k', draft);
    const now = desk.clock.now().getTime();
    await purgeDrafts(database, new Date(now - 1));
    expect(await drafts.find(origin, 'k')).toEqual(draft);
    await purgeDrafts(database, new Date(now + 1));
    expect(await drafts.find(origin, 'k')).toBeNull();
  });
});

describe('what a workspace gave at its installation', () => {
  it('is kept sealed, replaced by the next one and removed with the app', async () => {
    const { installations } = desk.program;
    expect(await installations.find('T1')).toBeNull();
    await installations.save('T1', { botToken: 'old-secret' });
    await installations.save('T1', { botToken: 'new-secret' });
    expect(await installations.find('T1')).toEqual({ botToken: 'new-secret' });
    expect(await installations.find('T2')).toBeNull();
    const [row] = await owner`select encode(secrets_sealed, 'escape') as text from installations`;
    expect(row?.text).not.toContain('secret');
    await installations.remove('T1');
    expect(await installations.find('T1')).toBeNull();
  });
});
