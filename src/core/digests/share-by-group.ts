import type { StaffGroup } from '../people/staff-row.ts';
import { SMALLEST_SHOWN } from './audit-disclosure.ts';
import type { GroupShare, Share, StaffMeasure } from './digest-content.ts';

/** How many people of a staff group a course or document is for, and how many of them have done it. */
export interface CountedGroup {
  group: StaffGroup;
  people: number;
  done: number;
}

/**
 * The shares of staff groups, none of them of fewer than 5 people. Small groups are shown together; where they have fewer
 * than 5 people even then, the smallest other group joins them. So the rows are parts of all staff that do not overlap, all
 * staff is their sum, and subtracting rows from it only gives other rows: none that was left out remains. Everybody
 * must belong to one group only. Sizes of groups are no secret, so choosing by size betrays nothing.
 */
export function shareByGroup(counted: readonly CountedGroup[]): Pick<StaffMeasure, 'all' | 'groups'> {
  const bySize = counted.filter(({ people }) => people > 0).toSorted((a, b) => a.people - b.people);
  if (sumPeople(bySize) < SMALLEST_SHOWN) return { all: null, groups: [] };
  const together: CountedGroup[] = [];
  const alone: CountedGroup[] = [];
  for (const group of bySize) {
    const joins = group.people < SMALLEST_SHOWN || (together.length > 0 && sumPeople(together) < SMALLEST_SHOWN);
    (joins ? together : alone).push(group);
  }
  const inOrder = counted.flatMap((group) => (alone.includes(group) ? [[group]] : []));
  const rows = together.length > 0 ? [...inOrder, together] : inOrder;
  return { all: shareOf(bySize), groups: rows.map(shareOfGroups) };
}

function shareOfGroups(counted: readonly CountedGroup[]): GroupShare {
  return { groups: counted.map(({ group }) => group), ...shareOf(counted) };
}

function shareOf(counted: readonly CountedGroup[]): Share {
  const people = sumPeople(counted);
  const done = counted.reduce((sum, group) => sum + group.done, 0);
  return { people, percent: Math.floor((100 * done) / people) };
}

function sumPeople(counted: readonly CountedGroup[]): number {
  return counted.reduce((sum, { people }) => sum + people, 0);
}
