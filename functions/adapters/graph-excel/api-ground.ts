/** The workbook as the API way last read it: what is still known, and what has to be read again. */
import { inAll } from '../../../core/messages/in-all.ts';

import type { Problem } from '../../../core/problem.ts';
import { type Located, locate, textOf } from '../../../core/read/locate.ts';
import { placesIn } from '../../../core/read/parts.ts';
import { must } from '../../../core/text/must.ts';
import type { RawCell, RawWorkbook, RowEdit } from '../../../core/workbook.ts';
import { withEdits } from '../../../core/write/overlay.ts';
import { columnsOf, TAB_KEYS, type TabKey } from '../../../sheet-templates/index.ts';
import type { Operation } from '../../microsoft/client.ts';
import { isToRead, readSheets, SheetGone, type SheetReading } from './api-read.ts';
import type { Contents, WorkbookSession } from './api-session.ts';
import { fileTitle } from './item.ts';
import { addressAt, type ItemAddress, itemLocation, type OpenWay, WayRefused } from './way.ts';

const say = inAll('microsoft');

/** A workbook to be written on. */
export interface ApiGround {
  readonly contents: Contents;
  readonly workbook: RawWorkbook;
  readonly located: Located;
  /** By title. */
  readonly readings: ReadonlyMap<string, SheetReading>;
  /** When the sheet of it that was read first was read, or when we last wrote to it since: milliseconds since 1970. */
  readonly at: number;
}

export interface RangeReader {
  /** What was read last, as long as its machine tabs count as known and nobody found them to be otherwise. */
  known(): ApiGround | null;
  /** Reads it all; with tabs, only what writes to them need and what was not known: the rest is as it was. */
  look(operation: Operation, about: ReadonlySet<TabKey> | null): Promise<ApiGround>;
  /** Edits that are known to be where they belong, at this time. */
  wrote(ground: ApiGround, edits: readonly RowEdit[], at: number): void;
  /** Tables that were made, by name. */
  made(tables: ReadonlyMap<string, string>): void;
  /** What was read is no longer so. `sheets`: nor which sheets and tables there are. */
  forget(sheets?: boolean): void;
}

/**
 * How long the machine tabs count as known: nobody but Baton writes there, and a sweep that has just written holds a
 * claim of 15 minutes, within which another one writes no more than its own claim below the others.
 */
const KNOWN_FOR = 5 * 60_000;
/** How often sheets may go while they are read. */
const ATTEMPTS = 5;

