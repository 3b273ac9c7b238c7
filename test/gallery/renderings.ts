import type { Platform } from '../../src/core/platforms.ts';
import type { View } from '../../src/core/views.ts';
import type { Drawn } from './drawn.ts';
import { renderOnDiscord } from './platforms/discord.ts';
import { renderOnGoogleChat } from './platforms/google-chat.ts';
import { renderOnSlack } from './platforms/slack.ts';
import { renderOnTeams } from './platforms/teams.ts';

/** Where a rendering is shown: `private` is a message that one person of a channel sees. */
export type Surface = 'message' | 'private' | 'dialog' | 'home';

/** One payload that an adapter sends for a view, in the order in which it sends them. */
export interface Rendering {
  surface: Surface;
  /** What the adapter calls it when it leaves, and the conformance check with it. */
  kind: string;
  payload: unknown;
  /** When it is shown, where that is not plain. */
  caption?: string;
}

/** What one platform's adapter makes of views: drawn where the gallery draws it itself, and always read. */
export interface PlatformRenderer {
  platform: Platform;
  title: string;
  /** Every rendering the adapter makes of a view; what is too large for one comes in several. Throws `PlatformLimit`. */
  render(view: View): Rendering[];
  /** Null where the browser draws it with the platform's own renderer. */
  draw(payload: unknown): Drawn | null;
  read(payload: unknown): string[];
}

/** The platforms of the gallery, in the order of its columns. */
export const PLATFORM_RENDERERS: PlatformRenderer[] = [
  renderOnTeams,
  renderOnSlack,
  renderOnGoogleChat,
  renderOnDiscord,
];
