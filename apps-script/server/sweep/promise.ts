/**
 * Promises that wait for nobody: what is to be done next stands in a list that `drain` works off. Google says nowhere whether a
 * trigger's or a web app's function may answer with a promise, so the build lets the shared code use these, and an entry point
 * has its answer before it returns. Everything in Apps Script answers at once; there are no timers.
 */

type State<T> =
  | { readonly is: 'open' }
  | { readonly is: 'kept'; readonly value: T }
  | { readonly is: 'broken'; readonly error: unknown };

type Settle<T> = (value: T | PromiseLike<T>) => void;

const jobs: (() => void)[] = [];

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';

export class QueuedPromise<T> {
  #state: State<T> = { is: 'open' };
  #waiting: (() => void)[] = [];

  constructor(begin: (resolve: Settle<T>, reject: (error: unknown) => void) => void) {
    let isDecided = false;
    const once = (settle: () => void): void => {
      if (isDecided) return;
      isDecided = true;
      settle();
    };
    const keep = (value: T | PromiseLike<T>): void => {
      if (!isThenable(value)) this.#end({ is: 'kept', value: value as T });
      else jobs.push(() => value.then(keep, (error: unknown) => this.#end({ is: 'broken', error })));
    };
    const fail = (error: unknown) => once(() => this.#end({ is: 'broken', error }));
    try {
      begin((value) => once(() => keep(value)), fail);
    } catch (error) {
      fail(error);
    }
  }

  #end(state: State<T>): void {
    this.#state = state;
    jobs.push(...this.#waiting);
    this.#waiting = [];
  }

  // biome-ignore lint/suspicious/noThenProperty: a promise has one
  then<A = T, B = never>(
    kept?: ((value: T) => A | PromiseLike<A>) | null,
    broken?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): QueuedPromise<A | B> {
    return new QueuedPromise<A | B>((resolve, reject) => {
      const go = (): void => {
        const state = this.#state;
        try {
          if (state.is === 'kept') resolve(kept ? kept(state.value) : (state.value as unknown as A));
          else if (state.is === 'broken' && broken) resolve(broken(state.error));
          else if (state.is === 'broken') reject(state.error);
        } catch (error) {
          reject(error);
        }
      };
      if (this.#state.is === 'open') this.#waiting.push(go);
      else jobs.push(go);
    });
  }

  catch<B = never>(broken: (error: unknown) => B | PromiseLike<B>): QueuedPromise<T | B> {
    return this.then(null, broken);
  }

  finally(last: () => void): QueuedPromise<T> {
    return this.then(
      (value) => {
        last();
        return value;
      },
      (error) => {
        last();
        throw error;
      },
    );
  }

  static resolve<T>(value: T | PromiseLike<T>): QueuedPromise<T> {
    return value instanceof QueuedPromise ? value : new QueuedPromise((resolve) => resolve(value));
  }

  static reject(error: unknown): QueuedPromise<never> {
    return new QueuedPromise((_, reject) => reject(error));
  }

  static all<T>(all: Iterable<T | PromiseLike<T>>): QueuedPromise<T[]> {
    return new QueuedPromise((resolve, reject) => {
      const values: T[] = [];
      const each = [...all];
      let open = each.length;
      if (open === 0) resolve(values);
      each.forEach((one, at) => {
        QueuedPromise.resolve(one).then((value) => {
          values[at] = value;
          open--;
          if (open === 0) resolve(values);
        }, reject);
      });
    });
  }

  /** Does all that is to be done, and what follows from it. */
  static drain(): void {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) job();
  }
}
