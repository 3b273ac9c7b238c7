import { writeDigestMail } from '../../cards/digest-mail.ts';
import type { DigestView } from '../core/digest-views.ts';
import type { Mail } from '../core/ports.ts';
import { composeFile } from '../exports/compose-file.ts';

/** What goes with a governors' digest by e-mail: a few words, and its pages as PDF. */
export async function composeDigestMail(digest: DigestView): Promise<Pick<Mail, 'subject' | 'text' | 'attachments'>> {
  const file = await composeFile({ kind: 'governors-digest', digest });
  return { ...writeDigestMail(digest), attachments: [file] };
}
