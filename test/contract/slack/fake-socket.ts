import { createHash } from 'node:crypto';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';

type Json = Record<string, unknown>;

const WEBSOCKET_KEY = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** One open connection, as Slack's end of it. */
export interface FakeConnection {
  /** Sends an envelope and answers what it is acknowledged with. */
  deliver(envelopeId: string, type: string, payload: Json): Promise<Json>;
  /** Asks the client to connect anew, as Slack does every few hours. */
  refresh(): void;
  /** Drops the connection without a word. */
  drop(): void;
}

/** Slack's end of Socket Mode on a server: the newest connection, or the next one. */
export interface FakeSocketMode {
  next(): Promise<FakeConnection>;
}

/** Answers web socket connections on a server with the frames that Slack's end sends. */
export function serveSocketMode(server: Server): FakeSocketMode {
  const waiting: ((connection: FakeConnection) => void)[] = [];
  const open: FakeConnection[] = [];
  server.on('upgrade', (request, socket: Duplex) => {
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}${WEBSOCKET_KEY}`)
      .digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    const connection = connect(socket);
    const first = waiting.shift();
    if (first) first(connection);
    else open.push(connection);
  });
  return {
    next: () => {
      const [connection] = open.splice(0, 1);
      return connection ? Promise.resolve(connection) : new Promise((resolve) => waiting.push(resolve));
    },
  };
}

function connect(socket: Duplex): FakeConnection {
  const acknowledged = new Map<string, (payload: Json) => void>();
  let received = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('data', (part: Buffer) => {
    received = Buffer.concat([received, part]);
    for (let frame = readFrame(received); frame; frame = readFrame(received)) {
      received = received.subarray(frame.length);
      if (frame.opcode === CLOSE) return void socket.end(makeFrame(CLOSE, frame.payload));
      if (frame.opcode === PING) socket.write(makeFrame(PONG, frame.payload));
      if (frame.opcode !== TEXT) continue;
      const { envelope_id, payload } = JSON.parse(frame.payload.toString('utf8')) as {
        envelope_id: string;
        payload: Json;
      };
      acknowledged.get(envelope_id)?.(payload);
    }
  });
  const send = (message: Json) => socket.write(makeFrame(TEXT, Buffer.from(JSON.stringify(message))));
  send({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } });
  return {
    deliver: (envelopeId, type, payload) => {
      const answer = new Promise<Json>((resolve) => acknowledged.set(envelopeId, resolve));
      send({ envelope_id: envelopeId, type, accepts_response_payload: type !== 'events_api', payload });
      return answer;
    },
    refresh: () => void send({ type: 'disconnect', reason: 'refresh_requested' }),
    drop: () => void socket.destroy(),
  };
}

function makeFrame(opcode: number, payload: Buffer): Buffer {
  const size = payload.length;
  if (size < 126) return Buffer.concat([Buffer.from([0x80 | opcode, size]), payload]);
  const head = Buffer.alloc(size < 65_536 ? 4 : 10);
  head[0] = 0x80 | opcode;
  head[1] = size < 65_536 ? 126 : 127;
  if (size < 65_536) head.writeUInt16BE(size, 2);
  else head.writeBigUInt64BE(BigInt(size), 2);
  return Buffer.concat([head, payload]);
}

/** A frame from a client, whose payload is masked; null until all of it is here. */
function readFrame(bytes: Buffer): { opcode: number; payload: Buffer; length: number } | null {
  if (bytes.length < 10)
    return bytes.length >= 6 && ((bytes[1] ?? 0) & 0x7f) <= bytes.length - 6
      ? unmask(bytes, 2, (bytes[1] ?? 0) & 0x7f)
      : null;
  const short = (bytes[1] ?? 0) & 0x7f;
  if (short === 126) return unmask(bytes, 4, bytes.readUInt16BE(2));
  if (short === 127) return unmask(bytes, 10, Number(bytes.readBigUInt64BE(2)));
  return unmask(bytes, 2, short);
}

function unmask(bytes: Buffer, head: number, size: number): { opcode: number; payload: Buffer; length: number } | null {
  if (bytes.length < head + 4 + size) return null;
  const mask = bytes.subarray(head, head + 4);
  const payload = Buffer.from(bytes.subarray(head + 4, head + 4 + size).map((byte, at) => byte ^ (mask[at % 4] ?? 0)));
  return { opcode: (bytes[0] ?? 0) & 0x0f, payload, length: head + 4 + size };
}
