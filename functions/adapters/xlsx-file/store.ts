/** An .xlsx file as a workbook store, which starts over when somebody saves in between. */
import { resolve } from 'node:path';
import { placeMoves, withoutArchives } from '../../../core/keep/archives.ts';
import { ofFiles as say } from '../../../core/messages/words-of-files.ts';
import type { Write } from '../../../core/plan.ts';
import { locate } from '../../../core/read/locate.ts';
import type { RawSheet, RawWorkbook, RowEdit } from '../../../core/workbook.ts';
import { rowByRow } from '../../../core/write/by-row.ts';
import { resolveWrites } from '../../../core/write/write.ts';
import type { FileChange } from '../../backend.ts';
import { createTurns } from '../../base/turns.ts';
import { BatonError, keepsBeingSaved } from '../../errors.ts';
import { allWritten, type Receipt, type WorkbookStore } from '../../ports.ts';
import { collectGrown, keepNewSmall } from '../../xlsx/engine.ts';
import { openPackage, type Package } from '../../xlsx/parts.ts';
import { type Patched, patchedInStretches, type WorkbookChanges } from '../../xlsx/patch.ts';
import { forgetRows, isLongSheet, readAhead, readNewer, type WorkbookContent } from '../../xlsx/read.ts';
import { lookedAt, withShown } from '../../xlsx/shown.ts';
import { readWritten } from '../../xlsx/written.ts';
import {
  besideAt,
  ChangedMeanwhile,
  fileLocation,
  fileName,
  readWorkbookFile,
  replaceWorkbookFile,
  type WorkbookFile,
  wasMovedFrom,
  withWorkbookLock,
} from './file.ts';
import { openLetterLog } from './letter-log.ts';

/** A workbook that is an .xlsx file. `path` may be relative or a link. */
export const openXlsxFile = (path: string): WorkbookStore => ({
  read: async ({ archives = false } = {}) => {
    const { raw } = readingOf(await readWorkbookFile(path, latest?.file));
    return archives ? raw : withoutArchives(raw);
  },
  apply: (writes: readonly Write[], shown) =>
    changeRows(
      path,
      (workbook, parts): RowsWrite<readonly Receipt[]> => {
        if (writes.length > MANY && workbook.sheets.some(isLongSheet)) collectGrown();
        const { edits, receipts } = resolveWrites(workbook, writes);
        const changes = shown ? withShown(parts, workbook, edits, shown) : { edits };
        return { ...changes, addSheets: [], result: receipts, parting: partingIn(workbook, changes.edits) };
      },
      shown && ((workbook, parts) => lookedAt(workbook, parts, shown)),
    ),
  archive: (moves, writes) =>
    changeRows(path, (workbook): RowsWrite<readonly Receipt[]> => {
      const isDone = moves.some(({ title }) => workbook.sheets.some((sheet) => sheet.title === title));
      if (isDone) return { edits: [], addSheets: [], result: writes.map((write) => ({ write, outcome: 'written' })) };
      const { edits, receipts } = resolveWrites(workbook, writes);
      if (!allWritten(receipts)) return { edits: [], addSheets: [], result: receipts };
      return { edits, addSheets: [], moves: placeMoves(workbook, moves), result: receipts };
    }),
  letterLog: async (workbook) => openLetterLog(path, workbook),
});

/** A write of more takes about as much memory as what is there already. */
const MANY = 4096;

interface RowsWrite<T> extends WorkbookChanges {
  readonly result: T;
  /** Titles of sheets that are written, and whose rows nobody is likely to ask for again. */
  readonly parting?: ReadonlySet<string>;
}

/** `parts`: what the workbook was read from. */
type Deciding<T> = (workbook: RawWorkbook, parts: Package) => RowsWrite<T>;

/** How often somebody may save the file between our reading and our writing before we give up. */
const ATTEMPTS = 5;

/**
 * Reads the file, asks what is to change, and writes it, all or nothing. Where somebody saved in between, it starts
 * over with what they saved, so `decide` may be asked more than once. Without edits or sheets the file is not touched.
 */
export const changeXlsxFile = <T>(path: string, decide: (workbook: RawWorkbook) => FileChange<T>): Promise<T> =>
  changeRows(path, (workbook) => {
    const { edits, ...more } = decide(workbook);
    return { ...more, edits: rowByRow(edits) };
  });

/** @param asked the sheets that will be asked for, as far as they may be long and have not been read yet */
const changeRows = <T>(path: string, decide: Deciding<T>, asked?: Asked): Promise<T> =>
  // In turn, so that nobody reads here what the one before is about to replace.
  turns(resolve(path), () => changeInTurn(path, decide, asked));

