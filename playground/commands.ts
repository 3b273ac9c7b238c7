import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord, readString } from './http-helpers.ts';

/** A word the bot understands, offered in the compose box. */
export interface BotCommand {
  title: string;
  description: string;
}

/** A message-extension command that opens a dialog. */
export interface ExtensionCommand extends BotCommand {
  id: string;
  contexts: string[];
}

/** What the compose box and the messages' menus offer. */
export interface Commands {
  botCommands: BotCommand[];
  extensionCommands: ExtensionCommand[];
}

/** Reads the commands from the first app manifest found in the folders; without one there are none. */
export function readCommands(folders: string[]): Commands {
  const file = folders.map((folder) => join(folder, 'manifest.json')).find((path) => existsSync(path));
  const manifest = file ? parse(readFileSync(file, 'utf8')) : {};
  const [bot] = listRecords(manifest.bots);
  const [extension] = listRecords(manifest.composeExtensions);
  const botCommands = listRecords(bot?.commandLists)
    .filter(({ scopes }) => !Array.isArray(scopes) || scopes.includes('personal'))
    .flatMap(({ commands }) => listRecords(commands))
    .map(readCommand);
  const extensionCommands = listRecords(extension?.commands).map((command) => ({
    ...readCommand(command),
    id: readString(command, 'id') ?? '',
    // Teams' own default for a command that names no context.
    contexts: Array.isArray(command.context) ? command.context.map(String) : ['compose', 'commandBox'],
  }));
  return { botCommands, extensionCommands };
}

const readCommand = (command: Record<string, unknown>): BotCommand => ({
  title: readString(command, 'title') ?? '',
  description: readString(command, 'description') ?? '',
});

const listRecords = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isRecord) : []);

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
