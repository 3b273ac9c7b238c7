import { inArray, or, type SQL, sql } from 'drizzle-orm';
import { caseAccess } from './schema.ts';
import type { Transaction } from './scope.ts';

/** Why somebody got access besides a route: as the next who holds a function, not by name. */
const BY_FUNCTION = ['escalated', 'reassigned', 'child protection'];

/** The condition for grants that came with a function and end with it; those that somebody was given by name stay. */
export const cameByFunction = (): SQL | undefined =>
  or(sql`${caseAccess.reason} like 'route:%'`, inArray(caseAccess.reason, BY_FUNCTION));

/**
 * Gives somebody access, or gives it again: what is recorded is why he has it now. Access by name is not lowered to one that
 * ends with a function.
 */
export async function grantAccess(
  tx: Transaction,
  grant: Pick<
    typeof caseAccess.$inferInsert,
    'schoolId' | 'caseId' | 'personId' | 'reason' | 'grantedAt' | 'grantedBy'
  >,
): Promise<void> {
  const { reason, grantedAt, grantedBy = null } = grant;
  await tx
    .insert(caseAccess)
    .values(grant)
    .onConflictDoUpdate({
      target: [caseAccess.schoolId, caseAccess.caseId, caseAccess.personId],
      set: { reason, grantedAt, grantedBy, withdrawnAt: null },
      setWhere: or(sql`${caseAccess.withdrawnAt} is not null`, cameByFunction()),
    });
}
