import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { SchoolProfile } from '../../src/core/school/profile.ts';
import { loadSchools } from '../../src/load-schools.ts';
import { openDemoDesk } from '../support/demo-school.ts';
import type { TestDesk } from '../support/test-desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDemoDesk();
});
afterAll(() => desk.close());

async function load(change: Partial<SchoolProfile>): Promise<string> {
  const [profile] = desk.profiles;
  if (!profile) throw new Error('no school');
  const file = join(tmpdir(), `${desk.program.desk.ids.uuid()}.yaml`);
  writeFileSync(file, stringify({ ...profile, ...change }));
  try {
    return await loadSchools(desk.program, [file]);
  } finally {
    rmSync(file);
  }
}

describe('loading a changed profile', () => {
  it('gives nobody of the present staff access to cases (law 4)', async () => {
    const [profile] = desk.profiles;
    const roles = { ...profile?.roles, esafety_coordinator: { same_as: 'ict_lead' as const } };
    await expect(load({ roles })).rejects.toThrow(/1 of the staff would begin to open cases, as .*ICT lead/);
    await expect(load({ cover: ['dsl', 'deputy_dsl', 'head', 'class_teacher'] })).rejects.toThrow(/2 of the staff/);
    expect(desk.program.schools.get('larkfield-demo')?.cover).toEqual(['dsl', 'deputy_dsl', 'head']);
  });

  it('stores what opens no case to anybody new', async () => {
    await expect(load({ name: 'Larkfield Renamed Primary School' })).resolves.toContain('Larkfield Renamed');
    expect(desk.program.schools.get('larkfield-demo')?.name).toBe('Larkfield Renamed Primary School');
  });
});
