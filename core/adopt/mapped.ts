/** The columns of ours that a sheet's guesses name: what is sure enough to be read, and what is asked about instead. */
import { textOf } from '../read/headers.ts';
import type { CellsBelow, Mapping } from './columns.ts';
import { askedAlong, asksAbout } from './guess/along.ts';
import type { Guess } from './guess/guessed.ts';
import { askedInPart } from './guess/in-part.ts';
import type { LineReading } from './guess/line.ts';
import { MEANINGS } from './proposal.ts';

/** A sheet as it is read, as far as it matters here. */
interface ReadSheet {
  readonly kind: string;
  readonly mapping: Mapping;
  readonly below: CellsBelow;
  readonly guess: (LineReading & { readonly otherHeader: number | null }) | null;
}

/** The columns of ours that guesses name. */
export const mappedOf = (guesses: readonly Guess[]): Mapping['mapped'] =>
  guesses.map(({ at, header, meaning }) => ({ ...MEANINGS[meaning], at, header }));

/** What is sure enough to be read; of what is not, which columns it may be. */
export const mappingOf = ({ guesses, misnamed }: LineReading, below: CellsBelow): Mapping => ({
  mapped: mappedOf(guesses.filter(({ ask }) => !ask)),
  ambiguous: guesses.flatMap(({ at, header, meaning, ask, rivals }) =>
    ask ? [{ ...MEANINGS[meaning], headers: [{ at, header }, ...rivals].sort((a, b) => a.at - b.at) }] : [],
  ),
  contradicted: misnamed.map(({ at, header, meaning }) => ({
    column: MEANINGS[meaning].column,
    at,
    header,
    examples: below(at).slice(0, 3).map(textOf),
  })),
});

/**
 * With more asked about where anything is, `free` being what is guessed where nobody has said anything of columns. Who has said which sheet
 * or what a column is takes the rest as it is read.
 */
export const alsoAsked = <Reading extends ReadSheet>(
  reading: Reading,
  free: ReadSheet['guess'],
  isSaid: boolean,
  isRivalled = false,
): Reading => {
  const { guess, kind, mapping, below } = reading;
  const doubted = askedInPart(free?.guesses ?? []);
  const isOpen = free && (isRivalled || !free.isSure || guess?.otherHeader != null || asksAbout(doubted));
  if (!guess || !OF_TASKS.has(kind)) return reading;
  if (!isOpen) return { ...reading, guess: { ...guess, guesses: guess.guesses.filter(staysAlone) } };
  const isDoubted = ({ at, meaning, because }: Guess) =>
    because !== 'chosen' && doubted.some((one) => one.ask && one.at === at && one.meaning === meaning);
  const open = guess.guesses.map((one) => (isDoubted(one) ? { ...one, ask: true } : one));
  const also = { ...guess, guesses: askedAlong(open, free.isClear) };
  const { mapped, ambiguous } = isSaid ? { ...mapping, mapped: mappedOf(also.guesses) } : mappingOf(also, below);
  const isRead = (one: Mapping['mapped'][number]) =>
    mapped.some(({ at, column }) => at === one.at && column === one.column);
  // Without its task it would be no sheet of tasks.
  const kept = mapping.mapped.filter((one) => isRead(one) || (kind === 'tasks' && one.column === 'name'));
  return { ...reading, guess: also, mapping: { ...mapping, mapped: kept, ambiguous } };
};
/** Nobody misses a day on which it begins: one that is in doubt is left out where nothing else is asked. */
const staysAlone = ({ meaning, ask }: Guess): boolean => meaning !== 'start' || !ask;
const OF_TASKS: ReadonlySet<string> = new Set(['tasks', 'other', 'unnamed']);
