import type postgres from 'postgres';
import { type Database, PATIENCE_MILLISECONDS } from './scope.ts';
import { together } from './together.ts';

const MOST_TOGETHER = 200;
const UNDER_WAY = 2;
/** A read that ends late harms nothing. */
const RETRY_WITHIN_MILLISECONDS = PATIENCE_MILLISECONDS;

/** What is asked about, as columns of `scope`; those a read does not need are null. */
interface About {
  case?: string;
  person?: string;
  accounts?: string[];
  use?: string;
  channel?: string | null;
}

/**
 * Makes a read whose calls in the same moment share one statement, each within the scope of its own school: the scope is set
 * before a school's rows are looked at and again for the next question, so that row-level security holds for each.
 * @param query selects one `answer` as JSON from the rows of `scope.school` or `scope.workspace`. It must depend on `scope`
 *   and end with "offset 0": both keep the planner from reading before the scope is set
 */
export function readTogether<Answer>(
  database: Database,
  query: (sql: postgres.Sql) => postgres.PendingQuery<postgres.Row[]>,
): (schoolId: string, about: About) => Promise<Answer | null> {
  const read = together({
    run: async (questions: string[]): Promise<(Answer | null)[]> => {
      // Messages about one case leave together and ask the same of it.
      const different = [...new Set(questions)];
      const given = `[${different.map((question, index) => `{"index":${index},${question}`).join()}]`;
      const rows = await database.selfScoped(
        (sql) => sql<{ index: number; answer: Answer }[]>`
        select g.index, found.answer
        from jsonb_to_recordset(${given}::text::jsonb) as g(index int, school text, workspace text, "case" uuid, person uuid,
          accounts jsonb, use text, channel text)
        cross join lateral (
          select read.answer
          from (select set_config('esafety.school', g.school, true) as school,
            set_config('esafety.workspace', g.workspace, true) as workspace, g."case", g.person, g.accounts, g.use, g.channel
            offset 0) scope
          cross join lateral (${query(sql)}) read offset 0) found`,
      );
      const answers = new Map(rows.map(({ index, answer }) => [different[index], answer]));
      return questions.map((question) => answers.get(question) ?? null);
    },
    most: MOST_TOGETHER,
    underWay: UNDER_WAY,
    patienceMilliseconds: PATIENCE_MILLISECONDS,
    retryWithinMilliseconds: RETRY_WITHIN_MILLISECONDS,
  });
  return (schoolId, about) => {
    const question = { school: schoolId, workspace: database.workspaceOf(schoolId), ...about };
    return read(JSON.stringify(question).slice(1));
  };
}
