import type { IncomingEvent } from './event.ts';

type Message = NonNullable<IncomingEvent['message']>;

/** What the person typed: without the mention of this app and without the command's own name. */
export function readTypedText({ text, argumentText, annotations }: Message): string {
  if (argumentText !== undefined && argumentText !== null) return argumentText.trim();
  let typed = text ?? '';
  const ours = (annotations ?? [])
    .filter(
      ({ type, userMention }) =>
        type === 'SLASH_COMMAND' || (type === 'USER_MENTION' && userMention?.user?.type === 'BOT'),
    )
    .sort((a, b) => (b.startIndex ?? 0) - (a.startIndex ?? 0));
  // From the end, so that what is cut out moves nothing that is still to be cut.
  for (const { startIndex, length } of ours) {
    const start = startIndex ?? 0;
    typed = `${typed.slice(0, start)} ${typed.slice(start + (length ?? 0))}`;
  }
  return typed.trim();
}

/** True when something besides words was sent. It is never fetched. */
export function hasFile({ attachment, attachedGifs }: Message): boolean {
  return (attachment?.length ?? 0) > 0 || (attachedGifs?.length ?? 0) > 0;
}
