import { describe } from '../../cards/describe.ts';
import type { Block, Card, Field, Form, OwnAction } from '../../cards/model.ts';
import type { FormName, PressName } from '../../src/core/events.ts';
import type { Reply } from '../../src/core/replies.ts';
import { localDay } from '../../src/core/school/calendar.ts';
import type { View } from '../../src/core/views.ts';
import type { TestDesk } from '../support/test-desk.ts';

/** What people write where a form asks for it; whatever else is required gets the first thing that can be chosen. */
const WORDS: Record<string, string> = {
  outcome: 'done',
  note: 'Looked at together. Nothing is open.',
  evidence: 'Minutes of the day',
  understood: 'yes',
  version: '2026.1',
  send: 'slt',
};

/** The buttons of a card that have this name, from top to bottom. */
export function findButtons(view: View, name: string): OwnAction[] {
  const card = describe(view) as Card;
  return [...card.blocks.flatMap(buttonsOf), ...(card.actions ?? [])].filter(
    (action): action is OwnAction => action.kind !== 'link' && action.name === name,
  );
}

function buttonsOf(block: Block): Card['actions'] {
  if (block.kind === 'entries') return block.items.flatMap(({ action }) => action ?? []);
  if (block.kind === 'buttons') return block.actions;
  return block.kind === 'section' ? block.blocks.flatMap(buttonsOf) : [];
}

/** Presses a button that shows something; throws where it answers otherwise. */
export async function press(desk: TestDesk, who: string, button: OwnAction): Promise<View> {
  return viewOf(await desk.presses(who, button.name as PressName, button.data));
}

/** Opens the form behind a button, fills in what it asks for and sends it; answers with what is shown then. */
export async function fillIn(
  desk: TestDesk,
  who: string,
  button: OwnAction,
  values: Record<string, string> = {},
): Promise<View> {
  const opened = viewOf(await desk.opens(who, button.name as FormName, button.data));
  if (opened.name !== 'desk-form') return opened;
  const form = describe(opened) as Form;
  const today = localDay(desk.clock.now());
  const filled = Object.fromEntries(
    form.parts
      .flatMap(({ fields }) => fields)
      .flatMap((field) => {
        const value = values[field.id] ?? field.value ?? answerTo(field, today);
        return value === undefined ? [] : [[field.id, value]];
      }),
  );
  return viewOf(await desk.submits(who, button.name as FormName, form.data, filled));
}

function answerTo(field: Field, today: string): string | undefined {
  const words = WORDS[field.id];
  if ('options' in field) {
    if (words !== undefined && field.options.some(({ value }) => value === words)) return words;
    return field.required ? field.options[0]?.value : undefined;
  }
  if (words !== undefined) return words;
  // A governing body has met on the day its decision is written down.
  if (field.kind === 'date' && (field.required || field.id === 'metOn')) return today;
  if (!field.required) return undefined;
  return field.kind === 'time' ? '09:00' : 'Noted';
}

function viewOf(reply: Reply): View {
  if (reply.kind === 'nothing') throw new Error('nothing was answered');
  return reply.view;
}
