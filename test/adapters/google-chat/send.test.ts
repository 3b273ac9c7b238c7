import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createChatApi } from '../../../adapters/google-chat/chat-api.ts';
import { readCredentials } from '../../../adapters/google-chat/credentials.ts';
import { createPeople } from '../../../adapters/google-chat/people.ts';
import { decodeMessage, decodePlace, encodePlace } from '../../../adapters/google-chat/refs.ts';
import { createGoogleChat } from '../../../adapters/google-chat/send.ts';
import { createTokenSource } from '../../../adapters/google-chat/token.ts';
import { describe as describeView } from '../../../cards/describe.ts';
import { type Chat, ChatError } from '../../../src/core/ports.ts';
import type { View } from '../../../src/core/views.ts';
import { type FakeGoogle, startFakeGoogle } from '../../contract/google-chat/fake-google.ts';
import type { StoredSpace } from '../../contract/google-chat/google-state.ts';
import { makeKeyFile } from '../../contract/google-chat/keys.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../../support/temporary-folder.ts';

const line: View = {
  name: 'thread-line',
  reference: 'ES-2026-0014',
  line: 'acknowledged',
  actor: 'Dana Lead',
  at: '2026-03-02T09:15:00Z',
};
const notice: View = { name: 'notice', notice: 'step-saved' };
const PERSON = 'users/101';
const account = { workspaceId: '0abc', accountId: PERSON, personalAddress: null };

let google: FakeGoogle;
let folder: TemporaryFolder;
let chat: Chat;
let space: StoredSpace;
beforeEach(async () => {
  google = await startFakeGoogle();
  folder = makeTemporaryFolder();
  const file = join(folder.path, 'key.json');
  writeFileSync(file, makeKeyFile(google.tokenUrl));
  const api = createChatApi(google.url, createTokenSource(readCredentials(file)));
  chat = createGoogleChat({ api, describe: describeView, people: createPeople(), buttonFunction: 'esafety' });
  space = google.state.addSpace({ name: 'spaces/CASES', spaceType: 'SPACE' });
  space.members = [PERSON, 'users/102', 'users/103'].map((name) => ({ name, type: 'HUMAN', affiliation: 'INTERNAL' }));
});
afterEach(async () => {
  await google.close();
  folder.remove();
});

const place = encodePlace({ space: 'spaces/CASES', kind: 'channel' });
const failureOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof ChatError ? error.failure : `${error}`),
  );

describe('a message to a person', () => {
  it('goes to the 1:1 chat, whose address is kept', async () => {
    const personal = google.state.addPersonal(PERSON);
    const { personalAddress } = await chat.sendToPerson(account, line);
    expect(decodePlace(personalAddress)).toEqual({ space: personal, kind: 'personal' });
    await chat.sendToPerson({ ...account, personalAddress }, line);
    expect(google.calls.filter(({ path }) => path === 'spaces:findDirectMessage')).toHaveLength(1);
    expect(google.state.messages.map((message) => message.space)).toEqual([personal, personal]);
    expect(google.state.messages[0]?.fallbackText).toContain('ES-2026-0014');
  });

  it('finds the new 1:1 chat when the old one is gone', async () => {
    const personal = google.state.addPersonal(PERSON);
    const { address } = encodePlace({ space: 'spaces/OLD', kind: 'personal' });
    const { personalAddress } = await chat.sendToPerson({ ...account, personalAddress: address }, line);
    expect(decodePlace(personalAddress).space).toBe(personal);
  });

  it('that is refused in the one 1:1 chat there is, is not tried there again', async () => {
    const personal = google.state.addPersonal(PERSON);
    const { address } = encodePlace({ space: personal, kind: 'personal' });
    google.state.faults.push({ calls: 'send', status: 403, left: 1 });
    expect(await failureOf(chat.sendToPerson({ ...account, personalAddress: address }, line))).toBe('refused');
    expect(google.state.sends).toBe(1);
  });

  it('who never had the app is final', async () => {
    expect(await failureOf(chat.sendToPerson(account, line))).toBe('gone');
  });
});

describe('a thread', () => {
  it('is started, answered in and its first message edited', async () => {
    const root = await chat.postToPlace(place, line);
    const reply = await chat.replyInThread(root, notice);
    expect(decodeMessage(reply).thread).toBe(decodeMessage(root).thread);
    const [first, second] = google.state.messages;
    expect(second?.thread).toBe(first?.thread);
    await chat.edit(root, notice);
    expect(JSON.stringify(first?.card)).toContain('Saved');
    expect(google.state.messages).toHaveLength(2);
  });

  it('that is gone is not answered elsewhere', async () => {
    const root = await chat.postToPlace(place, line);
    google.state.messages.length = 0;
    expect(await failureOf(chat.replyInThread(root, notice))).toBe('gone');
    expect(await failureOf(chat.edit(root, notice))).toBe('gone');
    expect(google.state.messages).toEqual([]);
  });

  it('is a line after the other in a group chat, which has none', async () => {
    google.state.addSpace({ name: 'spaces/GROUP', spaceType: 'GROUP_CHAT' });
    const root = await chat.postToPlace(encodePlace({ space: 'spaces/GROUP', kind: 'group' }), line);
    await chat.replyInThread(root, notice);
    expect(google.calls.every(({ query }) => !query.has('messageReplyOption'))).toBe(true);
    expect(google.state.messages).toHaveLength(2);
  });
});

