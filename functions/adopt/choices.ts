/** What somebody says on the command line of how a stranger's sheet is read, and what of it names something that is not there. */
import { notFoundIn } from '../../core/adopt/given.ts';
import type { Recognised } from '../../core/adopt/index.ts';
import { isRoleLetter, ROLE_LETTERS } from '../../core/adopt/own-marks.ts';
import { type ColumnMeaning, MEANINGS, type ReadingChoices } from '../../core/adopt/proposal.ts';
import { inAll } from '../../core/messages/in-all.ts';
import { type Column, tabOf } from '../../sheet-templates/index.ts';
import { BatonError } from '../errors.ts';

const say = inAll('adopt').choice;

/** The flags as they were typed. */
export interface TypedChoices {
  readonly sheet?: readonly string[];
  readonly together?: true;
  readonly header?: string;
  readonly map?: readonly string[];
  readonly status?: readonly string[];
  readonly mark?: readonly string[];
  readonly person?: readonly string[];
  readonly ignore?: readonly string[];
  readonly quietDays?: string;
}

const STATES: readonly string[] = ((tabOf('tracker').columns.status as Column).options ?? []).map(({ key }) => key);

/** Flags as choices; undefined where none was typed. @throws BatonError 'call' for what cannot be read as one. */
export const choicesIn = (typed: TypedChoices): ReadingChoices | undefined => {
  const { sheet, together, header, map, status, mark, person, ignore, quietDays } = typed;
  const all = [sheet, together, header, map, status, mark, person, ignore, quietDays];
  if (all.every((one) => one === undefined)) return undefined;
  return {
    ...(sheet && { sheets: sheet }),
    ...(together && { together }),
    ...(header !== undefined && { headerRow: rowIn(header) }),
    ...(map && { columns: Object.fromEntries(map.map((text) => pairIn('--map', text)).map(columnIn)) }),
    ...(status && { statuses: Object.fromEntries(status.map((text) => stateIn(pairIn('--status', text)))) }),
    ...(mark && { marks: Object.fromEntries(mark.map((text) => letterIn(pairIn('--mark', text)))) }),
    ...(person && { people: Object.fromEntries(person.map((text) => pairIn('--person', text))) }),
    ...(ignore && { ignored: ignore }),
    ...(quietDays !== undefined && { quietDays: workdaysIn(quietDays) }),
  };
};

/** As the setting takes them. */
const MOST_WORKDAYS = 250;

const workdaysIn = (text: string): number => {
  const days = Number(text);
  if (text.trim() !== '' && Number.isInteger(days) && days >= 0 && days <= MOST_WORKDAYS) return days;
  throw new BatonError('call', 'bad-choice', say.notWorkdays({ text }));
};

const rowIn = (text: string): number => {
  const row = Number(text);
  if (Number.isInteger(row) && row > 0) return row;
  throw new BatonError('call', 'bad-choice', say.notARow({ text }));
};

/** The last = separates: a word of theirs may hold one. */
const pairIn = (flag: string, text: string): readonly [string, string] => {
  const at = text.lastIndexOf('=');
  if (at > 0 && at < text.length - 1) return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  throw new BatonError('call', 'bad-choice', say.notAPair({ flag, text }));
};

/** The first = separates: a header may hold one. */
const columnIn = ([left, right]: readonly [string, string]): readonly [ColumnMeaning, string] => {
  const [meaning = '', ...rest] = `${left}=${right}`.split('=');
  if (Object.hasOwn(MEANINGS, meaning.trim())) return [meaning.trim() as ColumnMeaning, rest.join('=').trim()];
  const known = Object.keys(MEANINGS);
  throw new BatonError('call', 'bad-choice', say.noSuchMeaning({ text: meaning, known }));
};

const stateIn = ([word, state]: readonly [string, string]): readonly [string, string] => {
  if (state === '-' || STATES.includes(state)) return [word, state];
  throw new BatonError('call', 'bad-choice', say.noSuchState({ text: state, known: STATES }));
};

const letterIn = ([mark, letter]: readonly [string, string]): readonly [string, string] => {
  const known = letter.toUpperCase();
  if (letter === '-' || isRoleLetter(known)) return [mark, known];
  throw new BatonError('call', 'bad-choice', say.noSuchLetter({ text: letter, known: ROLE_LETTERS }));
};

/** @throws BatonError 'call' where a choice names a sheet, a row or a column that the workbook has not. */
export const mustBeThere = (
  { raw, best }: Pick<Recognised, 'raw' | 'best'>,
  said: ReadingChoices | undefined,
): void => {
  if (!said) return;
  const titles = raw.sheets.map(({ title }) => title);
  for (const text of said.sheets ?? []) {
    if (!titles.includes(text)) throw new BatonError('call', 'no-such-sheet', say.noSuchSheet({ text, titles }));
  }
  const [missing] = best ? notFoundIn(best.line, said) : [];
  if (best && missing !== undefined) {
    const headers = best.line.cells.filter((text) => text !== '');
    throw new BatonError(
      'call',
      'no-such-column',
      say.noSuchColumn({ text: missing, title: best.sheet.title, row: best.line.at, headers }),
    );
  }
};
