import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What a field or a query parameter may hold, as far as the client's typings say. */
export interface FieldType {
  readonly kind: 'string' | 'number' | 'boolean' | 'any' | 'map' | 'schema';
  /** How many arrays are around it. */
  readonly lists: number;
  /** Name of the schema of `schema`, or of a map's values. */
  readonly schema?: string;
}

export type Fields = ReadonlyMap<string, FieldType>;

/** One method of an API. */
export interface Method {
  /** `spreadsheets.values.get`. */
  readonly name: string;
  readonly verb: string;
  readonly path: RegExp;
  readonly pathParams: readonly string[];
  readonly query: Fields;
  /** Schema of the request body; without one, a body is refused. */
  readonly body?: string;
  /** Schema of the answer; fields masks are checked against it. */
  readonly answer?: string;
}

/** An API as the client that ships with googleapis describes it. */
export interface Discovery {
  readonly schemas: ReadonlyMap<string, Fields>;
  readonly methods: readonly Method[];
}

const APIS = join(dirname(createRequire(import.meta.url).resolve('googleapis/package.json')), 'build/src/apis');

const typeOf = (text: string): FieldType => {
  let type = text.replace(/ \| null$/, '');
  const map = /^\{ ?\[key: string\]: (.*?);? ?\}$/.exec(type);
  if (map) {
    const schema = /^Schema\$(\w+)$/.exec(map[1]!);
    return { kind: 'map', lists: 0, ...(schema && { schema: schema[1]! }) };
  }
  let lists = 0;
  while (type.endsWith('[]')) {
    type = type.slice(0, -2);
    lists++;
  }
  const schema = /^Schema\$(\w+)$/.exec(type);
  if (schema) return { kind: 'schema', lists, schema: schema[1]! };
  if (type === 'string' || type === 'number' || type === 'boolean') return { kind: type, lists };
  return { kind: 'any', lists };
};

/** All interfaces of a generated .d.ts by name: one field a line, four spaces deeper than its interface. */
const interfacesIn = (source: string): Map<string, Map<string, FieldType>> => {
  const found = new Map<string, Map<string, FieldType>>();
  let open: Map<string, FieldType> | undefined;
  for (const line of source.split('\n')) {
    const start = /^ {4}(?:export )?interface ([\w$]+)/.exec(line);
    if (start) {
      open = new Map();
      found.set(start[1]!, open);
    } else if (/^ {4}\}/.test(line)) {
      open = undefined;
    } else if (open) {
      const field = /^ {8}'?([\w.$]+)'?\??: (.+?);?$/.exec(line);
      if (field) open.set(field[1]!, typeOf(field[2]!));
    }
  }
  return found;
};

/** `{x}` is one segment, `{+x}` may hold slashes; a colon starts a custom verb. */
const pathOf = (template: string): { path: RegExp; pathParams: string[] } => {
  const pathParams: string[] = [];
  const pattern = template.replace(/[.*?^$()|[\]\\]/g, '\\$&').replace(/\{(\+?)(\w+)\}/g, (_, plus: string, name) => {
    pathParams.push(name as string);
    return plus ? '([^:]+)' : '([^/:]+)';
  });
  return { path: new RegExp(`^${pattern}$`), pathParams };
};

const cache = new Map<string, Discovery>();

/**
 * Reads what `api` ('sheets/v4') allows out of the client's own generated files: the typings name every field of every
 * message and every query parameter, the code names verbs and paths. Both are generated from Google's discovery
 * documents, so an upgrade of googleapis moves the fake with it.
 */
export const discover = (api: string): Discovery => {
  const known = cache.get(api);
  if (known) return known;
  const typings = readFileSync(join(APIS, `${api}.d.ts`), 'utf8');
  const code = readFileSync(join(APIS, `${api}.js`), 'utf8');
  const interfaces = interfacesIn(typings);

  const answers = new Map<string, { params: string; answer: string | undefined }>();
  let type = '';
  for (const line of typings.split('\n')) {
    type = /^ {4}export class (Resource\$[\w$]+)/.exec(line)?.[1] ?? type;
    const method =
      /^ {8}(\w+)\(params\?: (Params\$[\w$]+), options\?: MethodOptions\): Promise<\w+<(?:Schema\$)?(\w+)>>/.exec(line);
    if (method) answers.set(`${type}.${method[1]}`, { params: method[2]!, answer: method[3] });
  }

  // Only the property that holds a resource has its name as the documentation spells it.
  const spelled = new Map(
    [...typings.matchAll(/^ {8}(\w+): (Resource\$[\w$]+);$/gm)].map(([, property, resource]) => [resource!, property!]),
  );
  const nameOf = (resource: string): string => {
    const parent = resource.slice(0, resource.lastIndexOf('$'));
    const own = spelled.get(resource)!;
    return parent === 'Resource' ? own : `${nameOf(parent)}.${own}`;
  };

  const standard = interfaces.get('StandardParameters') ?? new Map<string, FieldType>();
  const methods: Method[] = [];
  const resources = code.split(/^ {4}class (Resource\$[\w$]+)/m);
  for (let i = 1; i < resources.length; i += 2) {
    const resource = resources[i]!;
    const parts = resources[i + 1]!.split(/^ {8}(\w+)\(paramsOrCallback/m);
    for (let j = 1; j < parts.length; j += 2) {
      const url = /url: \(rootUrl \+\s*'([^']+)'\)[\s\S]*?method: '(\w+)'/.exec(parts[j + 1]!);
      const typed = answers.get(`${resource}.${parts[j]}`);
      if (!url || !typed) throw new Error(`${api}: ${resource}.${parts[j]} is not as the reader knows it`);
      const own = interfaces.get(typed.params) ?? new Map<string, FieldType>();
      const { path, pathParams } = pathOf(url[1]!);
      const query = new Map([...standard, ...own]);
      const body = query.get('requestBody')?.schema;
      for (const name of [...pathParams, 'requestBody', 'media', 'auth']) query.delete(name);
      methods.push({
        name: `${nameOf(resource)}.${parts[j]}`,
        verb: url[2]!,
        path,
        pathParams,
        query,
        ...(body && { body }),
        ...(typed.answer && { answer: typed.answer }),
      });
    }
  }
  const schemas = new Map(
    [...interfaces].filter(([name]) => name.startsWith('Schema$')).map(([name, fields]) => [name.slice(7), fields]),
  );
  const read = { schemas, methods };
  cache.set(api, read);
  return read;
};
