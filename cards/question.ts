import type { QuestionView } from '../src/core/desk-views.ts';
import { writeMoment } from './dates.ts';
import type { Block, Card } from './model.ts';
import { writeOverline } from './school-line.ts';

/** A question to the e-safety co-ordinator: who asks, and once it was opened, what. */
export function describeQuestion(view: QuestionView): Card {
  const opened = view.text !== null;
  return {
    kind: 'card',
    name: view.name,
    title: opened ? 'A question for you' : 'Somebody has a question for you',
    summary: 'A question about e-safety for you',
    ...writeOverline(view.school),
    blocks: [
      {
        kind: 'facts',
        items: [
          { label: 'From', value: view.from },
          { label: 'Asked', value: writeMoment(view.askedAt) },
        ],
      },
      ...(view.text === null ? [] : describeOpened(view.text)),
    ],
    actions: [
      opened
        ? {
            kind: 'open',
            name: 'report',
            label: 'Make it a report',
            data: { question: view.questionId },
            private: true,
          }
        : {
            kind: 'press',
            name: 'open-question',
            label: 'Open',
            style: 'primary',
            data: { question: view.questionId },
            private: true,
          },
    ],
  };
}

function describeOpened(text: string): Block[] {
  return [
    { kind: 'section', title: 'The question', blocks: [{ kind: 'text', text, style: 'quote' }] },
    {
      kind: 'text',
      text: 'Please answer in person or in your own chat; this app carries no answer. If a child may be at risk, make it a report: the words go into the form, and you send it.',
    },
    { kind: 'text', text: 'Only you can see this. Opening it was recorded.', style: 'subtle' },
  ];
}
