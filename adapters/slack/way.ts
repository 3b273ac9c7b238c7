import type { InboundEvent } from '../../src/core/events.ts';

/** How an event came in, which decides how it can be answered. */
export interface Way {
  via:
    | 'command'
    | 'shortcut'
    | 'message-button'
    | 'dialog-button'
    | 'home-button'
    | 'submit'
    | 'mention'
    | 'direct'
    | 'home'
    | 'joined';
  teamId: string;
  userId: string;
  /** Opens one dialog, once, within three seconds. */
  triggerId?: string;
  /** Answers a command or button for half an hour. */
  responseUrl?: string;
  /** Where it happened; absent for dialogs and the bot's own page. */
  channelId?: string;
  /** The thread it happened in. */
  threadTs?: string;
  /** The message whose button was pressed. */
  message?: { channelId: string; ts: string; ephemeral: boolean };
  /** The dialog it came from. */
  dialog?: {
    id: string;
    /** The name of the view in it. */
    shows: string | null;
    /** The inputs in it. */
    inputs: string[];
  };
}

/** What a payload means to the core, and how it can be answered. */
export interface Parsed {
  event: InboundEvent;
  way: Way;
}
