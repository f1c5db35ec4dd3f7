import { refusal } from './authorisation.ts';
import { ExecutionEnded, ScriptException, SimulatorBreach } from './errors.ts';
import { localReason } from './local-calls.ts';
import { copied, isPlain } from './plain.ts';
import { Realm } from './realm.ts';
import { accepted, describe } from './signature.ts';
import { classOf, stateOf } from './strict.ts';
import { type Call, type Execution, type Fault, type Screen, type Start, screenOf, type World } from './world.ts';

/** One run of one function: its own world, its counters, its deadline. */
export class ScriptExecution implements Execution {
  readonly start: Start;
  readonly world: World;
  readonly startedAt: number;
  readonly limitMs: number;
  calls = 0;
  all = 0;
  readonly byCall: Record<string, number> = {};
  readonly trace: string[] = [];
  cells = { read: 0, written: 0 };
  readonly logs: string[] = [];
  readonly breaches: string[] = [];
  ms = 0;
  timedOut = false;
  error: { readonly name: string; readonly message: string; readonly stack: string } | undefined;
  result: unknown;
  #realm: Realm | undefined;
  #loaded = false;
  #broken: { readonly error: unknown } | undefined;

  constructor(start: Start, world: World, globals: (run: Execution) => Readonly<Record<string, unknown>>) {
    this.start = start;
    this.world = world;
    this.startedAt = world.clock.now;
    this.limitMs = start.kind === 'simple trigger' ? world.limits.simpleTriggerMs : world.limits.executionMs;
    this.#realm = new Realm(globals(this), () => world.clock.now);
  }

  get realm(): Realm {
    if (!this.#realm) throw new Error(`${this.functionName} is over.`);
    return this.#realm;
  }

  get functionName(): string {
    return this.start.functionName;
  }

  get simple(): boolean {
    return this.start.kind === 'simple trigger';
  }

  screen(): Screen {
    return screenOf(this.world, this.start.activeUser);
  }

  breach(message: string): Error {
    this.breaches.push(message);
    return this.realm.error(message, 'TypeError');
  }

  pass(ms: number): void {
    const end = this.startedAt + this.limitMs;
    this.world.clock.now += ms;
    if (this.world.clock.now > end) {
      this.world.clock.now = Math.max(end, this.world.clock.now - ms);
      this.timedOut = true;
      throw new ExecutionEnded('Exceeded maximum execution time');
    }
  }

  reading(cells: number): void {
    this.cells.read += cells;
    this.pass(cells * this.world.limits.cellMs);
  }

  writing(cells: number): void {
    this.cells.written += cells;
    this.pass(cells * this.world.limits.cellMs);
  }

  call(
    { service, family, member, signature }: Call,
    args: readonly unknown[],
    body: (args: unknown[]) => unknown,
  ): unknown {
    const name = `${service}.${member}`;
    try {
      if (this.timedOut) throw new ExecutionEnded('Exceeded maximum execution time');
      this.all += 1;
      if (!accepted(signature, args, classOf)) {
        const message = `The parameters (${describe(args, classOf)}) don't match the method signature for ${family}.${member}.`;
        this.breaches.push(message);
        throw new ScriptException(message);
      }
      const refused = refusal(name, { simple: this.simple, scopes: this.world.scopes });
      if (refused) throw new ScriptException(refused);
      if (localReason(service, member) !== undefined) return this.realm.give(body(stateOf(args) as unknown[]));
      this.calls += 1;
      this.byCall[name] = (this.byCall[name] ?? 0) + 1;
      this.trace.push(name);
      this.#meanwhile(name);
      this.pass(this.world.limits.callMs);
      const fault = this.#fault(name);
      if (fault && !fault.afterwards) throw new ScriptException(fault.message ?? 'Service error: Spreadsheets');
      const result = this.realm.give(body(stateOf(args) as unknown[]));
      if (fault) throw new ScriptException(fault.message ?? 'Service error: Spreadsheets');
      return result;
    } catch (error) {
      if (error instanceof ScriptException || error instanceof ExecutionEnded) throw this.realm.error(error.message);
      throw error;
    }
  }

  /** Whether there is something to run: a top-level function of this name, or a project that fails before it can tell. */
  declares(name: string): boolean {
    try {
      this.#load();
    } catch {
      return true;
    }
    return this.realm.function(name) !== undefined;
  }

  /** Evaluates the project and runs the function in the script's time zone; what it throws is kept in `error`. */
  run(args: () => readonly unknown[]): void {
    try {
      this.#load();
      const call = this.realm.function(this.functionName);
      if (!call) throw this.realm.error(`Script function not found: ${this.functionName}`);
      const given = args();
      this.#inZone(() => {
        this.result = this.realm.run(() => call(...given));
      });
    } catch (error) {
      const { name = 'Error', message = String(error), stack = '' } = (error ?? {}) as Partial<Error>;
      this.error = { name, message, stack };
    } finally {
      if (this.timedOut) this.error = { name: 'Exception', message: 'Exceeded maximum execution time', stack: '' };
      this.ms = Math.round((this.world.clock.now - this.startedAt) * 100) / 100;
      for (const [key, holder] of this.world.locks)
        if ('run' in holder && holder.run === this) this.world.locks.delete(key);
      // Runs are kept, to be asked about; the worlds they ran in would fill the memory.
      if (isPlain(this.result)) this.result = copied(this.result);
      this.#realm = undefined;
    }
  }

  /** Throws what the script must never do, even where it caught the error itself. */
  assertWithin(): void {
    if (this.breaches.length > 0) throw new SimulatorBreach(`${this.functionName}: ${this.breaches.join('; ')}`);
  }

  /** A project that cannot be evaluated fails every execution with what it threw. */
  #load(): void {
    if (!this.#loaded) {
      this.#loaded = true;
      try {
        this.#inZone(() => {
          for (const script of this.world.scripts) this.realm.load(script);
        });
      } catch (error) {
        this.#broken = { error };
      }
    }
    if (this.#broken) throw this.#broken.error;
  }

  /** The script's Date has the project's time zone, not the machine's. Works where process.env.TZ is the process's own (not in worker threads). */
  #inZone(action: () => void): void {
    const zone = process.env.TZ;
    process.env.TZ = this.world.scriptTimeZone;
    try {
      action();
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  }

  #fault(name: string): Fault | undefined {
    const fits = this.world.faults.find(
      (one) =>
        (one.in === undefined || one.in === this.functionName) &&
        (one.of === undefined ? this.calls : one.of === name ? this.byCall[name] : 0) === one.call,
    );
    if (fits) this.world.faults = this.world.faults.filter((one) => one !== fits);
    return fits;
  }

  #meanwhile(name: string): void {
    const fits = this.world.meanwhile.find(
      ({ at, in: inside, nth = 1 }) =>
        at === name && (inside === undefined || inside === this.functionName) && this.byCall[name] === nth,
    );
    if (!fits) return;
    this.world.meanwhile = this.world.meanwhile.filter((one) => one !== fits);
    try {
      fits.action();
    } catch (error) {
      // It is the test's own action that failed; the script around it must not swallow that.
      this.breaches.push(error instanceof Error ? error.message : String(error));
      throw error;
    }
  }
}
