import { addDays } from '../../src/core/school/add-period.ts';
import type { View } from '../../src/core/views.ts';
import type { SentView } from '../support/recording-chat.ts';
import type { TestDesk } from '../support/test-desk.ts';
import { fillIn, findButtons, press } from './answer-cards.ts';
import type { Act } from './live-a-year.ts';

/** How many days somebody takes to answer what he got; never for what needs no answer. */
const DAYS_TO_ANSWER: Partial<Record<View['name'], number>> = {
  'own-list': 0,
  duty: 1,
  board: 2,
  digest: 2,
  'policy-version': 3,
  'review-due': 5,
};

interface Waiting {
  on: string;
  who: string;
  view: View;
}

/**
 * The people of a school as they answer what they get: within some days, and those named as slow only once they have been
 * reminded twice.
 */
export function answeringPeople(desk: TestDesk, slow: readonly string[] = []): Act {
  let waiting: Waiting[] = [];
  const reminded = new Map<string, number>();

  function take(day: string, sent: readonly SentView[]): void {
    for (const { to, target: who, view } of sent) {
      const days = DAYS_TO_ANSWER[view.name];
      if (to !== 'person' || days === undefined) continue;
      const key = `${who}|${view.name}`;
      reminded.set(key, (reminded.get(key) ?? 0) + 1);
      if (slow.includes(who) && (reminded.get(key) ?? 0) % 3 !== 0) continue;
      waiting.push({ on: addDays(day, days), who, view });
    }
  }

  return async (day, sent) => {
    take(day, sent);
    const now = waiting.filter(({ on }) => on <= day);
    waiting = waiting.filter(({ on }) => on > day);
    for (const { who, view } of now) await answer(desk, who, view);
  };
}

async function answer(desk: TestDesk, who: string, view: View): Promise<void> {
  switch (view.name) {
    case 'own-list':
      for (const button of findButtons(view, 'acknowledge-document')) await fillIn(desk, who, button);
      return;
    case 'board':
      for (const button of findButtons(view, 'open-duty')) {
        const [finish] = findButtons(await press(desk, who, button), 'finish-duty');
        if (finish) await fillIn(desk, who, finish);
      }
      return;
    case 'duty':
      for (const button of findButtons(view, 'finish-duty')) await fillIn(desk, who, button);
      return;
    case 'digest':
      for (const button of findButtons(view, 'approve-digest')) await fillIn(desk, who, button);
      return;
    case 'review-due':
      for (const button of findButtons(view, 'policy-draft')) await fillIn(desk, who, button);
      return;
    case 'policy-version':
      for (const button of findButtons(view, 'policy-decide')) await fillIn(desk, who, button);
  }
}
