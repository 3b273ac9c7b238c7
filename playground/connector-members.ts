import { ConnectorError, missMember } from './connector-errors.ts';
import type { PlaygroundPerson } from './types.ts';
import type { Place, WorldState } from './world-state.ts';

const SMALLEST_PAGE = 50;
const LARGEST_PAGE = 500;
const DEFAULT_PAGE = 200;

/** Every person of a conversation as Teams lists them; the bot itself is not among them. */
export const listMembers = (state: WorldState, place: Place): Record<string, unknown>[] =>
  state.readersOf(place).map((person) => describeMember(state, person));

/** One member by Teams id or directory object id; throws ConnectorError 404. */
export function getMember(state: WorldState, place: Place, memberId: string): Record<string, unknown> {
  const member = state.readersOf(place).find(({ id, aadObjectId }) => id === memberId || aadObjectId === memberId);
  if (!member) throw missMember();
  return describeMember(state, member);
}

/** One page of members. `largestPage` lets a test see several pages of a small team: Teams may always send fewer than asked. */
export function pageMembers(
  state: WorldState,
  place: Place,
  query: URLSearchParams,
  largestPage = LARGEST_PAGE,
): { members: Record<string, unknown>[]; continuationToken?: string } {
  const asked = Number(query.get('pageSize') || DEFAULT_PAGE);
  const size = Math.min(Math.max(asked, SMALLEST_PAGE), LARGEST_PAGE, largestPage);
  const from = decodeOffset(query.get('continuationToken'));
  const all = listMembers(state, place);
  const next = from + size;
  const members = all.slice(from, next);
  return next < all.length ? { continuationToken: encodeOffset(next), members } : { members };
}

/** What a test can have wrong with a member list: nobody in it, or a first page after which nothing more can be read. */
export type MemberTrouble = 'empty' | 'cut';

/** A member list with something wrong; throws ConnectorError 500 for what was cut off. */
export function pageTroubled(
  state: WorldState,
  place: Place,
  query: URLSearchParams,
  trouble: MemberTrouble,
): { members: Record<string, unknown>[]; continuationToken?: string } {
  if (trouble === 'empty') return { members: [] };
  if (query.get('continuationToken')) throw new ConnectorError(500, 'ServiceError', 'The list could not be read.');
  return { members: listMembers(state, place).slice(0, 1), continuationToken: encodeOffset(1) };
}

const encodeOffset = (offset: number): string => Buffer.from(`after:${offset}`).toString('base64url');

function decodeOffset(token: string | null): number {
  const offset = Number(/^after:(\d+)$/.exec(Buffer.from(token ?? '', 'base64url').toString('utf8'))?.[1] ?? 0);
  return Number.isSafeInteger(offset) ? offset : 0;
}

function describeMember(state: WorldState, person: PlaygroundPerson): Record<string, unknown> {
  const [givenName = '', ...rest] = person.name.split(' ');
  return {
    id: person.id,
    name: person.name,
    aadObjectId: person.aadObjectId,
    objectId: person.aadObjectId,
    givenName,
    surname: rest.join(' '),
    email: person.email,
    userPrincipalName: person.email,
    tenantId: state.world.tenantId,
    userRole: person.guest ? 'guest' : 'user',
  };
}
