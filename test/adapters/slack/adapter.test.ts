import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isForReaderAlone } from '../../../adapters/shared/without-story.ts';
import { renderModal } from '../../../adapters/slack/render.ts';
import { describe as describeView } from '../../../cards/describe.ts';
import type { CaseCardView, CaseDetailView } from '../../../src/core/case-views.ts';
import { nothing, replace, show } from '../../../src/core/replies.ts';
import type { ReceiptView, View } from '../../../src/core/views.ts';
import { everyExampleView } from '../../cards/example-views.ts';
import type { StoredMessage } from '../../contract/slack/fake-slack.ts';
import { makeCommand, makeEvent, makePress, makeSubmit, signRequest } from '../../contract/slack/payloads.ts';
import { noteForm } from '../../support/desk-form.ts';
import { openSlackDesk, SECRET, type SlackDesk } from './desk.ts';

type Json = Record<string, unknown>;

const actor = { teamId: 'T1', userId: 'U1' };
const school = { name: 'Larkfield', demo: true };
const contacts = { duty: null, childrensSocialCare: null, outOfHours: null };
const NOTE_FORM = noteForm({ contacts });
const RECEIPT: ReceiptView = {
  name: 'receipt',
  school,
  reportId: '7b0d3c52-55c1-4b0e-9a75-0f5f3f1f0014',
  reference: 'ES-2026-0007',
  readers: ['Safeguarding lead'],
  notReadUntil: null,
  immediate: false,
  restricted: false,
  recordedAt: '2026-11-10T10:00:00Z',
  child: null,
  contacts,
};
const CARD: CaseCardView = {
  name: 'case-card',
  school,
  caseId: 'c1',
  reference: 'ES-2026-0001',
  severity: null,
  status: 'acknowledged',
  reportedAt: '2026-11-10T10:00:00Z',
  acknowledged: null,
  restricted: false,
  owner: null,
  openTasks: 0,
  nextDueAt: null,
};
const DETAIL = {
  name: 'case-detail',
  school,
  caseId: 'c1',
  reference: 'ES-2026-0001',
  status: 'new',
  severity: null,
  category: 'conduct',
  type: null,
  handleAs: 'safeguarding',
  restricted: false,
  occurred: '2026-11-10',
  noticed: null,
  reported: '2026-11-10T10:00:00Z',
  reportedLate: false,
  place: null,
  reporter: 'Tess',
  source: 'Myself',
  consent: null,
  victim: null,
  adult: null,
  what: 'Storymark happened.',
  who: [],
  childWords: null,
  urls: [],
  device: null,
  immediateAction: null,
  purpose: null,
  disciplinePolicy: null,
  guidance: null,
  agencies: [],
  pupils: [],
  chronology: [],
  page: { account: 'whole', first: 0, last: 0, total: 0, older: null, newer: null },
} as unknown as CaseDetailView;

const button = {
  element: { type: 'button', action_id: 'esafety:press:view-case:0', value: '{"case":"c1"}' },
  blockId: 'b',
};
const message: StoredMessage = { channelId: 'C1', ts: '10.1', threadTs: null, text: 't', blocks: [] };

