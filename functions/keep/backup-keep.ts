/** Writes a backup file, and never over one that knows more. */
import { readFile, stat } from 'node:fs/promises';
import { inAll } from '../../core/messages/in-all.ts';
import { ofFiles as files } from '../../core/messages/words-of-files.ts';
import { asTyped } from '../base/as-typed.ts';
import { writeWhole } from '../base/whole-file.ts';
import { BatonError } from '../errors.ts';
import { type Backup, parseBackup } from './backup-file.ts';

const say = inAll('keep');

/**
 * Writes a backup to a file, whole or not at all; false where it says so already. What lies there is replaced only by what goes
 * on from it: an old version of a workbook, or another one, must not cost its last good backup. It holds addresses: only its
 * owner may read a new one, and whoever could read the old one may read what replaces it. BatonError 'data':
 * backup-in-the-way; 'backend': not-writable.
 */
export const keepBackup = async (path: string, text: string): Promise<boolean> => {
  const old = await readFile(path, 'utf8').catch(() => null);
  if (old === text) return false;
  if (old !== null && !goesOn(old, text)) throw inTheWay(path);
  try {
    const mode = (await stat(path).catch(() => null))?.mode;
    await writeWhole(path, text, mode === undefined ? {} : { mode: mode & 0o777 });
    return true;
  } catch (cause) {
    throw notWritable(path, cause);
  }
};

/** Whether all that the old one remembers is in the new one: entries, sweeps and items. */
const goesOn = (old: string, text: string): boolean => {
  const before = tried(old);
  if (before === null) return false;
  const after = parseBackup(text);
  const has = new Set(namesIn(after));
  return after.workbook.id === before.workbook.id && namesIn(before).every((name) => has.has(name));
};

const namesIn = ({ notes: { state, ledger, runs, archived } }: Backup): string[] => [
  ...state.map(({ id }) => `item ${id}`),
  ...[...archived.ledger, ...ledger].map(({ hash }) => `entry ${hash}`),
  ...[...archived.runs, ...runs].map(({ run }) => `sweep ${run}`),
];

const tried = (text: string): Backup | null => {
  try {
    return parseBackup(text);
  } catch {
    return null;
  }
};

const inTheWay = (path: string) =>
  new BatonError('data', 'backup-in-the-way', say.backupInTheWay({ path, typed: asTyped(path) }));

const notWritable = (path: string, cause: unknown) => {
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  return new BatonError('backend', 'not-writable', files.notWritable({ path, code }), cause);
};
