/** The table of letters in docs/reliability.md. */
import { markdownTable, withPart } from '../../markdown.ts';
import { item } from '../matrix/page.ts';
import { type Count, type MatrixRow, ROWS } from './run.ts';
import { canMeet, MAY_HOLD, TROUBLES, type TroubleKey } from './troubles.ts';

/** What comes of a row and a trouble: `held`: in the end one letter may be held, and that is said. */
const declaredAt = ({ system }: MatrixRow, trouble: TroubleKey): 'once' | 'held' | null => {
  if (!canMeet(system, trouble)) return null;
  return system.cannotTell && MAY_HOLD.includes(trouble) ? 'held' : 'once';
};

/** One letter is held where it is declared so, and nowhere else. */
export const isAsDeclared = ({ row, trouble, tries, held, broken }: Count): boolean =>
  broken === 0 && tries > 0 && held > 0 === (declaredAt(row, trouble) === 'held');

const MARKS = { once: '✓', held: 'one held' } as const;

const letters = (): string =>
  [
    markdownTable(
      ['', ...TROUBLES.map(({ head }) => head)],
      ROWS.map((row) => [
        row.title,
        ...TROUBLES.map(({ key }) => {
          const declared = declaredAt(row, key);
          return declared === null ? '–' : MARKS[declared];
        }),
      ]),
    ),
    ROWS.map(({ title, how, system }) => item([`${title}: ${how}`, system.takesAll].filter(Boolean).join(' '))).join(
      '\n',
    ),
  ].join('\n\n');

/** This document with the table of letters as it is declared. */
export const withLetters = (page: string): string => withPart(page, 'letters', letters());
