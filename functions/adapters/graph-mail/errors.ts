/** What Exchange refuses, in words that say who can do what about it. */
import { inAll } from '../../../core/messages/in-all.ts';
import type { Words } from '../../../sheet-templates/index.ts';
import { BatonError, type RecipientError } from '../../errors.ts';
import { causeOf, type GraphFailure, isThrottled, says } from '../../microsoft/failure.ts';
import { isAsOneself } from '../../microsoft/sign-in.ts';
import { NOT_SIGNED_IN } from '../../microsoft/words.ts';
import { mailErrors } from '../../remote/mail-errors.ts';
import { saidOf } from '../../remote/said.ts';

const say = inAll('microsoft');

/** https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits */
export const PER_MINUTE = 30;

const EXCHANGE = mailErrors('Exchange', {
  rejected: 'graph-mail-rejected',
  'too-large': 'graph-mail-too-large',
  refused: 'graph-mail-refused',
  unreachable: 'graph-mail-unreachable',
  'draft-gone': 'graph-mail-draft-gone',
  unsure: 'graph-mail-unsure',
});

/** The message is in no folder under this id; a mailbox that is not there has other codes. */
export const isMessageGone = (failure: GraphFailure): boolean =>
  failure.status === 404 && says(failure, 'ErrorItemNotFound', 'itemNotFound');

type Kind = BatonError['kind'];

/** The one error a person reads. Codes: https://learn.microsoft.com/exchange/client-developer/web-service-reference/responsecode */
export const exchangeError = (failure: GraphFailure, mailbox: string): BatonError => {
  const [kind, code, words] = meaningOf(failure, mailbox);
  return new BatonError(kind, code, words, causeOf(failure));
};

/** What Exchange refuses of one mail alone; null where others would fare no better. Codes as above. */
export const exchangeRecipientError = (failure: GraphFailure, to: string): RecipientError | null => {
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
  if (says(failure, 'ErrorSendAsDenied')) return ['call', 'graph-mail-sender', say.graphMailSender({ mailbox })];
  if (says(failure, 'ErrorSubmissionQuotaExceeded', 'ErrorExceededMessageLimit', 'ErrorMessageSubmissionBlocked'))
    return ['backend', 'graph-mail-quota', say.graphMailQuota({ mailbox })];
  if (isThrottled(failure)) return ['backend', 'graph-mail-throttled', say.graphMailThrottled({ mailbox })];
  if (status === 507 || says(failure, 'ErrorQuotaExceeded'))
    return ['backend', 'graph-mail-full', say.graphMailFull({ mailbox })];
  if (isNoMailbox(failure)) return ['backend', 'graph-mail-no-mailbox', say.graphMailNoMailbox({ mailbox })];
  if (status === 403)
    return [
      'backend',
      'graph-mail-rights',
      isAsOneself() ? say.graphMailLogin({ mailbox }) : say.graphMailRights({ mailbox }),
    ];
  const isRefused = status >= 400 && status < 500;
  return ['backend', ...(isRefused ? EXCHANGE.refused(wordsIn(failure)) : EXCHANGE.unreachable)];
};

const isNoMailbox = (failure: GraphFailure): boolean =>
  failure.status === 404 ||
  says(failure, 'MailboxNotEnabledForRESTAPI', 'MailboxNotSupportedForRESTAPI', 'ErrorNonExistentMailbox');

export const exchangeDraftGone = (failure: GraphFailure): BatonError => EXCHANGE.draftGone(causeOf(failure));
export const exchangeUnsure = (failure: GraphFailure): BatonError => EXCHANGE.unsure(causeOf(failure));
