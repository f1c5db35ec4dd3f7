/** What Gmail refuses, in words that say who can do what about it. */
import { inAll } from '../../../core/messages/in-all.ts';
import type { Words } from '../../../sheet-templates/index.ts';
import { BatonError, type RecipientError } from '../../errors.ts';
import { hasNoCredentials, isQuota } from '../../google/failure.ts';
import type { Failure } from '../../remote/failure.ts';
import { mailErrors } from '../../remote/mail-errors.ts';
import { saidOf } from '../../remote/said.ts';
import { type GmailAccess, SCOPE } from './access.ts';

const say = inAll('google');

const GMAIL = mailErrors('Gmail', {
  rejected: 'gmail-rejected',
  'too-large': 'gmail-too-large',
  refused: 'gmail-refused',
  unreachable: 'gmail-unreachable',
  'draft-gone': 'gmail-draft-gone',
  unsure: 'gmail-unsure',
});

/**
 * What Gmail refuses of one mail alone; null where others would fare no better. It has no reasons of its own for it, only a 400 with words: “Invalid
 * To header” (https://github.com/FlowCrypt/flowcrypt-browser/issues/1370), “Recipient address required”
 * (https://github.com/Byron/google-apis-rs/issues/351); of a mail that is too large a 413, or “Request payload size exceeds the
 * limit” (https://github.com/googleapis/google-api-dotnet-client/issues/856).
 */
export const gmailRecipientError = (failure: Failure, to: string): RecipientError | null => {
  const { status, message, cause } = failure;
  const said = saidOf(`${status} ${message}`);
  if (status === 400 && /invalid to header|recipient address/i.test(message)) return GMAIL.rejected(to, said, cause);
  if (status === 413 || (status === 400 && /payload size exceeds/i.test(message)))
    return GMAIL.tooLarge(to, said, cause);
  return null;
};

/** The one error a person reads. */
export const gmailError = (failure: Failure, access: GmailAccess): BatonError => {
  const [code, words] = meaningOf(failure, access);
  return new BatonError('backend', code, words, failure.cause);
};

const meaningOf = (failure: Failure, { mailbox, account, login }: GmailAccess): readonly [string, Words] => {
  const { status, reason, message } = failure;
  if (isQuota(failure) || /limitExceeded|quotaExceeded/i.test(reason))
    return ['gmail-quota', say.gmailQuota({ mailbox })];
  if (hasNoCredentials(failure)) return ['gmail-auth', say.gmailNoCredentials];
  if (reason === 'IAM_PERMISSION_DENIED') return ['gmail-signing', say.gmailSigning({ account })];
  if (reason === 'SERVICE_DISABLED' || reason === 'accessNotConfigured')
    return ['gmail-api-disabled', say.gmailApiDisabled];
  if (reason === 'failedPrecondition' || /invalid email or user id/i.test(message))
    return ['gmail-no-mailbox', say.gmailNoMailbox({ mailbox })];
  if (
    status === 401 ||
    status === 403 ||
    /^(invalid_grant|invalid_scope|unauthorized_client|access_denied)$/.test(reason)
  )
    return ['gmail-auth', login ? say.gmailLogin({ mailbox }) : say.gmailAuth({ mailbox, scope: SCOPE })];
  return status >= 400 && status < 500 ? GMAIL.refused(saidOf(`${status} ${message}`)) : GMAIL.unreachable;
};

export const gmailDraftGone = ({ cause }: Failure): BatonError => GMAIL.draftGone(cause);
export const unsure = ({ cause }: Failure): BatonError => GMAIL.unsure(cause);

export const notSender = (from: string, mailbox: string): BatonError =>
  new BatonError('call', 'gmail-sender', say.gmailSender({ mailbox, from }));
