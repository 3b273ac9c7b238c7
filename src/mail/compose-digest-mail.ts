import { writeDigestMail } from '../../cards/digest-mail.ts';
import type { DigestView } from '../core/digest-views.ts';
import type { Mail } from '../core/ports.ts';
import { composeFile } from '../exports/compose-file.ts';

type Letter = Pick<Mail, 'subject' | 'text' | 'attachments'>;

/** The letter that was composed last: it leaves for every governor, one after another, and its pages take a second to print. */
let last: { digest: string; letter: Promise<Letter> } | null = null;

/** What goes with a governors' digest by e-mail: a few words, and its pages as PDF. */
export function composeDigestMail(view: DigestView): Promise<Letter> {
  const digest = JSON.stringify(view);
  if (last?.digest !== digest) last = { digest, letter: compose(view) };
  const { letter } = last;
  // One that could not be made is made anew the next time.
  letter.catch(() => {
    last = null;
  });
  return letter;
}

async function compose(digest: DigestView): Promise<Letter> {
  const file = await composeFile({ kind: 'governors-digest', digest });
  return { ...writeDigestMail(digest), attachments: [file] };
}
