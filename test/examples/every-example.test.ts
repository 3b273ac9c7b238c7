import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintProfile } from '../../src/config/lint-profile.ts';
import { loadProfiles } from '../../src/config/load-profile.ts';
import { parseStaffCsv } from '../../src/config/staff-csv.ts';
import { isDemo, rolesHeld } from '../../src/core/school/profile.ts';
import { examplePath, loadFirst, TODAY } from '../config/example-profiles.ts';

const FOLDER = dirname(examplePath('x'));
const FILES = readdirSync(FOLDER);

describe('every example', () => {
  it('loads beside the others', () => {
    const profiles = FILES.filter((file) => file.endsWith('.yaml')).map(examplePath);
    expect(profiles).toHaveLength(6);
    const loaded = loadProfiles(profiles);
    expect(loaded.problems).toEqual([]);
    expect(loaded.profiles).toHaveLength(7);
  });

  it.each(FILES)('%s gives no telephone number but those kept for drama', (file) => {
    const numbers = readFileSync(examplePath(file), 'utf8').match(/\b0[1-9][\d ]{7,}\d\b/g) ?? [];
    for (const number of numbers) expect(number).toMatch(/^01632 960\d{3}$/);
  });
});

describe('the demo school', () => {
  const demo = loadFirst('demo-school');
  const { rows, errors } = parseStaffCsv(readFileSync(examplePath('demo-staff.csv')), [demo]);

  it('has nothing to put right but the signature, so that it stays "demo"', () => {
    expect(lintProfile(demo, { today: TODAY }).map((finding) => finding.code)).toEqual(['dpia-unsigned']);
    expect(isDemo(demo)).toBe(true);
  });

  it('begins and ends every term on a weekday', () => {
    for (const day of demo.terms.flatMap((term) => [term.from, term.to])) {
      expect([1, 2, 3, 4, 5], day).toContain(new Date(`${day}T12:00:00Z`).getUTCDay());
    }
  });

  it('has a staff list without a mistake, in which every function of its routes is held by somebody', () => {
    expect(errors).toEqual([]);
    const held = new Set(rows.flatMap((row) => rolesHeld(demo, row.roles)));
    const routed = demo.routes.flatMap((route) => [...route.to, ...route.hand_off, ...route.also_tell]);
    for (const role of [...routed, ...demo.cover, 'chair', 'administrator'] as const) expect(held).toContain(role);
  });

  it('has two people for the DSL’s work, neither of them the head', () => {
    const heads = rows.filter((row) => rolesHeld(demo, row.roles).includes('head'));
    expect(heads).toHaveLength(1);
    expect(heads[0] && rolesHeld(demo, heads[0].roles)).not.toContain('dsl');
  });

  it('has somebody who has left and somebody who has just begun', () => {
    expect(rows.filter((row) => row.endsOn !== null)).toMatchObject([{ name: 'Les Leaver', endsOn: '2026-07-21' }]);
    expect(rows.find((row) => row.name === 'Nia Newstart')?.startsOn).toBe('2026-11-02');
  });
});
