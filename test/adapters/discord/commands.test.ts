import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runRegisterCommands } from '../../../src/commands/register-commands.ts';
import { ConfigError } from '../../../src/config/config-error.ts';
import { deskCommands } from '../../../src/core/desk-commands.ts';
import { STEP_NAMES } from '../../../src/core/events.ts';
import { DiscordState } from '../../contract/discord/discord-state.ts';
import { type FakeDiscord, startFakeDiscord } from '../../contract/discord/fake-discord.ts';
import { keepPayload } from '../../support/payload-sink.ts';
import { IDS } from './fixtures.ts';

interface Subcommand {
  name: string;
  description: string;
  options?: {
    name: string;
    description: string;
    required?: boolean;
    max_length?: number;
    choices?: { value: string }[];
  }[];
}

let state: DiscordState;
let fake: FakeDiscord;
let printed: string[];
beforeEach(async () => {
  state = new DiscordState(IDS.guild, IDS.application);
  fake = await startFakeDiscord(state);
  printed = [];
  vi.stubEnv('DISCORD_APPLICATION_ID', IDS.application);
  vi.stubEnv('DISCORD_BOT_TOKEN', fake.botToken);
  vi.stubEnv('DISCORD_API_URL', fake.apiUrl);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await fake.close();
});

const run = (...args: string[]) => runRegisterCommands({ args, print: (text) => printed.push(text) }, keepPayload);

describe('esafety register-commands', () => {
  it('puts the commands in the servers that are named and in the 1:1 chats, however often it is run', async () => {
    expect(await run('--guild', IDS.guild)).toBe(0);
    expect(await run('--guild', IDS.guild)).toBe(0);
    expect([...state.commands.keys()]).toEqual([`guilds/${IDS.guild}/commands`, 'commands']);
    const named = state.commands.get(`guilds/${IDS.guild}/commands`) as { name: string }[];
    expect(named.map(({ name }) => name)).toEqual(['esafety', 'Report this message']);
    expect(printed.slice(0, 2)).toEqual([
      `The commands stand in server ${IDS.guild}.`,
      'The commands stand in the 1:1 chats with the bot.',
    ]);
  });

  it('offers no place to type a story in', async () => {
    await run('--guild', IDS.guild);
    const [esafety] = state.commands.get('commands') as { options: Subcommand[] }[];
    for (const { name, options = [] } of esafety?.options ?? [])
      for (const field of options) {
        const isShort = field.name === 'reference' && (field.max_length ?? 99) <= 20;
        const isChosen = ['show', 'what'].includes(field.name) && (field.choices ?? []).length > 0;
        const isOwn = (name === 'setup' && field.name === 'school') || (name === 'code' && field.name === 'code');
        expect(isShort || isChosen || isOwn, `${name} ${field.name}`).toBe(true);
      }
  });

  it('keeps to Discord’s limits, and asks for a reference nowhere', async () => {
    await run('--guild', IDS.guild);
    const [esafety] = state.commands.get('commands') as { options: Subcommand[] }[];
    expect(esafety?.options.length).toBeLessThanOrEqual(25);
    for (const { name, description, options = [] } of esafety?.options ?? []) {
      expect(name).toMatch(/^[a-z]{1,32}$/);
      expect(description.length).toBeLessThanOrEqual(100);
      for (const field of options) expect(field.description.length).toBeLessThanOrEqual(100);
      expect(options.some((field) => field.name === 'reference' && field.required)).toBe(false);
    }
  });

  it('opens by "show" only what a typed word opens too', async () => {
    await run('--guild', IDS.guild);
    const [esafety] = state.commands.get('commands') as { options: Subcommand[] }[];
    const shown = esafety?.options.find(({ name }) => name === 'show')?.options?.[0]?.choices ?? [];
    expect(shown.length).toBeGreaterThan(0);
    for (const { value } of shown) expect(Object.keys(deskCommands)).toContain(value);
    const named = esafety?.options.map(({ name }) => name) ?? [];
    const reachable = [...named, ...shown.map(({ value }) => value)];
    expect(Object.keys(deskCommands).filter((word) => !reachable.includes(word))).toEqual([]);
  });

  it('names every word by which a case is worked', async () => {
    await run('--guild', IDS.guild);
    const [esafety] = state.commands.get('commands') as { options: Subcommand[] }[];
    const words = esafety?.options.map(({ name }) => name);
    const typed = STEP_NAMES.filter((name) => !['finish-task', 'check', 'answer'].includes(name));
    expect(words).toEqual(
      expect.arrayContaining(['report', 'mine', 'tasks', 'cases', 'case', 'find', 'cover', ...typed]),
    );
  });

  it('says what to do where Discord does not let it', async () => {
    vi.stubEnv('DISCORD_BOT_TOKEN', 'wrong');
    expect(await run('--guild', IDS.guild)).toBe(1);
    expect(printed[0]).toContain('check DISCORD_BOT_TOKEN');
  });

  it('says which settings are missing', async () => {
    vi.stubEnv('DISCORD_APPLICATION_ID', '');
    vi.stubEnv('DISCORD_BOT_TOKEN', '');
    vi.stubEnv('DISCORD_API_URL', '');
    await expect(run('--guild', IDS.guild)).rejects.toThrow(ConfigError);
  });
});
