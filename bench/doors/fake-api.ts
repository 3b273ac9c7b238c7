import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A platform's side on loopback, as far as a measurement needs it. */
export interface FakeApi {
  url: string;
  /** Calls that were answered. */
  calls(): number;
  stop(): Promise<void>;
}

/** Answers every call with JSON; `answer` is given the path. */
export async function startFakeApi(answer: (path: string, url: string) => unknown): Promise<FakeApi> {
  let calls = 0;
  const server = createServer((request, response) => {
    calls += 1;
    request.resume();
    request.on('end', () => {
      const body = JSON.stringify(answer(request.url ?? '/', url));
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
        .end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    calls: () => calls,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
