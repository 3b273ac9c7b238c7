import type { Showable } from '../../cards/model.ts';
import type { InboundEvent, Origin } from '../../src/core/events.ts';
import type { Chat } from '../../src/core/ports.ts';
import type { Reply } from '../../src/core/replies.ts';
import type { View } from '../../src/core/views.ts';
import type { Route } from '../../src/http-types.ts';
import type { Log } from '../../src/log.ts';

/** What every adapter needs of the program. */
export interface AdapterDeps {
  handle(event: InboundEvent): Promise<Reply>;
  describe(view: View): Showable;
  /** Forgets a delivery that found no way back, so that its redelivery is handled. */
  forgetDelivery(origin: Origin): Promise<void>;
  log: Log;
  /** Sees every payload before it leaves, named by what it is; for tests. */
  onOutbound?: (kind: string, json: unknown) => void;
}

/** One platform joined to the core. */
export interface Adapter {
  chat: Chat;
  /** What the program's server serves for it. */
  routes: Route[];
  /** Opens a connection of its own where the platform has one (Socket Mode, gateway). */
  start?(): Promise<void>;
  /** Closes that connection; events under way are answered first. */
  stop?(): Promise<void>;
}
