import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ensure } from '../../../../core/text/maps.ts';

/**
 * The resources of Microsoft Graph v1.0 as Microsoft publishes them for TypeScript: `@microsoft/microsoft-graph-types`, made by
 * Microsoft from the service's own metadata (MIT). It is read as it is installed, so an upgrade moves the checks along.
 */
interface Property {
  /** As it is declared: `string`, `Recipient[]`, `"a" | "b"`. */
  readonly type: string;
  readonly isNullable: boolean;
  /** Microsoft's words say that only the service sets it. */
  readonly isReadOnly: boolean;
}

let source: string | undefined;
const text = (): string => {
  source ??= readFileSync(
    createRequire(import.meta.url).resolve('@microsoft/microsoft-graph-types/microsoft-graph.d.ts'),
    'utf8',
  ).replaceAll('\r\n', '\n');
  return source;
};

const PROPERTY = /^ {4}((?:\/\/[^\n]*\n|\/\*\*[\s\S]*?\*\/\n| {4})*)("?[\w@.]+"?)\??: ([\s\S]*?);$/gm;

const known = new Map<string, ReadonlyMap<string, Property> | null>();

/** Of a resource, its own and those that it inherits; null where there is no such resource. */
export const propertiesOf = (name: string): ReadonlyMap<string, Property> | null => {
  if (!known.has(name)) known.set(name, declared(name));
  return known.get(name)!;
};

const declared = (name: string): ReadonlyMap<string, Property> | null => {
  const found = new RegExp(`^export interface ${name}(?: extends (\\w+))? \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(text());
  if (!found) return empty(name);
  const [, base, body = ''] = found;
  const all = new Map(base === undefined ? [] : propertiesOf(base));
  for (const [, words = '', property = '', written = ''] of body.matchAll(PROPERTY)) {
    const inner = /^NullableOption<([\s\S]*)>$/.exec(written.trim())?.[1];
    const type = (inner ?? written).replace(/\s+/g, ' ').trim();
    all.set(property.replaceAll('"', ''), {
      type,
      isNullable: inner !== undefined,
      isReadOnly: /\bRead-only\b/.test(words),
    });
  }
  return all;
};

/** A resource that only inherits is written `export interface X extends Y {}`. */
const empty = (name: string): ReadonlyMap<string, Property> | null => {
  const base = new RegExp(`^export interface ${name}(?: extends (\\w+))? \\{\\}`, 'm').exec(text());
  if (!base) return null;
  return base[1] === undefined ? new Map() : propertiesOf(base[1]);
};

/** The words of an enumeration; null where it is none. */
const wordsOf = (type: string): readonly string[] | null => ensure(words, type, () => declaredWords(type));
const words = new Map<string, readonly string[] | null>();

const declaredWords = (type: string): readonly string[] | null => {
  const literal = /^"[^"]*"(?: \| "[^"]*")*$/;
  const alias = /^\w+$/.test(type) ? new RegExp(`^export type ${type} =([^;]*);`, 'm').exec(text())?.[1] : undefined;
  const union = (alias ?? type)
    .replace(/\s+/g, ' ')
    .replace(/^ ?\|? ?/, '')
    .trim();
  return literal.test(union) ? [...union.matchAll(/"([^"]*)"/g)].map(([, word]) => word!) : null;
};

/**
 * What is known by an id that the client chooses:
 * https://learn.microsoft.com/en-us/graph/api/singlevaluelegacyextendedproperty-post-singlevalueextendedproperties
 */
const NAMED: ReadonlySet<string> = new Set(['SingleValueLegacyExtendedProperty']);

/** All in which a value is not of a published type, a sentence each. `at`: where it stands in the body. */
export const faultsOfType = (type: string, value: unknown, at: string): string[] => {
  if (type === 'any' || type === 'unknown') return [];
  if (type.endsWith('[]')) {
    if (!Array.isArray(value)) return [`${at} is no list`];
    return value.flatMap((item, i) => faultsOfType(type.slice(0, -2), item, `${at}[${i}]`));
  }
  if (type === 'string' || type === 'number' || type === 'boolean')
    return typeof value === type ? [] : [`${at} is no ${type}: ${JSON.stringify(value)}`];
  const words = wordsOf(type);
  if (words) return words.includes(value as string) ? [] : [`${at}: ${JSON.stringify(value)} is none of its words`];
  const properties = propertiesOf(type);
  if (!properties) return [`${at} is of a type that is not published: ${type}`];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at} is no ${type}`];
  return Object.entries(value).flatMap(([key, item]) => {
    // An annotation says something about the resource, and is no property of it.
    if (key.startsWith('@')) return [];
    const property = properties.get(key);
    const where = at === '' ? key : `${at}.${key}`;
    if (!property) return [`${where}: ${type} has no such property`];
    if (property.isReadOnly && !NAMED.has(type)) return [`${where} is the service’s to set`];
    if (item === null) return property.isNullable ? [] : [`${where} is null`];
    return faultsOfType(property.type, item, where);
  });
};
