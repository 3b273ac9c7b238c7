import type { DeskFormView } from '../src/core/form-views.ts';
import { writeAddToReport } from './desk-forms/add-to-report.ts';
import { writeAsk } from './desk-forms/ask.ts';
import { writeAssess } from './desk-forms/assess.ts';
import { writeBulletin } from './desk-forms/bulletin-forms.ts';
import { writeChanges } from './desk-forms/case-changed.ts';
import { writeCheck } from './desk-forms/check.ts';
import { writeClose } from './desk-forms/close.ts';
import { writeCover, writeRota } from './desk-forms/cover.ts';
import { keepChosen, type WriteDeskForm } from './desk-forms/desk-form-words.ts';
import { writeDigestForms } from './desk-forms/digest-forms.ts';
import { writeDutyForms } from './desk-forms/duty-forms.ts';
import { writeExport, writeExportLog } from './desk-forms/export.ts';
import { writeFind } from './desk-forms/find.ts';
import { writeAssign, writeEscalate, writeLink, writeMonitor, writeNote, writeReopen } from './desk-forms/moves.ts';
import { writePeople } from './desk-forms/people.ts';
import { writePolicyForms } from './desk-forms/policy-forms.ts';
import { writeAnswer, writeRefer } from './desk-forms/refer.ts';
import { writeRegisterForms } from './desk-forms/register-forms.ts';
import { writeFinishTask, writeTask } from './desk-forms/task.ts';
import { writeTrainingForms } from './desk-forms/training-forms.ts';
import { startWith999 } from './emergency-blocks.ts';
import { fillField } from './fields.ts';
import { describeProblem, repeatProblem } from './form-problem.ts';
import type { Field, Form } from './model.ts';

/** The words of every form that reports nothing. */
const FORMS: Record<DeskFormView['form'], WriteDeskForm> = {
  note: writeNote,
  assess: writeAssess,
  assign: writeAssign,
  task: writeTask,
  'finish-task': writeFinishTask,
  check: writeCheck,
  refer: writeRefer,
  answer: writeAnswer,
  link: writeLink,
  people: writePeople,
  escalate: writeEscalate,
  monitor: writeMonitor,
  close: writeClose,
  reopen: writeReopen,
  export: writeExport,
  'add-to-report': writeAddToReport,
  cover: writeCover,
  rota: writeRota,
  find: writeFind,
  ask: writeAsk,
  'export-log': writeExportLog,
  ...writePolicyForms,
  ...writeTrainingForms,
  bulletin: writeBulletin,
  ...writeDutyForms,
  ...writeRegisterForms,
  ...writeDigestForms,
};

/**
 * Whoever works a case opens twenty such forms a day: the emergency numbers stand where they are needed, when something was not
 * saved, and in the forms that any member of staff may open with a child in mind.
 */
function startsWith999({ form, problem }: DeskFormView): boolean {
  return problem === 'not-saved' || problem === 'not-served' || form === 'add-to-report' || form === 'ask';
}

/** A step in a case, or another form of the desk. */
export function describeDeskForm(view: DeskFormView): Form {
  const words = FORMS[view.form](view);
  const parts = words.parts.map((part) => ({
    ...part,
    fields: part.fields.map((field) => keepChoice(fillField(field, view))),
  }));
  return {
    kind: 'form',
    name: view.name,
    title: words.title,
    summary: words.title,
    blocks: [
      ...(startsWith999(view) ? startWith999(view.contacts, 'Do not wait for this form.') : []),
      ...describeProblem({
        problem: view.problem,
        errors: { ...pointToGate(view), ...writeChanges(view) },
        contacts: view.contacts,
        fields: parts.flatMap(({ fields }) => fields),
        doneWord: 'Saved',
      }),
      ...(words.blocks ?? []),
    ],
    parts,
    ...repeatProblem(
      view.problem,
      parts.some(({ fields }) => fields.some(({ error }) => error !== undefined)),
    ),
    submitLabel: words.submitLabel ?? 'Send',
    data: { ...view.data, variant: view.form, key: view.formKey },
  };
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * What had been chosen stays a choice when the record cannot be read. A person who cannot be chosen any more is not chosen
 * any more; a name that was typed, because the list was too long for the platform, stays as it was typed.
 */
function keepChoice(field: Field): Field {
  if (field.kind !== 'choice' && field.kind !== 'person') return field;
  const { value, options, ...rest } = field;
  if (!value || options.some((option) => option.value === value)) return field;
  const isListed = field.kind === 'person' && options.length > 0;
  if (isListed && ID.test(value)) return { ...rest, options } as Field;
  if (isListed) return field;
  return { ...field, options: [...options, keepChosen(value)] };
}

/** What stands in the way of closing is a list of its own below: it is not said twice. */
function pointToGate({ errors, about: { blockers = [] } }: DeskFormView): Record<string, string> {
  if (errors.gate === undefined || blockers.length === 0) return errors;
  return { ...errors, gate: 'It cannot be closed yet. What is still to be done stands below.' };
}
