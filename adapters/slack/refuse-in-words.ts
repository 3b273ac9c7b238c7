import { lastWords } from '../shared/failed.ts';
import type { AnswerBody, AnswerParts } from './answer.ts';
import { answerInWords } from './answer-in-words.ts';
import { parsePayload } from './parse.ts';
import type { Payload } from './payload.ts';

/**
 * Says to a person why nothing came of what they did, as Slack can show it without the core; answers the body of the answer.
 * Never throws. Slack delivers events again, so of these the bot's own page alone says it.
 * @param words null for those of a failure
 */
export async function refuseInWords(payload: Payload, words: string | null, parts: AnswerParts): Promise<AnswerBody> {
  const parsed = parsePayload(payload, null);
  if (!parsed || (payload.type === 'event_callback' && parsed.way.via !== 'home')) return undefined;
  return answerInWords(parsed.way, words ?? lastWords(parsed.event), parts);
}
