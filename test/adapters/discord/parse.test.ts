import { describe, expect, it } from 'vitest';
import { incomingInteraction, incomingMessage } from '../../../adapters/discord/interaction.ts';
import { parseGuild, parseInteraction, parseMessage, readAnswerTo } from '../../../adapters/discord/parse.ts';
import { decodeMessage, decodePlace } from '../../../adapters/discord/refs.ts';
import { IDS, readInteraction, readRaw } from './fixtures.ts';

const inChannel = {
  platform: 'discord',
  workspaceId: IDS.guild,
  accountId: IDS.account,
  place: { kind: 'channel', key: `discord:${IDS.channel}` },
};

describe('a command', () => {
  it.each([
    ['command.report', 'report'],
    ['command.code', 'code ABCDE-FGHJK'],
  ])('%s is the words "%s"', (name, text) => {
    const parsed = parseInteraction(readInteraction(name));
    expect(parsed).toMatchObject({
      kind: 'event',
      event: { kind: 'command', text, hasAttachment: false, origin: inChannel },
    });
  });

  it('in a thread belongs to the channel of the thread', () => {
    const parsed = parseInteraction(readInteraction('command.report.thread'));
    if (parsed.kind !== 'event') throw new Error(parsed.kind);
    const { origin } = parsed.event;
    expect(decodePlace(origin.place.address).channelId).toBe(IDS.channel);
    expect(decodeMessage(origin.thread ?? '')).toMatchObject({ channelId: IDS.channel, threadId: IDS.thread });
  });

  it('in the 1:1 chat asks which server it is about', () => {
    const interaction = readInteraction('command.report.dm');
    expect(parseInteraction(interaction)).toEqual({ kind: 'no-server', accountId: IDS.account });
    const parsed = parseInteraction(interaction, IDS.guild);
    const place = { kind: 'personal', key: `discord:${IDS.personal}` };
    expect(parsed).toMatchObject({ kind: 'event', event: { origin: { workspaceId: IDS.guild, place } } });
  });

  it('with a file says that there is one', () => {
    const raw = readRaw('command.report') as { data: Record<string, unknown> };
    raw.data.resolved = { attachments: { 77: { id: '77', filename: 'picture.png' } } };
    expect(parseInteraction(incomingInteraction.parse(raw))).toMatchObject({ event: { hasAttachment: true } });
  });

  it('on a message opens the form with its words, and nothing else of it', () => {
    const raw = readRaw('command.report') as { data: Record<string, unknown> };
    const message = { id: '77', content: ' They call me names ', attachments: [{ id: '1', url: 'https://x' }] };
    raw.data = {
      id: '1',
      name: 'Report this message',
      type: 3,
      target_id: '77',
      resolved: { messages: { 77: message } },
    };
    const parsed = parseInteraction(incomingInteraction.parse(raw));
    expect(parsed).toMatchObject({ event: { kind: 'open', form: 'report', data: {}, quoted: 'They call me names' } });
    expect(JSON.stringify(parsed)).not.toContain('https://x');
  });
});

describe('a component', () => {
  it('in a thread is a press with its identifiers, on the message it stands on', () => {
    const interaction = readInteraction('component.acknowledge.thread');
    expect(parseInteraction(interaction)).toMatchObject({
      kind: 'event',
      event: { kind: 'press', action: 'acknowledge', data: { case: IDS.case }, origin: inChannel },
    });
    expect(readAnswerTo(interaction)).toMatchObject({ on: 'message', fromModal: false });
  });

  it('in the 1:1 chat brings its server with it', () => {
    expect(parseInteraction(readInteraction('component.view.dm'))).toMatchObject({
      event: {
        action: 'view-case',
        data: { case: IDS.case },
        origin: { workspaceId: IDS.guild, place: { kind: 'personal' } },
      },
    });
  });

  it('that sends a form names the form', () => {
    const interaction = readInteraction('component.send.ephemeral');
    expect(parseInteraction(interaction)).toMatchObject({
      kind: 'form-sent',
      form: { name: 'report', data: { key: IDS.key, variant: 'report' } },
    });
    expect(readAnswerTo(interaction).on).toBe('ephemeral');
  });

  it.each(['hello', 'p:delete-case', 'o:case', 's:nothing', 'f0:acknowledge'])('"%s" is ignored', (customId) => {
    const raw = readRaw('component.send.ephemeral') as { data: Record<string, unknown> };
    raw.data.custom_id = customId;
    expect(parseInteraction(incomingInteraction.parse(raw))).toEqual({ kind: 'ignored' });
  });
});

describe('a modal', () => {
  it('brings what was typed and chosen, by question', () => {
    expect(parseInteraction(readInteraction('modal_submit.first'))).toMatchObject({
      kind: 'page-filled',
      page: 0,
      form: { name: 'report', data: { key: IDS.key, variant: 'report' } },
      inputs: { adult: 'no', adultPerson: '', what: 'A pupil was upset.' },
    });
  });

  it('opened from a message is answered privately, since that message is everybody’s', () => {
    expect(readAnswerTo(readInteraction('modal_submit.note'))).toMatchObject({ on: 'message', fromModal: true });
  });
});

describe('a message from the gateway', () => {
  const message = (change: object) =>
    incomingMessage.parse({
      id: '9',
      channel_id: IDS.channel,
      guild_id: IDS.guild,
      author: { id: IDS.account },
      content: `<@${IDS.application}> report`,
      mentions: [{ id: IDS.application }],
      ...change,
    });
  const parse = (change: object, known: string | null = null) =>
    parseMessage(message(change), [IDS.application], known);

  it('that mentions the bot is a command without the mention', () => {
    expect(parse({})).toMatchObject({
      event: { kind: 'command', text: 'report', hasAttachment: false, origin: inChannel },
    });
  });

  it.each([
    ['nobody', { content: 'report', mentions: [] }],
    ['somebody else', { content: '<@42> report', mentions: [{ id: '42' }] }],
    ['the bot, by a bot', { author: { id: '42', bot: true } }],
    ['the bot, by the bot itself', { author: { id: IDS.application } }],
    ['the bot, by a webhook', { webhook_id: '42' }],
  ])('that mentions %s is ignored', (_, change) => {
    expect(parse(change)).toEqual({ kind: 'ignored' });
  });

  it('in the 1:1 chat needs no mention, but a server', () => {
    const personal = { guild_id: undefined, channel_id: IDS.personal, content: 'report', mentions: [] };
    expect(parse(personal)).toEqual({ kind: 'no-server', accountId: IDS.account });
    expect(parse(personal, IDS.guild)).toMatchObject({
      event: { text: 'report', origin: { place: { kind: 'personal' } } },
    });
  });

  it.each([{ attachments: [{ id: '1' }] }, { sticker_items: [{ id: '1' }] }])(
    'with a file or sticker says so',
    (change) => {
      expect(parse(change)).toMatchObject({ event: { hasAttachment: true } });
    },
  );
});

describe('a server that the gateway announces', () => {
  it('joins its text channels, and none while it is away', () => {
    const guild = {
      id: IDS.guild,
      channels: [
        { id: '1', type: 0 },
        { id: '2', type: 2 },
        { id: '3', type: 5 },
      ],
    };
    const keys = parseGuild(guild, IDS.application).map(({ origin }) => origin.place.key);
    expect(keys).toEqual(['discord:1', 'discord:3']);
    expect(parseGuild({ ...guild, unavailable: true }, IDS.application)).toEqual([]);
  });
});
