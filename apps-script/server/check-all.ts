/** The check of all rows that the menu offers. */
import { judgeRows } from '../../core/edit/edit.ts';
import { locate } from '../../core/read/locate.ts';
import { placesIn } from '../../core/read/parts.ts';
import { seenFrom } from '../../core/read/seen-from.ts';
import { must } from '../../core/text/must.ts';
import type { TabKey } from '../../sheet-templates/index.ts';
import { answerCall, Refusal } from './answer.ts';
import { nowIso, readScriptBook } from './book.ts';
import { isMachine, keepBook, keptBook } from './context.ts';
import { isCopy } from './copy.ts';
import { marksOf } from './judged.ts';
import { attempt } from './services.ts';
import { showMarks } from './sheet-marks.ts';

/** Checks every row of every tab and writes the marks: how many problems each tab has. */
export const batonCheckAll = () => answerCall(checkAll);

const checkAll = (): Readonly<Partial<Record<TabKey, number>>> => {
  const book = readScriptBook();
  if (isCopy(book)) throw new Refusal('copy', (words) => words.copy);
  const { raw: whole, sheetIds } = book;
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const counts: Partial<Record<TabKey, number>> = {};
  const seen = new Set<number>();
  for (const [tab, { sheet: read, headerRow }] of placesIn(locate(whole))) {
    const raw = seenFrom(whole, read.title);
    const located = locate(raw);
    const place = must(located.tabs.get(tab), `place of ${tab}`);
    const id = must(sheetIds.get(read.title), `id of ${read.title}`);
    if (isMachine(tab) || seen.has(id) || book.alone.includes(tab)) continue;
    seen.add(id);
    const rows = read.rows.filter(({ at }) => at > headerRow).map(({ at }) => at);
    const { rows: judged, snapshot } = judgeRows(raw, tab, rows, { now: nowIso() });
    counts[tab] = judged.reduce((sum, { problems }) => sum + problems.length, counts[tab] ?? 0);
    const sheet = attempt(() => spreadsheet.getSheetById(id));
    const bottom = rows[rows.length - 1];
    if (!sheet || bottom === undefined) continue;
    const columns = [...located.tabs.values()].flatMap(({ sheet: other, columns: at }) =>
      other.title === read.title ? [...at.values()] : [],
    );
    const area = {
      top: headerRow + 1,
      bottom,
      left: Math.min(...columns),
      right: Math.max(...columns),
    };
    const opened = { book, raw, located, sheet: read, tab, place, before: null, attended: false };
    showMarks(
      sheet,
      area,
      marksOf(judged, snapshot, opened, () => false),
      snapshot.policy.locale,
    );
  }
  keepBook(book, keptBook()?.attended ?? false);
  return counts;
};
