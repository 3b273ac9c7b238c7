import type { InboundEvent, Origin } from '../../src/core/events.ts';
import { eventOfButton, isFormName } from '../shared/buttons.ts';
import { readButton } from './buttons.ts';
import { joinInputs } from './continuations.ts';
import { readMessageText } from './message-text.ts';
import { readMetadata } from './metadata.ts';
import { parseWorkspaceEvent } from './parse-workspace-event.ts';
import {
  blockActions,
  type Entered,
  messageShortcut,
  type Payload,
  slashCommand,
  teamOf,
  viewSubmission,
} from './payload.ts';
import { encodeMessage, encodePlace } from './refs.ts';
import { EMPTY_CHOICE } from './render-options.ts';
import type { Parsed, Way } from './way.ts';

/** The slash command people type. */
export const COMMAND = '/esafety';
/** The command on a message. */
export const REPORT_MESSAGE = 'report_message';

/**
 * Reads a verified payload; null for whatever is not ours to answer.
 * @param botUserId the bot's own account, whose doings are none of a person's
 */
export function parsePayload(payload: Payload, botUserId: string | null): Parsed | null {
  switch (payload.type) {
    case 'event_callback':
      return parseWorkspaceEvent(payload, botUserId);
    case 'block_actions':
      return parseButton(payload);
    case 'view_submission':
      return parseSubmit(payload);
    case 'message_action':
      return parseShortcut(payload);
    default:
      return typeof payload.command === 'string' ? parseCommand(payload) : null;
  }
}

/** Where a person acted. The 1:1 chat of a command is named by the person: its id may be a chat between two others. */
export function placeOf(teamId: string, userId: string, channelId?: string | null, channelName?: string | null) {
  if (!channelId || channelId.startsWith('D')) return encodePlace({ teamId, kind: 'personal', userId });
  const kind = channelName?.startsWith('mpdm-') ? 'group' : 'channel';
  return encodePlace({ teamId, kind, channelId });
}

function parseCommand(payload: Payload): Parsed | null {
  const command = slashCommand.safeParse(payload).data;
  if (command?.command !== COMMAND) return null;
  const { team_id: teamId, user_id: userId, channel_id: channelId, trigger_id: triggerId } = command;
  const place = placeOf(teamId, userId, channelId, command.channel_name);
  const origin: Origin = { platform: 'slack', workspaceId: teamId, accountId: userId, eventId: triggerId, place };
  return {
    event: { kind: 'command', origin, text: readMessageText(command.text), hasAttachment: false },
    way: { via: 'command', teamId, userId, triggerId, channelId, ...responseUrlOf(command) },
  };
}

function parseShortcut(payload: Payload): Parsed | null {
  const shortcut = messageShortcut.safeParse(payload).data;
  const teamId = teamOf(payload);
  if (shortcut?.callback_id !== REPORT_MESSAGE || !teamId) return null;
  const { user, channel, trigger_id: triggerId, message } = shortcut;
  const place = placeOf(teamId, user.id, channel.id, channel.name);
  const origin: Origin = { platform: 'slack', workspaceId: teamId, accountId: user.id, eventId: triggerId, place };
  const quoted = readMessageText(message.text ?? '').trim();
  return {
    event: { kind: 'open', origin, form: 'report', data: {}, ...(quoted ? { quoted } : {}) },
    way: { via: 'shortcut', teamId, userId: user.id, triggerId, channelId: channel.id, ...responseUrlOf(shortcut) },
  };
}

function parseButton(payload: Payload): Parsed | null {
  const pressed = blockActions.safeParse(payload).data;
  const teamId = teamOf(payload);
  const [action] = pressed?.actions ?? [];
  const button = action && readButton(action);
  if (!pressed || !action || !button || !teamId) return null;
  const { user, container, view } = pressed;
  const channelId = container.channel_id ?? pressed.channel?.id;
  const ts = container.message_ts;
  const threadTs = container.thread_ts ?? pressed.message?.thread_ts ?? ts;
  const onMessage = channelId && ts;
  const ephemeral = container.is_ephemeral ?? false;
  const origin: Origin = {
    platform: 'slack',
    workspaceId: teamId,
    accountId: user.id,
    eventId: pressed.trigger_id ?? `${container.message_ts ?? view?.id}|${action.action_ts}`,
    place: placeOf(teamId, user.id, channelId, pressed.channel?.name),
    ...(onMessage && threadTs && !ephemeral ? { thread: encodeMessage({ teamId, channelId, ts: threadTs }) } : {}),
  };
  const event = eventOfButton(button, origin);
  if (!event) return null;
  const common = {
    teamId,
    userId: user.id,
    ...(pressed.trigger_id ? { triggerId: pressed.trigger_id } : {}),
    ...responseUrlOf(pressed),
  };
  if (view?.type === 'modal') {
    const dialog = { id: view.id, shows: readMetadata(view.private_metadata)?.shows ?? null, inputs: [] };
    return { event, way: { via: 'dialog-button', ...common, dialog } };
  }
  if (!onMessage) return { event, way: { via: 'home-button', ...common } };
  const message = { channelId, ts, ephemeral };
  const inThread = container.thread_ts ?? pressed.message?.thread_ts;
  const way: Way = { via: 'message-button', ...common, channelId, message };
  return { event, way: inThread ? { ...way, threadTs: inThread } : way };
}

function parseSubmit(payload: Payload): Parsed | null {
  const sent = viewSubmission.safeParse(payload).data;
  const teamId = teamOf(payload);
  const [, form] = /^esafety:([a-z-]+)$/.exec(sent?.view.callback_id ?? '') ?? [];
  if (!sent || !teamId || !form || !isFormName(form)) return null;
  const { user, view } = sent;
  const carried = readMetadata(view.private_metadata);
  const { values } = view.state;
  const origin: Origin = {
    platform: 'slack',
    workspaceId: teamId,
    accountId: user.id,
    eventId: `${view.id}|${view.hash ?? ''}`,
    place: placeOf(teamId, user.id),
  };
  const event: InboundEvent = { kind: 'submit', origin, form, data: carried?.data ?? {}, values: readValues(values) };
  const dialog = { id: view.id, shows: carried?.shows ?? null, inputs: Object.keys(values) };
  const way: Way = { via: 'submit', teamId, userId: user.id, dialog };
  return { event, way: sent.trigger_id ? { ...way, triggerId: sent.trigger_id } : way };
}

function readValues(values: Record<string, Record<string, Entered>>): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const [blockId, inputs] of Object.entries(values)) {
    const [entered] = Object.values(inputs);
    const value =
      entered && (entered.value ?? entered.selected_option?.value ?? entered.selected_date ?? entered.selected_time);
    if (typeof value === 'string') typed[blockId] = value === EMPTY_CHOICE ? '' : value;
  }
  return joinInputs(typed);
}

const responseUrlOf = ({
  response_url: url,
}: {
  response_url?: string | null | undefined;
}): { responseUrl?: string } => (url ? { responseUrl: url } : {});
