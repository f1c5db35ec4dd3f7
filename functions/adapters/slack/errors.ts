/** What Slack refuses, in words that say who can do what about it. */
import { inAll } from '../../../core/messages/in-all.ts';
import { BatonError, NotHereError, RecipientError } from '../../errors.ts';
import type { SlackFailure } from './client.ts';

const say = inAll('slack');

/** Slack's words: https://docs.slack.dev/reference/methods/chat.postMessage#errors and those of conversations.open. */
const GONE = [
  'users_not_found',
  'user_not_found',
  'user_disabled',
  'user_not_visible',
  'cannot_dm_bot',
  'channel_not_found',
];
const NOT_THIS_LETTER = [
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
  'is_archived',
];
const NOT_SIGNED_IN = [
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'org_login_required',
  'access_denied',
  'accesslimited',
  'team_access_not_granted',
  'app_access_restricted',
];
const NO_RIGHT = [
  'missing_scope',
  'no_permission',
  'restricted_action',
  'ekm_access_denied',
  'enterprise_is_restricted',
];
const TOO_MANY = ['ratelimited', 'rate_limited', 'message_limit_exceeded'];

/** Whoever had this conversation is not to be reached by it any more. */
export const isNobodyThere = ({ reason }: SlackFailure): boolean => GONE.includes(reason);

/** What is about one reader alone; null where others would fare no better. */
export const slackRecipientError = (failure: SlackFailure, to: string): RecipientError | null => {
  const said = failure.message;
  if (isNobodyThere(failure))
    return new NotHereError('refused', 'slack-not-found', say.notFound({ to, said }), said, causeOf(failure));
  if (NOT_THIS_LETTER.includes(failure.reason))
    return new RecipientError('deferred', 'slack-not-taken', say.notTaken({ to, said }), said, causeOf(failure));
  return null;
};

/** What all would meet. */
export const slackError = (failure: SlackFailure): BatonError => {
  const { reason, message: said, needed } = failure;
  const error = (code: string, words: BatonError['words']) => new BatonError('backend', code, words, causeOf(failure));
  if (NOT_SIGNED_IN.includes(reason)) return error('slack-auth', say.auth({ said }));
  if (reason === 'messages_tab_disabled') return error('slack-messages-tab', say.messagesTab);
  if (needed) return lacksRight(needed);
  if (NO_RIGHT.includes(reason)) return error('slack-rights', say.rights({ said }));
  if (TOO_MANY.includes(reason) || failure.status === 429) return error('slack-throttled', say.throttled);
  if (reason === '' || failure.status >= 500) return error('slack-unreachable', say.unreachable);
  return error('slack-refused', say.refused({ said }));
};

/** What came of a press could not be told to whoever pressed. */
export const notSaid = (why: string): BatonError =>
  new BatonError('backend', 'slack-unreachable', say.unreachable, new Error(why));

export const slackUnsure = (failure: SlackFailure): BatonError =>
  new BatonError('backend', 'slack-unsure', say.unsure, causeOf(failure));

/** `scope`: by Slack's name for it. */
export const lacksRight = (scope: string): BatonError =>
  new BatonError('backend', 'slack-rights', say.scope({ scope }));

/** As a log shows it; what fetch threw has no token in it. */
const causeOf = ({ status, message, cause }: SlackFailure): Error =>
  new Error([status || 'no answer', message].filter(Boolean).join(' '), { cause });
