import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessageView, Outcome } from '../../playground/types.ts';
import { escalateDue } from '../../src/core/incidents/escalate.ts';
import {
  CASES,
  lastOf,
  openPlaygroundDesk,
  type PlaygroundDesk,
  REPORT,
  readOutcome,
  readTexts,
} from '../support/playground-desk.ts';

let desk: PlaygroundDesk;
beforeAll(async () => {
  desk = await openPlaygroundDesk();
});
afterAll(() => desk.close());

const NOTE = 'Rang Mr Yaffleberry at home, he agreed to come in.';
const STORY = 'Zanzibarley wrote something unkind about a classmate.';

const reportPosted = async (values: Record<string, string> = {}): Promise<{ reference: string; root: MessageView }> => {
  const { reference } = await desk.report('Tess', values);
  await desk.delivered();
  const root = desk.posted().find((message) => readTexts(message.cards[0]).includes(reference));
  if (!root) throw new Error(`${reference} was not posted`);
  return { reference, root };
};
const threadOf = (rootId: string): MessageView[] => desk.posted().filter(({ threadId }) => threadId === rootId);
const press = (who: 'Dana' | 'Dev' | 'Hope', root: MessageView, action: string): Promise<Outcome> =>
  desk.as(who).pressAction({ activityId: root.id, action });
const auditOf = (reference: string) => desk.sql<{ action: string; actor: string }[]>`
  select a.action, a.actor_id::text as actor from audit_entries a join cases c on c.id = a.case_id
  where c.reference = ${reference} order by a.seq`;

describe('a case in the channel of the safeguarding team', () => {
  it('is a thread of its own with a reference, a priority and buttons, and nothing of the story', async () => {
    const { reference, root } = await reportPosted({ what: STORY });
    expect(root.threadId).toBe(root.id);
    expect(root.summary).toBe(`${reference}: please acknowledge`);
    const texts = readTexts(root.cards[0]);
    expect(texts).toContain(`Case ${reference}`);
    expect(texts).toContain('Priority: Not yet assessed');
    for (const label of ['Acknowledge', 'View detail', 'Add note']) expect(texts).toContain(label);
    for (const word of ['Zanzibarley', 'Robin', 'conduct', 'Conduct', 'unkind']) expect(texts).not.toContain(word);
  });

  it('says Urgent when somebody is in danger', async () => {
    const { reference, root } = await reportPosted({ danger: 'yes' });
    expect(readTexts(root.cards[0])).toContain('Priority: Urgent');
    expect(root.summary).toBe(`${reference}: urgent, please acknowledge now`);
  });

  it('is acknowledged once, however often it is pressed or delivered', async () => {
    const { reference, root } = await reportPosted();
    const first = await press('Dana', root, 'Acknowledge');
    expect(readOutcome(first)).toContain('Acknowledged: Dana Lead (DSL)');
    await desk.delivered();
    const edited = desk.posted().find(({ id }) => id === root.id);
    expect(edited?.editedAt).toBeDefined();
    expect(readTexts(edited?.cards[0])).toContain('Status: Acknowledged');
    expect(threadOf(root.id).map(({ summary }) => summary)).toContain(`${reference}: acknowledged`);
    expect(lastOf(desk.personal('Tess')).summary).toBe(`${reference}: seen by a person`);

    const audit = await auditOf(reference);
    const counts = { thread: threadOf(root.id).length, told: desk.personal('Tess').length };
    expect((await desk.as('Dana').post(first.activity)).body).toEqual(first.bot.body);
    const { data } = (first.activity.value as { action: { data: object } }).action;
    const acknowledge = { type: 'Action.Execute', verb: 'acknowledge', data };
    const second = await desk.as('Dev').pressAction({ activityId: root.id, action: acknowledge });
    expect(readOutcome(second)).toContain('Acknowledged: Dana Lead (DSL)');
    await desk.delivered();
    expect(await auditOf(reference)).toEqual(audit);
    expect({ thread: threadOf(root.id).length, told: desk.personal('Tess').length }).toEqual(counts);
    const entries = await desk.sql`select 1 from chronology h join cases c on c.id = h.case_id
      where c.reference = ${reference} and h.entry = 'acknowledged'`;
    expect(entries).toHaveLength(1);
  });

  it('[X14] opens in full for one reader alone, and keeps who opened it', async () => {
    const { reference, root } = await reportPosted({ what: STORY, date: '2026-11-06' });
    const callsBefore = desk.playground.calls.length;
    const outcome = await press('Dev', root, 'View detail');
    expect(outcome.kind).toBe('dialog');
    const texts = readOutcome(outcome);
    expect(texts).toContain(STORY);
    expect(texts).toContain('Robin Invented, Year 4');
    expect(texts).toContain('Reported by: Tess Teacher');
    expect(texts).toContain('It was reported more than a day after it happened.');
    expect(desk.playground.calls.slice(callsBefore).filter(({ method }) => method !== 'GET')).toEqual([]);
    const [viewer] = await desk.sql<{ person: string }[]>`
      select person_id::text as person from accounts where account_id = ${desk.accountOf('Dev')}`;
    const audit = await auditOf(reference);
    expect(audit.filter(({ action, actor }) => /view/.test(action) && actor === viewer?.person)).toHaveLength(1);
    await press('Dev', root, 'View detail');
    expect((await auditOf(reference)).filter(({ action }) => /view/.test(action))).toHaveLength(2);
  });

  it('takes a note in a dialog: the thread hears that there is one, only the detail what it says', async () => {
    const { reference, root } = await reportPosted();
    const opened = await press('Dana', root, 'Add note');
    if (opened.kind !== 'dialog') throw new Error(readOutcome(opened));
    expect(readOutcome(opened)).toContain(`Add a note to ${reference}`);
    const { dialogId } = opened.dialog;
    const empty = await desk.as('Dana').submitDialog({ dialogId, action: 'Send', inputs: { note: '   ' } });
    expect(readOutcome(empty)).toContain('Please write the note.');
    const saved = await desk.as('Dana').submitDialog({ dialogId, action: 'Send', inputs: { note: NOTE } });
    expect(readOutcome(saved)).toContain('It is part of the case.');
    await desk.as('Dana').post(saved.activity);
    await desk.as('Dana').post({ ...saved.activity, id: 'f:delivered-again' });
    await desk.delivered();
    const lines = threadOf(root.id).filter(({ summary }) => summary === `${reference}: note added`);
    expect(lines).toHaveLength(1);
    expect(desk.everythingShown()).not.toContain('Yaffleberry');
    const detail = readOutcome(await press('Hope', root, 'View detail'));
    expect(detail.match(/Yaffleberry/g)).toHaveLength(1);
  });

  it('[A06] is passed to the deputy in the thread and 1:1 when nobody acknowledges in time', async () => {
    const { reference, root } = await reportPosted();
    desk.clock.forwardMinutes(61);
    await escalateDue(desk.demo.started.program.desk);
    await desk.delivered();
    expect(threadOf(root.id).map(({ summary }) => summary)).toContain(`${reference}: not yet acknowledged, passed on`);
    const alerts = desk.personal('Dev').filter(({ summary }) => summary?.startsWith(reference));
    expect(alerts).toHaveLength(1);
    expect(readTexts(alerts[0]?.cards[0])).toContain('Not yet acknowledged: passed to you.');
  });
});

