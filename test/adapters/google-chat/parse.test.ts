import { describe, expect, it } from 'vitest';
import { readIncomingEvent } from '../../../adapters/google-chat/event.ts';
import { readFormInputs } from '../../../adapters/google-chat/form-inputs.ts';
import { type Parsed, parseEvent } from '../../../adapters/google-chat/parse.ts';
import { decodeMessage, decodePlace } from '../../../adapters/google-chat/refs.ts';
import { commonOf, FORMATS, insideOf, readFixture, userOf } from './fixtures.ts';

type Json = Record<string, unknown>;

function parse(event: Json): Parsed {
  const incoming = readIncomingEvent(event);
  if (!incoming) throw new Error('no event');
  return parseEvent(incoming);
}
function parsed(event: Json): Extract<Parsed, { kind: 'event' }> {
  const found = parse(event);
  if (found.kind !== 'event') throw new Error('ignored');
  return found;
}

describe.each(FORMATS)('an event in the %s shape', (format) => {
  it('a slash command is the words behind it, answered in a dialog; its file is noticed and not fetched', () => {
    const { event, way } = parsed(readFixture('slash-command', format));
    expect(event).toMatchObject({ kind: 'command', text: 'report', hasAttachment: true });
    expect(way).toMatchObject({ format, via: 'dialog', viewer: 'users/1', part: 1 });
  });

  it('a mention is the words without it, answered by a message', () => {
    const { event, way } = parsed(readFixture('mention', format));
    expect(event).toMatchObject({ kind: 'command', text: 'report', hasAttachment: false });
    expect(way.via).toBe('message');
  });

  it('a picture made of moving images counts as a file', () => {
    const event = readFixture('mention', format);
    Object.assign(insideOf(event).message as Json, { attachedGifs: [{ uri: 'https://gif.example/1' }] });
    expect(parsed(event).event).toMatchObject({ hasAttachment: true });
  });

  it('says who and where: the organisation, the account, the space, the thread', () => {
    const { origin } = parsed(readFixture('mention', format)).event;
    expect(origin).toMatchObject({ platform: 'google-chat', workspaceId: '0abc', accountId: 'users/1' });
    expect(origin.place).toMatchObject({ kind: 'channel', key: 'google-chat:spaces/AAAA' });
    expect(decodePlace(origin.place.address)).toEqual({ space: 'spaces/AAAA', kind: 'channel' });
    expect(decodeMessage(origin.thread as string).thread).toBe('spaces/AAAA/threads/C');
  });

  it.each([
    { spaceType: 'DIRECT_MESSAGE', type: 'DM' },
    { spaceType: 'GROUP_CHAT', type: 'ROOM' },
    { spaceType: 'SPACE', type: 'ROOM', spaceThreadingState: 'UNTHREADED_MESSAGES' },
  ])('belongs to no thread where each message has one of its own: $spaceType', (changes) => {
    const event = readFixture('mention', format);
    Object.assign(insideOf(event).space as Json, changes);
    expect(parsed(event).event.origin.thread).toBeUndefined();
  });

  it.each([
    [{ spaceType: 'DIRECT_MESSAGE', type: 'DM' }, 'personal'],
    [{ spaceType: 'DIRECT_MESSAGE', type: null, singleUserBotDm: true }, 'personal'],
    // Two people's own conversation that the app was added to.
    [{ spaceType: 'DIRECT_MESSAGE', type: null, singleUserBotDm: false }, 'group'],
    [{ spaceType: 'GROUP_CHAT' }, 'group'],
    [{ spaceThreadingState: 'UNTHREADED_MESSAGES' }, 'group'],
    [{ spaceThreadingState: null }, 'channel'],
  ])('a space %o is a %s place', (changes, kind) => {
    const event = readFixture('mention', format);
    Object.assign(insideOf(event).space as Json, changes);
    expect(parsed(event).event.origin.place.kind).toBe(kind);
  });

  it('the command on a message quotes it; the one of the message box opens the empty form', () => {
    expect(parsed(readFixture('message-action', format)).event).toMatchObject({
      kind: 'open',
      form: 'report',
      quoted: 'x',
    });
    const { event, way } = parsed(readFixture('quick-command', format));
    expect(event).toEqual({ kind: 'open', origin: event.origin, form: 'report', data: {} });
    expect(way.via).toBe('dialog');
  });

  it('a button is what it carries, and nothing else of it is believed', () => {
    const event = readFixture('card-click', format);
    const click = (parameters: Json) => {
      commonOf(event).parameters = parameters;
      return parse(event);
    };
    expect(click({ act: 'press', name: 'view-case', case: 'c1', part: '3' })).toMatchObject({
      event: { kind: 'press', action: 'view-case', data: { case: 'c1' } },
      way: { part: 3 },
    });
    expect(click({ act: 'open', name: 'note', case: 'c1' })).toMatchObject({ event: { kind: 'open', form: 'note' } });
    expect(click({ act: 'press', name: 'help', case: 7 })).toMatchObject({ event: { data: {} } });
    for (const part of ['0', '-1', '100', 'x', 3])
      expect(click({ act: 'press', name: 'help', part })).toMatchObject({ way: { part: 1 } });
    for (const foreign of [{}, { act: 'delete', name: 'help' }, { act: 'press', name: 'toString' }, { act: 'open' }])
      expect(click(foreign)).toEqual({ kind: 'ignored' });
  });

  it('a button of a message is answered on it, one that opens a dialog in the dialog', () => {
    const event = readFixture('card-click', format);
    commonOf(event).parameters = { act: 'press', name: 'help' };
    expect(parsed(event).way.via).toBe('dialog');
    Object.assign(insideOf(event), { isDialogEvent: undefined, dialogEventType: undefined });
    expect(parsed(event).way.via).toBe('card');
    expect(decodeMessage(parsed(event).event.origin.thread as string)).toMatchObject({
      message: 'spaces/AAAA/messages/B.B',
      thread: 'spaces/AAAA/threads/B',
    });
  });

  it('a sent form brings its fields as texts', () => {
    const event = readFixture('dialog-submit', format);
    commonOf(event).parameters = { act: 'submit', name: 'report', key: 'k1', variant: 'report' };
    expect(parsed(event).event).toMatchObject({
      kind: 'submit',
      form: 'report',
      data: { key: 'k1', variant: 'report' },
      values: { d: '1970-01-01', t: '01:00', s: 'a' },
    });
  });

  it('being added is told, with what was written in the same breath', () => {
    expect(parsed(readFixture('added', format)).event.kind).toBe('joined');
    const event = readFixture('added', format);
    insideOf(event).message = (insideOf(readFixture('mention', format)) as Json).message;
    const both = parsed(event);
    expect(both.before?.kind).toBe('joined');
    expect(both.event).toMatchObject({ kind: 'command', text: 'report' });
    expect(both.event.origin.eventId).not.toBe(both.before?.origin.eventId);
  });

  it('the same delivery has the same id, another one another', () => {
    const id = (event: Json) => parsed(event).event.origin.eventId;
    const click = (changes: Json = {}, parameters: Json = {}) => {
      const event = readFixture('card-click', format);
      commonOf(event).parameters = { act: 'press', name: 'acknowledge', case: 'c1', ...parameters };
      Object.assign(format === 'classic' ? event : (event.chat as Json), changes);
      return id(event);
    };
    expect(click()).toBe(click());
    expect(id(readFixture('mention', format))).toBe('spaces/AAAA/messages/C.C');
    const others = [
      click({ eventTime: '2026-11-10T10:00:00.000002Z' }),
      click({ user: { ...userOf(readFixture('card-click', format)), name: 'users/2' } }),
      click({}, { case: 'c2' }),
      id(readFixture('message-action', format)),
      id(readFixture('quick-command', format)),
    ];
    expect(new Set([click(), ...others]).size).toBe(6);
  });

  it('apps, deleted accounts, closed dialogs and what is unknown are left alone', () => {
    const mention = (change: (event: Json) => void) => {
      const event = readFixture('mention', format);
      change(event);
      return parse(event);
    };
    expect(mention((event) => Object.assign(userOf(event), { type: 'BOT' }))).toEqual({ kind: 'ignored' });
    expect(mention((event) => Object.assign(userOf(event), { isAnonymous: true }))).toEqual({ kind: 'ignored' });
    const closed = readFixture('card-click', format);
    Object.assign(insideOf(closed), { dialogEventType: 'CANCEL_DIALOG' });
    expect(parse(closed)).toEqual({ kind: 'ignored' });
    const other =
      format === 'classic'
        ? { ...readFixture('mention', format), type: 'REMOVED_FROM_SPACE' }
        : { ...readFixture('mention', format), chat: { user: userOf(readFixture('mention', format)) } };
    expect(parse(other)).toEqual({ kind: 'ignored' });
  });

  it('somebody of no organisation has a workspace that no school has', () => {
    const event = readFixture('mention', format);
    delete userOf(event).domainId;
    expect(parsed(event).event.origin.workspaceId).toBe('none');
  });
});

