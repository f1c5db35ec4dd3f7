import {
  type AdoptChoices,
  type Adoption,
  adoptionOf,
  type Recognised,
  recogniseWorkbook,
} from '../../core/adopt/index.ts';
import { readSnapshot } from '../../core/read/index.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { dayFromIso, serialOf } from '../../core/time/day.ts';
import type { RawCell, RawSheet, RawWorkbook, Rect } from '../../core/workbook.ts';
import { openMemory } from '../../functions/adapters/memory/store.ts';

/** A date's serial number in the 1900 system. */
export const on = (iso: string, system: 1900 | 1904 = 1900): number => serialOf(dayFromIso(iso)!, system);

/** Rows by number; an empty list is an empty row. */
export const sheet = (
  title: string,
  first: number,
  rows: readonly (readonly RawCell[])[],
  merges: string[] = [],
): RawSheet => ({
  title,
  merges: merges.map(rect),
  rows: rows.map((cells, i) => ({ at: first + i, cells })).filter(({ cells }) => cells.some((cell) => cell !== null)),
});

/** `A1:C3`, one letter a column. */
const rect = (ref: string): Rect => {
  const [, left, top, right, bottom] = /^([A-Z])(\d+):([A-Z])(\d+)$/.exec(ref)!;
  const column = (letter: string) => letter.charCodeAt(0) - 64;
  return { left: column(left!), top: Number(top), right: column(right!), bottom: Number(bottom) };
};

/** A column of a table, its header first. */
export type Column = readonly [header: string, ...cells: RawCell[]];

/** A table by its columns, as a sheet has it in rows. */
export const inRows = (columns: readonly Column[]): RawCell[][] =>
  Array.from({ length: Math.max(...columns.map(({ length }) => length)) }, (_, row) =>
    columns.map((column) => column[row] ?? null),
  );

export const strangers = (sheets: readonly RawSheet[], more: Partial<RawWorkbook> = {}): RawWorkbook => ({
  name: 'theirs',
  location: 'memory:theirs',
  movedFrom: () => false,
  foundAt: async () => null,
  dateSystem: 1900,
  sheets,
  ...more,
});

interface Adopted {
  readonly recognised: Recognised;
  readonly adoption: Adoption;
  readonly raw: RawWorkbook;
  readonly snapshot: Snapshot;
}

/** Adopts a workbook in memory and reads it as the next sweep will. */
export const adoptInMemory = async (theirs: RawWorkbook, choices: Partial<AdoptChoices> = {}): Promise<Adopted> => {
  const recognised = recogniseWorkbook(theirs, choices.said);
  const { plan, counts, locale } = recognised;
  if (!plan || !counts) throw new Error('no sheet of tasks');
  const adoption = adoptionOf(
    { ...recognised, plan, counts },
    { locale, zone: 'Asia/Shanghai', country: '', days: [], workbookId: 'W-1', ...choices },
  );
  const added = adoption.addSheets.map(({ title, rows }) =>
    sheet(
      title,
      1,
      rows.map((row) => row.map(({ value }) => value)),
    ),
  );
  const memory = openMemory({ ...theirs, sheets: [...theirs.sheets, ...added] });
  memory.type(adoption.edits);
  const raw = await memory.read();
  return { recognised, adoption, raw, snapshot: readSnapshot(raw, { now: '2026-03-06T09:00' }) };
};
