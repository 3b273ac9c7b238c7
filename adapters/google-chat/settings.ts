/** How this program is registered with Google Chat. */
export interface GoogleChatSettings {
  /** What tokens must be made for: the project's number, the address Google calls, or both with a comma between them. */
  audience: string;
  /** The service account's key file. */
  credentialsFile: string;
  /** Google Chat's API; another one only for tests. */
  apiUrl: string;
  /** Where Google's keys are; null for Google's own. */
  certsUrl: string | null;
  /** How long a person waits for an answer before being told it failed. */
  answerWithinSeconds?: number;
}

/** The two things a token can be made for. */
export interface Audience {
  /** The address Google calls. A button of a Workspace add-on must name it. */
  url: string | null;
  /** The number of the Google Cloud project. Without it a Workspace add-on's requests cannot be told from another project's. */
  projectNumber: string | null;
}

/** Reads the audience; throws for one that is neither a project number nor an address. */
export function readAudience(audience: string): Audience {
  const parts = audience
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const numbers = parts.filter((part) => /^\d+$/.test(part));
  const urls = parts.filter((part) => /^https?:\/\//.test(part) && URL.canParse(part));
  if (parts.length === 0 || numbers.length > 1 || urls.length > 1 || numbers.length + urls.length !== parts.length)
    throw new Error(
      'GOOGLE_CHAT_AUDIENCE must be the address Google calls, the project number, or both with a comma between them; see docs/google-chat.md',
    );
  return { url: urls[0] ?? null, projectNumber: numbers[0] ?? null };
}
