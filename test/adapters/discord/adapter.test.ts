import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeCustomId } from '../../../adapters/discord/custom-id.ts';
import { replace, show } from '../../../src/core/replies.ts';
import { listButtons } from '../../contract/discord/show.ts';
import { bodyOf, buttonsOf, EPHEMERAL_MESSAGE, FIRST, page, SECOND, textOf } from './answers.ts';
import { type DiscordDesk, FORM_VIEW, openDiscordDesk, RECEIPT } from './desk.ts';
import { IDS } from './fixtures.ts';

let desk: DiscordDesk;
beforeEach(async () => {
  desk = await openDiscordDesk();
});
afterEach(() => desk.close());

describe('what comes in over HTTP', () => {
  it('answers Discord’s ping', async () => {
    expect(bodyOf(await desk.send('ping')).type).toBe(1);
    expect(desk.events).toEqual([]);
  });

  it.each([
    ['unsigned', {}, {}],
    ['signed with nonsense', {}, { 'x-signature-ed25519': 'ab'.repeat(64), 'x-signature-timestamp': '1790000000' }],
    ['for another application', { application_id: '1190000000000000088' }, undefined],
  ])('%s is refused, and nothing runs', async (_, change, headers) => {
    expect((await desk.send('command.report', change, headers)).status).toBe(401);
    expect(desk.events).toEqual([]);
  });

  it('of a kind that is not ours is refused', async () => {
    expect((await desk.send('command.report', { type: 4 })).status).toBe(400);
  });
});

