import { describe, expect, it } from 'vitest';
import { createStaffDirectory } from '../../../src/core/people/directory.ts';
import type { StaffMember } from '../../../src/core/people/membership.ts';

const person = (name: string): StaffMember => ({
  personId: name,
  name,
  email: `${name}@school.example`,
  jobTitle: '',
  roles: [],
  staffGroup: 'teachers',
  startsOn: null,
  endsOn: null,
});

/** A store whose reads end when the test says so. */
function makeStore() {
  const reads: { answer(staff: StaffMember[]): void; fail(): void }[] = [];
  const listStaff = () =>
    new Promise<StaffMember[]>((resolve, reject) => {
      reads.push({ answer: resolve, fail: () => reject(new Error('away')) });
    });
  const directory = createStaffDirectory({ listStaff }, { now: () => new Date('2026-11-10T10:00:00Z') });
  return { reads, directory };
}

describe('the staff directory', () => {
  it('reads a list once for all who ask in the same moment', async () => {
    const { reads, directory } = makeStore();
    const asked = Promise.all([directory.list('school'), directory.list('school'), directory.nameOf('school', 'Ann')]);
    reads[0]?.answer([person('Ann')]);
    expect(await asked).toEqual([[person('Ann')], [person('Ann')], 'Ann']);
    expect(reads).toHaveLength(1);
  });

  it('asks again after a read that failed', async () => {
    const { reads, directory } = makeStore();
    const asked = Promise.allSettled([directory.list('school'), directory.list('school')]);
    reads[0]?.fail();
    expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const again = directory.list('school');
    reads[1]?.answer([person('Ann')]);
    expect(await again).toEqual([person('Ann')]);
  });

  it('keeps nothing that was read before an import', async () => {
    const { reads, directory } = makeStore();
    const before = directory.list('school');
    directory.clear();
    const after = directory.list('school');
    reads[1]?.answer([person('Bea')]);
    reads[0]?.answer([person('Ann')]);
    expect(await before).toEqual([person('Ann')]);
    expect(await after).toEqual([person('Bea')]);
    expect(directory.lastKnown('school')).toEqual([person('Bea')]);
  });
});
