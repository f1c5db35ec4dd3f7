/** Cuts a reply into pieces, each with the items that it is about. */
import type { Doubt, ReplyContext, ReplyItem } from '../answers/reply-model.ts';
import { groupsOf } from '../text/groups.ts';
import { type Clause, clauseOf } from './clause.ts';

/** What a reply says about one item, or about several at once. */
export interface Piece {
  readonly items: readonly ReplyItem[];
  readonly clauses: readonly { readonly clause: Clause; readonly text: string }[];
  readonly text: string;
}

/** Words of which it is not known what they are about. */
export interface Loose {
  readonly text: string;
  readonly doubt: Extract<Doubt, 'which-item' | 'unknown-item'>;
}

/** Far above what anybody types to answer a mail; the rest is not read, and said to be unread. */
const LONGEST = 4000;
/** A long blank on a line would be tried at each of its places. */
const BLANKS = /[^\S\n]{2,}/gu;

interface Open {
  readonly items: ReplyItem[];
  /** `said`: the words as they stand, where `text` lacks an item's name from their midst: “Is T-0016 done?” */
  readonly clauses: { clause: Clause; text: string; said: string }[];
}

/**
 * Cuts a reply into what it says of each item. An item is named by id (T-0007, t7), by its name, or by its number in the
 * mail at the start of a line; what follows on the line is about it. Where the mail was about one item, so is everything.
 */
export const piecesOf = (
  text: string,
  context: ReplyContext,
): { pieces: readonly Piece[]; loose: readonly Loose[] } => {
  const { items, today, calendar } = context;
  const { masked, unmask } = maskLinks(text.normalize('NFKC').slice(0, LONGEST).replace(BLANKS, ' '));
  const loose: Loose[] =
    text.length > LONGEST ? [{ text: text.slice(LONGEST, LONGEST + 80), doubt: 'which-item' }] : [];
  const groups: Open[] = [];
  let open: Open | null = null;
  const begin = (about: readonly ReplyItem[]): Open => {
    const group: Open = { items: [...about], clauses: [] };
    groups.push(group);
    return group;
  };
  if (items.length === 1) open = begin(items);

  for (const line of linesOf(masked, context)) {
    let isFirst = true;
    for (const part of clausesOf(line)) {
      const { about, unknown, rest } = mentionsIn(part, isFirst, context);
      const clause = clauseOf(rest, today, calendar);
      const own = unmask(rest.trim());
      const shown = { clause, text: own, said: part.includes(rest.trim()) ? own : unmask(part.trim()) };
      if (unknown !== null) {
        loose.push({ text: unmask(part.trim()), doubt: 'unknown-item' });
        open = items.length === 1 ? open : null;
      } else if (about.length > 0) {
        const before: Open | null = open;
        if (before === null || (items.length > 1 && !isBare(before))) open = begin(about);
        // T-0007, T-0008: done.
        else before.items.push(...about.filter((item) => !before.items.includes(item)));
        open?.clauses.push(shown);
      } else if (open !== null && (items.length === 1 || !isFirst || belongs(clause, open))) {
        open.clauses.push(shown);
      } else if (clause.is !== 'polite') {
        loose.push({ text: unmask(part.trim()), doubt: 'which-item' });
      }
      isFirst = false;
    }
  }
  const pieces = groups
    .filter(({ clauses }) => clauses.some(({ clause }) => clause.is !== 'polite'))
    .map(({ items: of, clauses }) => ({
      items: of,
      clauses,
      text: asOneText(
        clauses.filter(({ clause }) => clause.is !== 'polite').map(({ clause, said }) => ({ clause, text: said })),
      ),
    }));
  return { pieces, loose };
};

/** With the comma of the language that stands around it. */
export const asOneText = (clauses: Piece['clauses']): string =>
  clauses
    .map(({ text }) => text)
    .join('，')
    .replace(/(?<=[\x20-\x7e])，(?=[\x20-\x7e])/gu, ', ');

/** Nothing is said yet. */
const isBare = ({ clauses }: Open): boolean => clauses.every(({ clause }) => clause.is === 'polite');

/** On a line of its own, without naming an item, after a line that named one. */
const belongs = (clause: Clause, open: Open): boolean =>
  clause.is === 'reason' || clause.is === 'evidence' || isBare(open);

/** Links contain marks that end a clause; each becomes one character that no text has. */
const maskLinks = (text: string): { masked: string; unmask: (text: string) => string } => {
  const links: string[] = [];
  const plain = text.replace(/[\uE000-\uF8FF]/gu, ' ');
  const masked = plain.replace(/https?:\/\/[^\s，。；）)>"”]{1,1000}/giu, (link) => {
    if (links.length === 1000) return link;
    links.push(link);
    return String.fromCharCode(0xe000 + links.length - 1);
  });
  return {
    masked,
    unmask: (part) => part.replace(/[\uE000-\uF8FF]/gu, (char) => links[char.charCodeAt(0) - 0xe000] ?? ''),
  };
};

