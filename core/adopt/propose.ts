/** What adopting would make of a workbook: a pure function of its cells and of what a person has said. */
import { columnLetters, type Locale } from '../../sheet-templates/index.ts';
import { GUESS } from '../messages/languages.ts';
import { textOf } from '../read/headers.ts';
import { oneLine } from '../text/width.ts';
import type { RawWorkbook } from '../workbook.ts';
import { isNothing } from './columns.ts';
import { countRows } from './count.ts';
import { type Recognised, recogniseWorkbook } from './index.ts';
import {
  type Anchor,
  meaningFor,
  type Proposal,
  type ProposedColumn,
  type ProposedKind,
  type ProposedSheet,
  type ReadingChoices,
} from './proposal.ts';
import { has, type RecognisedSheet } from './recognise.ts';

/**
 * Every sheet as it would be read, with what is sure and what had better be asked. `locale` is the language of the
 * sentences in it. What is followed is what `adopt` takes with the same choices. Linear in the cells.
 */
export const proposalOf = (raw: RawWorkbook, choices: ReadingChoices, locale: Locale): Proposal => {
  const found = recogniseWorkbook(raw);
  return { sheets: found.sheets.map((reading) => sheetOf(reading, found, choices, locale)), forecast: null };
};

const sheetOf = (
  reading: RecognisedSheet,
  found: Recognised,
  _choices: ReadingChoices,
  locale: Locale,
): ProposedSheet => {
  const { sheet, line, rows } = reading;
  const kind = kindOf(reading);
  const isFollowed = kind !== 'none';
  const counts = reading.kind === 'tasks' ? countRows(reading, found.raw.dateSystem) : null;
  return {
    sheet: sheet.title,
    kind,
    score: isFollowed ? 1 : 0,
    chosen: reading === found.plan || reading === found.matrix,
    headerRow: isFollowed ? line.at : 0,
    lastRow: isFollowed ? (rows.at(-1)?.at ?? line.at) : 0,
    columns: isFollowed ? columnsOf(reading, locale) : [],
    ask: false,
    otherHeader: null,
    missing: reading.kind === 'tasks' ? missingIn(reading) : [],
    people: counts?.people.map(({ name }) => ({ text: name, person: null })) ?? [],
    statuses: counts ? [...counts.statuses.unread].map(([text, at]) => ({ text, count: at.length, status: null })) : [],
  };
};

const kindOf = ({ kind, mapping }: RecognisedSheet): ProposedKind => {
  if (kind === 'matrix') return 'raci';
  if (kind !== 'tasks') return 'none';
  return has(mapping, 'tracker', 'status', 'progress') ? 'tracker' : 'plan';
};

const missingIn = ({ mapping }: RecognisedSheet): Anchor[] => [
  ...(has(mapping, 'raci', 'responsible') ? [] : (['responsible'] as const)),
  ...(has(mapping, 'raci', 'due') ? [] : (['due'] as const)),
  ...(has(mapping, 'tracker', 'status', 'progress') ? [] : (['status'] as const)),
];

const MOST_SAMPLES = 3;

const columnsOf = ({ line, mapping, below }: RecognisedSheet, locale: Locale): ProposedColumn[] => {
  const say = GUESS[locale].because;
  const width = Math.max(line.cells.length, ...mapping.mapped.map(({ at }) => at));
  return Array.from({ length: width }, (_, index) => index + 1).flatMap((at): ProposedColumn[] => {
    const header = oneLine(line.cells[at - 1] ?? '');
    const samples = [
      ...new Set(
        below(at)
          .filter((cell) => !isNothing(cell))
          .map((cell) => oneLine(textOf(cell))),
      ),
    ];
    const mapped = mapping.mapped.find((one) => one.at === at);
    const meaning = mapped ? meaningFor(mapped.tab, mapped.column) : null;
    if (header === '' && samples.length === 0) return [];
    return [
      {
        column: columnLetters(at),
        header,
        samples: samples.slice(0, MOST_SAMPLES),
        meaning,
        because: meaning === null ? '' : say.header,
        score: meaning === null ? 0 : 1,
        ask: false,
        others: [],
      },
    ];
  });
};
