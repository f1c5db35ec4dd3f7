/** A failed request to a Google API: its reason, whether it may pass, and whether it was never done. */
import { type Failure, isObject, networkCodeOf, passes, retryAfterOf, wasRefused } from '../remote/failure.ts';

/** The parts of gaxios' error that are looked at; anything may have been thrown. */
interface Thrown {
  readonly message?: string;
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

/** `reason`: google.rpc.ErrorInfo's, the older form's, or OAuth's error code. */
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
    code: response ? '' : networkCodeOf(thrown),
    retryAfter: retryAfterOf(response?.headers?.get('retry-after'), now),
    cause: thrown,
  };
};

const BAD_GATEWAY = 502;

/**
 * An answer of Google's is JSON, or empty. What else comes with 200 was written by something in between, as a bad gateway
 * would: whatever was asked may have been done, and nothing that it says is to be believed.
 */
export const dataOf = <T>({ data }: { readonly data: T }): T => {
  if ((typeof data === 'string' && data !== '') || data instanceof Blob)
    throw Object.assign(new Error('The answer is none of Google’s.'), { response: { status: BAD_GATEWAY } });
  return data;
};

/** Too many requests, by whatever clock Google counts them. */
export const isQuota = ({ status, reason }: Failure) =>
  status === 429 || /rateLimitExceeded|RATE_LIMIT_EXCEEDED/i.test(reason);

/**
 * What a later attempt may bring: https://developers.google.com/workspace/sheets/api/limits,
 * https://developers.google.com/workspace/gmail/api/guides/handle-errors and AIP-194.
 */
export const mayPassAtGoogle = (failure: Failure): boolean => isQuota(failure) || passes(failure);

/**
 * Whether a request that changes something surely changed nothing: it was refused, or never arrived. After anything else
 * it may have been applied, as https://github.com/googleapis/google-api-python-client/issues/1064 shows.
 */
export const surelyUndoneAtGoogle = (failure: Failure): boolean => isQuota(failure) || wasRefused(failure);

/** What google-auth-library throws where a machine has no credentials at all. */
export const hasNoCredentials = ({ message }: Failure) => /could not load the default credentials/i.test(message);
