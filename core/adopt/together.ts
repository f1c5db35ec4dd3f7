/** Several of their sheets with one layout: which they are, whether they are times or teams, and how they are followed together. */
import { LOCALES, type Locale } from '../../sheet-templates/index.ts';
import { ADOPTING } from '../messages/languages.ts';
import { headerKey, textOf } from '../read/headers.ts';
import { looksCopied } from '../read/renamed.ts';
import { ALL_ALIKE, alsoFollowed } from '../read/sisters.ts';
import { ensure } from '../text/maps.ts';
import { must } from '../text/must.ts';
import { rowAmong, rowShown, sheetIndexOf } from '../text/row-number.ts';
import type { CellEdit, RawRow, RawSheet } from '../workbook.ts';
import type { AdoptCounts, Unread } from './count.ts';
import { type Ids, idsFor } from './ids.ts';
import type { RecognisedSheet } from './recognise.ts';

/** A sheet that looks like tasks, with what its rows say. */
export interface Tasks {
  readonly reading: RecognisedSheet;
  readonly counts: AdoptCounts;
}

const OLD =
  /模板|模版|示例|样例|范例|归档|历史|备份|作废|废弃|旧|\b(?:templates?|examples?|samples?|archived?|old|backup|history|obsolete|deprecated)\b/iu;

/** 已解决清单, Closed FY26: what is in it has been done. */
const OVER = /^\s*(?:已(?:完成|解决|关闭|办结|销号|结案)|(?:closed|completed|resolved)\b(?! by))/iu;

/** A copy, a template, what is over. */
export const isAside = ({ title, hidden = false }: RawSheet): boolean =>
  hidden || looksCopied(title) || OLD.test(title) || OVER.test(title);

/** The words from which cells of other sheets are chosen. */
export const holdsChoices = ({ title }: RawSheet): boolean => CHOICES.test(title.trim());
const CHOICES =
  /^(?:下拉.{0,6}|.{0,4}选项.{0,4}|数据(?:验证|有效性|字典)|字典|枚举.{0,3}|图例.{0,3}|(?:options?|lists?|drop-? ?downs?|look-? ?ups?|data ?validations?|validations?|pick-? ?lists?|enums?|choices|legends?|keys?)(?: (?:lists?|values?|data|sheet))?)$/iu;

const OURS: ReadonlySet<string> = new Set(LOCALES.map((locale) => headerKey(ADOPTING[locale].idHeader)));

/** Every header in its place, but for that of ids, which Baton may have added to one of them. */
const layoutIn = ({ line }: RecognisedSheet): string => {
  const keys = line.cells.map(headerKey).map((key) => (OURS.has(key) ? '' : key));
  return keys.slice(0, keys.map((key) => key !== '').lastIndexOf(true) + 1).join('\n');
};

/** Other sheets with the plan's headers, each read as the plan is. */
export const alikeIn = (plan: RecognisedSheet, all: readonly RecognisedSheet[]): readonly RecognisedSheet[] => {
  const layout = layoutIn(plan);
  return all
    .filter((other) => other.sheet.title !== plan.sheet.title && !isAside(other.sheet) && layoutIn(other) === layout)
    .map((other) => ({
      ...plan,
      sheet: other.sheet,
      line: other.line,
      rows: other.rows,
      ids: other.ids,
      below: other.below,
    }));
};

