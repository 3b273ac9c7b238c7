import { createHmac } from 'node:crypto';
import { EMPTY_CHOICE } from '../../../adapters/slack/render-options.ts';
import type { StoredMessage, StoredView } from './fake-slack.ts';
import { initialValues, inputsOf, optionsOf } from './show.ts';
import { BOT } from './workspace.ts';

type Json = Record<string, unknown>;

/** A request as Slack sends it: signed, and the same again when it is delivered again. */
export interface SlackRequest {
  body: string;
  headers: Record<string, string>;
}

/** Who does something, and where Slack says so. */
export interface Actor {
  teamId: string;
  userId: string;
}

/** Signs a body as Slack does. */
export function signRequest(
  body: string,
  contentType: string,
  secret: string,
  nowSeconds = Math.floor(Date.now() / 1000),
): SlackRequest {
  const signature = createHmac('sha256', secret).update(`v0:${nowSeconds}:${body}`).digest('hex');
  return {
    body,
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': String(nowSeconds),
      'x-slack-signature': `v0=${signature}`,
    },
  };
}

/** The body of a slash command. */
export function makeCommand(
  { teamId, userId }: Actor,
  given: { text: string; channelId: string; triggerId: string; responseUrl: string },
): string {
  return new URLSearchParams({
    token: 'unused',
    team_id: teamId,
    team_domain: 'larkfield-demo',
    channel_id: given.channelId,
    channel_name: given.channelId.startsWith('D') ? 'directmessage' : 'staffroom',
    user_id: userId,
    user_name: 'somebody',
    command: '/esafety',
    text: given.text,
    api_app_id: BOT.appId,
    is_enterprise_install: 'false',
    response_url: given.responseUrl,
    trigger_id: given.triggerId,
  }).toString();
}

/** The body of anything that is pressed or sent. */
export const makeInteraction = (payload: Json): string =>
  new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

const actorOf = ({ teamId, userId }: Actor): Json => ({
  team: { id: teamId, domain: 'larkfield-demo' },
  user: { id: userId, username: 'somebody', name: 'somebody', team_id: teamId },
  api_app_id: BOT.appId,
  token: 'unused',
  enterprise: null,
  is_enterprise_install: false,
});

/** A button pressed in a message, in a dialog or on the bot's own page. */
export function makePress(
  actor: Actor,
  button: { element: Json; blockId: string },
  given: { triggerId: string } & (
    | { message: StoredMessage; ephemeral: boolean; responseUrl: string }
    | { view: Json; viewId: string; hash: string }
  ),
): Json {
  const { element, blockId } = button;
  const action = { ...element, block_id: blockId, action_ts: `${Date.now() / 1000}` };
  const common = { type: 'block_actions', ...actorOf(actor), trigger_id: given.triggerId, actions: [action] };
  if ('view' in given)
    return {
      ...common,
      container: { type: 'view', view_id: given.viewId },
      view: {
        ...storedView({ id: given.viewId, hash: given.hash, userId: actor.userId, view: given.view }, actor),
        state: { values: {} },
      },
    };
  const { channelId, ts, threadTs, text, blocks } = given.message;
  return {
    ...common,
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channelId,
      is_ephemeral: given.ephemeral,
      ...(threadTs ? { thread_ts: threadTs } : {}),
    },
    channel: { id: channelId, name: channelId.startsWith('D') ? 'directmessage' : 'privategroup' },
    ...(given.ephemeral
      ? {}
      : {
          message: {
            type: 'message',
            bot_id: BOT.botId,
            ts,
            text,
            blocks,
            ...(threadTs ? { thread_ts: threadTs } : {}),
          },
        }),
    response_url: given.responseUrl,
  };
}

/** A form that is sent. @param values by block, as typed over what stood in it */
export function makeSubmit(actor: Actor, dialog: StoredView, values: Record<string, string>, triggerId: string): Json {
  const blocks = dialog.view.blocks as Json[];
  const typed = { ...initialValues(blocks), ...values };
  const state = Object.fromEntries(
    inputsOf(blocks).map(({ block_id, element }) => {
      const { type, action_id } = element as Json;
      return [block_id, { [String(action_id)]: { type, ...enter(element as Json, typed[String(block_id)]) } }];
    }),
  );
  return {
    type: 'view_submission',
    ...actorOf(actor),
    trigger_id: triggerId,
    view: { ...storedView(dialog, actor), state: { values: state } },
    response_urls: [],
  };
}

function enter(element: Json, value: string | undefined): Json {
  switch (element.type) {
    case 'datepicker':
      return { selected_date: value || null };
    case 'timepicker':
      return { selected_time: value || null };
    case 'plain_text_input':
      return { value: value || null };
    default: {
      const option = optionsOf(element).find((each) => each.value === (value === '' ? EMPTY_CHOICE : value));
      if (value && !option) throw new Error(`there is no option ${value}`);
      return { selected_option: option ?? null };
    }
  }
}

function storedView({ id, hash, view }: StoredView, { teamId }: Actor): Json {
  return {
    id,
    team_id: teamId,
    callback_id: '',
    private_metadata: '',
    clear_on_close: false,
    notify_on_close: false,
    ...view,
    hash,
    previous_view_id: null,
    root_view_id: id,
    app_id: BOT.appId,
    external_id: '',
    app_installed_team_id: teamId,
    bot_id: BOT.botId,
  };
}

/** "Report this message" in the menu of a message. */
export function makeShortcut(
  actor: Actor,
  given: { text: string; channelId: string; triggerId: string; responseUrl: string; writerId: string },
): Json {
  return {
    type: 'message_action',
    ...actorOf(actor),
    callback_id: 'report_message',
    trigger_id: given.triggerId,
    response_url: given.responseUrl,
    message_ts: '1790000000.000100',
    action_ts: '1790000001.000100',
    channel: { id: given.channelId, name: 'staffroom' },
    message: { type: 'message', user: given.writerId, ts: '1790000000.000100', text: escapeText(given.text) },
  };
}

let events = 0;

/** Something that happened in the workspace. */
export function makeEvent(teamId: string, event: Json): Json {
  events += 1;
  return {
    token: 'unused',
    team_id: teamId,
    api_app_id: BOT.appId,
    type: 'event_callback',
    event_id: `Ev${String(events).padStart(8, '0')}`,
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: teamId, user_id: BOT.userId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event,
  };
}

/** Text as Slack writes it in payloads. */
export const escapeText = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
