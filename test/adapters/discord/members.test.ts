import { beforeEach, describe, expect, it } from 'vitest';
import { listViewers } from '../../../adapters/discord/members.ts';
import type { DiscordRest } from '../../../adapters/discord/rest.ts';
import { ChatError } from '../../../src/core/ports.ts';
import { DiscordState } from '../../contract/discord/discord-state.ts';
import { answerCall } from '../../contract/discord/fake-api.ts';
import { IDS } from './fixtures.ts';

const VIEW = String(1 << 10);
const ADMINISTRATOR = String(1 << 3);
const ROLE = '1190000000000000050';
const OTHER_ROLE = '1190000000000000051';
const OWNER = '1190000000000000060';

let state: DiscordState;
let calls: string[];
beforeEach(() => {
  state = new DiscordState(IDS.guild, IDS.application);
  state.ownerId = OWNER;
  calls = [];
  state.addChannel({ id: IDS.channel, type: 0, name: 'cases', overwrites: [overwrite(IDS.guild, '0', VIEW)] });
  addMember(IDS.application, { bot: true, roles: [ROLE] });
  allow(ROLE);
});

/** Answers as the API does, without a network; roles may be given permissions of their own. */
const rolePermissions = new Map<string, string>();
const rest: DiscordRest = {
  async call(method, route, { query } = {}) {
    calls.push(route);
    const call = { method, path: route, query: new URLSearchParams(query), body: {}, authorised: true };
    const { status, json } = answerCall(state, call);
    if (status !== 200) throw new ChatError(status === 403 ? 'refused' : 'gone');
    if (!/^\/guilds\/\d+$/.test(route)) return json;
    const { roles, ...guild } = json as { roles: { id: string; permissions: string }[] };
    return {
      ...guild,
      roles: roles.map((role) => ({ ...role, permissions: rolePermissions.get(role.id) ?? role.permissions })),
    };
  },
  async read(method, route, schema, given) {
    return schema.parse(await rest.call(method, route, given));
  },
  load: async () => undefined,
};

const overwrite = (id: string, allowed: string, denied: string) => ({ id, type: 0, allow: allowed, deny: denied });
const channel = () => state.channels.get(IDS.channel);
const allow = (id: string) => channel()?.overwrites.push(overwrite(id, VIEW, '0'));
const deny = (id: string) => channel()?.overwrites.push(overwrite(id, '0', VIEW));
const addMember = (id: string, { bot = false, roles = [] as string[] } = {}) =>
  state.members.push({ id, name: id, bot, roles: new Set(roles) });
const list = async (channelId = IDS.channel) =>
  (await listViewers(rest, { guildId: IDS.guild, channelId }, [IDS.application])).map(({ accountId }) => accountId);

describe('who can see a channel', () => {
  it('is who has a role that may, the owner and administrators; nobody has an e-mail address', async () => {
    addMember(OWNER);
    addMember('11', { roles: [ROLE] });
    addMember('12');
    addMember('13', { roles: [OTHER_ROLE] });
    rolePermissions.set(OTHER_ROLE, ADMINISTRATOR);
    expect(await list()).toEqual([OWNER, '11', '13'].sort((a, b) => Number(BigInt(a) - BigInt(b))));
    rolePermissions.clear();
    expect(await list()).not.toContain('13');
  });

  it('is who is let in alone, and not who is kept out alone', async () => {
    addMember('11');
    addMember('12', { roles: [ROLE] });
    allow('11');
    deny('12');
    expect(await list()).toEqual(['11']);
  });

  it('counts a role that lets in before one that keeps out', async () => {
    addMember('11', { roles: [ROLE, OTHER_ROLE] });
    deny(OTHER_ROLE);
    expect(await list()).toEqual(['11']);
  });

  it('names other apps as apps', async () => {
    addMember('11', { bot: true, roles: [ROLE] });
    const members = await listViewers(rest, { guildId: IDS.guild, channelId: IDS.channel }, [IDS.application]);
    expect(members).toEqual([{ accountId: '11', email: null, guest: false, app: true }]);
  });

  it('of a thread is that of its channel', async () => {
    addMember('11', { roles: [ROLE] });
    state.addChannel({ id: IDS.thread, type: 12, name: 'Case', parentId: IDS.channel });
    expect(await list(IDS.thread)).toEqual(['11']);
  });

  it('is read from all pages', async () => {
    for (let id = 1; id <= 2500; id += 1) addMember(String(id), { roles: id % 500 === 0 ? [ROLE] : [] });
    expect(await list()).toEqual(['500', '1000', '1500', '2000', '2500']);
    expect(calls.filter((route) => route.endsWith('/members'))).toHaveLength(3);
  });
});

describe('a list that cannot be relied on', () => {
  const failure = () =>
    list().then(
      () => 'none',
      (error: ChatError) => error.failure,
    );

  it('is an outage: empty, cut, refused, or in circles', async () => {
    state.brokenMembers = 'empty';
    expect(await failure()).toBe('unavailable');
    state.brokenMembers = 'incomplete';
    expect(await failure()).toBe('unavailable');
    state.brokenMembers = null;
    state.faults.push({ status: 403, calls: 'members', left: 1, retryAfterSeconds: 0 });
    expect(await failure()).toBe('unavailable');
    const circling: DiscordRest = {
      ...rest,
      read: async (method, route, schema, given) =>
        route.endsWith('/members')
          ? schema.parse(Array.from({ length: 1000 }, (_, index) => ({ user: { id: String(index + 1) }, roles: [] })))
          : rest.read(method, route, schema, given),
    };
    const place = { guildId: IDS.guild, channelId: IDS.channel };
    await expect(listViewers(circling, place, [IDS.application])).rejects.toMatchObject({ failure: 'unavailable' });
  });

  it('is one of another server’s channel', async () => {
    const place = { guildId: '42', channelId: IDS.channel };
    await expect(listViewers(rest, place, [IDS.application])).rejects.toBeInstanceOf(ChatError);
  });

  it('is one that the bot itself is not in', async () => {
    deny(IDS.application);
    expect(await failure()).toBe('unavailable');
  });
});
