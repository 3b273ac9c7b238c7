import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardJson } from '../../playground/types.ts';
import {
  lastOf,
  openPlaygroundDesk,
  type PlaygroundDesk,
  REPORT,
  readInputs,
  readOutcome,
  readTexts,
  STAFFROOM,
} from '../support/playground-desk.ts';

let desk: PlaygroundDesk;
beforeAll(async () => {
  desk = await openPlaygroundDesk();
});
afterAll(() => desk.close());

const RING_999 = 'If a child is in immediate danger, ring 999 now.';
const formOf = (card: CardJson | undefined): string => {
  const texts = readTexts(card);
  expect(texts).toContain('Report a concern');
  expect(texts).toContain('What happened?');
  return texts;
};
const lastCard = (): CardJson => lastOf(desk.personal('Tess')).cards[0] as CardJson;

describe('typing the command in the 1:1 chat', () => {
  it.each(['/esafety report', 'esafety report', 'report', 'REPORT', '  /Esafety   Report '])(
    'opens the form with 999 first for "%s"',
    async (text) => {
      const before = desk.personal('Tess').length;
      const { bot } = await desk.as('Tess').say({ conversation: 'personal', text });
      expect(bot?.status).toBe(200);
      expect(desk.personal('Tess')).toHaveLength(before + 1);
      const texts = formOf(lastCard());
      expect(texts.indexOf(RING_999)).toBeGreaterThan(-1);
      expect(texts.indexOf(RING_999)).toBeLessThan(texts.indexOf('What happened?'));
      expect(readInputs(lastCard())).toEqual({ date: '2026-11-10' });
    },
  );

  it('opens the form when the bot is mentioned too', async () => {
    const { activity } = await desk.as('Tess').say({ conversation: 'personal', text: 'help' });
    const before = desk.personal('Tess').length;
    const bot = activity?.recipient as { id: string; name: string };
    const text = `<at>${bot.name}</at> report`;
    const mention = { type: 'mention', text: `<at>${bot.name}</at>`, mentioned: bot };
    const { status } = await desk.as('Tess').post({ ...activity, type: 'message', id: '1', text, entities: [mention] });
    expect(status).toBe(200);
    expect(desk.personal('Tess')).toHaveLength(before + 1);
    formOf(lastCard());
  });

  it('refuses words after the command, keeps them nowhere, and says so on the form', async () => {
    await desk.as('Tess').say({ conversation: 'personal', text: '/esafety report Quibblewick hid under the stairs' });
    const texts = formOf(lastCard());
    expect(texts).toContain('We did not keep what you typed after the command');
    expect(texts).not.toContain('Quibblewick');
    expect(readInputs(lastCard())).toEqual({ date: '2026-11-10' });
    expect(await desk.dumpTables()).not.toContain('Quibblewick');
    expect(desk.logLines.join('')).not.toContain('Quibblewick');
  });

  it('answers words it does not know with what one can do here, and keeps nothing', async () => {
    await desk.as('Tess').say({ conversation: 'personal', text: 'Snorkelby was crying after lunch' });
    expect(readTexts(lastCard())).toContain('Nothing was recorded, and we did not keep what you wrote');
    expect(await desk.dumpTables()).not.toContain('Snorkelby');
  });
});

describe('typing the command in a channel of all staff', () => {
  it.each(['/esafety report', 'report', 'REPORT'])('answers "%s" in the 1:1 chat alone', async (text) => {
    const before = desk.personal('Tess').length;
    const { bot, conversationId } = await desk.as('Tess').say({ conversation: STAFFROOM, text, mention: true });
    expect(bot?.status).toBe(200);
    expect(desk.personal('Tess')).toHaveLength(before + 1);
    formOf(lastCard());
    const said = desk
      .as('Olive')
      .conversation(conversationId)
      .messages.filter(({ from }) => from.kind === 'bot');
    expect(said).toHaveLength(1);
    expect(said[0]?.summary).toBe('Answered privately');
    expect(said[0]?.cards).toHaveLength(1);
    expect(readTexts(said[0]?.cards[0])).not.toContain('What happened?');
  });

  it('keeps words after the command out of the record and out of its own answer', async () => {
    const text = '/esafety report Bramblethwaite took a photo';
    await desk.as('Tess').say({ conversation: STAFFROOM, text, mention: true });
    expect(readTexts(lastCard())).toContain('We did not keep what you typed after the command');
    expect(await desk.dumpTables()).not.toContain('Bramblethwaite');
    expect(JSON.stringify(desk.channelCalls())).not.toContain('Bramblethwaite');
  });

  it('hears nothing that does not mention it', async () => {
    const { activity } = await desk.as('Tess').say({ conversation: STAFFROOM, text: 'report' });
    expect(activity).toBeUndefined();
  });
});

