import type { Ids } from './ids.ts';
import type { StaffDirectory } from './people/directory.ts';
import type { Chats, Clock } from './ports.ts';
import type { Schools } from './schools.ts';
import type { SchoolProfile } from './school/profile.ts';
import type { Store } from './store-port.ts';
import type { NationalContact } from './views.ts';

/** Everything the rules are given to work with; `main.ts` puts it together. */
export interface Desk {
  store: Store;
  chats: Chats;
  schools: Schools;
  staff: StaffDirectory;
  clock: Clock;
  ids: Ids;
  /** Bodies that every school of a nation can turn to. */
  nationalContacts(nation: SchoolProfile['nation']): NationalContact[];
  /** Told of unexpected errors by class, never by message. */
  reportError(event: string, error: unknown): void;
}
