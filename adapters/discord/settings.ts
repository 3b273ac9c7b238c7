/** How this program is registered with Discord. */
export interface DiscordSettings {
  applicationId: string;
  /** Checks what arrives over HTTP, hexadecimal; null takes interactions over the gateway instead. */
  publicKey: string | null;
  botToken: string;
  /** Discord's REST API; another one only for tests. */
  apiUrl: string | null;
}

/** What an outbound payload is; the last ones by the name of their schema in Discord's own API description. */
export type OutboundKind =
  | 'interaction-response'
  | 'webhook'
  | 'message'
  | 'edit'
  | 'commands'
  | 'CreateTextThreadWithoutMessageRequest'
  | 'UpdateThreadRequestPartial'
  | 'CreatePrivateChannelRequest';
