import { describe, expect, it } from 'vitest';
import { ForeignReference } from '../../../adapters/shared/references.ts';
import {
  decodeMessage,
  decodePlace,
  encodeMessage,
  encodePlace,
  type PlaceAddress,
  threadConversationId,
} from '../../../adapters/teams/refs.ts';

const channel: PlaceAddress = {
  serviceUrl: 'https://smba.trafficmanager.net/uk/',
  conversationId: '19:channel@thread.tacv2',
  tenantId: 'tenant',
  kind: 'channel',
};

describe('Teams references', () => {
  it('come back as they went', () => {
    const message = { ...channel, threadId: '1700', activityId: '1800' };
    expect(decodePlace(encodePlace(channel).address)).toEqual(channel);
    expect(decodeMessage(encodeMessage(message))).toEqual(message);
  });

  it('give every message of a channel the same place key', () => {
    expect(encodePlace(channel)).toMatchObject({ kind: 'channel', key: 'teams:19:channel@thread.tacv2' });
  });

  it('lead a reply to the thread, and in a group chat to the chat', () => {
    expect(threadConversationId({ ...channel, activityId: '1700' })).toBe('19:channel@thread.tacv2;messageid=1700');
    expect(threadConversationId({ ...channel, threadId: '1600', activityId: '1700' })).toBe(
      '19:channel@thread.tacv2;messageid=1600',
    );
    expect(threadConversationId({ ...channel, kind: 'group', activityId: '1700' })).toBe('19:channel@thread.tacv2');
  });

  it.each([
    '',
    'slack:1:abc',
    'teams:1:',
    'teams:1:not base64',
    `teams:1:${Buffer.from('{"serviceUrl":"x"}').toString('base64url')}`,
    `teams:2:${Buffer.from(JSON.stringify(channel)).toString('base64url')}`,
  ])('refuse what this adapter did not write: %s', (text) => {
    expect(() => decodePlace(text)).toThrow(ForeignReference);
    expect(() => decodeMessage(text)).toThrow(ForeignReference);
  });
});
