import { createHash, randomUUID } from 'node:crypto';
import type { Activity, PlaygroundPerson, PlaygroundTeam, Theme } from './types.ts';
import { nameThread, type Place, type StoredMessage, type WorldState } from './world-state.ts';

/** What every activity of this playground has in common. */
export interface Envelope {
  state: WorldState;
  serviceUrl: string;
  botAppId: string;
  botName: string;
}

const LOCALE = 'en-GB';
const TIMEZONE = 'Europe/London';
const CLIENT_INFO = { locale: LOCALE, country: 'GB', platform: 'Web', timezone: TIMEZONE, type: 'clientInfo' };

/** The bot's own account, `28:` and its app id. */
export const accountOfBot = (envelope: Envelope): { id: string; name: string } => ({
  id: `28:${envelope.botAppId}`,
  name: envelope.botName,
});

/** The directory group behind a team; made from the team's id so that it stays the same. */
export function groupIdOf(team: PlaygroundTeam): string {
  const hex = createHash('sha256').update(team.id).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/** A message activity; `text` may hold the `<at>` of the bot. */
export function makeMessage(
  envelope: Envelope,
  from: PlaygroundPerson,
  place: Place,
  message: { id: string; text: string; html: string; mention: boolean; file?: { name: string; contentType: string } },
): Activity {
  const bot = accountOfBot(envelope);
  const mention = { mentioned: bot, text: `<at>${bot.name}</at>`, type: 'mention' };
  return {
    ...makeCommon(envelope, from, place, message.id),
    type: 'message',
    text: message.text,
    textFormat: 'plain',
    attachments: [
      ...(message.file ? [describeFile(envelope, message.file)] : []),
      { contentType: 'text/html', content: message.html },
    ],
    entities: message.mention ? [mention, CLIENT_INFO] : [CLIENT_INFO],
    channelData: makeChannelData(envelope, place),
  };
}

/** The message activity of a plain Action.Submit: no text, the inputs in `value`. */
export function makeValueMessage(
  envelope: Envelope,
  from: PlaygroundPerson,
  place: Place,
  submitted: { id: string; value: unknown; replyToId: string; text?: string },
): Activity {
  return {
    ...makeCommon(envelope, from, place, submitted.id),
    type: 'message',
    ...(submitted.text ? { text: submitted.text, textFormat: 'plain' } : {}),
    entities: [CLIENT_INFO],
    channelData: fromButton(envelope, place, submitted.replyToId),
    replyToId: submitted.replyToId,
    value: submitted.value,
  };
}

/** An invoke activity: `adaptiveCard/action`, `task/fetch`, `task/submit`, `composeExtension/…`. */
export function makeInvoke(
  envelope: Envelope,
  from: PlaygroundPerson,
  place: Place,
  invoke: { name: string; value: unknown; replyToId?: string },
): Activity {
  return {
    ...makeCommon(envelope, from, place, `f:${randomUUID()}`),
    type: 'invoke',
    name: invoke.name,
    entities: [CLIENT_INFO],
    channelData: invoke.replyToId
      ? fromButton(envelope, place, invoke.replyToId)
      : { ...makeChannelData(envelope, place), source: { name: 'compose' } },
    ...(invoke.replyToId ? { replyToId: invoke.replyToId } : {}),
    value: invoke.value,
  };
}

/** The two events Teams sends when the app is added to a 1:1 chat or a team. */
export function makeInstallEvents(envelope: Envelope, from: PlaygroundPerson, place: Place): Activity[] {
  const selectedChannel = { settings: { selectedChannel: { id: place.id } } };
  return [
    {
      ...makeEvent(envelope, from, place, selectedChannel),
      type: 'installationUpdate',
      action: 'add',
      locale: LOCALE,
      entities: [{ locale: LOCALE, type: 'clientInfo' }],
    },
    makeMembershipEvent(envelope, from, place, 'membersAdded', [{ id: accountOfBot(envelope).id }], selectedChannel),
  ];
}

/** The event Teams sends when the app is removed. */
export function makeUninstallEvent(envelope: Envelope, from: PlaygroundPerson, place: Place): Activity {
  return { ...makeEvent(envelope, from, place), type: 'installationUpdate', action: 'remove', locale: LOCALE };
}

/** The conversationUpdate about people (or the bot) joining or leaving. */
export function makeMembershipEvent(
  envelope: Envelope,
  from: PlaygroundPerson,
  place: Place,
  change: 'membersAdded' | 'membersRemoved',
  members: { id: string; aadObjectId?: string }[],
  channelData: Record<string, unknown> = {},
): Activity {
  const eventType = change === 'membersAdded' ? 'teamMemberAdded' : 'teamMemberRemoved';
  return {
    ...makeEvent(envelope, from, place, { ...(place.kind === 'channel' ? { eventType } : {}), ...channelData }),
    type: 'conversationUpdate',
    [change]: members,
  };
}

/** The message a message-context command is about, as Teams puts it into `messagePayload`. */
export function describeMessage(envelope: Envelope, message: StoredMessage, html: string): Record<string, unknown> {
  const { state } = envelope;
  const { from } = message;
  const author = from.kind === 'person' ? state.findPerson(from.personId) : undefined;
  return {
    linkToMessage: `https://teams.microsoft.com/l/message/${encodeURIComponent(message.placeId)}/${message.id}`,
    id: message.id,
    replyToId: message.threadId && message.threadId !== message.id ? message.threadId : null,
    createdDateTime: message.sentAt.toISOString(),
    lastModifiedDateTime: message.editedAt?.toISOString() ?? null,
    deleted: false,
    subject: null,
    // Teams leaves the bot's own summary out here.
    summary: null,
    importance: 'normal',
    locale: 'en-us',
    body: { contentType: 'html', content: html },
    from: {
      device: null,
      conversation: null,
      user: author ? { userIdentityType: 'aadUser', id: author.aadObjectId, displayName: author.name } : null,
      application:
        from.kind === 'bot'
          ? { applicationIdentityType: 'bot', id: envelope.botAppId, displayName: envelope.botName }
          : null,
    },
    reactions: [],
    mentions: [],
    attachments: message.attachments
      .filter(({ contentType }) => contentType.startsWith('application/vnd.microsoft.card'))
      .map(({ contentType, content }, index) => ({ id: String(index), contentType, content: JSON.stringify(content) })),
  };
}

/** The context a dialog's request carries. */
export const makeContext = (theme: Theme): { theme: Theme } => ({ theme });

function makeCommon(envelope: Envelope, from: PlaygroundPerson, place: Place, id: string): Omit<Activity, 'type'> {
  const now = envelope.state.now();
  return {
    id,
    channelId: 'msteams',
    serviceUrl: envelope.serviceUrl,
    timestamp: now.toISOString(),
    localTimestamp: formatLocal(now),
    localTimezone: TIMEZONE,
    locale: LOCALE,
    from: { id: from.id, name: from.name, aadObjectId: from.aadObjectId },
    recipient: accountOfBot(envelope),
    conversation: describeConversation(envelope, place),
  };
}

function makeEvent(envelope: Envelope, from: PlaygroundPerson, place: Place, channelData = {}): Omit<Activity, 'type'> {
  const { team: _, ...data } = makeChannelData(envelope, place);
  const team =
    place.kind === 'channel'
      ? { aadGroupId: groupIdOf(place.team), name: place.team.name, id: place.team.id }
      : undefined;
  return {
    id: `f:${randomUUID()}`,
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl: envelope.serviceUrl,
    from: { id: from.id, aadObjectId: from.aadObjectId },
    conversation: {
      ...describeConversation(envelope, place),
      ...(place.kind === 'channel' ? { name: place.channel.name } : {}),
    },
    recipient: accountOfBot(envelope),
    channelData: { ...data, ...(team ? { team } : {}), ...channelData },
  };
}

function describeConversation(envelope: Envelope, place: Place): Record<string, unknown> {
  const tenantId = envelope.state.world.tenantId;
  if (place.kind === 'personal') return { conversationType: 'personal', tenantId, id: place.id };
  const id = place.threadId ? nameThread(place.id, place.threadId) : place.id;
  return { isGroup: true, conversationType: 'channel', tenantId, id };
}

function makeChannelData(envelope: Envelope, place: Place): Record<string, unknown> {
  const tenant = { id: envelope.state.world.tenantId };
  if (place.kind === 'personal') return { tenant };
  return {
    teamsChannelId: place.id,
    teamsTeamId: place.team.id,
    channel: { id: place.id },
    team: { id: place.team.id },
    tenant,
  };
}

function fromButton(envelope: Envelope, place: Place, replyToId: string): Record<string, unknown> {
  const legacy = { replyToId: `1:1${createHash('sha256').update(replyToId).digest('base64url')}` };
  return { ...makeChannelData(envelope, place), source: { name: 'message' }, legacy };
}

/** Files never leave the browser: the bot learns the name and an address that a careful bot does not open. */
function describeFile(
  envelope: Envelope,
  file: { name: string; contentType: string },
): Record<string, unknown> & { contentType: string } {
  const contentUrl = `${envelope.serviceUrl}v3/attachments/${randomUUID()}/views/original`;
  if (file.contentType.startsWith('image/')) return { contentType: 'image/*', contentUrl, name: file.name };
  const content = { downloadUrl: contentUrl, uniqueId: randomUUID(), fileType: file.name.split('.').at(-1) ?? '' };
  return { contentType: 'application/vnd.microsoft.teams.file.download.info', contentUrl, name: file.name, content };
}

function formatLocal(at: Date): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: TIMEZONE,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
  const zone = new Intl.DateTimeFormat('en-GB', { timeZone: TIMEZONE, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const milliseconds = String(at.getUTCMilliseconds()).padStart(3, '0');
  return `${parts.replace(' ', 'T')}.${milliseconds}${zone?.replace('GMT', '') || '+00:00'}`;
}
