/** The parts of a zip. */
import { inflateEntry, readZip, writeZip } from '../../functions/xlsx/zip.ts';

/** The parts of a zip by name, inflated, in the order of its directory. */
export type Parts = Map<string, Buffer>;

export const zipParts = (zip: Buffer): Parts =>
  new Map(
    readZip(zip)
      .entries.filter(({ name }) => !name.endsWith('/'))
      .map((entry) => [entry.name, inflateEntry(entry)]),
  );

/** A fifth less than the level at which workbooks are saved, for eight times the time. */
const SMALLEST = 9;

/** Same parts, same bytes: entries carry no clock. */
export const zipOf = (parts: Parts, level = SMALLEST): Buffer =>
  writeZip({ entries: [], comment: Buffer.alloc(0) }, parts, level);
