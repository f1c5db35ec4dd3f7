/** The RACI letters in a cell, however people write them. */
import { normal } from '../text/words.ts';

/** RACI and the letters that teams add to it: S helps, D does or drives, V verifies. */
export type RaciLetter = 'R' | 'A' | 'S' | 'C' | 'I' | 'D' | 'V';

const LETTERS: ReadonlySet<string> = new Set<RaciLetter>(['R', 'A', 'S', 'C', 'I', 'D', 'V']);

const WORDS: ReadonlyMap<string, RaciLetter> = new Map(
  (
    [
      ['R', ['responsible', '负责', '主责', '主办', '牵头', '执行']],
      ['A', ['accountable', 'approver', 'approve', '批准', '审批', '当责', '问责']],
      ['S', ['supporting', 'support', 'supportive', '支持', '协助', '配合', '协办', '协同']],
      ['C', ['consulted', 'consult', '咨询']],
      ['I', ['informed', 'inform', '知会', '告知', '通知']],
    ] as const
  ).flatMap(([letter, words]) => words.map((word) => [word, letter] as const)),
);

/** More letters than this without a mark between them spell a word (RACI over the table). */
const LONGEST = 3;
/** No cell that says who does what is longer. */
const LONGEST_TEXT = 40;

const REMARK = /\([^()]*\)|\[[^[\]]*\]|【[^【】]*】/g;
const BETWEEN = /[\s/\\,、;&+|·.-]+/;

const partLetters = (part: string): readonly RaciLetter[] | null => {
  const word = WORDS.get(part.toLowerCase());
  if (word) return [word];
  const letters = [...part.toUpperCase()];
  const isMark =
    letters.length <= LONGEST && new Set(letters).size === letters.length && letters.every((l) => LETTERS.has(l));
  return isMark ? (letters as RaciLetter[]) : null;
};

/** The letters in a cell of a RACI matrix ("A/R", "ra", "Ｒ、Ｃ", "负责"), or null where it says something else. */
export const lettersIn = (text: string): readonly RaciLetter[] | null => {
  if (text === '' || text.length > LONGEST_TEXT) return null;
  const plain = text.normalize('NFKC').replace(/[*†‡]/g, '');
  const bare = plain.replace(REMARK, ' ').trim() || plain.replace(/[()[\]【】]/g, ' ').trim();
  const parts = bare.split(BETWEEN).filter((part) => part !== '');
  const letters = parts.map(partLetters).filter((some) => some !== null);
  return parts.length === 0 || letters.length < parts.length ? null : [...new Set(letters.flat())];
};

const MEANS =
  /^(?:responsible|accountable|approve|support|consult|inform|driver|does|verif|负责|执行|批准|审批|当责|问责|支持|协助|咨询|知会|告知|验证)/;

/** What a legend says beside a letter: "Responsible for doing it". */
export const isMeaning = (text: string): boolean => MEANS.test(normal(text));

/** A letter of other schemes in which R or A stand as well: red/amber/green, read/write, unaware/neutral/leading. */
export const isForeign = (text: string): boolean => /^(?:G|W|RW|U|N|L)$/.test(text.normalize('NFKC').toUpperCase());
