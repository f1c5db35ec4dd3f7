import { columnLetters } from '../../../../sheet-templates/index.ts';
import { columnOf } from './a1.ts';

/** One end of a reference; an absent part is a whole row's or column's. 0-based. */
export interface Corner {
  readonly row?: number;
  readonly column?: number;
  readonly fixedRow: boolean;
  readonly fixedColumn: boolean;
}

export interface Reference {
  readonly sheet?: string;
  readonly from: Corner;
  readonly to?: Corner;
}

export type Token =
  | { readonly kind: 'number' | 'string' | 'name' | 'operator' | 'space' | 'error'; readonly text: string }
  | { readonly kind: 'reference'; readonly text: string; readonly reference: Reference };

const SHEET = String.raw`(?:(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?`;
const CELL = String.raw`\$?[A-Za-z]{1,3}\$?[1-9]\d*`;
const COLUMN = String.raw`\$?[A-Za-z]{1,3}`;
const ROW = String.raw`\$?[1-9]\d*`;
const REFERENCE = new RegExp(
  `${SHEET}(?:${CELL}:(?:${CELL}|${COLUMN}|${ROW})|${CELL}|${COLUMN}:${CELL}|${COLUMN}:${COLUMN}|${ROW}:${ROW})(?![\\w(.])`,
  'uy',
);
const OTHERS: readonly (readonly [Exclude<Token['kind'], 'reference'>, RegExp])[] = [
  ['space', /\s+/uy],
  ['string', /"(?:[^"]|"")*"/uy],
  ['error', /#(?:N\/A|REF!|DIV\/0!|VALUE!|NAME\?|NUM!|NULL!|ERROR!)/uy],
  ['number', /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+/uy],
  ['name', /[\p{L}_][\p{L}\p{N}_.]*/uy],
  ['operator', /<>|<=|>=|[-+*/^&=<>%(),;{}:]/uy],
];

const corner = (text: string): Corner => {
  const [, columnSign, letters, rowSign, digits] = /^(\$?)([A-Za-z]*)(\$?)(\d*)$/.exec(text)!;
  return {
    ...(letters && { column: columnOf(letters) }),
    ...(digits && { row: Number(digits) - 1 }),
    fixedColumn: letters !== '' && columnSign === '$',
    fixedRow: rowSign === '$' || (letters === '' && columnSign === '$'),
  };
};

const referenceOf = (text: string): Reference => {
  const bang = text.lastIndexOf('!');
  const title = text.slice(0, Math.max(0, bang));
  const [from, to] = text.slice(bang + 1).split(':');
  const sheet = title.startsWith("'") ? title.slice(1, -1).replaceAll("''", "'") : title;
  return { ...(sheet && { sheet }), from: corner(from!), ...(to !== undefined && { to: corner(to) }) };
};

/** Null when the text (after `=`) is no formula. */
export const tokenize = (text: string): Token[] | null => {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    REFERENCE.lastIndex = at;
    const reference = REFERENCE.exec(text)?.[0];
    if (reference) {
      tokens.push({ kind: 'reference', text: reference, reference: referenceOf(reference) });
      at += reference.length;
      continue;
    }
    let found: Token | undefined;
    for (const [kind, pattern] of OTHERS) {
      pattern.lastIndex = at;
      const match = pattern.exec(text)?.[0];
      if (match) {
        found = { kind, text: match };
        break;
      }
    }
    if (!found) return null;
    tokens.push(found);
    at += found.text.length;
  }
  return tokens;
};

const cornerText = ({ row, column, fixedRow, fixedColumn }: Corner): string =>
  (column === undefined ? '' : `${fixedColumn ? '$' : ''}${columnLetters(column + 1)}`) +
  (row === undefined ? '' : `${fixedRow ? '$' : ''}${row + 1}`);

const referenceText = (original: string, { from, to }: Reference): string =>
  original.slice(0, original.lastIndexOf('!') + 1) + cornerText(from) + (to ? `:${cornerText(to)}` : '');

/** Rewrites every reference of a formula (with its `=`); null from `change` makes it #REF!. */
export const rewrite = (formula: string, change: (reference: Reference) => Reference | null): string => {
  const tokens = tokenize(formula.slice(1));
  if (!tokens) return formula;
  const texts = tokens.map((token) => {
    if (token.kind !== 'reference') return token.text;
    const changed = change(token.reference);
    if (changed === token.reference) return token.text;
    return changed ? referenceText(token.text, changed) : '#REF!';
  });
  return `=${texts.join('')}`;
};

/** The formula as it reads when its cell is copied elsewhere: what has no `$` moves along. */
export const moved = (formula: string, rows: number, columns: number): string => {
  const move = (at: Corner): Corner => ({
    ...at,
    ...(at.row !== undefined && !at.fixedRow && { row: at.row + rows }),
    ...(at.column !== undefined && !at.fixedColumn && { column: at.column + columns }),
  });
  const outside = ({ row = 0, column = 0 }: Corner) => row < 0 || column < 0;
  return rewrite(formula, (reference) => {
    const changed = { ...reference, from: move(reference.from), ...(reference.to && { to: move(reference.to) }) };
    return outside(changed.from) || (changed.to && outside(changed.to)) ? null : changed;
  });
};

/** The formula as it reads when a sheet got another name. */
export const renamed = (formula: string, from: string, to: string): string => {
  const tokens = tokenize(formula.slice(1));
  if (!tokens?.some((token) => token.kind === 'reference' && token.reference.sheet === from)) return formula;
  const title = `'${to.replaceAll("'", "''")}'!`;
  const texts = tokens.map((token) =>
    token.kind === 'reference' && token.reference.sheet === from
      ? title + token.text.slice(token.text.lastIndexOf('!') + 1)
      : token.text,
  );
  return `=${texts.join('')}`;
};
