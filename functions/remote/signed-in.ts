/** Requests with a token that ends: signed in when one is needed, made again with a new one once, and while what keeps them back may pass. */
import { FailedRequest, type Failure, networkCodeOf } from './failure.ts';
import type { Patience } from './patience.ts';

/** A request that failed. `reason`: the service's code; '' where it did not say one. */
export interface SignedInFailure extends Failure {
  /** Nothing was asked but who we are. */
  readonly isSignIn: boolean;
}

export class SignedInRefused extends FailedRequest<SignedInFailure> {
  /** An answer to this or an earlier attempt got lost: what was asked for may have been done all the same. */
  readonly mayBeDone: boolean;
  constructor(failure: SignedInFailure, mayBeDone: boolean) {
    super(failure);
    this.mayBeDone = mayBeDone;
  }
}

/** Renewed so long before it ends (ms). */
const RENEWED_BEFORE = 5 * 60_000;

interface Parts {
  readonly patience: Patience<SignedInFailure>;
  /** Codes of a token that ended, or is none. */
  readonly ofToken: ReadonlySet<string>;
  readonly isSurelyUndone: (failure: SignedInFailure) => boolean;
  /** One attempt to sign in; what is no token or no number of seconds is a failure. Throws SignedInRefused. */
  readonly signIn: () => Promise<{ readonly token: unknown; readonly seconds: unknown }>;
}

interface SignedIn {
  /** The token, which may have to be asked for. Throws SignedInRefused. */
  token(): Promise<string>;
  /** An attempt is repeated while it may pass, as each of these may be made twice. Throws SignedInRefused. */
  repeated<T>(attempt: () => Promise<T>): Promise<T>;
  /** Signs in anew, and no more. Throws SignedInRefused. */
  signIn(): Promise<void>;
}

export const createSignedIn = ({ patience, ofToken, isSurelyUndone, signIn }: Parts): SignedIn => {
  const { time } = patience;
  let known: { readonly token: string; readonly until: number } | null = null;

  const token = async (): Promise<string> => {
    if (known && time.now() < known.until) return known.token;
    const asked = time.now();
    const given = await signIn();
    if (typeof given.token !== 'string' || typeof given.seconds !== 'number')
      throw new SignedInRefused(unanswered(new Error('an answer without a token'), true), false);
    known = { token: given.token, until: asked + given.seconds * 1000 - RENEWED_BEFORE };
    return known.token;
  };

  const repeated = async <T>(attempt: () => Promise<T>): Promise<T> => {
    const wait = patience.begin();
    let mayBeDone = false;
    let isRenewed = false;
    for (;;) {
      try {
        const answer = await attempt();
        patience.succeeded();
        return answer;
      } catch (thrown) {
        if (!(thrown instanceof SignedInRefused)) throw thrown;
        const { failure } = thrown;
        mayBeDone ||= !failure.isSignIn && !isSurelyUndone(failure);
        if (ofToken.has(failure.reason) && !failure.isSignIn && !isRenewed) {
          isRenewed = true;
          known = null;
          continue;
        }
        if (!(await wait(failure))) throw new SignedInRefused(failure, mayBeDone);
      }
    }
  };

  return {
    token,
    repeated,
    signIn: async () => {
      known = null;
      await repeated(token);
    },
  };
};

/** What came was no answer, or broke off. */
export const unanswered = (cause: unknown, isSignIn: boolean): SignedInFailure => ({
  status: 0,
  message: cause instanceof Error ? cause.message : String(cause),
  reason: '',
  // A connection that breaks within an answer has no code of its own everywhere.
  code: networkCodeOf(cause) || 'ECONNRESET',
  retryAfter: null,
  cause,
  isSignIn,
});
