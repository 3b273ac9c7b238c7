import { PlatformLimit } from '../shared/platform-limit.ts';
import { MOST_SHORT_TEXT } from './limits.ts';

/** What a component does: the three of every platform, and two of Discord's: open a page of a form, send a kept form. */
export type CustomAct = 'press' | 'open' | 'page' | 'send';

/** What a component of ours carries: identifiers only. It comes back when it is used. */
export interface CustomId {
  act: CustomAct;
  /** A press name or a form name. */
  name: string;
  ids: Record<string, string>;
  /** Which page of a form, counted from 0. */
  page?: number;
  /** The server it belongs to, where the payload does not say: in a 1:1 chat. */
  guildId?: string | null;
}

const ACTS: Record<CustomAct, string> = { press: 'p', open: 'o', page: 'f', send: 's' };
/** Names of identifiers in one letter; any other is written out. */
const LETTERS: Record<string, string> = {
  case: 'c',
  key: 'k',
  request: 'r',
  before: 'b',
  reference: 'n',
  category: 't',
  place: 'l',
  task: 'd',
  step: 'e',
  referral: 'q',
  agency: 'a',
  kind: 'h',
  filter: 'i',
  subject: 'j',
  report: 'm',
  question: 'u',
  register: 'x',
  entry: 'y',
  school: 'z',
  version: 'v',
  document: 'o',
  course: 'w',
  bulletin: 's',
  duty: 'f',
  alert: 'p',
  digest: 'A',
  n: 'N',
};
const NAMES = Object.fromEntries(Object.entries(LETTERS).map(([name, letter]) => [letter, name]));
const VARIANT = 'variant';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Packs it into the 100 characters that Discord gives; throws `PlatformLimit` for more. */
export function encodeCustomId({ act, name, ids, page, guildId }: CustomId): string {
  const parts = Object.entries(ids)
    // A form that says in its data which variant it is says the same as its name.
    .filter(([id, value]) => !(id === VARIANT && value === name))
    .map(([id, value]) => (LETTERS[id] ?? `.${encodeURIComponent(id)}=`) + packValue(value));
  if (guildId) parts.push(`g${packValue(guildId)}`);
  const text = [`${ACTS[act]}${page ?? ''}`, name, ...parts].join(':');
  if (text.length > MOST_SHORT_TEXT)
    throw new PlatformLimit(
      'Discord',
      `the identifiers of "${name}" need ${text.length} of ${MOST_SHORT_TEXT} characters`,
    );
  return text;
}

/** Reads what `encodeCustomId` wrote; null for anything else. */
export function decodeCustomId(text: string): CustomId | null {
  const [head = '', name = '', ...parts] = text.split(':');
  const act = (Object.keys(ACTS) as CustomAct[]).find((candidate) => ACTS[candidate] === head[0]);
  const page = head.slice(1);
  if (!act || name === '' || !/^\d{0,2}$/.test(page)) return null;
  const found: CustomId = { act, name, ids: {}, ...(page === '' ? {} : { page: Number(page) }) };
  for (const part of parts) {
    const long = /^\.([^=]+)=(.*)$/.exec(part);
    const value = unpackValue(long ? (long[2] ?? '') : part.slice(1));
    if (value === null) return null;
    if (long) found.ids[safeDecode(long[1] ?? '')] = value;
    else if (part.startsWith('g')) found.guildId = value;
    else if (NAMES[part[0] ?? '']) found.ids[NAMES[part[0] ?? ''] as string] = value;
    else return null;
  }
  return found;
}

/** Identifiers of 128 bits take 22 characters instead of 36, server ids 13 instead of 19. */
function packValue(value: string): string {
  if (UUID.test(value)) return `~${Buffer.from(value.replaceAll('-', ''), 'hex').toString('base64url')}`;
  if (/^[0-9a-f]{32}$/.test(value)) return `!${Buffer.from(value, 'hex').toString('base64url')}`;
  if (/^[1-9]\d{14,19}$/.test(value)) return `*${BigInt(value).toString(36)}`;
  return encodeURIComponent(value).replace(/^[~!*]/, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function unpackValue(packed: string): string | null {
  const rest = packed.slice(1);
  if (packed.startsWith('~') || packed.startsWith('!')) {
    const hex = Buffer.from(rest, 'base64url').toString('hex');
    if (hex.length !== 32) return null;
    return packed.startsWith('!') ? hex : hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }
  if (packed.startsWith('*')) {
    if (!/^[0-9a-z]{1,13}$/.test(rest)) return null;
    return [...rest].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n).toString();
  }
  return safeDecode(packed);
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
