import { type DueWork, tellPeople } from '../reminders/occasion.ts';
import { filterSummary } from './filter-summary.ts';

const JOB = 'filter-summary';

/**
 * The daily summary of the web filter (Milverton, "Monitoring"): each school morning to the people the profile names, 1:1, and to
 * the restricted place. On a Monday it covers the weekend, after the holidays all of them.
 */
export const dueFiltering: DueWork = async (day) => {
  const { desk, profile, today, now } = day;
  if (!(await filterSummary(desk, profile, today, false))) return [];
  const post = {
    lane: JOB,
    dedupeKey: `${JOB}|${today}|place`,
    intent: { kind: 'filter-summary-post', day: today },
    dueAt: now,
  } as const;
  const readers = day.holdersOf(profile.filtering.summary_to);
  const told = tellPeople(day, JOB, today, readers, (personId) => ({ kind: 'filter-summary', personId, day: today }));
  return [{ job: JOB, key: today, messages: [post, ...told.flatMap(({ messages }) => messages)] }];
};
