import { badRequest } from './errors.ts';

/**
 * What a JSON body may hold, by field. A field not named here is refused: what Graph would refuse, and what the fake
 * does not simulate. `?` after the name: it may be left out. `any`: the handler judges it.
 */
export type Shape = { readonly [field: string]: Kind };
type Kind = 'string' | 'number' | 'boolean' | 'any' | 'strings' | Shape | readonly [Shape];

const fits = (kind: Kind, value: unknown): boolean => {
  switch (kind) {
    case 'any':
      return true;
    case 'strings':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    default:
      return typeof value === kind;
  }
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Throws the 400 for a body of another shape; `type` is the resource's name, for the message. */
export const checkShape = (shape: Shape, value: unknown, type: string, path = ''): void => {
  if (!isObject(value)) throw badRequest(`Empty Payload. JSON content expected${path && ` at ${path}`}.`);
  const at = (name: string) => (path ? `${path}.${name}` : name);
  for (const name of Object.keys(shape))
    if (!name.endsWith('?') && !(name in value)) throw badRequest(`The property '${at(name)}' is missing.`);
  for (const [name, item] of Object.entries(value)) {
    const kind = shape[name] ?? shape[`${name}?`];
    if (kind === undefined)
      throw badRequest(
        `The property '${at(name)}' does not exist on type 'microsoft.graph.${type}', or the fake does not simulate it.`,
      );
    if (Array.isArray(kind)) {
      if (!Array.isArray(item)) throw badRequest(`An array was expected at '${at(name)}'.`);
      item.forEach((each, i) => {
        checkShape(kind[0] as Shape, each, type, `${at(name)}[${i}]`);
      });
    } else if (typeof kind === 'object') checkShape(kind as Shape, item, type, at(name));
    else if (!fits(kind, item))
      throw badRequest(`Cannot convert a value to target type of '${at(name)}' (${kind}): ${JSON.stringify(item)}`);
  }
};
