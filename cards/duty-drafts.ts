import type { DutyKind } from '../src/core/duties/duty-kinds.ts';
import type { DutyView } from '../src/core/duty-views.ts';
import type { Block } from './model.ts';

/** Texts to copy into the school's own tools. They say what stays true; nothing is sent to parents from here. */
const DRAFTS: Partial<Record<DutyKind, (school: string) => string>> = {
  newsletter: (school) =>
    [
      'Staying safe online',
      'Talk with your child about what they do online, and join in now and then. Agree when and where devices are used, and keep them out of bedrooms at night.',
      'Look through the privacy settings of apps and games together. Most have a lowest age: please keep to it.',
      `Ask your child to come to you, or to an adult at ${school}, when something online worries them. They will not be in trouble for telling.`,
      'If you are worried about something your child has seen or been sent, please tell us. If a child is in danger, ring 999.',
    ].join('\n\n'),
  parent_briefing: (school) =>
    [
      'This week’s online safety briefing: [what it is about]',
      'It explains what parents should know, and what you can do at home. Please look through it together with your child: [link]',
      `If something in it worries you, please speak to us at ${school}.`,
    ].join('\n\n'),
  workshop: (school) =>
    [
      'Online safety: a workshop for parents and carers',
      `We invite you to ${school} on [day] at [time]. We will look at what children do online, at settings that protect them, and at how to talk about it at home.`,
      'There will be time for your questions. You need no knowledge of computers. Please tell the office whether you can come.',
    ].join('\n\n'),
  website: (school) =>
    [
      'Keeping children safe online',
      `At ${school} children learn in every year how to use the internet safely. You can help at home: talk about it, agree on rules together, and use the settings that protect children.`,
      'If you are worried about something your child has met online, please speak to us. If a child is in danger, ring 999.',
    ].join('\n\n'),
  pupil_notice: () =>
    'When we use the school’s computers and internet, the school can see what is done with them. That is there to keep everybody safe. If something online upsets you, tell an adult you trust.',
};

/** The text that comes with a duty, for the tools the school writes with; none where the duty has no text. */
export function describeDraft({ kind, school, parentTools }: DutyView): Block[] {
  const write = DRAFTS[kind];
  if (!write) return [];
  const tools = parentTools.length > 0 ? listOr(parentTools) : 'the school’s own tools';
  const where =
    kind === 'pupil_notice' ? 'For reading out to pupils.' : `For ${tools}. Nothing is sent to parents from here.`;
  return [
    {
      kind: 'section',
      title: 'A text to copy',
      blocks: [
        { kind: 'text', text: write(school.name), style: 'quote' },
        { kind: 'text', text: where, style: 'subtle' },
      ],
    },
  ];
}

function listOr(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} or ${last}`;
}
