import { type Chat, ChatError } from '../../src/core/ports.ts';
import { PlatformLimit } from './platform-limit.ts';
import { ForeignReference } from './references.ts';

/** What can never work (a foreign reference, a card too large) is `invalid`, so that nobody tries it again. */
export function guardChat(chat: Chat): Chat {
  const guard =
    <A extends unknown[], R>(method: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      try {
        return await method(...args);
      } catch (error) {
        if (error instanceof ForeignReference || error instanceof PlatformLimit) throw new ChatError('invalid');
        throw error;
      }
    };
  return {
    platform: chat.platform,
    sendToPerson: guard(chat.sendToPerson),
    postToPlace: guard(chat.postToPlace),
    replyInThread: guard(chat.replyInThread),
    threadKeyOf: chat.threadKeyOf,
    edit: guard(chat.edit),
    listMembers: guard(chat.listMembers),
    findMember: guard(chat.findMember),
  };
}
