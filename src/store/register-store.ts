import { and, asc, count, desc, eq, gte, inArray, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import type { RegisterName, RegisterState } from '../core/registers/register-names.ts';
import type {
  DueLine,
  RegisterEvent,
  RegisterLine,
  RegisterReader,
  RegisterStore,
} from '../core/registers/register-store.ts';
import { appendAudit } from './audit.ts';
import { registerEntries, registerEvents } from './duty-schema.ts';
import type { KeyRing } from './key-ring.ts';
import { queueMessages } from './outbox.ts';
import { idempotencyKey } from './record-names.ts';
import { idempotencyKeys } from './schema.ts';
import type { Database, Transaction } from './scope.ts';
import { openJson, sealJson } from './seal.ts';
import { settleOpenDuties } from './settle-duties.ts';

/** Where the evidence of a duty is that a line of a register fulfils. */
const CHECKS_LOG = 'The school’s registers';

/** The record of registers, over one database. */
export function createRegisterStore(database: Database, keys: KeyRing): RegisterStore {
  return {
    addLine: (...given) => addLine(database, keys, ...given),
    changeLine: (...given) => changeLine(database, keys, ...given),
    findLine: (schoolId, entryId, reader) =>
      database.inSchool(schoolId, async (tx) => readLine(keys, await findRow(tx, entryId, reader))),
    openLine: (...given) => openLine(database, keys, ...given),
    listLines: (...given) => listLines(database, keys, ...given),
    tallyLines: (...given) => tallyLines(database, ...given),
    countAdded: (schoolId, register, from, before) =>
      database.inSchool(schoolId, (tx) =>
        tx.$count(
          registerEntries,
          and(
            eq(registerEntries.register, register),
            gte(registerEntries.askedAt, from),
            lt(registerEntries.askedAt, before),
          ),
        ),
      ),
    dueLines: (...given) => dueLines(database, ...given),
  };
}

type Row = typeof registerEntries.$inferSelect;

function addLine(
  database: Database,
  keys: KeyRing,
  ...[schoolId, line, at, messages]: Parameters<RegisterStore['addLine']>
): Promise<string> {
  const { entryId, register, state, askedBy, endsOn } = line;
  return database.inSchool(schoolId, async (tx) => {
    const first = await takeKey(tx, keys, schoolId, line.key, entryId, at);
    if (first !== entryId) return first;
    const detailsSealed = sealJson(keys.school(schoolId), line.fields, lineContext(entryId));
    await tx
      .insert(registerEntries)
      .values({ schoolId, id: entryId, register, state, detailsSealed, askedBy, askedAt: at, endsOn, changedAt: at });
    await tx.insert(registerEvents).values({ schoolId, entryId, seq: 1, event: 'add', by: askedBy, at });
    await audit(tx, schoolId, at, askedBy, 'register.added', { entry: entryId, register });
    await settleOpenDuties(tx, keys, schoolId, line.settles, { actorId: askedBy, at, evidence: CHECKS_LOG });
    await queueMessages(tx, schoolId, messages, at);
    return entryId;
  });
}

function changeLine(
  database: Database,
  keys: KeyRing,
  ...[schoolId, change, by, at, messages]: Parameters<RegisterStore['changeLine']>
): ReturnType<RegisterStore['changeLine']> {
  const { entryId, step, to } = change;
  return database.inSchool(schoolId, async (tx) => {
    // Locked, so that of two who decide at once the second finds what the first decided.
    const [row] = await tx.select().from(registerEntries).where(eq(registerEntries.id, entryId)).for('update');
    if (!row) return 'gone';
    const isOpen = change.from.some((state) => state === row.state);
    if (!isOpen) return (await hasKey(tx, keys, schoolId, change.key)) ? 'taken' : 'changed';
    const fresh = await insertKey(tx, keys, schoolId, change.key, entryId, at);
    if (!fresh) return 'taken';
    const seq = 1 + (await tx.$count(registerEvents, eq(registerEvents.entryId, entryId)));
    const noteSealed = sealJson(keys.school(schoolId), change.fields, eventContext(entryId, seq));
    await tx.insert(registerEvents).values({ schoolId, entryId, seq, event: step, by, at, noteSealed });
    const ends = change.endsOn === undefined ? {} : { endsOn: change.endsOn };
    await tx
      .update(registerEntries)
      .set({ state: to, changedAt: at, ...ends })
      .where(eq(registerEntries.id, entryId));
    await audit(tx, schoolId, at, by, 'register.changed', { entry: entryId, register: row.register, step });
    await queueMessages(tx, schoolId, messages, at);
    return 'taken';
  });
}

function openLine(
  database: Database,
  keys: KeyRing,
  ...[schoolId, entryId, reader, at]: Parameters<RegisterStore['openLine']>
): ReturnType<RegisterStore['openLine']> {
  return database.inSchool(schoolId, async (tx) => {
    const line = readLine(keys, await findRow(tx, entryId, reader));
    if (!line) return null;
    const rows = await tx
      .select()
      .from(registerEvents)
      .where(eq(registerEvents.entryId, entryId))
      .orderBy(asc(registerEvents.seq));
    const { register } = line;
    await audit(tx, schoolId, at, reader.personId, 'register.opened', { entry: entryId, register });
    const key = keys.school(schoolId);
    const events = rows.map(
      ({ seq, event, by, at: happenedAt, noteSealed }): RegisterEvent => ({
        event: event as RegisterEvent['event'],
        by: by ?? line.askedBy,
        at: happenedAt,
        fields: noteSealed ? openJson(key, noteSealed, eventContext(entryId, seq)) : {},
      }),
    );
    return { line, events };
  });
}

function listLines(
  database: Database,
  keys: KeyRing,
  ...[schoolId, register, reader, { before, limit }, at]: Parameters<RegisterStore['listLines']>
): Promise<RegisterLine[]> {
  return database.inSchool(schoolId, async (tx) => {
    const after =
      before === null
        ? undefined
        : sql`(${registerEntries.changedAt}, ${registerEntries.id}) <
            (select e.changed_at, e.id from register_entries e where e.school_id = ${schoolId} and e.id = ${before}::uuid)`;
    const rows = await tx
      .select()
      .from(registerEntries)
      .where(and(eq(registerEntries.register, register), isKnownTo(reader), after))
      .orderBy(desc(registerEntries.changedAt), desc(registerEntries.id))
      .limit(limit);
    // What others wrote is looked at, though only its first words.
    if (rows.some(({ askedBy }) => askedBy !== reader.personId))
      await audit(tx, schoolId, at, reader.personId, 'register.listed', { register });
    return rows.flatMap((row) => readLine(keys, row) ?? []);
  });
}

function tallyLines(
  database: Database,
  ...[schoolId, personId, soon]: Parameters<RegisterStore['tallyLines']>
): ReturnType<RegisterStore['tallyLines']> {
  const { register, state } = registerEntries;
  return database.inSchool(schoolId, async (tx) => {
    const rows = await tx
      .select({
        register,
        state,
        ending: sql<boolean>`coalesce(${registerEntries.endsOn} <= ${soon}::date, false)`.as('ending'),
        own: sql<boolean>`${registerEntries.askedBy} = ${personId}::uuid`.as('own'),
        lines: count(),
      })
      .from(registerEntries)
      .groupBy(register, state, sql`ending`, sql`own`);
    return rows.map((row) => ({ ...row, register: row.register as RegisterName, state: row.state as RegisterState }));
  });
}

function dueLines(
  database: Database,
  ...[schoolId, waiting, holding, soon]: Parameters<RegisterStore['dueLines']>
): Promise<DueLine[]> {
  const { id, register, state, askedBy, endsOn, changedAt } = registerEntries;
  return database.inSchool(schoolId, async (tx) => {
    const rows = await tx
      .select({ entryId: id, register, state, askedBy, endsOn, changedAt })
      .from(registerEntries)
      .where(or(inArray(state, [...waiting]), and(inArray(state, [...holding]), lte(endsOn, soon))))
      .orderBy(asc(endsOn), asc(changedAt), asc(id));
    return rows.map((row) => ({ ...row, register: row.register as RegisterName, state: row.state as RegisterState }));
  });
}

async function findRow(tx: Transaction, entryId: string, reader: RegisterReader): Promise<Row | undefined> {
  const [row] = await tx
    .select()
    .from(registerEntries)
    .where(and(eq(registerEntries.id, entryId), isKnownTo(reader)));
  return row;
}

/** One's own lines, and every line of the registers one reads. */
function isKnownTo({ personId, registers }: RegisterReader): SQL | undefined {
  const own = eq(registerEntries.askedBy, personId);
  return registers.length === 0 ? own : or(own, inArray(registerEntries.register, [...registers]));
}

function readLine(keys: KeyRing, row: Row | undefined): RegisterLine | null {
  if (!row) return null;
  const { schoolId, id, register, state, askedBy, askedAt, endsOn, changedAt } = row;
  const fields = openJson<RegisterLine['fields']>(keys.school(schoolId), row.detailsSealed, lineContext(id));
  return {
    entryId: id,
    register: register as RegisterName,
    state: state as RegisterState,
    fields,
    askedBy,
    askedAt,
    endsOn,
    changedAt,
  };
}

/** Takes a form's key for a line; answers the line that has it. */
async function takeKey(
  tx: Transaction,
  keys: KeyRing,
  schoolId: string,
  key: string,
  entryId: string,
  at: Date,
): Promise<string> {
  if (await insertKey(tx, keys, schoolId, key, entryId, at)) return entryId;
  const [taken] = await tx
    .select({ id: idempotencyKeys.caseId })
    .from(idempotencyKeys)
    .where(eq(idempotencyKeys.key, idempotencyKey(keys, schoolId, key)));
  return taken?.id ?? entryId;
}

async function insertKey(
  tx: Transaction,
  keys: KeyRing,
  schoolId: string,
  key: string,
  entryId: string,
  at: Date,
): Promise<boolean> {
  const fresh = await tx
    .insert(idempotencyKeys)
    .values({ schoolId, key: idempotencyKey(keys, schoolId, key), caseId: entryId, answer: {}, createdAt: at })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  return fresh.length > 0;
}

async function hasKey(tx: Transaction, keys: KeyRing, schoolId: string, key: string): Promise<boolean> {
  return (await tx.$count(idempotencyKeys, eq(idempotencyKeys.key, idempotencyKey(keys, schoolId, key)))) > 0;
}

const audit = (
  tx: Transaction,
  schoolId: string,
  at: Date,
  actorId: string,
  action: string,
  detail: Record<string, string>,
): Promise<void> => appendAudit(tx, [{ schoolId, at, actorId, action, caseId: null, detail }]);

const lineContext = (entryId: string): string => `register|${entryId}`;
const eventContext = (entryId: string, seq: number): string => `register|${entryId}|${seq}`;
