/** The workbook store that works cell by cell, through Excel's own API. */

import type { Write } from '../../../core/plan.ts';
import { must } from '../../../core/text/must.ts';
import type { CellEdit, RawWorkbook } from '../../../core/workbook.ts';
import { cellByCell } from '../../../core/write/by-row.ts';
import { resolveWrites } from '../../../core/write/write.ts';
import { type TabKey, tabOf } from '../../../sheet-templates/index.ts';
import { keepsMoving } from '../../errors.ts';
import { type Operation, RequestRefused } from '../../microsoft/client.ts';
import { type GraphFailure, isExcelClosed, mayPass, says } from '../../microsoft/failure.ts';
import type { ArchivingStore, Receipt } from '../../ports.ts';
import { astray } from '../../remote/landed.ts';
import { takeBack } from '../../remote/take-back.ts';
import { cellAddress } from '../../xlsx/cells.ts';
import { type ApiGround, createReader } from './api-ground.ts';
import { missingIn, type Sent, theirsIn, undoOf, writesTo } from './api-landed.ts';
import { lastRowIn, sheetReading } from './api-read.ts';
import {
  type Glance,
  protection,
  type RangeView,
  type RequestPlan,
  requestPlan,
  type SheetRange,
  tablelessIn,
  updateParts,
} from './api-requests.ts';
import { createSession, type SessionOutcome } from './api-session.ts';
import { makeTables } from './api-tables.ts';
import { excelError, inWords, protectedSheet, textTooLong } from './errors.ts';
import { openFileWay } from './file-way.ts';
import { type OpenWay, WayRefused } from './way.ts';

/** How often people may move rows between our reading and our writing before we give up. */
const ATTEMPTS = 5;
/** Milliseconds after which somebody who is at the same thing will be through with it. */
const A_MOMENT = 2_000;

/**
 * Cell by cell through Excel's own API, beside people who have the workbook open. Reading is one request that opens it and
 * one for every twenty sheets; writing is one that reads the sheets it is about and one that writes, and for machine tabs
 * alone only the one that writes.
 */
