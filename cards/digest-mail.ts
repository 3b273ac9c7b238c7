import type { DigestView } from '../src/core/digest-views.ts';
import { writeDate } from './dates.ts';

/** The subject and the words of the e-mail that brings a governor a digest; the figures stand in the PDF alone. */
export function writeDigestMail({ school, content, meetingOn }: DigestView): { subject: string; text: string } {
  const corrected = content.correction ? ' (corrected)' : '';
  return {
    subject: `Governors’ digest: ${content.period.label}${corrected}`,
    text: [
      school.demo ? `Demo – invented people only. ${school.name}` : school.name,
      '',
      `Here is the governors’ digest on online safety for ${content.period.label}, on two pages.`,
      ...(meetingOn ? [`It is for the meeting on ${writeDate(meetingOn)}.`] : []),
      ...(content.correction ? [`It takes the place of version ${content.correction.ofVersion}.`] : []),
      'Nobody can be known by its figures: small numbers are withheld.',
      '',
      'Nobody reads answers to this e-mail. If you have a question, please ask the school.',
      'If a child is in danger now, ring 999.',
      '',
    ].join('\n'),
  };
}
