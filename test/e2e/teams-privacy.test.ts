import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlaygroundDesk, type PlaygroundDesk, readOutcome } from '../support/playground-desk.ts';

let desk: PlaygroundDesk;
beforeAll(async () => {
  desk = await openPlaygroundDesk();
});
afterAll(() => desk.close());

const MARKS = {
  what: 'Xylophonemark',
  who: 'Periwinklemark',
  childWords: 'Quincemark',
  urls: 'juniper-mark.example/hidden',
  device: 'Zeppelinmark',
  actionTaken: 'Oxbowmark',
  note: 'Yarrowmark',
  typed: 'Kumquatmark',
  quoted: 'Vellummark',
};

/** A word as text, and as hex and base64 could hide it: base64 has three alignments, of which the edges change. */
function spellings(word: string): string[] {
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.from(`${'x'.repeat(shift)}${word}`).toString('base64');
    return text.replace(/=+$/, '').slice(shift === 0 ? 0 : 4, -3);
  });
  return [word, encodeURIComponent(word), Buffer.from(word).toString('hex'), ...base64];
}
function findMarks(text: string): string[] {
  const lower = text.toLowerCase();
  return Object.values(MARKS).filter((mark) =>
    spellings(mark).some((spelling) => text.includes(spelling) || lower.includes(spelling.toLowerCase())),
  );
}

describe('what a person typed', () => {
  it('would be found in any of its spellings', () => {
    expect(findMarks(`a ${Buffer.from(`ab${MARKS.what}cd`).toString('base64')} b`)).toEqual([MARKS.what]);
    expect(findMarks(`\\x${Buffer.from(`.${MARKS.who}.`).toString('hex')}`)).toEqual([MARKS.who]);
  });

  it('reaches the reader’s dialog and no table, log line, post or notification', async () => {
    const { note, typed, quoted, ...fields } = MARKS;
    const report = { ...fields, who: `${MARKS.who}, Year 3`, type: 'filter_failure', category: 'content' };
    await desk.as('Tess').say({ conversation: 'personal', text: `/esafety report ${typed}` });
    await desk.as('Tess').say({ conversation: 'personal', text: typed });
    const { messageId } = await desk
      .as('Nia')
      .say({ conversation: '19:all-staff-general@thread.tacv2', text: `have you seen ${quoted}` });
    await desk.as('Tess').openCommand({ commandId: 'report-message', commandContext: 'message', message: messageId });
    const { reference } = await desk.report('Tess', report);
    await desk.delivered();
    const root = desk.posted().find(({ summary }) => summary?.includes(reference));
    if (!root) throw new Error('not posted');
    const opened = await desk.as('Dana').pressAction({ activityId: root.id, action: 'Add note' });
    if (opened.kind !== 'dialog') throw new Error(readOutcome(opened));
    await desk.as('Dana').submitDialog({ dialogId: opened.dialog.dialogId, action: 'Send', inputs: { note } });
    await desk.as('Dana').pressAction({ activityId: root.id, action: 'Acknowledge' });
    await desk.delivered();

    const detail = readOutcome(await desk.as('Dev').pressAction({ activityId: root.id, action: 'View detail' }));
    for (const mark of [MARKS.what, MARKS.who, MARKS.childWords, MARKS.device, MARKS.actionTaken, MARKS.note])
      expect(detail).toContain(mark);
    expect(detail).toContain('juniper-mark[.]example/hidden');

    const dump = await desk.dumpTables();
    expect(dump).toContain(reference);
    expect(findMarks(dump)).toEqual([]);
    expect(dump).not.toContain('juniper-mark');
    expect(desk.logLines.length).toBeGreaterThan(10);
    expect(findMarks(desk.logLines.join('\n'))).toEqual([]);
    expect(desk.channelCalls().length).toBeGreaterThan(2);
    expect(findMarks(JSON.stringify(desk.channelCalls()))).toEqual([]);
    const summaries = desk.playground.calls.map(({ body }) => (body as { summary?: string }).summary ?? '');
    expect(findMarks(summaries.join('\n'))).toEqual([]);
    // Whoever looks after the filter gets the device and the address, and nothing else that was typed.
    const messages = JSON.stringify(desk.playground.calls.map(({ body }) => body));
    expect(findMarks(messages)).toEqual([MARKS.device]);
  });
});
