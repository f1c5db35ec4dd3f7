/** Recognises a team's workbook, and says what adopting it adds. */
import { columnsOf, type Locale, TAB_KEYS, type TabKey } from '../../sheet-templates/index.ts';
import { matchHeader, tabOfTitle, textOf } from '../read/locate.ts';
import { OWN_MARK, OWN_NAME, OWN_ROWS, OWN_STATE } from '../read/own-words.ts';
import { ALSO_FOLLOWED } from '../read/sisters.ts';
import type { OfficialDay } from '../snapshot.ts';
import { groupBy } from '../text/maps.ts';
import { normal } from '../text/words.ts';
import type { CellEdit, NewSheet, RawRow, RawSheet, RawWorkbook } from '../workbook.ts';
import {
  calendarRows,
  departmentRows,
  directoryRows,
  newSheet,
  settingRowsFor,
  settingValues,
  titleFor,
} from './additions.ts';
import { type AdoptCounts, type CountedPerson, countRows, tableEndOf } from './count.ts';
import { headerNamed, type Ids, idsFor } from './ids.ts';
import { alsoAsked } from './mapped.ts';
import { MEANINGS, type ReadingChoices } from './proposal.ts';
import { type Ranked, rankSheets, type WhyThis } from './rank.ts';
import { asGuessed, columnPlace, has, LIKELY, type RecognisedSheet, recognise } from './recognise.ts';
import { isMatrix, type MatrixReading } from './take-over.ts';
import { alikeIn, alsoSetting, countsTogether, idsTogether, type Tasks } from './together.ts';

/** A workbook of strangers as Baton can read it: nothing is decided about where it lives or in which language it speaks. */
export interface Recognised {
  readonly raw: RawWorkbook;
  /** In the order of the workbook. */
  readonly sheets: readonly RecognisedSheet[];
  /** The one sheet that is read as the plan; null where no sheet holds tasks. */
  readonly plan: RecognisedSheet | null;
  /** The sheet that is read as the tracker: the plan itself, another one with the same ids, or none. */
  readonly tracker: RecognisedSheet | null;
  readonly directory: RecognisedSheet | null;
  readonly departments: RecognisedSheet | null;
  /** Of the plan, and of the sheets that are followed with it. */
  readonly counts: AdoptCounts | null;
  /** Other sheets of the plan's layout, read as the plan is, and those of them that are followed with it. */
  readonly alike: readonly RecognisedSheet[];
  readonly further: readonly RecognisedSheet[];
  /** The matrix whose tasks are taken over, the longest one; null where there is a plan, or no matrix. */
  readonly matrix: MatrixReading | null;
  /** The language most tasks are written in; what is not Chinese is English. */
  readonly locale: Locale;
  /** What would be followed if somebody said yes: the plan, the matrix, or a sheet that nobody is sure of. */
  readonly best: RecognisedSheet | null;
  /** Other sheets that may be meant as well. */
  readonly rivals: readonly RecognisedSheet[];
  /** Why the best is preferred to others of its layout; null where there are none, or somebody has named it. */
  readonly why: WhyThis | null;
  /** Who is in the workbook's own directory: name, normalised → as it stands there. */
  readonly people: ReadonlyMap<string, string>;
}

/** What came of a workbook last, and by what was said: a proposal, its page and what would be mailed ask for the same. */
const lastOf = new WeakMap<RawWorkbook, { readonly by: string; readonly found: Recognised }>();

/** `said`: what a person says of it; what they do not speak of is recognised. */
export const recogniseWorkbook = (raw: RawWorkbook, said: ReadingChoices = {}): Recognised => {
  const by = JSON.stringify(said);
  const last = lastOf.get(raw);
  if (last?.by === by) return last.found;
  const found = recognised(raw, said);
  lastOf.set(raw, { by, found });
  return found;
};

