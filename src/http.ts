import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RawRequest, RawResponse, Route } from './http-types.ts';
import { describeError, type Log } from './log.ts';

/** A card's answer is at most 100 KB; more than this is no event of ours. */
const MOST_BODY_BYTES = 1_000_000;

/** How long the server waits for others, in milliseconds. */
export interface HttpLimits {
  /** For a request to arrive as a whole; a slow sender must not hold a connection for ever. */
  request: number;
  /** For answers under way when the server stops. */
  shutdown: number;
}
const LIMITS: HttpLimits = { request: 20_000, shutdown: 10_000 };

/** The program's one server. */
export interface HttpServer {
  port: number;
  /** Answers what has begun, takes nothing new, and returns when all is done. */
  stop(): Promise<void>;
}

/** Starts the server with the routes of the configured adapters and of the health pages. */
export async function startHttp(
  routes: Route[],
  at: { host: string; port: number },
  log: Log,
  limits: HttpLimits = LIMITS,
): Promise<HttpServer> {
  const options = {
    requestTimeout: limits.request,
    headersTimeout: limits.request / 2,
    // Node looks for late requests every half minute unless told otherwise.
    connectionsCheckingInterval: limits.request / 4,
  };
  const server = createServer(options, (request, response) => {
    void answer(routes, request, response, { log, last: () => !server.listening });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, stop: () => stopServer(server, limits.shutdown) };
}

async function answer(
  routes: Route[],
  request: IncomingMessage,
  response: ServerResponse,
  /** `last` is true once the server stops: its connections must not be kept for a next request. */
  { log, last }: { log: Log; last: () => boolean },
): Promise<void> {
  const started = performance.now();
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const here = routes.filter((candidate) => fits(candidate, path));
  const route = here.find(({ method }) => method === request.method) ?? here[0];
  let result: RawResponse;
  try {
    if (!route) result = { status: 404, body: 'Not found' };
    else if (route.method !== request.method)
      result = {
        status: 405,
        headers: { allow: here.map(({ method }) => method).join(', ') },
        body: 'Method not allowed',
      };
    else result = await runRoute(route, request);
  } catch (error) {
    if (!request.complete) {
      log.info('request cut off', { path: route?.path ?? 'unknown' });
      return;
    }
    log.error('request failed', { path: route?.path ?? 'unknown', ...describeError(error) });
    result = { status: 500, body: 'Internal error' };
  }
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    ...(last() ? { connection: 'close' } : {}),
    ...result.headers,
  };
  const body = typeof result.body === 'string' ? Buffer.from(result.body, 'utf8') : (result.body ?? Buffer.alloc(0));
  response.writeHead(result.status, { ...headers, 'content-length': body.length }).end(body);
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
  if (body === null) return { status: 413, body: 'Too large' };
  const headers: RawRequest['headers'] = {};
  for (const [name, value] of Object.entries(request.headers))
    headers[name] = Array.isArray(value) ? value.join(', ') : value;
  const query = (request.url ?? '').split('?').slice(1).join('?');
  const remoteAddress = request.socket.remoteAddress ?? '';
  const parameter = route.path.includes(':') ? { parameter: lastPart(request.url ?? '') } : {};
  return route.handle({ headers, body, query, remoteAddress, ...parameter });
}

/** Whether an address is a route's: the same, or with one part of its own in place of the name at the end. */
function fits({ path }: Route, asked: string): boolean {
  const colon = path.indexOf(':');
  if (colon < 0) return path === asked;
  return asked.startsWith(path.slice(0, colon)) && lastPart(asked) === asked.slice(colon) && asked.length > colon;
}

/** What follows the last slash of an address, as it was sent: none of our names needs characters that are written otherwise. */
const lastPart = (url: string): string => url.split('?', 1)[0]?.split('/').at(-1) ?? '';

/**
 * The body as it arrived; null when it is too large. What is left of one that is too large is read and thrown away, since a
 * connection closed on a sender in the middle takes the answer with it; the request's time limit ends that too.
 */
function readBody(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    const tooLarge = (): void => {
      parts.length = 0;
      request.removeAllListeners('data');
      request.resume();
      resolve(null);
    };
    // Cut off in the middle: there is nobody left to answer.
    request.once('error', reject);
    if (Number(request.headers['content-length'] ?? 0) > MOST_BODY_BYTES) return tooLarge();
    request.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes > MOST_BODY_BYTES) tooLarge();
      else parts.push(part);
    });
    request.once('end', () => resolve(Buffer.concat(parts)));
  });
}

async function stopServer(server: Server, shutdownMilliseconds: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), shutdownMilliseconds);
  await closed;
  clearTimeout(timer);
}
