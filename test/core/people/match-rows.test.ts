import { describe, expect, it } from 'vitest';
import { type KnownRow, matchRows } from '../../../src/core/people/match-rows.ts';
import type { StaffMember } from '../../../src/core/people/membership.ts';
import { staffRow } from '../../support/staff-rows.ts';

const DANA: StaffMember = {
  personId: 'dana',
  name: 'Dana Lead',
  email: 'dana@school.example',
  jobTitle: '',
  roles: ['dsl'],
  staffGroup: 'teachers',
  startsOn: null,
  endsOn: '2026-07-21',
};
const known = (name: string, previousEmail: string | null, ids: Partial<KnownRow> = {}): KnownRow => ({
  row: staffRow('one', 'new', ['staff'], { name, previousEmail }),
  personId: null,
  previousId: null,
  ...ids,
});
const match = (...rows: KnownRow[]) => matchRows(rows, [DANA], () => 'fresh');

describe('whom a line of a staff list is about', () => {
  it.each(['Dana Lead', ' dana  LEAD '])('asks who it is where "%s" comes with a new address', (name) => {
    const { people, problems } = match(known(name, null));
    expect(people).toEqual([]);
    expect(problems).toMatchObject([{ line: 2, column: 'previous_email' }]);
    expect(problems[0]?.message).toContain('or none if this is another person of the same name');
    expect(problems[0]?.message).not.toMatch(/dana|@/i);
  });

  it('keeps the person whose earlier address is given, under whatever name', () => {
    for (const name of ['Dana Lead', 'Dana Married']) {
      const { people } = match(known(name, 'dana@school.example', { previousId: 'dana' }));
      expect(people).toMatchObject([{ personId: 'dana', member: DANA }]);
    }
  });

  it('is the same list when it is loaded again: the earlier address is not known any more', () => {
    const { people } = match(known('Dana Lead', 'old@school.example', { personId: 'dana' }));
    expect(people).toMatchObject([{ personId: 'dana' }]);
  });

  it('makes a new person of the same name on the word "none", and of another name without a word', () => {
    expect(match(known('Dana Lead', 'none')).people).toMatchObject([{ personId: 'fresh', member: null }]);
    expect(match(known('Tess Teacher', null)).people).toMatchObject([{ personId: 'fresh', member: null }]);
  });

  it('refuses an earlier address that nobody has, or that is another person’s', () => {
    expect(match(known('A', 'x@school.example')).problems).toHaveLength(1);
    expect(match(known('A', 'x@school.example', { personId: 'a', previousId: 'dana' })).problems).toHaveLength(1);
  });

  it('refuses two lines for one person', () => {
    const { people, problems } = match(
      known('Dana Lead', null, { personId: 'dana' }),
      known('Dana', 'dana@school.example', { previousId: 'dana' }),
    );
    expect(people).toHaveLength(1);
    expect(problems).toMatchObject([{ column: 'email', message: expect.stringContaining('same person as on line 2') }]);
  });
});
