/** What Gmail refuses, in words that say who can do what about it. */
import { type Words, w } from '../../../sheet-templates/index.ts';
import { BatonError, type RecipientError } from '../../errors.ts';
import { hasNoCredentials, isQuota } from '../../google/failure.ts';
import type { Failure } from '../../remote/failure.ts';
import { mailErrors } from '../../remote/mail-errors.ts';
import { saidOf } from '../../remote/said.ts';
import { type GmailAccess, SCOPE } from './access.ts';

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
export const recipientErrorOf = (failure: Failure, to: string): RecipientError | null => {
  const { status, message, cause } = failure;
  const said = saidOf(`${status} ${message}`);
  if (status === 400 && /invalid to header|recipient address/i.test(message)) return GMAIL.rejected(to, said, cause);
  if (status === 413 || (status === 400 && /payload size exceeds/i.test(message)))
    return GMAIL.tooLarge(to, said, cause);
  return null;
};

/** The one error a person reads. */
export const errorOf = (failure: Failure, access: GmailAccess): BatonError => {
  const [code, words] = meaningOf(failure, access);
  return new BatonError('backend', code, words, failure.cause);
};

const meaningOf = (failure: Failure, { mailbox, account }: GmailAccess): readonly [string, Words] => {
  const { status, reason, message } = failure;
  if (isQuota(failure) || /limitExceeded|quotaExceeded/i.test(reason))
    return [
      'gmail-quota',
      w(
        `Gmail 等待之后仍不让 ${mailbox} 再寄信：一分钟或一天的上限到了。没寄出的信下次检查时再寄。`,
        `Gmail lets ${mailbox} send no more, even after a wait: the limit of a minute or of a day is reached. What has not left is sent by a later sweep.`,
      ),
    ];
  if (hasNoCredentials(failure))
    return [
      'gmail-auth',
      w(
        '没有找到 Google 的凭据。请在 Google Cloud 上运行，或把 GOOGLE_APPLICATION_CREDENTIALS 设为服务账号的密钥文件。',
        'No Google credentials were found. Run on Google Cloud, or set GOOGLE_APPLICATION_CREDENTIALS to a service account’s key file.',
      ),
    ];
  if (reason === 'IAM_PERMISSION_DENIED')
    return [
      'gmail-signing',
      w(
        `不能以服务账号${account ? ` ${account} ` : ''}的名义签名。请管理员把该服务账号上的 roles/iam.serviceAccountTokenCreator 角色授予运行接力的账号。`,
        `Signing as the service account${account ? ` ${account}` : ''} is not allowed. Ask the administrator to grant the account that runs Baton the role roles/iam.serviceAccountTokenCreator on it.`,
      ),
    ];
  if (reason === 'SERVICE_DISABLED' || reason === 'accessNotConfigured')
    return [
      'gmail-api-disabled',
      w(
        '这个 Google Cloud 项目没有启用 Gmail API 或 IAM Credentials API。请管理员运行：gcloud services enable gmail.googleapis.com iamcredentials.googleapis.com',
        'The Gmail API or the IAM Credentials API is not enabled in this Google Cloud project. Ask the administrator to run: gcloud services enable gmail.googleapis.com iamcredentials.googleapis.com',
      ),
    ];
  if (reason === 'failedPrecondition' || /invalid email or user id/i.test(message))
    return [
      'gmail-no-mailbox',
      w(
        `${mailbox} 没有 Gmail 邮箱。请核对 BATON_GMAIL_MAILBOX，或发件人的地址。`,
        `${mailbox} has no Gmail mailbox. Check BATON_GMAIL_MAILBOX, or the sender’s address.`,
      ),
    ];
  if (
    status === 401 ||
    status === 403 ||
    /^(invalid_grant|invalid_scope|unauthorized_client|access_denied)$/.test(reason)
  )
    return [
      'gmail-auth',
      w(
        `Google 不允许使用 ${mailbox} 的邮箱：授权已被撤销、已过期，或没有这个范围。请 Workspace 管理员为服务账号设置全网域授权，范围为 ${SCOPE}。`,
        `Google does not allow the mailbox ${mailbox} to be used: the authorisation was revoked, has expired or lacks the scope. Ask the Workspace administrator for domain-wide delegation of ${SCOPE} to the service account.`,
      ),
    ];
  return status >= 400 && status < 500 ? GMAIL.refused(saidOf(`${status} ${message}`)) : GMAIL.unreachable;
};

export const draftGone = ({ cause }: Failure): BatonError => GMAIL.draftGone(cause);
export const unsure = ({ cause }: Failure): BatonError => GMAIL.unsure(cause);

export const notSender = (from: string, mailbox: string): BatonError =>
  new BatonError(
    'call',
    'gmail-sender',
    w(
      `邮箱 ${mailbox} 不能以 ${from} 的名义寄信。请在 Gmail 的“设置 → 账号 → 用这个地址发送邮件”里添加，或改用它自己的地址。`,
      `The mailbox ${mailbox} may not send as ${from}. Add the address in Gmail under Settings → Accounts → Send mail as, or use its own.`,
    ),
  );
