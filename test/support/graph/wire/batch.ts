import type { Reports } from '../reports.ts';
import { badRequest } from './errors.ts';
import type { Answer, Route, Sent, Service } from './serve.ts';

/** https://learn.microsoft.com/en-us/graph/json-batching#batch-size-limitations */
const MOST = 20;

interface Part {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly dependsOn?: readonly string[];
}

const SHAPE = {
  requests: [
    { id: 'string', method: 'string', url: 'string', 'headers?': 'any', 'body?': 'any', 'dependsOn?': 'strings' },
  ],
} as const;

/**
 * Refused without a body, all of the batch, also where the same request by itself takes none:
 * https://github.com/microsoftgraph/msgraph-sdk-dotnet/issues/2628, https://github.com/Softeria/ms-365-mcp-server/pull/683
 */
const WRITES = ['POST', 'PATCH', 'PUT'];

/** Nobody sends these with a body. */
const BODILESS = ['GET', 'DELETE'];

const check = (parts: readonly Part[], { bodylessParts }: Readonly<Reports>): void => {
  if (parts.length === 0 || parts.length > MOST)
    throw badRequest(`Number of batch request steps exceeds the max value of ${MOST}.`);
  const ids = new Set(parts.map(({ id }) => id.toLowerCase()));
  if (ids.size < parts.length) throw badRequest('Request Id has to be unique in a batch.');
  const before = new Set<string>();
  for (const { id, method, url, dependsOn = [], body, headers = {} } of parts) {
    // Only those before it: https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_BatchRequest
    for (const other of dependsOn)
      if (!before.has(other.toLowerCase())) throw badRequest(`Invalid dependsOn of request ${id}: ${other}`);
    before.add(id.toLowerCase());
    if (!/^\/(?!v1\.0\/|beta\/)/.test(url))
      throw badRequest(`The URL of request ${id} is not relative to the version: ${url}`);
    if (body !== undefined && BODILESS.includes(method.toUpperCase()))
      throw badRequest(`Request ${id} is a ${method}, and has a body.`);
    const hasType = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
    if (body !== undefined ? !hasType : bodylessParts === 'refused' && WRITES.includes(method.toUpperCase()))
      throw badRequest(`Write request id : ${id} does not contain Content-Type header or body.`);
  }
};

/** The parts in an order that their dependencies allow; those that name none run the last first: nobody may count on an order. */
const ordered = (parts: readonly Part[]): Part[] => {
  const open = [...parts].reverse();
  const done = new Set<string>();
  const order: Part[] = [];
  while (open.length > 0) {
    const at = open.findIndex(({ dependsOn = [] }) => dependsOn.every((id) => done.has(id)));
    if (at < 0) throw badRequest('The requests of the batch wait for each other.');
    const [part] = open.splice(at, 1);
    done.add(part!.id);
    order.push(part!);
  }
  return order;
};

/** Whether one of them waits, however far around, for the other. */
const follows = (parts: readonly Part[], later: Part, earlier: Part): boolean =>
  (later.dependsOn ?? []).some((id) => {
    if (id === earlier.id) return true;
    const between = parts.find((part) => part.id === id);
    return between !== undefined && follows(parts, between, earlier);
  });

/** https://learn.microsoft.com/en-us/graph/workbook-best-practice#throttling-and-concurrency */
const checkWorkbooks = (parts: readonly Part[], violations: string[]): void => {
  const sessionOf = ({ headers = {} }: Part) =>
    Object.entries(headers).find(([name]) => name.toLowerCase() === 'workbook-session-id')?.[1];
  for (const [i, a] of parts.entries())
    for (const b of parts.slice(i + 1)) {
      const session = sessionOf(a);
      if (session === undefined || session !== sessionOf(b)) continue;
      if (!follows(parts, a, b) && !follows(parts, b, a))
        violations.push(
          `graph $batch: ${a.id} and ${b.id} are of one workbook session, and neither waits for the other`,
        );
    }
};

const bytesOf = (body: unknown): Buffer => {
  if (body === undefined) return Buffer.alloc(0);
  return typeof body === 'string' ? Buffer.from(body, 'base64') : Buffer.from(JSON.stringify(body));
};

/** Several requests as one: https://learn.microsoft.com/en-us/graph/json-batching */
export const batchRoute = (
  dispatch: () => Service['dispatch'],
  reports: Readonly<Reports>,
  violations: string[],
): Route => ({
  name: 'batch',
  verb: 'POST',
  path: '$batch',
  body: { type: 'batchRequestContent', shape: SHAPE },
  roles: 'any',
  handle: async ({ body }, { headers: { authorization = '' } }): Promise<Answer> => {
    const { requests } = body as { requests: readonly Part[] };
    check(requests, reports);
    checkWorkbooks(requests, violations);
    const failed = new Set<string>();
    const responses: object[] = [];
    for (const part of ordered(requests)) {
      if (part.dependsOn?.some((id) => failed.has(id))) {
        failed.add(part.id);
        const error = { code: 'FailedDependency', message: 'A request that this one depends on failed.' };
        responses.push({ id: part.id, status: 424, headers: {}, body: { error } });
        continue;
      }
      const answer = await dispatch()(sentOf(part, authorization));
      if (answer.status >= 400) failed.add(part.id);
      const content = Buffer.isBuffer(answer.body) ? answer.body.toString('base64') : answer.body;
      const shown = content === undefined ? {} : { body: content };
      responses.push({ id: part.id, status: answer.status, headers: answer.headers ?? {}, ...shown });
    }
    return { status: 200, body: { responses } };
  },
});

const sentOf = ({ method, url, headers = {}, body }: Part, authorization: string): Sent => {
  const [path = '', search = ''] = url.replace(/^\//, '').split('?', 2);
  return {
    verb: method.toUpperCase(),
    path,
    query: new URLSearchParams(search),
    headers: {
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])),
      authorization,
    },
    bytes: bytesOf(body),
  };
};