describe('what Google answers', () => {
  it.each([
    [403, 'refused'],
    [404, 'gone'],
    [400, 'invalid'],
    [503, 'unavailable'],
    [409, 'invalid'],
  ])('%i is %s', async (status, failure) => {
    google.state.faults.push({ calls: 'send', status, left: 1 });
    expect(await failureOf(chat.postToPlace(place, line))).toBe(failure);
  });

  it('429 says how long to wait', async () => {
    google.state.faults.push({ calls: 'send', status: 429, left: 1, retryAfterSeconds: 37 });
    await expect(chat.postToPlace(place, line)).rejects.toMatchObject({
      failure: 'rate-limited',
      retryAfterSeconds: 37,
    });
  });

  it('a refused token is got anew, once, and the message sent once', async () => {
    google.state.faults.push({ calls: 'send', status: 401, left: 1 });
    await chat.postToPlace(place, line);
    expect(google.counts.tokens).toBe(2);
    expect(google.state.messages).toHaveLength(1);
    const [first, second] = google.calls.map(({ query }) => query.get('requestId'));
    expect(first).toBeTruthy();
    expect(second).toBe(first);
  });

  it('no token is an outage', async () => {
    google.broken.tokens = true;
    expect(await failureOf(chat.postToPlace(place, line))).toBe('unavailable');
  });

  it('one token serves many calls', async () => {
    await Promise.all([1, 2, 3].map(() => chat.postToPlace(place, line)));
    expect(google.counts.tokens).toBe(1);
  });
});

describe('the members of a space', () => {
  it('come from all pages, without e-mail, each with what Google says of them', async () => {
    space.members.push({ name: 'users/104', type: 'HUMAN', affiliation: 'EXTERNAL' });
    space.members.push({ name: 'users/105', type: 'HUMAN', affiliation: 'MANAGED_EXTERNAL' });
    const members = await chat.listMembers(place);
    expect(members.map(({ accountId }) => accountId)).toEqual([
      PERSON,
      'users/102',
      'users/103',
      'users/104',
      'users/105',
    ]);
    expect(members.map(({ guest }) => guest)).toEqual([false, false, false, true, true]);
    expect(members.every(({ email, app }) => email === null && !app)).toBe(true);
  });

  it.each([
    ['hidden', () => (space.trouble = 'empty'), 'unavailable'],
    ['cut', () => (space.trouble = 'incomplete'), 'unavailable'],
    ['of nobody', () => (space.members = []), 'unavailable'],
    ['with a group of people in it', () => (space.groups = 1), 'unavailable'],
    ['of a space that anybody can open', () => (space.discoverable = true), 'refused'],
  ])('a list that is %s is no list', async (_, spoil, failure) => {
    spoil();
    expect(await failureOf(chat.listMembers(place))).toBe(failure);
  });

  it('another app is neither listed nor counted: Google tells an app of no other', async () => {
    space.members.push({ name: 'users/900', type: 'BOT', affiliation: 'INTERNAL' });
    expect(await chat.listMembers(place)).toHaveLength(3);
  });

  it('of a place that is gone say so', async () => {
    expect(await failureOf(chat.listMembers(encodePlace({ space: 'spaces/NONE', kind: 'channel' })))).toBe('gone');
  });

  it('of a place that is closed to the app say so', async () => {
    google.state.faults.push({ calls: 'members', status: 403, left: 1 });
    expect(await failureOf(chat.listMembers(place))).toBe('refused');
  });
});

it('takes no reference of another adapter', async () => {
  const foreign = { ...place, address: place.address.replace('google-chat', 'teams') };
  expect(await failureOf(chat.postToPlace(foreign, line))).toBe('invalid');
  const outside = Buffer.from(JSON.stringify({ space: 'spaces/A/../B', kind: 'channel' })).toString('base64url');
  expect(await failureOf(chat.postToPlace({ ...place, address: `google-chat:1:${outside}` }, line))).toBe('invalid');
});

describe('the key file', () => {
  it.each([
    ['that is missing', null],
    ['that is no JSON', 'words'],
    ['of a person', JSON.stringify({ type: 'authorized_user' })],
    ['with a broken key', makeKeyFile('https://oauth2.example/token').replace('BEGIN', 'BEGUN')],
    ['that would send itself unencrypted', makeKeyFile('http://oauth2.example/token')],
  ])('%s names the variable and the fix, and nothing of the key', (_, content) => {
    const file = join(folder.path, 'other.json');
    if (content !== null) writeFileSync(file, content);
    expect(() => readCredentials(file)).toThrow(/^GOOGLE_APPLICATION_CREDENTIALS .*docs\/google-chat\.md$/);
    expect(() => readCredentials(file)).not.toThrow(/PRIVATE|words/);
  });
});
