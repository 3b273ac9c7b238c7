/** A breach of personal data is reported to the Information Commissioner within 72 hours of knowing of it (UK GDPR article 33). */
const BREACH_MILLISECONDS = 72 * 60 * 60_000;
/** Somebody is reminded a day before it ends: it runs by the clock, also at weekends. */
const WARNING_MILLISECONDS = 24 * 60 * 60_000;

/** The deadline of a data breach, and when it is reminded of. */
export function breachDeadline(knownAt: Date, now: Date): { deadlineAt: Date; remindAt: Date } {
  const deadlineAt = new Date(knownAt.getTime() + BREACH_MILLISECONDS);
  const warnAt = new Date(deadlineAt.getTime() - WARNING_MILLISECONDS);
  return { deadlineAt, remindAt: warnAt < now ? now : warnAt };
}
