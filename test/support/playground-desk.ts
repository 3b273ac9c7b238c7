import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { vi } from 'vitest';
import type { Playground, PlaygroundClient, PlaygroundPerson } from '../../playground/server.ts';
import type { CardJson, ConnectorCall, MessageView, Outcome } from '../../playground/types.ts';
import { readEnvironment } from '../../src/config/environment.ts';
import { type Demo, startDemo } from '../../src/demo.ts';
import { createLog } from '../../src/log.ts';
import { createTestDatabase } from './database.ts';
import { type MovedClock, movedClock } from './moved-clock.ts';
import { keepPayload } from './payload-sink.ts';

/** A school morning in term: Tuesday 10 November 2026, 10.00 in London. */
const SCHOOL_MORNING = '2026-11-10T10:00:00Z';
/** The case channel of the demo school, and its team. */
export const CASES = '19:dsl-team-cases@thread.tacv2';
/** The team around the case channel. */
export const DSL_TEAM = '19:dsl-team@thread.tacv2';
/** The channel of all staff. */
export const STAFFROOM = '19:all-staff-general@thread.tacv2';

const makeOther = (number: number, name: string, email: string, guest = false): PlaygroundPerson => ({
  id: `29:other${number}`,
  aadObjectId: `00000000-0000-4000-8000-0000000000a${number}`,
  name,
  email,
  jobTitle: 'Not on the staff now',
  ...(guest ? { guest } : {}),
});

/** Accounts of the workspace that belong to nobody on the staff today. */
const OTHERS = [
  makeOther(1, 'Gus Guest', 'gus@partner.example', true),
  makeOther(2, 'Uma Unknown', 'uma.unknown@larkfield-demo.example'),
  // The staff list has this address with a last day in the past.
  makeOther(3, 'Les Leaver', 'les.leaver@larkfield-demo.example'),
];

/** The first names of everybody in the playground, staff first. */
export type Who = 'Tess' | 'Dana' | 'Dev' | 'Hope' | 'Ike' | 'Cora' | 'Olive' | 'Nia' | 'Ada' | 'Gus' | 'Uma' | 'Les';

/** A complete report about a pupil, as the form sends it. */
export const REPORT: Record<string, string> = {
  adult: 'no',
  what: 'A pupil showed me a message that upset her.',
  category: 'conduct',
  who: 'Robin Invented, Year 4',
  date: '2026-11-10',
  time: '09:15',
  place: 'school',
  danger: 'no',
};

/** The whole program and the playground it takes for Teams, with a clock that is moved by hand. */
export interface PlaygroundDesk {
  demo: Demo;
  playground: Playground;
  clock: MovedClock;
  logLines: string[];
  as(who: Who): PlaygroundClient;
  accountOf(who: Who): string;
  /** The bot's messages to one person, oldest first. */
  personal(who: Who): MessageView[];
  /** The bot's messages in the case channel. */
  posted(): MessageView[];
  /** Everything every person can see anywhere, as text. */
  everythingShown(): string;
  /** Calls that wrote into a channel. */
  channelCalls(): ConnectorCall[];
  /** Waits until nothing that is due waits in the outbox. */
  delivered(): Promise<void>;
  /** Types `/esafety report` in the 1:1 chat and answers the id of the form's message. */
  openForm(who: Who): Promise<string>;
  /** Fills in the form in the 1:1 chat and presses Send; answers the receipt's card and its reference. */
  report(who: Who, values?: Record<string, string>): Promise<Reported>;
  /** Presses "View detail" with a case's id on a card of the person's own, as somebody would who copied the id. */
  viewCopied(who: Who, caseId: string): Promise<Outcome>;
  caseIdOf(reference: string): Promise<string>;
  /** One query as the owner of the database. */
  sql: postgres.Sql;
  /** All tables as text, a row a line. */
  dumpTables(): Promise<string>;
  close(): Promise<void>;
}

/** A recorded concern. */
export interface Reported {
  reference: string;
  receipt: string;
  messageId: string;
  outcome: Outcome;
}

const LOOK_AGAIN_MILLISECONDS = 20;

