import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type IncomingInteraction, incomingInteraction } from '../../../adapters/discord/interaction.ts';
import { projectRoot } from '../../../src/project-root.ts';

/** The server, application, channel and account of the recorded interactions. */
export const IDS = {
  guild: '1190000000000000001',
  application: '1190000000000000002',
  channel: '1190000000000000003',
  thread: '1190000000000000004',
  account: '1190000000000000005',
  personal: '1190000000000000006',
  case: '11111111-2222-4333-8444-555555555555',
  key: '00112233445566778899aabbccddeeff',
};

/** An interaction as Discord sends it. */
export function readRaw(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(projectRoot, 'test', 'fixtures', 'discord', `${name}.json`), 'utf8'));
}

/** The same, read. */
export function readInteraction(name: string): IncomingInteraction {
  return incomingInteraction.parse(readRaw(name));
}