describe('a form that arrives twice', () => {
  it('makes one case and answers both times the same', async () => {
    const { outcome, reference } = await desk.report('Tess');
    const countCases = async () => (await desk.sql`select count(*)::int as count from cases`)[0]?.count;
    const before = await countCases();
    const again = await desk.as('Tess').post(outcome.activity);
    const anew = await desk.as('Tess').post({ ...outcome.activity, id: 'f:a-second-delivery' });
    expect(again).toEqual(outcome.bot);
    expect(anew).toEqual(outcome.bot);
    expect(await countCases()).toBe(before);
    await desk.delivered();
    expect(desk.posted().filter((message) => readTexts(message.cards[0]).includes(reference))).toHaveLength(1);
    expect(desk.personal('Dana').filter(({ summary }) => summary?.startsWith(reference))).toHaveLength(1);
  });

  it('makes one case when both deliveries race', async () => {
    const messageId = await desk.openForm('Tess');
    const card = desk.personal('Tess').find(({ id }) => id === messageId)?.cards[0];
    const [send] = (card?.actions ?? []) as { type: string; verb: string; data: object }[];
    if (!send) throw new Error('no button');
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map(() => desk.as('Tess').pressAction({ activityId: messageId, action: send, inputs: REPORT })),
    );
    const references = outcomes.map((outcome) => /ES-2026-\d{4}/.exec(readOutcome(outcome))?.[0]);
    expect(references[0]).toBeDefined();
    expect(new Set(references).size).toBe(1);
  });
});

describe('somebody outside the team', () => {
  it('is not in the channel and gets nothing from a copied button', async () => {
    const { reference } = await reportPosted({ what: STORY });
    expect(() => desk.as('Tess').conversation(CASES)).toThrow();
    for (const who of ['Tess', 'Olive', 'Ike', 'Cora', 'Ada'] as const) {
      const answer = await desk.viewCopied(who, await desk.caseIdOf(reference));
      const random = await desk.viewCopied(who, '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f0001');
      expect(readOutcome(answer)).toContain('There is no such case, or it is not one you can open.');
      expect(answer.bot).toEqual(random.bot);
    }
  });
});
