/** Has another sheet of an adopted workbook followed, or the same one below another header. */
import { columnLetters, type Locale } from '../../sheet-templates/index.ts';
import type { Write } from '../plan.ts';
import { textOf } from '../read/headers.ts';
import type { Located } from '../read/locate.ts';
import { normal } from '../text/words.ts';
import type { CellEdit, NewSheet, RawWorkbook } from '../workbook.ts';
import { newSheet, titleFor } from './additions.ts';
import { settingsOfBook } from './complete.ts';
import type { AdoptCounts } from './count.ts';
import { columnNamed } from './given.ts';
import { type Ids, idsBelow, idsFor } from './ids.ts';
import { type Adoption, alsoBound, boundColumns, calledAs, type Recognised, withoutAddress } from './index.ts';
import type { ColumnMeaning, ReadingChoices } from './proposal.ts';
import { alsoSaid } from './questions.ts';
import { changedSettings, type Followed, wordSettings } from './rebind.ts';
import type { RecognisedSheet } from './recognise.ts';
import { idsTogether, rowsIn } from './together.ts';

/** Whether somebody means another sheet, another row of it, or others beside it, than what is followed. */
export const isElsewhere = (followed: Followed, choices: ReadingChoices): boolean =>
  isOther(followed, choices) ||
  (choices.together ?? followed.said.together) !== followed.said.together ||
  (choices.together === true && followed.located.problems.some(({ code }) => code === 'sheet-left'));

/** Another sheet, or another row of it. */
const isOther = ({ plan }: Followed, { sheets, headerRow }: ReadingChoices): boolean => {
  const title = sheets?.[0] ?? plan.sheet.title;
  return title !== plan.sheet.title || (headerRow ?? plan.headerRow) !== plan.headerRow;
};

/** All that is said of a followed workbook. Elsewhere, what was said of columns was said of others. */
export const allSaid = (followed: Followed, given: ReadingChoices): ReadingChoices => {
  const { said, plan } = followed;
  if (!isOther(followed, given)) return alsoSaid(said, inLetters(followed, given));
  return {
    ...given,
    sheets: given.sheets ?? [plan.sheet.title],
    statuses: { ...said.statuses, ...given.statuses },
    people: { ...said.people, ...given.people },
    ...(said.quietDays !== undefined && { quietDays: given.quietDays ?? said.quietDays }),
  };
};

/** Columns by their letters, each for one meaning alone; what is to be left alone has none. */
const inLetters = ({ plan, said }: Followed, { ignored = [], ...given }: ReadingChoices): ReadingChoices => {
  const line = { top: plan.headerRow, at: plan.headerRow, cells: plan.header };
  const lettersOf = (text: string) => {
    const at = text === '-' ? 0 : columnNamed(text, line);
    return at === 0 ? '-' : columnLetters(at);
  };
  const named = Object.entries(given.columns ?? {}).map(([meaning, text]) => [meaning, lettersOf(text)] as const);
  const freed = new Set([...named.map(([, letters]) => letters), ...ignored.map(lettersOf)]);
  const others = Object.entries(said.columns ?? {}).flatMap(([meaning, letters]) =>
    letters !== '-' && freed.has(letters) ? [[meaning, '-'] as const] : [],
  );
  const columns = Object.fromEntries([...others, ...named]) as Partial<Record<ColumnMeaning, string>>;
  return Object.keys(columns).length === 0 ? given : { ...given, columns };
};

/** What it comes to: ids and settings, and a sheet for the progress where this one does not say it. */
export interface Elsewhere extends Pick<Adoption, 'addSheets' | 'added' | 'withoutAddress'> {
  readonly ids: Ids;
  /** Of cells in which ids stand, or are to. */
  readonly edits: readonly CellEdit[];
  /** Of the settings. */
  readonly writes: readonly Write[];
}

