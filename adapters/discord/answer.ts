import { asEphemeral, type MessageBody } from './components.ts';
import type { AnswerTo } from './parse.ts';

/** What Discord waits for, and the messages that follow it. */
export interface Answer {
  /** Null where the interaction was answered before: Discord takes no second answer. */
  first: { type: number; data?: Record<string, unknown> } | null;
  /** Further private messages, for what one does not carry. */
  more: MessageBody[];
}

/** Discord's numbers for the ways to answer. */
export const CALLBACK = { pong: 1, message: 4, silence: 6, update: 7, modal: 9 } as const;

/** The answer that opens a modal. */
export const answerModal = (modal: Record<string, unknown>): Answer => ({
  first: { type: CALLBACK.modal, data: modal },
  more: [],
});

/** Private messages; the first one takes the place of the private message it comes from, so that typed words do not stay. */
export function answerPrivately([first, ...more]: readonly MessageBody[], to: AnswerTo, inPlace: boolean): Answer {
  if (!first) return answerSilence();
  const replaces = inPlace && to.on === 'ephemeral';
  return {
    first: replaces
      ? { type: CALLBACK.update, data: { ...first } }
      : { type: CALLBACK.message, data: { ...asEphemeral(first) } },
    more: more.map(asEphemeral),
  };
}

/** Puts another content in the message a button stands on, for everybody who sees it. */
export function answerUpdate(body: MessageBody): Answer {
  return { first: { type: CALLBACK.update, data: { ...body } }, more: [] };
}

/** Says nothing. */
export const answerNothing = (): Answer => ({ first: null, more: [] });

/** Says only that a button's press has arrived. */
export const answerSilence = (): Answer => ({ first: { type: CALLBACK.silence }, more: [] });
