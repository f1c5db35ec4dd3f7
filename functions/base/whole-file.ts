/** Writes a file whole: beside its place first, then under its name in one step, so that the name never stands for half a file. */
import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

interface WholeFile {
  /** Rights of the new file; its owner's alone unless said. null: as the system gives them to any new file. */
  readonly mode?: number | null;
  /** The name may be lost with the power, and the content then with it: of one among many, whose folder is not flushed for each. */
  readonly nameMayBeLost?: true;
}

/**
 * All of the new content or all of the old, whatever happens in between; it is on the disk before it has its name. Throws what the system
 * throws, and leaves nothing beside it.
 */
export const writeWhole = async (
  path: string,
  content: string | Uint8Array,
  { mode = 0o600, nameMayBeLost }: WholeFile = {},
): Promise<void> => {
  const beside = besideName(path);
  try {
    const handle = await open(beside, 'wx', mode ?? undefined);
    try {
      // What `open` gives is narrowed by the umask, which for most files takes nothing.
      if (mode !== null && (mode & process.umask()) !== 0) await handle.chmod(mode);
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, path);
  } catch (cause) {
    await unlink(beside).catch(() => {});
    throw cause;
  }
  if (!nameMayBeLost) await syncFolder(dirname(path));
};

const besideName = (path: string): string => `${path}.${randomBytes(4).toString('hex')}.tmp`;

/** Whether a name is that of a file that is being written, or was when its process died. */
export const isBeside = (name: string): boolean => /\.[0-9a-f]{8}\.tmp$/.test(name);

/** So that a new name survives a power cut; not all systems let a folder be opened. */
export const syncFolder = async (folder: string): Promise<void> => {
  let handle: FileHandle | null = null;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } catch {
    // the rename itself has happened
  } finally {
    await handle?.close();
  }
};
