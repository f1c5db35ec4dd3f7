import fc from 'fast-check';
import type { Iso } from './days.ts';
import { NAMES, type Settings, STATUSES, UNREADABLE } from './world.ts';

/** A random life of a workbook, as plain data: what it begins with, and day by day what people do and how it is swept. */
export interface History {
  readonly zone: string;
  readonly from: Iso;
  readonly settings: Partial<Settings>;
  /** Requests that were submitted before the first sweep. */
  readonly requests: number;
  readonly tasks: readonly NewTask[];
  readonly days: readonly SweepDay[];
  /** Mails between two ledger writes; 0: one, of a mail system that cannot tell later whether it left. */
  readonly batch: number;
  /** After so many days what is over leaves the record for an archive, after each sweep that ends well; null or absent: never. */
  readonly rollAfter?: number | null;
}

/** Dates are days from the day on which it is typed; null is an empty cell. */
export type Typed = string | number | null | { readonly in: number };

export interface NewTask {
  readonly id: boolean;
  readonly plan: Readonly<Record<string, Typed>>;
  readonly progress: Readonly<Record<string, Typed>> | null;
}

/** Tasks are named by number, modulo how many there are. */
export type Deed =
  | { readonly do: 'progress' | 'plan'; readonly task: number; readonly set: Readonly<Record<string, Typed>> }
  | { readonly do: 'task'; readonly row: NewTask }
  | { readonly do: 'blanks' | 'drop' | 'drop progress' | 'mend copies'; readonly task: number }
  | { readonly do: 'paste'; readonly task: number; readonly top: boolean }
  | {
      readonly do: 'sort';
      readonly tab: 'raci' | 'tracker';
      readonly by: 'id' | 'due' | 'name';
      readonly down: boolean;
    }
  | { readonly do: 'calendar'; readonly in: number; readonly kind: 'off' | 'work' | null }
  | { readonly do: 'person'; readonly name: string; readonly active: boolean }
  | {
      readonly do: 'cover';
      readonly name: string;
      readonly by: string | null;
      readonly from: number | null;
      readonly until: number | null;
    }
  | { readonly do: 'prefer'; readonly name: string; readonly fewer: boolean; readonly noMailOn: readonly number[] }
  | { readonly do: 'setting'; readonly key: keyof Settings; readonly value: number | string }
  | {
      readonly do: 'help';
      readonly task: number;
      readonly filedBy: string;
      readonly ago: number;
      readonly level: number;
    }
  | { readonly do: 'rule'; readonly task: number; readonly dated: boolean }
  | { readonly do: 'know'; readonly task: number; readonly days: number }
  | { readonly do: 'request'; readonly ago: number }
  | { readonly do: 'review' | 'cancel' | 'answer' | 'decide'; readonly nth: number }
  | {
      readonly do: 'dispute';
      readonly parties: readonly string[];
      readonly filedBy: string;
      readonly ago: number;
      readonly level: number;
    };

export interface SweepDay {
  readonly deeds: readonly Deed[];
  /** Days since the sweep before. */
  readonly wait: number;
  /** Wall clock, minutes after midnight; later than the sweep before where that was the same day. */
  readonly minute: number;
  readonly how: How;
}

export type How =
  | { readonly kind: 'plain' | 'twice' | 'copy' }
  | { readonly kind: 'both'; readonly dice: number }
  | {
      /** `dies`: from that call on nothing answers; `fails`: one call does. */
      readonly kind: 'dies' | 'fails';
      readonly call: number;
      readonly after: boolean;
      /** Real minutes until the same sweep is tried again; null: not at all. */
      readonly again: number | null;
    };

const person = fc.constantFrom(...NAMES);
const people = fc.uniqueArray(person, { maxLength: 2 }).map((names) => names.join(', '));
/** Empty in so many of ten cases. */
const maybe = <T>(some: fc.Arbitrary<T>, empty = 2): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: empty, arbitrary: fc.constant(null) }, { weight: 10 - empty, arbitrary: some });
const near = (min: number, max: number) => fc.integer({ min, max }).map((days) => ({ in: days }));
const status = fc.constantFrom(...Object.keys(STATUSES), 'In progress', 'Blocked');
const word = fc.constantFrom('Paper', 'Draft', 'Waits for press');
const department = fc.constantFrom('Design', 'Marketing', 'Finance', null);
const task = fc.nat({ max: 5 });

