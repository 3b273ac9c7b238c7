import type { IncomingActivity } from './activity.ts';

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** What the person typed: without the mention of this bot, without markup, with Teams' entities and hard spaces undone. */
export function readTypedText(activity: IncomingActivity): string {
  let text = activity.text ?? '';
  for (const entity of activity.entities ?? []) {
    if (entity.type !== 'mention' || entity.mentioned?.id !== activity.recipient.id || !entity.text) continue;
    text = text.replace(entity.text, ' ');
  }
  text = text.replace(/<\/?at\b[^>]*>/gi, '');
  return activity.textFormat === 'xml' ? htmlToText(text) : decodeEntities(text).trim();
}

/** The plain words of a message in HTML: one line per paragraph, no tags, no pictures. */
export function htmlToText(html: string): string {
  const lines = html
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<br\s*\/?>|<\/(p|div|li|h[1-6]|tr|blockquote)\s*>/gi, '\n')
    .replace(/<[^>]*>/g, '');
  return decodeEntities(lines)
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** True when something besides words was sent: a file or a picture. It is never fetched. */
export function hasFile(activity: IncomingActivity): boolean {
  return (activity.attachments ?? []).some(({ contentType, content }) => {
    const type = contentType ?? '';
    if (type === 'text/html') return typeof content === 'string' && hasPicture(content);
    return type !== 'messageReference' && !type.startsWith('application/vnd.microsoft.card.');
  });
}

/** A pasted picture stands inside the HTML; Teams writes emoji as pictures too. */
function hasPicture(html: string): boolean {
  return (html.match(/<img\b[^>]*>/gi) ?? []).some((tag) => !/schema\.skype\.com\/Emoji/i.test(tag));
}

function decodeEntities(text: string): string {
  return text
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/gi, (whole, decimal, hex, name) => {
      if (name) return ENTITIES[String(name).toLowerCase()] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .replace(/\u00a0/g, ' ');
}
