import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RawRequest, RawResponse, Route } from './http-types.ts';
import { describeError, type Log } from './log.ts';

/** A card's answer is at most 100 KB; more than this is no event of ours. */
const MOST_BODY_BYTES = 1_000_000;
const SHUTDOWN_MILLISECONDS = 10_000;

/** The program's one server. */
export interface HttpServer {
  port: number;
  /** Answers what has begun, takes nothing new, and returns when all is done. */
  stop(): Promise<void>;
}

/** Starts the server with the routes of the configured adapters and of the health pages. */
export async function startHttp(routes: Route[], at: { host: string; port: number }, log: Log): Promise<HttpServer> {
  const server = createServer((request, response) => {
    void answer(routes, request, response, log);
  });
  // A slow sender must not hold a connection for ever.
  server.headersTimeout = 10_000;
  server.requestTimeout = 20_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, stop: () => stopServer(server) };
}

async function answer(routes: Route[], request: IncomingMessage, response: ServerResponse, log: Log): Promise<void> {
  const started = performance.now();
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const route = routes.find((candidate) => candidate.path === path);
  let result: RawResponse;
  try {
    if (!route) result = { status: 404, body: 'Not found' };
    else if (route.method !== request.method)
      result = { status: 405, headers: { allow: route.method }, body: 'Method not allowed' };
    else result = await runRoute(route, request);
  } catch (error) {
    log.error('request failed', { path: route?.path ?? 'unknown', ...describeError(error) });
    result = { status: 500, body: 'Internal error' };
  }
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    ...result.headers,
  };
  response.writeHead(result.status, headers).end(result.body ?? '');
  // Health pages are asked every few seconds and say nothing new.
  if (route?.method === 'POST' || result.status >= 400) {
    const milliseconds = Math.round(performance.now() - started);
    log.info('request', {
      method: request.method ?? '?',
      path: route?.path ?? 'unknown',
      status: result.status,
      milliseconds,
    });
  }
}

async function runRoute(route: Route, request: IncomingMessage): Promise<RawResponse> {
  const body = await readBody(request);
  if (body === null) return { status: 413, headers: { connection: 'close' }, body: 'Too large' };
  const headers: RawRequest['headers'] = {};
  for (const [name, value] of Object.entries(request.headers))
    headers[name] = Array.isArray(value) ? value.join(', ') : value;
  return route.handle({ headers, body, remoteAddress: request.socket.remoteAddress ?? '' });
}

/** The body as it arrived; null when it is too large. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BODY_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function stopServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), SHUTDOWN_MILLISECONDS);
  await closed;
  clearTimeout(timer);
}
