import { asAnswer, isCaseVerb, runCaseCommand } from './case-commands.ts';
import { CASE_FILTERS } from './case-views.ts';
import type { Desk } from './desk.ts';
import { type DeskCommand, deskCommands } from './desk-commands.ts';
import { deskFormRules } from './desk-forms.ts';
import type { DeskFormName, InboundEvent } from './events.ts';
import { showHelp } from './help.ts';
import { emergencyView, type Identified, type Identity } from './identify.ts';
import { alertToImage } from './incidents/alert-image.ts';
import { openReport } from './incidents/open-report.ts';
import { showCases } from './incidents/show-cases.ts';
import { redeemCode } from './people/redeem-code.ts';
import type { StillInside } from './people/still-inside.ts';
import { namePlace } from './places/setup.ts';
import { pressRules } from './presses.ts';
import { type Reply, show } from './replies.ts';
import { sharedContacts } from './schools.ts';

type Command = Extract<InboundEvent, { kind: 'command' }>;

/** The first word of what was typed, without `/` and the product's name; the rest may hold a story and is looked at no further. */
export function parseCommand(text: string): { verb: string; rest: string } {
  const words = text
    .trim()
    .replace(/^\/?\s*e-?safety\b[:,]?\s*/i, '')
    .replace(/^\//, '')
    .trim();
  const [verb = '', ...rest] = words.split(/\s+/);
  // Phones put full stops and quotation marks round single words.
  const plain = verb.toLowerCase().replace(/^[^a-z]+|[^a-z]+$/g, '');
  return { verb: plain === 'reports' ? 'report' : plain || verb, rest: rest.join(' ') };
}

/** Runs what a person typed. Text after a verb that could hold a story is not kept, and the form opens. */
export async function runCommand(
  desk: Desk,
  event: Command,
  identified: Exclude<Identified, { kind: 'duplicate' }>,
  stillInside: StillInside,
): Promise<Reply> {
  const { verb, rest } = parseCommand(event.text);
  const turnedAway = identified.kind === 'turned-away' ? identified : null;
  // A code is how somebody unknown becomes known; it opens nothing to a guest or to somebody who left.
  if (verb === 'code' && (!turnedAway || turnedAway.reason === 'unknown')) {
    const tiedTo = identified.kind === 'known' ? identified.identity.personId : null;
    return redeemCode(desk, event.origin, rest, tiedTo);
  }
  if (identified.kind === 'turned-away') return identified.reply;
  const { identity } = identified;
  // A picture may be an image of a child: it is never fetched, and the person is told what to do instead.
  if (event.hasAttachment) {
    await alertToImage(desk, identity, event.origin);
    const contacts = sharedContacts(identity.seats.map((seat) => seat.profile));
    return show({ name: 'notice', notice: 'image-not-kept', contacts });
  }
  if (!TOUCHES_NO_CASE.includes(verb) && !(await stillInside(event.origin)))
    return show(emergencyView(desk, event.origin, 'guest'));
  if (isCaseVerb(verb)) return runCaseCommand(desk, identity, { origin: event.origin, verb, rest });
  const command = Object.hasOwn(deskCommands, verb) ? deskCommands[verb] : undefined;
  if (command) return runDeskCommand(desk, identity, event, command);
  switch (verb) {
    case 'report':
      return openReport(desk, identity, { origin: event.origin, form: 'report', textRefused: rest !== '' });
    case 'cases':
      return listOrFind(desk, identity, event, rest);
    case 'setup':
      return namePlace(desk, identity, event.origin, rest);
    case 'help':
    case '':
      return showHelp(identity, false);
    default:
      return showHelp(identity, true);
  }
}

/** What is typed that shows no case and acts on none: nothing may stand in a report's way. */
const TOUCHES_NO_CASE: readonly string[] = [
  'report',
  'mine',
  'contacts',
  'policy',
  'training',
  'checklist',
  'setup',
  'ask',
  'help',
  '',
];

/** A word we know chooses the list; a name or anything else is not kept: the form for looking is opened instead. */
function listOrFind(desk: Desk, identity: Identity, event: Command, rest: string): Promise<Reply> {
  const word = rest.toLowerCase();
  if (word === '' || CASE_FILTERS.some((filter) => filter === word)) return showCases(desk, identity, { filter: word });
  return openDeskForm(desk, identity, event, 'find');
}

async function runDeskCommand(desk: Desk, identity: Identity, event: Command, command: DeskCommand): Promise<Reply> {
  const { origin } = event;
  if ('form' in command) return openDeskForm(desk, identity, event, command.form, command.data);
  const { press } = command;
  return asAnswer(await pressRules[press](desk, identity, { kind: 'press', origin, action: press, data: {} }));
}

function openDeskForm(
  desk: Desk,
  identity: Identity,
  { origin }: Command,
  form: DeskFormName,
  data: Record<string, string> = {},
): Promise<Reply> {
  return deskFormRules[form].open(desk, identity, { kind: 'open', origin, form, data });
}
