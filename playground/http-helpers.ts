import type { IncomingMessage, ServerResponse } from 'node:http';

const LARGEST_BODY_BYTES = 2_000_000;

/** A request that cannot be served, with the HTTP status to answer. */
export class RequestRefused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Reads a request body as text; throws RequestRefused 413 above 2 MB. */
export async function readText(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of req as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST_BODY_BYTES) throw new RequestRefused(413, 'The request is too large.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Reads a JSON object from a request body; throws RequestRefused 400 for anything else. */
export async function readJsonObject(req: IncomingMessage): Promise<Record<string, unknown>> {
  const text = await readText(req);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text === '' ? '{}' : text);
  } catch {
    throw new RequestRefused(400, 'The body is not JSON.');
  }
  if (!isRecord(parsed)) throw new RequestRefused(400, 'The body is not a JSON object.');
  return parsed;
}

/** Answers with JSON; an undefined body sends an empty one. */
export function sendJson(
  res: ServerResponse,
  status: number,
  body?: unknown,
  headers: Record<string, string> = {},
): void {
  if (body === undefined) {
    res.writeHead(status, headers).end();
    return;
  }
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers });
  res.end(JSON.stringify(body));
}

/** True for a plain JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member as a string, or undefined. */
export function readString(from: Record<string, unknown>, member: string): string | undefined {
  const value = from[member];
  return typeof value === 'string' ? value : undefined;
}

const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** True for a host name that can only be this computer. */
export const isLoopback = (hostName: string): boolean => LOOPBACK_NAMES.has(hostName);

/** True when the Host header names this computer itself: any other name could be a web page's trick (DNS rebinding). */
export function hasLoopbackHost(req: IncomingMessage): boolean {
  const host = req.headers.host ?? '';
  return isLoopback(host.replace(/:\d+$/, ''));
}

/** True when a browser sent this request for a page of another origin. */
export function isFromForeignPage(req: IncomingMessage): boolean {
  if (req.headers['sec-fetch-site'] === 'cross-site' || req.headers['sec-fetch-site'] === 'same-site') return true;
  const origin = req.headers.origin;
  return origin !== undefined && origin !== `http://${req.headers.host ?? ''}`;
}
