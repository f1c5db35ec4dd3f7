/**
 * Marks: what a cell's note and colour say about a problem, beside whatever its owner keeps there. Nothing is remembered
 * elsewhere: what is Baton's is known by its words, so that sorting, moving and copying keep it right.
 */
import { ADD_ON } from '../../core/messages/languages.ts';
import { LOCALES, type Locale } from '../../sheet-templates/index.ts';
import { PALETTE, TONES } from '../../sheet-templates/palette.ts';

export interface Mark {
  /** What to say, a line each, without Baton's sign. */
  readonly lines: readonly string[];
  /** `late`: an error; `soon`: a warning, or what nobody has got to yet. Null says something without a colour. */
  readonly tone: 'late' | 'soon' | null;
}

export interface MarkLook {
  readonly note: string;
  /** `#rrggbb`, as getBackgrounds gives it. */
  readonly ground: string;
}

const SIGNS = LOCALES.map((locale) => ADD_ON[locale].edit.sign);
const WAS = LOCALES.map((locale) => ADD_ON[locale].edit.was);
const COLOUR = /^#[0-9a-f]{6}$/;
const OURS: ReadonlySet<string> = new Set([TONES.late.ground, TONES.soon.ground]);

interface Said {
  /** The owner's own note. */
  readonly own: string;
  /** Baton's lines without sign. */
  readonly lines: readonly string[];
  /** The owner's colour before the mark; '' for none. */
  readonly was: string;
}

/** Takes a note apart. */
const read = (note: string): Said => {
  if (!isMarked(note)) return { own: note, lines: [], was: '' };
  const own: string[] = [];
  const lines: string[] = [];
  let was = '';
  for (const line of note.split('\n')) {
    const sign = SIGNS.find((start) => line.startsWith(start));
    const before = WAS.find((start) => line.startsWith(start) && COLOUR.test(line.slice(start.length)));
    if (sign !== undefined) lines.push(line.slice(sign.length));
    else if (before !== undefined) was = line.slice(before.length);
    else own.push(line);
  }
  return { own: own.join('\n'), lines, was };
};

/** Whether a note holds anything of Baton's. */
export const isMarked = (note: string): boolean => SIGNS.some((sign) => note.includes(sign));

/** One line of a note, whatever somebody typed into the cell it quotes. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Whether a note says what it should. */
export const saysMark = (note: string, mark: Mark | undefined): boolean => {
  const { lines } = read(note);
  const wanted = mark?.lines ?? [];
  return lines.length === wanted.length && wanted.every((line, index) => oneLine(line) === lines[index]);
};

/** How a cell is to look: its owner's note and colour, and over them what Baton says. `ground` null is the sheet's own. */
export const marked = (
  { note, ground }: MarkLook,
  mark: Mark | undefined,
  locale: Locale,
): { readonly note: string; readonly ground: string | null } => {
  const { own, lines, was } = read(note);
  const { sign, was: wasWord } = ADD_ON[locale].edit;
  const isOurs = OURS.has(ground);
  const before = isOurs ? was : ground === PALETTE.white ? '' : ground;
  if (!mark) return { note: own, ground: before === '' ? null : before };

  // Somebody who recoloured a marked cell meant it: the words alone stay.
  const keepsTheirs = mark.tone === null || (lines.length > 0 && !isOurs && ground !== PALETTE.white);
  const colour = mark.tone === null || keepsTheirs ? before : TONES[mark.tone].ground;
  const remembers = !keepsTheirs && before !== '';
  const said = [
    ...(own === '' ? [] : [own]),
    ...mark.lines.map((line) => `${sign}${oneLine(line)}`),
    ...(remembers ? [`${wasWord}${before}`] : []),
  ];
  return { note: said.join('\n'), ground: colour === '' ? null : colour };
};
