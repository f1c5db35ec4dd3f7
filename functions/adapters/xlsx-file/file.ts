/** Reads a workbook file and replaces it as a whole: locks, temporary file, rename, and where it lives. */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import {
  access,
  constants,
  type FileHandle,
  link,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  stat,
  unlink,
} from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ofFiles as say } from '../../../core/messages/words-of-files.ts';
import type { Words } from '../../../sheet-templates/index.ts';
import { ownerIn, ownerText } from '../../base/owner.ts';
import { isOwnerGone, thisProcess } from '../../base/this-process.ts';
import { syncFolder } from '../../base/whole-file.ts';
import { BatonError } from '../../errors.ts';

/** A workbook file as it was at one moment. */
export interface WorkbookFile {
  /** Its real path: links are followed, so that a write replaces the file and not the link. */
  readonly path: string;
  readonly bytes: Buffer;
}

/** Whether it could be replaced now, as far as that shows without doing it. BatonError as of `replaceWorkbookFile`. */
export const mustBeReplaceable = async (given: string): Promise<void> => {
  try {
    const path = await realpath(given);
    await access(path, constants.W_OK);
    await access(dirname(path), constants.W_OK);
    await refuseWhileOpen(path);
  } catch (cause) {
    throw fileError(cause, given, 'write');
  }
};

/** Name without ending, for people. */
export const fileName = (path: string): string => basename(path, extname(path));

const folderHash = (path: string): string => createHash('sha256').update(dirname(path)).digest('hex').slice(0, 12);

/** Where the workbook lives: `tracker.xlsx#3f9a0c1b2d4e`, the file's name and a hash of its directory's real path. */
export const fileLocation = (path: string): string => `${basename(path)}#${folderHash(path)}`;

/** The path recorded as `home`, when it is another name in the same directory as `path`; else null. */
export const besideAt = (path: string, location: string): string | null => {
  const m = /^(.+)#([0-9a-f]{12})$/s.exec(location);
  const name = m?.[1];
  const isBeside = m?.[2] === folderHash(path) && name !== basename(path);
  return name !== undefined && isBeside && basename(name) === name ? join(dirname(path), name) : null;
};

/**
 * Whether the file at `path` is the one recorded as `home`, renamed: same directory, and under the old name nothing, or
 * this very file (where only the case of a letter changed, on disks that do not mind it).
 */
export const wasMovedFrom = (path: string, location: string): boolean => {
  const old = besideAt(path, location);
  if (old === null) return false;
  const there = statSync(old, { bigint: true, throwIfNoEntry: false });
  const here = statSync(path, { bigint: true, throwIfNoEntry: false });
  return !there || (there.ino === here?.ino && there.dev === here.dev);
};

/**
 * Reads the file; answers `known` where it is what was read before. BatonError 'call': file-missing, is-a-directory; 'backend': not-readable,
 * workbook-open, io.
 */
export const readWorkbookFile = async (given: string, known: WorkbookFile | null = null): Promise<WorkbookFile> => {
  try {
    const path = await realpath(given);
    await mustEnd(path);
    return known?.path === path && (await holds(path, known.bytes)) ? known : { path, bytes: await readFile(path) };
  } catch (cause) {
    throw fileError(cause, given, 'read');
  }
};

/** A pipe or a device that lies there would be read for ever, and no other workbook after it. */
const mustEnd = async (path: string): Promise<void> => {
  const found = await stat(path);
  if (!found.isFile() && !found.isDirectory()) throw Object.assign(new Error('no file'), { code: 'ENOENT' });
};

const PIECE = 1 << 20;

/** Whether the file holds these bytes and nothing else. Piece by piece: of what is only compared nothing is to pile up in memory. */
const holds = async (path: string, bytes: Buffer): Promise<boolean> => {
  const handle = await open(path, 'r');
  try {
    const piece = Buffer.allocUnsafe(Math.min(PIECE, bytes.length + 1));
    let at = 0;
    for (;;) {
      const { bytesRead } = await handle.read(piece, 0, piece.length, at);
      if (bytesRead === 0) return at === bytes.length;
      if (!piece.subarray(0, bytesRead).equals(bytes.subarray(at, at + bytesRead))) return false;
      at += bytesRead;
    }
  } finally {
    await handle.close();
  }
};

