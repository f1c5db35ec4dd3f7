/** What is known of a request that failed. */
export interface Failure {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** Google's words, or the network's. */
  readonly message: string;
  /** google.rpc.ErrorInfo's reason, the older form's, or OAuth's error code. */
  readonly reason: string;
  /** The system's code of a network error. */
  readonly code: string;
  /** Milliseconds that Retry-After asks for. */
  readonly retryAfter: number | null;
  readonly cause: unknown;
}

/** The parts of gaxios' error that are looked at; anything may have been thrown. */
interface Thrown {
  readonly message?: string;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly response?: { readonly status?: number; readonly headers?: Headers; readonly data?: unknown };
}

/** AIP-193's body, the older form with `errors`, or OAuth's (RFC 6749, 5.2). */
interface Body {
  readonly error?:
    | string
    | {
        readonly message?: string;
        readonly errors?: readonly { readonly reason?: string }[];
        readonly details?: readonly { readonly reason?: string }[];
      };
  readonly error_description?: string;
}

export const failureOf = (thrown: unknown, now: number): Failure => {
  const { message = '', response } = (thrown ?? {}) as Thrown;
  const { error, error_description } = (isObject(response?.data) ? response.data : {}) as Body;
  const body = typeof error === 'object' ? error : undefined;
  return {
    status: response?.status ?? 0,
    message: body?.message ?? error_description ?? message,
    reason:
      typeof error === 'string'
        ? error
        : (body?.details?.find(({ reason }) => reason)?.reason ?? body?.errors?.[0]?.reason ?? ''),
    code: response ? '' : codeOf(thrown),
    retryAfter: waitOf(response?.headers?.get('retry-after'), now),
    cause: thrown,
  };
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The innermost code: a fetch that failed says so, and its cause says why. */
const codeOf = (thrown: unknown): string => {
  let code = '';
  for (let error = thrown as Thrown | undefined; isObject(error); error = error.cause as Thrown | undefined) {
    if (typeof error.code === 'string') code = error.code;
  }
  return code;
};

/** Seconds or an HTTP date (RFC 9110, 10.2.3), as milliseconds from now. */
const waitOf = (header: string | null | undefined, now: number): number | null => {
  if (!header) return null;
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? null : Math.max(0, wait);
};

const NOT_CONNECTED = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];
const LATER = [408, 429, 500, 502, 503, 504];

/** Too many requests, by whatever clock Google counts them. */
export const isQuota = ({ status, reason }: Failure) =>
  status === 429 || /rateLimitExceeded|RATE_LIMIT_EXCEEDED/i.test(reason);

/**
 * What a later attempt may bring: https://developers.google.com/workspace/sheets/api/limits,
 * https://developers.google.com/workspace/gmail/api/guides/handle-errors and AIP-194.
 */
export const mayPass = (failure: Failure): boolean =>
  isQuota(failure) || LATER.includes(failure.status) || (failure.status === 0 && failure.code !== '');

/**
 * Whether a request that changes something surely changed nothing: it was refused, or never arrived. After anything else
 * it may have been applied, as https://github.com/googleapis/google-api-python-client/issues/1064 shows.
 */
export const surelyUndone = (failure: Failure): boolean =>
  isQuota(failure) ||
  (failure.status >= 400 && failure.status < 500 && failure.status !== 408) ||
  NOT_CONNECTED.includes(failure.code);

/** What google-auth-library throws where a machine has no credentials at all. */
export const hasNoCredentials = ({ message }: Failure) => /could not load the default credentials/i.test(message);
