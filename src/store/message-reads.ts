import type { MessageRef, PlaceRef } from '../core/events.ts';
import type { AccountRef } from '../core/ports.ts';
import type { CaseForMessage, Store } from '../core/store-port.ts';
import { readTogether } from './read-together.ts';
import type { Database } from './scope.ts';

/** What messages are composed from: read for many at once, because they leave by the hundred. */
export type MessageReads = Pick<Store, 'caseForMessage' | 'accountOf' | 'peopleOfAccounts' | 'placeFor' | 'casePost'>;

/** Makes the reads that messages are composed from. */
export function createMessageReads(database: Database): MessageReads {
  const readCase = createCaseRead(database);
  const readAccount = readTogether<AccountRef>(
    database,
    (sql) => sql`
      select jsonb_build_object('workspaceId', a.workspace_id, 'accountId', a.account_id,
        'personalAddress', a.personal_address) as answer
      from accounts a where scope.workspace <> '' and a.person_id = scope.person offset 0`,
  );
  const readPeople = readTogether<Record<string, string>>(
    database,
    (sql) => sql`
      select jsonb_object_agg(a.account_id, a.person_id) as answer from accounts a
      where scope.workspace <> '' and a.account_id in (select jsonb_array_elements_text(scope.accounts)) offset 0`,
  );
  const readPlace = readTogether<PlaceRef>(
    database,
    // Where a place was named in chat, the profile's no longer counts, also when the bot is not known to be in it.
    (sql) => sql`
      select jsonb_build_object('kind', k.place_kind, 'key', k.place_key, 'address', k.address) as answer
      from known_places k where scope.workspace <> '' and k.place_key = coalesce(
        (select p.place_key from places p where p.school_id = scope.school and p.use = scope.use),
        k.platform || ':' || scope.channel) offset 0`,
  );
  const readPost = readTogether<{ root: MessageRef; place: PlaceRef | null }>(
    database,
    (sql) => sql`
      select jsonb_build_object('root', p.root, 'place', case when k.place_key is not null then
        jsonb_build_object('kind', k.place_kind, 'key', k.place_key, 'address', k.address) end) as answer
      from case_posts p left join known_places k on k.place_key = p.place_key
      where p.school_id = scope.school and p.case_id = scope."case"
      order by p.posted_at limit 1 offset 0`,
  );
  return {
    caseForMessage: readCase,
    accountOf: (schoolId, person) => readAccount(schoolId, { person }),
    peopleOfAccounts: async (schoolId, accountIds) =>
      new Map(Object.entries((await readPeople(schoolId, { accounts: accountIds })) ?? {})),
    placeFor: (schoolId, use, channel) => readPlace(schoolId, { use, channel }),
    casePost: (schoolId, caseId) => readPost(schoolId, { case: caseId }),
  };
}

type CaseAnswer = Omit<CaseForMessage, 'schoolId' | 'reportedAt' | 'acknowledgedAt' | 'nextDueAt'> & {
  nextDueAt: string | null;
  reportedAt: string;
  acknowledgedAt: string | null;
};

/** A case as messages know it: no story, and those who must or must never be told. */
function createCaseRead(database: Database): Store['caseForMessage'] {
  const read = readTogether<CaseAnswer>(
    database,
    (sql) => sql`
      select jsonb_build_object('caseId', c.id, 'reference', c.reference, 'restricted', c.restricted, 'status', c.status,
        'severity', c.severity, 'reportedAt', c.reported_at, 'reporterId', c.reporter_id,
        'acknowledgedAt', c.acknowledged_at, 'acknowledgedBy', c.acknowledged_by, 'escalationStep', c.escalation_step,
        'ownerId', c.owner_id,
        'namedElsewhere', exists(select 1 from case_people p
          join subjects s on s.school_id = p.school_id and s.id = p.subject_id
          join subjects o on o.school_id = s.school_id and o.name_index = s.name_index and o.id <> s.id
          join case_people q on q.school_id = o.school_id and q.subject_id = o.id and q.case_id <> p.case_id
          where p.school_id = c.school_id and p.case_id = c.id),
        'openTasks', (select count(*)::int from case_tasks t
          where t.school_id = c.school_id and t.case_id = c.id and t.state = 'open'),
        'nextDueAt', case when c.status <> 'closed' then least(c.review_at, c.deadline_at,
          (select min(t.due_at) from case_tasks t where t.school_id = c.school_id and t.case_id = c.id and t.state = 'open'),
          (select min(r.response_due_at) from case_referrals r
            where r.school_id = c.school_id and r.case_id = c.id and r.state = 'waiting')) end,
        'route', c.route, 'category', c.category, 'type', c.type,
        'adultIds', to_json(array(select p.person_id from case_people p
          where p.school_id = c.school_id and p.case_id = c.id and p.part in ('adult', 'kept-from') and p.person_id is not null)),
        'accessIds', to_json(array(select a.person_id from case_access a
          where a.school_id = c.school_id and a.case_id = c.id and a.withdrawn_at is null))) as answer
      from cases c where c.school_id = scope.school and c.id = scope."case" offset 0`,
  );
  return async (schoolId, caseId) => {
    const found = await read(schoolId, { case: caseId });
    if (!found) return null;
    return {
      ...found,
      schoolId,
      reportedAt: new Date(found.reportedAt),
      nextDueAt: found.nextDueAt === null ? null : new Date(found.nextDueAt),
      acknowledgedAt: found.acknowledgedAt === null ? null : new Date(found.acknowledgedAt),
    };
  };
}
