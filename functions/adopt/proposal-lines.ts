/** A proposal as lines for people: what each column would be, what is unsure and which flag decides it, what lacks. */
import { MEANINGS, type Proposal, type ProposedColumn, type ProposedSheet } from '../../core/adopt/proposal.ts';
import { stateNamed } from '../../core/adopt/questions.ts';
import { hasOwners } from '../../core/adopt/undated.ts';
import { GUESS } from '../../core/messages/languages.ts';
import { columnOf, type Locale } from '../../sheet-templates/index.ts';
import { asTyped } from '../base/as-typed.ts';
import { indented } from './lines.ts';

/** `path` is the file as the caller names it; `widthOf` counts a text's columns. */
export const proposalLines = (
  { sheets, quietDays, forecast }: Proposal,
  path: string,
  locale: Locale,
  widthOf: (text: string) => number,
): string[] => {
  const say = GUESS[locale].proposal;
  const own = sheets.find(({ chosen }) => chosen);
  const others = sheets.filter(
    ({ kind, chosen, sheet }) => kind !== 'none' && !chosen && !(own?.alike ?? []).includes(sheet),
  );
  if (!own) return [say.nothing, ...(forecast ? [say.forecast(forecast)] : [])];
  return [
    ...indented(
      say.sheet({ title: own.sheet, row: own.headerRow, because: own.because }),
      columnLines(own, locale, widthOf),
    ),
    ...(own.ask ? [say.unsureSheet({ title: own.sheet, flag: `--sheet ${asTyped(own.sheet)}` })] : []),
    ...(own.otherHeader === null ? [] : [say.unsureHeader({ row: own.headerRow, other: own.otherHeader })]),
    ...(own.alike.length > 0 ? [(own.together ? say.together : say.alike)({ titles: own.alike })] : []),
    ...(own.missing.length > 0
      ? [say.missing({ missing: own.missing.map((anchor) => GUESS[locale].anchor[anchor]) })]
      : []),
    ...own.statuses.flatMap(({ text, count, status, guess }) =>
      status === null
        ? [
            say.word({
              text,
              count,
              guess: guess === null ? '' : stateNamed(guess, locale),
              flag: `--status ${asTyped(`${text}=in-progress`)}`,
            }),
          ]
        : [],
    ),
    ...(own.unreadDates.length > 0 ? [GUESS[locale].unreadDates({ texts: own.unreadDates })] : []),
    ...(own.undated > 0 && quietDays === 0 && hasOwners(own)
      ? [say.undated({ count: own.undated, flag: '--quiet-days 5' })]
      : []),
    ...(quietDays > 0 ? [say.quietDays({ days: quietDays })] : []),
    ...(others.length > 0 ? [say.others({ titles: others.map(({ sheet }) => sheet) })] : []),
    ...(forecast ? [say.forecast(forecast)] : []),
    '',
    say.next,
    `  npm run -s baton -- adopt ${asTyped(path)} --yes`,
  ];
};

const columnLines = ({ columns }: ProposedSheet, locale: Locale, widthOf: (text: string) => number): string[] => {
  const say = GUESS[locale].proposal;
  const read = columns.flatMap((column) => (column.meaning === null ? [] : [{ ...column, meaning: column.meaning }]));
  const names = read.map(({ meaning }) => columnOf(MEANINGS[meaning].tab, MEANINGS[meaning].column).header[locale]);
  const width = Math.max(0, ...names.map(widthOf));
  return [
    ...read.map((column, i) => {
      const name = names[i] ?? '';
      const flag = column.ask ? say.unsure({ flag: `--map ${column.meaning}=${column.column}` }) : '';
      return `${name}${' '.repeat(width - widthOf(name))}  ←  ${labelOf(column)}${flag}`;
    }),
  ];
};

const labelOf = ({ column, header, samples }: ProposedColumn): string =>
  `${column} ${header}${samples.length > 0 ? `  (${samples.slice(0, 2).join(' · ')})` : ''}`;
