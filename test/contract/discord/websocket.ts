import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** One end of a WebSocket on the server's side: texts in, texts out. */
export interface TextSocket {
  send(text: string): void;
  close(): void;
}

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const OPCODE = { text: 1, close: 8, ping: 9, pong: 10 } as const;

/** Takes over an upgraded connection: as much of RFC 6455 as one client of ours uses. */
export function acceptWebSocket(
  request: IncomingMessage,
  socket: Duplex,
  onText: (text: string) => void,
  onClose: () => void,
): TextSocket {
  const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${GUID}`).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  let waiting: Buffer = Buffer.alloc(0);
  let parts: Buffer[] = [];
  const write = (opcode: number, payload: Buffer): void => {
    if (!socket.destroyed) socket.write(makeFrame(opcode, payload));
  };
  socket.on('data', (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk]);
    for (let frame = readFrame(waiting); frame; frame = readFrame(waiting)) {
      waiting = waiting.subarray(frame.length);
      if (frame.opcode === OPCODE.ping) write(OPCODE.pong, frame.payload);
      else if (frame.opcode === OPCODE.close) {
        write(OPCODE.close, frame.payload.subarray(0, 2));
        socket.end();
      } else if (frame.opcode !== OPCODE.pong) {
        parts.push(frame.payload);
        if (!frame.final) continue;
        const text = Buffer.concat(parts).toString('utf8');
        parts = [];
        onText(text);
      }
    }
  });
  socket.on('close', onClose);
  socket.on('error', onClose);
  return { send: (text) => write(OPCODE.text, Buffer.from(text)), close: () => socket.destroy() };
}

interface Frame {
  opcode: number;
  final: boolean;
  payload: Buffer;
  /** With its head. */
  length: number;
}

function readFrame(buffer: Buffer): Frame | null {
  if (buffer.length < 2) return null;
  const [first = 0, second = 0] = buffer;
  const short = second & 0x7f;
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
  const masked = (second & 0x80) !== 0;
  const start = 2 + extra + (masked ? 4 : 0);
  if (buffer.length < start) return null;
  const size = extra === 2 ? buffer.readUInt16BE(2) : extra === 8 ? Number(buffer.readBigUInt64BE(2)) : short;
  if (buffer.length < start + size) return null;
  const payload = Buffer.from(buffer.subarray(start, start + size));
  if (masked) {
    const mask = buffer.subarray(start - 4, start);
    for (let at = 0; at < payload.length; at += 1) payload[at] = (payload[at] ?? 0) ^ (mask[at % 4] ?? 0);
  }
  return { opcode: first & 0x0f, final: (first & 0x80) !== 0, payload, length: start + size };
}

function makeFrame(opcode: number, payload: Buffer): Buffer {
  const size = payload.length;
  const head = Buffer.alloc(size < 126 ? 2 : size < 65_536 ? 4 : 10);
  head[0] = 0x80 | opcode;
  head[1] = size < 126 ? size : size < 65_536 ? 126 : 127;
  if (head.length === 4) head.writeUInt16BE(size, 2);
  if (head.length === 10) head.writeBigUInt64BE(BigInt(size), 2);
  return Buffer.concat([head, payload]);
}
