import { EnumValue, isEnum } from './enums.ts';

/**
 * Signatures of a method, one a line part: `'string | string string'` is two overloads, `''` none. A type is one of
 * the words below, a class ("Range"), an enum ("ProtectionType"), a list ("string[]", "value[][]"), and with "?" may
 * be null, "…" at the end: any number of them.
 */
type ClassOf = (value: object) => string | undefined;

const tag = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);

export const isDate = (value: unknown): boolean => typeof value === 'object' && value !== null && tag(value) === 'Date';

const isPlain = (value: unknown, classOf: ClassOf): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !classOf(value) &&
  !(value instanceof EnumValue) &&
  tag(value) === 'Object';

const WORDS: Readonly<Record<string, (value: unknown, classOf: ClassOf) => boolean>> = {
  int: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  date: isDate,
  function: (value) => typeof value === 'function',
  object: isPlain,
  any: () => true,
  value: (value) =>
    value === null ||
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value)) ||
    isDate(value),
};

const fits = (type: string, value: unknown, classOf: ClassOf): boolean => {
  if (type.endsWith('?')) return value === null || fits(type.slice(0, -1), value, classOf);
  if (type.endsWith('[]')) {
    return Array.isArray(value) && value.every((item) => fits(type.slice(0, -2), item, classOf));
  }
  const word = WORDS[type];
  if (word) return word(value, classOf);
  if (isEnum(type)) return value instanceof EnumValue && value.enumName === type;
  return typeof value === 'object' && value !== null && classOf(value) === type;
};

export const accepted = (signature: string, args: readonly unknown[], classOf: ClassOf): boolean =>
  signature.split('|').some((overload) => {
    const types = overload.trim().split(/\s+/).filter(Boolean);
    const last = types.at(-1);
    if (last?.endsWith('…')) {
      const fixed = types.slice(0, -1);
      return (
        args.length >= fixed.length && args.every((value, i) => fits(fixed[i] ?? last.slice(0, -1), value, classOf))
      );
    }
    return types.length === args.length && types.every((type, i) => fits(type, args[i], classOf));
  });

/** The types as Apps Script names them in "The parameters (String,number) don't match the method signature for …". */
export const describe = (args: readonly unknown[], classOf: ClassOf): string => {
  const one = (value: unknown): string => {
    if (value === null) return 'null';
    if (Array.isArray(value)) return `${value.length > 0 ? one(value[0]) : 'Object'}[]`;
    if (typeof value === 'string') return 'String';
    if (typeof value === 'boolean') return 'Boolean';
    if (isDate(value)) return 'Date';
    if (typeof value === 'object') return classOf(value) ?? (value instanceof EnumValue ? value.enumName : 'Object');
    return typeof value;
  };
  return args.map(one).join(',');
};
