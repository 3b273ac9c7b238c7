import { describe, expect, it } from 'vitest';
import { incomingActivity } from '../../../adapters/teams/activity.ts';
import { parseActivity } from '../../../adapters/teams/parse.ts';
import { decodeMessage, decodePlace } from '../../../adapters/teams/refs.ts';
import { readActivity } from './fixtures.ts';

const parse = (name: string, changes: Record<string, unknown> = {}) =>
  parseActivity(incomingActivity.parse(readActivity(name, changes)));
const eventOf = (name: string, changes: Record<string, unknown> = {}) => {
  const parsed = parse(name, changes);
  if (parsed.kind !== 'event') throw new Error(`${name} was ignored`);
  return parsed.event;
};

describe('a message', () => {
  it('in the 1:1 chat is a command, with who and where from the signed payload', () => {
    const event = eventOf('message.personal');
    expect(event).toMatchObject({ kind: 'command', text: '/esafety report', hasAttachment: false });
    expect(event.origin).toMatchObject({
      platform: 'teams',
      workspaceId: '1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9',
      accountId: '29:1staffMemberOne',
      eventId: 'a:1personalChatOfStaffMemberOne|1772442900123',
      place: { kind: 'personal', key: 'teams:a:1personalChatOfStaffMemberOne' },
    });
    expect(event.origin.thread).toBeUndefined();
  });

  it('in a channel loses the mention and keeps the thread', () => {
    const event = eventOf('message.channel');
    expect(event).toMatchObject({ kind: 'command', text: 'report' });
    expect(event.origin.place).toMatchObject({
      kind: 'channel',
      key: 'teams:19:casechannel000000000000000000001@thread.tacv2',
    });
    expect(decodeMessage(event.origin.thread ?? '')).toMatchObject({
      threadId: '1772442900456',
      activityId: '1772442900456',
    });
  });

  it('in a thread belongs to the thread’s root', () => {
    expect(decodeMessage(eventOf('message.thread').origin.thread ?? '')).toMatchObject({ activityId: '1772442900456' });
  });

  it('in a group chat has no thread', () => {
    const { origin } = eventOf('message.group');
    expect(origin.place.kind).toBe('group');
    expect(origin.thread).toBeUndefined();
  });

  it('keeps other people’s names without the markup, and undoes entities', () => {
    const text = '<at>esafety</at> ask&nbsp;<at id="1">A Colleague</at> about &lt;b&gt; &amp;&amp; caf&#233;';
    expect(eventOf('message.channel', { text })).toMatchObject({ text: 'ask A Colleague about <b> && café' });
  });

  it.each([
    ['a picture', [{ contentType: 'image/*', contentUrl: 'https://example.invalid/1' }], true],
    ['a file', [{ contentType: 'application/vnd.microsoft.teams.file.download.info', content: {} }], true],
    [
      'a pasted picture',
      [{ contentType: 'text/html', content: '<p><img src="x" itemtype="http://schema.skype.com/AMSImage"></p>' }],
      true,
    ],
    [
      'an emoji',
      [{ contentType: 'text/html', content: '<p><img itemtype="http://schema.skype.com/Emoji" alt="x"></p>' }],
      false,
    ],
    ['its own markup', [{ contentType: 'text/html', content: '<p>words</p>' }], false],
    ['a quoted message', [{ contentType: 'messageReference', content: '{}' }], false],
    ['a card', [{ contentType: 'application/vnd.microsoft.card.adaptive', content: {} }], false],
  ])('tells %s apart from words', (_, attachments, hasAttachment) => {
    expect(eventOf('message.personal', { attachments })).toMatchObject({ hasAttachment });
  });

  it('of the bot itself or of another bot is ignored', () => {
    const recipient = { id: '28:6f1d2c3b-0a1b-4c2d-8e3f-4a5b6c7d8e9f' };
    expect(parse('message.personal', { from: recipient })).toEqual({ kind: 'ignored', via: 'message' });
    expect(parse('message.personal', { from: { id: '28:another-bot' } })).toEqual({ kind: 'ignored', via: 'message' });
  });

  it('without a tenant, or with two, is ignored', () => {
    const conversation = { id: 'a:1', conversationType: 'personal', tenantId: 'other' };
    expect(parse('message.personal', { conversation }).kind).toBe('ignored');
    expect(parse('message.personal', { conversation: { id: 'a:1' }, channelData: {} }).kind).toBe('ignored');
  });
});