/** Lines up to the signature that is nothing but the writer's name. */
const linesOf = (text: string, { writer }: ReplyContext): string[] => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const names = [writer, ...writer.split(/[\s,]+/)].map(bare).filter((name) => name.length > 1);
  const end = lines.findIndex((line, at) => at > 0 && names.includes(bare(line)));
  return end < 0 ? lines : lines.slice(0, end);
};
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^[\s\-—–~]+|(?<![\s.,。，])[\s.,。，]+$/gu, '');

const SEPARATOR =
  /[,，;；。!！()\n]|[.](?=\s|$)|\s[-–—]+\s|——|(?<=[一二三四五六日天号底\d])\s?(?=等)|(?<=(?:\b(?:done|finished|completed)|完成|搞定|做完)了?\s?):|(?<=[?？])|(?=但是?|不过|因为|由于)|\s(?=(?:but|however|because|due to|waiting (?:for|on)|since|as we|and (?:i |we |it )?(?:need|will|am|is|have)|so)\b)/iu;
const clausesOf = (line: string): string[] =>
  line
    // 1. 2) (3) at the start are numbers, and end no clause.
    .replace(/^\s*\(?(\d{1,2})\s?[.)、:](?!\d)\s*/u, '$1、 ')
    // March 6, 2026 is one date.
    .replace(/(?<=\b[a-z]{3,9} \d{1,2}), (?=\d{4}\b)/giu, ' ')
    .split(SEPARATOR)
    .filter((part) => part !== undefined && part.trim() !== '');

const HAN_DIGITS = '一二三四五六七八九十';
const NUMBER =
  /^\s*(?:第?\s*(?<place>\d{1,2}|[一二三四五六七八九十])\s*(?:[项条个](?:\s*[.、:)])?|[.、:)](?!\d))|#\s?(?<mark>\d{1,2})\b)\s*/u;
const ALL =
  /^\s*(?:(?:以上|这些|全部|所有)(?:任务|事项|项目)?(?:都|均|全)?|都|全都|all(?: of (?:them|these|it)| (?:\w+ )?(?:tasks|items))?|everything)(?![a-z])/iu;
/** As many as the mail was about, or it is not known which. */
const BOTH = /^\s*(?:这?两[项个条件](?:任务|事项|项目)?(?:都|均|全)?|both(?: of (?:them|these))?(?![a-z]))/iu;
const ID = /(?<![\p{L}\p{N}-])([A-Za-z])-?(\d{1,6})(?![\p{L}\p{N}]*[A-Za-z%\d])/gu;

interface Mentions {
  readonly about: readonly ReplyItem[];
  /** An id of the form that Baton gives, which the mail was not about. */
  readonly unknown: string | null;
  readonly rest: string;
}

const mentionsIn = (part: string, isLineStart: boolean, { items, shown }: ReplyContext): Mentions => {
  const about = new Set<ReplyItem>();
  let unknown: string | null = null;
  let rest = part;
  const byNumber = (given: string): ReplyItem | undefined => {
    const number = HAN_DIGITS.includes(given) ? HAN_DIGITS.indexOf(given) + 1 : Number(given);
    return items.find(({ id }) => id === shown[number - 1]);
  };
  if (isLineStart || items.length > 1) {
    const number = NUMBER.exec(rest);
    if (number && items.length > 1) {
      const { place, mark } = groupsOf(number, 'place', 'mark');
      const found = byNumber(place || mark);
      if (found) about.add(found);
      else unknown = number[0].trim();
    }
    if (number) rest = rest.slice(number[0].length);
  }
  rest = rest.replace(ID, (written, letter: string, digits: string) => {
    const found = items.find(({ id }) => sameId(id, letter, digits));
    if (found) about.add(found);
    else if (/^[A-Z]-\d{4,}$/.test(written)) unknown = written;
    return found || unknown === written ? ' ' : written;
  });
  for (const item of [...items].sort((a, b) => b.name.length - a.name.length)) {
    const name = item.name.normalize('NFKC');
    const at = name.length > 1 ? rest.toLowerCase().indexOf(name.toLowerCase()) : -1;
    if (at < 0) continue;
    about.add(item);
    rest = `${rest.slice(0, at)} ${rest.slice(at + name.length)}`;
  }
  const all = items.length === 2 && BOTH.test(rest) ? BOTH : ALL;
  if (about.size === 0 && items.length > 1 && all.test(rest))
    return { about: items, unknown, rest: rest.replace(all, '') };
  return { about: [...about], unknown, rest: tidy(rest, about.size) };
};

const sameId = (id: string, letter: string, digits: string): boolean => {
  const [, own = '', number] = /^([A-Za-z])-?0*(\d+)$/.exec(id) ?? [];
  return own.toLowerCase() === letter.toLowerCase() && Number(number) === Number(digits);
};

/** What is left of a clause when the items are taken out: without the words and marks that tied them to it. */
const tidy = (rest: string, count: number): string => {
  if (count === 0) return rest;
  return rest
    .replace(/^[\s:：\-–—"“”「」《》'、/&]+|[\s:：\-–—"“”「」《》']+$/gu, '')
    .replace(/^(?:(?:和|与|及|以及|and|&|、|\/|,)\s*)+/iu, '')
    .replace(/["“”「」《》]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
};
