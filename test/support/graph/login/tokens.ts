import { GraphError } from '../wire/errors.ts';

/** Who makes a request: an app that signed in for itself. */
export interface Caller {
  /** Client id. */
  readonly app: string;
  /** Application permissions: `Files.ReadWrite.All`. */
  readonly roles: readonly string[];
}

const bearer = (authorization: string | undefined): string => /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '';

/** Access tokens that were given out, and until when they hold. */
export class Tokens {
  readonly #now: () => number;
  readonly #given = new Map<string, Caller & { readonly until: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  issue(caller: Caller, seconds = 3600): string {
    const token = `fake-token-${this.#given.size + 1}`;
    this.#given.set(token, { ...caller, until: this.#now() + seconds * 1000 });
    return token;
  }

  /** Ends a token at once. */
  expire(authorization: string | undefined): void {
    const token = bearer(authorization);
    const given = this.#given.get(token);
    if (given) this.#given.set(token, { ...given, until: 0 });
  }

  /** Throws the 401 for no, an unknown or an ended token. */
  callerOf(authorization: string | undefined): Caller {
    const given = this.#given.get(bearer(authorization));
    if (!authorization) throw new GraphError(401, 'InvalidAuthenticationToken', 'Access token is empty.');
    if (!given) throw new GraphError(401, 'InvalidAuthenticationToken', 'IDX14100: JWT is not well formed.');
    if (given.until <= this.#now())
      throw new GraphError(401, 'InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.');
    return given;
  }
}
