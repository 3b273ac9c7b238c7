import { createHash } from 'node:crypto';
import { asc, eq, gt, sql } from 'drizzle-orm';
import { auditEntries, auditHeads } from './schema.ts';
import type { Database, Transaction } from './scope.ts';

/** One thing that was done or seen. `detail` holds identifiers and status words; it is hashed, so no personal text may stand in it. */
export interface AuditRow {
  schoolId: string;
  at: Date;
  actorId: string | null;
  action: string;
  caseId: string | null;
  detail: Record<string, string | number | boolean | null>;
}

/** What an audit chain starts from. */
export const CHAIN_START = Buffer.alloc(32);

/** The fingerprint of one row; the chain's next link is SHA-256 of the link before it and this. */
export function digestOf(row: AuditRow): Buffer {
  const detail = Object.fromEntries(Object.entries(row.detail).sort(([a], [b]) => (a < b ? -1 : 1)));
  const text = JSON.stringify([row.schoolId, row.at.toISOString(), row.actorId, row.action, row.caseId, detail]);
  return createHash('sha256').update(text, 'utf8').digest();
}

/** Appends rows to a school's chain within the transaction of what they tell of. */
export async function appendAudit(tx: Transaction, rows: AuditRow[]): Promise<void> {
  for (const row of rows) {
    // The head row is locked by the update, so links are made one after another.
    const digest = digestOf(row);
    await tx.execute(sql`
      with head as (
        insert into audit_heads (school_id, seq, hash) values (${row.schoolId}, 1, sha256(${CHAIN_START}::bytea || ${digest}::bytea))
        on conflict (school_id) do update set seq = audit_heads.seq + 1, hash = sha256(audit_heads.hash || ${digest}::bytea)
        returning seq, hash)
      insert into audit_entries (school_id, seq, at, actor_id, action, case_id, detail, hash)
      select ${row.schoolId}, seq, ${row.at.toISOString()}::timestamptz, ${row.actorId}::uuid, ${row.action}, ${row.caseId}::uuid, ${JSON.stringify(row.detail)}::jsonb, hash from head`);
  }
}

/** How a school's chain was found: whole, or where it breaks first. */
export type ChainCheck =
  | { whole: true; entries: number; head: string }
  | { whole: false; entries: number; brokenAt: number; why: 'changed' | 'missing' | 'head' };

const PAGE_ROWS = 1_000;

/**
 * Recomputes a school's audit chain from its first row and compares it with what is stored. Rows that are written meanwhile
 * are checked too. A chain without rows is broken: loading the school's profile wrote the first.
 */
export async function verifyAudit(database: Database, schoolId: string): Promise<ChainCheck> {
  let previous: Buffer = CHAIN_START;
  let seq = 0;
  for (;;) {
    // Read first: whatever it counts was committed before, so every row up to it must be found.
    const head = await readHead(database, schoolId);
    const before = seq;
    for (let page = PAGE_ROWS; page === PAGE_ROWS; ) {
      const rows = await database.inSchool(schoolId, (tx) =>
        tx.select().from(auditEntries).where(gt(auditEntries.seq, seq)).orderBy(asc(auditEntries.seq)).limit(PAGE_ROWS),
      );
      page = rows.length;
      for (const row of rows) {
        if (row.seq !== seq + 1) return { whole: false, entries: seq, brokenAt: seq + 1, why: 'missing' };
        const hash = linkOf(previous, row);
        if (!hash.equals(row.hash)) return { whole: false, entries: seq, brokenAt: row.seq, why: 'changed' };
        previous = hash;
        seq = row.seq;
      }
    }
    if (head && head.seq === seq && head.hash.equals(previous)) {
      return { whole: true, entries: seq, head: previous.toString('hex') };
    }
    const grew = head !== null && seq > head.seq && seq > before;
    if (!grew) return { whole: false, entries: seq, brokenAt: seq + 1, why: 'head' };
  }
}

async function readHead(database: Database, schoolId: string): Promise<{ seq: number; hash: Buffer } | null> {
  const [head] = await database.inSchool(schoolId, (tx) =>
    tx.select().from(auditHeads).where(eq(auditHeads.schoolId, schoolId)),
  );
  return head ?? null;
}

function linkOf(previous: Buffer, row: typeof auditEntries.$inferSelect): Buffer {
  const detail = row.detail as AuditRow['detail'];
  return createHash('sha256')
    .update(previous)
    .update(digestOf({ ...row, detail }))
    .digest();
}
