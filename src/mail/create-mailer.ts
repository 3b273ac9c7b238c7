import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { ChatError, type Mail, type Mailer } from '../core/ports.ts';
import { composeDigestMail } from './compose-digest-mail.ts';

/** A mail server that does not answer in this time is taken for away, in milliseconds. */
const PATIENCE_MILLISECONDS = 20_000;

/** How mail leaves. */
export interface MailSettings {
  /** Such as `smtps://login:password@mail.school.example`. */
  url: string;
  /** The address it comes from. */
  from: string;
}

/**
 * Makes the mailer over SMTP. What the server refuses for good (5xx) is `refused`; that it is away, busy or asks to come back (4xx)
 * is `unavailable`. No address and no word of a server's answer gets into an error.
 */
export function createMailer({ url, from }: MailSettings): Mailer {
  const transport = createTransport({
    url,
    // A login and a letter go through an encrypted connection alone; a server on this computer needs none.
    requireTLS: !isLoopback(url),
    connectionTimeout: PATIENCE_MILLISECONDS,
    greetingTimeout: PATIENCE_MILLISECONDS,
    socketTimeout: PATIENCE_MILLISECONDS,
    // Addresses and files come from the program alone; nothing is fetched for a letter.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    composeDigest: composeDigestMail,
    async send(mail) {
      try {
        await transport.sendMail(letterOf(mail, from));
      } catch (error) {
        throw new ChatError(isFinal(error) ? 'refused' : 'unavailable');
      }
    },
  };
}

function isLoopback(url: string): boolean {
  return ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(url).hostname);
}

function letterOf({ to, subject, text, attachments, messageId }: Mail, from: string) {
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/>.*$/, '');
  return {
    from,
    // One address, whatever stands in it: text would be read as a list.
    to: { name: '', address: to },
    subject,
    text,
    messageId: `<${createHash('sha256').update(messageId).digest('hex').slice(0, 32)}@${domain}>`,
    // No answer by a machine is wanted (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: attachments.map(({ name, type, body }) => ({ filename: name, contentType: type, content: body })),
  };
}

/** Whether the server said no for good. A refused login is put right by whoever runs the program, so it passes. */
function isFinal(error: unknown): boolean {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  return code !== 'EAUTH' && responseCode !== undefined && responseCode >= 500;
}
