import type { DeskFormView } from '../src/core/views.ts';
import { writeAddToReport } from './desk-forms/add-to-report.ts';
import { writeAsk } from './desk-forms/ask.ts';
import { writeAssess } from './desk-forms/assess.ts';
import { writeCheck } from './desk-forms/check.ts';
import { writeClose } from './desk-forms/close.ts';
import { writeCover, writeRota } from './desk-forms/cover.ts';
import type { WriteDeskForm } from './desk-forms/desk-form-words.ts';
import { writeExport, writeExportLog } from './desk-forms/export.ts';
import { writeFind } from './desk-forms/find.ts';
import { writeAssign, writeEscalate, writeLink, writeMonitor, writeNote, writeReopen } from './desk-forms/moves.ts';
import { writePeople } from './desk-forms/people.ts';
import { writeAnswer, writeRefer } from './desk-forms/refer.ts';
import { writeFinishTask, writeTask } from './desk-forms/task.ts';
import { startWith999 } from './emergency-blocks.ts';
import { fillField } from './fields.ts';
import { describeProblem, repeatProblem } from './form-problem.ts';
import type { Form } from './model.ts';

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
};

/** A step in a case, or another form of the desk. */
export function describeDeskForm(view: DeskFormView): Form {
  const words = FORMS[view.form](view);
  const parts = words.parts.map((part) => ({ ...part, fields: part.fields.map((field) => fillField(field, view)) }));
  return {
    kind: 'form',
    name: view.name,
    title: words.title,
    summary: words.title,
    blocks: [
      ...startWith999(view.contacts, 'Do not wait for this form.'),
      ...describeProblem({
        problem: view.problem,
        errors: view.errors,
        contacts: view.contacts,
        fields: parts.flatMap(({ fields }) => fields),
        doneWord: 'Saved',
      }),
      ...(words.blocks ?? []),
    ],
    parts,
    ...repeatProblem(view.problem),
    submitLabel: words.submitLabel ?? 'Send',
    data: { ...view.data, variant: view.form, key: view.formKey },
  };
}
