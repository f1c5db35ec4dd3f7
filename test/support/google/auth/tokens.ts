import { GoogleError } from '../wire/errors.ts';

/** Who makes a request: the person or service account that the token stands for. */
export interface Caller {
  readonly email: string;
  readonly scopes: readonly string[];
}

const refused = (): GoogleError =>
  new GoogleError(
    'UNAUTHENTICATED',
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
  );

const bearer = (authorization: string | undefined): string => /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '';

/** Access tokens that were given out, and until when they hold. */
export class Tokens {
  readonly #now: () => number;
  readonly #given = new Map<string, Caller & { readonly until: number }>();
  readonly #dead = new Set<string>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A token for this person or service account; an hour unless told. */
  issue(email: string, scopes: readonly string[], seconds = 3600): string {
    const token = `ya29.fake-${this.#given.size + 1}`;
    this.#given.set(token, { email, scopes, until: this.#now() + seconds * 1000 });
    return token;
  }

  /** Ends a token at once. */
  expire(authorization: string | undefined): void {
    this.#dead.add(bearer(authorization));
  }

  /** Ends every token of this person or service account, as a revoked grant does. */
  revoke(email: string): void {
    for (const [token, given] of this.#given) if (given.email === email) this.#dead.add(token);
  }

  /** Throws 401 for no, an unknown or an ended token, 403 when it lacks all of the scopes. */
  callerOf(authorization: string | undefined, scopes: readonly string[]): Caller {
    const token = bearer(authorization);
    const given = this.#given.get(token);
    if (!given || this.#dead.has(token) || given.until <= this.#now()) throw refused();
    if (!scopes.some((scope) => given.scopes.includes(scope)))
      throw new GoogleError('PERMISSION_DENIED', 'Request had insufficient authentication scopes.', [
        {
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
          domain: 'googleapis.com',
        },
      ]);
    return given;
  }
}