describe('what the core answers', () => {
  let desk: SlackDesk;
  beforeEach(async () => {
    desk = await openSlackDesk({ answerWithinSeconds: 0.3 });
  });
  afterEach(() => desk.close());

  const respondUrl = () => new URL('/respond/1', desk.api.url).href;
  const commands = async () => {
    const given = { text: 'report', channelId: 'C1', triggerId: 'trigger', responseUrl: respondUrl() };
    const answer = await desk.post(signRequest(makeCommand(actor, given), 'application/x-www-form-urlencoded', SECRET));
    return { ...answer, json: answer.body ? (JSON.parse(String(answer.body)) as Json) : null };
  };
  const presses = (more: { ephemeral?: boolean; view?: Json } = {}) =>
    desk.interacts(
      makePress(actor, button, {
        triggerId: 'trigger',
        ...(more.view
          ? { view: more.view, viewId: 'V1', hash: 'h' }
          : { message, ephemeral: more.ephemeral ?? false, responseUrl: respondUrl() }),
      }),
    );
  const sends = async (view: View = NOTE_FORM, values: Record<string, string> = { note: 'Typed.' }) => {
    const dialog = { id: 'V1', hash: 'h', userId: 'U1', view: renderModal(describeView(view)) };
    const answer = await desk.interacts(makeSubmit(actor, dialog, values, 'trigger'));
    return { ...answer, json: answer.body ? (JSON.parse(String(answer.body)) as Json) : null };
  };
  const mentions = (more: Json = {}) =>
    desk.tells(
      makeEvent('T1', { type: 'app_mention', user: 'U1', channel: 'C1', ts: '5.1', text: '<@UBOT> report', ...more }),
    );
  const calledMethods = () => desk.api.calls.map(({ method }) => method).filter((method) => method !== 'auth.test');
  const lastArgs = () => JSON.stringify(desk.api.calls.at(-1)?.args);

  it('a form opens as a dialog, and nothing is left in the channel', async () => {
    desk.answers(show(NOTE_FORM));
    expect(await commands()).toMatchObject({ status: 200, json: null });
    expect(desk.api.callsOf('views.open')).toMatchObject([{ trigger_id: 'trigger' }]);
    expect(desk.outbound.map(({ kind }) => kind)).toEqual(['modal']);
  });

  it('a form that Slack does not open is offered by a button that one person sees', async () => {
    desk.answers(show(NOTE_FORM));
    desk.api.answer('views.open', () => ({ ok: false, error: 'expired_trigger_id' }));
    expect((await commands()).status).toBe(200);
    expect(calledMethods()).toEqual(['views.open', 'respond/1']);
    expect(lastArgs()).toContain('ephemeral');
    expect(lastArgs()).toContain('The form did not open');
    expect(lastArgs()).toContain('esafety:open:note:0');
  });

  it('a short answer is a message that one person sees', async () => {
    desk.answers(show({ name: 'notice', notice: 'not-allowed' }));
    expect((await commands()).json).toMatchObject({ response_type: 'ephemeral', blocks: expect.any(Array) });
    await presses();
    expect(desk.api.calls.at(-1)).toMatchObject({
      method: 'respond/1',
      args: { response_type: 'ephemeral', replace_original: false },
    });
  });

  it('[law 2] a case’s detail is a dialog, and never a message', async () => {
    desk.answers(show(DETAIL));
    await commands();
    await presses();
    expect(calledMethods()).toEqual(['views.open', 'views.open']);
    desk.api.answer('views.open', () => ({ ok: false, error: 'expired_trigger_id' }));
    await commands();
    await mentions();
    await desk.tells(
      makeEvent('T1', { type: 'message', channel_type: 'im', user: 'U1', channel: 'D1', ts: '5.1', text: 'case' }),
    );
    const messages = JSON.stringify(desk.outbound.filter(({ kind }) => kind === 'message'));
    expect(messages).toContain('View detail');
    expect(messages).not.toContain('Storymark');
  });

  it('a change takes the place of the card, for all who see it or for the one who does', async () => {
    desk.answers(replace(CARD));
    await presses();
    expect(desk.api.callsOf('chat.update')).toMatchObject([{ channel: 'C1', ts: '10.1' }]);
    await presses({ ephemeral: true });
    expect(desk.api.calls.at(-1)).toMatchObject({ method: 'respond/1', args: { replace_original: true } });
  });

  it('in a dialog another page lies on top, the same kind of page takes its place', async () => {
    const shows = (name: string) => ({ type: 'modal', blocks: [], private_metadata: JSON.stringify({ shows: name }) });
    desk.answers(show(DETAIL));
    await presses({ view: shows('my-reports') });
    await presses({ view: shows('case-detail') });
    expect(calledMethods()).toEqual(['views.push', 'views.update']);
    desk.api.answer('views.push', () => ({ ok: false, error: 'push_limit_reached' }));
    await presses({ view: shows('my-reports') });
    expect(calledMethods().slice(2)).toEqual(['views.push', 'views.update']);
  });

  it('the form of a step takes the place of the case it changes, so that nothing stale lies below it', async () => {
    desk.answers(show(NOTE_FORM));
    const metadata = JSON.stringify({ shows: 'case-work' });
    await presses({ view: { type: 'modal', blocks: [], private_metadata: metadata } });
    expect(calledMethods()).toEqual(['views.update']);
  });

  it('[law 2] what one person opened is a dialog, whatever it was opened by', async () => {
    const opened = everyExampleView().filter(({ view }) => isForReaderAlone(view));
    for (const { view } of opened) {
      desk.answers(show(view));
      await commands();
      await presses();
    }
    expect(new Set(calledMethods())).toEqual(new Set(['views.open']));
  });

  it('errors of fields stand beside them, in the form that stays open', async () => {
    const problem = { ...NOTE_FORM, problem: 'check-fields' as const };
    desk.answers(replace({ ...problem, errors: { note: 'Please write the note.' } }));
    expect((await sends()).json).toEqual({ response_action: 'errors', errors: { note: 'Please write the note.' } });
    desk.answers(replace({ ...problem, errors: { elsewhere: 'Something else.' }, values: { note: 'Typed.' } }));
    const { json } = await sends();
    expect(json?.response_action).toBe('update');
    expect(JSON.stringify(json)).toContain('Typed.');
  });

  it('[law 1] a core that throws or is late leaves the form as it was, marked as not saved', async () => {
    for (const core of [() => Promise.reject(new Error('boom')), () => new Promise<never>(() => undefined)]) {
      desk.answers(core);
      const { json } = await sends();
      expect(json?.response_action).toBe('update');
      expect(JSON.stringify(json)).toContain('NOT saved');
      expect(JSON.stringify(json)).toContain('Typed.');
    }
    expect(desk.logLines.join('\n')).not.toContain('Typed.');
  });

  it('what was recorded too late to be said in the form is said 1:1', async () => {
    let record: (() => void) | undefined;
    desk.answers(() => new Promise((resolve) => (record = () => resolve(replace(RECEIPT)))));
    expect(JSON.stringify((await sends()).json)).toContain('NOT saved');
    const told = new Promise<Json>((resolve) =>
      desk.api.answer('chat.postMessage', (args) => {
        resolve(args);
        return { ok: true, channel: 'DU1', ts: '1.1' };
      }),
    );
    record?.();
    expect(JSON.stringify(await told)).toContain('Recorded as ES-2026-0007');
  });

  it('[law 1] what was recorded is said to be, even where its card cannot be drawn', async () => {
    desk.answers(replace({ ...RECEIPT, readers: ['Reader'.repeat(50_000)] }));
    const { json } = await sends();
    expect(json?.response_action).toBe('update');
    expect(JSON.stringify(json)).toContain('Recorded as ES-2026-0007');
  });

  it('[law 1] a form that cannot be drawn again stays open, and says that nothing was saved', async () => {
    desk.answers(replace({ ...NOTE_FORM, problem: 'not-saved', values: { note: 'x'.repeat(300_000) } }));
    const values = { note: 'Typed.' };
    const { json } = await sends(NOTE_FORM, values);
    expect(JSON.stringify(json)).toContain('NOT saved');
    expect(JSON.stringify(json)).toContain('999');
  });

  it('a mention is answered to one person in the thread', async () => {
    desk.answers(show(NOTE_FORM));
    expect((await mentions({ thread_ts: '4.1' })).status).toBe(200);
    expect(desk.api.callsOf('chat.postEphemeral')).toMatchObject([{ channel: 'C1', user: 'U1', thread_ts: '4.1' }]);
    expect(lastArgs()).toContain('Open the form');
  });

  it('a mention that cannot be answered there is answered 1:1, and asked for again when that fails too', async () => {
    desk.answers(show({ name: 'notice', notice: 'not-allowed' }));
    desk.api.answer('chat.postEphemeral', () => ({ ok: false, error: 'is_archived' }));
    expect((await mentions()).status).toBe(200);
    expect(desk.api.callsOf('chat.postMessage')).toMatchObject([{ channel: 'U1' }]);
    desk.api.answer('chat.postMessage', () => ({ httpStatus: 503 }));
    expect((await mentions()).status).toBe(503);
    expect(desk.forgotten).toMatchObject([{ accountId: 'U1' }]);
  });

  it('a page that Slack does not take is no reason to ask again', async () => {
    desk.answers(show({ name: 'notice', notice: 'not-allowed' }));
    desk.api.answer('views.publish', () => ({ ok: false, error: 'not_enabled' }));
    const opened = makeEvent('T1', { type: 'app_home_opened', user: 'U1', tab: 'home' });
    expect((await desk.tells(opened)).status).toBe(200);
  });

  it('a failed button says so to one person and leaves the card alone', async () => {
    desk.answers(() => Promise.reject(new Error('boom')));
    await presses();
    expect(calledMethods()).toEqual(['views.open']);
    expect(lastArgs()).toContain('999');
    desk.api.answer('views.open', () => ({ httpStatus: 500 }));
    desk.api.answer('respond/1', () => ({ httpStatus: 404 }));
    desk.api.answer('chat.postEphemeral', () => ({ httpStatus: 500 }));
    expect((await presses()).status).toBe(200);
    expect(desk.api.callsOf('chat.postMessage').at(-1)).toMatchObject({ channel: 'U1' });
    expect(desk.api.callsOf('chat.update')).toEqual([]);
  });

  it('is not sent to an address that is not Slack’s', async () => {
    desk.answers(show({ name: 'notice', notice: 'not-allowed' }));
    const elsewhere = {
      message,
      ephemeral: false,
      triggerId: 'trigger',
      responseUrl: 'https://hooks.slack.com.evil.example/x',
    };
    await desk.interacts(makePress(actor, button, elsewhere));
    expect(calledMethods()).toEqual(['chat.postEphemeral']);
  });

  it('nothing is answered with nothing', async () => {
    desk.answers(nothing);
    expect(await commands()).toMatchObject({ status: 200, json: null });
    expect(await sends()).toMatchObject({ status: 200, json: null });
    expect(calledMethods()).toEqual([]);
  });
});