export const createReader = (
  session: WorkbookSession,
  { address, client, open }: Parameters<OpenWay>[0],
): RangeReader => {
  let contents: Contents | null = null;
  let known: ApiGround | null = null;
  let last: ApiGround | null = null;

  const groundOf = (from: Contents, readings: readonly SheetReading[], at: number): ApiGround => {
    const workbook: RawWorkbook = {
      name: fileTitle(from.item),
      location: itemLocation(address),
      ...(from.item.webUrl !== undefined && { url: from.item.webUrl }),
      // An item keeps its id under every name and in every folder of its drive, and a copy has one of its own.
      movedFrom: () => false,
      foundAt: (recorded) => foundAt(recorded, address, open),
      dateSystem: from.dateSystem,
      sheets: readings.map(({ sheet }) => sheet),
    };
    const byTitle = new Map(readings.map((reading) => [reading.sheet.title, reading]));
    return { contents: from, workbook, located: locate(workbook), readings: byTitle, at };
  };

  const readOnce = async (operation: Operation, about: ReadonlySet<TabKey> | null): Promise<ApiGround> => {
    const at = client.time.now();
    const isFirst = last === null;
    contents ??= await session.open(operation);
    const ids = contents.sheets.filter(isToRead).map(({ id }) => id);
    const old = new Map([...(last?.readings.values() ?? [])].map((reading) => [reading.id, reading]));
    const titles = about && last ? titlesFor(last.located, about) : null;
    const isWanted = (id: string) => {
      const before = old.get(id);
      return titles === null || before === undefined || titles.has(before.sheet.title);
    };
    const read = await readSheets(operation, session, ids.filter(isWanted), about !== null);
    const fresh = new Map(read.map((reading) => [reading.id, reading]));
    const isWhole = fresh.size === ids.length;
    const ground = groundOf(
      contents,
      ids.map((id) => must(fresh.get(id) ?? old.get(id), 'reading of a sheet')),
      isWhole ? at : Math.min(at, last?.at ?? at),
    );
    if (isFirst && ground.located.problems.some((problem) => mayBeMerged(problem, ground.located))) {
      await session.close(operation);
      throw headerMissing();
    }
    return ground;
  };

  const isFresh = ({ at }: ApiGround) => client.time.now() - at < KNOWN_FOR;

  return {
    known: () => (known && isFresh(known) ? known : null),
    look: async (operation, about) => {
      for (let attempt = 1; ; attempt++) {
        try {
          known = await readOnce(operation, about);
          last = known;
          return known;
        } catch (thrown) {
          if (!(thrown instanceof SheetGone)) throw thrown;
          if (attempt === ATTEMPTS) throw thrown.cause;
          contents = null;
        }
      }
    },
    wrote: (ground, edits, at) => {
      const workbook = withEdits(ground.workbook, edits);
      const sheets = new Map(workbook.sheets.map((sheet) => [sheet.title, sheet]));
      const readings = new Map(
        [...ground.readings].map(([title, reading]) => [
          title,
          { ...reading, sheet: sheets.get(title) ?? reading.sheet },
        ]),
      );
      const since = isFresh(ground) ? at : ground.at;
      known = { contents: contents ?? ground.contents, workbook, located: locate(workbook), readings, at: since };
      last = known;
    },
    made: (tables) => {
      if (contents) contents = { ...contents, tables: new Map([...contents.tables, ...tables]) };
    },
    forget: (sheets = false) => {
      known = null;
      if (sheets) contents = null;
    },
  };
};

const foundAt = async (recorded: string, own: ItemAddress, open: Parameters<OpenWay>[0]['open']) => {
  const there = addressAt(recorded);
  // Deleted or not ours to read, and so nothing that we could run beside this one.
  return there && recorded !== itemLocation(own)
    ? open(there)
        .read()
        .catch(() => null)
    : null;
};

/** Titles of the sheets that writes to these tabs look at: their own, the settings, and those on either end of a lookup. */
const titlesFor = (located: Located, about: ReadonlySet<TabKey>): ReadonlySet<string> => {
  const wanted = new Set<string>(['settings', ...about]);
  for (const tab of TAB_KEYS) {
    for (const [, { lookup }] of columnsOf(tab)) {
      const sources = lookup ? [lookup.tab, ...(lookup.or ?? []).map((other) => other.tab)] : [];
      if (!about.has(tab) && !sources.some((source) => about.has(source as TabKey))) continue;
      for (const one of [tab, ...sources]) wanted.add(one);
    }
  }
  return new Set(placesIn(located).flatMap(([tab, { sheet }]) => (wanted.has(tab) ? [sheet.title] : [])));
};

/**
 * Headers of several lines are told from their merged cells, which the API does not show. They leave a blank cell above a
 * name, to the right of another name: where there is none, what is missing is missing.
 */
const mayBeMerged = ({ code, tab, row }: Problem, { tabs }: Located): boolean => {
  if (code !== 'header-missing') return false;
  const sheet = tabs.get(tab)?.sheet;
  if (!sheet) return true;
  const at = (line: number) => sheet.rows.find((one) => one.at === line)?.cells ?? [];
  return [row - 1, row].some((line) => isGrouped(at(line), at(line + 1)));
};

const isGrouped = (above: readonly RawCell[], below: readonly RawCell[]): boolean => {
  const first = above.findIndex((cell) => textOf(cell) !== '');
  const isHeader = below.every((cell) => cell === null || typeof cell === 'string');
  return first >= 0 && isHeader && below.some((cell, i) => i > first && textOf(cell) !== '' && textOf(above[i]) === '');
};

const headerMissing = () => new WayRefused(say.excelNoMerges, new Error('header-missing'));
