import { badRequest } from './errors.ts';

export type Literal = string | number | boolean;

/** One condition of a `$filter`; `path` is as written. */
export type Clause =
  | { readonly kind: 'compare'; readonly path: string; readonly operator: Operator; readonly value: Literal }
  | { readonly kind: 'extended'; readonly id: string; readonly operator: Operator; readonly value: string };

const OPERATORS = ['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'startswith', 'contains'] as const;
type Operator = (typeof OPERATORS)[number];

const TEXT = "'((?:[^']|'')*)'";
const COMPARE = new RegExp(
  String.raw`^([\w/]+) (eq|ne|gt|ge|lt|le) (?:${TEXT}|(true|false)|(\d{4}-\d\d-\d\dT[\d:.]+Z|\d{4}-\d\d-\d\d)|(-?\d+))$`,
);
const EXTENDED = new RegExp(
  String.raw`^singleValueExtendedProperties/[Aa]ny\(ep:\s*ep/id eq ${TEXT} and (?:ep/value (eq|ne) ${TEXT}|(startswith|contains)\(ep/value,\s*${TEXT}\))\)$`,
);

const plain = (quoted: string): string => quoted.replaceAll("''", "'");

/** Cuts at ` and ` outside of quotes and brackets. */
const conjuncts = (text: string): string[] => {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "'") quoted = !quoted;
    if (quoted) continue;
    if (text[i] === '(') depth++;
    if (text[i] === ')') depth--;
    if (depth === 0 && text.startsWith(' and ', i)) {
      parts.push(text.slice(from, i));
      from = i + 5;
    }
  }
  return [...parts, text.slice(from)].map((part) => part.trim());
};

/** Conditions joined by `and`: as much of OData as Baton needs; the 400 for anything else. */
export const parseFilter = (text: string): Clause[] =>
  conjuncts(text).map((part): Clause => {
    const extended = EXTENDED.exec(part);
    if (extended) {
      const [, id, equal, value, other, text2] = extended;
      return {
        kind: 'extended',
        id: plain(id!),
        operator: (equal ?? other) as Operator,
        value: plain(value ?? text2!),
      };
    }
    const compare = COMPARE.exec(part);
    if (!compare) throw badRequest(`Invalid filter clause, or one that the fake does not simulate: ${part}`);
    const [, path, operator, quoted, truth, date, number] = compare;
    const value = quoted !== undefined ? plain(quoted) : truth ? truth === 'true' : (date ?? Number(number));
    return { kind: 'compare', path: path!, operator: operator as Operator, value };
  });

export const holds = (found: Literal, operator: Operator, value: Literal): boolean => {
  switch (operator) {
    case 'eq':
      return found === value;
    case 'ne':
      return found !== value;
    case 'gt':
      return found > value;
    case 'ge':
      return found >= value;
    case 'lt':
      return found < value;
    case 'le':
      return found <= value;
    case 'startswith':
      return String(found).startsWith(String(value));
    case 'contains':
      return String(found).includes(String(value));
  }
};
