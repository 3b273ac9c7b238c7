import { describe, expect, it } from 'vitest';
import { parsePayload } from '../../../adapters/slack/parse.ts';
import { decodeMessage, decodePlace } from '../../../adapters/slack/refs.ts';
import { renderModal } from '../../../adapters/slack/render.ts';
import { describe as describeView } from '../../../cards/describe.ts';
import type { InboundEvent } from '../../../src/core/events.ts';
import type { StoredMessage } from '../../contract/slack/fake-slack.ts';
import { makeEvent, makePress, makeShortcut, makeSubmit } from '../../contract/slack/payloads.ts';
import { noteForm } from '../../support/desk-form.ts';

type Json = Record<string, unknown>;

const actor = { teamId: 'T1', userId: 'U1' };
const BOT = 'U0ESAFETY1';
const parse = (payload: Json) => parsePayload(payload, BOT);
const only = <Kind extends InboundEvent['kind']>(payload: Json, kind: Kind) => {
  const parsed = parse(payload);
  if (parsed?.event.kind !== kind) throw new Error(`expected ${kind} but got ${parsed?.event.kind}`);
  return { event: parsed.event as Extract<InboundEvent, { kind: Kind }>, way: parsed.way };
};
const command = (more: Json = {}): Json => ({
  command: '/esafety',
  text: 'report',
  team_id: 'T1',
  user_id: 'U1',
  channel_id: 'C1',
  channel_name: 'staffroom',
  trigger_id: '1.2.3',
  response_url: 'https://hooks.slack.com/commands/1',
  ...more,
});
const button = (action_id: string, value = '{"case":"c1"}') => ({
  element: { type: 'button', action_id, value },
  blockId: 'b',
});
const message: StoredMessage = { channelId: 'C1', ts: '10.1', threadTs: null, text: 't', blocks: [] };
const pressed = (action_id: string, value?: string, more: Partial<StoredMessage> = {}, ephemeral = false) =>
  makePress(actor, button(action_id, value), {
    triggerId: '1.2',
    message: { ...message, ...more },
    ephemeral,
    responseUrl: 'https://hooks.slack.com/actions/1',
  });

describe('a slash command', () => {
  it('is a command in its channel, known again by its trigger', () => {
    const { event, way } = only(command({ text: 'report &lt;b&gt; &amp; c' }), 'command');
    expect(event).toMatchObject({ text: 'report <b> & c', hasAttachment: false });
    expect(event.origin).toMatchObject({ workspaceId: 'T1', accountId: 'U1', eventId: '1.2.3' });
    expect(event.origin.place).toMatchObject({ kind: 'channel', key: 'slack:C1' });
    expect(way).toMatchObject({ via: 'command', triggerId: '1.2.3' });
  });

  it('names a 1:1 chat by its person, because the chat may be one between two others', () => {
    const { event } = only(command({ channel_id: 'D7', channel_name: 'directmessage' }), 'command');
    expect(decodePlace(event.origin.place.address)).toEqual({ teamId: 'T1', kind: 'personal', userId: 'U1' });
    expect(only(command({ channel_id: 'G1', channel_name: 'mpdm-a--b-1' }), 'command').event.origin.place.kind).toBe(
      'group',
    );
  });

  it('is ours by its name', () => {
    expect(parse(command({ command: '/other' }))).toBeNull();
    expect(parse({ command: '/esafety' })).toBeNull();
  });
});

describe('a message to the bot', () => {
  const event = (more: Json): Json => makeEvent('T1', { user: 'U1', channel: 'C1', ts: '5.1', ...more });
  const mention = (more: Json = {}) => event({ type: 'app_mention', text: `<@${BOT}> report`, ...more });
  const direct = (more: Json = {}) =>
    event({ type: 'message', channel_type: 'im', channel: 'D1', text: 'report', ...more });

  it('is a command without the bot’s name, in its thread', () => {
    expect(only(mention(), 'command').event.text).toBe('report');
    expect(only(mention({ text: `please <@${BOT}> mine` }), 'command').event.text).toBe('please   mine');
    const { event: inThread, way } = only(mention({ thread_ts: '4.1' }), 'command');
    expect(decodeMessage(inThread.origin.thread as string)).toEqual({ teamId: 'T1', channelId: 'C1', ts: '4.1' });
    expect(way).toMatchObject({ via: 'mention', threadTs: '4.1' });
  });

  it('is a command in the 1:1 chat, whose file is noticed and not looked at', () => {
    const { event: plain } = only(direct(), 'command');
    expect(decodePlace(plain.origin.place.address)).toMatchObject({ kind: 'personal', channelId: 'D1', userId: 'U1' });
    expect(plain.origin.place.key).toBe('slack:U1');
    expect(only(direct({ subtype: 'file_share', files: [{}] }), 'command').event.hasAttachment).toBe(true);
  });

  it('belongs to no case’s thread in the 1:1 chat', () => {
    expect(only(direct({ thread_ts: '4.1' }), 'command').event.origin.thread).toBeUndefined();
  });

  it.each([
    ['the bot’s own', direct({ user: BOT })],
    ['another bot’s', direct({ bot_id: 'B9' })],
    ['another bot’s mention', mention({ bot_id: 'B9' })],
    ['an edit', direct({ subtype: 'message_changed', user: undefined })],
    ['a mention that was edited', mention({ edited: { user: 'U1', ts: '6.1' } })],
    ['a deletion', direct({ subtype: 'message_deleted' })],
    ['one in a channel that calls nobody', event({ type: 'message', channel_type: 'channel', text: 'report' })],
    ['one without a person', direct({ user: undefined })],
    ['something else', event({ type: 'reaction_added' })],
  ])('is none of ours when it is %s', (_, payload) => {
    expect(parse(payload)).toBeNull();
  });
});