/** The bytes found on disk are not those that were read: somebody saved in between. Read again and start over. */
export class ChangedMeanwhile extends Error {}

/**
 * Replaces the file's content: all of the new bytes or none, even when the process is killed between two steps. They
 * go to a temp file beside it, reach the disk, and take the name over in one step. To be called under the lock.
 * @throws ChangedMeanwhile when the file no longer holds `file.bytes`
 * BatonError 'backend': workbook-open, not-writable, disk-full, io. The temp file does not stay.
 */
export const replaceWorkbookFile = async (file: WorkbookFile, bytes: Buffer): Promise<void> => {
  const { path } = file;
  try {
    await access(path, constants.W_OK);
    await refuseWhileOpen(path);
    await removeLeftovers(path);
    const temp = tempPath(path);
    try {
      await writeThrough(temp, bytes, path);
      // Last looks before the name is taken over: the moment in which somebody else's save could get lost is this short.
      if (!(await holds(path, file.bytes))) throw new ChangedMeanwhile();
      await refuseWhileOpen(path);
      await rename(temp, path);
    } catch (cause) {
      await unlink(temp).catch(() => {});
      throw cause;
    }
    await syncFolder(dirname(path));
  } catch (cause) {
    throw cause instanceof ChangedMeanwhile ? cause : fileError(cause, path, 'write');
  }
};

/** Temp and lock files start so, as LibreOffice's do: hidden where dot files are, and told apart from workbooks. */
const own = (path: string, ending: string): string => join(dirname(path), `.~${basename(path)}.${ending}`);
const TEMP_ENDING = '.baton-tmp';
const tempPath = (path: string) => own(path, randomBytes(6).toString('hex') + TEMP_ENDING);

