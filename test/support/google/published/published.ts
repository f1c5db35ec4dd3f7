import { readFileSync } from 'node:fs';

/** As https://developers.google.com/discovery/v1/reference/apis has them, as far as kept; see trim.ts. */
export interface Property {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly $ref?: string;
  readonly items?: Property;
  readonly additionalProperties?: Property;
  readonly readOnly?: boolean;
  readonly deprecated?: boolean;
}

export interface Parameter extends Property {
  readonly location?: 'path' | 'query';
  readonly required?: boolean;
  readonly repeated?: boolean;
  readonly pattern?: string;
}

export interface Resource {
  readonly methods?: Readonly<
    Record<
      string,
      {
        readonly id: string;
        readonly httpMethod: string;
        readonly path: string;
        readonly parameters?: Readonly<Record<string, Parameter>>;
        readonly request?: { readonly $ref: string };
      }
    >
  >;
  readonly resources?: Readonly<Record<string, Resource>>;
}

export interface Description {
  readonly revision: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly resources: Readonly<Record<string, Resource>>;
  readonly schemas: Readonly<Record<string, { readonly properties?: Readonly<Record<string, Property>> }>>;
}

const FILES = { sheets: 'sheets', gmail: 'gmail', tasks: 'cloudtasks', iam: 'iamcredentials' } as const;
export type PublishedApi = keyof typeof FILES;

const known = new Map<PublishedApi, Description>();
export const descriptionOf = (api: PublishedApi): Description => {
  const description =
    known.get(api) ??
    (JSON.parse(readFileSync(new URL(`generated/${FILES[api]}.json`, import.meta.url), 'utf8')) as Description);
  known.set(api, description);
  return description;
};

/** A request as it was sent. */
export interface Sent {
  /** `spreadsheets.values.get`. */
  readonly method: string;
  readonly verb: string;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** All in which a request is not what Google's own description of the API says, a sentence each. */
export const faultsOf = (api: PublishedApi, { method, verb, path, query, body }: Sent): string[] => {
  const description = descriptionOf(api);
  const found = methodOf(description, method);
  if (!found) return [`${method} is no published method`];
  const faults: string[] = [];
  if (found.httpMethod !== verb) faults.push(`${method} is asked by ${found.httpMethod}, not ${verb}`);
  const parameters = { ...description.parameters, ...found.parameters };
  for (const [name, { location, required }] of Object.entries(parameters)) {
    const given = location === 'path' ? path[name] : query.get(name);
    if (required && !given) faults.push(`${method} lacks ${name}`);
  }
  for (const [name, value] of Object.entries(path)) {
    const pattern = parameters[name]?.pattern;
    if (pattern && !new RegExp(pattern).test(value)) faults.push(`${method} ${name}: ${value} does not fit ${pattern}`);
  }
  for (const name of new Set(query.keys())) {
    const parameter = parameters[name];
    const values = query.getAll(name);
    if (parameter?.location !== 'query') faults.push(`${method} has no parameter ${name}`);
    else if (values.length > 1 && !parameter.repeated) faults.push(`${method} ${name} is given ${values.length} times`);
    else for (const value of values) faults.push(...ofText(parameter, value).map((why) => `${method} ${name}: ${why}`));
  }
  const isEmpty = body === undefined || Object.keys(body as object).length === 0;
  if (found.request) {
    const judge = { schemas: description.schemas, faults, method };
    if (body !== undefined) judgeSchema(judge, found.request.$ref, body, '');
  } else if (!isEmpty) faults.push(`${method} takes no body`);
  return faults;
};

const methodOf = ({ resources }: Description, name: string) => {
  const steps = name.split('.');
  let at: Resource | undefined = { resources };
  for (const step of steps.slice(0, -1)) at = at?.resources?.[step];
  return at?.methods?.[steps.at(-1)!];
};

/** A query parameter is text, whatever it is by type. */
const ofText = ({ type, enum: words, format }: Property, text: string): string[] => {
  if (words && !words.includes(text)) return [`${text} is none of its words`];
  if (type === 'boolean' && text !== 'true' && text !== 'false') return [`${text} is not true or false`];
  if (type === 'integer' || type === 'number') return ofNumber(Number(text), format);
  return [];
};

const ofNumber = (value: unknown, format: string | undefined): string[] => {
  if (typeof value !== 'number' || !Number.isFinite(value)) return [`${String(value)} is no number`];
  if (format === 'int32' || format === 'uint32') {
    const [least, most] = format === 'int32' ? [-(2 ** 31), 2 ** 31 - 1] : [0, 2 ** 32 - 1];
    if (!Number.isInteger(value) || value < least || value > most) return [`${value} is no ${format}`];
  }
  return [];
};

interface Judge {
  readonly schemas: Description['schemas'];
  readonly faults: string[];
  readonly method: string;
}

const judgeSchema = (judge: Judge, name: string, value: unknown, at: string): void => {
  const { properties = {} } = judge.schemas[name]!;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    judge.faults.push(`${judge.method} ${at}: no ${name}`);
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    const property = properties[key];
    const where = at ? `${at}.${key}` : key;
    if (!property) judge.faults.push(`${judge.method} ${where}: ${name} has no such field`);
    else if (property.readOnly) judge.faults.push(`${judge.method} ${where}: is Google’s to set`);
    else if (property.deprecated) judge.faults.push(`${judge.method} ${where}: is not to be used any more`);
    else judgeProperty(judge, property, item, where);
  }
};

const judgeProperty = (judge: Judge, property: Property, value: unknown, at: string): void => {
  const { $ref, type, format, enum: words, items, additionalProperties } = property;
  const fault = (why: string) => judge.faults.push(`${judge.method} ${at}: ${why}`);
  if (type === 'any') return;
  if (value === null) fault('is null');
  else if ($ref) judgeSchema(judge, $ref, value, at);
  else if (type === 'array') {
    if (!Array.isArray(value)) fault('is no list');
    else for (const [i, item] of value.entries()) judgeProperty(judge, items!, item, `${at}[${i}]`);
  } else if (type === 'object') {
    if (additionalProperties)
      for (const [key, item] of Object.entries(value as object))
        judgeProperty(judge, additionalProperties, item, `${at}.${key}`);
  } else if (type === 'string') {
    if (typeof value !== 'string') fault(`${JSON.stringify(value)} is no text`);
    else if (words && !words.includes(value)) fault(`${value} is none of its words`);
    else if (format === 'byte' && !/^[\w+/-]*={0,2}$/.test(value)) fault('is not base64');
    else if (/^u?int64$/.test(format ?? '') && !/^-?\d+$/.test(value)) fault(`${value} is no ${format}`);
  } else if (type === 'boolean') {
    if (typeof value !== 'boolean') fault(`${JSON.stringify(value)} is not true or false`);
  } else if (type === 'integer' || type === 'number') {
    for (const why of ofNumber(value, format)) fault(why);
  }
};
