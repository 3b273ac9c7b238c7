import type { CaseListView } from '../case-views.ts';
import type { Desk } from '../desk.ts';
import { deskForm } from '../desk-form.ts';
import type { DeskFormRule } from '../desk-forms.ts';
import type { Identity } from '../identify.ts';
import { type Reply, replace, show } from '../replies.ts';
import { dayAfter, instantOf, localDay } from '../school/calendar.ts';
import { sharedContacts } from '../schools.ts';
import type { CaseSummary } from './case-record.ts';
import { comparePlaces, placeOf } from './list-place.ts';
import type { CaseQuery } from './list-store.ts';
import { listed, MOST_LISTED } from './show-cases.ts';
import { readFields } from './steps/read-fields.ts';
import { CATEGORIES, STATUSES } from './taxonomy.ts';

/** How long a search in texts looks, over all schools together: the platforms give three seconds for an answer. */
const PATIENCE_MILLISECONDS = 1_500;
/** The longest name and the longest row of words that are looked for, in characters. */
const SEARCH_LIMIT = 200;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Looks for cases. What is looked for stands in the form alone: not in a button, a log or the audit. */
export const findCases: DeskFormRule = {
  async open(desk, identity, { data }) {
    const values: Record<string, string> = DAY.test(data.before ?? '') ? { before: data.before ?? '' } : {};
    return show(formOf(identity, desk.ids.uuid(), values));
  },
  async submit(desk, identity, event) {
    const fields = readFields(event.values, desk.clock.now());
    const pupil = fields.text('pupil', SEARCH_LIMIT);
    const text = fields.text('text', SEARCH_LIMIT);
    const status = fields.choice('status', STATUSES);
    const category = fields.choice('category', CATEGORIES);
    const day = fields.day('before', 'any');
    if (!fields.hasErrors() && [pupil, text, status, category, day].every((field) => field === null))
      fields.errors.pupil = 'Please fill in at least one line.';
    if (fields.hasErrors()) {
      const form = formOf(identity, event.data.key ?? '', event.values);
      return replace({ ...form, errors: fields.errors, problem: 'check-fields' });
    }
    const before = day === null ? null : instantOf(day, '00:00');
    return find(desk, identity, { pupil, text, status, category, before });
  },
};

function formOf(identity: Identity, formKey: string, values: Record<string, string>) {
  const contacts = sharedContacts(identity.seats.map(({ profile }) => profile));
  return deskForm({ form: 'find', formKey, contacts, values });
}

async function find(desk: Desk, identity: Identity, query: CaseQuery): Promise<Reply> {
  const at = desk.clock.now();
  const patienceMilliseconds = PATIENCE_MILLISECONDS / identity.seats.length;
  const found: CaseSummary[] = [];
  const ends: Date[] = [];
  for (const { profile, viewer } of identity.seats) {
    const search = { at, limit: MOST_LISTED, patienceMilliseconds };
    const inSchool = await desk.store.findCases(profile.id, viewer, query, search);
    found.push(...inSchool.cases);
    if (inSchool.lookedBackTo) ends.push(inSchool.lookedBackTo);
  }
  const newestFirst = (item: CaseSummary) => ({ ...placeOf(item), fresh: false });
  found.sort((a, b) => comparePlaces(newestFirst(a), newestFirst(b)));
  const left = found[MOST_LISTED];
  if (left) ends.push(left.reportedAt);
  return replace({
    name: 'case-list',
    filter: 'found',
    cases: await Promise.all(found.slice(0, MOST_LISTED).map((item) => listed(desk, item, at))),
    next: null,
    ...howFar(ends, query, at),
  });
}

/**
 * From which day on everything was looked through and is shown. Where one day alone has more than a list shows, asking for
 * what was reported before it would pass over the rest of it: then only narrower words help.
 */
function howFar(ends: Date[], { before }: CaseQuery, now: Date): Pick<CaseListView, 'searchedBackTo' | 'crowded'> {
  if (ends.length === 0) return { searchedBackTo: null };
  const newest = new Date(Math.max(...ends.map((end) => end.getTime())));
  const day = dayAfter(localDay(newest));
  const began = before === null ? dayAfter(localDay(now)) : localDay(before);
  return day < began ? { searchedBackTo: day } : { searchedBackTo: null, crowded: true };
}
