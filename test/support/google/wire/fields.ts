import { ensure } from '../../../../core/text/maps.ts';
import type { Discovery } from './discovery.ts';
import { GoogleError } from './errors.ts';

/**
 * A fields mask as a tree; `null` is everything below. Grammar: `a,b.c,d(e,f/g),h.*`; see "Using the fields system
 * parameter" in https://cloud.google.com/apis/docs/system-parameters and
 * https://developers.google.com/workspace/sheets/api/guides/field-masks.
 */
export interface Mask {
  readonly below: Map<string, Mask> | null;
}

export const ALL: Mask = { below: null };

const malformed = (path: string): GoogleError =>
  new GoogleError(
    'INVALID_ARGUMENT',
    'Request contains an invalid argument.',
    [
      {
        '@type': 'type.googleapis.com/google.rpc.BadRequest',
        fieldViolations: [
          {
            field: path,
            description: `Error expanding 'fields' parameter. Cannot find matching fields for path '${path}'.`,
          },
        ],
      },
    ],
    true,
  );

const parsed = new Map<string, Mask>();

/** A mask by its text: the same one for the same text. */
export const maskOf = (text: string): Mask => ensure(parsed, text, () => parseMask(text));

/** Parses a mask. No spaces are forgiven: Sheets does not (https://github.com/ringo380/claude-google-sheets-mcp/pull/4). */
export const parseMask = (text: string): Mask => {
  const root = new Map<string, Mask>();
  let at = 0;
  const graft = (into: Map<string, Mask>, path: readonly string[], below: Map<string, Mask> | null): void => {
    const [name, ...rest] = path;
    const there = into.get(name!);
    if (there && there.below === null) return;
    if (rest.length > 0) {
      const next = there?.below ?? new Map<string, Mask>();
      into.set(name!, { below: next });
      graft(next, rest, below);
    } else if (below === null) into.set(name!, ALL);
    else into.set(name!, { below: new Map([...(there?.below ?? []), ...below]) });
  };
  const list = (into: Map<string, Mask>, depth: number): void => {
    for (;;) {
      const path = /^[^,()]*/.exec(text.slice(at))![0];
      at += path.length;
      const names = path.split(/[./]/);
      if (names.some((name) => !/^(\*|[\w$]+)$/.test(name))) throw malformed(path);
      let below: Map<string, Mask> | null = null;
      if (text[at] === '(') {
        at++;
        below = new Map();
        list(below, depth + 1);
        if (text[at] !== ')') throw malformed(text);
        at++;
      }
      graft(into, names.at(-1) === '*' && below === null && names.length > 1 ? names.slice(0, -1) : names, below);
      if (text[at] !== ',') break;
      at++;
    }
    if (depth === 0 && at < text.length) throw malformed(text);
  };
  list(root, 0);
  return root.get('*')?.below === null ? ALL : { below: root };
};

/** Throws where the mask names a field that the schema does not have. */
export const checkMask = (api: Discovery, schema: string, mask: Mask, path = ''): void => {
  if (mask.below === null) return;
  const fields = api.schemas.get(schema)!;
  for (const [name, sub] of mask.below) {
    const here = path ? `${path}.${name}` : name;
    if (name === '*') {
      for (const type of fields.values()) if (type.schema && sub.below) checkMask(api, type.schema, sub, here);
      continue;
    }
    const type = fields.get(name);
    if (!type || (sub.below && type.kind !== 'schema' && type.kind !== 'map' && type.kind !== 'any'))
      throw malformed(here);
    if (sub.below && type.kind === 'schema') checkMask(api, type.schema!, sub, here);
  }
};

/** What the mask selects below `name`, or undefined when it leaves it out. */
export const maskAt = (mask: Mask, ...names: readonly string[]): Mask | undefined => {
  let here: Mask | undefined = mask;
  for (const name of names) {
    if (here === undefined || here.below === null) return here;
    here = here.below.get(name) ?? here.below.get('*');
  }
  return here;
};

const done = new WeakSet<object>();

/** Says that a part of an answer holds only what the mask selects, because it was built so: large parts are. */
export const alreadyMasked = <T extends object>(part: T): T => {
  done.add(part);
  return part;
};

/** The part of an answer that the mask selects. Messages that are left without fields stay, as `{}`. */
export const applyMask = (mask: Mask, value: unknown): unknown => {
  if (mask.below === null || typeof value !== 'object' || value === null || done.has(value)) return value;
  if (Array.isArray(value)) return value.map((item) => applyMask(mask, item));
  const kept: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    const sub = maskAt(mask, name);
    if (sub) kept[name] = applyMask(sub, item);
  }
  return kept;
};
