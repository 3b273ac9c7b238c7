import type { AlsoToldView } from '../src/core/desk-views.ts';
import { writeMoment } from './dates.ts';
import type { Card } from './model.ts';
import { writeOverline } from './school-line.ts';

/** For the senior leader on duty: that somebody reported something, and to stay at hand; nothing of what or who. */
export function describeAlsoTold(view: AlsoToldView): Card {
  return {
    kind: 'card',
    name: view.name,
    title: 'Somebody has just reported a concern',
    summary: 'A concern was reported while you are on duty',
    ...writeOverline(view.school),
    blocks: [
      { kind: 'facts', items: [{ label: 'Reported', value: writeMoment(view.reportedAt) }] },
      {
        kind: 'text',
        text: 'You get this because you are the senior leader on duty. The safeguarding lead (DSL) was told too. Please find the lead and ask whether you are needed.',
      },
      {
        kind: 'text',
        text: 'The case is with those who need to know. Please do not ask round who or what it was about.',
        style: 'subtle',
      },
    ],
    actions: [],
  };
}
