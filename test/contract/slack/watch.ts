import type { Shown } from '../driver.ts';
import type { FakeSlack, Sight, StoredMessage } from './fake-slack.ts';
import type { Line } from './line.ts';
import type { SlackRequest } from './payloads.ts';
import { NOTHING, type SlackRef, showMessage, showView } from './show.ts';

type Json = Record<string, unknown>;

/** One request, who is behind it, and what it was made from. */
interface Sending {
  request: SlackRequest;
  userId: string;
  ref: SlackRef;
  channelId: string | null;
}

/** Sends a request and answers what the person then sees: the answer to it, or what Slack was told to show them meanwhile. */
export async function sendAndWatch(slack: FakeSlack, line: Line, sending: Sending): Promise<Shown> {
  const before = slack.sights.length;
  const { status, text } = await line.post(sending.request);
  if (status >= 400) return { ...NOTHING, kind: 'words', text: 'We had some trouble connecting. Try again?' };
  if (text) return showAnswer(slack, JSON.parse(text) as Json, sending);
  const seen = slack.sights.slice(before).filter((sight) => isSeen(slack, sight, sending));
  return seen.map((sight) => showSight(slack, sight)).at(-1) ?? NOTHING;
}

/** The view a handle points at, as it stands now. */
export function viewNow(slack: FakeSlack, ref: Extract<SlackRef, { at: 'dialog' | 'home' }>): Json {
  return ref.at === 'dialog' ? (slack.dialogs.get(ref.viewId)?.view ?? ref.view) : ref.view;
}

/** A message that comes in counts where nothing was pressed; a changed one where it is the one that was pressed. */
function isSeen(slack: FakeSlack, sight: Sight, { userId, ref }: Sending): boolean {
  if ('userId' in sight) return sight.userId === userId;
  if (sight.kind === 'posted') return sight.message.channelId === slack.personal.get(userId) && ref.at === 'nowhere';
  return ref.at === 'message' && sight.message.ts === ref.message.ts;
}

function showSight(slack: FakeSlack, sight: Sight): Shown {
  switch (sight.kind) {
    case 'dialog': {
      const { view } = slack.dialogs.get(sight.viewId) ?? { view: {} };
      return showView(view, { at: 'dialog', viewId: sight.viewId, view });
    }
    case 'home': {
      const view = slack.homes.get(sight.userId) ?? {};
      return showView(view, { at: 'home', view });
    }
    case 'ephemeral':
      return showMessage(sight.message, { private: true, ephemeral: true });
    default:
      return showMessage({ ...sight.message }, { private: isPersonal(slack, sight.message) });
  }
}

/** What the body of the answer shows. */
async function showAnswer(slack: FakeSlack, body: Json, { userId, ref, channelId }: Sending): Promise<Shown> {
  if (body.response_action === 'errors' && ref.at === 'dialog')
    return showView(viewNow(slack, ref), ref, body.errors as Record<string, string>);
  if (body.response_action === 'update' && ref.at === 'dialog') {
    const view = body.view as Json;
    await slack.updateDialog(ref.viewId, view);
    return showView(view, { at: 'dialog', viewId: ref.viewId, view });
  }
  const message = slack.keepEphemeral(userId, channelId ?? '', body);
  return showMessage(message, { private: body.response_type === 'ephemeral', ephemeral: true });
}

function isPersonal(slack: FakeSlack, { channelId }: StoredMessage): boolean {
  return [...slack.personal.values()].includes(channelId);
}
