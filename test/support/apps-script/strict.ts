import { EnumValue, enumValues, isEnum } from './enums.ts';
import { isReal } from './real-names.ts';
import type { Execution } from './world.ts';

/** Body of a method: its object's state, the execution, then the arguments (services come as their state). */
type Body<S> = (self: S, run: Execution, ...args: never[]) => unknown;

export type Methods<S> = Readonly<Record<string, readonly [signature: string, body: Body<S>]>>;

/** Returned by a body whose method gives back its own object, for chaining. */
export const SELF = Symbol('self');

const built = new Map<string, Service<never>>();

/** An object of a class by its name, for classes that hand out each other (see services/refer.ts). */
export const objectOf = (run: Execution, name: string, state: unknown): object =>
  built.get(name)!.of(run, state as never);

const origins = new WeakMap<object, { readonly service: Service<never>; readonly state: unknown }>();

export const classOf = (value: object): string | undefined => origins.get(value)?.service.name;

/** Services among the arguments as their state, also inside lists. */
export const stateOf = (value: unknown): unknown => {
  // A list of ours: what is kept of it keeps nothing of the script's world.
  if (Array.isArray(value)) return Array.from(value, stateOf);
  if (typeof value !== 'object' || value === null) return value;
  const origin = origins.get(value);
  return origin ? origin.state : value;
};

const enumObject = (owner: string, name: string, run: Execution): object =>
  new Proxy(Object.freeze(Object.fromEntries(enumValues(name))), {
    get: (values, key) => {
      if (typeof key === 'symbol' || key === 'then' || key === 'toJSON') return undefined;
      const value: unknown = values[key];
      if (value instanceof EnumValue) return value;
      throw run.breach(`${owner}.${name}.${key} is not in Apps Script`);
    },
    set: (_, key) => {
      throw run.breach(`${owner}.${name}.${String(key)} cannot be set`);
    },
  });

/** One class of Apps Script. Every object of it is a proxy that knows only what the real class has. */
export class Service<S> {
  readonly name: string;
  readonly #family: string;
  readonly #methods: Methods<S>;
  readonly #enums: Readonly<Record<string, string>>;
  readonly #fields: Readonly<Record<string, (self: S) => unknown>>;

  constructor(
    /** Path in error messages and class: 'SpreadsheetApp.Range'. */
    path: string,
    methods: Methods<S>,
    more: {
      /** Enums the object carries, by the name they have there. */
      readonly enums?: readonly string[] | Readonly<Record<string, string>>;
      /** Plain properties (a range's rowStart). */
      readonly fields?: Readonly<Record<string, (self: S) => unknown>>;
    } = {},
  ) {
    const parts = path.split('.');
    this.name = parts.at(-1)!;
    this.#family = path;
    built.set(this.name, this as Service<never>);
    this.#methods = methods;
    const enums = more.enums ?? [];
    this.#enums = Array.isArray(enums)
      ? Object.fromEntries((enums as readonly string[]).map((name) => [name, name]))
      : (enums as Readonly<Record<string, string>>);
    this.#fields = more.fields ?? {};
  }

  get members(): readonly string[] {
    return Object.keys(this.#methods);
  }

  get enumNames(): readonly string[] {
    return Object.keys(this.#enums);
  }

  of(run: Execution, state: S): object {
    const proxy: object = new Proxy(Object.create(null) as object, {
      get: (_, key) => this.#member(proxy, run, state, key),
      set: (_, key) => {
        throw run.breach(`${this.name}.${String(key)} cannot be set`);
      },
      has: (_, key) => typeof key === 'string' && (key in this.#methods || key in this.#enums || key in this.#fields),
    });
    origins.set(proxy, { service: this as Service<never>, state });
    return proxy;
  }

  #member(proxy: object, run: Execution, state: S, key: string | symbol): unknown {
    if (typeof key === 'symbol' || key === 'then' || key === 'toJSON') return undefined;
    if (key === 'toString') return () => this.name;
    if (key === 'valueOf') return () => proxy;
    const method = Object.hasOwn(this.#methods, key) ? this.#methods[key] : undefined;
    if (method) {
      const [signature, body] = method;
      return (...args: unknown[]): unknown => {
        const call = { service: this.name, family: this.#family, member: key, signature };
        const result = run.call(call, args, (given) => (body as (...all: unknown[]) => unknown)(state, run, ...given));
        return result === SELF ? proxy : result;
      };
    }
    const field = Object.hasOwn(this.#fields, key) ? this.#fields[key] : undefined;
    if (field) return field(state);
    const enumName = Object.hasOwn(this.#enums, key) ? this.#enums[key] : undefined;
    if (enumName && isEnum(enumName)) return enumObject(this.name, enumName, run);
    throw run.breach(
      isReal(this.name, key)
        ? `${this.name}.${key} is not simulated: it exists in Apps Script, and nobody built it here`
        : `${this.name}.${key} is not in Apps Script`,
    );
  }
}

/** A service of Apps Script that is not built at all: touching it says so. */
export const notSimulated = (name: string, run: Execution): object =>
  new Proxy(Object.create(null) as object, {
    get: (_, key) => {
      if (typeof key === 'symbol' || key === 'then' || key === 'toJSON') return undefined;
      throw run.breach(`${name}.${key} is not simulated`);
    },
  });

/** An event object: the fields it may have read as undefined when absent; any other name is a mistake. */
export const strictEvent = (event: object, kind: string, known: readonly string[], run: Execution): object =>
  new Proxy(event, {
    get: (target, key) => {
      if (typeof key === 'symbol' || key === 'then' || key === 'toJSON') return undefined;
      if (Object.hasOwn(target, key)) return (target as Record<string, unknown>)[key];
      if (known.includes(key)) return undefined;
      throw run.breach(`${key} is not in the event object of ${kind}`);
    },
  });
