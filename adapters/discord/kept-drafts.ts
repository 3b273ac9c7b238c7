import type { Origin } from '../../src/core/events.ts';
import type { Draft, Drafts } from '../../src/core/ports.ts';
import { atMost } from '../shared/within-time.ts';

/** The store's drafts as a form on its way uses them: nobody waits long, and nothing fails. */
export interface KeptDrafts {
  /** What is kept; `unread` where that could not be found out in time, which is not the same as nothing. */
  find(origin: Origin, key: string): Promise<Draft | null | 'unread'>;
  /** Whether it was kept in time. */
  save(origin: Origin, key: string, draft: Draft): Promise<boolean>;
  forget(origin: Origin, key: string): void;
}

/** Makes them; no look at the store takes longer than this many milliseconds. */
export function createKeptDrafts(drafts: Drafts, milliseconds: number): KeptDrafts {
  const turns = new Map<string, Promise<void>>();

  /** Of one form's writes each waits for the one before, however slow: what was forgotten must not be saved after that. */
  function inTurn(origin: Origin, key: string, write: () => Promise<void>): Promise<void> {
    const name = `${origin.workspaceId}|${origin.accountId}|${key}`;
    const done = (turns.get(name) ?? Promise.resolve()).then(write);
    const turn = done
      .catch(() => undefined)
      .then(() => {
        if (turns.get(name) === turn) turns.delete(name);
      });
    turns.set(name, turn);
    return done;
  }

  return {
    find: (origin, key) => atMost(() => drafts.find(origin, key), milliseconds).catch(() => 'unread' as const),
    save: (origin, key, draft) =>
      atMost(() => inTurn(origin, key, () => drafts.save(origin, key, draft)), milliseconds).then(
        () => true,
        () => false,
      ),
    forget: (origin, key) => {
      void inTurn(origin, key, () => drafts.forget(origin, key)).catch(() => undefined);
    },
  };
}