describe('the app’s own page', () => {
  it('is asked for, and its buttons are answered on it', () => {
    expect(parsed(readFixture('home'))).toMatchObject({ event: { kind: 'home' }, way: { via: 'home' } });
    const event = readFixture('home-click');
    commonOf(event).parameters = { act: 'home', name: 'home', part: '2' };
    expect(parsed(event)).toMatchObject({ event: { kind: 'home' }, way: { via: 'home', part: 2 } });
    commonOf(event).parameters = { act: 'open', name: 'report' };
    expect(parsed(event)).toMatchObject({ event: { kind: 'open' }, way: { via: 'home' } });
  });

  it('without a space is not taken for the 1:1 chat', () => {
    const event = readFixture('home');
    delete (event.chat as Json).space;
    expect(parsed(event).event.origin.place.kind).toBe('group');
  });
});

it('reads nothing from what is no event', () => {
  for (const body of [
    null,
    'words',
    [],
    {},
    { type: 'MESSAGE' },
    { chat: {} },
    { ...readFixture('mention', 'classic'), space: { name: 'x/../y' } },
  ])
    expect(readIncomingEvent(body)).toBeNull();
});

it('reads days and times without moving them, and no more than one choice', () => {
  const day = Date.parse('2026-03-29T00:00:00Z');
  expect(
    readFormInputs({
      date: { dateInput: { msSinceEpoch: String(day) } },
      number: { dateInput: { msSinceEpoch: day } },
      midnight: { timeInput: {} },
      time: { timeInput: { hours: 9, minutes: 5 } },
      none: { stringInputs: { value: ['∅'] } },
      first: { stringInputs: { value: ['a', 'b'] } },
      empty: { stringInputs: { value: [] } },
      wrong: { dateInput: { msSinceEpoch: 'soon' } },
      huge: { dateInput: { msSinceEpoch: '9007199254740991' } },
      other: 'words',
    }),
  ).toEqual({ date: '2026-03-29', number: '2026-03-29', midnight: '00:00', time: '09:05', none: '', first: 'a' });
});
