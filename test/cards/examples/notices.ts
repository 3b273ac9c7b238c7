import type { NoticeView } from '../../../src/core/views.ts';
import type { ExampleView } from '../example-views.ts';
import { allContacts } from './ingredients.ts';

/** Every notice there is; a missing one does not compile. */
const EVERY_NOTICE: Record<NoticeView['notice'], true> = {
  'answered-privately': true,
  'cannot-message-you': true,
  'no-such-case': true,
  'which-case': true,
  'not-now': true,
  'read-only': true,
  'step-saved': true,
  'link-not-made': true,
  'file-fetched': true,
  'task-saved': true,
  'task-gone': true,
  'added-to-report': true,
  withdrawn: true,
  'no-such-report': true,
  'question-sent': true,
  'question-gone': true,
  'alert-gone': true,
  'line-gone': true,
  'induction-begun': true,
  'induction-going-on': true,
  'training-saved': true,
  'class-counted': true,
  'nothing-found': true,
  'image-not-kept': true,
  'not-allowed': true,
  'code-wrong': true,
  'account-tied': true,
  'account-waiting': true,
  'request-gone': true,
  'setup-needs-channel': true,
  'setup-unreachable': true,
};

/** Each notice with the school's numbers, and one without any. */
export function noticeExamples(): ExampleView[] {
  const notices = Object.keys(EVERY_NOTICE) as NoticeView['notice'][];
  return [
    ...notices.map((notice) => ({
      name: `notice-${notice}`,
      view: { name: 'notice' as const, notice, contacts: allContacts },
    })),
    { name: 'notice-not-allowed-contacts-unknown', view: { name: 'notice', notice: 'not-allowed' } },
  ];
}
