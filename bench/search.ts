import { monitorEventLoopDelay } from 'node:perf_hooks';
import type postgres from 'postgres';
import { readEnvironment } from '../src/config/environment.ts';
import type { Viewer } from '../src/core/access.ts';
import type { CaseQuery } from '../src/core/incidents/list-store.ts';
import { createLog } from '../src/log.ts';
import { openProgram, type Program } from '../src/program.ts';
import { randomIds } from '../src/random-ids.ts';
import { caseRecordName, subjectRecordName } from '../src/store/record-names.ts';
import { blindIndex, sealJson } from '../src/store/seal.ts';
import { sealEntry } from '../src/store/write-step.ts';
import { percentile } from './load.ts';
import { median, printTable, type Row, write } from './report.ts';
import type { World } from './world.ts';

const WORKSPACE = '22222222-0000-4000-8000-000000000002';
const ROWS_AT_ONCE = 1_000;
const ENTRIES_OF_A_CASE = 3;
const REPORT_CHARACTERS = 1_000;
const ENTRY_CHARACTERS = 300;
const PUPILS = 4_000;
/** Three reports in an hour: thirty years of a large school's. */
const MINUTES_APART = 20;
const LAST = Date.parse('2026-11-20T09:00:00Z');
const PATIENCE_MILLISECONDS = 1_500;
const WORDS = [
  'the',
  'lesson',
  'she',
  'showed',
  'message',
  'about',
  'friend',
  'telephone',
  'was',
  'upset',
  'after',
  'and',
];
const NOTHING: CaseQuery = { status: null, category: null, pupil: null, text: null, before: null };

/** Measures looking for cases in one school that has very many: by words in sealed texts, by a pupil, and in lists. */
export async function measureSearch(world: World, effort: { rounds: number; cases: number }): Promise<void> {
  const [reporter] = await world.loadSchools('teams', WORKSPACE, 1);
  if (!reporter) throw new Error('the school has nobody');
  const program = await openProgram(readEnvironment(world.variables), createLog('silent'));
  try {
    await fillSchool(world.owner, program, reporter.schoolId, effort.cases);
    const viewer: Viewer = { personId: randomIds.uuid(), pupilCases: true };
    await measureScan(program, reporter.schoolId, viewer, effort);
    await measureLists(program, reporter.schoolId, viewer, effort);
  } finally {
    await program.close();
  }
}

async function measureScan(
  program: Program,
  schoolId: string,
  viewer: Viewer,
  { rounds, cases }: { rounds: number; cases: number },
): Promise<void> {
  const find = (text: string, patienceMilliseconds: number) =>
    program.store.findCases(
      schoolId,
      viewer,
      { ...NOTHING, text },
      { at: new Date(LAST), limit: 15, patienceMilliseconds },
    );
  await find('nowhere', PATIENCE_MILLISECONDS);
  const whole: number[] = [];
  const page: number[] = [];
  const held: number[] = [];
  const grown: number[] = [];
  const reached: number[] = [];
  const worked: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = process.memoryUsage().rss;
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 20);
    const processor = process.cpuUsage();
    whole.push(await time(() => find('nowhere', Number.POSITIVE_INFINITY)));
    const { user, system } = process.cpuUsage(processor);
    worked.push((user + system) / 1_000);
    clearInterval(watch);
    delay.disable();
    held.push(delay.max / 1e6);
    grown.push((most - before) / 1e6);
    page.push(await time(() => find('telephone upset', PATIENCE_MILLISECONDS)));
    const { lookedBackTo } = await find('nowhere', PATIENCE_MILLISECONDS);
    reached.push(lookedBackTo ? (LAST - lookedBackTo.getTime()) / 60_000 / MINUTES_APART : cases);
  }
  const rows: Row[] = [
    ['words that stand nowhere, all cases, ms', write(median(whole))],
    ['  of that for a thousand cases, ms', write((median(whole) / cases) * 1_000)],
    ['  processor time of ours for a thousand cases, ms', write((median(worked) / cases) * 1_000)],
    ['  longest that others wait meanwhile, ms', write(median(held))],
    ['  memory grows by at most, MB', write(Math.max(...grown))],
    [`cases looked through in ${PATIENCE_MILLISECONDS} ms`, write(median(reached))],
    ['words that stand in many, a page, ms', write(median(page))],
  ];
  printTable(
    `search: ${cases.toLocaleString('en-GB')} cases of one school, ${REPORT_CHARACTERS} characters and ${ENTRIES_OF_A_CASE} entries each, median of ${rounds} rounds`,
    [''],
    rows,
  );
}

