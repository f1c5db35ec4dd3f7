/** What a kind of schedule has to do: the daily run by systemd, cron, launchd or Windows, and what a container needs instead. */

/** The daily run that is wanted. */
export interface DailyRun {
  /** Tells it from another one's: letters, digits and hyphens. */
  readonly name: string;
  /** The program that runs now and its arguments, each by itself; the first is an absolute path. */
  readonly command: readonly [string, ...string[]];
  /** What the environment has to have for it, such as a company's own certificates. */
  readonly env: Readonly<Record<string, string>>;
  /** Minutes after midnight by this machine's clock. */
  readonly minute: number;
  /** The same in the zone that was asked for, where that is not the machine's: a system that knows zones counts by it. */
  readonly there: { readonly minute: number; readonly zone: string } | null;
}

/** A call of another program. */
export interface SystemCall {
  readonly program: string;
  readonly args: readonly string[];
  /** What comes through its pipe. */
  readonly input?: string;
}

export interface Answered {
  /** Null where there is no such program. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The machine, as far as schedules need it. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Of the user, as the system numbers them; absent on Windows. */
  readonly uid?: number;
  readonly call: (call: SystemCall) => Promise<Answered>;
  /** Null where there is no such file. */
  readonly read: (path: string) => Promise<Buffer | null>;
  readonly write: (path: string, bytes: Buffer) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
}

/** What is written and called, in this order: all of it is shown before. */
export type ScheduleStep =
  | { readonly kind: 'write'; readonly path: string; readonly text: string; readonly bytes: Buffer }
  | { readonly kind: 'remove'; readonly path: string }
  /** `mayFail`: it says no where there is nothing left to do. */
  | { readonly kind: 'call'; readonly call: SystemCall; readonly mayFail?: true };

/** What is installed, as the system itself says it. */
export interface Installed {
  /** Where it stands: files, a crontab, a task. */
  readonly places: readonly string[];
  /** When it runs; null where that cannot be read any more. In the machine's zone where none is named. */
  readonly at: { readonly minute: number; readonly zone: string | null } | null;
  /** Whether the system really runs it. */
  readonly isActive: boolean;
  /** Whether it only runs while its owner is signed in to the machine. */
  readonly needsSession: boolean;
}

export const KIND_NAMES = ['systemd', 'cron', 'launchd', 'windows', 'container'] as const;
export type KindName = (typeof KIND_NAMES)[number];

export interface ScheduleKind {
  readonly name: KindName;
  /** Whether this machine has what it takes. */
  readonly isHere: (machine: Machine) => Promise<boolean>;
  readonly install: (run: DailyRun, machine: Machine) => Promise<readonly ScheduleStep[]>;
  /** Nothing where nothing is installed. */
  readonly remove: (name: string, machine: Machine) => Promise<readonly ScheduleStep[]>;
  /** Null where nothing is. */
  readonly look: (name: string, machine: Machine) => Promise<Installed | null>;
}

export const textFile = (path: string, text: string): ScheduleStep => ({
  kind: 'write',
  path,
  text,
  bytes: Buffer.from(text),
});
