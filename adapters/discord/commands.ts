import type { AdapterDeps } from '../shared/adapter.ts';
import { COMMAND_TYPE } from './interaction.ts';
import type { DiscordRest } from './rest.ts';

const SUBCOMMAND = 1;
const TEXT = 3;
/** Commands of a server are seen in that server alone. */
const IN_SERVERS = { contexts: [0], integration_types: [0] };
/** In the 1:1 chat with the bot; which school it is about is found out by who types. */
const IN_PERSONAL = { contexts: [1], integration_types: [0] };

/** The lists of cases that can be asked for by a word. */
const CASE_LISTS = ['open', 'mine', 'overdue', 'closed'] as const;

/** A command has room for 25 parts: this one opens all that has none of its own. Its name is no word of the product's. */
export const SHOW = 'show';
const SHOWN = [
  { name: 'The school’s policies', value: 'policy' },
  { name: 'How far the policies are', value: 'policies' },
  { name: 'What I have to read and learn', value: 'training' },
  { name: 'What is due', value: 'due' },
  { name: 'Registers and requests', value: 'registers' },
  { name: 'Ask for a website to be unblocked', value: 'unblock' },
  { name: 'The web filter', value: 'filter' },
  { name: 'The governors’ digests', value: 'digest' },
  { name: 'The checklist for video calls', value: 'checklist' },
  { name: 'Send the induction to a new colleague', value: 'induct' },
  { name: 'Tell all staff something', value: 'bulletin' },
  { name: 'Who is on duty', value: 'rota' },
];

const subcommand = (name: string, description: string, options: object[] = []) => ({
  type: SUBCOMMAND,
  name,
  description,
  ...(options.length > 0 ? { options } : {}),
});

/** The command as Discord shows it. No part that is about a concern takes words: those belong in the form. */
/** Which case: needed outside its thread alone. There is no room in it for anything that happened. */
const REFERENCE = {
  type: TEXT,
  name: 'reference',
  description: 'Which case, such as ES-2026-0014; not needed below the case',
  required: false,
  min_length: 9,
  max_length: 20,
};
const step = (name: string, description: string) => subcommand(name, description, [REFERENCE]);

const ESAFETY = {
  type: COMMAND_TYPE.typed,
  name: 'esafety',
  description: 'Report a concern and see what you can do here. Only you see the answers.',
  options: [
    subcommand('report', 'Open the form to report a concern'),
    subcommand('mine', 'See your own reports'),
    subcommand('tasks', 'See the tasks that wait for you'),
    subcommand('ask', 'Ask the e-safety co-ordinator something that is no report'),
    subcommand('contacts', 'See whom to ring'),
    subcommand('cases', 'See the cases you work on', [
      {
        type: TEXT,
        name: 'show',
        description: 'Which of them',
        required: false,
        choices: CASE_LISTS.map((value) => ({ name: value, value })),
      },
    ]),
    subcommand('find', 'Look for a case'),
    subcommand('cover', 'See or say who is away'),
    step('case', 'Open a case and see its next steps'),
    step('assess', 'Say how grave a case is'),
    step('note', 'Add a note to a case'),
    step('task', 'Give somebody a task'),
    step('refer', 'Write down a referral'),
    step('escalate', 'Pass a case up'),
    step('assign', 'Say who has a case in hand'),
    step('monitor', 'Keep an eye on a case'),
    step('people', 'Say who is in a case, and who reads it'),
    step('link', 'Link two cases'),
    step('close', 'Close a case'),
    step('reopen', 'Open a closed case again'),
    step('export', 'Take a case out as a file, or the incident log'),
    subcommand(SHOW, 'Open what is asked for less often', [
      { type: TEXT, name: 'what', description: 'What to open', required: true, choices: SHOWN },
    ]),
    subcommand('help', 'See what you can do here'),
    subcommand('setup', 'Make this channel the one for cases (administrators)', [
      { type: TEXT, name: 'school', description: 'Which school, where there are several', required: false },
    ]),
    subcommand('code', 'Say who you are, with the code you were given', [
      { type: TEXT, name: 'code', description: 'The code, such as ABCDE-FGHJK', required: true },
    ]),
  ],
};

/** What stands in a server. */
const SERVER_COMMANDS = [
  { ...ESAFETY, ...IN_SERVERS },
  { type: COMMAND_TYPE.onMessage, name: 'Report this message', ...IN_SERVERS },
];
/** What stands in the 1:1 chat with the bot. */
const PERSONAL_COMMANDS = [{ ...ESAFETY, ...IN_PERSONAL }];

/** Puts the commands in a server, or in the 1:1 chats, in place of what was there; a second time changes nothing. */
export async function putCommands(
  rest: DiscordRest,
  given: { applicationId: string; guildId: string | null; onOutbound?: AdapterDeps['onOutbound'] },
): Promise<void> {
  const { applicationId, guildId, onOutbound } = given;
  const commands = guildId ? SERVER_COMMANDS : PERSONAL_COMMANDS;
  onOutbound?.('commands', commands);
  const route = guildId ? (`/guilds/${guildId}/commands` as const) : '/commands';
  await rest.call('PUT', `/applications/${applicationId}${route}`, { body: commands });
}
