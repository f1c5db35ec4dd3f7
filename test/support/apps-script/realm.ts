import vm from 'node:vm';
import { Instant } from './model/dates.ts';

/**
 * The script's own world: a fresh V8 context for every execution, as Apps Script evaluates the whole project anew each
 * time. It has the language up to ES2021 and nothing else: no require, process, timers, URL, TextEncoder, fetch. Its clock is the
 * simulator's. Values going in become objects of this world, so `instanceof Date` and `instanceof Array` hold.
 */
interface Tools {
  readonly list: () => unknown[];
  readonly record: () => Record<string, unknown>;
  readonly date: (ms: number) => unknown;
  readonly error: (message: string, name: string) => Error;
  readonly step: (invoke: () => unknown) => void;
  readonly outcome: () => { readonly done: boolean; readonly value?: unknown; readonly failed?: boolean };
}

/** Functions made of texts: a text that was compiled in one world is compiled for all. */
interface Known {
  readonly find: (body: unknown) => unknown;
  readonly keep: (body: unknown, made: unknown) => unknown;
}

/** What came into the language after ES2021: nobody says that Apps Script's V8 has it. */
const NEWER = `
  for (const name of ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with']) delete Array.prototype[name];
  for (const name of ['at', 'isWellFormed', 'toWellFormed']) delete String.prototype[name];
  for (const name of ['groupBy', 'hasOwn']) delete Object[name];
  delete Map.groupBy;
  for (const name of ['fromAsync']) delete Array[name];
  for (const name of ['withResolvers', 'try']) delete Promise[name];
`;

const BOOTSTRAP = `(now, known) => {
  ${NEWER}
  const Real = Date;
  const Clock = new Proxy(Real, {
    construct: (target, args, self) => Reflect.construct(target, args.length ? args : [now()], self === Clock ? target : self),
    apply: () => new Real(now()).toString(),
    get: (target, key) => (key === 'now' ? () => now() : target[key]),
  });
  Real.prototype.constructor = Clock;
  globalThis.Date = Clock;
  const RealFunction = Function;
  const Compiled = new Proxy(RealFunction, {
    construct: (target, args) => {
      if (args.length !== 1) return Reflect.construct(target, args);
      return known.find(args[0]) ?? known.keep(args[0], Reflect.construct(target, args));
    },
  });
  RealFunction.prototype.constructor = Compiled;
  globalThis.Function = Compiled;
  let outcome;
  const settle = (value, failed) => { outcome = { done: true, value, failed }; };
  return {
    list: () => [],
    record: () => ({}),
    date: (ms) => new Real(ms),
    error: (message, name) => { const error = new Error(message); error.name = name; return error; },
    step: (invoke) => {
      outcome = { done: false };
      const value = invoke();
      if (value && typeof value === 'object' && typeof value.then === 'function') {
        value.then((v) => settle(v, false), (e) => settle(e, true));
      } else settle(value, false);
    },
    outcome: () => outcome,
  };
}`;

const scripts = new Map<string, vm.Script>();

/** A script that was compiled for one world is compiled for all. */
export const scriptOf = (source: string, filename: string): vm.Script => {
  const script = scripts.get(source) ?? new vm.Script(source, { filename });
  scripts.set(source, script);
  return script;
};

/** What new Function() took before, and so is sound. */
const bodies = new Set<unknown>();

const bootstrap = new vm.Script(BOOTSTRAP, { filename: 'simulator' });

/** A guard in real time against a script that never ends; the limits of Apps Script are kept in virtual time. */
const REAL_TIME_GUARD_MS = 30_000;

export class Realm {
  readonly #context: vm.Context;
  readonly #tools: Tools;
  readonly #turn: { invoke: () => unknown } = { invoke: () => undefined };

  constructor(globals: Readonly<Record<string, unknown>>, now: () => number) {
    this.#context = vm.createContext(vm.constants.DONT_CONTEXTIFY, { microtaskMode: 'afterEvaluate' });
    const known: Known = {
      find: (body) =>
        bodies.has(body)
          ? scriptOf(`(function anonymous(\n) {\n${body}\n})`, 'function').runInContext(this.#context)
          : undefined,
      keep: (body, made) => {
        bodies.add(body);
        return made;
      },
    };
    const begin = bootstrap.runInContext(this.#context) as (now: () => number, known: Known) => Tools;
    this.#tools = begin(now, known);
    for (const [name, value] of Object.entries(globals)) {
      Object.defineProperty(this.#context, name, { value, writable: true, configurable: true, enumerable: false });
    }
  }

  load(script: vm.Script): void {
    script.runInContext(this.#context, { timeout: REAL_TIME_GUARD_MS });
  }

  /** A top-level function of the project, wherever it was declared; undefined when there is none of that name. */
  function(name: string): ((...args: unknown[]) => unknown) | undefined {
    if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)) return undefined;
    const found = vm.runInContext(`typeof ${name} === 'function' ? ${name} : undefined`, this.#context) as unknown;
    return found as ((...args: unknown[]) => unknown) | undefined;
  }

  /** Runs to the end, promises included: Apps Script ends an execution when nothing is left to do. */
  run(invoke: () => unknown): unknown {
    this.#turn.invoke = invoke;
    const key = '__simulatorTurn';
    Object.defineProperty(this.#context, key, {
      value: () => this.#tools.step(this.#turn.invoke),
      configurable: true,
      enumerable: false,
    });
    try {
      vm.runInContext(`${key}()`, this.#context, { timeout: REAL_TIME_GUARD_MS });
    } finally {
      delete (this.#context as Record<string, unknown>)[key];
    }
    const { value, failed } = this.#tools.outcome();
    if (failed) throw value;
    return value;
  }

  error(message: string, name = 'Exception'): Error {
    return this.#tools.error(message, name);
  }

  /** Host values as values of this world; services, enums and functions pass as they are. */
  give(value: unknown): unknown {
    if (value instanceof Instant) return this.#tools.date(value.ms);
    if (Array.isArray(value)) {
      const list = this.#tools.list();
      for (const item of value) list.push(this.give(item));
      return list;
    }
    if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
      const record = this.#tools.record();
      for (const [key, item] of Object.entries(value)) record[key] = this.give(item);
      return record;
    }
    return value;
  }
}
