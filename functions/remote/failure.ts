/** What is known of a request that failed, whoever it was sent to. */
export interface Failure {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** The service's words, or the network's. */
  readonly message: string;
  /** The service's most detailed code; '' without one. */
  readonly reason: string;
  /** The system's code of a network error; '' where an answer came. */
  readonly code: string;
  /** Milliseconds that Retry-After asks for. */
  readonly retryAfter: number | null;
  readonly cause: unknown;
}

/** The innermost code: a fetch that failed says so, and its cause says why. Time that was up has a name instead. */
export const networkCodeOf = (thrown: unknown): string => {
  let code = '';
  for (let error = thrown; isObject(error); error = (error as { readonly cause?: unknown }).cause) {
    const { code: own, name } = error as { readonly code?: unknown; readonly name?: unknown };
    if (typeof own === 'string') code = own;
    // Of what `AbortSignal.timeout` ends, fetch says the first and node-fetch, beneath gaxios, the second; nothing else is aborted.
    else if (name === 'TimeoutError' || name === 'AbortError') code = 'ETIMEDOUT';
  }
  return code;
};

export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Seconds or an HTTP date (RFC 9110, 10.2.3), as milliseconds from now. */
export const retryAfterOf = (header: string | null | undefined, now: number): number | null => {
  if (!header) return null;
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? null : Math.max(0, wait);
};

const PASSING = [408, 429, 500, 502, 503, 504];

/** What passes by itself, whoever was asked: a server that is busy or away, and a network that broke. */
export const passes = (failure: Failure): boolean => PASSING.includes(failure.status) || isNetwork(failure);

/** Refused, or never there: what was asked for was surely not done. After anything else it may have been. */
export const wasRefused = (failure: Failure): boolean =>
  (failure.status >= 400 && failure.status < 500 && failure.status !== 408) || neverArrived(failure);

/** A request that failed, and how. Each service has its own. */
export class FailedRequest<F extends Failure> extends Error {
  readonly failure: F;
  constructor(failure: F) {
    super(failure.message, { cause: failure.cause });
    this.name = new.target.name;
    this.failure = failure;
  }
}

const NOT_CONNECTED = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

/** Nobody was reached, so nothing was changed. */
const neverArrived = ({ code }: Failure): boolean => NOT_CONNECTED.includes(code);

/** A connection that was not made, or broke. */
const isNetwork = ({ status, code }: Failure): boolean => status === 0 && code !== '';