const recognised = (raw: RawWorkbook, said: ReadingChoices): Recognised => {
  const first = raw.sheets.map((sheet) => recognise(sheet, raw.dateSystem));
  const known = namesIn(first.find(({ kind }) => kind === 'directory'));
  const isMeant = ({ title }: RawSheet) => said.sheets === undefined || said.sheets.includes(title);
  const readings = first.map((reading) =>
    isMeant(reading.sheet) && (known.size > 0 || Object.keys(said).length > 0)
      ? recognise(reading.sheet, raw.dateSystem, { known: new Set(known.keys()), said })
      : reading,
  );
  const meant = rankedIn(
    readings.filter(({ sheet }) => isMeant(sheet)),
    raw,
    said.sheets,
  );
  // Which sheet it is has to be asked about: then somebody may as well look at its columns, also once they have named it.
  const isRivalled = (said.sheets === undefined ? meant : rankedIn(first, raw)).rivals.length > 0;
  const likeliest = meant.order.find(({ reading }) => reading.kind === 'tasks')?.reading;
  const free = isRivalled ? first.find(({ sheet }) => sheet === likeliest?.sheet)?.guess : null;
  const asked =
    free && likeliest
      ? alsoAsked(likeliest, free, said.columns !== undefined || said.sheets !== undefined, true)
      : null;
  const also = (reading: RecognisedSheet): RecognisedSheet => (asked && reading === likeliest ? asked : reading);
  const sheets = readings.map(also);
  const { rivals, why } = meant;
  const order = meant.order.map((one) => ({ ...one, reading: also(one.reading) }));
  const tasks = order.filter(({ reading }) => reading.kind === 'tasks').map(({ reading }) => withCounts(reading, raw));
  const [best] = tasks;
  const plan = best?.reading ?? null;
  const alike = plan ? alikeIn(plan, first) : [];
  const isAlso = ({ sheet: { title } }: RecognisedSheet) =>
    said.together ?? (said.sheets !== undefined && said.sheets.length > 1 && said.sheets.includes(title));
  const further = alike.filter(isAlso);
  const together = best ? [best, ...further.map((reading) => withCounts(reading, raw))] : [];
  const matrix = plan
    ? null
    : (sheets
        .filter(isMatrix)
        .filter(({ sheet }) => isMeant(sheet))
        .sort((a, b) => b.rows.length - a.rows.length)[0] ?? null);
  const [marked] = sheets
    .filter(({ kind, sheet }) => kind === 'marks' && isMeant(sheet))
    .sort((a, b) => b.rows.length - a.rows.length);
  const progressed = plan && has(plan.mapping, 'tracker', 'status', 'progress') ? plan : null;
  return {
    raw,
    sheets,
    plan,
    tracker: progressed ?? (best ? progressOf(best, tasks.slice(1)) : null),
    directory: sheets.find(({ kind }) => kind === 'directory') ?? null,
    departments: sheets.find(({ kind }) => kind === 'departments') ?? null,
    counts: together.length === 0 ? null : countsTogether(together),
    alike,
    further,
    matrix,
    locale: best ? languageOf(best.reading, best.counts.tasks) : matrix ? languageOf(matrix, matrix.rows) : 'en',
    best: plan ?? matrix ?? marked ?? order[0]?.reading ?? null,
    rivals: rivals.map(({ reading }) => reading),
    why: said.sheets ? null : why,
    people: known,
  };
};

/** Sheets that look like tasks, the likeliest first, and those that somebody may mean as well. */
const rankedIn = (readings: readonly RecognisedSheet[], raw: RawWorkbook, named?: readonly string[]): Ranked => {
  const likely = readings
    .filter(looksLikeTasks)
    .map((reading) => ({ reading, counts: countRows(asGuessed(reading), raw.dateSystem) }));
  const ranked = rankSheets(likely);
  const order = asNamed(ranked.order, named);
  const [likeliest] = order;
  const plan = order.find(({ reading }) => reading.kind === 'tasks');
  const isRival =
    likeliest &&
    plan &&
    (saysMore(likeliest.reading, plan.reading) || isFarLonger(likeliest, withCounts(plan.reading, raw)));
  const rivals = isRival ? [...ranked.rivals, likeliest] : ranked.rivals;
  return { ...ranked, order, rivals: rivals.filter(({ reading }) => reading !== plan?.reading) };
};