/** `found` is the workbook as it is read by what is `said` now: its plan is the sheet that is meant. */
export const elsewhere = (
  raw: RawWorkbook,
  followed: Followed,
  found: Pick<Recognised, 'directory' | 'tracker' | 'further'> & {
    readonly plan: RecognisedSheet;
    readonly counts: AdoptCounts;
  },
  said: ReadingChoices,
  locale: Locale,
): Elsewhere => {
  const { located, plan: before } = followed;
  const { plan, counts } = found;
  const taken = idsTaken(followed);
  const at = before.columns.get('id');
  const isThere = at !== undefined && plan.sheet.title === before.sheet.title;
  const own = rowsIn(counts.tasks, 0);
  const ids =
    found.further.length > 0
      ? idsTogether([plan, ...found.further], counts.tasks, locale, taken, isThere ? at : undefined)
      : isThere
        ? idsBelow(plan, own, locale, { at, header: before.header[at - 1] ?? '', row: before.headerRow }, taken)
        : idsFor(plan, own, locale, taken);
  const tracker = located.tabs.get('tracker');
  // A sheet of ours that says how far tasks are is used on, unless this one says it.
  const kept = found.tracker === null && tracker && tracker.sheet !== before.sheet ? tracker.sheet.title : null;
  const titles = raw.sheets.map(({ title }) => title);
  const added =
    found.tracker === null && kept === null
      ? [{ tab: 'tracker' as const, title: titleFor('tracker', locale, titles) }]
      : [];
  const read = { raci: plan, ...(found.tracker && { tracker: found.tracker }) };
  const beside = kept === null ? added : [{ tab: 'tracker' as const, title: kept }];
  const isOwn = (key: string) =>
    (kept === null ? /^(?:tab|column)\.(?:raci|tracker)\b/ : /^(?:tab|column)\.raci\b/).test(key);
  const bound = Object.entries(boundColumns(raw, read, beside, { ids, reading: plan })).filter(([key]) => isOwn(key));
  const also = alsoBound(found.further, said);
  const keys = new Set([...bound.map(([key]) => key), ...Object.keys(also)]);
  const unbound = [...settingsOfBook(located).keys()].filter((key) => isOwn(key) && !keys.has(key));
  const wanted = [
    ...bound,
    ...Object.entries(also),
    ...unbound.map((key) => [key, ''] as const),
    ...wordSettings(followed.said, said),
  ];
  return {
    ids,
    edits: ids.edits,
    addSheets: added.map(({ tab, title }): NewSheet => newSheet(tab, title, locale)),
    added,
    withoutAddress: withoutAddress(counts.people, found.directory),
    writes: [...changedSettings(located, wanted, locale), ...newcomers(located, counts, said)],
  };
};

/** People and departments of this sheet that the workbook does not list yet. */
const newcomers = ({ tabs }: Located, { people, departments }: AdoptCounts, said: ReadingChoices): Write[] => {
  const listed = (tab: 'directory' | 'departments') => {
    const own = tabs.get(tab);
    const at = own?.columns.get('name') ?? 0;
    return own && new Set(own.rows.map(({ cells }) => normal(textOf(cells[at - 1]))));
  };
  const [known, units] = [listed('directory'), listed('departments')];
  const add = (
    tab: 'directory' | 'departments',
    values: Readonly<Record<string, string>> & { readonly name: string },
  ) => ({ tab, kind: 'append', item: values.name, values, expected: {} }) satisfies Write;
  return [
    ...(known
      ? calledAs(people, said.people).flatMap(({ name, department }) =>
          known.has(normal(name)) ? [] : [add('directory', { name, ...(department !== '' && { department }) })],
        )
      : []),
    ...(units ? departments.flatMap((name) => (units.has(normal(name)) ? [] : [add('departments', { name })])) : []),
  ];
};

/** Ids that are given anywhere in the workbook, and those that Baton remembers. */
const idsTaken = ({ located }: Followed): string[] =>
  [...located.tabs.values()].flatMap(({ sheet, columns }) => {
    const at = columns.get('id');
    return at === undefined ? [] : sheet.rows.map(({ cells }) => textOf(cells[at - 1]));
  });
