/** What DingTalk refuses, in words that say who can do what about it. Codes: https://open.dingtalk.com/document/orgapp/server-api-error-codes-1 */
import { inAll } from '../../../core/messages/in-all.ts';
import type { Words } from '../../../sheet-templates/index.ts';
import { BatonError, NotHereError, RecipientError } from '../../errors.ts';
import { saidOf } from '../../remote/said.ts';
import type { SignedInFailure } from '../../remote/signed-in.ts';
import { BUSY, type DingtalkApp } from './client.ts';

const say = inAll('dingtalk');

/** Nobody, or no number: the first and the last are answers to a question for somebody. */
export const NO_EMPLOYEE: ReadonlySet<string> = new Set(['33012', '40103', '40104', '60121']);

/**
 * What became of a notice: https://help.dingtalk.io/open/development/gets-the-result-of-sending-messages-asynchronously-to-the-enterprise. The same content has
 * reached this person today; too many at the moment; more than somebody may get; a word that is forbidden; somebody who is protected from notices.
 */
export const SAME_TODAY: ReadonlySet<string> = new Set(['143106', '143206']);
export const TOO_FAST: ReadonlySet<string> = new Set(['143103', '143104', '143203', '143204', '1430003']);
const PROTECTED: ReadonlySet<string> = new Set(['1430004']);
/** The last stands for one that failed without a code. */
export const FAILED = 'failed';
const REJECTED: ReadonlySet<string> = new Set(['143105', '143205', '1430000', '1430001', '1430002', '33007', FAILED]);

const OF_ADDRESS: ReadonlySet<string> = new Set(['60020']);
const OF_RIGHTS: ReadonlySet<string> = new Set(['60011', '50002', '50004', '400002', '41011']);
const OF_SECRET: ReadonlySet<string> = new Set(['40001', '40013', '40014', '40089', '40096', '41001', '42001']);

/** Another employee may be meant. */
export const isEmployeeGone = ({ reason }: SignedInFailure): boolean => NO_EMPLOYEE.has(reason);

/** About the app, or the way to DingTalk: nothing is said of a reader or a letter. */
export const concernsAll = ({ reason, isSignIn }: SignedInFailure): boolean =>
  isSignIn || reason === '' || [BUSY, TOO_FAST, OF_ADDRESS, OF_RIGHTS, OF_SECRET].some((codes) => codes.has(reason));

/** Of one letter alone, which has surely not left; else what all would meet. */
export const dingtalkError = (failure: SignedInFailure, to: string, app: DingtalkApp): BatonError => {
  const { reason, isSignIn } = failure;
  const said = wordsIn(failure, app);
  const about = { to, said };
  if (!isSignIn && NO_EMPLOYEE.has(reason))
    return new NotHereError('refused', 'dingtalk-not-found', say.left(about), said, causeOf(failure));
  if (!isSignIn && PROTECTED.has(reason))
    return new NotHereError('deferred', 'dingtalk-not-visible', say.notVisible(about), said, causeOf(failure));
  if (!isSignIn && REJECTED.has(reason))
    return new RecipientError('deferred', 'dingtalk-rejected', say.rejected(about), said, causeOf(failure));
  const [code, words] = meaningOf(failure, said);
  return new BatonError('backend', code, words, causeOf(failure));
};

/** Nobody in this DingTalk has this number, as far as the app sees. */
export const noSuchEmployee = (to: string): RecipientError =>
  new NotHereError('refused', 'dingtalk-not-found', say.notFound({ to }), '');

/** DingTalk knows people by their numbers alone. */
export const noNumber = (to: string): RecipientError =>
  new NotHereError('refused', 'dingtalk-no-number', say.noNumber({ to }), '');

export const noticeTaken = (): BatonError => new BatonError('backend', 'dingtalk-unsure', say.takenOver);

const meaningOf = ({ reason, status, isSignIn }: SignedInFailure, said: string): readonly [string, Words] => {
  if (OF_ADDRESS.has(reason)) return ['dingtalk-ip', say.address({ said })];
  if (BUSY.has(reason) || TOO_FAST.has(reason) || status === 429) return ['dingtalk-busy', say.busy({ said })];
  if (OF_SECRET.has(reason) || (isSignIn && reason !== '')) return ['dingtalk-auth', say.auth({ said })];
  if (OF_RIGHTS.has(reason)) return ['dingtalk-rights', say.rights({ said })];
  return reason === '' ? ['dingtalk-unreachable', say.unreachable] : ['dingtalk-refused', say.refused({ said })];
};

/** `60020 访问ip不在白名单之中` */
const wordsIn = ({ reason, status, message }: SignedInFailure, { secret }: DingtalkApp): string =>
  saidOf([reason || status, message].join(' '), [secret]);

/** What a log shows as the reason of an error that people read. */
const causeOf = ({ cause, status, reason, message }: SignedInFailure): unknown =>
  cause ?? new Error([status, reason, message].filter(Boolean).join(' '));
