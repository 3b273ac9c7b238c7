import type { CoverSetView } from '../src/core/desk-views.ts';
import { writeAbsence } from './cover.ts';
import type { Card } from './model.ts';
import { writeOverline } from './school-line.ts';

/** Tells somebody that a colleague has noted them as away, so that nobody is taken off the rota without knowing it. */
export function describeCoverSet(view: CoverSetView): Card {
  const title = 'You are noted as away';
  return {
    kind: 'card',
    name: view.name,
    title,
    summary: title,
    ...writeOverline(view.school),
    blocks: [
      { kind: 'text', text: `${view.by} has noted that you are away ${writeAbsence(view)}.` },
      {
        kind: 'text',
        text: 'Until then others get what would come to you. If you are there, please end the absence.',
        style: 'subtle',
      },
    ],
    actions: [{ kind: 'open', name: 'cover', label: 'Change when I am away', data: {}, private: true }],
  };
}
