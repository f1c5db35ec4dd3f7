import { GraphError } from './errors.ts';

/** So many of something within so many ms. */
export interface Limit {
  readonly most: number;
  readonly within: number;
}

/**
 * Counts what was taken in the time before now; a sliding window refuses whatever a window that starts at an unknown
 * moment might refuse. What is refused is not counted.
 */
export class Quota {
  readonly #limit: Limit;
  readonly #now: () => number;
  readonly #times = new Map<string, number[]>();

  constructor(limit: Limit, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  /** Counts one, or throws the 429 with the whole seconds until there is room. */
  take(key: string, code: string, message: string): void {
    const now = this.#now();
    const { most, within } = this.#limit;
    const times = (this.#times.get(key) ?? []).filter((at) => at > now - within);
    this.#times.set(key, times);
    if (times.length >= most) {
      const wait = Math.ceil((times[0]! + within - now) / 1000);
      throw new GraphError(429, code, message, { headers: { 'retry-after': String(wait) } });
    }
    times.push(now);
  }
}
