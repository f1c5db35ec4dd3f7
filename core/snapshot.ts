/** All that a sweep decides from, typed: rows, people, calendar, settings, memory and ledger. */

import type { Column, IdTab, Locale, Option, POLICY, SettingKey, TABS, TabKey } from '../sheet-templates/index.ts';
import type { Weekend } from '../sheet-templates/weekends.ts';
import type { Problem } from './problem.ts';
import type { Write } from './row-write.ts';
import type { Calendar } from './time/calendar.ts';
import type { Day } from './time/day.ts';

/** A person of the directory. Only these get mail. */
export interface Person {
  readonly name: string;
  /** A valid address, or null: then nothing can be sent and the keeper is told. */
  readonly email: string | null;
  readonly department: string;
  readonly locale: Locale;
  readonly active: boolean;
  /** Under which chat systems may know them, and the kind of way they want first; absent where the directory says neither. */
  readonly phone?: string;
  readonly channel?: string;
  /** What they asked for of their mails; absent where the directory says nothing. */
  readonly prefers?: Preferences;
  /** Name of the person who covers, with the days it holds; null on a side means unbounded. */
  readonly delegate: { readonly to: string; readonly from: Day | null; readonly until: Day | null } | null;
}

/** How somebody wants to hear from Baton (planning/preferred.ts says what of it is kept when). */
export interface Preferences {
  /** Nothing that is only to know. */
  readonly fewer: boolean;
  /** Weekdays without mail, 1 (Monday) to 7 (Sunday), in ascending order. */
  readonly noMailOn: readonly number[];
  /** No mail before it, in minutes after midnight; null for any time. */
  readonly hour: number | null;
}

export interface Department {
  readonly name: string;
  readonly head: Person | null;
  readonly interfacePerson: Person | null;
  readonly divisionLeader: Person | null;
  /** Listed because the company has it: nobody of this workbook has put it there. */
  readonly shared: boolean;
}

type ValueOf<C extends Column> = C['type'] extends 'date'
  ? Day | null
  : C['type'] extends 'number' | 'percent' | 'clock'
    ? number | null
    : C['type'] extends 'flag'
      ? boolean | null
      : C['type'] extends 'person'
        ? Person | null
        : C['type'] extends 'people'
          ? readonly Person[]
          : C['type'] extends 'departments' | 'ids'
            ? readonly string[]
            : C['type'] extends 'option'
              ? (C extends { readonly options: readonly (infer O extends Option)[] } ? O['key'] : string) | null
              : string;

/** The typed values of a row of tab K, by column key; a clock is minutes after midnight. What a cell does not say is null, '' or []. */
export type RecordOf<K extends TabKey> = {
  -readonly [C in keyof (typeof TABS)[K]['columns']]: (typeof TABS)[K]['columns'][C] extends Column
    ? ValueOf<(typeof TABS)[K]['columns'][C]>
    : never;
};

/** Somebody's row in the directory; who covers for them stands there as a name. */
export type Listed = Omit<RecordOf<'directory'>, 'delegate'>;

export interface Row<K extends TabKey> {
  /** The item's id; for a row that has none yet, the one it will get (`fresh`). */
  readonly id: string;
  readonly fresh: boolean;
  /** Row number in this reading, for people to find it; never used to write. */
  readonly at: number;
  readonly values: RecordOf<K>;
  /** What stands in a team's own sheet for its status, where Baton calls that something else; by what the team said it may as well mean no state at all. */
  readonly ownStatus?: string;
}

/** Tabs whose rows people write and rules judge. */
export type WorkTab = IdTab | 'tracker';
export type WorkRows = { readonly [K in WorkTab]: readonly Row<K>[] };

/** Tabs whose rows are tracked as tasks. */
export type TaskTab = 'raci' | 'actions' | 'retrospective';

/** A row that is tracked: as the plan has it, whichever tab it stands in. */
export interface Task extends Row<'raci'> {
  readonly tab: TaskTab;
}