/** What would be read better, if it were sure, may be meant. */
const saysMore = ({ guess }: RecognisedSheet, plan: RecognisedSheet | null): boolean =>
  plan !== null && plan.guess !== guess && (guess?.score ?? 0) > (plan.guess?.score ?? 1);

/** A table that has rows, beside one that has hardly any. */
const isFarLonger = ({ counts }: Tasks, plan: Tasks | undefined): boolean =>
  plan !== undefined && plan.counts.tasks.length <= HARDLY && counts.tasks.length > plan.counts.tasks.length;
const HARDLY = 2;

/** Somebody who names several sheets has named the one they mean first. */
const asNamed = (ranked: readonly Tasks[], titles: readonly string[] = []): readonly Tasks[] => {
  const placeOf = ({ reading }: Tasks) => titles.indexOf(reading.sheet.title);
  return titles.length < 2 ? ranked : [...ranked].sort((a, b) => placeOf(a) - placeOf(b));
};

const withCounts = (reading: RecognisedSheet, { dateSystem }: RawWorkbook): Tasks => ({
  reading,
  counts: countRows(reading, dateSystem),
});

/** Tasks, surely or likely: a column that names them, and one that says who, when or how far. */
const looksLikeTasks = ({ kind, guess }: RecognisedSheet): boolean => {
  if (kind === 'tasks') return true;
  if ((kind !== 'other' && kind !== 'unnamed') || !guess || guess.score < LIKELY) return false;
  const meanings = new Set(guess.guesses.map(({ meaning }) => meaning));
  return (
    meanings.has('task') &&
    (guess.isList || (['responsible', 'due', 'start', 'status', 'progress'] as const).some((one) => meanings.has(one)))
  );
};

const namesIn = (directory: RecognisedSheet | undefined): ReadonlyMap<string, string> => {
  if (!directory) return new Map();
  const at = columnPlace(directory.mapping, 'directory', 'name');
  const names = directory.rows.map(({ cells }) => textOf(cells[at - 1])).filter((name) => name !== '');
  return new Map(names.map((name) => [normal(name), name]));
};

/** Another sheet that says how far the plan's tasks are: its ids are the plan's. */
const progressOf = ({ reading: plan, counts: { tasks } }: Tasks, others: readonly Tasks[]): RecognisedSheet | null => {
  const idsIn = (reading: RecognisedSheet, of: AdoptCounts['tasks']) =>
    reading.ids.map((at) => of.map(({ cells }) => textOf(cells[at - 1])));
  const known = idsIn(plan, tasks).map((ids) => new Set(ids));
  const follows = ({ reading, counts }: Tasks) =>
    has(reading.mapping, 'tracker', 'status') &&
    counts.tasks.length > 0 &&
    idsIn(reading, counts.tasks).some((ids) =>
      known.some((of) => !of.has('') && of.size === tasks.length && ids.every((id) => of.has(id))),
    );
  return others.find(follows)?.reading ?? null;
};

/** That of the tasks; of the headers where these are Chinese, as names of parts and firms are Latin everywhere. */
const languageOf = ({ mapping, line }: RecognisedSheet, tasks: readonly RawRow[]): Locale => {
  const name = columnPlace(mapping, 'raci', 'name');
  const named = tasks.map(({ cells }) => textOf(cells[name - 1])).filter((text) => text !== '');
  const headers = line.cells.filter((text) => text !== '');
  const isJapanese = named.some((text) => KANA.test(text));
  return isMostlyChinese(named) || (isMostlyChinese(headers) && !isJapanese) ? 'zh-CN' : 'en';
};

const KANA = /[\u3040-\u30ff]/u;

const isMostlyChinese = (texts: readonly string[]): boolean =>
  texts.length > 0 &&
  texts.filter((text) => /\p{Script=Han}/u.test(text) && !KANA.test(text)).length * 2 >= texts.length;

export interface AdoptChoices {
  readonly locale: Locale;
  readonly zone: string;
  /** '' for none. */
  readonly country: string;
  /** The country's days that differ from Monday–Friday. */
  readonly days: readonly OfficialDay[];
  readonly workbookId: string;
  /** What a person has said of how it is read; it stands in the settings, and is not asked again. */
  readonly said?: ReadingChoices;
}

