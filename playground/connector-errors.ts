/** A refusal of the connector, in the shape and with the codes Teams uses. */
export class ConnectorError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** The body Teams sends. */
  toBody(): Record<string, unknown> {
    if (this.status === 401) return { message: this.message };
    return { error: { code: this.code, message: this.message } };
  }
}

/** 401: no token, or one that does not hold. */
export const refuseToken = (): ConnectorError =>
  new ConnectorError(401, 'Unauthorized', 'Authorization has been denied for this request.');

/** 403: the app is not installed there. */
export const refuseStranger = (): ConnectorError =>
  new ConnectorError(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');

/** 404: no such conversation. */
export const missConversation = (): ConnectorError =>
  new ConnectorError(404, 'ConversationNotFound', 'Conversation not found.');

/** 404: no such message in the conversation. */
export const missActivity = (): ConnectorError =>
  new ConnectorError(404, 'ActivityNotFoundInConversation', 'The activity was not found in the conversation.');

/** 404: no such member. */
export const missMember = (): ConnectorError =>
  new ConnectorError(404, 'MemberNotFoundInConversation', 'The member was not found in the conversation.');

/** 413: above 100 KB counted as UTF-16. */
export const refuseSize = (): ConnectorError => new ConnectorError(413, 'MessageSizeTooBig', 'Message size too large.');

/** 400: the body is not what the call needs. */
export const refuseBody = (message: string): ConnectorError => new ConnectorError(400, 'BadSyntax', message);

/** The body of an injected failure. */
export function describeFault(status: number): Record<string, unknown> {
  if (status === 401) return refuseToken().toBody();
  if (status === 403) return refuseStranger().toBody();
  if (status === 413) return refuseSize().toBody();
  if (status === 429) return { error: { code: 'Throttled', message: 'Too many requests.' } };
  return { error: { code: 'ServiceError', message: 'An internal error occurred.' } };
}
