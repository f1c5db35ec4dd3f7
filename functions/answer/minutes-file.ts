/** A file of minutes as text: plain text and Markdown in what Chinese editors write, Word (.docx), Excel (.xlsx). */
import { formatClock } from '../../core/messages/format.ts';
import { inAll } from '../../core/messages/in-all.ts';
import { fieldsOf, isHeaderRow, meetingLabel } from '../../core/minutes/words.ts';
import { dayFromSerial, isoOf, MINUTES_A_DAY } from '../../core/time/day.ts';
import type { RawCell } from '../../core/workbook.ts';
import { docxText, isDocx, pastedCell } from '../docx/read.ts';
import { BatonError } from '../errors.ts';
import { readWorkbook, type WorkbookContent } from '../xlsx/read.ts';

const say = inAll('calls');
const create = inAll('create');

/** The longest minutes, in characters: somebody typed them. */
export const LONGEST_MINUTES = 1_000_000;

/**
 * The text of a file of minutes, whatever it is called: what a file is, its bytes say. Refuses with BatonError 'data':
 * minutes-not-text, minutes-too-long, and what a broken .docx or .xlsx is refused with.
 */
export const textOfMinutes = (bytes: Buffer): string => {
  if (bytes.length > 3 && bytes.readUInt32LE(0) === ZIP) return isDocx(bytes) ? docxText(bytes) : workbookText(bytes);
  const [first = 0] = bytes;
  if (bytes.includes(0) && first < 0xfe) throw notText();
  return decoded(bytes);
};

const ZIP = 0x04034b50;

/** UTF-8 or UTF-16 as its first bytes say, else what Chinese editors of old write. */
const decoded = (bytes: Buffer): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {}
  }
  throw notText();
};

/** The sheets of a workbook as they would be pasted, one below the other. */
const workbookText = (bytes: Buffer): string => {
  const { sheets, dateSystem } = readWorkbook(bytes);
  let length = 0;
  return sheets
    .map(({ rows }) => {
      const lines: string[] = [];
      for (const line of linesOf(rows, dateSystem)) {
        length += line.length;
        // A sheet of a few kilobytes may have millions of empty cells to the left of one.
        if (length > LONGEST_MINUTES) throw minutesTooLong();
        lines.push(line);
      }
      return lines.join('\n');
    })
    .join('\n\n');
};

function* linesOf(rows: WorkbookContent['sheets'][number]['rows'], system: 1900 | 1904): Generator<string> {
  let days: ReadonlySet<number> = new Set();
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  for (const { cells } of rows) {
    const words = cells.map((cell) => wordsOf(cell));
    if (isHeaderRow(words)) days = new Set(fieldsOf(words).flatMap((field, i) => (field === 'due' ? [i] : [])));
    const isForm = words.some((word) => meetingLabel(word) === 'when');
    yield Array.from({ length: width }, (_, i) => {
      const cell = cells[i] ?? null;
      // A date is a number of its column’s looks, which are not read: it is one where a date is expected.
      const isDay = typeof cell === 'number' && cell > FIRST_SERIAL && cell < LAST_SERIAL && (isForm || days.has(i));
      return pastedCell(isDay ? dayAndClock(cell, system) : (words[i] ?? ''));
    }).join('\t');
  }
}

/** 2009 to 2064. */
const [FIRST_SERIAL, LAST_SERIAL] = [40_000, 60_000];

const dayAndClock = (serial: number, system: 1900 | 1904): string => {
  const minutes = Math.round((serial % 1) * MINUTES_A_DAY);
  const day = isoOf(dayFromSerial(serial, system));
  if (minutes === 0) return day;
  return `${day} ${formatClock(minutes)}`;
};

const wordsOf = (cell: RawCell): string => {
  if (cell === null || typeof cell === 'object') return '';
  return String(cell).replace(/\r\n?/g, '\n');
};

export const minutesTooLong = () => new BatonError('data', 'minutes-too-long', create.minutesTooLong);

const notText = () => new BatonError('data', 'minutes-not-text', say.minutesNotText);
