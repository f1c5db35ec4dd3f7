/** Writes the process around the tasks into the full template's demo, day by day. */
import type { Write, WriteValue } from '../../core/plan.ts';
import { readSnapshot } from '../../core/read/index.ts';
import type { WorkTab } from '../../core/snapshot.ts';
import { instantOf } from '../../core/time/calendar.ts';
import { append } from '../../core/writes/rows.ts';
import { type Column, keyColumn, type Locale, tabOf } from '../../sheet-templates/index.ts';
import { settings } from '../create/make-workbook.ts';
import type { WorkbookStore } from '../ports.ts';
import type { Act, Cells, CellValue } from './act.ts';
import { CONTENT, type DemoBook, type DemoDay, keysOf, type Plot } from './book.ts';
import { fullEn } from './full-content.en.ts';
import type { FullContent } from './full-content.ts';
import { fullZh } from './full-content.zh-CN.ts';
import { ACTS, FULL_REQUESTS, requestOf } from './full-scenario.ts';
import { type DepartmentKey, type PersonKey, personPart, TASKS, taskOf } from './scenario.ts';

const FULL_CONTENT: Readonly<Record<Locale, FullContent>> = { 'zh-CN': fullZh, en: fullEn };

const wordsOf = (locale: Locale) => ({ identity: FULL_CONTENT[locale].identity, ...CONTENT[locale].requests });

export const FULL: Plot = {
  requests: FULL_REQUESTS,
  words: { 'zh-CN': wordsOf('zh-CN'), en: wordsOf('en') },
  requestOf,
};

/** What people do around the tasks, day by day; rows that Baton added meanwhile are found by what stands in them. */
export interface Process {
  before(day: number): Promise<void>;
  on(day: number): Promise<void>;
}

export const createProcess = (store: WorkbookStore, book: DemoBook, demo: DemoDay): Process => {
  const { said, emergencyPhone, channel } = FULL_CONTENT[demo.locale];

  /** Not in the workbook yet. */
  let pending: Write[] = [];
  const flush = async () => {
    if (pending.length > 0) await store.apply(pending);
    pending = [];
  };

  const live = async (match: (on: number) => boolean) => {
    for (const act of ACTS.filter(({ on }) => match(on))) {
      const write = await writeOf(act);
      pending.push(write);
    }
    await flush();
  };

  const writeOf = async ({ on, tab, where, nth, cells, says }: Act): Promise<Write> => {
    const values: Write['values'] = { ...(await written(on, tab, cells)), ...(says && said[says]) };
    return where
      ? { tab, kind: 'set', item: await find(on, tab, where, nth), values, expected: {} }
      : append(tab, String(values[keyColumn(tab)] ?? ''), values);
  };

  const written = async (on: number, tab: WorkTab, cells: Cells): Promise<Record<string, WriteValue>> => {
    const columns: Readonly<Record<string, Column>> = tabOf(tab).columns;
    const values: Record<string, WriteValue> = {};
    for (const [key, value] of Object.entries(cells)) {
      if (value === undefined) continue;
      values[key] =
        typeof value === 'object' && 'where' in value
          ? await find(on, value.tab, value.where)
          : cellOf(columns[key]!, value);
    }
    return values;
  };

  const cellOf = ({ type }: Column, value: CellValue): WriteValue => {
    if (value === '') return '';
    switch (type) {
      case 'date':
        return book.iso(value as number);
      case 'person':
        return book.name(value as PersonKey);
      case 'people':
        return book.names(value as readonly PersonKey[]);
      case 'department':
        return book.department(value as DepartmentKey);
      case 'departments':
        return book.departments(value as readonly DepartmentKey[]);
      default:
        return value as WriteValue;
    }
  };

  /** The id of the n-th row in which all of this stands, as the sheet is on that day. */
  const find = async (on: number, tab: WorkTab, where: Cells, nth = 0): Promise<string> => {
    if (typeof where.id === 'string') return where.id;
    await flush();
    const now = instantOf(book.day(on), demo.sweepTime, demo.zone);
    const { rows } = readSnapshot(await store.read(), { now });
    const wanted = Object.entries(await written(on, tab, where));
    const found = rows[tab].filter(({ values }) =>
      wanted.every(([key, value]) => textOf((values as Readonly<Record<string, unknown>>)[key]) === String(value)),
    )[nth];
    if (!found) throw new Error(`the demo has no ${tab} with ${JSON.stringify(where)}`);
    return found.id;
  };

  return {
    before: async (day) => {
      await store.apply([
        ...settings({
          organiser: book.name('lead'),
          emergencyContact: book.name('supplyHead'),
          emergencyPhone,
          channel,
        }),
        ...supportingDepartments(book),
      ]);
      await live((on) => on < day);
    },
    on: (day) => live((on) => on === day),
  };
};

/** A cell as it is read, as text. */
const textOf = (value: unknown): string => (value as { name?: string } | null)?.name ?? String(value ?? '');

/** Other departments than its own that help with a task: those of the people who do. */
const supportingDepartments = (book: DemoBook): Write[] =>
  keysOf(TASKS).flatMap((key): Write[] => {
    const { s = [], department } = taskOf(key);
    const others = [...new Set(s.flatMap((who) => personPart(who).department ?? []))].filter((it) => it !== department);
    if (others.length === 0) return [];
    const values = { supportingDepartments: book.departments(others) };
    return [{ tab: 'raci', kind: 'set', item: book.taskId(key), values, expected: {} }];
  });
