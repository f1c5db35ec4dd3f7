/** A Google spreadsheet as a workbook: reading, writing, archiving, and people who edit meanwhile. */

import { isArchive, placeMoves, type RowMove, withoutArchives } from '../../../core/keep/archives.ts';
import type { Write } from '../../../core/plan.ts';
import { type Located, locate } from '../../../core/read/locate.ts';
import { placesIn } from '../../../core/read/parts.ts';
import { must } from '../../../core/text/must.ts';
import type { RawWorkbook, RowEdit } from '../../../core/workbook.ts';
import { cellByCell } from '../../../core/write/by-row.ts';
import { withEdits } from '../../../core/write/overlay.ts';
import { resolveWrites } from '../../../core/write/write.ts';
import { tabOf } from '../../../sheet-templates/index.ts';
import { BatonError, keepsMoving } from '../../errors.ts';
import { allWritten, type Receipt, type WorkbookStore } from '../../ports.ts';
import { astray, wasMade } from '../../remote/landed.ts';
import { takeBack } from '../../remote/take-back.ts';
import { checkEdits } from './checks.ts';
import { ChangeFailed, createSheetsClient, type GoogleOptions, type SheetsRequests } from './client.ts';
import { badSpreadsheetId, isStale } from './errors.ts';
import { asSeen, quotedTitle, rangesToSee } from './landed.ts';
import {
  CELLS_BACK,
  NOTHING_BACK,
  placeOf,
  type RangePlace,
  rawSheet,
  type SheetsReading,
  spreadsheetReading,
  TO_READ,
  TO_WRITE_ON,
} from './read.ts';
import { batchOf } from './requests.ts';
import { splitOf } from './split.ts';

/** A workbook to be written on, as it was at `at`: when it was read, or when we last wrote to it since. */
interface Ground {
  readonly workbook: RawWorkbook;
  readonly places: ReadonlyMap<string, RangePlace>;
  readonly at: number;
}

/**
 * How long the machine tabs count as known: nobody but Baton writes there, and a sweep that has just written holds a
 * claim of 15 minutes, within which another one writes no more than its own claim below the others.
 */
const KNOWN_FOR = 5 * 60_000;

/** How often people may move rows between our reading and our writing before we give up. */
const ATTEMPTS = 5;

/**
 * A Google spreadsheet, by its id. `read` is one request. `apply` is one that reads and one that writes, and for machine
 * tabs alone only the one that writes. Errors are BatonError; see errors.ts.
 */
