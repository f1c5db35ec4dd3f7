/** The check column: what each row needs mended, written beside it. */
import { CHECK_KEY, keyColumn, type Locale, tabOf } from '../../sheet-templates/index.ts';
import { FORMAT } from '../messages/format.ts';
import { sayProblem, sayWritten } from '../messages/index.ts';
import type { Write } from '../plan.ts';
import { type Problem, severityOf } from '../problem.ts';
import { type LapsedText, lapsedTexts, signersOf } from '../process/lapsed.ts';
import { type ReadContext, readSnapshot } from '../read/index.ts';
import { idOf, type LocatedTab, locate, textOf } from '../read/locate.ts';
import type { Snapshot } from '../snapshot.ts';
import { heldOnce } from '../text/held-once.ts';
import { lazily } from '../text/lazily.ts';
import { groupBy } from '../text/maps.ts';
import { shorten } from '../text/width.ts';
import type { Day } from '../time/day.ts';
import type { RawRow, RawWorkbook } from '../workbook.ts';
import { freshIds } from '../writes/ids.ts';
import { idsIn, problemsIn } from './edit.ts';

export interface Marking {
  readonly snapshot: Snapshot;
  /** What differs from what stands there: marks, those that are no longer due, and ids of rows that have none. */
  readonly writes: readonly Write[];
  /** Rows that something is to be said about, whether it stands there already or not; null where no sheet has the column. */
  readonly marked: number | null;
}

/**
 * Brings the check column of every sheet that has one up to date: the same verdicts as for an edit, a line for each thing to
 * mend, errors first. What stands there is compared and nothing is remembered, so that a second check of the same workbook
 * writes nothing, and a mark that was sorted, copied or typed over is right again after the next.
 */
export const markRows = (raw: RawWorkbook, context: ReadContext): Marking => {
  const snapshot = readSnapshot(raw, context);
  const { marks, marked } = marksIn(raw, snapshot);
  // Without marks to be found by, a row that somebody has begun keeps until the sweep.
  return { snapshot, writes: marked === null ? [] : [...freshIds({ snapshot }), ...marks], marked };
};

/** The same of a reading that is at hand, without ids for rows that have none: `marks` are what differs from what stands there. */
export const marksIn = (
  raw: RawWorkbook,
  snapshot: Snapshot,
): { readonly marks: readonly Write[] } & Pick<Marking, 'marked'> => {
  const located = locate(raw);
  const lapsed = groupBy(lapsedTexts(snapshot), ({ tab, item }) => `${tab} ${item}`);
  const marks: Write[] = [];
  let marked = 0;
  const seen = new Set<string>();
  const once = heldOnce();
  for (const [tab, place] of located.tabs) {
    const { sheet, headerRow, check } = place;
    // Of two tabs in one sheet the first speaks for both.
    if (check === undefined || tabOf(tab).machine || seen.has(sheet.title)) continue;
    seen.add(sheet.title);
    const rows = sheet.rows.filter(({ at }) => at > headerRow);
    const problemsAt = problemsIn(snapshot, located, tab, (row) => row > headerRow);
    const ids = lazily(() => idsIn(snapshot, tab));
    const keyAt = (place.columns.get(keyColumn(tab)) ?? 0) - 1;
    const itemIn = ({ at, cells }: RawRow): string => idOf(cells[keyAt]) || ids()(at);
    const foundIn = ({ cells }: RawRow): string => textOf(cells[check - 1]);
    const isQuiet = (row: RawRow): boolean =>
      !problemsAt.has(row.at) && foundIn(row) === '' && (lapsed.size === 0 || !lapsed.has(`${tab} ${itemIn(row)}`));
    // Of most rows nothing is to be said, nor does anything stand there: what follows is about the others alone.
    const concerned = new Set<string>();
    for (const row of rows) if (!isQuiet(row)) concerned.add(itemIn(row));
    const said: { readonly item: string; readonly found: string; readonly problems: readonly Problem[] }[] = [];
    for (const row of concerned.size > 0 ? rows : []) {
      const item = itemIn(row);
      if (concerned.has(item)) said.push({ item, found: foundIn(row), problems: problemsAt.get(row.at) ?? [] });
    }
    // Rows of one id cannot be told apart by it: each says what is wrong with any of them. One without cannot be found again.
    for (const [item, same] of groupBy(said, ({ item }) => item)) {
      const problems = same.flatMap((row) => row.problems);
      const wanted = item && once(wordsFor(problems, place, snapshot, lapsed.get(`${tab} ${item}`) ?? []));
      if (wanted !== '') marked += same.length;
      for (const { found } of same) {
        if (item === '' || found === wanted) continue;
        marks.push({
          tab,
          kind: 'set',
          item,
          values: { [CHECK_KEY]: wanted },
          expected: found === '' ? NOTHING_SAID : { [CHECK_KEY]: found },
        });
      }
    }
  }
  return { marks, marked: seen.size === 0 ? null : marked };
};

/** Of most rows, before their first mark. */
const NOTHING_SAID: Write['expected'] = { [CHECK_KEY]: '' };

/** What the check of a row comes to, in the workbook's language; each line begins with the header it is about. */
const wordsFor = (
  problems: readonly Problem[],
  { header, columns }: LocatedTab,
  { policy: { locale }, today }: Snapshot,
  lapsed: readonly LapsedText[],
): string => {
  if (problems.length + lapsed.length === 0) return '';
  const under = (column: string, sentence: string) => {
    const title = header[(columns.get(column) ?? 0) - 1] ?? '';
    return plain(title === '' ? sentence : `${title}${FORMAT[locale].colon}${sentence}`);
  };
  const errors = problems.filter(({ code }) => severityOf(code) === 'error');
  const warnings = problems.filter(({ code }) => severityOf(code) !== 'error');
  const lines = [...errors, ...warnings].map((problem) =>
    under(problem.column, saidOfTwins(problem, locale, today) ?? sayProblem(problem, locale, today)),
  );
  for (const [column, texts] of groupBy(lapsed, ({ column }) => column))
    lines.push(under(column, sayWritten('mark.lapsed', { who: signersOf(texts, locale) }, locale, today)));
  return [...new Set(lines)].slice(0, MOST_LINES).join('\n').trim();
};

/** It stands beside both rows, so that it names the one of them that is to be changed. */
const saidOfTwins = (problem: Problem, locale: Locale, today: Day): string | null => {
  if (problem.code !== 'duplicate-id') return null;
  const { row, facts } = problem;
  return sayWritten('mark.twice', { ...facts, row, otherSheet: facts.otherSheet ?? '' }, locale, today);
};

/** Rows stay low enough to see their neighbours; who has mended these is told the rest by the next check. */
const MOST_LINES = 4;
const LONGEST_LINE = 400;

/** One line that a cell gives back as it was written, whatever the cell that it quotes holds. */
const plain = (text: string): string => shorten(text.replace(/[\p{Cc}\s]+/gu, ' ').trim(), LONGEST_LINE);