const planColumns = {
  request: fc.constantFrom(null, '0', '1'),
  department,
  responsible: maybe(person, 1),
  accountable: maybe(person, 1),
  supporting: people,
  consulted: people,
  informed: people,
  start: maybe(near(-8, 8), 4),
  due: maybe(near(-8, 10), 1),
  output: maybe(word),
  doneWhen: maybe(word, 4),
  predecessors: fc.constantFrom(null, null, '0', '1', '0,2'),
};
const progressColumns = {
  status: maybe(status, 1),
  progress: maybe(fc.constantFrom(0.2, 0.5, 0.8), 5),
  output: maybe(word, 6),
  risk: maybe(word, 8),
  reason: maybe(word, 7),
  newDue: maybe(near(-2, 9), 7),
  note: maybe(word, 7),
  updatedOn: maybe(near(-3, 2), 5),
};
const newTask: fc.Arbitrary<NewTask> = fc.record({
  id: fc.boolean(),
  plan: fc.record(planColumns),
  progress: maybe(fc.record(progressColumns)),
});

/** One or two cells of a row at a time. */
const some = (columns: Record<string, fc.Arbitrary<Typed>>) =>
  fc
    .uniqueArray(fc.constantFrom(...Object.keys(columns)), { minLength: 1, maxLength: 2 })
    .chain((keys) => fc.record(Object.fromEntries(keys.map((key) => [key, columns[key]!]))));
const unreadable = (keys: readonly string[]) => fc.constantFrom(...keys).map((key) => ({ [key]: UNREADABLE }));

const SETTINGS: Readonly<Record<string, fc.Arbitrary<number | string>>> = {
  remindDays: fc.nat({ max: 4 }),
  collectDays: fc.nat({ max: 3 }),
  stuckDays: fc.nat({ max: 4 }),
  executiveDays: fc.nat({ max: 4 }),
  quietDays: fc.nat({ max: 3 }),
  workdayEnd: fc.constantFrom(17 * 60, 18 * 60, 9 * 60),
  updateDay: fc.integer({ min: 1, max: 7 }),
  managerDay: fc.integer({ min: 1, max: 7 }),
  assessDays: fc.nat({ max: 3 }),
  disputeDays: fc.nat({ max: 3 }),
  keeper: fc.constantFrom('Wu Kai', 'Li Ming', ''),
  projectLead: fc.constantFrom('Guo Tao', 'Wang Fang', ''),
  executive: fc.constantFrom('Zhou Zong', ''),
};
const setting = fc
  .constantFrom(...Object.keys(SETTINGS))
  .chain((key) => SETTINGS[key]!.map((value) => ({ do: 'setting' as const, key: key as keyof Settings, value })));

const act = <T extends Deed['do'], R extends object>(what: T, rest: { [K in keyof R]: fc.Arbitrary<R[K]> }) =>
  fc.record(rest).map((values) => ({ do: what, ...(values as R) }));