describe('what happens around the bot', () => {
  it('its page is opened', () => {
    const opened = (tab: string) => makeEvent('T1', { type: 'app_home_opened', user: 'U1', channel: 'D1', tab });
    expect(only(opened('home'), 'home').way.via).toBe('home');
    expect(parse(opened('messages'))).toBeNull();
  });

  it('it is added to a channel, and others’ joining is none of its business', () => {
    const joined = (user: string) =>
      makeEvent('T1', { type: 'member_joined_channel', user, channel: 'C9', inviter: 'U5' });
    const { event } = only(joined(BOT), 'joined');
    expect(event.origin).toMatchObject({ accountId: 'U5', place: { kind: 'channel', key: 'slack:C9' } });
    expect(parse(joined('U2'))).toBeNull();
  });
});

describe('a button', () => {
  it('in a message knows its message’s thread', () => {
    const { event, way } = only(pressed('esafety:press:acknowledge:0'), 'press');
    expect(event).toMatchObject({ action: 'acknowledge', data: { case: 'c1' } });
    expect(decodeMessage(event.origin.thread as string)).toMatchObject({ channelId: 'C1', ts: '10.1' });
    expect(way.message).toEqual({ channelId: 'C1', ts: '10.1', ephemeral: false });
    const below = only(pressed('esafety:press:help:1', '{}', { threadTs: '9.1' }), 'press');
    expect(decodeMessage(below.event.origin.thread as string).ts).toBe('9.1');
    expect(only(pressed('esafety:press:help:1', '{}', {}, true), 'press').event.origin.thread).toBeUndefined();
  });

  it('opens a form', () => {
    expect(only(pressed('esafety:open:note:2'), 'open').event).toMatchObject({ form: 'note', data: { case: 'c1' } });
  });

  it.each([
    ['another app’s', 'approve', '{}'],
    ['one of a name we do not have', 'esafety:press:delete-all:0', '{}'],
    ['one of a form we do not have', 'esafety:open:nothing:0', '{}'],
    ['one that would send a form', 'esafety:submit:report:0', '{}'],
    ['one that carries no identifiers', 'esafety:press:help:0', 'x'],
    ['one that carries more than texts', 'esafety:press:help:0', '{"case":{"a":1}}'],
  ])('is none of ours when it is %s', (_, id, value) => {
    expect(parse(pressed(id, value))).toBeNull();
  });

  it('in a dialog and on the bot’s page has no place but the person', () => {
    const view = { type: 'modal', private_metadata: '{"shows":"case-detail"}', blocks: [] };
    const inView = (shown: Json) =>
      only(
        makePress(actor, button('esafety:press:help:0'), { triggerId: '1', view: shown, viewId: 'V1', hash: 'h' }),
        'press',
      );
    expect(inView(view).way).toMatchObject({ via: 'dialog-button', dialog: { id: 'V1', shows: 'case-detail' } });
    expect(inView({ ...view, type: 'home' }).way.via).toBe('home-button');
    expect(inView(view).event.origin.place.kind).toBe('personal');
  });
});

describe('the menu of a message', () => {
  const shortcut = (text: string, more: Json = {}) => ({
    ...makeShortcut(actor, {
      text,
      channelId: 'C1',
      triggerId: '1',
      responseUrl: 'https://hooks.slack.com/x',
      writerId: 'U2',
    }),
    ...more,
  });

  it('quotes the message as people see it', () => {
    expect(only(shortcut('a & <b>\nc'), 'open').event.quoted).toBe('a & <b>\nc');
    const marked = { message: { text: 'see <https://x.example/a|this> and <#C1|staff> <@U9> <!here> &lt;3', ts: '1' } };
    expect(only(shortcut('', marked), 'open').event.quoted).toBe(
      'see this (https://x.example/a) and #staff @U9 @here <3',
    );
  });

  it('opens the empty form on a message without text, and is ours by its name', () => {
    expect(only(shortcut(''), 'open').event).not.toHaveProperty('quoted');
    expect(parse(shortcut('x', { callback_id: 'other' }))).toBeNull();
  });
});

describe('a sent form', () => {
  const view = renderModal(describeView(noteForm({ reference: 'ES-1' })));
  const sent = (values: Record<string, string>, more: Json = {}) => {
    const payload = makeSubmit(actor, { id: 'V1', hash: 'h1', userId: 'U1', view: { ...view, ...more } }, values, '1');
    return payload;
  };

  it('brings what was typed and the form’s identifiers', () => {
    const { event, way } = only(sent({ note: 'One.', 'note~2': 'Two.', 'note~4': 'Three.' }), 'submit');
    expect(event).toMatchObject({ form: 'note', values: { note: 'One.\nTwo.\nThree.' } });
    expect(event.data).toEqual({ key: 'k', case: 'c1', variant: 'note' });
    expect(event.origin.eventId).toBe('V1|h1');
    expect(way.dialog?.inputs).toEqual(['note', 'note~2', 'note~3', 'note~4']);
  });

  it('leaves out what was left empty', () => {
    expect(only(sent({}), 'submit').event.values).toEqual({});
  });

  it('is ours by its name, and has no identifiers where it carries none', () => {
    expect(parse(sent({}, { callback_id: 'other' }))).toBeNull();
    expect(parse(sent({}, { callback_id: 'esafety:other' }))).toBeNull();
    expect(only(sent({}, { private_metadata: 'x' }), 'submit').event.data).toEqual({});
  });

  it('belongs to the workspace that installed the app, wherever it was opened', () => {
    const payload = sent({});
    const elsewhere = { ...payload, team: { id: 'T9' }, user: { id: 'U1', team_id: 'T9' } };
    expect(only(elsewhere, 'submit').event.origin.workspaceId).toBe('T1');
  });
});