/** What the rows of all of them say. Rows of the further ones bear numbers that say so (row-number.ts). */
export const countsTogether = (all: readonly Tasks[]): AdoptCounts => {
  const [first, ...others] = all.map(({ counts }) => counts);
  if (!first || others.length === 0) return must(first, 'a sheet that is followed');
  const each = [first, ...others];
  const rows = (of: (counts: AdoptCounts) => readonly RawRow[]) =>
    each.flatMap((counts, part) => of(counts).map((row) => ({ ...row, at: rowAmong(part, row.at) })));
  const numbers = (of: (counts: AdoptCounts) => readonly number[]) =>
    each.flatMap((counts, part) => of(counts).map((row) => rowAmong(part, row)));
  const cells = (of: (counts: AdoptCounts) => readonly Unread[]) =>
    each.flatMap((counts, part) => of(counts).map((cell) => ({ ...cell, row: rowAmong(part, cell.row) })));
  const people = new Map<string, string>();
  for (const { name, department } of each.flatMap((counts) => counts.people)) {
    const known = people.get(name);
    people.set(name, known === undefined || known === department ? department : '');
  }
  const unread = new Map<string, number[]>();
  for (const [part, { statuses }] of each.entries())
    for (const [word, at] of statuses.unread)
      ensure(unread, word, () => []).push(...at.map((row) => rowAmong(part, row)));
  const days = each.flatMap(({ dates }) => (dates.earliest === null ? [] : [dates.earliest]));
  const sum = (of: (counts: AdoptCounts) => number) => each.reduce((total, counts) => total + of(counts), 0);
  return {
    tasks: rows(({ tasks }) => tasks),
    headings: rows(({ headings }) => headings),
    withoutOwner: numbers(({ withoutOwner }) => withoutOwner),
    severalOwners: cells(({ severalOwners }) => severalOwners),
    collective: cells(({ collective }) => collective),
    people: [...people].map(([name, department]) => ({ name, department })),
    departments: [...new Set(each.flatMap(({ departments }) => departments))],
    statuses: { read: sum(({ statuses }) => statuses.read), unread },
    dates: {
      read: sum(({ dates }) => dates.read),
      ordered: each.find(({ dates }) => dates.ordered !== null)?.dates.ordered ?? null,
      unread: cells(({ dates }) => dates.unread),
      earliest: days.length === 0 ? null : days.reduce((a, b) => (a < b ? a : b)),
    },
    predecessors: sum(({ predecessors }) => predecessors),
  };
};

/** The rows of one of them, as its sheet numbers them. */
export const rowsIn = (rows: readonly RawRow[], part: number): readonly RawRow[] =>
  rows.flatMap((row) => (sheetIndexOf(row.at) === part ? [{ ...row, at: rowShown(row.at) }] : []));

/**
 * Ids that no two of the sheets share: a column of theirs where it tells all tasks apart, else one of ours in each of them. `tasks`: as
 * countsTogether has them. `before`: the first sheet's column of ids up to now; what stands there stays each task's id.
 */
export const idsTogether = (
  readings: readonly RecognisedSheet[],
  tasks: readonly RawRow[],
  locale: Locale,
  taken: readonly string[] = [],
  before?: number,
): Ids => {
  const parts = readings.map((reading, part) => ({ reading, tasks: rowsIn(tasks, part) }));
  const each = parts.map((part) => idsFor(part.reading, part.tasks, locale, taken));
  const [first] = each;
  const values = parts.flatMap((part, index) =>
    part.tasks.map(({ cells }) => textOf(cells[(each[index]?.at ?? 0) - 1])),
  );
  const isOne = each.every(({ added, header, edits }) => !added && edits.length === 0 && header === first?.header);
  if (first && isOne && new Set(values).size === values.length) return first;
  const known = [...taken, ...parts.flatMap(({ reading }) => oursIn(reading))];
  const ours = parts.map(({ reading, tasks: own }, part) => {
    const found = idsFor({ ...reading, ids: reading.ids.filter((at) => isOurs(reading, at)) }, own, locale, known);
    const ids = part === 0 && before !== undefined && found.added ? withIdsBefore(found, own, before) : found;
    known.push(...ids.edits.map(({ value }) => String(value ?? '')));
    return ids;
  });
  const [own] = ours;
  return { ...must(own, 'a sheet that is followed'), edits: ours.flatMap(({ edits }) => edits) };
};

const isOurs = ({ line }: RecognisedSheet, at: number): boolean => OURS.has(headerKey(line.cells[at - 1] ?? ''));

const oursIn = (reading: RecognisedSheet): readonly string[] =>
  reading.ids
    .filter((at) => isOurs(reading, at))
    .flatMap((at) => reading.rows.map(({ cells }) => textOf(cells[at - 1])).filter((id) => id !== ''));

/** What was a task's id in a column of theirs stands in the one of ours from now on. */
const withIdsBefore = (ids: Ids, tasks: readonly RawRow[], before: number): Ids => {
  const known = new Map(tasks.map(({ at, cells }) => [at, textOf(cells[before - 1])]));
  const edits = ids.edits.map((edit): CellEdit => ({ ...edit, value: known.get(edit.row) || edit.value }));
  return { ...ids, edits };
};

/** The setting that says it: all sheets of the layout, or these. */
export const alsoSetting = (further: readonly RecognisedSheet[], isAll: boolean): string =>
  isAll ? ALL_ALIKE : alsoFollowed(further.map(({ sheet }) => sheet.title));
