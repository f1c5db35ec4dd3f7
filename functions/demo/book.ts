/** The demo's story, written into a workbook in the words of one language and the dates of one day. */
import type { Write, WriteValue } from '../../core/plan.ts';
import { readSnapshot } from '../../core/read/index.ts';
import type { WorkTab } from '../../core/snapshot.ts';
import { type Calendar, instantOf } from '../../core/time/calendar.ts';
import { type Day, dayOf, isoOf, partsOf } from '../../core/time/day.ts';
import { append } from '../../core/writes/rows.ts';
import { keyColumn, type Locale, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import type { Template } from '../../sheet-templates/views.ts';
import { settingWrites } from '../create/make-workbook.ts';
import type { WorkbookStore } from '../ports.ts';
import story from './story.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };
import zh from './words.zh-CN.json' with { type: 'json' };

/** What people write, in each language; a text that one lacks does not compile. */
export const DEMO_WORDS: Readonly<Record<Locale, typeof en & typeof zh>> = { 'zh-CN': zh, en };

type ByKey<T> = Readonly<Record<string, T>>;
type Texts = ByKey<string>;
type Cell = number | boolean | string | readonly string[];
/**
 * Cells by column. Dates are workdays from the day the demo is made for, or `impossible`, one that its month does not have;
 * `@designer` stands for whom or what the story calls so: a name, or the id of a request or task.
 */
type Cells = ByKey<Cell | Found>;

/** A cell that names a row of another sheet which got its id from Baton. */
interface Found {
  readonly tab: WorkTab;
  readonly where: Cells;
}

/** What somebody does in a sheet on a day, after that day's sweep. */
interface Act {
  readonly on: number;
  readonly tab: WorkTab;
  /** The row that is changed: the n-th in which all of this stands, the first unless said; a new row where it is absent. */
  readonly where?: Cells;
  readonly nth?: number;
  readonly cells?: Cells;
  /** What is written in words: texts by column, or the key of such. */
  readonly says?: string | Texts;
}

/** A task's row, and what people write about it: into the tracker, with some of its texts, unless another tab is named. */
interface Task {
  readonly row: Cells;
  readonly moves?: readonly (Pick<Act, 'on' | 'cells'> & {
    readonly tab?: string;
    readonly says?: readonly string[];
  })[];
}

/** What one template's demo has of its own; `tasks` are cells that its tasks have too, or instead. */
interface Plot {
  readonly settings: Texts;
  readonly requests: ByKey<Cells>;
  readonly tasks: ByKey<Cells>;
  readonly acts: readonly Act[];
}

const TASKS: ByKey<Task> = story.tasks;

export interface DemoDay {
  /** The full template's demo tells the process around the tasks too. */
  readonly template: Template;
  readonly locale: Locale;
  /** The workday the demo is made for; its own sweep has not happened yet. */
  readonly today: Day;
  readonly calendar: Calendar;
  readonly zone: string;
  /** Minutes after midnight. */
  readonly sweepTime: number;
}

/** The story, told in this order. */
interface DemoBook {
  /** The instant of a day's sweep. */
  at(workdays: number): string;
  /** People, requests and tasks. */
  begin(): Promise<void>;
  /** What people write on the days that match. */
  live(match: (on: number) => boolean): Promise<void>;
  /** Rows typed the day before, as people type them: without an ID, and not all of them right. */
  end(): Promise<void>;
}

export const openBook = (
  store: WorkbookStore,
  { template, locale, today, calendar, zone, sweepTime }: DemoDay,
): DemoBook => {
  const words = DEMO_WORDS[locale];
  const plot = story[template] as Plot;
  const ids = { ...idsOf('Q', plot.requests), ...idsOf('T', TASKS) };
  const names: Texts = { ...namesOf(words.people), ...namesOf(words.departments), ...ids };

  const dayAt = (workdays: number) => (workdays === 0 ? today : calendar.addWorkdays(today, workdays));
  const at = (workdays: number) => instantOf(dayAt(workdays), sweepTime, zone);
  const nameOf = (reference: string) => known(names, reference.slice(1));
  const cellOf = (isDate: boolean, cell: Cell): WriteValue => {
    if (isDate && cell !== '') return cell === 'impossible' ? impossibleDate(today) : isoOf(dayAt(Number(cell)));
    if (typeof cell === 'object') return cell.map(nameOf).join('、');
    return typeof cell === 'string' && cell.startsWith('@') ? nameOf(cell) : cell;
  };

  const written = async (on: number, tab: TabKey, cells: Cells): Promise<Record<string, WriteValue>> => {
    const values: Record<string, WriteValue> = {};
    for (const [key, cell] of Object.entries(cells)) {
      values[key] =
        typeof cell === 'object' && 'where' in cell
          ? await find(on, cell.tab, cell.where)
          : cellOf(tabOf(tab).columns[key]?.type === 'date', cell);
    }
    return values;
  };

  /** Not in the workbook yet. */
  let pending: Write[] = [];
  const flush = async () => {
    if (pending.length > 0) await store.apply(pending);
    pending = [];
  };

  /** The id of the n-th row in which all of this stands, as the sheet is on that day. */
  const find = async (on: number, tab: WorkTab, where: Cells, nth = 0): Promise<string> => {
    const { id, ...others } = await written(on, tab, where);
    if (id !== undefined) return String(id);
    await flush();
    const { rows } = readSnapshot(await store.read(), { now: at(on) });
    const found = rows[tab].filter(({ values }) =>
      Object.entries(others).every(([key, value]) => textOf((values as ByKey<unknown>)[key]) === String(value)),
    )[nth];
    if (!found) throw new Error(`the demo has no ${tab} with ${JSON.stringify(where)}`);
    return found.id;
  };

  const add = async (tab: TabKey, cells: Cells, texts: Texts, on = 0): Promise<void> => {
    const values = { ...(await written(on, tab, cells)), ...texts };
    pending.push(append(tab, String(values[keyColumn(tab)] ?? ''), values));
  };
  const addAll = async (tab: TabKey, rows: ByKey<Cells>, texts: ByKey<Texts>): Promise<void> => {
    for (const [key, cells] of Object.entries(rows)) await add(tab, cells, texts[key] ?? {});
  };
  const play = async ({ on, tab, where, nth, cells = {}, says = {} }: Act): Promise<void> => {
    const texts = typeof says === 'string' ? known<Texts>(words.said, says) : says;
    if (!where) return add(tab, cells, texts, on);
    const values = { ...(await written(on, tab, cells)), ...texts };
    const item = await find(on, tab, where, nth);
    pending.push({ tab, kind: 'set', item, values, expected: {} });
  };

  return {
    at,
    begin: async () => {
      const named = Object.entries(plot.settings).map(([key, who]) => [key, nameOf(who)]);
      pending.push(
        ...settingWrites({ project: words.project, ...Object.fromEntries(named), ...words.settings[template] }),
      );
      await addAll('departments', story.departments, words.departments);
      await addAll('directory', story.people, words.people);
      await addAll(
        'requests',
        withIds(plot.requests, (request) => request),
        words.requests,
      );
      await addAll(
        'raci',
        withIds(TASKS, ({ row }, key) => ({ ...row, ...plot.tasks[key] })),
        words.tasks,
      );
      await addAll(
        'tracker',
        withIds(TASKS, () => ({})),
        {},
      );
      await flush();
    },
    live: async (match) => {
      for (const act of [...movesOf(words.written), ...plot.acts]) if (match(act.on)) await play(act);
      await flush();
    },
    end: async () => {
      await addAll('raci', story.typed, words.typed);
      await flush();
    },
  };
};

/** What people write about tasks, as acts. */
const movesOf = (written: ByKey<Texts>): Act[] =>
  Object.entries(TASKS).flatMap(([key, { moves = [] }]) =>
    moves.map(({ on, tab = 'tracker', cells = {}, says = [] }) => ({
      on,
      tab: tab as WorkTab,
      where: { id: `@${key}` },
      cells: tab === 'tracker' ? { ...cells, updatedOn: on } : cells,
      says: Object.fromEntries(says.map((column) => [column, written[key]?.[column] ?? ''])),
    })),
  );

const withIds = <T>(all: ByKey<T>, cellsOf: (of: T, key: string) => Cells): ByKey<Cells> =>
  Object.fromEntries(Object.entries(all).map(([key, of]) => [key, { id: `@${key}`, ...cellsOf(of, key) }]));

const namesOf = (all: ByKey<{ readonly name: string }>): Texts =>
  Object.fromEntries(Object.entries(all).map(([key, { name }]) => [key, name]));

/** Ids of keys in their order. */
const idsOf = (prefix: string, all: object): Texts =>
  Object.fromEntries(Object.keys(all).map((key, i) => [key, `${prefix}-${String(i + 1).padStart(4, '0')}`]));

const known = <T>(all: ByKey<T>, key: string): T => {
  const found = all[key];
  if (found === undefined) throw new Error(`the demo knows no ${key}`);
  return found;
};

/** A cell as it is read, as text. */
const textOf = (value: unknown): string => (value as { name?: string } | null)?.name ?? String(value ?? '');

/** A day that the next month too short for it does not have, as people write dates. */
const impossibleDate = (today: Day): string => {
  let { year, month } = partsOf(today);
  const beyond = () => (month === 2 ? 30 : 31);
  while (dayOf(year, month, beyond()) !== null) {
    month = (month % 12) + 1;
    if (month === 1) year++;
  }
  return `${year}/${month}/${beyond()}`;
};
