import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';
import type { DiscordState } from './discord-state.ts';
import { answerCall, toChannel, toGuild } from './fake-api.ts';
import { acceptWebSocket, type TextSocket } from './websocket.ts';

/** Discord on loopback: its REST API and its gateway. */
export interface FakeDiscord {
  /** As `DISCORD_API_URL`. */
  apiUrl: string;
  botToken: string;
  /** Sends an event to the bot over the gateway, once it is connected. */
  dispatch(type: string, data: unknown): Promise<void>;
  close(): Promise<void>;
}

const HELLO = { op: 10, t: null, s: null, d: { heartbeat_interval: 45_000 } };

/** Starts the fake on a free port. */
export async function startFakeDiscord(state: DiscordState): Promise<FakeDiscord> {
  const botToken = `${Buffer.from(state.applicationId).toString('base64')}.token.of-the-bot`;
  const sockets = new Set<TextSocket>();
  const ready = new Set<TextSocket>();
  let sequence = 0;
  const server = createServer((request, response) => {
    void answerRequest(state, botToken, port(), request, response);
  });
  const port = (): number => (server.address() as AddressInfo).port;

  const emit = (socket: TextSocket, t: string, d: unknown): void => {
    sequence += 1;
    socket.send(JSON.stringify({ op: 0, t, s: sequence, d }));
  };
  function greet(socket: TextSocket): void {
    const user = { id: state.applicationId, username: 'esafety', discriminator: '0', bot: true, avatar: null };
    const guilds = [{ id: state.guildId, unavailable: true }];
    const application = { id: state.applicationId, flags: 0 };
    const resume = { session_id: 'one', resume_gateway_url: `ws://127.0.0.1:${port()}/` };
    emit(socket, 'READY', { v: 10, user, guilds, application, shard: [0, 1], ...resume });
    const channels = [...state.channels.values()].filter(({ type }) => type === 0);
    emit(socket, 'GUILD_CREATE', {
      ...toGuild(state),
      channels: channels.map((channel) => toChannel(state, channel)),
      members: [],
      threads: [],
      presences: [],
      voice_states: [],
      stage_instances: [],
      guild_scheduled_events: [],
      soundboard_sounds: [],
      member_count: state.members.length,
      joined_at: '2026-01-04T20:21:10.139000+00:00',
      large: false,
      unavailable: false,
    });
    ready.add(socket);
  }
  server.on('upgrade', (request, stream) => {
    const socket: TextSocket = acceptWebSocket(
      request,
      stream,
      (text) => {
        const { op, d } = JSON.parse(text) as { op: number; d?: { token?: string } };
        if (op === 1) socket.send(JSON.stringify({ op: 11 }));
        if (op === 2 && d?.token === botToken) greet(socket);
      },
      () => {
        sockets.delete(socket);
        ready.delete(socket);
      },
    );
    sockets.add(socket);
    socket.send(JSON.stringify(HELLO));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    apiUrl: `http://127.0.0.1:${port()}/api`,
    botToken,
    async dispatch(type, data) {
      await vi.waitFor(() => {
        if (ready.size === 0) throw new Error('the bot is not connected');
      });
      for (const socket of ready) emit(socket, type, data);
    },
    async close() {
      for (const socket of sockets) socket.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function answerRequest(
  state: DiscordState,
  botToken: string,
  port: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '/', 'http://discord.invalid');
  const path = url.pathname.replace(/^\/api\/v10/, '');
  const text = Buffer.concat(chunks).toString('utf8');
  const authorised = request.headers.authorization === `Bot ${botToken}`;
  const session = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 };
  const call = {
    method: request.method ?? 'GET',
    path,
    query: url.searchParams,
    body: text ? JSON.parse(text) : {},
    authorised,
  };
  const answer =
    path === '/gateway/bot' && authorised
      ? { status: 200, json: { url: `ws://127.0.0.1:${port}/`, shards: 1, session_start_limit: session }, headers: {} }
      : answerCall(state, call);
  if (answer.status === 'hang') return;
  response.writeHead(answer.status, {
    ...(answer.json === undefined ? {} : { 'content-type': 'application/json' }),
    ...answer.headers,
  });
  response.end(answer.json === undefined ? undefined : JSON.stringify(answer.json));
}
