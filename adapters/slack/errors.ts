import { webApi } from '@slack/bolt';
import { ChatError, type ChatFailure } from '../../src/core/ports.ts';

/** What Slack's words for a refusal mean to the core. What is not here is a fault of the call itself. */
const FAILURES: Record<Exclude<ChatFailure, 'invalid' | 'rate-limited'>, ReadonlySet<string>> = {
  // A token that does not work is put right by an administrator; what waits for it is not to be given up at once.
  unavailable: new Set([
    'account_inactive',
    'fatal_error',
    'fetch_members_failed',
    'internal_error',
    'invalid_auth',
    'not_authed',
    'ratelimited',
    'request_timeout',
    'service_unavailable',
    'team_added_to_org',
    'team_not_found',
    'token_expired',
    'token_revoked',
  ]),
  refused: new Set([
    'access_denied',
    'as_user_not_supported',
    'cannot_dm_bot',
    'cant_update_message',
    'edit_window_closed',
    'ekm_access_denied',
    'is_bot',
    'messages_tab_disabled',
    'missing_scope',
    'no_permission',
    'not_allowed_token_type',
    'not_in_channel',
    'restricted_action',
    'restricted_action_non_threadable_channel',
    'restricted_action_read_only_channel',
    'restricted_action_thread_locked',
    'restricted_action_thread_only_channel',
    'team_access_not_granted',
    'user_not_in_channel',
  ]),
  gone: new Set([
    'channel_not_found',
    'is_archived',
    'message_not_found',
    'thread_not_found',
    'user_disabled',
    'user_not_found',
    'user_not_visible',
    'users_not_found',
  ]),
};

/** What a failed call to Slack means to the core. Whatever goes wrong on the way is `unavailable`. */
export function toChatError(error: unknown): ChatError {
  if (error instanceof ChatError) return error;
  if (error instanceof webApi.WebAPIRateLimitedError) return new ChatError('rate-limited', error.retryAfter);
  if (error instanceof webApi.WebAPIPlatformError) return new ChatError(failureNamed(error.data.error));
  if (error instanceof webApi.WebAPIHTTPError && error.statusCode < 500 && error.statusCode !== 408)
    return new ChatError(error.statusCode === 403 ? 'refused' : error.statusCode === 404 ? 'gone' : 'invalid');
  return new ChatError('unavailable');
}

function failureNamed(word: string): ChatFailure {
  if (word === 'rate_limited') return 'rate-limited';
  const names = Object.keys(FAILURES) as (keyof typeof FAILURES)[];
  return names.find((failure) => FAILURES[failure].has(word)) ?? 'invalid';
}
