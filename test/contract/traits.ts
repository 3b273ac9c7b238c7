import type { Attack } from './driver.ts';

/** Documented differences of a platform; the suite tests the fallback of each. */
export interface Traits {
  /** "Report this message" on a message that somebody wrote. Without it the account is typed into the form. */
  messageAction: boolean;
  /** A page of the bot's own. Without it `/esafety mine` and `/esafety cases` show the same. */
  home: boolean;
  /** What stays in a place after a command was typed there: nothing, or one line that says that the answer is private. */
  leftInPlace: 'nothing' | 'answered-privately';
  /** What a command typed below a case opens: the form, or a private button that opens it. */
  opensInThread?: 'form' | 'button';
  /** The most characters that can be typed as the account of what happened; the form itself takes 10,000. */
  longestAccount: number;
  /** Attacks that cannot be made on this platform, because nothing there carries what would be wrong. */
  impossibleAttacks: readonly Attack[];
  /** Whether the form itself is shown again when the store is away. Without it the typed words come back as text. */
  formAgainWhenAway: boolean;
  /** Whether the member list of a place can name apps. */
  listsApps: boolean;
}
