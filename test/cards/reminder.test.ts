import { expect, it } from 'vitest';
import { describeReminder } from '../../cards/reminder.ts';
import type { ReminderView } from '../../src/core/case-views.ts';

const view: ReminderView = {
  name: 'reminder',
  school: { name: 'Larkfield Primary School', demo: false },
  caseId: '11111111-1111-4111-8111-111111111111',
  reference: 'ES-2026-0001',
  what: 'idle',
  dueAt: '2026-11-12T08:30:00.000Z',
};

it.each([
  ['idle', 'please look at it again', 'Waiting since'],
  ['passed-up', 'nobody has taken it yet', 'Waiting since'],
  ['review', 'please look at it again', 'Due'],
] as const)('a reminder of %s says what to do, and since when or by when', (what, words, label) => {
  const card = describeReminder({ ...view, what });
  expect(card.title).toContain(words);
  expect(card.blocks).toMatchObject([{ items: [{ label }] }]);
});
