import type { Form } from '../../cards/model.ts';
import {
  FORM_NAMES,
  type FormName,
  type InboundEvent,
  type Origin,
  PRESS_NAMES,
  type PressName,
} from '../../src/core/events.ts';
import { PlatformLimit } from './platform-limit.ts';

/** What a button does: acts at once, opens a form, or sends one. */
export type Act = 'press' | 'open' | 'submit';

/** One pressed button, as read from a payload: believed as to its shape and nothing else, since anybody can post it. */
export interface PressedButton {
  act: Act;
  name: string;
  /** The identifiers the button carries. */
  ids: Record<string, string>;
  /** What was typed, for a submit. */
  values?: Record<string, string>;
}

/** The event a button means; null for a button that is not ours. */
export function eventOfButton({ act, name, ids, values = {} }: PressedButton, origin: Origin): InboundEvent | null {
  if (act === 'press') return isPressName(name) ? { kind: 'press', origin, action: name, data: ids } : null;
  if (!isFormName(name)) return null;
  if (act === 'open') return { kind: 'open', origin, form: name, data: ids };
  return { kind: 'submit', origin, form: name, data: ids, values };
}

/**
 * The name a form comes back by. A form is called after its view (`report-form`); one that comes in several variants
 * says in its data which it is.
 */
export function formNameOf({ name, data }: Form): FormName {
  const formName =
    FORM_NAMES.find((known) => known === data.variant) ?? FORM_NAMES.find((known) => name === `${known}-form`);
  if (!formName) throw new PlatformLimit('The desk', `no form is called "${name}"`);
  return formName;
}

/** Whether a word names a form. */
export const isFormName = (name: string): name is FormName => (FORM_NAMES as readonly string[]).includes(name);
/** Whether a word names a button that acts at once. */
export const isPressName = (name: string): name is PressName => (PRESS_NAMES as readonly string[]).includes(name);
