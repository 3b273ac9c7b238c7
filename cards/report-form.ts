import type { ReportFormView } from '../src/core/form-views.ts';
import { startWith999 } from './emergency-blocks.ts';
import { fillField } from './fields.ts';
import { describeProblem, repeatProblem } from './form-problem.ts';
import type { Field, Form, FormPart } from './model.ts';
import { adultField, dangerField, listMainFields, listMoreFields, whatField } from './report-fields.ts';
import { writeOverline } from './school-line.ts';

// Above the questions and not with the optional ones, which a platform may fold away.
const NO_PICTURES =
  'Do not attach, copy or forward pictures. Never a nude or sexual image of a child: do not look at it, show it or save it; tell the DSL in person.';

const QUICK_ADULT_HINT = 'If yes or not sure, the full form is better: there you can keep the report from that person.';
const QUICK_WHAT_HINT = 'What was on the screen, on which device and, if you know it, at which address.';

/** What the short form does not ask: what was seen on a school screen is content, in school, unless a reader finds otherwise. */
const ASSUMED: Record<string, string> = { category: 'content', place: 'school' };

/** The form a concern is reported with, in full or as the three questions about something seen on a screen. */
export function describeReportForm(view: ReportFormView): Form {
  const quick = view.variant === 'quick-report';
  const parts = (quick ? listQuickParts(view) : listFullParts(view)).map((part) => ({
    ...part,
    fields: part.fields.map((field) => fillField(field, view)),
  }));
  const title = quick ? 'Seen on a screen' : 'Report a concern';
  return {
    kind: 'form',
    name: view.name,
    title,
    summary: title,
    ...writeOverline(view.school),
    blocks: [
      ...startWith999(view.contacts, 'Do not wait for this form.'),
      {
        kind: 'text',
        text: 'Anyone may ring the police or children’s social care directly. You do not need permission.',
      },
      ...describeProblem({
        problem: view.problem,
        errors: view.errors,
        contacts: view.contacts,
        fields: parts.flatMap((part) => part.fields),
        doneWord: 'Recorded',
      }),
      { kind: 'text', text: NO_PICTURES, style: 'strong' },
    ],
    parts,
    ...repeatProblem(view.problem),
    submitLabel: 'Send',
    data: {
      key: view.formKey,
      variant: view.variant,
      ...(quick ? ASSUMED : {}),
    },
  };
}

function listQuickParts(view: ReportFormView): FormPart[] {
  const asked = [adultField, { ...whatField, hint: QUICK_WHAT_HINT }, dangerField];
  const others = [...listMainFields(view), ...listMoreFields()].filter(
    (field) => !asked.some(({ id }) => id === field.id) && isNeededInQuickReport(field, view),
  );
  // Once it is asked who the adult is, the short form keeps the report from them as the full one does.
  const asksWho = others.some(({ id }) => id === 'adultPerson');
  const first = asked.map((field) => (field.id === 'adult' && !asksWho ? { ...field, hint: QUICK_ADULT_HINT } : field));
  return [{ fields: first }, ...(others.length > 0 ? [{ title: 'We also need to know', fields: others }] : [])];
}

/**
 * Whether the short form must ask one question more: which school, or whatever the last submit was refused for.
 * Without it the person could never send; what was filled in then stays on the form.
 */
function isNeededInQuickReport(field: Field, { values, errors }: ReportFormView): boolean {
  if (field.id === 'school' || errors[field.id] !== undefined) return true;
  // A day is assumed until a time was asked for as well.
  if (field.id === 'date') return Boolean(values.time);
  return Boolean(values[field.id]) && !Object.hasOwn(ASSUMED, field.id);
}

function listFullParts(view: ReportFormView): FormPart[] {
  return [{ fields: listMainFields(view) }, { title: 'If you know more (optional)', fields: listMoreFields() }];
}
