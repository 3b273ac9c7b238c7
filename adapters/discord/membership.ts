import type { InboundEvent } from '../../src/core/events.ts';
import { ChatError } from '../../src/core/ports.ts';
import { show } from '../../src/core/replies.ts';
import type { View } from '../../src/core/views.ts';
import type { AdapterDeps } from '../shared/adapter.ts';
import { viewWhenFailed } from '../shared/failed.ts';
import { atMost } from './kept-drafts.ts';
import { guildMember } from './members.ts';
import type { DiscordRest } from './rest.ts';

/** Who is in which server: a button in the 1:1 chat still works for somebody who was removed from the server since. */
export interface Membership {
  /** Throws where Discord does not say it in time. */
  isMember(guildId: string, accountId: string): Promise<boolean>;
}

const GOOD_FOR_MILLISECONDS = 90_000;
const MOST_REMEMBERED = 10_000;
/** Discord waits 3 seconds for the answer, and the core needs the most of them. */
const LOOK_WITHIN_MILLISECONDS = 1000;

/** Makes the check; its answers are remembered a short while. */
export function createMembership(
  rest: DiscordRest,
  { milliseconds = LOOK_WITHIN_MILLISECONDS, now = Date.now }: { milliseconds?: number; now?: () => number } = {},
): Membership {
  const seen = new Map<string, { member: boolean; until: number }>();

  async function isMember(guildId: string, accountId: string): Promise<boolean> {
    const name = `${guildId}|${accountId}`;
    const found = seen.get(name);
    if (found && found.until > now()) return found.member;
    const member = await ask(guildId, accountId);
    seen.delete(name);
    seen.set(name, { member, until: now() + GOOD_FOR_MILLISECONDS });
    if (seen.size > MOST_REMEMBERED) seen.delete(seen.keys().next().value as string);
    return member;
  }

  async function ask(guildId: string, accountId: string): Promise<boolean> {
    try {
      await rest.read('GET', `/guilds/${guildId}/members/${accountId}`, guildMember);
      return true;
    } catch (error) {
      if (error instanceof ChatError && error.failure === 'gone') return false;
      throw error;
    }
  }

  return { isMember: (guildId, accountId) => atMost(() => isMember(guildId, accountId), milliseconds) };
}

/**
 * Puts the check before the core, for what comes from the 1:1 chat. Where Discord does not say who is a member, nothing is
 * shown; but what a person writes is their own, and an outage must not keep a report away.
 */
export function admitMembers(membership: Membership, handle: AdapterDeps['handle']): AdapterDeps['handle'] {
  return async (event) => {
    const { place, workspaceId, accountId } = event.origin;
    if (place.kind !== 'personal') return handle(event);
    const member = await membership.isMember(workspaceId, accountId).catch(() => null);
    if (member || (member === null && isWriting(event))) return handle(event);
    return show(member === false ? turnAway(event) : NOT_SHOWN);
  };
}

const isWriting = (event: InboundEvent): boolean =>
  event.kind === 'submit' || (event.kind === 'open' && event.form !== 'note');

const EMERGENCY = {
  name: 'emergency',
  accountHelp: 'the school office',
  contacts: { duty: null, childrensSocialCare: null, outOfHours: null },
} as const;
const NOT_SHOWN: View = { ...EMERGENCY, reason: 'not-shown' };

/** Whoever had a form open keeps what was typed. */
function turnAway(event: InboundEvent): View {
  const view = viewWhenFailed(event);
  if (view.name === 'report-form' || view.name === 'note-form') return { ...view, problem: 'not-served' };
  return { ...EMERGENCY, reason: 'unknown' };
}
