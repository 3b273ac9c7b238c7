import { connect, type Socket } from 'node:net';
import type { LoadOrder, LoadResult } from './load-messages.ts';

// The load generator: a process of its own, over plain sockets, so that it takes as little as possible of the machine.

process.on('message', (order: LoadOrder) => {
  void run(order).then((result) => process.send?.(result));
});

async function run(order: LoadOrder): Promise<LoadResult> {
  const lines = await Promise.all(Array.from({ length: order.connections }, () => openLine(order.port)));
  const expected = new RegExp(order.expected);
  const taken: number[] = [];
  let [next, wrong, firstWrong] = [0, 0, ''];
  const started = performance.now();
  const dueAt = (index: number): number => (order.perSecond ? started + (index * 1000) / order.perSecond : 0);
  await Promise.all(
    lines.map(async (line) => {
      for (let index = next; index < order.requests.length; index = next) {
        next += 1;
        const due = dueAt(index);
        if (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
        const from = due || performance.now();
        const answer = await line.ask(order.requests[index] as Uint8Array);
        taken.push(performance.now() - from);
        if (!answer.startsWith('HTTP/1.1 200') || !expected.test(answer)) {
          wrong += 1;
          firstWrong ||= answer.slice(0, 600);
        }
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  for (const line of lines) line.close();
  return { seconds, milliseconds: Float64Array.from(taken).sort(), wrong, firstWrong };
}

interface Line {
  ask(request: Uint8Array): Promise<string>;
  close(): void;
}

/** One connection that is kept: a request at a time. Understands answers with a length or in chunks, no more. */
async function openLine(port: number): Promise<Line> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  let received = '';
  let answered: (answer: string) => void = () => undefined;
  const finish = (): void => {
    const answer = received;
    received = '';
    answered(answer);
  };
  socket.on('data', (part) => {
    received += part.toString('latin1');
    const head = received.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = /\r\ncontent-length: (\d+)/i.exec(received.slice(0, head + 2))?.[1];
    const whole = length ? received.length >= head + 4 + Number(length) : received.endsWith('0\r\n\r\n');
    if (whole) finish();
  });
  socket.on('error', finish);
  socket.on('close', finish);
  return {
    ask: (request) =>
      new Promise((resolve) => {
        answered = resolve;
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}