/** Starts the demo school on a database of its own. */
export async function openPlaygroundDesk(given: { databaseUrl?: string } = {}): Promise<PlaygroundDesk> {
  const database = given.databaseUrl ? null : await createTestDatabase();
  const databaseUrl = given.databaseUrl ?? (database?.url as string);
  const clock = movedClock(SCHOOL_MORNING);
  const logLines: string[] = [];
  const environment = readEnvironment({
    PORT: '0',
    DATABASE_URL: databaseUrl,
    ESAFETY_MASTER_KEY: Buffer.alloc(32, 9).toString('base64'),
  });
  const demo = await startDemo(
    environment,
    createLog('trace', (line) => logLines.push(line)),
    {
      clock,
      playgroundPort: 0,
      others: OTHERS,
      onOutbound: keepPayload,
    },
  );
  const { playground } = demo;
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  const people = new Map([...demo.people, ...OTHERS].map(({ id, name }) => [name.split(' ')[0], id]));
  const accountOf = (who: Who): string => people.get(who) ?? '';
  const as = (who: Who): PlaygroundClient => playground.as(accountOf(who));
  const fromBot = (messages: MessageView[]): MessageView[] => messages.filter(({ from }) => from.kind === 'bot');
  const tables = async (): Promise<string[]> => {
    const rows = await sql<
      { name: string }[]
    >`select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' order by 1`;
    return rows.map(({ name }) => name);
  };
  const openForm = async (who: Who): Promise<string> => {
    await as(who).say({ conversation: 'personal', text: '/esafety report' });
    return lastOf(fromBot(as(who).conversation('personal').messages)).id;
  };

  return {
    demo,
    playground,
    clock,
    logLines,
    as,
    accountOf,
    personal: (who) => fromBot(as(who).conversation('personal').messages),
    posted: () => fromBot(as('Dana').conversation(CASES).messages),
    everythingShown: () =>
      [...people.values()]
        .flatMap((id) => {
          const client = playground.as(id);
          return ['personal', CASES, STAFFROOM].map((place) => {
            try {
              return JSON.stringify(client.conversation(place));
            } catch {
              return '';
            }
          });
        })
        .join('\n'),
    channelCalls: () => playground.calls.filter(isChannelWrite),
    delivered: async () => {
      await vi.waitFor(
        async () => {
          demo.started.kick();
          // Most often all has been delivered by then; one that hangs is not waited for.
          await Promise.race([demo.started.idle(), pause(LOOK_AGAIN_MILLISECONDS)]);
          const [waiting] = await sql`select count(*)::int as count from outbox
            where state = 'pending' and (due_at <= ${clock.now()} or leased_until > ${clock.now()})`;
          if (waiting?.count !== 0) throw new Error(`${waiting?.count} messages still wait`);
        },
        { timeout: 10_000, interval: LOOK_AGAIN_MILLISECONDS },
      );
    },
    openForm,
    report: async (who, values = {}) => {
      const messageId = await openForm(who);
      const outcome = await as(who).pressAction({
        activityId: messageId,
        action: 'Send',
        inputs: { ...REPORT, ...values },
      });
      const receipt = outcome.kind === 'card' ? readTexts(outcome.card) : outcome.kind;
      const reference = /ES-(\d{4}-\d{4}|R-\w+)/.exec(receipt)?.[0];
      if (!reference) throw new Error(`no receipt but: ${receipt}`);
      return { reference, receipt, messageId, outcome };
    },
    viewCopied: (who, caseId) => {
      const data = { msteams: { type: 'task/fetch' }, esafety: { act: 'press', name: 'view-case', case: caseId } };
      const [greeting] = fromBot(as(who).conversation('personal').messages);
      return as(who).pressAction({ activityId: greeting?.id ?? '', action: { type: 'Action.Submit', data } });
    },
    caseIdOf: async (reference) => {
      const [row] = await sql<{ id: string }[]>`select id::text from cases where reference = ${reference}`;
      return row?.id ?? '';
    },
    sql,
    dumpTables: async () => {
      const lines: string[] = [];
      for (const table of await tables()) {
        const rows = await sql<{ row: string }[]>`select t::text as row from ${sql(table)} t`;
        lines.push(...rows.map(({ row }) => `${table}: ${row}`));
      }
      return lines.join('\n');
    },
    close: async () => {
      await sql.end({ timeout: 1 });
      await demo.stop();
      await database?.close();
    },
  };
}

/** Every text a card shows, in order, one a line: titles, labels, values and buttons. */
export function readTexts(card: CardJson | undefined): string {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const child of node) visit(child);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    const entries = node as Record<string, unknown>;
    if (entries.type === 'RichTextBlock' && Array.isArray(entries.inlines)) {
      found.push(entries.inlines.map(({ text }: { text?: string }) => text ?? '').join(''));
      return;
    }
    for (const name of ['text', 'label', 'title', 'value', 'errorMessage']) {
      if (typeof entries[name] === 'string') found.push(dropEscapes(entries[name]));
    }
    for (const [name, child] of Object.entries(entries)) if (name !== 'data') visit(child);
  };
  visit(card);
  return found.join('\n');
}

/** The last of some; throws where there is none. */
export function lastOf<T>(items: readonly T[]): T {
  const last = items.at(-1);
  if (last === undefined) throw new Error('there is none');
  return last;
}

/** What an outcome shows: a card's or dialog's texts, or the one sentence. */
export function readOutcome(outcome: Outcome): string {
  if (outcome.kind === 'card' || outcome.kind === 'insert') return readTexts(outcome.card);
  if (outcome.kind === 'dialog') return `${outcome.dialog.title}\n${readTexts(outcome.dialog.card)}`;
  return outcome.kind === 'done' ? '' : outcome.text;
}

/** The values that stand in a form's inputs, by id. */
export function readInputs(card: CardJson): Record<string, string> {
  const values: Record<string, string> = {};
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const child of node) visit(child);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    const { type, id, value } = node as Record<string, unknown>;
    if (String(type).startsWith('Input.') && typeof id === 'string' && typeof value === 'string') values[id] = value;
    for (const child of Object.values(node)) visit(child);
  };
  visit(card);
  return values;
}

function dropEscapes(text: string): string {
  return text.replace(/\\([\\`*_{}[\]<>|~&/#+\-.)])/g, '$1');
}

function isChannelWrite({ method, path, body }: ConnectorCall): boolean {
  if (method === 'GET') return false;
  return decodeURIComponent(path).includes('@thread.') || JSON.stringify(body).includes('@thread.');
}
