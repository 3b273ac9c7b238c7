import { customType, timestamp } from 'drizzle-orm/pg-core';

/** Bytes: keys, sealed text and fingerprints. */
export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** An instant, stored in UTC. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