type Asked = (workbook: RawWorkbook, parts: Package) => readonly RawSheet[];

const turns = createTurns();

const changeInTurn = async <T>(path: string, decide: Deciding<T>, asked: Asked = () => []): Promise<T> => {
  const look = async () => {
    const reading = readingOf(await readWorkbookFile(path, latest?.file), true);
    const { file, raw, parts } = reading;
    await readAhead(asked(raw, parts));
    const { result, parting = NONE, ...changes } = decide(raw, parts);
    const parted = raw.sheets.filter((sheet) => parting.has(sheet.title) && isLongSheet(sheet));
    for (const sheet of parted) forgetRows(sheet);
    if (parted.length > 0) collectGrown();
    const made = await patchedInStretches(parts, changes);
    parts.release();
    const wrote = () => keepWritten(reading, made, changes.edits, parting);
    return { file, result, bytes: made.bytes, wrote };
  };
  const first = await look();
  if (first.bytes === first.file.bytes) return first.result;
  return withWorkbookLock(first.file.path, async () => {
    let { file, result, bytes, wrote } = first;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        if (bytes !== file.bytes) {
          await replaceWorkbookFile(file, bytes);
          wrote();
        }
        return result;
      } catch (cause) {
        if (!(cause instanceof ChangedMeanwhile)) throw cause;
        ({ file, result, bytes, wrote } = await look());
      }
    }
    throw keepsBeingSaved(fileName(path));
  });
};

/** A table as text is told by its name alone. */
const TEXT_TABLE = /\.(?:csv|tsv|txt)$/i;

const openedPackage = ({ path, bytes }: WorkbookFile, keep = false): Package => {
  try {
    return openPackage(bytes, keep);
  } catch (cause) {
    const isText = cause instanceof BatonError && cause.code === 'not-a-zip' && TEXT_TABLE.test(path);
    throw isText ? new BatonError('data', 'text-table', say.textFile, cause) : cause;
  }
};

interface Reading {
  readonly file: WorkbookFile;
  readonly parts: Package;
  readonly content: WorkbookContent;
  readonly raw: RawWorkbook;
}

/**
 * A sweep reads, writes and reads again, and most sheets are the same each time: what was read last is not read again where its bytes are the same.
 * Of one workbook only, for a round has many.
 */
let latest: Reading | null = null;

const readingOf = (file: WorkbookFile, keep = false): Reading => {
  const earlier = latest?.file.path === file.path ? latest : null;
  if (earlier && (earlier.file === file || earlier.file.bytes.equals(file.bytes))) return earlier;
  const parts = openedPackage(file, keep);
  const content = readNewer(parts, earlier);
  if (content.sheets.some(isLongSheet)) keepNewSmall();
  latest = { file, parts, content, raw: rawOf(file, content) };
  return latest;
};

const NONE: ReadonlySet<string> = new Set();

/**
 * Where such sheets are long, their rows go before memory is wanted for what takes their place. What was told is noted again and again, and a
 * sheet of theirs is read as a whole to find its tasks.
 */
const partingIn = (raw: RawWorkbook, edits: readonly RowEdit[]): ReadonlySet<string> => {
  const titles = new Set<string>();
  for (const { sheet } of edits) titles.add(sheet);
  const { tabs } = locate(raw);
  if ([...tabs.values()].some(({ adopted }) => adopted)) return NONE;
  for (const tab of ['_ledger', '_runs'] as const) titles.delete(tabs.get(tab)?.sheet.title ?? '');
  return titles;
};

/** What was written need not be read: whoever comes next finds these bytes, or reads others. */
const keepWritten = (
  earlier: Reading,
  made: Patched,
  edits: readonly RowEdit[],
  parting: ReadonlySet<string>,
): void => {
  const file = { ...earlier.file, bytes: made.bytes };
  try {
    const parts = openPackage(made.bytes, true);
    const content = readWritten(parts, earlier, edits, made, parting);
    latest = { file, parts, content, raw: rawOf(file, content) };
  } catch {
    // Whoever reads it next says what is wrong with it.
    latest = null;
  }
};

const rawOf = ({ path }: WorkbookFile, content: WorkbookContent): RawWorkbook => ({
  name: fileName(path),
  location: fileLocation(path),
  movedFrom: (recorded) => wasMovedFrom(path, recorded),
  foundAt: async (recorded) => {
    const beside = besideAt(path, recorded);
    // Gone, locked or damaged, and so nothing that could be run beside this one.
    return beside === null
      ? null
      : openXlsxFile(beside)
          .read()
          .catch(() => null);
  },
  ...content,
});