export type StatusKey = NonNullable<RecordOf<'tracker'>['status']>;

interface SettingValues {
  readonly text: string;
  readonly zone: string;
  readonly country: string;
  /** '' where the country says it (sheet-templates/weekends.ts). */
  readonly weekend: Weekend;
  readonly locale: Locale;
  /** Minutes after midnight. */
  readonly clock: number;
  readonly workdays: number;
  readonly count: number;
  readonly hours: number;
  /** 1 (Monday) to 7 (Sunday). */
  readonly weekday: number;
  readonly flag: boolean;
  readonly person: Person | null;
  /** '' for none. */
  readonly group: string;
}

/** Settings as typed values, by what the policy table declares; what was empty or wrong holds the default. */
export type Policy = { readonly [K in SettingKey]: SettingValues[(typeof POLICY)[K]['type']] };
/** The settings that name somebody. */
export type RoleKey = { [K in SettingKey]: (typeof POLICY)[K]['type'] extends 'person' ? K : never }[SettingKey];

/** What is remembered of an item between sweeps: a row of `_state`. */
export type ItemState = RecordOf<'_state'>;
export type LedgerRow = RecordOf<'_ledger'>;
export type RunRow = RecordOf<'_runs'>;

/** A day of an official list that the calendar tab may lack yet. */
export interface OfficialDay {
  readonly date: Day;
  readonly kind: 'off' | 'work';
  readonly note: string;
}

/** What a workbook is called, and what it calls its sheets and columns. */
export interface WorkbookNames {
  readonly name: string;
  /** Web address under which people open it. */
  readonly url?: string;
  /** Sheet titles by tab (`raci`) and headers by tab and column (`raci.due`), for all that was found. */
  readonly own?: ReadonlyMap<string, string>;
  /** Titles of the sheets in which rows stand, by tab and id (`raci T-0007`): of those that are not in the first of several. */
  readonly further?: ReadonlyMap<string, string>;
}

/** Everything a sweep decides from. Same snapshot, same plan, byte for byte. */
export interface Snapshot {
  readonly workbook: WorkbookNames & { readonly id: string };
  /** The sweep's instant in the workbook's zone, ISO 8601 with offset. */
  readonly at: string;
  readonly today: Day;
  /** Minutes after midnight, wall clock of the zone. */
  readonly minute: number;
  readonly calendar: Calendar;
  readonly policy: Policy;
  /** Which tabs the workbook has. */
  readonly has: Readonly<Partial<Record<TabKey, true>>>;
  /** Whether a tab has a column: nobody is asked for what they have no column for. */
  readonly hasColumn: (tab: TabKey, column: string) => boolean;
  /** Plan and progress stand in one sheet (an adopted tracker), where a row is both. */
  readonly oneSheet: boolean;
  /** What tells tasks apart, or finished ones from open ones, cannot be read: nothing is said about tasks until it can. */
  readonly blind: boolean;
  /** By name as written in the directory. */
  readonly people: ReadonlyMap<string, Person>;
  /** The row that each of them stands in. */
  readonly listed: ReadonlyMap<Person, Listed>;
  readonly departments: ReadonlyMap<string, Department>;
  /** A tab the workbook lacks has no rows. */
  readonly rows: WorkRows;
  /** The plan's tasks, then actions of meetings and improvements: all that has progress in the tracker. */
  readonly tasks: readonly Task[];
  readonly state: ReadonlyMap<string, ItemState>;
  readonly ledger: readonly LedgerRow[];
  readonly runs: readonly RunRow[];
  readonly problems: readonly Problem[];
  /** Official days the calendar tab lacks; already counted with, and to be appended. */
  readonly newDays: readonly OfficialDay[];
  /** Rows of people, departments and days that the shared book has it; already counted with, and to be written. */
  readonly sharedRows: readonly Write[];
}