describe('a form over several modals', () => {
  beforeEach(() => {
    desk.answers((event) => (event.kind === 'submit' ? replace(RECEIPT) : show(FORM_VIEW)));
  });

  it('opens at once, keeps each page as a draft, and is asked for nothing in between', async () => {
    const opened = await desk.send('command.report');
    expect(bodyOf(opened)).toMatchObject({ type: 9, data: { title: 'Report a concern (1 of 5)' } });
    const first = await desk.send('modal_submit.first', page(0, FIRST));
    expect(bodyOf(first)).toMatchObject({ type: 4, data: { flags: 64 | 32768 | 4 } });
    expect(textOf(first)).toContain('Nothing has been sent yet');
    expect(textOf(first)).toContain('Still needed: What is it nearest to?');
    expect(textOf(first)).not.toContain('Quetzalmark');
    expect(buttonsOf(first)).toEqual(['Continue (2 of 5)', 'Change page 1']);
    expect(desk.drafts.get(IDS.key)).toMatchObject({ form: 'report', values: { ...FIRST, date: '2026-11-10' } });
    expect(desk.events.map(({ kind }) => kind)).toEqual(['command']);
  });

  it('offers Send once nothing is missing, and puts the receipt in place of what stood there', async () => {
    await desk.send('command.report');
    await desk.send('modal_submit.first', page(0, FIRST));
    const second = await desk.send('modal_submit.first', page(1, SECOND, EPHEMERAL_MESSAGE));
    expect(bodyOf(second).type).toBe(7);
    expect(buttonsOf(second)).toEqual(['Send', 'Continue (3 of 5)', 'Change page 1', 'Change page 2']);
    const sent = await desk.send('component.send.ephemeral');
    expect(bodyOf(sent).type).toBe(7);
    expect(textOf(sent)).toContain('Recorded as ES-2026-0014');
    expect(desk.events.at(-1)).toMatchObject({
      kind: 'submit',
      form: 'report',
      data: { key: IDS.key },
      values: { ...FIRST, category: 'conduct', date: '2026-11-10', danger: 'no' },
    });
    expect(desk.drafts.size).toBe(0);
  });

  it('sends itself with its last page', async () => {
    await desk.send('command.report');
    await desk.send('modal_submit.first', page(0, FIRST));
    await desk.send('modal_submit.first', page(1, SECOND));
    expect(textOf(await desk.send('modal_submit.first', page(4, { noticedDate: '' })))).toContain('Recorded as');
  });

  it('answers a second press on Send with the same receipt', async () => {
    await desk.send('command.report');
    await desk.send('modal_submit.first', page(0, { ...FIRST, ...SECOND }));
    const [first, second] = [await desk.send('component.send.ephemeral'), await desk.send('component.send.ephemeral')];
    expect(textOf(second)).toBe(textOf(first));
    const submits = desk.events.filter(({ kind }) => kind === 'submit');
    expect(submits.map((event) => 'values' in event && event.values)).toEqual([
      expect.objectContaining(FIRST),
      expect.objectContaining(FIRST),
    ]);
  });

  it('goes on in another process from its draft', async () => {
    desk.drafts.set(IDS.key, { form: 'report', data: { key: IDS.key }, values: { ...FIRST, date: '2026-11-09' } });
    const opened = await desk.send('component.send.ephemeral', {
      data: { ...(page(1, {}).data as object), component_type: 2, components: undefined },
    });
    expect(bodyOf(opened)).toMatchObject({ type: 9, data: { title: 'Report a concern (2 of 5)' } });
    expect(JSON.stringify(bodyOf(opened))).toContain('"09/11/2026"');
    await desk.send('modal_submit.first', page(1, SECOND));
    expect(desk.drafts.get(IDS.key)?.values).toMatchObject({ ...FIRST, category: 'conduct' });
  });

  it('of one page is sent at once, wherever it was opened', async () => {
    const quick = {
      custom_id: encodeCustomId({ act: 'page', name: 'quick-report', ids: { key: IDS.key, place: 'school' }, page: 0 }),
      components: (
        page(0, { adult: 'no', what: 'Seen on laptop 14.', danger: 'no', school: 'larkfield' }).data as {
          components: object;
        }
      ).components,
    };
    expect(textOf(await desk.send('modal_submit.first', { data: quick }))).toContain('Recorded as');
    expect(desk.events).toMatchObject([
      {
        kind: 'submit',
        form: 'quick-report',
        data: { key: IDS.key, place: 'school' },
        values: { school: 'larkfield' },
      },
    ]);
  });

  it('of one page understands a date it only asked for later, in a process that did not open it', async () => {
    const typed = page(0, { adult: 'no', what: 'Seen on laptop 14.', danger: 'no', date: '12/03/2026' }).data;
    const custom_id = encodeCustomId({ act: 'page', name: 'quick-report', ids: { key: IDS.key }, page: 0 });
    await desk.send('modal_submit.first', { data: { ...(typed as object), custom_id } });
    expect(desk.events.at(-1)).toMatchObject({ kind: 'submit', values: { date: '2026-03-12' } });
  });

  it('that came back is a draft again', async () => {
    await desk.send('command.report');
    await desk.send('modal_submit.first', page(0, { ...FIRST, ...SECOND }));
    desk.answers((event) => {
      const values = event.kind === 'submit' ? event.values : {};
      return replace({ ...FORM_VIEW, values, errors: { date: 'Please check it.' }, problem: 'check-fields' });
    });
    const again = await desk.send('component.send.ephemeral');
    expect(textOf(again)).toContain('When did it happen? Date: Please check it.');
    expect(buttonsOf(again)).toEqual(['Change page 2']);
    await vi.waitFor(() => expect(desk.drafts.get(IDS.key)?.values).toMatchObject({ ...FIRST, category: 'conduct' }));
  });

  it('says of a form nobody knows any more what may be said', async () => {
    const answer = textOf(await desk.send('component.send.ephemeral'));
    expect(answer).toContain('no longer kept here');
    expect(answer).toContain('999');
    expect(desk.events).toEqual([]);
  });
});

