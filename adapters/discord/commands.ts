import type { AdapterDeps } from '../shared/adapter.ts';
import { COMMAND_TYPE } from './interaction.ts';
import type { DiscordRest } from './rest.ts';

const SUBCOMMAND = 1;
const TEXT = 3;
/** Commands of a server are seen in that server alone. */
const IN_SERVERS = { contexts: [0], integration_types: [0] };
/** In the 1:1 chat with the bot; which school it is about is found out by who types. */
const IN_PERSONAL = { contexts: [1], integration_types: [0] };

const subcommand = (name: string, description: string, options: object[] = []) => ({
  type: SUBCOMMAND,
  name,
  description,
  ...(options.length > 0 ? { options } : {}),
});

/** The command as Discord shows it. No part that is about a concern takes words: those belong in the form. */
const ESAFETY = {
  type: COMMAND_TYPE.typed,
  name: 'esafety',
  description: 'Report a concern and see what you can do here. Only you see the answers.',
  options: [
    subcommand('report', 'Open the form to report a concern'),
    subcommand('mine', 'See your own reports'),
    subcommand('cases', 'See the cases you work on'),
    subcommand('policy', 'See the school’s policies'),
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
