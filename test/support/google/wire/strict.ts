import type { Discovery, Fields, FieldType } from './discovery.ts';
import { badRequest } from './errors.ts';

interface Violation {
  readonly field: string;
  readonly description: string;
}

/** Paths in Google's messages name fields as their protocol buffers do. */
export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const PROTO = { string: 'TYPE_STRING', number: 'TYPE_DOUBLE', boolean: 'TYPE_BOOL' } as const;

const unknown = (name: string, path: string): Violation => ({
  field: path,
  description: `Invalid JSON payload received. Unknown name "${name}"${path ? ` at '${path}'` : ''}: Cannot find field.`,
});

/**
 * Judges a body by the client's own schema: names, and the kinds of scalars. Numbers as text are taken for numbers, as
 * proto3 JSON does (https://protobuf.dev/programming-guides/json/); the original snake_case names, which real servers
 * take too, are refused, because the client's schema has none.
 */
const judge = (api: Discovery, schema: string, value: unknown, path: string, found: Violation[]): void => {
  const fields = api.schemas.get(schema);
  if (!fields) throw new Error(`No schema ${schema}`);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    found.push({ field: path, description: `Invalid value at '${path}' (${schema}), ${JSON.stringify(value)}` });
    return;
  }
  for (const [name, item] of Object.entries(value)) {
    const type = fields.get(name);
    if (!type) found.push(unknown(name, path));
    else judgeField(api, type, item, path ? `${path}.${snake(name)}` : snake(name), found);
  }
};

const judgeField = (api: Discovery, type: FieldType, value: unknown, path: string, found: Violation[]): void => {
  if (value === null) return;
  if (type.kind === 'any') {
    if (type.lists === 0 || Array.isArray(value)) return;
    // The body of values.update is its field `data`: test/fixtures/gspread, WorksheetTest.test_add_validation.
    const field = `data.${path}`;
    const description = `Invalid value at '${field}' (type.googleapis.com/google.protobuf.ListValue), ${JSON.stringify(value)}`;
    found.push({ field, description });
    return;
  }
  if (type.lists > 0) {
    if (!Array.isArray(value)) {
      found.push({ field: path, description: `Invalid value at '${path}', ${JSON.stringify(value)}` });
      return;
    }
    value.forEach((item, i) => {
      judgeField(api, { ...type, lists: type.lists - 1 }, item, `${path}[${i}]`, found);
    });
  } else if (Array.isArray(value)) {
    const description = `Invalid JSON payload received. Unknown name "${path.split('.').at(-1)}" at '${path.split('.').slice(0, -1).join('.')}': Proto field is not repeating, cannot start list.`;
    found.push({ field: path, description });
  } else if (type.kind === 'schema') {
    judge(api, type.schema!, value, path, found);
  } else if (type.kind === 'map') {
    for (const [key, item] of Object.entries(value as object))
      if (type.schema) judge(api, type.schema, item, `${path}[${key}]`, found);
  } else {
    const fits =
      typeof value === type.kind ||
      (type.kind === 'number' && typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)));
    if (!fits)
      found.push({
        field: path,
        description: `Invalid value at '${path}' (${PROTO[type.kind]}), ${JSON.stringify(value)}`,
      });
  }
};

/** Throws the 400 that Google answers to a body with fields the API does not have. */
export const checkBody = (api: Discovery, schema: string, value: unknown): void => {
  const found: Violation[] = [];
  judge(api, schema, value, '', found);
  if (found.length > 0) throw badRequest(found);
};

/** Query parameters as their types say, True and False too (test/fixtures/gspread): lists, numbers and booleans parsed. Throws Google's 400 for unknown ones. */
export const readQuery = (fields: Fields, given: URLSearchParams): Record<string, unknown> => {
  const read: Record<string, unknown> = {};
  const found: Violation[] = [];
  for (const name of new Set(given.keys())) {
    const type = fields.get(name);
    const texts = given.getAll(name);
    if (!type) {
      const description = `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`;
      found.push({ field: '', description });
      continue;
    }
    const values = texts.map((text) => {
      const value = type.kind === 'number' ? Number(text) : type.kind === 'boolean' ? /^true$/i.test(text) : text;
      if (Number.isNaN(value) || (type.kind === 'boolean' && !/^(true|false)$/i.test(text)))
        found.push({
          field: snake(name),
          description: `Invalid value at '${snake(name)}' (${PROTO[type.kind as 'number']}), "${text}"`,
        });
      return value;
    });
    if (type.lists === 0 && values.length > 1)
      found.push({
        field: snake(name),
        description: `Invalid value at '${snake(name)}', it is given ${values.length} times`,
      });
    read[name] = type.lists > 0 ? values : values[0];
  }
  if (found.length > 0) throw badRequest(found);
  return read;
};

/** Throws Google's 400 for a value that an enum does not have; an absent one passes. */
export const checkEnum = (value: unknown, path: string, type: string, allowed: readonly string[]): void => {
  if (value === undefined || value === null || allowed.includes(String(value))) return;
  throw badRequest([{ field: path, description: `Invalid value at '${path}' (${type}), ${JSON.stringify(value)}` }]);
};
