/**
 * Time that a test moves. Starts at a fixed instant; nothing happens by itself. What a queue starts is waited for; other
 * work that goes on while time passes is wrapped: `const done = clock.during(work); await clock.run(); await done`.
 */
export class Clock {
  #now: number;
  #timers: { readonly at: number; readonly order: number; readonly act: () => void }[] = [];
  #order = 0;
  #busy = 0;
  #sleeping = 0;
  #quiet: (() => void)[] = [];

  constructor(start = '2026-03-06T01:00:00Z') {
    this.#now = Date.parse(start);
  }

  /** Milliseconds since 1970, UTC. */
  now = (): number => this.#now;

  /** Runs `act` when the time comes; what is returned takes it back. */
  at(time: number, act: () => void): () => void {
    const timer = { at: time, order: this.#order++, act };
    const later = this.#timers.findIndex((other) => other.at > time);
    this.#timers.splice(later < 0 ? this.#timers.length : later, 0, timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Sleeps in virtual time, within `during` or a worker of a queue: somebody has to advance the clock. */
  sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      this.#sleeping++;
      this.at(this.#now + ms, () => {
        this.#sleeping--;
        resolve();
      });
      this.#settle();
    });

  /** Time stands still while `work` does something other than sleep. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#busy++;
    try {
      return await work();
    } finally {
      this.#busy--;
      this.#settle();
    }
  }

  /** Moves time on; timers fire in order, and what they start is waited for unless it sleeps itself. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await this.#upTo(until);
    this.#now = until;
  }

  /** Moves time on as far as there is something to happen, at most by `ms`. */
  async run(ms = Number.POSITIVE_INFINITY): Promise<void> {
    await this.#upTo(this.#now + ms);
  }

  async #upTo(until: number): Promise<void> {
    await this.#rest();
    for (let next = this.#timers[0]; next && next.at <= until; next = this.#timers[0]) {
      this.#timers.shift();
      this.#now = Math.max(this.#now, next.at);
      next.act();
      await this.#rest();
    }
  }

  /** Until nothing is at work; what follows from its end has begun by then. */
  async #rest(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#busy <= this.#sleeping) return;
      await new Promise<void>((resolve) => this.#quiet.push(resolve));
    }
  }

  #settle(): void {
    if (this.#busy > this.#sleeping) return;
    for (const wake of this.#quiet.splice(0)) wake();
  }
}
