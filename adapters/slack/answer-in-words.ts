import { ChatError } from '../../src/core/ports.ts';
import type { AnswerBody, AnswerParts } from './answer.ts';
import { escapeMrkdwn, paragraph, plain, richText, run } from './block-kit.ts';
import { writeMetadata } from './metadata.ts';
import type { SlackMessage, SlackView } from './render.ts';
import type { Way } from './way.ts';

/**
 * The answer when nothing better can be made: one sentence, as the place can show it. Never throws. A form that was not saved
 * keeps everything typed, with the sentence beside its first field.
 */
export async function answerInWords(way: Way, words: string, { api, announce }: AnswerParts): Promise<AnswerBody> {
  const recorded = words.startsWith('Recorded');
  if (way.via === 'submit') {
    const [first] = way.dialog?.inputs ?? [];
    if (!recorded && first) return { response_action: 'errors', errors: { [first]: words } };
    const view = makeDialog(words);
    announce('modal', view);
    return { response_action: 'update', view };
  }
  const message: SlackMessage = { text: escapeMrkdwn(words), blocks: [richText(paragraph(run(words)))] };
  if (way.via === 'command') {
    announce('message', message);
    return { response_type: 'ephemeral', ...message };
  }
  const { teamId, userId, dialog, responseUrl } = way;
  const tries = [
    ...(dialog && way.triggerId ? [() => api.pushDialog(teamId, way.triggerId as string, makeDialog(words))] : []),
    ...(responseUrl ? [() => api.respond(responseUrl, message, { replace: false })] : []),
    ...(way.via === 'home'
      ? [() => api.publishHome(teamId, userId, makeHome(words))]
      : [async () => void (await api.post({ teamId, channelId: userId }, message))]),
  ];
  for (const tryOne of tries) {
    try {
      await tryOne();
      return undefined;
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
    }
  }
  return undefined;
}

function makeHome(words: string): SlackView {
  return {
    type: 'home',
    private_metadata: writeMetadata({ shows: 'words' }),
    blocks: [richText(paragraph(run(words)))],
  };
}

function makeDialog(words: string): SlackView {
  return {
    type: 'modal',
    title: plain('e-safety'),
    close: plain('Close'),
    private_metadata: writeMetadata({ shows: 'words' }),
    blocks: [richText(paragraph(run(words)))],
  };
}
