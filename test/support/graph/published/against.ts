/**
 * Holds the table of operations against the service's own metadata, and prints what differs: paths, names of actions and their
 * parameters, types. Run with Node and the document that https://graph.microsoft.com/v1.0/$metadata answers to anybody:
 *   node test/support/graph/published/against.ts metadata.xml
 */
import { readFileSync } from 'node:fs';
import { OPERATIONS, type Operation } from './operations.ts';

interface Resource {
  readonly base: string | undefined;
  /** Of properties and what they lead to, their types. */
  readonly members: ReadonlyMap<string, string>;
}

interface Bound {
  readonly name: string;
  /** Of the resource, or the collection, that it is asked of. */
  readonly on: string;
  readonly parameters: readonly string[];
  readonly answers: string;
}

const attributes = (tag: string): Record<string, string> =>
  Object.fromEntries([...tag.matchAll(/([\w.]+)="([^"]*)"/g)].map(([, name, value]) => [name!, value!]));

const plain = (type = ''): string => type.replaceAll(/\b(?:microsoft\.)?graph\./g, '');

const metadata = (whole: string) => {
  const xml = /<Schema Namespace="microsoft\.graph"[\s\S]*?<\/Schema>/.exec(whole)![0];
  const resources = new Map<string, Resource>();
  for (const [, tag = '', body = ''] of xml.matchAll(
    /<(?:Entity|Complex)Type ([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:Entity|Complex)Type>)/g,
  )) {
    const { Name = '', BaseType } = attributes(tag);
    const members = [...body.matchAll(/<(?:Navigation)?Property ([^>]*?)\/?>/g)].map(([, one = '']) => attributes(one));
    resources.set(Name, {
      base: BaseType === undefined ? undefined : plain(BaseType),
      members: new Map(members.map(({ Name: name, Type }) => [name!, plain(Type)])),
    });
  }
  const bound = [...xml.matchAll(/<(Action|Function) ([^>]*)>([\s\S]*?)<\/\1>/g)].map(
    ([, , tag = '', body = '']): Bound => {
      const [first, ...rest] = [...body.matchAll(/<Parameter ([^>]*?)\/?>/g)].map(([, one = '']) => attributes(one));
      const answers = attributes(/<ReturnType ([^>]*?)\/?>/.exec(body)?.[1] ?? '').Type;
      return {
        name: attributes(tag).Name!,
        on: plain(first?.Type),
        parameters: rest.map(({ Name }) => Name!),
        answers: plain(answers),
      };
    },
  );
  const sets = new Map(
    [...xml.matchAll(/<(?:EntitySet|Singleton) ([^>]*?)\/?>/g)].map(([, tag = '']) => {
      const { Name = '', EntityType, Type } = attributes(tag);
      return [Name, EntityType ? `Collection(${plain(EntityType)})` : plain(Type)];
    }),
  );
  return { resources, bound, sets };
};

const { resources, bound, sets } = metadata(readFileSync(process.argv[2]!, 'utf8'));

const memberOf = (type: string, name: string): string | undefined => {
  for (let at: string | undefined = type; at !== undefined; at = resources.get(at)?.base) {
    const found = resources.get(at)?.members.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Addressing by a path in a drive is OneDrive's own, and stands for an item: https://learn.microsoft.com/graph/onedrive-addressing-driveitems */
const segmentsOf = (path: string): string[] => path.replace(/:\/\{\+path\}:?/, '').split('/');

/** What a path leads to, and the action or function at its end. */
const walk = (path: string): { readonly type: string; readonly end?: Bound } => {
  const [first = '', ...rest] = segmentsOf(path);
  let type = sets.get(first);
  if (type === undefined) throw new Error(`there is no ${first}`);
  let end: Bound | undefined;
  for (const segment of rest) {
    const [, name = '', given] = /^(\w+)(?:\((.*)\))?$/.exec(segment) ?? [];
    const names = given?.split(',').map((one) => one.split('=')[0]!) ?? [];
    end = undefined;
    if (segment.startsWith('{')) type = /^Collection\((.*)\)$/.exec(type)?.[1] ?? type;
    else if (memberOf(type, name) !== undefined) type = memberOf(type, name)!;
    else {
      end = bound.find(
        (one) => one.name === name && one.on === type && names.every((each) => one.parameters.includes(each)),
      );
      if (!end) throw new Error(`${type} has no ${segment}`);
      type = end.answers;
    }
  }
  return { type, ...(end && { end }) };
};

const differs = ({ paths, shows, body }: Operation): string[] =>
  paths.flatMap((path) => {
    try {
      const { type, end } = walk(path);
      const resource = /^Collection\((.*)\)$/.exec(type)?.[1] ?? type;
      const isOf = (name: string) => name.toLowerCase() === resource.toLowerCase();
      const faults: string[] = [];
      if (shows !== undefined && !isOf(shows)) faults.push(`${path} answers ${type}, not ${shows}`);
      if (typeof body === 'object' && 'resource' in body && !isOf(body.resource)) faults.push(`${path} takes ${type}`);
      if (typeof body === 'object' && 'parameters' in body)
        for (const name of Object.keys(body.parameters))
          if (!end?.parameters.includes(name)) faults.push(`${path} has no parameter ${name}`);
      return faults;
    } catch (error) {
      return [`${path}: ${(error as Error).message}`];
    }
  });

let count = 0;
for (const [name, operation] of Object.entries(OPERATIONS)) {
  if (name === 'batch') continue;
  for (const fault of differs(operation)) {
    count++;
    console.log(`${name}: ${fault}`);
  }
}
console.log(`${Object.keys(OPERATIONS).length} requests, ${count} that differ`);
process.exitCode = count > 0 ? 1 : 0;
