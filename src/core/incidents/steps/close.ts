import type { CloseBlocker } from '../../form-views.ts';
import { checklistOf } from '../checklist.ts';
import { WHERE } from '../report-form.ts';
import {
  CONCERN_TYPES,
  type ConcernType,
  PARENTS_INFORMED,
  PUPIL_OUTCOMES,
  STAFF_OUTCOMES,
  STAFF_TYPES,
} from '../taxonomy.ts';
import { namesSomebody } from './names-somebody.ts';
import { REASON_LIMIT } from './note.ts';
import { readFields } from './read-fields.ts';
import { type StepContext, type StepRule, WHILE_OPEN } from './step.ts';

const LESSON_LIMIT = 300;

/**
 * Closes a case. The gate: every step of its playbooks settled, no open task, no answer outstanding; outcome and rationale,
 * also for not referring; parents informed yes, no or withheld with a reason; where it happened; an evaluation (KCSIE,
 * Wessex 13.2, Milverton); of what kind it was, where nobody has said so, as the kind brings its playbook. A lesson may be
 * kept, without anybody's name.
 */
export const close: StepRule = {
  from: WHILE_OPEN,
  by: 'worker',
  acknowledges: true,
  prepare: (context) => ({
    values: { ...(context.work.place ? { place: context.work.place } : {}) },
    about: {
      restricted: context.work.restricted,
      type: context.work.type,
      blockers: findBlockers(context),
      asks: asksOf(context),
    },
  }),
  decide(context, values) {
    const { desk, work, now } = context;
    const fields = readFields(values, now);
    const asks = asksOf(context);
    const allowed = work.restricted ? STAFF_OUTCOMES : PUPIL_OUTCOMES;
    const outcome = fields.choice('outcome', allowed, 'Please choose how it ended.');
    const type = asks.includes('type')
      ? fields.choice('type', typesOf(work), 'Please choose what kind of concern it was.')
      : work.type;
    const rationale = fields.text('rationale', REASON_LIMIT, 'Please write why it is closed with this outcome.');
    const notReferred = asks.includes('notReferred')
      ? fields.text('notReferred', REASON_LIMIT, 'Please write why it was not referred to any agency.')
      : null;
    const parents = fields.choice('parents', PARENTS_INFORMED, 'Please say whether parents were told.');
    const parentsReason = fields.text(
      'parentsReason',
      REASON_LIMIT,
      parents !== null && parents !== 'yes' ? 'Please write why parents were not told.' : undefined,
    );
    const place = fields.choice('place', WHERE, 'Please say where it happened.');
    const evaluation = fields.text('evaluation', REASON_LIMIT, 'Please write what you would do again, or otherwise.');
    const lesson = fields.text('lesson', LESSON_LIMIT);
    if (lesson && namesSomebody(lesson, context))
      fields.errors.lesson = 'This names somebody. Governors read lessons: please write it without any name.';
    const blockers = findBlockers({ ...context, work: { ...work, type } });
    if (blockers.length > 0) fields.errors.gate = writeGate(blockers, type !== work.type);
    if (fields.hasErrors() || !outcome || !parents || !place) return fields;
    return {
      change: {
        entry: 'closed',
        text: {
          facts: {
            outcome,
            ...(type && type !== work.type ? { type } : {}),
            ...(notReferred ? { notReferred } : {}),
            parents,
            ...(parentsReason ? { parentsReason } : {}),
            place,
            ...(work.place && work.place !== place ? { placeBefore: work.place } : {}),
            evaluation: evaluation ?? '',
            ...(lesson ? { lesson } : {}),
          },
          text: rationale,
        },
        patch: {
          status: 'closed',
          outcome,
          ...(type === work.type ? {} : { type }),
          parentsInformed: parents,
          place,
          closedAt: now,
          reviewAt: null,
          deadlineAt: null,
          remindAt: null,
        },
        ...(lesson ? { lesson: { id: desk.ids.uuid(), text: lesson } } : {}),
      },
      line: 'closed',
    };
  },
};

/** What still stands in the way of closing. */
function findBlockers({ desk, profile, work }: Pick<StepContext, 'desk' | 'profile' | 'work'>): CloseBlocker[] {
  const blockers: CloseBlocker[] = checklistOf(desk, profile, work)
    .filter(({ state }) => state === 'waiting')
    .map(({ text }) => ({ what: 'step', step: text }));
  const tasks = work.tasks.filter(({ state }) => state === 'open').length;
  if (tasks > 0) blockers.push({ what: 'tasks', count: tasks });
  const referrals = work.referrals.filter(({ state, responseDueAt }) => state === 'waiting' && responseDueAt).length;
  if (referrals > 0) blockers.push({ what: 'referrals', count: referrals });
  return blockers;
}

function writeGate(blockers: CloseBlocker[], isNewKind: boolean): string {
  const parts = blockers.map((blocker) => {
    if (blocker.what === 'step') return `the step “${blocker.step}”`;
    const thing = blocker.what === 'tasks' ? 'open task' : 'referral without an answer';
    return blocker.count === 1
      ? `one ${thing}`
      : `${blocker.count} ${thing.replace(/^(\w+) (task)$/, '$1 tasks').replace('referral', 'referrals')}`;
  });
  // The checklist of a kind stands in the case once the kind does.
  const first =
    isNewKind && blockers.some(({ what }) => what === 'step') ? ' Choose this kind under “Assess” first.' : '';
  return `It cannot be closed yet.${first} There is still: ${parts.join('; ')}. Settle each, or say there why it is not needed.`;
}

/** The decision not to refer is asked for where nothing was referred, the kind where nobody has said of what kind it is. */
const asksOf = ({ work }: StepContext): string[] => [
  ...(work.type === null ? ['type'] : []),
  ...(work.referrals.length === 0 ? ['notReferred'] : []),
];

/** A concern about an adult takes another route: it does not become one by being closed. */
const typesOf = ({ restricted }: StepContext['work']): ConcernType[] =>
  CONCERN_TYPES.filter((type) => restricted || !STAFF_TYPES.includes(type));
