/** What becomes of letters, line by line in a small file beside the workbook: a line costs a thousandth of the workbook. */
import { createHash } from 'node:crypto';
import { access, type FileHandle, open, readdir, readFile, realpath, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../../base/whole-file.ts';
import type { LetterLog, LetterOutcome, LetterRecord } from '../../ports.ts';
import { fileError } from './file.ts';

const ENDING = '.baton-letters';
const TAKEN = `${ENDING}-taken`;

/**
 * The record of `workbook` (its id) beside the file at `given`: `.~3f9a0c1b2d4e.2026-03-06-1a2b3c4d.baton-letters`, a hash of the workbook's id and the
 * run. By the workbook and not by the file's name, which people change. A line is `{"mail":"…"}` before a letter leaves and
 * `{"mail":"…","status":"sent","receipt":"…"}` after it; the first one reaches the disk before the letter leaves. BatonError 'backend' as
 * of the workbook's file.
 */
export const openLetterLog = (given: string, workbook: string): LetterLog => {
  const begins = `.~${createHash('sha256').update(workbook).digest('hex').slice(0, 12)}.`;
  const folderOf = async () => dirname(await realpath(given));
  const runIn = (name: string, ending: string) =>
    name.startsWith(begins) && name.endsWith(ending) ? name.slice(begins.length, -ending.length) : null;
  const guarded = <T>(work: () => Promise<T>, doing: 'read' | 'write'): Promise<T> =>
    work().catch((cause) => {
      throw fileError(cause, given, doing);
    });

  const peek = async (): Promise<ReadonlyMap<string, LetterRecord>> => {
    const folder = await folderOf();
    const records = new Map<string, LetterRecord>();
    for (const name of await readdir(folder)) {
      const run = runIn(name, ENDING) ?? runIn(name, TAKEN);
      // A sweep that ends meanwhile removes its own.
      const text = run === null ? null : await readFile(join(folder, name), 'utf8').catch(() => null);
      if (run !== null && text !== null) records.set(run, recordIn(text));
    }
    return records;
  };

  const take = async (): Promise<ReadonlyMap<string, LetterRecord>> => {
    const folder = await folderOf();
    // Whoever still writes to one finds it gone with the next line, and what came before it is in what we read.
    const names = await readdir(folder);
    const left = names.flatMap((name) => runIn(name, ENDING) ?? []);
    for (const run of left) await rename(join(folder, begins + run + ENDING), join(folder, begins + run + TAKEN));
    const records = new Map<string, LetterRecord>();
    for (const name of left.length === 0 ? names : await readdir(folder)) {
      const run = runIn(name, TAKEN);
      if (run !== null) records.set(run, recordIn(await readFile(join(folder, name), 'utf8')));
    }
    return records;
  };

  const forget = async (runs: Iterable<string>): Promise<void> => {
    const over = new Set(runs);
    if (over.size === 0) return;
    const folder = await folderOf();
    for (const name of await readdir(folder)) {
      const run = runIn(name, ENDING) ?? runIn(name, TAKEN);
      if (run !== null && over.has(run)) await unlink(join(folder, name)).catch(() => {});
    }
  };

  return {
    peek: () => guarded(peek, 'read'),
    take: () => guarded(take, 'read'),
    forget: (runs) => guarded(() => forget(runs), 'write'),
    open: (run) =>
      guarded(async () => {
        const folder = await folderOf();
        const path = join(folder, begins + run + ENDING);
        const handle = await open(path, 'ax', 0o600);
        await syncFolder(folder);
        return {
          begin: (mail) =>
            guarded(async () => {
              await handle.writeFile(lineOf({ mail }));
              await handle.sync();
              return isThere(path);
            }, 'write'),
          end: (mail, { status, receipt }) =>
            guarded(() => handle.writeFile(lineOf({ mail, status, receipt })), 'write'),
          close: () => closed(handle),
        };
      }, 'write'),
  };
};

const lineOf = (line: object): string => `${JSON.stringify(line)}\n`;

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** A handle that is no good any more has nothing to be closed. */
const closed = (handle: FileHandle): Promise<void> => handle.close().catch(() => {});

/** A line that was cut off is that of a letter that had not left, or of one of which nobody knows. */
const recordIn = (text: string): LetterRecord => {
  const record = new Map<string, LetterOutcome | null>();
  for (const line of text.split('\n')) {
    const { mail, status, receipt } = fieldsOf(line);
    if (typeof mail !== 'string') continue;
    record.set(mail, isOutcome(status) ? { status, receipt: String(receipt ?? '') } : null);
  }
  return record;
};

const fieldsOf = (line: string): Readonly<Record<string, unknown>> => {
  try {
    const read: unknown = JSON.parse(line);
    return typeof read === 'object' && read !== null ? { ...read } : {};
  } catch {
    return {};
  }
};

const OUTCOMES: Readonly<Record<LetterOutcome['status'], true>> = {
  sent: true,
  due: true,
  deferred: true,
  refused: true,
};
const isOutcome = (status: unknown): status is LetterOutcome['status'] => Object.hasOwn(OUTCOMES, String(status));
