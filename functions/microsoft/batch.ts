/** Several Graph requests in one, up to twenty. */
import type { GraphCall, Headers, Operation } from './client.ts';
import { type GraphFailure, mayPass, refusalOf, surelyUndone } from './failure.ts';

/** One of several requests that travel together. */
export interface BatchRequest {
  /** Unique in its batch. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** After the version, made with `path`. */
  readonly url: string;
  readonly headers?: Headers;
  readonly body?: unknown;
  /** Ids of those that have to be done before; for requests of one workbook session that is always the one before. */
  readonly dependsOn?: readonly string[];
}

export type BatchAnswer =
  | {
      readonly ok: true;
      readonly body: unknown;
      /** Where to ask how it goes on, of what was only accepted (202). */
      readonly location: string | null;
    }
  | { readonly ok: false; readonly failure: GraphFailure };

/** https://learn.microsoft.com/graph/json-batching */
export const BATCH_LIMIT = 20;

interface Part {
  readonly id: string;
  readonly status: number;
  readonly headers?: Headers;
  readonly body?: unknown;
}

export interface BatchSending extends GraphCall {
  /** What is answered at once though it may pass: whoever asked knows something better than repeating it. */
  readonly isFinal?: (id: string, failure: GraphFailure) => boolean;
}

/** One that was not tried, since another that it depends on failed. */
const FAILED_DEPENDENCY = 424;

/**
 * Sends up to 20 requests as one and answers each by its id. What may pass and surely changed nothing is repeated, with all
 * that waited for it; `again`: also what may have been done. Throws as Operation.post does when all of them failed together.
 */
export const batch = async (
  operation: Operation,
  requests: readonly BatchRequest[],
  now: () => number,
  { isFinal = () => false, ...sending }: BatchSending = {},
): Promise<ReadonlyMap<string, BatchAnswer>> => {
  const answers = new Map<string, BatchAnswer>();
  let open = requests;
  while (open.length > 0) {
    const ids = new Set(open.map(({ id }) => id));
    const { responses } = await operation.post<{ readonly responses: readonly Part[] }>(
      '/$batch',
      { requests: open.map((request) => written(request, ids)) },
      sending,
    );
    for (const part of responses) answers.set(part.id, answerOf(part, now()));
    const failures = open.flatMap(({ id }) => {
      const answer = answers.get(id);
      return answer && !answer.ok && answer.failure.status !== FAILED_DEPENDENCY ? [{ id, ...answer }] : [];
    });
    const passing = failures.flatMap(({ id, failure }) => {
      const mayRepeat = mayPass(failure) && !isFinal(id, failure) && (sending.again || surelyUndone(failure));
      return mayRepeat ? [failure] : [];
    });
    // Where one failed for good, or nobody knows, whoever asked decides about the rest.
    if (passing.length === 0 || passing.length < failures.length) return answers;
    await operation.pause(longest(passing));
    open = open.filter(({ id }) => !answers.get(id)?.ok);
  }
  return answers;
};

/**
 * A part that changes something without a body makes the whole batch a 400, also where that request by itself takes none:
 * https://github.com/microsoftgraph/msgraph-sdk-dotnet/issues/2628
 */
const NOTHING = {};

const written = (request: BatchRequest, ids: ReadonlySet<string>) => {
  const { id, method, url, headers, dependsOn } = request;
  const before = dependsOn?.filter((other) => ids.has(other)) ?? [];
  const body = request.body ?? (method === 'GET' || method === 'DELETE' ? undefined : NOTHING);
  return {
    id,
    method,
    url,
    ...((headers || body !== undefined) && {
      headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
    }),
    ...(body !== undefined && { body }),
    ...(before.length > 0 && { dependsOn: before }),
  };
};

const answerOf = ({ status, headers, body }: Part, now: number): BatchAnswer => {
  const own = new globalThis.Headers(headers ?? {});
  return status >= 200 && status < 300
    ? { ok: true, body, location: own.get('location') }
    : { ok: false, failure: refusalOf(status, own, body, now) };
};

const longest = (failures: readonly GraphFailure[]): GraphFailure =>
  failures.reduce((a, b) => ((b.retryAfter ?? 0) > (a.retryAfter ?? 0) ? b : a));
