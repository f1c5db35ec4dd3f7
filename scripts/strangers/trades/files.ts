/** All files of a set of other trades, and their labels. What another program saved stands in `saved`, as it cannot be made again byte for byte. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { StrangersFile } from '../labels.ts';
import { tradeCsv, tradeWorkbook } from './book.ts';
import { type DeclaredFile, declaredIn } from './declaration.ts';

export const TRADE_SETS = ['trades', 'trades2', 'trades3', 'trades4', 'trades5', 'trades6'] as const;
export type TradeSet = (typeof TRADE_SETS)[number];

/** Below each stand `declared` and `saved`. */
const FOLDERS: Readonly<Record<TradeSet, URL>> = {
  trades: new URL('./', import.meta.url),
  trades2: new URL('./second/', import.meta.url),
  trades3: new URL('./third/', import.meta.url),
  trades4: new URL('./fourth/', import.meta.url),
  trades5: new URL('./fifth/', import.meta.url),
  trades6: new URL('./sixth/', import.meta.url),
};

export interface TradeFile {
  readonly name: string;
  readonly declared: DeclaredFile;
  readonly bytes: Buffer;
}

const declaredFiles = (set: TradeSet = 'trades'): readonly DeclaredFile[] => {
  const folder = new URL('declared/', FOLDERS[set]);
  return readdirSync(folder)
    .sort()
    .flatMap((name) => declaredIn(readFileSync(new URL(name, folder), 'utf8')));
};

export const tradeFiles = (set: TradeSet = 'trades'): Promise<readonly TradeFile[]> =>
  Promise.all(
    declaredFiles(set).map(async (declared) => ({
      name: declared.name,
      declared,
      bytes: await bytesOf(declared, set),
    })),
  );

const bytesOf = async (declared: DeclaredFile, set: TradeSet): Promise<Buffer> => {
  const format = extname(declared.name);
  if (format === '.xlsx') return tradeWorkbook(declared);
  if (format === '.csv') return tradeCsv(declared);
  return readFileSync(new URL(`saved/${encodeURIComponent(declared.name)}`, FOLDERS[set]));
};

/** A .csv has one sheet without a name. */
export const labelsOfTrades = (
  files: readonly TradeFile[],
  hashOf: (bytes: Buffer) => string,
): readonly StrangersFile[] =>
  files.map(({ name, declared, bytes }) => {
    const format = extname(name).slice(1);
    const saved = format === 'ods' || format === 'xls';
    return {
      repository: 'composed',
      path: name,
      commit: 'none',
      sha256: hashOf(bytes),
      bytes: bytes.length,
      licence: 'own',
      format,
      program: saved ? 'LibreOffice' : 'ExcelJS',
      language: declared.language,
      kind: declared.kind,
      sheets: declared.sheets
        .flatMap(({ label }) => label ?? [])
        .map((l) => (format === 'csv' ? { ...l, sheet: '*' } : l)),
    };
  });
