/** Which request is meant: the nth from now on that fits; api and method by the names that the fake gives them. */
interface Which<Api extends string> {
  readonly api: Api;
  /** Left out: any method. */
  readonly method?: string;
  /** 1 is the next. */
  readonly nth?: number;
}

/** An answer with an error, in the form of the service that is played. */
export interface Refusal {
  readonly status: number;
  /** Seconds, or an HTTP date. */
  readonly retryAfter?: number | string;
  /** It is answered when the work was done; before anything happened unless told. */
  readonly after?: boolean;
}

/**
 * What goes wrong, each of the first three `-before` anything happened or `-after` it did. `drop`: the connection dies;
 * `silent`: no answer comes, and the connection stands; `garbled`: 200 with a page that is no answer of the service, as a
 * proxy gives it. `expire-token`: the caller's token ends now, so this request gets 401.
 */
export type How<Refused extends Refusal> =
  | `${'drop' | 'silent' | 'garbled'}-${'before' | 'after'}`
  | 'expire-token'
  | Refused;

export interface Fault<Api extends string, Refused extends Refusal> extends Which<Api> {
  readonly how: How<Refused>;
  /** How many requests in a row from the nth on; 1 unless told. */
  readonly times?: number;
}

/** Somebody does something right before, or right after, a request is dealt with. */
export interface Meanwhile<Api extends string> extends Which<Api> {
  readonly when?: 'before' | 'after';
  readonly act: () => void | Promise<void>;
}

/** What is due at one request. */
interface Due<Api extends string, Refused extends Refusal> {
  how?: How<Refused>;
  readonly before: Meanwhile<Api>[];
  readonly after: Meanwhile<Api>[];
}

/** Faults and interludes that wait for their request. What was never met is a mistake in the test: see `open`. */
export class Script<Api extends string, Refused extends Refusal> {
  readonly #waiting: {
    readonly which: Which<Api>;
    seen: number;
    left: number;
    readonly play: How<Refused> | Meanwhile<Api>;
  }[] = [];

  fail(fault: Fault<Api, Refused>): void {
    this.#waiting.push({ which: fault, seen: 0, left: fault.times ?? 1, play: fault.how });
  }

  meanwhile(interlude: Meanwhile<Api>): void {
    this.#waiting.push({ which: interlude, seen: 0, left: 1, play: interlude });
  }

  /** Forgets what still waits. */
  clear(): void {
    this.#waiting.length = 0;
  }

  /** What is due at this request. Every matching entry counts it. */
  due(api: Api, method: string): Due<Api, Refused> {
    const due: Due<Api, Refused> = { before: [], after: [] };
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