export const openApiWay: OpenWay = (ground) => {
  const { address, client } = ground;
  const { now, sleep } = client.time;
  const session = createSession(client, address);
  const reader = createReader(session, ground);

  /** Sets cells where they stand, also in machine tabs. They may be set twice. */
  const set = async (operation: Operation, on: ApiGround, edits: readonly CellEdit[]): Promise<boolean> => {
    const parts = updateParts(viewOf(on), edits);
    if (parts.length === 0) return false;
    const guarded = [...new Set(edits.map(({ sheet }) => sheet))].filter((title) => isMachineSheet(on, title));
    const ids = guarded.map((title) => idOf(on, title));
    const [off, again] = [ids.map((id) => protection(id, 'unprotect')), ids.map((id) => protection(id, 'protect'))];
    const done = await session.run(operation, [...off, ...parts, ...again], true);
    const failed = done.slice(0, off.length + parts.length).find(({ kind }) => kind !== 'done');
    if (failed) throw new RequestRefused((failed as Failed).failure);
    return true;
  };

  /** The tables at whose ends machine tabs grow; made where they are lacking. */
  const tablesFor = async (operation: Operation, on: ApiGround, edits: readonly CellEdit[]) => {
    const { tables } = on.contents;
    const lacking = tablelessIn(viewOf(on), edits);
    if (lacking.length === 0) return tables;
    const made = await makeTables(operation, session, lacking);
    reader.made(made);
    return new Map([...tables, ...made]);
  };

  const write = async (operation: Operation, writes: readonly Write[]): Promise<readonly Receipt[]> => {
    const outcomes = new Map<Write, Receipt>();
    const about = new Set(writes.map(({ tab }) => tab));
    const known = reader.known();
    let on = known && [...about].every(isMachines) ? known : await reader.look(operation, about);
    let open = writes;
    const sent: Sent[] = [];
    /** Tables, and whole sheets, of people that did not take new rows: a filter, or a formula over several cells. */
    const closed = new Set<string>();

    /** After something was sent: that the API refuses by now does not mean that the file is to be written instead. */
    const lookAgain = () =>
      reader.look(operation, about).catch((thrown) => {
        throw thrown instanceof WayRefused && thrown.cause instanceof RequestRefused ? thrown.cause : thrown;
      });

    for (let attempt = 1; ; ) {
      const { edits: rows, receipts } = resolveWrites(on.workbook, open);
      const edits = cellByCell(rows);
      checkTexts(edits);
      for (const receipt of receipts) outcomes.set(receipt.write, receipt);
      if (edits.every(({ formula }) => formula === 'keep')) break;
      if (attempt > ATTEMPTS) throw keepsMoving(on.workbook.name);

      const at = now();
      const tables = await tablesFor(operation, on, edits);
      const view = viewOf(on, new Map([...tables].filter(([, id]) => !closed.has(encodeURIComponent(id)))));
      const plan = requestPlan({ ...view, rigid: closed }, edits);
      const done = await session.run(operation, plan.parts, false);
      const failed = done.findIndex(({ kind }) => kind !== 'done');
      if (failed < 0 || failed >= plan.needed) {
        const seen = asSeen(on, plan.seen, done);
        const theirs = theirsIn(on.workbook, asSeen(on, plan.before, done), seen, plan.placed);
        const lost = new Set([
          ...astray(seen, receipts, on.located, new Set(plan.seen.map(({ title }) => title))),
          ...writesTo(theirs, on.workbook, receipts),
        ]);
        if (lost.size === 0) {
          reader.wrote(on, rows, at);
          if (!isAsFarAsExpected(plan, done)) reader.forget();
          break;
        }
        await set(operation, on, [...takeBack(on.workbook, seen, plan.placed), ...theirs]);
        open = open.filter((one) => lost.has(one));
        on = await lookAgain();
        attempt++;
        continue;
      }
      const { kind, failure } = done[failed] as Failed;
      const part = must(plan.parts[failed], 'part of a plan');
      sent.push({ before: on.workbook, edits });
      reader.forget(true);
      if (kind === 'unknown' || mayPass(failure)) await operation.pause(failure);
      else if (attempt++ < ATTEMPTS && isPassing(failure, on, part)) {
        if (refusesRows(failure, on, part)) closed.add(TABLE_ROWS.exec(part.target)?.[1] ?? part.sheet);
        await sleep(A_MOMENT);
      } else throw await givenUp(operation, failure, part, sent);
      const before = on.workbook;
      const then = plan.before.every(({ part }) => done[part]?.kind === 'done')
        ? asSeen(on, plan.before, done)
        : before;
      on = await lookAgain();
      const theirs = theirsIn(before, then, on.workbook, plan.placed);
      const undo = [...takeBack(before, on.workbook, plan.placed), ...theirs].filter((edit) =>
        isOther(on.workbook, edit),
      );
      if (await set(operation, on, undo)) on = await lookAgain();
      const missing = new Set([...missingIn(on.workbook, before, receipts), ...writesTo(theirs, before, receipts)]);
      open = open.filter((one) => missing.has(one) || outcomes.get(one)?.outcome !== 'written');
    }
    const receipts = writes.map((one) => must(outcomes.get(one), 'receipt of a write'));
    const written = receipts.filter(({ write: { tab }, outcome }) => outcome === 'written' && isMachines(tab));
    if (written.length > 0) ground.latest.written = written;
    return receipts;
  };

  /** The error to end with, after what was written before it was taken back. */
  const givenUp = async (
    operation: Operation,
    failure: GraphFailure,
    { sheet }: SheetRange,
    sent: readonly Sent[],
  ): Promise<Error> => {
    try {
      const on = await reader.look(operation, null);
      await set(operation, on, undoOf(on.workbook, sent));
    } catch {
      // Whatever keeps us from it is what we end with anyway.
    }
    reader.forget(true);
    return isDenied(failure) ? protectedSheet(sheet, new RequestRefused(failure)) : excelError(failure, address);
  };

  const told = <T>(work: (operation: Operation) => Promise<T>): Promise<T> =>
    work(client.begin()).catch(inWords(address));

  /** The file itself, which nobody may replace while it is open. */
  const asFile = <T>(work: (file: ArchivingStore) => Promise<T>): Promise<T> =>
    told(async (operation) => {
      await session.close(operation);
      reader.forget(true);
      return work(openFileWay(ground));
    });

  return {
    read: (options) =>
      options?.archives
        ? asFile((file) => file.read(options))
        : told(async (operation) => (await reader.look(operation, null)).workbook),
    apply: (writes) => told((operation) => write(operation, writes)),
    // A request of Excel's API changes one sheet, and at every moment a row has to be in one of two.
    archive: (moves, writes) => asFile((file) => file.archive(moves, writes)),
  };
};

