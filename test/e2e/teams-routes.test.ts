import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardJson } from '../../playground/types.ts';
import {
  lastOf,
  openPlaygroundDesk,
  type PlaygroundDesk,
  REPORT,
  readOutcome,
  readTexts,
  type Who,
} from '../support/playground-desk.ts';

let desk: PlaygroundDesk;
beforeAll(async () => {
  desk = await openPlaygroundDesk();
});
afterAll(() => desk.close());

const everybody: Who[] = ['Tess', 'Dana', 'Dev', 'Hope', 'Ike', 'Cora', 'Olive', 'Nia', 'Ada'];
const countMessages = (): Record<string, number> => ({
  ...Object.fromEntries(everybody.map((who) => [who, desk.personal(who).length])),
  channel: desk.posted().length,
});

/** Reports as Tess, and answers who got how many messages besides her form, which the receipt replaced. */
async function reportAndWatch(values: Record<string, string>) {
  await desk.openForm('Tess');
  const before = countMessages();
  const outcome = await desk.as('Tess').pressAction({
    activityId: lastOf(desk.personal('Tess')).id,
    action: 'Send',
    inputs: { ...REPORT, ...values },
  });
  const receipt = readOutcome(outcome);
  const reference = /ES-(\d{4}-\d{4}|R-\w+)/.exec(receipt)?.[0];
  if (!reference) throw new Error(receipt);
  await desk.delivered();
  const told = Object.entries(countMessages()).flatMap(([who, count]) => {
    const more = count - (before[who] ?? 0);
    return more > 0 ? [`${who} ${more}`] : [];
  });
  return { reference, receipt, told };
}

/** The value the form's person picker sends for somebody. */
async function pick(name: string): Promise<string> {
  await desk.openForm('Tess');
  const card = lastOf(desk.personal('Tess')).cards[0] as CardJson;
  const body = JSON.stringify(card);
  const found = new RegExp(`"title":"${name}[^"]*","value":"([^"]+)"`).exec(body)?.[1];
  if (!found) throw new Error(`${name} is not on the list`);
  return found;
}

describe('who is told', () => {
  it('of a concern about a pupil: the DSL 1:1, and the channel', async () => {
    expect((await reportAndWatch({})).told).toEqual(['Dana 1', 'channel 1']);
  });

  it('of immediate danger: the DSL, the deputy and the head 1:1 at once', async () => {
    const { reference, receipt, told } = await reportAndWatch({ danger: 'yes' });
    expect(told).toEqual(['Dana 1', 'Dev 1', 'Hope 1', 'channel 1']);
    expect(receipt).toContain('They are being messaged now, because you said somebody is in danger.');
    for (const who of ['Dana', 'Dev', 'Hope'] as const) {
      const message = lastOf(desk.personal(who));
      expect(message.summary).toBe(`${reference}: urgent, please acknowledge now`);
      expect(readTexts(message.cards[0])).toContain('Somebody may be in danger now. Please open this case at once.');
    }
  });

  it('[X29] of a concern about a member of staff: the head alone', async () => {
    const { reference, receipt, told } = await reportAndWatch({
      adult: 'yes',
      adultPerson: await pick('Olive Office'),
    });
    expect(told).toEqual(['Hope 1']);
    expect(reference).toMatch(/^ES-R-/);
    expect(receipt).toContain('Who will read it: Headteacher');
    const message = lastOf(desk.personal('Hope'));
    expect(message.summary).toContain(reference);
    expect(readTexts(message.cards[0])).not.toContain('Olive');
    const opened = await desk.as('Hope').pressAction({ activityId: message.id, action: 'View detail' });
    expect(readOutcome(opened)).toContain('Adult concerned: Olive Office');
  });

  it('of a concern about somebody who is not on the list: the head alone', async () => {
    expect((await reportAndWatch({ adult: 'unsure', adultPerson: 'not-listed' })).told).toEqual(['Hope 1']);
  });

  it('of a concern about the DSL: the head alone, and the DSL finds no such case', async () => {
    const { reference, told } = await reportAndWatch({ adult: 'yes', adultPerson: await pick('Dana Lead') });
    expect(told).toEqual(['Hope 1']);
    const caseId = await desk.caseIdOf(reference);
    expect(readOutcome(await desk.viewCopied('Hope', caseId))).toContain(`Case ${reference}`);
    const answer = await desk.viewCopied('Dana', caseId);
    const random = await desk.viewCopied('Dana', '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f0001');
    expect(readOutcome(answer)).toContain('There is no such case, or it is not one you can open.');
    expect(answer.bot).toEqual(random.bot);
  });

  it('of a concern about the head: the chair alone', async () => {
    const { receipt, told } = await reportAndWatch({ adult: 'yes', adultPerson: await pick('Hope Head') });
    expect(told).toEqual(['Cora 1']);
    expect(receipt).toContain('Who will read it: Chair of governors');
  });

  it('[W11] of something the filter let through: the thread, and the ICT lead and head without the pupil', async () => {
    const { told } = await reportAndWatch({
      type: 'filter_failure',
      category: 'content',
      what: 'Marigoldine opened it by accident.',
      who: 'Marigoldine Invented, Year 5',
      urls: 'https://unsuitable.example/page?a=1',
      device: 'Laptop 14 in the library',
    });
    expect(told).toEqual(['Dana 1', 'Dev 1', 'Hope 1', 'Ike 1', 'channel 1']);
    for (const who of ['Ike', 'Hope'] as const) {
      const message = lastOf(desk.personal(who));
      const shown = JSON.stringify(message);
      expect(readTexts(message.cards[0])).toContain('Please check the web filter');
      expect(shown).toContain('hxxps://unsuitable[.]example/page?a=1');
      expect(shown).toContain('Laptop 14 in the library');
      expect(shown).not.toContain('https://unsuitable.example');
      expect(shown).not.toContain('Marigoldine');
      expect(shown).not.toMatch(/ES-2026-\d{4}/);
    }
    expect(JSON.stringify(desk.posted())).not.toContain('unsuitable');
  });
});
