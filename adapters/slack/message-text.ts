/** What Slack writes in angle brackets: people, channels, groups and links, with a label after a bar. */
const TOKEN = /<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g;

/** A message's text as people see it. */
export function readMessageText(text: string): string {
  const shown = text.replace(TOKEN, (_, sign: string, target: string, label: string | undefined) => {
    if (sign === '') return label && label !== target ? `${label} (${target})` : target;
    return sign === '!' ? `@${label ?? target.split('^')[0]}`.replace('@@', '@') : `${sign}${label ?? target}`;
  });
  return shown.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}

/** What somebody typed to the bot, without its name. */
export function readTypedText(text: string, botUserId: string | null): string {
  const called = botUserId === null ? text : text.replaceAll(`<@${botUserId}>`, ' ');
  return readMessageText(called.replace(/^\s*<@[^<>]+>/, ' ')).trim();
}
