/** Escapes text for HTML. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

/** Writes a typed text as Teams' HTML body. */
export function toHtml(text: string, botName: string): string {
  const mention = `<span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0">${escapeHtml(botName)}</span>`;
  const at = `<at>${botName}</at>`;
  const start = text.indexOf(at);
  const body =
    start === -1
      ? escapeHtml(text)
      : escapeHtml(text.slice(0, start)) + mention + escapeHtml(text.slice(start + at.length));
  return `<p>${body.replace(/\n/g, '<br>')}</p>`;
}

/** Puts Teams' `<at>` where the bot's name was typed after an `@`, or in front; says whether the bot is mentioned. */
export function markMention(text: string, botName: string, mention: boolean): { text: string; mentioned: boolean } {
  const at = `<at>${botName}</at>`;
  if (text.includes(at)) return { text, mentioned: true };
  const start = text.toLowerCase().indexOf(`@${botName.toLowerCase()}`);
  if (start !== -1)
    return { text: text.slice(0, start) + at + text.slice(start + botName.length + 1), mentioned: true };
  return mention ? { text: `${at} ${text}`.trim(), mentioned: true } : { text, mentioned: false };
}
