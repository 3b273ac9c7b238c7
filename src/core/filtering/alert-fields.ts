/** The names under which filters write each thing we keep, without case, spaces and signs; the first that is there counts. */
const NAMES = {
  at: [
    'timestamp',
    'datetime',
    'time',
    'eventtime',
    'occurredat',
    'createdat',
    'blockedat',
    'requesttime',
    'logtime',
    'starttime',
    'when',
    'at',
    'date',
  ],
  url: [
    'url',
    'fullurl',
    'requesturl',
    'siteurl',
    'pageurl',
    'destinationurl',
    'uri',
    'webaddress',
    'address',
    'site',
    'website',
    'destination',
    'domain',
    'host',
  ],
  search: ['searchterm', 'searchquery', 'searchphrase', 'search', 'query', 'keywords', 'keyword', 'phrase'],
  account: [
    'account',
    'accountname',
    'useremail',
    'username',
    'userprincipalname',
    'upn',
    'userlogin',
    'userid',
    'user',
    'email',
    'login',
    'studentemail',
    'student',
    'clientname',
  ],
  device: [
    'device',
    'devicename',
    'computer',
    'computername',
    'workstation',
    'machine',
    'hostname',
    'clienthostname',
    'deviceid',
    'clientip',
    'sourceip',
    'srcip',
    'ipaddress',
    'ip',
  ],
  rule: [
    'category',
    'categories',
    'categoryname',
    'categorynames',
    'matchedcategories',
    'matchedcategory',
    'catdesc',
    'theme',
    'ruleset',
    'rule',
    'rulename',
    'reason',
    'policy',
    'policyname',
  ],
  level: [
    'severity',
    'safeguardinglevel',
    'breachlevel',
    'risklevel',
    'threatlevel',
    'risk',
    'priority',
    'urgency',
    'level',
  ],
  action: ['action', 'verdict', 'decision', 'status', 'outcome', 'blocked'],
  times: ['count', 'hits', 'attempts', 'times', 'occurrences'],
} as const;

/** One of the things we keep of a line. */
export type AlertField = keyof typeof NAMES;
/** Values of one line by our own names; null where the line has none. */
export type AlertFields = Record<AlertField, string | null>;

/** What filters write where they do not know. */
const NOTHING = ['', '-', 'n/a', 'na', 'none', 'null', 'unknown', 'undefined', '(none)'];
/** Objects around the alert itself say nothing of their own. */
const WRAPPERS = ['alert', 'event', 'data', 'payload', 'log', 'record'];
const MOST_NESTED = 3;
/** In characters. */
const LONGEST = 4_000;

/** Finds what we keep in a line of any shape; fields that nobody knows are left alone. */
export function findAlertFields(line: Record<string, unknown>): AlertFields {
  const values = new Map<string, string>();
  collect(values, line, '', 0);
  const find = (field: AlertField): string | null => {
    const name = NAMES[field].find((candidate) => values.has(candidate));
    return (name === undefined ? undefined : values.get(name)) ?? null;
  };
  const at = find('at');
  const day = values.get('date');
  return {
    // Day and time in columns of their own.
    at: at !== null && day !== undefined && /^\d{1,2}:\d{2}/.test(at) ? `${day} ${at}` : at,
    url: find('url'),
    search: find('search'),
    account: find('account'),
    device: find('device'),
    rule: find('rule'),
    level: find('level'),
    action: find('action'),
    times: find('times'),
  };
}

/**
 * A value as text; a list as its values one after the other, a list in a list as nothing; null for what is no value or says
 * nothing. What is longer than any value of ours is cut here, before anything else reads it.
 */
export function textOf(value: unknown): string | null {
  if (!Array.isArray(value)) return singleText(value);
  return singleText(
    value
      .map(singleText)
      .filter((text) => text !== null)
      .join(', '),
  );
}

function singleText(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return null;
  const text = String(value).trim().slice(0, LONGEST);
  return NOTHING.includes(text.toLowerCase()) ? null : text;
}

function collect(values: Map<string, string>, line: Record<string, unknown>, prefix: string, depth: number): void {
  for (const [key, value] of Object.entries(line)) {
    const name = prefix + key.toLowerCase().replace(/[^a-z0-9]/g, '');
    if (isObject(value) && depth < MOST_NESTED) {
      collect(values, value, WRAPPERS.includes(name) ? '' : name, depth + 1);
      continue;
    }
    const text = textOf(value);
    if (text !== null && !values.has(name)) values.set(name, text);
  }
}

/** Whether a value is an object with fields. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
