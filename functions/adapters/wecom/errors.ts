/** What WeCom refuses, in words that say who can do what about it. Codes: https://developer.work.weixin.qq.com/document/path/90455 */
import { inAll } from '../../../core/messages/in-all.ts';
import type { Words } from '../../../sheet-templates/index.ts';
import { BatonError, NotHereError, RecipientError } from '../../errors.ts';
import { saidOf } from '../../remote/said.ts';
import type { SignedInFailure } from '../../remote/signed-in.ts';
import { PASSING, type WecomApp } from './client.ts';

const say = inAll('wecom');

/** No such member, or none whom the app may see: WeCom does not always say which. */
export const NO_MEMBER: ReadonlySet<string> = new Set(['40003', '46004', '60111']);
/** Outside what the app may see, or without a licence for its interfaces (`unlicenseduser`, which has no code). */
export const UNLICENSED = 'unlicenseduser';
const NOT_VISIBLE: ReadonlySet<string> = new Set(['60011', '81013', UNLICENSED]);
const REJECTED: ReadonlySet<string> = new Set(['40008', '40058', '45002', '44004']);

const OF_ADDRESS: ReadonlySet<string> = new Set(['60020']);
const OF_RIGHTS: ReadonlySet<string> = new Set(['48001', '48002', '301002', '40056']);
const OF_SECRET: ReadonlySet<string> = new Set([
  '40001',
  '40013',
  '40014',
  '40091',
  '41001',
  '41002',
  '41004',
  '42001',
]);

/** Another member may be meant. */
export const mayBeAnother = ({ reason }: SignedInFailure): boolean => NO_MEMBER.has(reason) || NOT_VISIBLE.has(reason);

/** About the app, or the way to WeCom: nothing is said of a reader or a letter. */
export const isOfAll = ({ reason, isSignIn }: SignedInFailure): boolean =>
  isSignIn || reason === '' || [PASSING, OF_ADDRESS, OF_RIGHTS, OF_SECRET].some((codes) => codes.has(reason));

/** Of one letter alone, which has surely not left; else what all would meet. */
export const wecomError = (failure: SignedInFailure, to: string, app: WecomApp): BatonError => {
  const { reason } = failure;
  const said = wordsIn(failure, app);
  if (failure.isSignIn) return ofAll(failure, said);
  if (NO_MEMBER.has(reason))
    return new NotHereError('refused', 'wecom-not-found', say.left({ to, said }), said, causeOf(failure));
  if (NOT_VISIBLE.has(reason))
    return new NotHereError('deferred', 'wecom-not-visible', say.notVisible({ to, said }), said, causeOf(failure));
  if (REJECTED.has(reason))
    return new RecipientError('deferred', 'wecom-rejected', say.rejected({ to, said }), said, causeOf(failure));
  return ofAll(failure, said);
};

/** Nobody in this WeCom has this address or number, as far as the app sees. */
export const noSuchMember = (to: string): RecipientError =>
  new NotHereError('refused', 'wecom-not-found', say.notFound({ to }), '');

/** Nobody is looked up any more for now: too many were not found. */
export const lookupsUsedUp = (to: string): RecipientError =>
  new NotHereError('deferred', 'wecom-lookups', say.lookups({ to }), '');

export const letterTaken = (): BatonError => new BatonError('backend', 'wecom-unsure', say.takenOver);

const ofAll = (failure: SignedInFailure, said: string): BatonError => {
  const [code, words] = meaningOf(failure, said);
  return new BatonError('backend', code, words, causeOf(failure));
};

const meaningOf = ({ reason, status, isSignIn }: SignedInFailure, said: string): readonly [string, Words] => {
  if (OF_ADDRESS.has(reason)) return ['wecom-ip', say.address({ said })];
  if (OF_RIGHTS.has(reason)) return ['wecom-rights', say.rights({ said })];
  if (PASSING.has(reason) || status === 429) return ['wecom-busy', say.busy({ said })];
  if (OF_SECRET.has(reason) || (isSignIn && reason !== '')) return ['wecom-auth', say.auth({ said })];
  return reason === '' ? ['wecom-unreachable', say.unreachable] : ['wecom-refused', say.refused({ said })];
};

/** `60020 not allow to access from your ip`, without the hint that WeCom adds for its own people. */
const wordsIn = ({ reason, status, message }: SignedInFailure, { secret }: WecomApp): string =>
  saidOf([reason || status, message.replace(/, hint: \[.*$/s, '')].join(' '), [secret]);

/** What a log shows as the reason of an error that people read. */
const causeOf = ({ cause, status, reason, message }: SignedInFailure): unknown =>
  cause ?? new Error([status, reason, message].filter(Boolean).join(' '));
