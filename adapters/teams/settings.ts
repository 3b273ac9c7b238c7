import { isLoopbackHost } from './hosts.ts';

/** How this program is registered with Microsoft Teams. */
export interface TeamsSettings {
  appId: string;
  appPassword: string;
  /** The school's own tenant; null serves every tenant that has the app. */
  tenantId: string | null;
  openIdMetadataUrl: string;
  tokenIssuer: string;
  loginUrl: string;
  /** Replaces the list of hosts that may be called back; a leading `*.` stands for any subdomain. */
  allowedServiceHosts?: string[];
  /** Where a person is written to 1:1 before anything arrived from the tenant. */
  defaultServiceUrl?: string;
  /** Answers without a token, to this computer alone: for trying the program out. */
  anonymousLoopback: boolean;
  production: boolean;
  /** How long a button or dialog waits for an answer before the person is told it failed. */
  answerWithinSeconds?: number;
}

/** What an outbound payload is, as the Bot Framework names it. */
export type OutboundKind =
  | 'activity'
  | 'conversation-parameters'
  | 'card-invoke-response'
  | 'task-response'
  | 'me-action-response';

/** True when tokens come from an issuer on this computer: a test or the playground. */
export function usesLocalIssuer(settings: TeamsSettings): boolean {
  return !settings.production && [settings.tokenIssuer, settings.openIdMetadataUrl].some(isLoopbackUrl);
}

/** True for a URL whose host is this computer. */
export function isLoopbackUrl(url: string): boolean {
  return URL.canParse(url) && isLoopbackHost(new URL(url).hostname);
}
