/**
 * Makes the files in generated/: of Google's discovery documents only what a request can be checked by, without any
 * prose. Run with Node and the documents of the four APIs, as `https://sheets.googleapis.com/$discovery/rest?version=v4`
 * and its like answer them:  node test/support/google/published/trim.ts sheets.json gmail.json cloudtasks.json iamcredentials.json
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Description, Parameter, Property, Resource } from './published.ts';

interface Document extends Description {
  readonly name: string;
  readonly resources: Readonly<Record<string, Resource>>;
}

const KEPT = [
  'type',
  'format',
  'enum',
  '$ref',
  'readOnly',
  'deprecated',
  'required',
  'location',
  'repeated',
  'pattern',
];

const trimmed = <T extends Property | Parameter>(property: T): T => {
  const kept = Object.fromEntries(Object.entries(property).filter(([key]) => KEPT.includes(key)));
  const { items, additionalProperties } = property;
  return {
    ...kept,
    ...(items && { items: trimmed(items) }),
    ...(additionalProperties && { additionalProperties: trimmed(additionalProperties) }),
  } as T;
};

const each = <T, U>(entries: Readonly<Record<string, T>> = {}, change: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, change(value)]));

const resource = ({ methods, resources }: Resource): Resource => ({
  ...(methods && {
    methods: each(methods, ({ id, httpMethod, path, parameters, request }) => ({
      id,
      httpMethod,
      path,
      parameters: each(parameters, trimmed),
      ...(request && { request: { $ref: request.$ref } }),
    })),
  }),
  ...(resources && { resources: each(resources, resource) }),
});

/** Names of the schemas that a request body is made of. */
const reached = ({ resources, schemas }: Document): Set<string> => {
  const found = new Set<string>();
  const visit = (name: string | undefined): void => {
    if (name === undefined || found.has(name)) return;
    found.add(name);
    for (const property of Object.values(schemas[name]!.properties ?? {})) follow(property);
  };
  const follow = ({ $ref, items, additionalProperties }: Property): void => {
    visit($ref);
    if (items) follow(items);
    if (additionalProperties) follow(additionalProperties);
  };
  const walk = (each: Resource): void => {
    for (const { request } of Object.values(each.methods ?? {})) visit(request?.$ref);
    for (const below of Object.values(each.resources ?? {})) walk(below);
  };
  for (const below of Object.values(resources)) walk(below);
  return found;
};

for (const file of process.argv.slice(2)) {
  const document = JSON.parse(readFileSync(file, 'utf8')) as Document;
  const kept = reached(document);
  const description: Description = {
    revision: document.revision,
    parameters: each(document.parameters, trimmed),
    resources: each(document.resources, resource),
    schemas: Object.fromEntries(
      Object.entries(document.schemas)
        .filter(([name]) => kept.has(name))
        .map(([name, { properties }]) => [name, { properties: each(properties, trimmed) }]),
    ),
  };
  writeFileSync(new URL(`generated/${document.name}.json`, import.meta.url), `${JSON.stringify(description)}\n`);
}
