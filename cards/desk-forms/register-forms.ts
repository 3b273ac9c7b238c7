import type { DeskFormView } from '../../src/core/form-views.ts';
import {
  REGISTER_NAMES,
  REGISTER_STEPS,
  type RegisterName,
  type RegisterStepName,
} from '../../src/core/registers/register-names.ts';
import { LONG_TEXT_LIMIT, type RegisterField, TEXT_LIMIT, URL_LIMIT } from '../../src/core/registers/register-rule.ts';
import { REGISTER_RULES } from '../../src/core/registers/register-rules.ts';
import type { Block, Field } from '../model.ts';
import { fieldWords, REGISTER_WORDS, RESULT_WORDS, STEP_WORDS } from '../register-words.ts';
import { choicesFor, type WriteDeskForm } from './desk-form-words.ts';

type RegisterForm = 'register-entry' | 'register-step';

/** The words of the forms of registers. */
export const writeRegisterForms: Record<RegisterForm, WriteDeskForm> = {
  'register-entry': writeLine,
  'register-step': writeStep,
};

/** A line that is added. */
function writeLine(view: DeskFormView): ReturnType<WriteDeskForm> {
  const register = REGISTER_NAMES.find((name) => name === view.data.register);
  if (!register) return { title: 'A line of a register', parts: [{ fields: keepAnswers(view) }] };
  const fields = REGISTER_RULES[register].fields.map((field) => writeField(register, field));
  return {
    title: REGISTER_WORDS[register].add,
    blocks: explain(register),
    parts: [{ fields: [...whichSchool(view), ...fields] }],
    submitLabel: 'Send',
  };
}

/** A step that is taken with a line. */
function writeStep(view: DeskFormView): ReturnType<WriteDeskForm> {
  const name = REGISTER_STEPS.find((step) => step === view.data.step);
  const register = view.about.register ?? REGISTER_NAMES.find((candidate) => asks(candidate, name, view));
  const step = register && REGISTER_RULES[register].steps.find((candidate) => candidate.name === name);
  if (!register || !step) return { title: 'A step in a register', parts: [{ fields: keepAnswers(view) }] };
  const known = view.about.register !== undefined;
  return {
    title: STEP_WORDS[step.name],
    blocks: known
      ? [{ kind: 'text', text: REGISTER_WORDS[register].title, style: 'subtle' }, ...warn(register, step.name)]
      : [],
    parts: [{ fields: step.fields.map((field) => writeField(register, field)) }],
    submitLabel: 'Save',
  };
}

/** While the record is out of reach, the register is not known: any whose step asks what was answered asks it alike. */
function asks(register: RegisterName, name: RegisterStepName | undefined, { values }: DeskFormView): boolean {
  const step = REGISTER_RULES[register].steps.find((candidate) => candidate.name === name);
  return step !== undefined && Object.keys(values).every((id) => step.fields.some((field) => field.id === id));
}

const EXPLAINED: Record<RegisterName, string> = {
  technology:
    'It is assessed and tested before anybody uses it. The head or the ICT lead then says that it may be used.',
  'equipment-loan': 'Nothing leaves the school before the loan is approved.',
  disposal: 'It counts as disposed of once the receipt of whoever took it is noted.',
  'image-permission': 'Please ask the parents with these words, where and why. Their answer is noted here afterwards.',
  'social-media': 'The head decides. Until then it is not allowed.',
  unblock: 'The head decides. The page is opened until the last day and then blocked again.',
  'filter-report': 'Whoever looks after the filter asks its provider, and notes when the report arrives.',
  'filter-check':
    'A check shows that the filter works. If a child came upon something, please report a concern instead.',
};

const explain = (register: RegisterName): Block[] => [{ kind: 'text', text: EXPLAINED[register] }];

/** What has to be thought of before a step. */
function warn(register: RegisterName, step: RegisterStepName): Block[] {
  if (register === 'unblock' && step === 'approve')
    return [{ kind: 'text', text: 'Please give the last day. The ICT lead is reminded then to block the page again.' }];
  if (register === 'image-permission' && step === 'approve')
    return [{ kind: 'text', text: 'Only what the parents agreed to is allowed: this place, for this purpose.' }];
  return [];
}

function writeField(register: RegisterName, { id, kind, required = false, options }: RegisterField): Field {
  const { answer: _, ...words } = fieldWords(register, id, required);
  const base = { id, ...words, required };
  switch (kind) {
    case 'date':
      return { ...base, kind };
    case 'choice':
      return {
        ...base,
        kind,
        style: 'list',
        options: (options ?? []).map((value) => ({ value, label: RESULT_WORDS[value] ?? value })),
      };
    case 'longText':
      return { ...base, kind, maxLength: LONG_TEXT_LIMIT };
    case 'url':
      return { ...base, kind: 'text', maxLength: URL_LIMIT };
    case 'text':
      return { ...base, kind, maxLength: TEXT_LIMIT };
  }
}

function whichSchool(view: DeskFormView): Field[] {
  const options = choicesFor(view, 'school');
  if (options.length === 0) return [];
  return [{ kind: 'choice', id: 'school', label: 'Which school?', required: true, options, style: 'menu' }];
}

/** What was written in a form of which it may not be said any more what it was about. */
const keepAnswers = ({ values }: DeskFormView): Field[] =>
  Object.keys(values).map((id) => ({ kind: 'longText', id, label: 'What you wrote', maxLength: LONG_TEXT_LIMIT }));
