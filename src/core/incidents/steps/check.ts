import type { StepKind } from '../../case-views.ts';
import { localDay } from '../../school/calendar.ts';
import type { CaseWork } from '../case-work.ts';
import { type ChecklistStep, checklistOf, isHandedOff, listUntold } from '../checklist.ts';
import { PARENTS_INFORMED } from '../taxonomy.ts';
import { REASON_LIMIT } from './note.ts';
import { type FieldReader, readFields } from './read-fields.ts';
import { type StepContext, type StepRule, WHILE_OPEN } from './step.ts';

/** What has to be written for each kind of step that is done; a kind left out needs nothing. */
const NOTE_NEEDED: Partial<Record<StepKind, string>> = {
  ticket: 'Please write the reference or ticket you were given.',
  talk: 'Please write who talked with whom. What was said can go into a note.',
  meeting: 'Please write who met.',
  evaluation: 'Please write what you found.',
};

/** Settles one step of a playbook: done, or not needed with a reason (Wessex 13.2; Milverton, cyber bullying). */
export const check: StepRule = {
  from: WHILE_OPEN,
  by: 'worker',
  acknowledges: true,
  prepare: (context) => {
    const step = findStep(context);
    if (!step) return null;
    return {
      values: { state: 'done', day: localDay(context.now) },
      about: {
        step: { text: step.text, kind: step.kind },
        asks: step.kind === 'told' && !isHandedOff(context.work) ? ['told'] : [],
      },
    };
  },
  decide(context, values) {
    const { work, now } = context;
    const step = findStep(context);
    if (!step) return { errors: { state: 'This step is not on the list any more.' } };
    const fields = readFields(values, now);
    const state = fields.choice('state', ['done', 'not-needed'] as const, 'Please choose one.');
    const note = fields.text('note', REASON_LIMIT, whyNoteIsNeeded(state, step.kind, work));
    const day = state === 'done' ? fields.day('day', 'past') : null;
    const parents = step.kind === 'parents' && state === 'done' ? readParents(fields, note) : null;
    if (!step.ready)
      fields.errors.state = 'An earlier step still waits. Please do that one first, or say why it is not needed.';
    const untold = step.kind === 'told' && state === 'done' ? listUntold(work) : [];
    if (untold.length > 0) fields.errors.state = writeUntold(context, untold);
    if (fields.hasErrors() || !state) return fields;
    return {
      change: {
        entry: state === 'done' ? 'check-done' : 'check-not-needed',
        text: {
          facts: { step: step.text, ...(day ? { day } : {}), ...(parents ? { parents } : {}) },
          text: note,
        },
        check: { stepId: step.stepId, playbook: step.playbook, step: step.text, state, happenedOn: day, note },
        ...(parents ? { patch: { parentsInformed: parents } } : {}),
      },
      line: 'check-done',
    };
  },
};

function whyNoteIsNeeded(state: 'done' | 'not-needed' | null, kind: StepKind, work: CaseWork): string | undefined {
  if (state === 'not-needed') return 'Please write why it is not needed.';
  // Without a task nothing shows who knows of it.
  if (kind === 'told' && !isHandedOff(work)) return 'Please write who was told, when and by whom.';
  return NOTE_NEEDED[kind];
}

/** Whose task is missing: it can still be opened after somebody else has settled it. */
function writeUntold({ everybody }: StepContext, untold: CaseWork['tasks']): string {
  const nameOf = (personId: string) => everybody.find((person) => person.personId === personId)?.name ?? 'somebody';
  const missing = untold.map(({ ownerId, state }) =>
    state === 'open' ? nameOf(ownerId) : `${nameOf(ownerId)}, whose task was settled unseen`,
  );
  return `Not everybody has opened the task yet. Missing: ${[...new Set(missing)].join('; ')}. The step is ticked by itself once everybody has opened the task; or say why it is not needed.`;
}

function readParents(fields: FieldReader, note: string | null) {
  const parents = fields.choice('parents', PARENTS_INFORMED, 'Please choose one.');
  if (parents && parents !== 'yes' && note === null) fields.errors.note = 'Please write why they were not told.';
  return parents;
}

function findStep({ desk, profile, work, data }: StepContext): ChecklistStep | null {
  return checklistOf(desk, profile, work).find(({ stepId }) => stepId === data.step) ?? null;
}
