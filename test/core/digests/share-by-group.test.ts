import { describe, expect, it } from 'vitest';
import type { StaffMeasure } from '../../../src/core/digests/digest-content.ts';
import { type CountedGroup, shareByGroup } from '../../../src/core/digests/share-by-group.ts';
import { fillRows, possibleOf } from './attacker.ts';

type Shares = Pick<StaffMeasure, 'all' | 'groups'>;

const GROUPS = ['teachers', 'support', 'office', 'governors'] as const;
const people = (sizes: readonly number[], done: readonly number[]): CountedGroup[] =>
  GROUPS.map((group, at) => ({ group, people: sizes[at] ?? 0, done: done[at] ?? 0 }));
const percentOf = (counted: readonly CountedGroup[]) =>
  Math.floor(
    (100 * counted.reduce((sum, { done }) => sum + done, 0)) / counted.reduce((sum, { people }) => sum + people, 0),
  );

/** Leaves small groups out, and shows all staff together. */
const leaveSmallOut = (counted: readonly CountedGroup[]): Shares => {
  const shown = counted.filter((group) => group.people >= 5);
  const share = (part: readonly CountedGroup[]) => ({
    people: part.reduce((sum, group) => sum + group.people, 0),
    percent: percentOf(part),
  });
  return { all: share(counted), groups: shown.map((group) => ({ groups: [group.group], ...share([group]) })) };
};

/** Every way to spread what is done over the groups. */
function everyDone(sizes: readonly number[]): number[][] {
  const [first, ...rest] = sizes;
  if (first === undefined) return [[]];
  const others = everyDone(rest);
  return Array.from({ length: first + 1 }, (_, done) => others.map((other) => [done, ...other])).flat();
}

/**
 * Small groups of which all that was published, taken together, tells more than the one row they stand in: then a share of
 * fewer than 5 people has been worked out by subtraction.
 */
function attackBySubtraction(show: (counted: readonly CountedGroup[]) => Shares, sizes: number[], done: number[]) {
  const published = show(people(sizes, done));
  const agrees = (candidate: readonly CountedGroup[], parts: Shares['groups']) =>
    parts.every((part) => percentOf(candidate.filter(({ group }) => part.groups.includes(group))) === part.percent);
  const everybody = everyDone(sizes);
  const solutions = everybody.filter((candidate) => {
    const counted = people(sizes, candidate);
    return agrees(counted, published.groups) && (!published.all || published.all.percent === percentOf(counted));
  });
  const possible = possibleOf(solutions);
  return GROUPS.filter((group, at) => {
    const own = published.groups.filter((part) => part.groups.includes(group));
    const alone = possibleOf(everybody.filter((candidate) => agrees(people(sizes, candidate), own)));
    return (sizes[at] ?? 0) < 5 && (possible[at]?.size ?? 0) < (alone[at]?.size ?? 0);
  });
}

describe('the shares of staff groups', () => {
  it('show no group of fewer than 5 people by itself', () => {
    const shares = shareByGroup(people([20, 4, 3, 8], [15, 4, 0, 8]));
    expect(shares).toEqual({
      all: { people: 35, percent: 77 },
      groups: [
        { groups: ['teachers'], people: 20, percent: 75 },
        { groups: ['governors'], people: 8, percent: 100 },
        { groups: ['office', 'support'], people: 7, percent: 57 },
      ],
    });
  });

  it('let the smallest other group join small ones that are too few together', () => {
    const { groups } = shareByGroup(people([20, 8, 2, 0], [15, 8, 0, 0]));
    expect(groups.map((part) => [part.groups, part.people])).toEqual([
      [['teachers'], 20],
      [['office', 'support'], 10],
    ]);
  });

  it('say nothing of fewer than 5 people in all', () => {
    expect(shareByGroup(people([2, 1, 1, 0], [2, 1, 0, 0]))).toEqual({ all: null, groups: [] });
  });

  it('call it 100 per cent only when everyone has done it', () => {
    expect(shareByGroup(people([300, 0, 0, 0], [299, 0, 0, 0])).all).toEqual({ people: 300, percent: 99 });
  });

  it('tell nothing of a small group by subtraction from all staff', () => {
    const broken = [...fillRows(4, 13)].flatMap((sizes, at) => {
      // One state of things for each way to size the groups, spread over all that can be.
      const done = sizes.map((size, group) => (at * (group + 3)) % (size + 1));
      return attackBySubtraction(shareByGroup, sizes, done).map((group) => `${sizes}: ${group}`);
    });
    expect(broken).toEqual([]);
  });

  it('would tell it if small groups were only left out', () => {
    expect(attackBySubtraction(leaveSmallOut, [7, 6, 2, 0], [5, 3, 1, 0])).toEqual(['office']);
  });
});
