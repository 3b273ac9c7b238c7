import type { View } from './views.ts';

/**
 * What the core answers. It is for the person who acted and nobody else: what others are told goes through the outbox.
 * `show` opens a view privately (dialog, 1:1 card or ephemeral message, as the platform can),
 * `replace` puts the view where the card was that the event came from, `nothing` acknowledges in silence.
 */
export type Reply = { kind: 'show'; view: View } | { kind: 'replace'; view: View } | { kind: 'nothing' };

/** Answers privately with a view. */
export const show = (view: View): Reply => ({ kind: 'show', view });
/** Answers by putting the view in place of the card it came from. */
export const replace = (view: View): Reply => ({ kind: 'replace', view });
/** Acknowledges without a word. */
export const nothing: Reply = { kind: 'nothing' };