const deed = fc.oneof(
  { weight: 10, arbitrary: act('progress', { task, set: some(progressColumns) }) },
  { weight: 5, arbitrary: act('plan', { task, set: some(planColumns) }) },
  { weight: 2, arbitrary: act('progress', { task, set: unreadable(['status', 'newDue']) }) },
  { weight: 1, arbitrary: act('plan', { task, set: unreadable(['due']) }) },
  { weight: 2, arbitrary: act('blanks', { task }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('task' as const), row: newTask }) },
  { weight: 1, arbitrary: act('drop', { task }) },
  { weight: 1, arbitrary: act('drop progress', { task }) },
  { weight: 2, arbitrary: act('paste', { task, top: fc.boolean() }) },
  { weight: 1, arbitrary: act('mend copies', { task }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('sort' as const),
      tab: fc.constantFrom('raci' as const, 'tracker' as const),
      by: fc.constantFrom('id' as const, 'due' as const, 'name' as const),
      down: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: act('calendar', {
      in: fc.integer({ min: -3, max: 8 }),
      kind: fc.constantFrom('off' as const, 'off' as const, 'work' as const, null),
    }),
  },
  { weight: 2, arbitrary: act('person', { name: person, active: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: act('cover', {
      name: person,
      by: maybe(person),
      from: maybe(fc.integer({ min: -4, max: 4 }), 3),
      until: maybe(fc.integer({ min: -1, max: 8 }), 3),
    }),
  },
  {
    weight: 2,
    arbitrary: act('prefer', {
      name: person,
      fewer: fc.boolean(),
      noMailOn: fc.subarray([1, 2, 3, 4, 5, 6, 7], { maxLength: 6 }),
    }),
  },
  { weight: 2, arbitrary: setting },
  {
    weight: 1,
    arbitrary: act('help', {
      task,
      filedBy: fc.oneof(person, fc.constantFrom('Zhao Yi', 'Qian Er')),
      ago: fc.nat({ max: 2 }),
      level: fc.constantFrom(1, 1, 2),
    }),
  },
  { weight: 2, arbitrary: act('rule', { task, dated: fc.boolean() }) },
  { weight: 2, arbitrary: act('know', { task, days: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 1, arbitrary: act('request', { ago: fc.nat({ max: 3 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'review' as const,
        'review' as const,
        'cancel' as const,
        'answer' as const,
        'decide' as const,
      ),
      nth: fc.nat({ max: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: act('dispute', {
      parties: fc.uniqueArray(person, { minLength: 2, maxLength: 2 }),
      filedBy: person,
      ago: fc.nat({ max: 4 }),
      level: fc.constantFrom(0, 0, 0, 1, 2),
    }),
  },
) as fc.Arbitrary<Deed>;

const how: fc.Arbitrary<How> = fc.oneof(
  { weight: 10, arbitrary: fc.constant({ kind: 'plain' as const }) },
  { weight: 1, arbitrary: fc.constantFrom({ kind: 'twice' as const }, { kind: 'copy' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('both' as const), dice: fc.nat() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('dies' as const, 'fails' as const),
      call: fc.integer({ min: 1, max: 14 }),
      after: fc.boolean(),
      again: fc.constantFrom(1, 20, 20, 16 * 60, null),
    }),
  },
);

const NINE = 9 * 60;
const sweepDay: fc.Arbitrary<SweepDay> = fc.record({
  deeds: fc.array(deed, { maxLength: 3 }),
  wait: fc.constantFrom(1, 1, 1, 1, 1, 1, 0, 0, 2, 3, 4, 7),
  minute: fc.constantFrom(NINE, NINE, NINE, NINE, 0, 1, 2 * 60 + 30, 17 * 60, 18 * 60, 23 * 60 + 59),
  how,
});

/** Among them weeks with the change to summer time, the end of a year and a leap day. */
export const history: fc.Arbitrary<History> = fc.record({
  zone: fc.constantFrom('Asia/Shanghai', 'Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe'),
  from: fc.constantFrom('2026-03-02', '2026-03-23', '2026-10-19', '2026-12-21', '2028-02-21'),
  settings: fc.record(
    {
      stuckDays: fc.nat({ max: 3 }),
      executiveDays: fc.nat({ max: 3 }),
      remindDays: fc.nat({ max: 3 }),
      quietDays: fc.nat({ max: 3 }),
    },
    { requiredKeys: [] },
  ),
  requests: fc.constantFrom(0, 1, 2),
  tasks: fc.array(newTask, { minLength: 1, maxLength: 4 }),
  days: fc.array(sweepDay, { minLength: 3, maxLength: 18 }),
  batch: fc.constantFrom(0, 1, 2, 20),
  rollAfter: fc.constantFrom(null, null, 2, 9),
});