const writeThrough = async (temp: string, bytes: Buffer, model: string): Promise<void> => {
  const { mode, uid, gid } = await stat(model);
  const handle = await open(temp, 'wx', mode);
  try {
    await handle.writeFile(bytes);
    await handle.chmod(mode); // what `open` gives is narrowed by the umask
    if (process.getuid?.() === 0) await handle.chown(uid, gid);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Temp files are made under the lock only: what is there once we hold it was left by a process that died. */
const removeLeftovers = async (path: string): Promise<void> => {
  const begins = `.~${basename(path)}.`;
  for (const name of await readdir(dirname(path))) {
    if (name.startsWith(begins) && name.endsWith(TEMP_ENDING)) await unlink(join(dirname(path), name)).catch(() => {});
  }
};

/** Excel leaves `~$name.xlsx` beside a file it has open, LibreOffice `.~lock.name.xlsx#`, WPS `.~name.xlsx`. */
const refuseWhileOpen = async (path: string): Promise<void> => {
  const name = basename(path);
  const isThere = (file: string) => existsSync(join(dirname(path), file));
  for (const [program, lock] of [
    ['Excel', `~$${name}`],
    ['LibreOffice', `.~lock.${name}#`],
    ...wpsLocks(name, isThere).map((lock) => ['WPS', lock] as const),
  ] as const) {
    if (isThere(lock)) throw workbookOpen(name, program, lock);
  }
};

/**
 * WPS puts `.~` before the name, or in the place of its first one or two characters (https://github.com/haiwen/seadrive-fuse,
 * find_office_file_path in src/repo-tree.c). A lock that has the whole name of another file there is that file's.
 */
const wpsLocks = (name: string, isThere: (file: string) => boolean): string[] => {
  const ending = extname(name);
  const base = [...basename(name, ending)];
  const shortened = [1, 2].filter((cut) => cut < base.length).map((cut) => base.slice(cut).join('') + ending);
  return [name, ...shortened.filter((rest) => !isThere(rest))].map((rest) => `.~${rest}`);
};

/** A lock is held for one write. Older ones belong to a process that hangs, or died on another machine. */
const LOCK_LIFETIME_MS = 10 * 60_000;
/** Between making a lock file and writing into it lies a moment; an empty one older than this is abandoned. */
const EMPTY_LOCK_MS = 10_000;
const LOCK_PATIENCE_MS = 30_000;

/**
 * Does the work while no other Baton writes this workbook; they take turns.
 * BatonError 'backend': workbook-busy, not-writable, disk-full, io.
 */
export const withWorkbookLock = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
  const lock = own(path, 'baton-lock');
  const token = randomBytes(8).toString('hex');
  const content = ownerText({ ...thisProcess(), token, space: null });
  tokens.add(token);
  const deadline = Date.now() + LOCK_PATIENCE_MS;
  try {
    while (!(await takeLock(lock, content))) {
      if (Date.now() > deadline) throw workbookBusy(basename(path), basename(lock));
      if (!(await breakStaleLock(lock))) await sleep(40 + Math.random() * 80);
    }
  } catch (cause) {
    tokens.delete(token);
    throw fileError(cause, path, 'write');
  }
  try {
    return await work();
  } finally {
    tokens.delete(token);
    // Only our own: after a takeover it may be somebody else's.
    const now = await readFile(lock, 'utf8').catch(() => null);
    if (now === content) await unlink(lock).catch(() => {});
  }
};

/** Of the locks that this process waits for or holds. */
const tokens = new Set<string>();

const takeLock = async (lock: string, content: string): Promise<boolean> => {
  let handle: FileHandle;
  try {
    handle = await open(lock, 'wx');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  }
  try {
    await handle.writeFile(content);
    return true;
  } catch (cause) {
    await unlink(lock).catch(() => {});
    throw cause;
  } finally {
    await handle.close();
  }
};

/** Removes a lock whose holder is clearly gone. Answers whether it is worth trying again at once. */
const breakStaleLock = async (lock: string): Promise<boolean> => {
  const seen = await readFile(lock, 'utf8').catch(() => null);
  if (seen === null) return true;
  const age = Date.now() - ((await stat(lock).catch(() => null))?.mtimeMs ?? Date.now());
  if (!isStale(seen, age)) return false;
  // Two processes may judge the same lock: each takes it aside, and who finds a younger one puts it back.
  const aside = `${lock}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(lock, aside);
  } catch {
    return true;
  }
  if ((await readFile(aside, 'utf8').catch(() => seen)) !== seen) await link(aside, lock).catch(() => {});
  await unlink(aside).catch(() => {});
  return true;
};

const isStale = (content: string, ageMs: number): boolean => {
  if (ageMs > LOCK_LIFETIME_MS) return true;
  const owner = ownerIn(content);
  return owner === null ? ageMs > EMPTY_LOCK_MS : isOwnerGone(owner, (token) => tokens.has(token));
};

const workbookOpen = (name: string, program: string, lock: string) =>
  new BatonError('backend', 'workbook-open', say.workbookOpen({ name, program, lock }));

const workbookBusy = (name: string, lock: string) =>
  new BatonError('backend', 'workbook-busy', say.workbookBusy({ name, lock }));

/** Node's own code for a path that no system takes: one with a character of code 0. */
const NO_PATH = 'ERR_INVALID_ARG_VALUE';

/** Maps the system's errors, once and here. */
export const fileError = (cause: unknown, path: string, doing: 'read' | 'write'): unknown => {
  const name = basename(path);
  const code = cause instanceof Error ? (cause as NodeJS.ErrnoException).code : undefined;
  if (cause instanceof BatonError || !code || (code.startsWith('ERR_') && code !== NO_PATH)) return cause;
  const call = (key: string, words: Words) => new BatonError('call', key, words, cause);
  const backend = (key: string, words: Words) => new BatonError('backend', key, words, cause);
  switch (code) {
    case NO_PATH:
    case 'ENOENT':
    case 'ENOTDIR':
      return call('file-missing', say.fileMissing({ path }));
    case 'EISDIR':
      return call('is-a-directory', say.isADirectory({ path }));
    case 'EBUSY':
      return backend('workbook-open', say.openElsewhere({ name }));
    case 'ENOSPC':
    case 'EDQUOT':
      return backend('disk-full', say.diskFull({ name }));
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      // On Windows, a file open in Excel answers a rename with EPERM.
      if ((cause as NodeJS.ErrnoException).syscall === 'rename')
        return backend('workbook-open', say.notReplaceable({ name }));
      return doing === 'read'
        ? backend('not-readable', say.notReadable({ name }))
        : backend('not-writable', say.mayNotWrite({ name }));
    default:
      return backend('io', say.io({ name, code }));
  }
};
