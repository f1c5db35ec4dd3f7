/** What Exchange refuses, in words that say who can do what about it. */
import { type Words, w } from '../../../sheet-templates/index.ts';
import { BatonError, type RecipientError } from '../../errors.ts';
import { causeOf, type GraphFailure, isThrottled, says } from '../../microsoft/failure.ts';
import { NOT_SIGNED_IN } from '../../microsoft/words.ts';
import { mailErrors } from '../../remote/mail-errors.ts';
import { saidOf } from '../../remote/said.ts';

const EXCHANGE = mailErrors('Exchange', {
  rejected: 'graph-mail-rejected',
  'too-large': 'graph-mail-too-large',
  refused: 'graph-mail-refused',
  unreachable: 'graph-mail-unreachable',
  'draft-gone': 'graph-mail-draft-gone',
  unsure: 'graph-mail-unsure',
});

/** The message is in no folder under this id; a mailbox that is not there has other codes. */
export const isGone = (failure: GraphFailure): boolean =>
  failure.status === 404 && says(failure, 'ErrorItemNotFound', 'itemNotFound');

type Kind = BatonError['kind'];

/** The one error a person reads. Codes: https://learn.microsoft.com/exchange/client-developer/web-service-reference/responsecode */
export const errorOf = (failure: GraphFailure, mailbox: string): BatonError => {
  const [kind, code, words] = meaningOf(failure, mailbox);
  return new BatonError(kind, code, words, causeOf(failure));
};

/** What Exchange refuses of one mail alone; null where others would fare no better. Codes as above. */
export const recipientErrorOf = (failure: GraphFailure, to: string): RecipientError | null => {
  if (failure.signingIn) return null;
  const said = wordsIn(failure);
  if (says(failure, 'ErrorInvalidRecipients', 'ErrorInvalidSmtpAddress', 'ErrorMailRecipientNotFound'))
    return EXCHANGE.rejected(to, said, causeOf(failure));
  if (failure.status === 413 || says(failure, 'ErrorMessageSizeExceeded'))
    return EXCHANGE.tooLarge(to, said, causeOf(failure));
  return null;
};

/** `400 ErrorInvalidRecipients At least one recipient is not valid.` */
const wordsIn = ({ status, codes, message }: GraphFailure): string =>
  saidOf([status, codes[0], message].filter(Boolean).join(' '));

const meaningOf = (failure: GraphFailure, mailbox: string): readonly [Kind, string, Words] => {
  const { status, signingIn } = failure;
  if ((signingIn && status >= 400 && status < 500) || status === 401) return ['backend', 'graph-auth', NOT_SIGNED_IN];
  if (says(failure, 'ErrorSendAsDenied'))
    return [
      'call',
      'graph-mail-sender',
      w(
        `邮箱 ${mailbox} 不能以这个发件人的名义寄信。请在 BATON_FROM 里用它自己的地址，或请管理员给它“代理发送”的权限。`,
        `The mailbox ${mailbox} may not send as this sender. Use its own address in BATON_FROM, or ask the administrator to let it send as the other.`,
      ),
    ];
  if (says(failure, 'ErrorSubmissionQuotaExceeded', 'ErrorExceededMessageLimit', 'ErrorMessageSubmissionBlocked'))
    return [
      'backend',
      'graph-mail-quota',
      w(
        `Exchange 今天不再让 ${mailbox} 寄信：每天的上限到了，或邮箱被禁止发信。没寄出的信下次检查时再寄；若明天仍如此，请管理员在安全中心查看受限制的用户。`,
        `Exchange lets ${mailbox} send no more today: the limit of a day is reached, or the mailbox is blocked from sending. What has not left is sent by a later sweep; if it stays so tomorrow, ask the administrator to look at the restricted users in the security centre.`,
      ),
    ];
  if (isThrottled(failure))
    return [
      'backend',
      'graph-mail-throttled',
      w(
        `Exchange 等待之后仍不让 ${mailbox} 再寄信：一分钟的上限到了。没寄出的信下次检查时再寄。`,
        `Exchange lets ${mailbox} send no more, even after a wait: the limit of a minute is reached. What has not left is sent by a later sweep.`,
      ),
    ];
  if (status === 507 || says(failure, 'ErrorQuotaExceeded'))
    return [
      'backend',
      'graph-mail-full',
      w(
        `邮箱 ${mailbox} 已满，放不下草稿，信没有寄出。请清空“已发送邮件”里的旧信，或请管理员增加容量。`,
        `The mailbox ${mailbox} is full and takes no draft; the mail was not sent. Delete old mails from Sent Items, or ask the administrator for more room.`,
      ),
    ];
  if (isNoMailbox(failure))
    return [
      'backend',
      'graph-mail-no-mailbox',
      w(
        `${mailbox} 没有 Exchange Online 邮箱，或没有许可证。请核对 BATON_GRAPH_MAILBOX，或发件人的地址。`,
        `${mailbox} has no mailbox in Exchange Online, or no licence. Check BATON_GRAPH_MAILBOX, or the sender’s address.`,
      ),
    ];
  if (status === 403)
    return [
      'backend',
      'graph-mail-rights',
      w(
        `接力的应用不能使用邮箱 ${mailbox}。请 Exchange 管理员给它这个邮箱的 Application Mail.ReadWrite 和 Application Mail.Send；刚给的权限最多两小时后生效。`,
        `Baton’s app may not use the mailbox ${mailbox}. Ask the Exchange administrator to assign it Application Mail.ReadWrite and Application Mail.Send on this mailbox; a right just given takes up to two hours to hold.`,
      ),
    ];
  const isRefused = status >= 400 && status < 500;
  return ['backend', ...(isRefused ? EXCHANGE.refused(wordsIn(failure)) : EXCHANGE.unreachable)];
};

const isNoMailbox = (failure: GraphFailure): boolean =>
  failure.status === 404 ||
  says(failure, 'MailboxNotEnabledForRESTAPI', 'MailboxNotSupportedForRESTAPI', 'ErrorNonExistentMailbox');

export const draftGone = (failure: GraphFailure): BatonError => EXCHANGE.draftGone(causeOf(failure));
export const unsure = (failure: GraphFailure): BatonError => EXCHANGE.unsure(causeOf(failure));
