/** Sheets of the layout of an adopted plan: which of them are followed with it, and which may have been forgotten. */
import type { TabKey } from '../../sheet-templates/index.ts';
import { type Problem, problemAt } from '../problem.ts';
import { isNewerTitle } from '../text/title-order.ts';
import type { RawSheet } from '../workbook.ts';
import { isArchive } from './archive-title.ts';
import { type Bindings, titleNamed } from './bindings.ts';
import { checkColumn, findHeader, matchHeader } from './header-match.ts';
import type { FollowedSheet, LocatedTab } from './located.ts';
import { looksCopied } from './renamed.ts';

/** The setting that says which further sheets are followed with the plan: their titles, or all of its layout. */
export const ALSO_FOLLOWED = 'tab.raci.also';
export const ALL_ALIKE = '*';
/** Between titles: no title in Excel may hold it. */
const BETWEEN = '/';

/** What the setting says for these sheets. */
export const alsoFollowed = (titles: readonly string[]): string => titles.join(` ${BETWEEN} `);

export const titlesFollowed = (value: string): readonly string[] =>
  value
    .split(BETWEEN)
    .map((title) => title.trim())
    .filter((title) => title !== '');

/** A further sheet as plan and as progress. */
export interface Sister {
  readonly raci: SisterTab;
  readonly tracker: SisterTab;
}

type SisterTab = Omit<FollowedSheet, 'places'>;

interface Sisters {
  readonly sisters: readonly Sister[];
  readonly problems: readonly Problem[];
}

/** `value`: what the setting says. `taken`: titles that are other tabs, or the plan's own. Those that are not followed and seem to be meant are reported. */
export const sistersOf = (
  sheets: readonly RawSheet[],
  plan: LocatedTab,
  value: string,
  taken: ReadonlySet<string>,
  bound: Bindings,
): Sisters => {
  const used = plan.sheet.title;
  const isFree = ({ title, hidden = false }: RawSheet) => !taken.has(title) && !hidden && !isArchive(title);
  const problems: Problem[] = [];
  const report = (title: string, why: 'newer' | 'no-ids' | 'not-named') =>
    problems.push(problemAt(AT_PLAN, 'sheet-left', { title, used, why }));
  const free = sheets.filter(isFree);
  if (value === '') {
    const newer = free.filter((sheet) => isNewerTitle(sheet.title, used) && isAlike(sheet, bound));
    for (const { title } of newer.slice(-1)) report(title, 'newer');
    return { sisters: [], problems };
  }
  const named = value === ALL_ALIKE ? null : titlesFollowed(value).map((title) => titleNamed(title, sheets));
  for (const title of named ?? []) {
    if (!sheets.some((sheet) => sheet.title === title)) problems.push(problemAt(AT_PLAN, 'tab-missing', { title }));
  }
  const sisters = sheets.flatMap((sheet): Sister[] => {
    const { title } = sheet;
    const isNamed = named?.includes(title) === true;
    if (title === used || !(isNamed || (isFree(sheet) && !looksCopied(title) && isAlike(sheet, bound)))) return [];
    const sister = sisterIn(sheet, bound);
    const isRead = (isNamed || named === null) && sister.raci.columns.has('id');
    if (isRead) return [sister];
    report(title, isNamed || named === null ? 'no-ids' : 'not-named');
    return [];
  });
  return { sisters, problems };
};

const AT_PLAN = { tab: 'raci', row: 0, column: '', item: '' } as const;

/** The sheet by the headers that the plan's columns have; without columns where none of its rows is the header. */
const sisterIn = (sheet: RawSheet, bound: Bindings): Sister => {
  const found = findHeader('raci', sheet, bound.columns.get('raci'));
  const header = found?.header ?? [];
  const check = checkColumn(header);
  const part = { sheet, headerRow: found?.headerRow ?? 0, header, ...(check > 0 && { check }) };
  const progress = matchHeader('tracker', header, bound.columns.get('tracker') ?? new Map());
  return {
    raci: { ...part, columns: found?.columns ?? new Map() },
    tracker: { ...part, columns: found ? progress.columns : new Map() },
  };
};

/** Whether a sheet has every header that is bound, but for that of the ids, which Baton may have added. */
const isAlike = (sheet: RawSheet, bound: Bindings): boolean => {
  const { raci, tracker } = sisterIn(sheet, bound);
  const isWhole = (tab: TabKey, { columns }: SisterTab) =>
    [...(bound.columns.get(tab) ?? [])].every(([key, header]) => key === 'id' || header === '-' || columns.has(key));
  // Where a sheet of ours says how far tasks are, its headers are not to be found in theirs.
  const isInPlan = bound.sheets.get('tracker') === bound.sheets.get('raci');
  return raci.columns.size > 1 && isWhole('raci', raci) && (!isInPlan || isWhole('tracker', tracker));
};
