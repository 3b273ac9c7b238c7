import type { FormProblem } from '../src/core/form-views.ts';
import type { EmergencyContacts } from '../src/core/views.ts';
import { orRingDuty } from './emergency-blocks.ts';
import type { Block, Field } from './model.ts';

/** What a form says about itself when it is shown again. */
interface ProblemContext {
  problem: FormProblem;
  errors: Record<string, string>;
  contacts: EmergencyContacts;
  fields: readonly Field[];
  /** The word the person reads once it is safe. */
  doneWord: 'Recorded' | 'Saved';
}

/** The banner above a form that was refused, or could not be saved, or was opened because text was typed in chat. */
export function describeProblem(context: ProblemContext): Block[] {
  switch (context.problem) {
    case 'not-saved':
      return [
        {
          kind: 'notice',
          tone: 'danger',
          title: 'NOT saved',
          text: `Your words are still here. Press Send again in a minute. Until it says ${context.doneWord}, tell the safeguarding lead (DSL) in person${orRingDuty(context.contacts)}. If it is about an adult here, tell the head; about the head, the chair of governors.`,
        },
      ];
    case 'not-served':
      return [
        {
          kind: 'notice',
          tone: 'danger',
          title: 'NOT saved',
          text: `This account cannot save it now. Your words are still here: copy them if you need them. Tell the safeguarding lead (DSL) in person${orRingDuty(context.contacts)}. If it is about an adult here, tell the head; about the head, the chair of governors.`,
        },
      ];
    case 'not-now':
      return [
        {
          kind: 'notice',
          tone: 'danger',
          title: 'NOT saved',
          text: 'The case has changed meanwhile, so this step cannot be taken now. Your words are still here: copy them if you need them. Then open the case again.',
        },
      ];
    case 'check-fields':
      return [{ kind: 'notice', tone: 'warning', title: 'Nothing has been sent yet', text: writeWhatToCheck(context) }];
    case 'text-not-stored':
      return [
        {
          kind: 'notice',
          tone: 'warning',
          title: 'Please write it here instead',
          text: 'We did not keep what you typed after the command, because chat is not the place for it. Please write it here. Please also delete your message in the chat.',
        },
      ];
    case null:
      return [];
  }
}

/** The same above the button, in short: a long form is shown again from where it was pressed, with its banner out of sight. */
export function repeatProblem(problem: FormProblem, isMarked = true): { closing?: Block[] } {
  switch (problem) {
    case 'not-saved':
      return close('danger', 'NOT saved', 'Your words are still here. What to do now stands at the top of this form.');
    case 'not-served':
      return close('danger', 'NOT saved', 'What to do now stands at the top of this form.');
    case 'not-now':
      return close('danger', 'NOT saved', 'What to do now stands at the top of this form.');
    case 'check-fields':
      return close(
        'warning',
        'Nothing has been sent yet',
        isMarked
          ? 'Please look at the marked answers above.'
          : 'What is still to be done stands at the top of this form.',
      );
    default:
      return {};
  }
}

function close(tone: 'danger' | 'warning', title: string, text: string): { closing: Block[] } {
  return { closing: [{ kind: 'notice', tone, title, text }] };
}

function writeWhatToCheck({ errors, fields }: ProblemContext): string {
  const labels = fields.filter((field) => field.error !== undefined).map((field) => `“${field.label}”`);
  // An error that belongs to no field of this form would otherwise be seen nowhere.
  const others = Object.keys(errors).filter((id) => !fields.some((field) => field.id === id));
  const sentences = labels.length > 0 ? [`Please look at ${labels.join(', ')}.`] : [];
  sentences.push(...others.map((id) => errors[id] ?? ''));
  return sentences.length > 0 ? sentences.join(' ') : 'Please look at the answers below.';
}