describe('a button', () => {
  it('of a form in a card submits the form with its key and what was typed', () => {
    expect(parse('invoke.adaptiveCard_action')).toMatchObject({
      via: 'card-action',
      event: {
        kind: 'submit',
        form: 'report',
        data: { key: 'form-key-1' },
        values: { what: 'Text of the account', adult: 'no' },
      },
    });
  });

  it('of a form in a dialog submits it just so', () => {
    expect(parse('invoke.task_submit')).toMatchObject({
      via: 'task',
      event: { kind: 'submit', form: 'report', data: { key: 'form-key-1' }, values: { what: 'Text of the account' } },
    });
  });

  it('that opens a form says which card it was on', () => {
    const event = eventOf('invoke.task_fetch');
    expect(event).toMatchObject({ kind: 'open', form: 'report', data: {} });
    expect(decodeMessage(event.origin.thread ?? '')).toMatchObject({ activityId: '1772442900456' });
  });

  it('in a channel carries identifiers only', () => {
    expect(eventOf('invoke.task_fetch.channel')).toMatchObject({
      kind: 'press',
      action: 'view-case',
      data: { case: 'case-1' },
      origin: { place: { kind: 'channel' } },
    });
  });

  it.each([
    ['no data', undefined],
    ['data of another app', { cmd: 'open' }],
    ['an unknown act', { esafety: { act: 'delete', name: 'report' } }],
    ['an unknown form', { esafety: { act: 'open', name: 'everything' } }],
    ['an unknown press', { esafety: { act: 'press', name: 'close-all' } }],
    ['ids that are not texts', { esafety: { act: 'press', name: 'help', case: { $ne: '' } } }],
    ['a list', [1, 2]],
  ])('with %s is ignored', (_, data) => {
    expect(parse('invoke.task_submit', { value: { data } })).toEqual({ kind: 'ignored', via: 'task' });
    expect(parse('invoke.adaptiveCard_action', { value: { action: { data } } })).toEqual({
      kind: 'ignored',
      via: 'card-action',
    });
  });

  it('brings back texts alone, and nothing that Teams put beside them', () => {
    const data = {
      esafety: { act: 'submit', name: 'note' },
      msteams: { type: 'x' },
      note: 'Words',
      other: { a: 1 },
      n: 3,
    };
    expect(eventOf('invoke.task_submit', { value: { data } })).toMatchObject({ values: { note: 'Words' } });
    expect(eventOf('invoke.task_submit', { value: { data } })).not.toHaveProperty('values.other');
  });
});

describe('a command of the compose box', () => {
  it('opens the report form', () => {
    expect(parse('invoke.compose_fetch')).toMatchObject({ via: 'compose', event: { kind: 'open', form: 'report' } });
    expect(eventOf('invoke.compose_fetch')).not.toHaveProperty('quoted');
  });

  it('on a message passes its words on, without markup or pictures', () => {
    expect(eventOf('invoke.compose_fetch.message')).toMatchObject({ quoted: 'First & second\n\nthird line' });
  });

  it('in a chat between two people is never taken for the 1:1 chat with the bot', () => {
    const { origin } = eventOf('invoke.compose_fetch.message');
    expect(origin.place.kind).toBe('group');
    expect(decodePlace(origin.place.address).kind).toBe('group');
  });

  it('submits like a dialog', () => {
    expect(parse('invoke.compose_submit')).toMatchObject({ via: 'compose', event: { kind: 'submit', form: 'report' } });
  });
});

describe('an installation', () => {
  it('is announced once', () => {
    expect(parse('installationUpdate.add')).toMatchObject({ via: 'update', event: { kind: 'joined' } });
    expect(parse('conversationUpdate.added')).toEqual({ kind: 'ignored', via: 'update' });
    expect(parse('installationUpdate.add', { action: 'remove' })).toEqual({ kind: 'ignored', via: 'update' });
  });
});

it('ignores kinds of activity nobody asked for', () => {
  expect(parse('message.personal', { type: 'typing' }).kind).toBe('ignored');
  expect(parse('invoke.task_fetch', { name: 'signin/verifyState' }).kind).toBe('ignored');
});