export const openGoogleSheet = (id: string, options: GoogleOptions = {}): WorkbookStore => {
  if (!/^[\w-]+$/.test(id)) throw badSpreadsheetId(id);
  const client = createSheetsClient(id, options);
  let known: Ground | null = null;
  /** Where there are archives: the sheets that are none, for as long as machine tabs count as known. */
  let apart: { readonly ranges: string[]; readonly until: number } | null = null;

  /** All sheets; those that are no archives, where it is known which these are. */
  const get = async (operation: SheetsRequests, fields: string, archives: boolean): Promise<SheetsReading> => {
    const at = client.time.now();
    const { ranges } = !archives && apart && at < apart.until ? apart : { ranges: null };
    if (ranges) {
      const some = await operation.get({ spreadsheetId: id, fields, ranges }).catch(unlessGone);
      if (some) return spreadsheetReading(some);
    }
    const all = spreadsheetReading(await operation.get({ spreadsheetId: id, fields }));
    const others = all.sheets.filter(({ title }) => !isArchive(title));
    apart =
      others.length === all.sheets.length
        ? null
        : { ranges: others.map(({ title }) => quotedTitle(title)), until: at + KNOWN_FOR };
    return all;
  };

  const look = async (operation: SheetsRequests, fields: string, archives = false): Promise<Ground> => {
    const at = client.time.now();
    const { title, sheets, places } = await get(operation, fields, archives);
    const workbook: RawWorkbook = {
      name: title,
      location: locationOf(id),
      url: `https://docs.google.com/spreadsheets/d/${id}`,
      // A spreadsheet keeps its id under every name and in every folder, and a copy has one of its own.
      movedFrom: () => false,
      foundAt: (recorded) => foundAt(recorded, options),
      dateSystem: 1900,
      sheets,
    };
    known = { workbook, places, at };
    return known;
  };

  /** Makes the edits, all or none. Answers the writes that went astray, of which nothing is left in the workbook. */
  const send = async (
    operation: SheetsRequests,
    ground: Ground,
    rows: readonly RowEdit[],
    receipts: readonly Receipt[],
  ): Promise<ReadonlySet<Write>> => {
    const { workbook, places } = ground;
    const located: Located = locate(workbook);
    const edits = cellByCell(rows);
    checkEdits(edits, workbook.sheets);
    const { requests, updatedFrom } = batchOf(edits, places, sheetsOfPeople(located));
    if (requests.length === 0) return new Set();
    const at = client.time.now();
    if (updatedFrom.size === 0) {
      await operation.change({ spreadsheetId: id, fields: NOTHING_BACK, requestBody: { requests: [...requests] } });
      known = after({ workbook, places, at }, rows);
      return new Set();
    }
    // The workbook as it is right after these changes comes in the same answer: nobody has been there in between.
    const responseRanges = rangesToSee(located, places, updatedFrom);
    const { updatedSpreadsheet } = await operation.change({
      spreadsheetId: id,
      fields: CELLS_BACK,
      requestBody: {
        requests: [...requests],
        includeSpreadsheetInResponse: true,
        responseIncludeGridData: true,
        responseRanges,
      },
    });
    const seen = asSeen(workbook, (updatedSpreadsheet?.sheets ?? []).map(rawSheet));
    const lost = astray(seen, receipts, located, updatedFrom);
    if (lost.size === 0) {
      known = after({ workbook, places, at }, rows);
      return lost;
    }
    known = null;
    const placed = edits.filter(
      ({ sheet, row, formula }) => formula !== 'keep' && row <= placeOf(places, sheet).lastRow,
    );
    const undo = batchOf(takeBack(workbook, seen, placed), places, new Set()).requests;
    if (undo.length > 0) {
      const requestBody = { requests: [...undo] };
      await operation.changeAgain({ spreadsheetId: id, fields: NOTHING_BACK, requestBody });
    }
    return lost;
  };

  return {
    read: async ({ archives = false } = {}) => {
      const { workbook } = await look(client.begin(), TO_READ, archives);
      return archives ? workbook : withoutArchives(workbook);
    },
    apply: async (writes) => {
      const operation = client.begin();
      const outcomes = new Map<Write, Receipt>();
      const answer = () => writes.map((write) => must(outcomes.get(write), 'receipt of a write'));
      const fresh =
        known !== null && client.time.now() - known.at < KNOWN_FOR && writes.every(isMachines) ? known : null;
      let ground = fresh ?? (await look(operation, TO_WRITE_ON));
      let open = writes;
      for (let moved = 0; moved < ATTEMPTS; ) {
        const { edits, receipts } = resolveWrites(ground.workbook, open);
        for (const receipt of receipts) outcomes.set(receipt.write, receipt);
        try {
          const lost = await send(operation, ground, edits, receipts);
          if (lost.size === 0) return answer();
          open = open.filter((write) => lost.has(write));
          moved++;
          ground = await look(operation, TO_WRITE_ON);
        } catch (thrown) {
          known = null;
          if (!(thrown instanceof ChangeFailed)) throw thrown;
          const { failure } = thrown;
          if (isStale(failure) ? ++moved === ATTEMPTS : failure.status === 400) throw await operation.error(failure);
          if (!isStale(failure)) await operation.pause(failure);
          ground = await look(operation, TO_WRITE_ON);
          if (!isStale(failure) && wasMade(ground.workbook, receipts)) return answer();
        }
      }
      throw keepsMoving(ground.workbook.name);
    },
    archive: async (moves, writes) => {
      const operation = client.begin();
      for (let moved = 0; ; ) {
        const { workbook, places } = await look(operation, TO_WRITE_ON, true);
        if (isMoved(workbook, moves)) return writes.map((write) => ({ write, outcome: 'written' }));
        const { edits: rows, receipts } = resolveWrites(workbook, writes);
        if (!allWritten(receipts)) return receipts;
        const edits = cellByCell(rows);
        checkEdits(edits, workbook.sheets);
        const { copies, deletions } = splitOf(placeMoves(workbook, moves), places);
        const requests = [...copies, ...batchOf(edits, places, new Set()).requests, ...deletions];
        known = null;
        try {
          await operation.change({ spreadsheetId: id, fields: NOTHING_BACK, requestBody: { requests } });
          return receipts;
        } catch (thrown) {
          if (!(thrown instanceof ChangeFailed)) throw thrown;
          const { failure } = thrown;
          if (isStale(failure) ? ++moved === ATTEMPTS : failure.status === 400) throw await operation.error(failure);
          if (!isStale(failure)) await operation.pause(failure);
        }
      }
    },
  };
};

/** A sheet was renamed or deleted since: then all are read. */
const unlessGone = (error: unknown): null => {
  if (error instanceof BatonError && error.code === 'gsheet-refused') return null;
  throw error;
};

/** The answer to an attempt before got lost, and it was made. */
const isMoved = ({ sheets }: RawWorkbook, moves: readonly RowMove[]): boolean =>
  moves.some((move) => sheets.some(({ title }) => title === move.title));

/** Machine tabs are read by nobody, and their dates may look like numbers. */
const sheetsOfPeople = (located: Located) =>
  new Set(placesIn(located).flatMap(([tab, { sheet }]) => (tabOf(tab).machine ? [] : [sheet.title])));

const isMachines = ({ tab }: Write) => tabOf(tab).machine === true;

/** How a spreadsheet's place is recorded in its settings; the add-on for Google Sheets compares the same. */
const locationOf = (id: string) => `gsheet:${id}`;

const foundAt = async (recorded: string, options: GoogleOptions): Promise<RawWorkbook | null> => {
  const id = /^gsheet:([\w-]+)$/.exec(recorded)?.[1];
  // Deleted or not shared with us, and so nothing that we could run beside this one.
  return id === undefined
    ? null
    : openGoogleSheet(id, options)
        .read()
        .catch(() => null);
};

/** The workbook after edits that are known to be where they belong. */
const after = ({ workbook, places, at }: Ground, edits: readonly RowEdit[]): Ground => {
  const written = withEdits(workbook, edits);
  const grown = written.sheets.map(({ title, rows }): [string, RangePlace] => {
    const place = placeOf(places, title);
    return [title, { ...place, lastRow: Math.max(place.lastRow, rows.at(-1)?.at ?? 0) }];
  });
  return { workbook: written, places: new Map(grown), at };
};
