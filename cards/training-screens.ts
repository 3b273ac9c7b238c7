import type { OwnListReason } from '../src/core/intents.ts';
import type { OwnCourse, OwnListView, TrainingScreen } from '../src/core/training-views.ts';
import { helpButton, reportButton } from './buttons.ts';
import { writeDate } from './dates.ts';
import type { Action, Block, Card, Entry } from './model.ts';
import { writeOverline } from './school-line.ts';
import { describeTrainingBoard } from './training-board.ts';

/** More than these would not fit on the narrowest platform; the others follow once these are signed. */
const MOST_TO_SIGN = 12;

/** Why the list came by itself. */
const WHY: Record<Exclude<OwnListReason, 'asked'>, string> = {
  start:
    'Welcome. Please read and sign these documents in your first days. You can report a concern at any time, whether they are signed or not.',
  nudge: 'These still wait for you. Most take a few minutes.',
  'new-version': 'A document you work by has a new version. Please read and sign it.',
  yearly: 'This is what the school asks you to read and do this school year. There is time for it in the coming weeks.',
};

const TITLES: Record<OwnListReason, string> = {
  start: 'Welcome: your first reading and training',
  nudge: 'Reminder: your reading and training',
  'new-version': 'A document has a new version',
  yearly: 'Your reading and training this year',
  asked: 'Your reading and training',
};

/** What is shown of what people have read and learned. */
export function describeTrainingScreen(view: TrainingScreen): Card {
  return view.name === 'own-list' ? describeOwnList(view) : describeTrainingBoard(view);
}

/** What one person still has to read and do: what is left stands first, each with its button. */
function describeOwnList(view: OwnListView): Card {
  const left = view.documents.filter(({ done }) => !done);
  const done = view.documents.filter((document) => document.done);
  const undone = view.courses.filter(({ state }) => state !== 'done').length;
  const all = view.documents.length + view.courses.length;
  const isDone = left.length + undone === 0;
  return {
    kind: 'card',
    name: view.name,
    title: TITLES[view.why],
    summary: TITLES[view.why],
    ...writeOverline(view.school),
    blocks: [
      ...(view.why === 'asked' ? [] : [{ kind: 'text', text: WHY[view.why] } satisfies Block]),
      describeState(view, isDone, all - left.length - undone, all),
      ...(left.length > 0 ? [describeLeft(left)] : []),
      ...describeCourses(view.courses),
      ...(done.length > 0
        ? [
            {
              kind: 'section',
              title: 'Signed',
              blocks: [{ kind: 'list', items: done.map(nameVersion) }],
            } satisfies Block,
          ]
        : []),
      ...describeFamilies(view),
    ],
    actions: [...listActions(view), reportButton, helpButton],
  };
}

function describeState({ induction }: OwnListView, isDone: boolean, done: number, all: number): Block {
  if (all === 0) return { kind: 'text', text: 'The school asks nothing of you here at the moment.' };
  if (isDone)
    return { kind: 'notice', tone: 'good', title: 'All done', text: 'Nothing is left to read or do. Thank you.' };
  const what = induction ? 'Your induction: ' : '';
  return { kind: 'text', text: `${what}${done} of ${all} done`, style: 'strong' };
}

function describeLeft(left: OwnListView['documents']): Block {
  const items = left.slice(0, MOST_TO_SIGN).map((document): Entry => {
    const { url, documentId } = document;
    return {
      title: nameVersion(document),
      // The form behind the button has the address, as a link.
      text: url === null ? 'No link given yet. Please ask the office for it.' : 'With a link to read it',
      action: {
        kind: 'open',
        name: 'acknowledge-document',
        label: 'Read and sign',
        data: { document: documentId },
        private: true,
      },
    };
  });
  const more = left.length - items.length;
  const blocks: Block[] = [{ kind: 'entries', items }];
  if (more > 0) blocks.push({ kind: 'text', text: `${more} more will follow once these are signed.`, style: 'subtle' });
  return { kind: 'section', title: 'To read and sign', blocks };
}

function nameVersion({ document, version }: { document: string; version: string | null }): string {
  return version === null ? document : `${document}, version ${version}`;
}

function describeCourses(courses: readonly OwnCourse[]): Block[] {
  if (courses.length === 0) return [];
  const open = courses.some(({ state }) => state !== 'done');
  const blocks: Block[] = [
    { kind: 'facts', items: courses.map((course) => ({ label: course.course, value: writeCourse(course) })) },
  ];
  if (open)
    blocks.push({
      kind: 'text',
      text: 'Once you have done it, tell the e-safety co-ordinator or the office. They write it down for you.',
      style: 'subtle',
    });
  return [{ kind: 'section', title: 'Training', blocks }];
}

function writeCourse({ state, dueOn }: OwnCourse): string {
  if (state === 'done') return dueOn === null ? 'Done' : `Done. Next due ${writeDate(dueOn)}`;
  const due = dueOn === null ? '' : ` ${writeDate(dueOn)}`;
  return state === 'overdue' ? `Overdue since${due}` : `Due${due}`;
}

function describeFamilies({ families }: OwnListView): Block[] {
  if (families.length === 0) return [];
  return [
    {
      kind: 'section',
      title: 'For pupils and parents',
      blocks: [
        {
          kind: 'text',
          text: 'Please have these signed, and write down how many of each class have. Only the numbers are kept.',
        },
        { kind: 'list', items: families },
      ],
    },
  ];
}

function listActions(view: OwnListView): Action[] {
  const data = { school: view.schoolId };
  return [
    ...(view.families.length > 0
      ? [{ kind: 'open', name: 'class-count', label: 'Write the numbers', data: {}, private: true } satisfies Action]
      : []),
    ...(view.mayOpenBoard
      ? [{ kind: 'press', name: 'training-board', label: 'How far everybody is', data, private: true } satisfies Action]
      : []),
    ...(hasDone(view)
      ? [
          {
            kind: 'press',
            name: 'training-file',
            label: 'My certificate',
            data: { ...data, kind: 'certificate' },
            private: true,
          } satisfies Action,
        ]
      : []),
    ...view.others.slice(0, 1).map(
      ({ schoolId }): Action => ({
        kind: 'press',
        name: 'own-list',
        label: 'My other school',
        data: { school: schoolId },
        private: true,
      }),
    ),
  ];
}

function hasDone({ documents, courses }: OwnListView): boolean {
  return documents.some(({ done }) => done) || courses.some(({ state }) => state === 'done');
}
