/** Labels, and the files they are about, found by what is in them. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Half, StrangersFile } from './labels.ts';

const LABELS = new URL('../../test/strangers/', import.meta.url);

/** Empty for a half that nobody has labelled yet. */
export const labelsOf = (half: Half, folder: URL = LABELS): readonly StrangersFile[] => {
  const file = `${half}.json`;
  if (!readdirSync(folder).includes(file)) return [];
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as StrangersFile[];
};

/** SHA-256 → path, for each file below the folder. */
export const filesBelow = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [sha256Of(path), path]),
  );

export const sha256Of = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