type Failed = Extract<SessionOutcome, { readonly failure: GraphFailure }>;

const viewOf = ({ located, readings, contents }: ApiGround, tables = contents.tables): RangeView => ({
  located,
  readings,
  tables,
});

/** Of a sheet that was read. */
const idOf = ({ readings }: ApiGround, title: string): string => must(readings.get(title), `reading of ${title}`).id;

const isMachines = (tab: TabKey): boolean => tabOf(tab).machine === true;

const isMachineSheet = ({ located }: ApiGround, title: string): boolean =>
  [...located.tabs].some(([tab, { sheet }]) => sheet.title === title && isMachines(tab));

/** The workbook as far as these glances show it: elsewhere it is as it was read. */
const asSeen = (on: ApiGround, glances: readonly Glance[], done: readonly SessionOutcome[]): RawWorkbook => {
  const { workbook } = on;
  const again = new Map(
    glances.map(({ part, id }) => [id, sheetReading(id, [(done[part] as { readonly body: unknown }).body]).sheet]),
  );
  return { ...workbook, sheets: workbook.sheets.map((sheet) => again.get(idOf(on, sheet.title)) ?? sheet) };
};

/** Nobody else has added rows to the machine tabs that we did, or their rows are not where they seem to be. */
const isAsFarAsExpected = ({ extents }: RequestPlan, done: readonly SessionOutcome[]): boolean =>
  extents.every(({ part, row }) => lastRowIn((done[part] as { readonly body: unknown }).body) === row);

const isOther = ({ sheets }: RawWorkbook, { sheet, row, column, value }: CellEdit): boolean => {
  const cells = sheets.find(({ title }) => title === sheet)?.rows.find(({ at }) => at === row)?.cells;
  return (cells?.[column - 1] ?? '') !== (value ?? '');
};

const TABLE_ROWS = /^\/tables\/([^/]+)\/rows\/add$/;
const INSERT = /\/insert$/;

/** Cells that may not be written: https://learn.microsoft.com/graph/workbook-error-handling */
const isDenied = (failure: GraphFailure): boolean =>
  failure.status === 403 && says(failure, 'accessDenied') && !isExcelClosed(failure);

const refusesRows = ({ status }: GraphFailure, on: ApiGround, { target, sheet }: SheetRange): boolean =>
  (status === 400 || status === 409) && (TABLE_ROWS.test(target) || INSERT.test(target)) && !isMachineSheet(on, sheet);

/**
 * Refused as it was, and may be taken in another form: a sheet or a table is gone, rows cannot come in here, or another sweep
 * has just protected the machine tab that this one wrote to.
 */
const isPassing = (failure: GraphFailure, on: ApiGround, part: SheetRange): boolean =>
  failure.status === 404 || (isMachineSheet(on, part.sheet) ? isDenied(failure) : refusesRows(failure, on, part));

/** https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3 */
const MOST_CHARACTERS = 32_767;

const checkTexts = (edits: readonly CellEdit[]): void => {
  const long = edits.find(({ value }) => typeof value === 'string' && value.length > MOST_CHARACTERS);
  if (long) throw textTooLong(`${long.sheet}!${cellAddress(long.row, long.column)}`);
};
