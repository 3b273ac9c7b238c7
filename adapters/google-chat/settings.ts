/** How this program is registered with Google Chat. */
export interface GoogleChatSettings {
  /** What tokens must be made for: the project's number, the address Google calls, or both as `address,number`. */
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
  /** The number of the Google Cloud project. Without it requests cannot be told from those of another project's app. */
  projectNumber: string | null;
}

/** Reads the audience; throws for one that is neither a project number, an address, nor `address,number`. */
export function readAudience(audience: string): Audience {
  const [first = '', second, ...more] = audience.split(',').map((part) => part.trim());
  if (second === undefined && isNumber(first)) return { url: null, projectNumber: first };
  if (!isAddress(first) || (second !== undefined && !isNumber(second)) || more.length > 0)
    throw new Error(
      'GOOGLE_CHAT_AUDIENCE must be the project number, the address Google calls, or both as address,number; see docs/google-chat.md',
    );
  return { url: first, projectNumber: second ?? null };
}

const isNumber = (text: string): boolean => /^\d+$/.test(text);
const isAddress = (text: string): boolean => /^https?:\/\//.test(text) && URL.canParse(text);
