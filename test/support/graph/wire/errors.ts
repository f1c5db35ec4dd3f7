import type { Refusal } from './script.ts';

interface Details {
  /** The second-level code. */
  readonly inner?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The client sent what no real server takes, so its test fails. */
  readonly violation?: boolean;
}

/** An error as Graph answers it; https://learn.microsoft.com/en-us/graph/errors */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  readonly inner: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly violation: boolean;

  constructor(status: number, code: string, message: string, { inner, headers = {}, violation = false }: Details = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.inner = inner;
    this.headers = headers;
    this.violation = violation;
  }

  /** The body; `innerError` also says when, and the ids under which Microsoft would find the request. */
  body(when: number, requestId: string, clientRequestId: string): object {
    const { code, message, inner } = this;
    // The Workbook API says its own code once more on the third level.
    const innerError = {
      ...(inner && { code: inner, message, innerError: { code, message } }),
      date: new Date(when).toISOString().slice(0, 19),
      'request-id': requestId,
      'client-request-id': clientRequestId,
    };
    return { error: { code, message, innerError } };
  }
}

/** What no real server takes. */
export const badRequest = (message: string, code = 'BadRequest'): GraphError =>
  new GraphError(400, code, message, { violation: true });

/** What the fake does not simulate is said loudly: it must not pass for an answer of Microsoft's. */
export const notSimulated = (what: string): GraphError =>
  new GraphError(501, 'notImplemented', `The fake does not simulate ${what}`, { violation: true });

/** The usual code and words of a status; https://learn.microsoft.com/en-us/graph/errors */
const USUAL: Readonly<Record<Refusal['status'], readonly [code: string, message: string]>> = {
  400: ['invalidRequest', 'Invalid request'],
  401: ['InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.'],
  403: ['accessDenied', 'Access denied'],
  404: ['itemNotFound', 'The resource could not be found.'],
  408: ['timeout', 'Request timed out.'],
  409: ['conflict', 'The current state conflicts with what the request expects.'],
  410: ['resyncRequired', 'Resync required.'],
  412: ['resourceModified', 'ETag does not match current item’s value'],
  413: ['requestEntityTooLarge', 'The request is too large.'],
  423: ['resourceLocked', 'The resource you are attempting to access is locked'],
  429: ['activityLimitReached', 'The request has been throttled'],
  500: ['generalException', 'An unspecified error has occurred.'],
  501: ['notSupported', 'The request is not supported by the system.'],
  502: ['BadGateway', 'Bad gateway.'],
  503: ['serviceNotAvailable', 'The service is not available. Try the request again after a delay.'],
  504: ['UnknownError', 'Gateway timeout.'],
  507: ['quotaLimitReached', 'The user has reached their quota limit.'],
  509: ['bandwidthLimitExceeded', 'Your app has been throttled for exceeding the maximum bandwidth cap.'],
};

/** The error that a script asks for. */
export const scripted = ({ status, code, inner, retryAfter }: Refusal): GraphError => {
  const [usual, message] = USUAL[status];
  return new GraphError(status, code ?? usual, message, {
    ...(inner && { inner }),
    ...(retryAfter !== undefined && { headers: { 'retry-after': String(retryAfter) } }),
  });
};