/** What adopting adds to a workbook; all else stays. */
export interface Adoption {
  readonly edits: readonly CellEdit[];
  readonly addSheets: readonly NewSheet[];
  readonly added: readonly { readonly tab: TabKey; readonly title: string }[];
  readonly ids: Ids;
  /** People named in the sheet of tasks whom the directory lacks or has without an address. */
  readonly withoutAddress: readonly string[];
  readonly bindings: Readonly<Record<string, string>>;
}

/** Sheets that a Baton workbook needs, in the order in which they are added. */
export const NEEDED: readonly TabKey[] = [
  'tracker',
  'directory',
  'departments',
  'settings',
  'calendar',
  '_state',
  '_ledger',
  '_runs',
];

/** Throws nothing: the caller has made sure that there is a plan. */
export const adoptionOf = (
  recognised: Recognised & { readonly plan: RecognisedSheet; readonly counts: AdoptCounts },
  choices: AdoptChoices,
): Adoption => {
  const { raw, plan, counts } = recognised;
  const { locale } = choices;
  const ids =
    recognised.further.length === 0
      ? idsFor(plan, counts.tasks, locale)
      : idsTogether([plan, ...recognised.further], counts.tasks, locale);
  const own: Partial<Record<TabKey, RecognisedSheet>> = {
    raci: plan,
    ...(recognised.tracker && { tracker: recognised.tracker }),
    ...(recognised.directory && { directory: recognised.directory }),
    ...(recognised.departments && { departments: recognised.departments }),
  };

  const taken = raw.sheets.map(({ title }) => title);
  const added = NEEDED.filter((tab) => !own[tab]).map((tab) => {
    const title = titleFor(tab, locale, taken);
    taken.push(title);
    return { tab, title };
  });
  const bindings = {
    ...boundColumns(raw, own, added, { ids, reading: plan }),
    ...alsoBound(recognised.further, choices.said),
  };
  const people = calledAs(counts.people, choices.said?.people);
  const rowsOf: Partial<Record<TabKey, Parameters<typeof newSheet>[3]>> = {
    directory: directoryRows(people),
    departments: departmentRows(counts.departments),
    calendar: calendarRows(choices.days, locale, raw.dateSystem),
    settings: settingRowsFor(settingValues(raw, choices), { ...bindings, ...ownWords(choices.said) }, locale),
  };
  return {
    edits: ids.edits,
    addSheets: added.map(({ tab, title }) => newSheet(tab, title, locale, rowsOf[tab])),
    added,
    ids,
    withoutAddress: withoutAddress(people, recognised.directory),
    bindings,
  };
};

/** The setting for sheets that are followed with the plan; none where it is alone. */
export const alsoBound = (
  further: readonly RecognisedSheet[],
  { together }: ReadingChoices = {},
): Record<string, string> =>
  further.length > 0 || together === true ? { [ALSO_FOLLOWED]: alsoSetting(further, together === true) } : {};

/** People by the names that the directory is to have for them, each once. */
export const calledAs = (
  people: readonly CountedPerson[],
  names: ReadingChoices['people'] = {},
): readonly CountedPerson[] => {
  const known = new Map<string, CountedPerson>();
  for (const { name, department } of people) {
    const own = names[name] ?? name;
    if (!known.has(own)) known.set(own, { name: own, department });
  }
  return [...known.values()];
};

/** Settings rows for the words, marks and names that a person has explained. */
export const ownWords = ({
  statuses = {},
  marks = {},
  people = {},
  bareRows,
}: ReadingChoices = {}): Record<string, string> => {
  const byState = groupBy(Object.entries(statuses), ([, state]) => state);
  const states = [...byState].map(([state, words]) => [
    `${OWN_STATE}${state}`,
    words.map(([word]) => oneLine(word)).join('；'),
  ]);
  const names = Object.entries(people).map(([text, name]) => [`${OWN_NAME}${oneLine(text)}`, name]);
  const byLetter = groupBy(Object.entries(marks), ([, letter]) => letter);
  const letters = [...byLetter].map(([letter, own]) => [
    `${OWN_MARK}${letter}`,
    own.map(([mark]) => oneLine(mark)).join('；'),
  ]);
  const rows = bareRows ? [[OWN_ROWS, bareRows]] : [];
  return Object.fromEntries([...states, ...letters, ...names, ...rows]) as Record<string, string>;
};

