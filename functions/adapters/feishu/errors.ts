/** What Feishu refuses, in words that say who can do what about it. */
import { inAll } from '../../../core/messages/in-all.ts';
import type { Words } from '../../../sheet-templates/index.ts';
import { BatonError, NotHereError, RecipientError } from '../../errors.ts';
import { saidOf } from '../../remote/said.ts';
import type { SignedInFailure } from '../../remote/signed-in.ts';
import type { FeishuApp } from './client.ts';

const say = inAll('feishu');

type OfOne = readonly [
  outcome: RecipientError['outcome'],
  code: string,
  words: (facts: { to: string; said: string }) => Words,
];

/**
 * Codes that are about one letter or its reader (https://open.feishu.cn/document/server-docs/im-v1/message/create and …/reply). `deferred` is what
 * somebody may put right without touching the address, or what the next letter, which says something else, may pass.
 */
const OF_ONE: Readonly<Record<string, OfOne>> = {
  230001: ['deferred', 'feishu-rejected', say.rejected],
  230013: ['deferred', 'feishu-not-visible', say.notVisible],
  230022: ['deferred', 'feishu-audited', say.audited],
  230025: ['deferred', 'feishu-rejected', say.rejected],
  230028: ['deferred', 'feishu-audited', say.audited],
  230035: ['refused', 'feishu-blocked', say.blocked],
  230038: ['refused', 'feishu-elsewhere', say.elsewhere],
  230053: ['refused', 'feishu-blocked', say.blocked],
  230099: ['deferred', 'feishu-rejected', say.rejected],
};

/** Another way may reach them. */
const NOT_HERE: ReadonlySet<string> = new Set(['feishu-not-visible', 'feishu-blocked', 'feishu-elsewhere']);

/** `230013 Bot has NO availability to this user.` */
const wordsIn = ({ reason, status, message }: SignedInFailure, { secret }: FeishuApp): string =>
  saidOf([reason || status, message].join(' '), [secret]);

/** Of one letter alone, which has surely not left; null where others would fare no better. */
export const feishuRecipientError = (failure: SignedInFailure, to: string, app: FeishuApp): RecipientError | null => {
  const [outcome, code, words] = OF_ONE[failure.reason] ?? [];
  if (!outcome || !code || !words) return null;
  const said = wordsIn(failure, app);
  const Kind = NOT_HERE.has(code) ? NotHereError : RecipientError;
  return new Kind(outcome, code, words({ to, said }), said, causeOf(failure));
};

/** Nobody in this Feishu has this address, or none whom the app may see: Feishu does not say which. */
export const notFound = (to: string): RecipientError =>
  new NotHereError('refused', 'feishu-not-found', say.notFound({ to }), '');

/** The one error a person reads. */
export const feishuError = (failure: SignedInFailure, app: FeishuApp): BatonError => {
  const [code, words] = meaningOf(failure, wordsIn(failure, app));
  return new BatonError('backend', code, words, causeOf(failure));
};

/** Codes: https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code */
const meaningOf = ({ reason, status, isSignIn }: SignedInFailure, said: string): readonly [string, Words] => {
  if (reason === '99991403') return ['feishu-quota', say.quota({ said })];
  if (reason === '99991672' || reason === '230027') return ['feishu-scope', say.scope({ said })];
  if (reason === '230006') return ['feishu-bot', say.bot({ said })];
  if (reason === '99991400' || reason === '230020' || reason === '230049' || status === 429)
    return ['feishu-busy', say.busy({ said })];
  if ((isSignIn && reason !== '') || /^9999166[1348]$|^99991677$/.test(reason))
    return ['feishu-auth', say.auth({ said })];
  return reason === '' ? ['feishu-unreachable', say.unreachable] : ['feishu-refused', say.refused({ said })];
};

/** What a log shows as the reason of an error that people read. */
const causeOf = ({ cause, status, reason, message }: SignedInFailure): unknown =>
  cause ?? new Error([status, reason, message].filter(Boolean).join(' '));
