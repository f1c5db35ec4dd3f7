export type ApiName = 'sheets' | 'gmail' | 'tasks' | 'oauth' | 'iam';

/** Which request is meant: the nth from now on that fits; api and method by their names (`spreadsheets.get`). */
export interface Which {
  readonly api: ApiName;
  /** Left out: any method. */
  readonly method?: string;
  /** 1 is the next. */
  readonly nth?: number;
}

/**
 * What goes wrong. `drop-before`: the connection dies and nothing happened; `drop-after`: it happened, and the
 * connection dies before the answer. `expire-token`: the caller's token ends now, so this request gets 401.
 * A status is answered in Google's form before anything happened; `after`: when it had happened.
 */
export type How =
  | 'drop-before'
  | 'drop-after'
  | 'expire-token'
  | {
      readonly status: 401 | 403 | 404 | 408 | 429 | 500 | 502 | 503 | 504;
      /** Seconds, or an HTTP date. */
      readonly retryAfter?: number | string;
      readonly after?: boolean;
    };

export interface Fault extends Which {
  readonly how: How;
  /** How many requests in a row from the nth on; 1 unless told. */
  readonly times?: number;
}

/** Somebody does something right before, or right after, a request is dealt with. */
export interface Meanwhile extends Which {
  readonly when?: 'before' | 'after';
  readonly act: () => void | Promise<void>;
}

/** Faults and interludes that wait for their request. What was never met is a mistake in the test: see `open`. */
export class Script {
  readonly #waiting: { readonly which: Which; seen: number; left: number; readonly play: How | Meanwhile }[] = [];

  fail(fault: Fault): void {
    this.#waiting.push({ which: fault, seen: 0, left: fault.times ?? 1, play: fault.how });
  }

  meanwhile(interlude: Meanwhile): void {
    this.#waiting.push({ which: interlude, seen: 0, left: 1, play: interlude });
  }

  /** Forgets what still waits. */
  clear(): void {
    this.#waiting.length = 0;
  }

  /** What is due at this request. Every matching entry counts it. */
  due(api: ApiName, method: string): { how?: How; before: Meanwhile[]; after: Meanwhile[] } {
    const due: { how?: How; before: Meanwhile[]; after: Meanwhile[] } = { before: [], after: [] };
    for (const entry of this.#waiting) {
      const { which, play } = entry;
      if (which.api !== api || (which.method && which.method !== method)) continue;
      if (entry.left === 0 || ++entry.seen < (which.nth ?? 1)) continue;
      entry.left--;
      if (typeof play === 'object' && 'act' in play) due[play.when ?? 'before'].push(play);
      else due.how ??= play;
    }
    return due;
  }

  /** Entries that no request met. */
  get open(): string[] {
    return this.#waiting
      .filter(({ left }) => left > 0 && Number.isFinite(left))
      .map(({ which }) => `${which.api} ${which.method ?? 'any method'}, no. ${which.nth ?? 1}`);
  }
}
