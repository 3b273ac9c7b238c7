import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../playground/types.ts';
import {
  lastOf,
  openPlaygroundDesk,
  type PlaygroundDesk,
  REPORT,
  readInputs,
  readOutcome,
  STAFFROOM,
} from '../support/playground-desk.ts';

let desk: PlaygroundDesk;
beforeAll(async () => {
  desk = await openPlaygroundDesk();
});
afterAll(() => desk.close());

const requireDialog = (outcome: Outcome): Extract<Outcome, { kind: 'dialog' }>['dialog'] => {
  if (outcome.kind !== 'dialog') throw new Error(`no dialog but ${outcome.kind}: ${readOutcome(outcome)}`);
  return outcome.dialog;
};
const openers: [string, () => Promise<Outcome>][] = [
  [
    'a button on the help card',
    async () => {
      await desk.as('Tess').say({ conversation: 'personal', text: 'help' });
      return desk.as('Tess').pressAction({
        activityId: lastOf(desk.personal('Tess')).id,
        action: 'Report a concern',
      });
    },
  ],
  [
    'the menu of the compose box',
    () => desk.as('Tess').openCommand({ commandId: 'report', commandContext: 'compose' }),
  ],
  [
    'the menu of the compose box in a channel',
    () => desk.as('Tess').openCommand({ commandId: 'report', commandContext: 'compose', conversation: STAFFROOM }),
  ],
];

describe.each(openers)('the form as a dialog from %s', (_, open) => {
  it('opens with 999 first and answers Send with the receipt in the same dialog', async () => {
    const opened = await open();
    const dialog = requireDialog(opened);
    expect(dialog.title).toBe('Report a concern');
    const texts = readOutcome(opened);
    expect(texts.indexOf('ring 999 now')).toBeGreaterThan(-1);
    expect(texts.indexOf('ring 999 now')).toBeLessThan(texts.indexOf('What happened?'));
    const outcome = await desk.as('Tess').submitDialog({ dialogId: dialog.dialogId, action: 'Send', inputs: REPORT });
    expect(requireDialog(outcome).dialogId).toBe(dialog.dialogId);
    expect(readOutcome(outcome)).toMatch(/Recorded as ES-2026-\d{4}/);
  });

  it('shows errors in the same dialog with everything typed, and records once they are put right', async () => {
    const dialog = requireDialog(await open());
    const typed = { ...REPORT, what: 'Typed only once.', adult: 'yes', urls: 'https://typed.example/a' };
    const refused = await desk.as('Tess').submitDialog({ dialogId: dialog.dialogId, action: 'Send', inputs: typed });
    const again = requireDialog(refused);
    expect(again.dialogId).toBe(dialog.dialogId);
    expect(readOutcome(refused)).toContain('Nothing has been sent yet');
    expect(readOutcome(refused)).toContain('It keeps the concern from them.');
    expect(readInputs(again.card)).toMatchObject(typed);
    const sent = await desk.as('Tess').submitDialog({
      dialogId: dialog.dialogId,
      action: 'Send',
      inputs: { adult: 'no' },
    });
    expect(readOutcome(sent)).toMatch(/Recorded as ES-2026-\d{4}/);
    expect(desk.everythingShown()).not.toContain('Typed only once.');
  });
});

describe('the action on a message', () => {
  it('opens the form with the words of that message, which nobody else gets to see', async () => {
    const words = 'look at what Pimpernel posted <b>again</b>';
    const { messageId } = await desk.as('Nia').say({ conversation: STAFFROOM, text: words });
    const postsBefore = desk.channelCalls().length;
    const outcome = await desk.as('Tess').openCommand({
      commandId: 'report-message',
      commandContext: 'message',
      message: messageId,
    });
    const dialog = requireDialog(outcome);
    expect(readInputs(dialog.card)).toEqual({ date: '2026-11-10', what: words });
    const { what: _, ...others } = REPORT;
    const sent = await desk.as('Tess').submitDialog({ dialogId: dialog.dialogId, action: 'Send', inputs: others });
    expect(readOutcome(sent)).toMatch(/Recorded as ES-2026-\d{4}/);
    await desk.delivered();
    expect(JSON.stringify(desk.channelCalls().slice(postsBefore))).not.toContain('Pimpernel');
    expect(await desk.dumpTables()).not.toContain('Pimpernel');
  });
});

describe('the short form for something seen on a screen', () => {
  it('[I25] asks three questions and answers with the receipt', async () => {
    await desk.as('Tess').say({ conversation: 'personal', text: 'help' });
    const outcome = await desk.as('Tess').pressAction({
      activityId: lastOf(desk.personal('Tess')).id,
      action: 'Something seen on a screen',
    });
    const inputs = { adult: 'no', what: 'A pop-up on the library laptop.', danger: 'no' };
    const { dialogId } = requireDialog(outcome);
    const sent = await desk.as('Tess').submitDialog({ dialogId, action: 'Send', inputs });
    expect(readOutcome(sent)).toMatch(/Recorded as ES-2026-\d{4}/);
  });
});
