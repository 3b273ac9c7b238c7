import type { ConcernBody } from './case-record.ts';
import { defangUrl } from './defang.ts';

/** What a technical hand-off may pass on of a case. */
export interface HandOffFacts {
  urls: string[];
  device: string | null;
  /** Set when a device was given that names somebody. */
  deviceWithheld: boolean;
}

const SHORTEST_NAME_WORD = 3;
const WRAPPING = /^[<("'“‘[]+|[>)"'”’\],;:!?.]+$/gu;
/** scheme://user@host:port/rest, where only the host must be there and without a scheme has to end in letters. */
const ADDRESS = /^([a-z][a-z0-9+.-]*:\/\/)?(?:[^/?#@]*@)?([\p{L}\p{N}.-]+)(:\d{1,5})?([/?#].*)?$/iu;
const HOST_NAME = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+(?:\p{L}{2,63}|xn--[a-z0-9-]+|\d{1,3})$/iu;

/** Addresses and device without a name that the report gives: both are free text, and IT staff must not learn who (law 2). */
export function handOffFacts(body: ConcernBody): HandOffFacts {
  const names = namesIn(body);
  const named = (text: string): boolean => names.some((name) => fold(text).includes(name));
  const urls = body.urls.flatMap((line) => line.split(/\s+/)).flatMap((word) => readAddress(word, named));
  const deviceWithheld = body.device !== null && named(body.device);
  return { urls: [...new Set(urls)], device: deviceWithheld ? null : body.device, deviceWithheld };
}

/** A word that is an address, defanged; where its path names somebody, its host alone. */
function readAddress(word: string, named: (text: string) => boolean): string[] {
  const address = word.replaceAll('[.]', '.').replace(WRAPPING, '').replace(/^hxxp/i, 'http');
  const [, scheme = '', host = '', port = '', rest = ''] = ADDRESS.exec(address) ?? [];
  // Without a scheme, what has an @ is a mail address: it names somebody.
  const isAddress = HOST_NAME.test(host) && (scheme !== '' || !/^[^/?#]*@/.test(address));
  if (!isAddress || named(host)) return [];
  return [defangUrl(`${scheme}${host}${port}${named(decode(rest)) ? '' : rest}`)];
}

/** Each person's full name and its words, folded. */
function namesIn({ who, adult }: ConcernBody): string[] {
  const people = [...who.map((line) => line.split(',')[0] ?? ''), adult ?? ''].map((name) => fold(name.trim()));
  const words = people.flatMap((name) => name.split(/[^\p{L}\p{N}]+/u).filter((w) => w.length >= SHORTEST_NAME_WORD));
  return [...new Set([...people, ...words])].filter((name) => name !== '');
}

/** Lower case without accents, so that "Zoë" and "zoe" are the same. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
