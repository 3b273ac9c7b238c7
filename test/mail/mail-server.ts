import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** One letter as the server took it. */
interface TakenLetter {
  from: string;
  to: string[];
  /** The letter as it travelled: headers and parts. */
  text: string;
}

/** A real SMTP server on this computer. */
export interface MailServer {
  url: string;
  letters: TakenLetter[];
  /** The answers to the next recipients, such as 450 or 550; each is used once. */
  refusals: number[];
  close(): Promise<void>;
}

/** Starts an SMTP server that takes every letter unless it was told to refuse. */
export async function startMailServer(port = 0): Promise<MailServer> {
  const letters: TakenLetter[] = [];
  const refusals: number[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, callback) => {
      const responseCode = refusals.shift();
      callback(
        responseCode ? Object.assign(new Error('somebody@wessex-mat.example is not here'), { responseCode }) : null,
      );
    },
    onData: (stream, { envelope }, callback) => {
      buffer(stream).then((body) => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        letters.push({ from, to: envelope.rcptTo.map(({ address }) => address), text: body.toString('utf8') });
        callback();
      }, callback);
    },
  });
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const { port: taken } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${taken}`,
    letters,
    refusals,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
