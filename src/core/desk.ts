import type { NationalContact } from './desk-views.ts';
import type { Exports } from './exports/exports.ts';
import type { Ids } from './ids.ts';
import type { StaffDirectory } from './people/directory.ts';
import type { DutyRota } from './people/duty.ts';
import type { Chats, Clock, Mailer } from './ports.ts';
import type { SchoolProfile } from './school/profile.ts';
import type { Schools } from './schools.ts';
import type { Store } from './store-port.ts';

/** Everything the rules are given to work with; `main.ts` puts it together. */
export interface Desk {
  store: Store;
  chats: Chats;
  schools: Schools;
  staff: StaffDirectory;
  duty: DutyRota;
  clock: Clock;
  ids: Ids;
  exports: Exports;
  /** Null where no mail server is configured: then everything goes by chat alone. */
  mailer: Mailer | null;
  /** The address under which people reach a page of this program. */
  addressOf(path: string): string;
  /** Bodies that every school of a nation can turn to. */
  nationalContacts(nation: SchoolProfile['nation']): NationalContact[];
  /** Told of unexpected errors by class, never by message. */
  reportError(event: string, error: unknown): void;
}
