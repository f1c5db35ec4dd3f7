import { readFile } from 'node:fs/promises';
import { afterEach } from 'vitest';
import { type GraphExcelOptions, openGraphWorkbook } from '../../../functions/adapters/graph-excel/store.ts';
import type { WayName } from '../../../functions/adapters/graph-excel/way.ts';
import type { MemoryStore } from '../../../functions/adapters/memory/store.ts';
import { CLOUDS } from '../../../functions/microsoft/clouds.ts';
import type { WorkbookStore } from '../../../functions/ports.ts';
import { xlsxOf } from '../../support/books.ts';
import type { Drive } from '../../support/graph/drive/drive.ts';
import type { DriveItem } from '../../support/graph/drive/item.ts';
import { type Graph, type GraphOptions, openGraph } from '../../support/graph/graph.ts';
import { mortalStore } from '../../support/mortal.ts';
import { setOf } from '../../support/starter.ts';

/** A workbook in a library of the fake, and Baton before it. */
export interface Book {
  readonly graph: Graph;
  readonly drive: Drive;
  readonly item: DriveItem;
  /** `DRIVE/ITEM`. */
  readonly address: string;
  readonly store: WorkbookStore;
  /** Another process with the same workbook. `mortal`: it dies with the first request that fails. */
  readonly open: (options?: { readonly mortal?: boolean; readonly way?: WayName }) => WorkbookStore;
  /** Baton's sign-in and the fake's place, for what opens workbooks by itself. */
  readonly options: () => GraphExcelOptions;
  /** Requests to Graph since the last time this was asked, by the names of their pages. */
  readonly requests: () => string[];
}

const opened: Graph[] = [];
afterEach(async () => {
  for (const graph of opened.splice(0)) await graph.close();
});

/** Closes a book before its test is over; the next `afterEach` leaves it out. */
export const closeBook = async ({ graph }: Book): Promise<void> => {
  opened.splice(opened.indexOf(graph), 1);
  await graph.close();
};

export interface BookOptions extends GraphOptions {
  readonly way?: WayName;
  readonly name?: string;
  /** Milliseconds by which downloads lag behind workbook sessions. */
  readonly lag?: number;
}

const STARTER = new URL('../../../sheet-templates/generated/starter-en.xlsx', import.meta.url);

/** The generated English starter, as a file in the root of a library. */
export const openStarterBook = async (options: BookOptions = {}): Promise<Book> =>
  openBytes(await readFile(STARTER), options);

export const openBytes = async (
  bytes: Buffer,
  { way = 'file', name = 'Launch.xlsx', lag = 0, ...more }: BookOptions = {},
) => {
  const graph = await openGraph(more);
  opened.push(graph);
  const drive = graph.drive(undefined, { lag });
  const item = drive.file(name, bytes);
  const address = `${drive.id}/${item.id}`;
  const options = (): GraphExcelOptions => {
    let token = graph.token();
    return {
      way,
      cloud: CLOUDS.global,
      rootUrl: graph.url,
      token: async (refused) => {
        if (refused === token) token = graph.token();
        return token;
      },
      time: { now: graph.clock.now, sleep: (ms) => graph.clock.advance(ms) },
      random: () => 0.5,
    };
  };
  const open: Book['open'] = ({ mortal = false, way: other = way } = {}) =>
    mortalStore(
      mortal,
      (ms) => graph.clock.advance(ms),
      (sleep) => openGraphWorkbook(address, { ...options(), way: other, time: { now: graph.clock.now, sleep } }),
    );
  let seen = 0;
  const requests = () => {
    const all = graph.requests.map(({ method }) => method);
    const since = all.slice(seen);
    seen = all.length;
    return since;
  };
  const book: Book = { graph, drive, item, address, store: open(), open, options, requests };
  return book;
};

/** Puts what a workbook in memory holds, formulas and all, into a file that Baton is at home in. */
export const openBook = async (memory: MemoryStore, options: BookOptions = {}): Promise<Book> => {
  const book = await openBytes(Buffer.alloc(0), options);
  await memory.apply([setOf('settings', 'workbookHome', { value: `graph:${book.address}` })]);
  book.item.replace(await xlsxOf(memory));
  book.item.rest();
  return book;
};
