import type { PolicyDecision, PolicyStore, PolicyVersion } from '../core/reviews/policy-store.ts';
import { readTogether } from './read-together.ts';
import type { Database } from './scope.ts';

/** A version as JSON carries it. */
type VersionAnswer = Omit<PolicyVersion, 'publishedAt' | 'decisions'> & {
  publishedAt: string | null;
  decisions: (Pick<PolicyDecision, 'stage' | 'decision' | 'by'> & { at: string })[];
};

/** Makes the read of a school's versions: many messages ask for it in the same moment, because they leave by the hundred. */
export function createReadVersions(database: Database): PolicyStore['listVersions'] {
  const read = readTogether<VersionAnswer[]>(
    database,
    (sql) => sql`
      select jsonb_agg(jsonb_build_object('id', v.id, 'title', v.title, 'version', v.version, 'url', v.url,
        'monitoringClause', v.monitoring_clause, 'stage', v.state, 'nextReviewOn', v.next_review_on,
        'createdBy', v.created_by, 'publishedAt', v.published_at,
        'decisions', (select coalesce(jsonb_agg(jsonb_build_object('stage', d.stage, 'decision', d.decision, 'by', d.by,
            'at', d.at) order by d.seq), '[]')
          from policy_decisions d
          where v.state <> 'published' and d.school_id = v.school_id and d.version_id = v.id)) order by v.title) as answer
      from policy_versions v where v.school_id = scope.school and v.state <> 'superseded' offset 0`,
  );
  return async (schoolId) =>
    ((await read(schoolId, {})) ?? []).map(({ publishedAt, decisions, ...version }) => ({
      ...version,
      publishedAt: publishedAt === null ? null : new Date(publishedAt),
      decisions: decisions.map(({ at, ...decision }) => ({ ...decision, at: new Date(at), reason: null, metOn: null })),
    }));
}