describe('sending the form as a card in the chat', () => {
  it('[W03] answers with the reference in place of the form', async () => {
    const { reference, receipt, messageId } = await desk.report('Tess');
    expect(reference).toMatch(/^ES-2026-\d{4}$/);
    expect(receipt).toContain(`Recorded as ${reference}`);
    expect(receipt).toContain('Designated safeguarding lead');
    const shown = desk.personal('Tess').find(({ id }) => id === messageId);
    expect(readTexts(shown?.cards[0])).toContain(`Recorded as ${reference}`);
    expect(readTexts(shown?.cards[0])).not.toContain('What happened?');
    const rows = await desk.sql`select reference from cases where reference = ${reference}`;
    expect(rows).toHaveLength(1);
  });

  it('leaves no typed word in any chat, channel or notification', async () => {
    const marks = { what: 'Wolpertinger', who: 'Nettlebank', device: 'Klaxon7', actionTaken: 'Umbrellastand' };
    const { reference } = await desk.report('Tess', marks);
    await desk.delivered();
    const shown = desk.everythingShown();
    expect(shown).toContain(reference);
    const written = JSON.stringify(desk.playground.calls.map(({ body }) => body));
    for (const mark of Object.values(marks)) {
      expect(shown).not.toContain(mark);
      expect(written).not.toContain(mark);
    }
  });

  it('shows what to look at beside each field, with everything typed still there', async () => {
    const messageId = await desk.openForm('Tess');
    const inputs = { ...REPORT, what: 'Something I typed with care.', date: '2099-01-01', adult: 'unsure' };
    const outcome = await desk.as('Tess').pressAction({ activityId: messageId, action: 'Send', inputs });
    expect(outcome.kind).toBe('card');
    const texts = readOutcome(outcome);
    expect(texts).toContain('Nothing has been sent yet');
    expect(texts).toContain('When did it happen? Date: This date is in the future. Please check it.');
    const again = desk.personal('Tess').find(({ id }) => id === messageId)?.cards[0] as CardJson;
    expect(readInputs(again)).toMatchObject(inputs);
    const fixed = { date: '2026-11-10', adult: 'no' };
    const sent = await desk.as('Tess').pressAction({ activityId: messageId, action: 'Send', inputs: fixed });
    expect(readOutcome(sent)).toMatch(/Recorded as ES-2026-\d{4}/);
    expect(desk.everythingShown()).not.toContain('Something I typed with care.');
  });

  it('refuses a form whose required answers were stripped on the way', async () => {
    const messageId = await desk.openForm('Tess');
    const card = desk.personal('Tess').find(({ id }) => id === messageId)?.cards[0] as CardJson;
    const [send] = (card.actions ?? []) as { type: string; verb: string; data: unknown }[];
    if (!send) throw new Error('no button');
    const outcome = await desk.as('Tess').pressAction({ activityId: messageId, action: send, inputs: { what: 'x' } });
    expect(readOutcome(outcome)).toContain('Nothing has been sent yet');
    expect(readOutcome(outcome)).toContain('Please choose yes, no or not sure.');
  });

  it('lists the sender’s own receipts and nobody else’s', async () => {
    const { reference } = await desk.report('Olive');
    const outcome = await desk.as('Olive').pressAction({
      activityId: lastOf(desk.personal('Olive')).id,
      action: 'My reports',
    });
    expect(readOutcome(outcome)).toContain(reference);
    expect(readOutcome(outcome).match(/ES-2026-\d{4}/g)).toHaveLength(1);
  });
});
