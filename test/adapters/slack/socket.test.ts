import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Adapter } from '../../../adapters/shared/adapter.ts';
import { createSlackAdapter } from '../../../adapters/slack/index.ts';
import { renderModal } from '../../../adapters/slack/render.ts';
import { describe as describeView } from '../../../cards/describe.ts';
import type { InboundEvent } from '../../../src/core/events.ts';
import { type Reply, replace, show } from '../../../src/core/replies.ts';
import { createLog } from '../../../src/log.ts';
import { type FakeSocketMode, serveSocketMode } from '../../contract/slack/fake-socket.ts';
import { makeEvent, makeSubmit } from '../../contract/slack/payloads.ts';
import { noteForm } from '../../support/desk-form.ts';
import { type FakeWebApi, startFakeWebApi } from './fake-web-api.ts';

const actor = { teamId: 'T1', userId: 'U1' };
const NOTE = noteForm({ reference: 'ES-1' });
const COMMAND = {
  command: '/esafety',
  text: 'help',
  team_id: 'T1',
  user_id: 'U1',
  channel_id: 'C1',
  trigger_id: '1',
  response_url: 'https://hooks.slack.com/1',
};

describe('Socket Mode', () => {
  let api: FakeWebApi;
  let slack: FakeSocketMode;
  let adapter: Adapter;
  let core: (event: InboundEvent) => Promise<Reply>;
  const events: InboundEvent[] = [];
  const logLines: string[] = [];

  beforeEach(async () => {
    events.length = 0;
    core = async () => show({ name: 'notice', notice: 'not-allowed' });
    api = await startFakeWebApi();
    slack = serveSocketMode(api.server);
    const url = api.url.replace('http:', 'ws:').replace('/api/', '/link');
    api.answer('apps.connections.open', () => ({ ok: true, url }));
    adapter = createSlackAdapter(
      { botToken: 'xoxb-test', signingSecret: null, appToken: 'xapp-test', oauth: null, apiUrl: api.url },
      {
        handle: (event) => {
          events.push(event);
          return core(event);
        },
        describe: describeView,
        log: createLog('trace', (line) => logLines.push(line)),
        forgetDelivery: async () => undefined,
        installations: { save: async () => undefined, find: async () => null, remove: async () => undefined },
      },
    );
    await adapter.start?.();
  });
  afterEach(async () => {
    await adapter.stop?.();
    await api.close();
  });

  it('needs no address: what Slack sends through the connection is answered through it', async () => {
    expect(adapter.routes).toEqual([]);
    expect(api.calls.find(({ method }) => method === 'apps.connections.open')?.token).toBe('xapp-test');
    const connection = await slack.next();
    const answer = await connection.deliver('e1', 'slash_commands', COMMAND);
    expect(answer).toMatchObject({ response_type: 'ephemeral' });
    expect(events).toMatchObject([{ kind: 'command', text: 'help' }]);
  });

  it('keeps a form open with what was typed, until it is recorded', async () => {
    const connection = await slack.next();
    const dialog = { id: 'V1', hash: 'h', userId: 'U1', view: renderModal(describeView(NOTE)) };
    core = async () => replace({ ...NOTE, values: { note: 'Typed.' }, problem: 'not-saved' });
    const payload = makeSubmit(actor, dialog, { note: 'Typed.' }, '1');
    expect(JSON.stringify(await connection.deliver('e2', 'interactive', payload))).toContain('Typed.');
    core = async () => replace({ name: 'notice', notice: 'step-saved' });
    expect(await connection.deliver('e3', 'interactive', payload)).toMatchObject({ response_action: 'update' });
  });

  it('acknowledges an event once it was handled', async () => {
    const connection = await slack.next();
    let finish: (() => void) | undefined;
    core = () => new Promise((resolve) => (finish = () => resolve(show({ name: 'notice', notice: 'not-allowed' }))));
    let acknowledged = false;
    const mention = makeEvent('T1', {
      type: 'app_mention',
      user: 'U1',
      channel: 'C1',
      ts: '1.1',
      text: '<@UBOT> help',
    });
    const answer = connection.deliver('e4', 'events_api', mention).then(() => {
      acknowledged = true;
    });
    await vi.waitFor(() => expect(finish).toBeDefined());
    expect(acknowledged).toBe(false);
    finish?.();
    await answer;
    expect(api.callsOf('chat.postEphemeral')).toHaveLength(1);
  });

  it('connects anew when Slack asks for it, and when the connection breaks', async () => {
    const first = await slack.next();
    first.refresh();
    const second = await slack.next();
    expect(await second.deliver('e5', 'slash_commands', COMMAND)).toMatchObject({ response_type: 'ephemeral' });
    second.drop();
    const third = await slack.next();
    expect(await third.deliver('e6', 'slash_commands', COMMAND)).toMatchObject({ response_type: 'ephemeral' });
  });

  it('serves no workspace that is not its own', async () => {
    const connection = await slack.next();
    void connection.deliver('e7', 'slash_commands', { ...COMMAND, team_id: 'T9' });
    await connection.deliver('e8', 'slash_commands', COMMAND);
    expect(events).toHaveLength(1);
    expect(logLines.join('\n')).not.toMatch(/xapp|xoxb/);
  });

  it('keeps a form open that is refused, since an acknowledgement would close it', async () => {
    const connection = await slack.next();
    const dialog = { id: 'V1', hash: 'h', userId: 'U1', view: renderModal(describeView(NOTE)) };
    const elsewhere = makeSubmit({ ...actor, teamId: 'T9' }, dialog, { note: 'Typed.' }, '1');
    let acknowledged = false;
    void connection.deliver('e11', 'interactive', elsewhere).then(() => {
      acknowledged = true;
    });
    await connection.deliver('e12', 'slash_commands', COMMAND);
    expect(acknowledged).toBe(false);
    expect(events).toHaveLength(1);
  });

  it('ends with the program, after what was under way', async () => {
    const connection = await slack.next();
    let finish: (() => void) | undefined;
    core = () => new Promise((resolve) => (finish = () => resolve(show({ name: 'notice', notice: 'not-allowed' }))));
    const answer = connection.deliver('e9', 'slash_commands', COMMAND);
    await vi.waitFor(() => expect(finish).toBeDefined());
    const stopped = adapter.stop?.();
    finish?.();
    expect(await answer).toMatchObject({ response_type: 'ephemeral' });
    await stopped;
  });
});
