import { ensure } from '../../../../core/text/maps.ts';
import { OPERATIONS } from './operations.ts';
import { faultsOfType, propertiesOf } from './types.ts';

/** A request as it came, alone or in a batch. */
export interface Asked {
  /** The page in Microsoft's reference. */
  readonly name: string;
  readonly verb: string;
  /** As on the wire, below the version. */
  readonly path: string;
  readonly query: Iterable<readonly [string, string]>;
  /** By their names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

/** What HTTP, Microsoft's client and batches add to any request. */
const COMMON =
  /^(accept|accept-encoding|accept-language|authorization|cache-control|client-request-id|connection|content-length|content-type|host|pragma|sdkversion|sec-fetch-mode|transfer-encoding|user-agent)$/;

const patterns = new Map<string, RegExp>();
const patternOf = (path: string): RegExp =>
  ensure(
    patterns,
    path,
    () =>
      new RegExp(
        `^${path.replace(/[$().]/g, String.raw`\$&`).replace(/\{(\+?)\w+\}/g, (_, more) => (more ? '.+' : '[^/:]+'))}$`,
      ),
  );

/** All in which a request is not what Microsoft publishes of it, a sentence each. */
export const faultsOf = ({ name, verb, path, query, headers, bytes }: Asked): string[] => {
  const operation = OPERATIONS[name];
  if (!operation) return [`${name} is no published request`];
  const { shows, body, paths, query: options = [], headers: known = [] } = operation;
  const faults: string[] = [];
  if (operation.verb !== verb) faults.push(`it is asked by ${operation.verb}, not ${verb}`);
  if (!paths.some((one) => patternOf(one).test(path))) faults.push(`${path} is none of its paths`);
  for (const [option, value] of query) {
    if (!options.includes(option)) faults.push(`it has no query option ${option}`);
    else if (option === '$select')
      for (const one of value.split(','))
        if (!propertiesOf(shows!)!.has(one) && !one.startsWith('@')) faults.push(`${shows} has no property ${one}`);
    if (option === '$expand' && !propertiesOf(shows!)!.has(/^\w+/.exec(value)![0]))
      faults.push(`${shows} has nothing to expand in ${value}`);
  }
  for (const header of Object.keys(headers))
    if (!COMMON.test(header) && !known.includes(header)) faults.push(`it has no header ${header}`);
  // 411 without it, also where there is no body: https://github.com/microsoftgraph/microsoft-graph-docs/pull/2262
  const isSized = !('host' in headers) || 'content-length' in headers || 'transfer-encoding' in headers;
  if (verb !== 'GET' && verb !== 'DELETE' && !isSized) faults.push('it does not say how long it is');
  return [...faults, ...faultsOfBody(body, bytes, headers['content-type'] ?? '')];
};

const faultsOfBody = (body: (typeof OPERATIONS)[string]['body'], bytes: Buffer, type: string): string[] => {
  if (body === 'bytes') return [];
  const text = bytes.toString('utf8').trim();
  if (!body) return text === '' || text === '{}' ? [] : ['it takes no body'];
  if (text === '') return [];
  if (!/^application\/json\b/i.test(type)) return [`a body of JSON is sent as ${type || 'nothing'}`];
  const value = JSON.parse(text) as unknown;
  if ('resource' in body) return faultsOfType(body.resource, value, '');
  return Object.entries(value as object).flatMap(([key, item]) => {
    const parameter = body.parameters[key];
    if (parameter === undefined) return [`it has no parameter ${key}`];
    return item === null ? [] : faultsOfType(parameter, item, key);
  });
};
