/** Which header of a team's sheet means which of our columns, judged with the cells below it. */
import { type Column, columnsOf, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { readerOf } from '../read/cells.ts';
import { parseDate } from '../read/dates.ts';
import { headerKey, textOf } from '../read/headers.ts';
import { NOBODY } from '../read/people.ts';
import { groupBy } from '../text/maps.ts';
import { saysNothing } from '../text/words.ts';
import type { RawCell } from '../workbook.ts';
import { type Meaning, meaningOf } from './meaning.ts';

/** A column of theirs that is read as one of ours. */
export interface Mapped {
  readonly tab: TabKey;
  readonly column: string;
  /** 1-based. */
  readonly at: number;
  readonly header: string;
}

/** Several headers that may be one column; none is taken. */
export interface Ambiguous {
  readonly tab: TabKey;
  readonly column: string;
  readonly headers: readonly { readonly at: number; readonly header: string }[];
}

/** A header that would name a column, whose cells say otherwise. */
export interface Contradicted {
  readonly column: string;
  readonly at: number;
  readonly header: string;
  readonly examples: readonly string[];
}

export interface Mapping {
  readonly mapped: readonly Mapped[];
  readonly ambiguous: readonly Ambiguous[];
  readonly contradicted: readonly Contradicted[];
}

/** The first cells below a header by 1-based column, empty ones and what says nothing (-, /, 无) left out. */
export type CellsBelow = (at: number) => readonly RawCell[];

export const isNothing = (cell: RawCell | undefined): boolean => {
  const text = textOf(cell);
  return typeof cell === 'object' ? true : text === '' || saysNothing(text);
};

const context = (dateSystem: 1900 | 1904) => ({ dateSystem, people: NOBODY, departments: new Map<string, string>() });

/** Words of a status column that mean one state. */
const isStatus = (() => {
  const column = tabOf('tracker').columns.status as Column;
  const read = readerOf('status', column, tabOf('tracker'));
  return (cell: RawCell): boolean => typeof cell === 'string' && read(cell, context(1900), () => {}) !== null;
})();

const isDate = (cell: RawCell, dateSystem: 1900 | 1904): boolean =>
  (typeof cell === 'number' || typeof cell === 'string') && 'day' in parseDate(cell, dateSystem);

/** Numbers under a date's header that are no dates: hours, amounts, day counts. */
const isOnlyNumbers = (cells: readonly RawCell[], dateSystem: 1900 | 1904): boolean =>
  cells.length > 0 && cells.every((cell) => typeof cell === 'number' && !isDate(cell, dateSystem));

/**
 * Which header of one sheet names which column of these tabs, each header for one column only. The tab's own words go
 * before what people write; a second claimant is left alone, unless the first one's cells are all empty.
 */
export const mapColumns = (
  tabs: readonly TabKey[],
  header: readonly string[],
  below: CellsBelow,
  dateSystem: 1900 | 1904,
): Mapping => {
  const mapped: Mapped[] = [];
  const ambiguous: Ambiguous[] = [];
  const contradicted: Contradicted[] = [];
  const used = new Set<number>();
  const isUnique = uniqueIn(header);

  const columns = tabs.flatMap((tab) =>
    columnsOf(tab)
      .filter(([, { lookup, type }]) => !lookup && type !== 'id')
      .map(([key, { type }]) => ({ tab, key, type })),
  );
  const meanings = tabs.flatMap((tab) =>
    header.map((text, index) => ({ tab, at: index + 1, header: text, meaning: text ? meaningOf(tab, text) : null })),
  );
  const byColumn = groupBy(meanings, ({ tab, meaning }) => `${tab}.${meaning?.column}`);
  const claimants = (tab: TabKey, key: string, strength: Meaning['strength']) =>
    (byColumn.get(`${tab}.${key}`) ?? [])
      .filter(({ at, meaning }) => meaning?.strength === strength && !used.has(at))
      .map(({ at, header }) => ({ at, header }));

  for (const strength of ['exact', 'alias'] as const) {
    for (const { tab, key, type } of columns) {
      const known = (c: { tab: TabKey; column: string }) => c.tab === tab && c.column === key;
      if (mapped.some(known) || ambiguous.some(known)) continue;
      const headers = claimants(tab, key, strength);
      const filled = headers.filter(({ at }) => below(at).length > 0);
      const likely = headers.length === 1 ? headers[0] : filled.length === 1 ? filled[0] : undefined;
      const chosen = likely && isUnique(likely.header) ? likely : undefined;
      if (chosen) {
        const cells = below(chosen.at);
        if (type === 'date' && isOnlyNumbers(cells, dateSystem)) {
          contradicted.push({ column: key, ...chosen, examples: cells.slice(0, 3).map(textOf) });
        } else mapped.push({ tab, column: key, ...chosen });
        used.add(chosen.at);
      } else if (headers.length > 0) {
        ambiguous.push({ tab, column: key, headers });
        for (const { at } of headers) used.add(at);
      }
    }
  }
  return { mapped: tabs.includes('tracker') ? withStatus(mapped, below) : mapped, ambiguous, contradicted };
};

/** A column is found again by its header alone. Counted once: a header may be sixteen thousand cells wide. */
const uniqueIn = (header: readonly string[]): ((text: string) => boolean) => {
  const counts = new Map<string, number>();
  for (const text of header) {
    const key = text && headerKey(text);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return (text) => counts.get(headerKey(text)) === 1;
};

/** 进度 or 完成情况 over nothing but words of state is the status, where no other column is. */
const withStatus = (mapped: readonly Mapped[], below: CellsBelow): Mapped[] => {
  if (mapped.some(({ tab, column }) => tab === 'tracker' && column === 'status')) return [...mapped];
  const status = mapped.find(
    ({ column, at }) =>
      (column === 'progress' || column === 'output') && below(at).length > 1 && below(at).every(isStatus),
  );
  return mapped.map((column) => (column === status ? { ...column, tab: 'tracker', column: 'status' } : column));
};

/** Columns whose header may be an id's, in the order in which they stand. */
export const idClaimants = (header: readonly string[]): number[] => {
  const isUnique = uniqueIn(header);
  return header.flatMap((text, index) =>
    text && isUnique(text) && (['raci', 'tracker'] as const).some((tab) => meaningOf(tab, text)?.column === 'id')
      ? [index + 1]
      : [],
  );
};
