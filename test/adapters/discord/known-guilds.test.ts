import { beforeEach, describe, expect, it } from 'vitest';
import { createKnownGuilds } from '../../../adapters/discord/known-guilds.ts';
import { createMessageReader } from '../../../adapters/discord/message-reader.ts';
import { decodeMessage } from '../../../adapters/discord/refs.ts';
import { CHANNEL, DiscordState } from '../../contract/discord/discord-state.ts';
import { IDS } from './fixtures.ts';
import { openRest } from './rest-of-state.ts';

let state: DiscordState;
let api: ReturnType<typeof openRest>;
let time: number;
const now = (): number => time;
beforeEach(() => {
  state = new DiscordState(IDS.guild, IDS.application);
  state.members.push({ id: IDS.account, name: 'Dana', bot: false, roles: new Set() });
  state.addChannel({ id: IDS.channel, type: CHANNEL.text, name: 'cases' });
  api = openRest(state);
  time = 0;
});

const STRANGER = '42424242424242424';

describe('the server of somebody who writes 1:1', () => {
  const open = (milliseconds = 1000) => createKnownGuilds(api.rest, { milliseconds, now });

  it('that is none is not looked for again within a minute', async () => {
    const guilds = open();
    expect(await guilds.find(STRANGER)).toBeNull();
    const before = api.calls.length;
    expect(await guilds.find(STRANGER)).toBeNull();
    expect(api.calls.length).toBe(before);
    state.members.push({ id: STRANGER, name: 'New', bot: false, roles: new Set() });
    time = 100_000;
    expect(await guilds.find(STRANGER)).toBe(IDS.guild);
  });

  it('is waited for no longer than there is time, and what was not found out is asked again', async () => {
    const guilds = open(1);
    api.state = 'silent';
    expect(await guilds.find(IDS.account)).toBeNull();
    api.state = 'there';
    expect(await open().find(IDS.account)).toBe(IDS.guild);
  });

  it('that cannot be looked for now is not taken for none', async () => {
    const guilds = open();
    api.state = 'away';
    expect(await guilds.find(IDS.account)).toBeNull();
    api.state = 'there';
    expect(await guilds.find(IDS.account)).toBe(IDS.guild);
  });
});

describe('a message in a server', () => {
  const read = (channelId: string) => {
    const guilds = createKnownGuilds(api.rest);
    return createMessageReader({ rest: api.rest, botIds: [IDS.application], guilds })({
      id: '9',
      channel_id: channelId,
      guild_id: IDS.guild,
      author: { id: IDS.account },
      content: `<@${IDS.application}> setup`,
      mentions: [{ id: IDS.application }],
    });
  };

  it('belongs to the channel of the thread it stands in', async () => {
    const thread = state.addChannel({ type: CHANNEL.privateThread, name: 'Case', parentId: IDS.channel });
    const parsed = await read(thread.id);
    if (parsed.kind !== 'event' || parsed.event.kind !== 'command') throw new Error('no command');
    const { origin, text } = parsed.event;
    expect(text).toBe('setup');
    expect(origin.place.key).toBe(`discord:${IDS.channel}`);
    expect(decodeMessage(origin.thread ?? '')).toMatchObject({ channelId: IDS.channel, threadId: thread.id });
    expect(await read(IDS.channel)).toMatchObject({ event: { origin: { place: { key: `discord:${IDS.channel}` } } } });
  });

  it('has no place while Discord does not say whether it stands in a thread', async () => {
    api.state = 'away';
    expect(await read(IDS.channel)).toMatchObject({ kind: 'unplaced' });
  });
});