/** A plan of theirs and how its tasks are told apart. */
interface OwnPlan {
  readonly reading: RecognisedSheet;
  readonly ids: Ids;
}

/** Settings rows that say where each tab is read, and what is not to be mistaken for one. */
export const boundColumns = (
  raw: RawWorkbook,
  own: Partial<Record<TabKey, RecognisedSheet>>,
  added: Adoption['added'],
  plan: OwnPlan | null,
): Record<string, string> => {
  const bindings: Record<string, string> = {};
  for (const tab of TAB_KEYS) {
    const reading = own[tab];
    const ours = added.find((sheet) => sheet.tab === tab)?.title;
    const namesakes = raw.sheets.filter(({ title }) => tabOfTitle(title) === tab && title !== reading?.sheet.title);
    if (reading) {
      bindings[`tab.${tab}`] = reading.sheet.title;
      Object.assign(bindings, columnBindings(tab, reading, plan));
    } else if (ours !== undefined && tab !== 'settings' && (namesakes.length > 0 || tabOfTitle(ours) !== tab)) {
      bindings[`tab.${tab}`] = ours;
    } else if (ours === undefined && namesakes.length > 0) bindings[`tab.${tab}`] = '-';
  }
  return bindings;
};

const columnBindings = (tab: TabKey, reading: RecognisedSheet, plan: OwnPlan | null): Record<string, string> => {
  const { sheet, line, mapping } = reading;
  const bound = new Map<string, string>();
  if (plan && (tab === 'raci' || tab === 'tracker')) {
    const isPlan = sheet === plan.reading.sheet;
    const header = isPlan ? plan.ids.header : line.cells[(sameIds(reading, plan) ?? 0) - 1];
    if (header) bound.set('id', header);
  }
  for (const { tab: own, column, at } of mapping.mapped) if (own === tab) bound.set(column, headerNamed(line, at));
  // What nobody was sure of has a row to say it in.
  for (const { meaning, ask } of reading.guess?.guesses ?? []) {
    const { tab: of, column } = MEANINGS[meaning];
    if (ask && of === tab && !bound.has(column)) bound.set(column, '-');
  }
  // What a sweep would take for a column all by itself, and is none.
  for (const key of matchHeader(tab, line.cells, bound).columns.keys()) {
    const isLookup = columnsOf(tab).some(([name, { lookup }]) => name === key && lookup);
    if (!bound.has(key) && !isLookup) bound.set(key, '-');
  }
  return Object.fromEntries([...bound].map(([key, header]) => [`column.${tab}.${key}`, oneLine(header)]));
};

/** The column of a tracker beside the plan that holds the plan's ids. */
const sameIds = ({ rows, ids: claimants }: RecognisedSheet, { reading: plan, ids }: OwnPlan): number | undefined => {
  const planned = new Set(['', ...plan.sheet.rows.map(({ cells }) => textOf(cells[ids.at - 1]))]);
  return claimants.find((at) => rows.every(({ cells }) => planned.has(textOf(cells[at - 1]))));
};

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

export const withoutAddress = (people: readonly CountedPerson[], directory: RecognisedSheet | null): string[] => {
  const names = people.map(({ name }) => name);
  if (!directory) return names;
  const { mapping, rows } = directory;
  const [nameAt, emailAt] = [columnPlace(mapping, 'directory', 'name'), columnPlace(mapping, 'directory', 'email')];
  const reached = new Set(
    rows.filter(({ cells }) => textOf(cells[emailAt - 1]) !== '').map(({ cells }) => normal(textOf(cells[nameAt - 1]))),
  );
  return names.filter((name) => !reached.has(normal(name)));
};

/** The row further down that is the header of another table, whose rows are left alone; at most one. */
export const furtherHeaders = ({ rows, line, mapping }: RecognisedSheet): number[] => {
  const at = tableEndOf(rows, line, mapping);
  return Number.isFinite(at) ? [at] : [];
};
