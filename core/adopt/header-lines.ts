/** Which lines of a sheet are read as its header. */
import { type HeaderLine, headerKey, headerLines, textOf } from '../read/headers.ts';
import type { RawSheet } from '../workbook.ts';
import { saidIn } from './guess/line.ts';
import { isData } from './header-breaks.ts';
import { isDays, mayBeHeader } from './header-rows.ts';
import type { ReadingChoices } from './proposal.ts';

/** Header lines of a sheet that are read as a whole: those that say most. */
const MOST_READ = 8;

/** The lines that are worth reading; the one that a person has named, where they have. */
export const linesRead = (
  sheet: RawSheet,
  dateSystem: 1900 | 1904,
  { headerRow }: ReadingChoices,
): readonly HeaderLine[] => {
  const all = [...headerLines(sheet)];
  if (headerRow !== undefined) {
    const own = all.filter(({ at }) => at === headerRow);
    const row = sheet.rows.find(({ at }) => at === headerRow);
    return own.length > 0 || !row ? own : [{ top: row.at, at: row.at, cells: row.cells.map(textOf) }];
  }
  const likely = all
    .filter((line) => mayBeHeader(line, sheet, dateSystem))
    .filter(firstOfEach())
    .filter((line) => isDays(line, sheet, dateSystem) || !isData(line, sheet, dateSystem));
  // Whatever its words are, a header is among the first lines that name several columns.
  const first = likely
    .filter(({ cells }) => cells.filter((text) => text !== '').length >= SEVERAL)
    .slice(0, FIRST_READ);
  const saying = likely
    .map((line) => ({ line, said: isDays(line, sheet, dateSystem) ? DAYS_SAY : saidIn(line) }))
    .sort((a, b) => b.said - a.said)
    .slice(0, MOST_READ)
    .map(({ line }) => line);
  return [...saying, ...first.filter((line) => !saying.includes(line))];
};
const SEVERAL = 3;
const FIRST_READ = 3;
const DAYS_SAY = 2;

/** A header that stands again further down heads the rows from its first one on. */
const firstOfEach = (): ((line: HeaderLine) => boolean) => {
  const seen = new Set<string>();
  return ({ cells }) => {
    const key = cells.map(headerKey).join('\n');
    return seen.size < seen.add(key).size;
  };
};
