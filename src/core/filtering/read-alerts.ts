import { type AlertFields, isObject } from './alert-fields.ts';
import { fieldsOfLine } from './alert-shapes.ts';
import { readAlertTime } from './alert-time.ts';
import type { AlertDetails } from './filter-store.ts';
import { isGrave, topicOf } from './filter-topics.ts';

/** One line of what a filter sends, as far as it could be understood. */
export interface ReadAlert extends AlertDetails {
  /** When it happened; null where the line does not say so that it can be read. */
  at: Date | null;
  /** The sender calls it grave. */
  grave: boolean;
  /** How many attempts the line stands for. */
  times: number;
}

/** Lines that were understood, those that say nothing of a site or a rule, and those that report what was allowed and is no reason for concern. */
export interface ReadAlerts {
  alerts: ReadAlert[];
  unread: number;
  allowed: number;
}

/** Longest texts that are kept, in characters: an address can be as long as whoever wrote the page likes. */
const MOST = { url: 2_000, search: 500, account: 200, device: 200, rule: 200 };
const MOST_TIMES = 10_000;
/** Where the lines stand when something is written around them. */
const LISTS = ['alerts', 'events', 'data', 'records', 'items', 'logs', 'results', 'rows'];
/** How filters say that they let something through. */
const LET_THROUGH = [
  'allowed',
  'allow',
  'passthrough',
  'permitted',
  'passed',
  'monitored',
  'monitor',
  'warned',
  'false',
];

/**
 * Reads what a filter sends: one object, a list, a list inside an object, or one object on each line. Unknown fields are passed
 * over. Null when it is none of these.
 */
export function readAlertText(content: string): ReadAlerts | null {
  const lines = parseLines(content.replace(/^\uFEFF/, '').trim());
  return lines && readAlertLines(lines);
}

/** Reads lines of any shape that filters write. */
export function readAlertLines(lines: readonly unknown[]): ReadAlerts {
  const read: ReadAlerts = { alerts: [], unread: 0, allowed: 0 };
  for (const line of lines) {
    const alert = isObject(line) ? toAlert(fieldsOfLine(line)) : null;
    if (!alert) read.unread += 1;
    // Exports list every page that was opened: what is allowed and ordinary is nobody's business.
    else if (!alert.stopped && !alert.grave && !topicOf(alert.rule)) read.allowed += 1;
    else read.alerts.push(alert);
  }
  return read;
}

function toAlert(fields: AlertFields): ReadAlert | null {
  if (fields.url === null && fields.search === null && fields.rule === null) return null;
  return {
    at: readAlertTime(fields.at),
    url: cut(withoutLogin(fields.url), MOST.url),
    search: cut(fields.search, MOST.search),
    account: cut(fields.account, MOST.account),
    device: cut(fields.device, MOST.device),
    rule: cut(fields.rule, MOST.rule),
    stopped: fields.action === null || !LET_THROUGH.includes(fields.action.toLowerCase()),
    grave: isGrave(fields.level),
    times: readTimes(fields.times),
  };
}

function readTimes(value: string | null): number {
  const times = Number(value ?? 1);
  return Number.isInteger(times) && times > 0 ? Math.min(times, MOST_TIMES) : 1;
}

/** A login in a web address is nobody's business here: "https://name:password@host/" as "https://host/". */
const withoutLogin = (url: string | null): string | null =>
  url?.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/?#@]*:[^/?#]*@/i, '$1') ?? null;

const cut = (text: string | null, most: number): string | null =>
  text === null || text.length <= most ? text : `${text.slice(0, most - 1)}…`;

function parseLines(content: string): unknown[] | null {
  const whole = parseJson(content);
  if (Array.isArray(whole)) return whole;
  if (isObject(whole)) return listInside(whole) ?? [whole];
  const lines = content.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length < 2) return null;
  const objects = lines.map(parseJson);
  return objects.every(isObject) ? objects : null;
}

function listInside(whole: Record<string, unknown>): unknown[] | null {
  for (const name of LISTS) if (Array.isArray(whole[name])) return whole[name];
  return null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