async function measureLists(
  program: Program,
  schoolId: string,
  viewer: Viewer,
  { rounds, cases }: { rounds: number; cases: number },
): Promise<void> {
  const now = new Date(LAST);
  const { store } = program;
  const deep = new Date(LAST - cases * 0.9 * MINUTES_APART * 60_000);
  const list = (filter: 'open' | 'closed' | 'overdue', after: Date | null) => () =>
    store.listCases(schoolId, viewer, filter, {
      now,
      limit: 16,
      after: after && { fresh: false, reportedAt: after, caseId: randomIds.uuid() },
    });
  const contenders: [string, () => Promise<unknown>][] = [
    ['open cases, first page', list('open', null)],
    ['open cases, nine tenths down', list('open', deep)],
    ['closed cases, first page', list('closed', null)],
    ['closed cases, nine tenths down', list('closed', deep)],
    ['how many open ones are new and overdue', () => store.countOpen(schoolId, viewer, now)],
    [
      'by a pupil',
      () =>
        store.findCases(
          schoolId,
          viewer,
          { ...NOTHING, pupil: 'Pupil 7' },
          { at: now, limit: 15, patienceMilliseconds: PATIENCE_MILLISECONDS },
        ),
    ],
  ];
  const rows: Row[] = [];
  for (const [name, run] of contenders) {
    await run();
    const taken: number[] = [];
    for (let count = 0; count < rounds * 10; count += 1) taken.push(await time(run));
    taken.sort((a, b) => a - b);
    rows.push([name, write(percentile(taken, 0.5)), write(percentile(taken, 0.99))]);
  }
  printTable(`lists of the same school, ${rounds * 10} times each`, ['p50 ms', 'p99 ms'], rows);
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** One case in forty is open, one in four hundred new: the others have been closed over the years. */
async function fillSchool(owner: postgres.Sql, program: Program, schoolId: string, cases: number): Promise<void> {
  for (let from = 0; from < cases; from += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, cases - from);
    const made = Array.from({ length: count }, (_, index) => makeCase(program, schoolId, from + index));
    const json = JSON.stringify(made);
    await owner`insert into cases (school_id, id, reference, restricted, status, category, handle_as, route, source, occurred_at,
        occurred_time_known, reported_at, reporter_id, wrapped_key, body_sealed, escalation_step)
      select ${schoolId}, id, reference, false, status, 'conduct', 'safeguarding', 'route', 'self', at, true, at, actor,
        decode(key, 'base64'), decode(body, 'base64'), 0
      from jsonb_to_recordset(${json}::text::jsonb) as c(id uuid, reference text, status text, at timestamptz, actor uuid, key text, body text)`;
    await owner`insert into chronology (school_id, case_id, at, actor_id, entry, text_sealed)
      select ${schoolId}, c.id, e.at, c.actor, 'note', decode(e.text, 'base64')
      from jsonb_to_recordset(${json}::text::jsonb) as c(id uuid, actor uuid, entries jsonb),
        jsonb_to_recordset(c.entries) as e(at timestamptz, text text)`;
    await owner`insert into subjects (school_id, id, wrapped_key, details_sealed, name_index)
      select ${schoolId}, subject, decode(subject_key, 'base64'), decode(details, 'base64'), decode(name, 'base64')
      from jsonb_to_recordset(${json}::text::jsonb) as c(subject uuid, subject_key text, details text, name text)`;
    await owner`insert into case_people (school_id, case_id, id, part, subject_id)
      select ${schoolId}, id, gen_random_uuid(), 'involved', subject
      from jsonb_to_recordset(${json}::text::jsonb) as c(id uuid, subject uuid)`;
  }
  await owner`vacuum analyze`;
}

function makeCase({ keys }: Program, schoolId: string, index: number) {
  const [id, actor, subject] = [randomIds.uuid(), randomIds.uuid(), randomIds.uuid()];
  const at = new Date(LAST - index * MINUTES_APART * 60_000);
  const record = caseRecordName(id);
  const data = keys.newDataKey(schoolId, record);
  const body = {
    what: sentence(index, REPORT_CHARACTERS),
    who: [`Pupil ${index % PUPILS}, Year 4`],
    adult: null,
    childWords: null,
    urls: [],
    device: null,
    immediateAction: null,
  };
  const pupil = subjectRecordName(subject);
  const pupilKey = keys.newDataKey(schoolId, pupil);
  const name = `Pupil ${index % PUPILS}`;
  return {
    id,
    actor,
    subject,
    reference: `ES-2026-${String(index).padStart(5, '0')}`,
    status: index % 400 === 0 ? 'new' : index % 40 === 0 ? 'assessing' : 'closed',
    at: at.toISOString(),
    key: data.wrapped.toString('base64'),
    body: sealJson(data.key, body, `${record}|body`).toString('base64'),
    entries: Array.from({ length: ENTRIES_OF_A_CASE }, (_, entry) => {
      const said = { facts: {}, text: sentence(index + entry, ENTRY_CHARACTERS) };
      const entryAt = new Date(at.getTime() + (entry + 1) * 60_000);
      return { at: entryAt.toISOString(), text: sealEntry(data.key, said, id, entryAt, actor).toString('base64') };
    }),
    subject_key: pupilKey.wrapped.toString('base64'),
    details: sealJson(pupilKey.key, { name, details: null }, `${pupil}|details`).toString('base64'),
    name: blindIndex(keys.pupilIndex(schoolId), name).toString('base64'),
  };
}

/** So many characters of words, in another order each time. */
function sentence(seed: number, characters: number): string {
  const words: string[] = [];
  for (let length = 0, at = seed; length < characters; at = (at * 31 + 7) % 9_973) {
    const word = WORDS[at % WORDS.length] as string;
    words.push(word);
    length += word.length + 1;
  }
  return words.join(' ').slice(0, characters);
}
