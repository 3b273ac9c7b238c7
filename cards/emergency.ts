import type { EmergencyView } from '../src/core/views.ts';
import { startWith999, TELL_IN_PERSON } from './emergency-blocks.ts';
import type { Card } from './model.ts';

interface Happened {
  short: string;
  title: string;
}

const NOTHING_KEPT: Happened = { short: 'NOT saved', title: 'NOT saved. Nothing you typed here has been kept.' };
/** A button saves nothing that was typed: what failed is that it could be shown or done. */
const HAPPENED: Partial<Record<EmergencyView['reason'], Happened>> = {
  'not-shown': { short: 'Could not be shown', title: 'This could not be shown. Nothing was changed.' },
  'not-known': { short: 'No answer', title: 'There was no answer. Please look again whether it was done.' },
};

/** Shown to whoever cannot be served here: whom to ring first, then why and whom to ask. */
export function describeEmergency(view: EmergencyView): Card {
  const { title, text } = writeReason(view);
  const happened = HAPPENED[view.reason] ?? NOTHING_KEPT;
  return {
    kind: 'card',
    name: view.name,
    title: 'Ring 999 if a child is in immediate danger',
    summary: `${happened.short}. In immediate danger, ring 999.`,
    blocks: [
      ...startWith999(view.contacts, 'Do not wait for an answer here.'),
      { kind: 'notice', tone: 'warning', title: happened.title, text: TELL_IN_PERSON },
      { kind: 'section', title, blocks: [{ kind: 'text', text }] },
      { kind: 'text', text: 'Anyone may ring the police or children’s social care directly.' },
    ],
    actions: [],
  };
}

function writeReason({ reason, accountHelp }: EmergencyView): { title: string; text: string } {
  switch (reason) {
    case 'unknown':
      return {
        title: 'We do not know this account',
        text: `It is not on the staff list. To be added, ask ${accountHelp}.`,
      };
    case 'guest':
      return {
        title: 'Guest accounts cannot be used here',
        text: `If you work or volunteer here, use your school account. For help with it, ask ${accountHelp}.`,
      };
    case 'left':
      return {
        title: 'This account is no longer on the staff list',
        text: `If that is a mistake, ask ${accountHelp}. You can still report a concern by phone or in person.`,
      };
    case 'unavailable':
    case 'not-shown':
    case 'not-known':
      return {
        title: 'Something is not working',
        text: `Please try again in a few minutes. If it goes on, tell ${accountHelp}.`,
      };
    case 'not-set-up':
      return {
        title: 'Your school is not set up here yet',
        text: `Nothing can be recorded until it is. To find out more, ask ${accountHelp}.`,
      };
  }
}
