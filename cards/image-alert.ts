import type { ImageAlertView } from '../src/core/desk-views.ts';
import { writeMoment } from './dates.ts';
import type { Card } from './model.ts';
import { writeOverline } from './school-line.ts';

/** For the safeguarding team: somebody sent the app a picture or a file. Source: UKCIS 2024, nudes are never viewed, copied or deleted. */
export function describeImageAlert(view: ImageAlertView): Card {
  return {
    kind: 'card',
    name: view.name,
    title: 'Somebody sent a picture or a file',
    summary: 'Somebody sent this app a picture or a file. Please talk to them today',
    ...writeOverline(view.school),
    blocks: [
      {
        kind: 'facts',
        items: [
          { label: 'Sent by', value: view.who },
          { label: 'Where', value: WHERE[view.where] },
          { label: 'When', value: writeMoment(view.at) },
        ],
      },
      {
        kind: 'text',
        text: 'The app did not open or keep it. It may still stand in the chat. They were asked to stop and to come to you.',
      },
      {
        kind: 'list',
        ordered: true,
        items: [
          'Talk to them in person now. Ask what it shows; do not ask to see it.',
          'If it may be a nude or sexual picture of a child, nobody looks at it, copies it, forwards it or deletes it. If a child may be in danger, ring 999.',
          'If an adult shared it, ring the police at once.',
          'Write down what you were told with “/esafety report”.',
        ],
      },
    ],
    actions: [],
  };
}

const WHERE: Record<ImageAlertView['where'], string> = {
  personal: 'In their own chat with this app',
  place: 'In a channel or group chat, where others can see it',
};