describe('a form whose draft cannot be read', () => {
  const draft = { form: 'report' as const, data: { key: IDS.key }, values: { ...FIRST, date: '2026-11-09' } };
  const open = (at: number): Record<string, unknown> => ({
    data: { ...(page(at, {}).data as object), component_type: 2, components: undefined },
  });
  beforeEach(() => {
    desk.answers((event) => (event.kind === 'submit' ? replace(RECEIPT) : show(FORM_VIEW)));
    desk.drafts.set(IDS.key, draft);
    desk.breakDrafts('reading');
  });

  it('is never saved over: the page is given back, and joins the others with the next press', async () => {
    const answer = await desk.send('modal_submit.first', page(1, SECOND));
    expect(textOf(answer)).toContain('NOT saved');
    expect(textOf(answer)).toContain('The pages before are still kept');
    expect(textOf(answer)).toContain('2026-11-10');
    expect(textOf(answer)).toContain('ring 999');
    expect(desk.drafts.get(IDS.key)).toEqual(draft);
    desk.mendDrafts();
    expect(textOf(await desk.send('component.send.ephemeral'))).toContain('Recorded as');
    expect(desk.events.at(-1)).toMatchObject({
      kind: 'submit',
      values: { ...FIRST, category: 'conduct', date: '2026-11-10', danger: 'no' },
    });
  });

  it('shows no empty pages in its place', async () => {
    const answer = await desk.send('component.send.ephemeral', open(1));
    expect(bodyOf(answer).type).toBe(4);
    expect(textOf(answer)).toContain('Your words are still kept');
    desk.mendDrafts();
    expect(JSON.stringify(bodyOf(await desk.send('component.send.ephemeral', open(1))))).toContain('"09/11/2026"');
  });

  it('is said to be kept and NOT saved, and is sent with the next press', async () => {
    const answer = textOf(await desk.send('component.send.ephemeral'));
    for (const words of ['could not be read just now', 'NOT saved', 'press Send', '999'])
      expect(answer).toContain(words);
    expect(desk.events).toEqual([]);
    desk.mendDrafts();
    expect(textOf(await desk.send('component.send.ephemeral'))).toContain('Recorded as');
  });
});

describe('an answer', () => {
  it('to a button of a case is for everybody only where the core says so', async () => {
    const card = {
      name: 'case-card' as const,
      school: { name: 'School', demo: false },
      caseId: IDS.case,
      reference: 'ES-2026-0014',
      severity: null,
      status: 'acknowledged' as const,
      reportedAt: '2026-11-10T10:00:00.000Z',
      acknowledged: { by: 'Dana', at: '2026-11-10T10:05:00.000Z' },
      restricted: false,
      owner: null,
      openTasks: 0,
      nextDueAt: null,
    };
    desk.answers(() => replace(card));
    expect(bodyOf(await desk.send('component.acknowledge.thread'))).toMatchObject({ type: 7 });
    desk.answers(() => show({ name: 'notice', notice: 'no-such-case' }));
    const shown = bodyOf(await desk.send('component.acknowledge.thread'));
    expect(shown).toMatchObject({ type: 4, data: { flags: 64 | 32768 | 4 } });
  });

  it('to a note written from the case’s message is private and leaves that message alone', async () => {
    desk.answers(() => replace({ name: 'notice', notice: 'step-saved' }));
    const answer = bodyOf(await desk.send('modal_submit.note'));
    expect(answer).toMatchObject({ type: 4, data: { flags: 64 | 32768 | 4 } });
    expect(desk.events.at(-1)).toMatchObject({
      kind: 'submit',
      form: 'note',
      data: { key: IDS.key, case: IDS.case, reference: 'ES-2026-0014' },
      values: { note: 'Spoke to her mother.' },
    });
  });

  it('to a command that was delivered before is nothing', async () => {
    expect(await desk.send('command.report')).toEqual({ status: 202 });
  });

  it('to a command in the 1:1 chat finds the server by who is in it', async () => {
    desk.answers(() => show({ name: 'my-reports', reports: [] }));
    const answer = await desk.send('command.report.dm');
    expect(desk.events).toMatchObject([{ origin: { workspaceId: IDS.guild, place: { kind: 'personal' } } }]);
    const [button] = listButtons(bodyOf(answer).data.components);
    expect(button?.customId).toContain(':g*');
  });

  it('to somebody of no server of ours says where to go', async () => {
    const user = { id: '42424242424242424', username: 'stranger', discriminator: '0' };
    const answer = await desk.send('command.report.dm', { user });
    expect(textOf(answer)).toContain('school’s server');
    expect(textOf(answer)).toContain('999');
    expect(desk.events).toEqual([]);
  });

  it('is said in words when the core throws, and nothing of what was typed is logged', async () => {
    desk.answers(() => {
      throw new Error('Quetzalmark');
    });
    const answer = await desk.send('command.report');
    expect(textOf(answer)).toContain('999');
    expect(desk.logLines.join('')).not.toContain('Quetzalmark');
  });
});
