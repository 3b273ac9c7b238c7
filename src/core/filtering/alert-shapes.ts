import { z } from 'zod';
import { type AlertFields, findAlertFields, textOf } from './alert-fields.ts';

// Shapes whose field names mean something else than the same names mean elsewhere. All others are read by the names of their fields.

const text = z.unknown().optional().transform(textOf);
const required = text.refine((value) => value !== null).transform((value) => value ?? '');

/**
 * A firewall's log (Fortinet and the like): day and time apart, the site as host and path, and `hostname` is the site, not the
 * device. Its risk level is the category's, not the attempt's, so it calls nobody.
 */
const firewallLog = z
  .object({
    date: required,
    time: required,
    tz: text,
    hostname: required,
    url: text,
    user: text,
    unauthuser: text,
    srcname: text,
    srcip: text,
    catdesc: text,
    msg: text,
    action: text,
  })
  .refine(({ catdesc, msg }) => catdesc !== null || msg !== null)
  .transform(
    (log): AlertFields => ({
      at: `${log.date} ${log.time}${log.tz === null ? '' : ` ${log.tz}`}`,
      url: log.url === null || !log.url.startsWith('/') ? (log.url ?? log.hostname) : `${log.hostname}${log.url}`,
      search: null,
      account: log.user ?? log.unauthuser,
      device: log.srcname ?? log.srcip,
      rule: log.catdesc ?? log.msg,
      level: null,
      action: log.action,
      times: null,
    }),
  );

/** A safeguarding report (Smoothwall and the like): the person with his group in brackets, and address or search in one column. */
const safeguardingReport = z
  .object({
    'date / time': required,
    'user (group)': text,
    'matched safeguarding categories': required,
    'domain / url / search term': required,
    'safeguarding level': text,
    level: text,
    'ip address': text,
  })
  .transform((line): AlertFields => {
    const what = line['domain / url / search term'];
    const isSearch = /\s/.test(what) || !what.includes('.');
    return {
      at: line['date / time'],
      url: isSearch ? null : what,
      search: isSearch ? what : null,
      account: withoutGroup(line['user (group)']),
      device: line['ip address'],
      rule: line['matched safeguarding categories'],
      level: line['safeguarding level'] ?? line.level,
      action: null,
      times: null,
    };
  });

/** "pip.parrot (Year 8)" as "pip.parrot". */
function withoutGroup(name: string | null): string | null {
  const at = name?.endsWith(')') ? name.lastIndexOf('(') : -1;
  return name !== null && at > 0 ? name.slice(0, at).trimEnd() : name;
}

/** Each with the fields that give it away: whole bundles are read, and a schema that does not fit takes long to say so. */
const SHAPES = [
  { has: ['date', 'time', 'hostname'], schema: firewallLog },
  { has: ['matched safeguarding categories', 'domain / url / search term'], schema: safeguardingReport },
];

/** What one line says, by our own names: by its shape where it has one of its own, else by the names of its fields. */
export function fieldsOfLine(line: Record<string, unknown>): AlertFields {
  const named = Object.fromEntries(Object.entries(line).map(([name, value]) => [name.trim().toLowerCase(), value]));
  for (const { has, schema } of SHAPES) {
    const read = has.every((name) => Object.hasOwn(named, name)) ? schema.safeParse(named) : null;
    if (read?.success) return read.data;
  }
  return findAlertFields(line);
}
