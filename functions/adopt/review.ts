/** A workbook as somebody looks it over before it is followed, and afterwards; and what they takeReview, done. */
import { basename } from 'node:path';
import { addressWrites } from '../../core/adopt/address-writes.ts';
import { isOurs } from '../../core/adopt/complete.ts';
import { allSaid, isElsewhere } from '../../core/adopt/elsewhere.ts';
import { isOverviewTitle } from '../../core/adopt/overview.ts';
import { type ColumnMeaning, MEANINGS, type ReadingChoices } from '../../core/adopt/proposal.ts';
import { acceptedIn, proposalOf } from '../../core/adopt/propose.ts';
import { alsoSaid } from '../../core/adopt/questions.ts';
import { type Followed, followedIn, meaningsIn, rebinding } from '../../core/adopt/rebind.ts';
import { likestSheet, type Review, reviewOf } from '../../core/adopt/review.ts';
import type { Write } from '../../core/plan.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { columnLetters, type Locale } from '../../sheet-templates/index.ts';
import { changeXlsxFile, openXlsxFile } from '../adapters/xlsx-file/store.ts';
import { allWritten } from '../ports.ts';
import { readAgain } from './again.ts';
import { adoptFile } from './index.ts';
import { readToAdopt } from './open.ts';
import { type Ahead, acceptedAgain, aheadIfAdopted, aheadIfReadAgain } from './propose.ts';
import type { AdoptReport } from './report.ts';

export interface Reviewed {
  /** The workbook's name, for people. */
  readonly name: string;
  /** Null for one of our own sheets, of which nothing is to be chosen. */
  readonly review: Review | null;
  /** A sheet looks like a list of tasks, or was made one by what is said. */
  readonly isFound: boolean;
  readonly isFollowed: boolean;
  /** A matrix of letters is read as it is. */
  readonly isMatrix: boolean;
  readonly meanings: readonly ColumnMeaning[];
  /** Null where it was not asked for. */
  readonly ahead: Ahead | null;
}

/** `given` goes before what is guessed and what the settings say. `now`: ISO 8601. */
export const reviewFile = async (
  file: string,
  given: ReadingChoices,
  now: string,
  spoken: Locale,
): Promise<Reviewed> => {
  const raw = await readToAdopt(file);
  const followed = followedIn(raw);
  const name = basename(file);
  if (followed) return { ...(await reviewFollowed(raw, followed, given, now, spoken)), name };
  if (isOurs(raw))
    return { name, review: null, isFound: true, isFollowed: true, isMatrix: false, meanings: [], ahead: null };
  const guessed = proposalOf(raw, given, spoken);
  const isFound = guessed.sheets.some(({ chosen }) => chosen);
  const likest = isFound || given.sheets ? undefined : likestSheet(raw, guessed);
  const said = likest === undefined ? given : { ...given, sheets: [likest] };
  const proposal = likest === undefined ? guessed : proposalOf(raw, said, spoken);
  const review = reviewOf(raw, proposal, said);
  return {
    name,
    review,
    isFound,
    isFollowed: false,
    isMatrix: proposal.sheets.some(({ sheet, kind }) => kind === 'raci' && sheet === review?.sheet),
    meanings: Object.keys(MEANINGS) as ColumnMeaning[],
    ahead: await aheadIfAdopted(raw, proposal, said, { now }, spoken),
  };
};

const reviewFollowed = async (
  raw: RawWorkbook,
  followed: Followed,
  given: ReadingChoices,
  now: string,
  spoken: Locale,
): Promise<Reviewed> => {
  const said = allSaid(followed, given);
  const proposal = proposalOf(raw, said, spoken);
  const review = reviewOf(raw, proposal, said);
  const isMoved = isElsewhere(followed, given);
  const ours = [...followed.located.tabs.values()].flatMap(({ sheet }) =>
    sheet === followed.plan.sheet ? [] : [sheet.title],
  );
  // The column of ids is Baton's own.
  const isThere = review?.sheet === followed.plan.sheet.title;
  const ids = isThere ? followed.plan.columns.get('id') : undefined;
  const columns = review?.columns.filter(({ letters }) => ids === undefined || letters !== columnLetters(ids)) ?? [];
  return {
    name: raw.name,
    review: review && {
      ...review,
      columns,
      sheets: review.sheets.filter((title) => !ours.includes(title) && !isOverviewTitle(title)),
    },
    isFound: true,
    isFollowed: true,
    isMatrix: false,
    meanings: isMoved ? (Object.keys(MEANINGS) as ColumnMeaning[]) : meaningsIn(followed),
    ahead: await aheadIfReadAgain(raw, followed, proposal, given, now, spoken).catch(() => null),
  };
};

/** What was decided of a workbook, and what came of it. */
export type ReviewDone =
  | { readonly as: 'adopted'; readonly report: AdoptReport; readonly file: string }
  | { readonly as: 'saved'; readonly cells: number }
  /** Another sheet or header is followed now. */
  | { readonly as: 'moved'; readonly title: string; readonly row: number };

/**
 * Follows the workbook as somebody has said, or saves what they have changed. `addresses`: by name as the sheet has it.
 * @throws BatonError what adopting and writing refuse
 */
export const takeReview = async (
  file: string,
  said: ReadingChoices,
  addresses: ReadonlyMap<string, string>,
  now: string,
  spoken: Locale,
): Promise<ReviewDone> => {
  const raw = await readToAdopt(file);
  const followed = followedIn(raw);
  if (followed && isElsewhere(followed, said)) return moveFollowed(file, raw, followed, said, addresses, now, spoken);
  if (followed) return saveFollowed(file, raw, followed, said, addresses);
  const proposal = proposalOf(raw, said, spoken);
  const report = await adoptFile(file, { said: acceptedIn(proposal, said), now, named: file });
  const made = report.converted?.path ?? file;
  const store = openXlsxFile(made);
  if (addresses.size > 0) await store.apply(addressWrites(await store.read(), called(addresses, said)));
  return { as: 'adopted', report, file: made };
};

/** Whoever moves it has seen the guesses about the other sheet. */
const moveFollowed = async (
  file: string,
  raw: RawWorkbook,
  followed: Followed,
  given: ReadingChoices,
  addresses: ReadonlyMap<string, string>,
  now: string,
  spoken: Locale,
): Promise<ReviewDone> => {
  const said = acceptedAgain(raw, followed, given, spoken);
  const { sheets } = await changeXlsxFile(file, (book) =>
    readAgain(book, followedIn(book) ?? followed, said, now, file),
  );
  const store = openXlsxFile(file);
  if (addresses.size > 0) await store.apply(addressWrites(await store.read(), called(addresses, given)));
  const own = sheets.find(({ mapped }) => mapped.length > 0);
  return { as: 'moved', title: own?.title ?? '', row: own?.headerRow ?? 0 };
};

const saveFollowed = async (
  file: string,
  raw: RawWorkbook,
  followed: Followed,
  said: ReadingChoices,
  addresses: ReadonlyMap<string, string>,
): Promise<ReviewDone> => {
  const writes: Write[] = [
    ...rebinding(followed, alsoSaid(followed.said, said), followed.located.locale),
    ...addressWrites(raw, called(addresses, said)),
  ];
  const receipts = writes.length === 0 ? [] : await openXlsxFile(file).apply(writes);
  return { as: 'saved', cells: allWritten(receipts) ? writes.length : 0 };
};

/** Addresses by the names that the directory has. */
const called = (addresses: ReadonlyMap<string, string>, { people = {} }: ReadingChoices): ReadonlyMap<string, string> =>
  new Map([...addresses].map(([name, email]) => [people[name] ?? name, email]));
