import type { DiscordRest } from '../../../adapters/discord/rest.ts';
import { ChatError } from '../../../src/core/ports.ts';
import type { DiscordState } from '../../contract/discord/discord-state.ts';
import { answerCall } from '../../contract/discord/fake-api.ts';

/** Discord's API without a network: its calls are counted, and it can be out of reach, or never answer. */
export function openRest(state: DiscordState) {
  const calls: string[] = [];
  const opened = { calls, state: 'there' as 'there' | 'away' | 'silent' };
  const rest: DiscordRest = {
    async call(method, route, { query } = {}) {
      calls.push(route);
      if (opened.state === 'silent') await new Promise(() => undefined);
      if (opened.state === 'away') throw new ChatError('unavailable');
      const call = { method, path: route, query: new URLSearchParams(query), body: {}, authorised: true };
      const { status, json } = answerCall(state, call);
      if (status !== 200) throw new ChatError('gone');
      return json;
    },
    async read(method, route, schema, given) {
      return schema.parse(await rest.call(method, route, given));
    },
    load: async () => undefined,
  };
  return Object.assign(opened, { rest });
}
