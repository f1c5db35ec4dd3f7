/** A failed Graph request: its codes, and whether it may pass or was never done. */
import { type Failure, isObject, networkCodeOf, passes, retryAfterOf, wasRefused } from '../remote/failure.ts';

/**
 * A request to Graph that failed. `reason` is the first code inside that says more than the outermost: some only repeat it,
 * or the status in words (`conflictUncategorized`).
 */
export interface GraphFailure extends Failure {
  /** All codes, outermost first, as they were sent. */
  readonly codes: readonly string[];
  /** Nothing was asked of Graph: there was no token to be had. */
  readonly signingIn: boolean;
}

interface ErrorBody {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly innerError?: unknown;
  readonly innererror?: unknown;
}

/** An answer that says no. `body` is what came with it: Graph's JSON, sign-in's (RFC 6749, 5.2), or anything else. */
export const refusalOf = (status: number, headers: Headers, body: unknown, now: number): GraphFailure => {
  const error = isObject(body) ? (body as { readonly error?: unknown }).error : undefined;
  const codes = typeof error === 'string' ? [error] : codesOf(error);
  const said = isObject(error)
    ? (error as ErrorBody).message
    : (body as { error_description?: unknown } | null)?.error_description;
  return {
    status,
    message: typeof said === 'string' ? said : `HTTP ${status}`,
    reason: codes.slice(1).find((code) => code !== codes[0] && !/uncategorized$/i.test(code)) ?? codes[0] ?? '',
    codes,
    signingIn: false,
    code: '',
    retryAfter: retryAfterOf(headers.get('retry-after'), now),
    cause: undefined,
  };
};

/** No answer came: the network's error, or a time that was up. */
export const noAnswer = (thrown: unknown): GraphFailure => ({
  status: 0,
  message: thrown instanceof Error ? thrown.message : String(thrown),
  reason: '',
  codes: [],
  signingIn: false,
  code: networkCodeOf(thrown),
  retryAfter: null,
  cause: thrown,
});

/** What a log shows as the reason of an error that people read. */
export const causeOf = ({ cause, status, codes, message }: GraphFailure): unknown =>
  cause ?? new Error(`${status} ${codes.join(' › ')} ${message}`);

/** Graph writes `innerError` and `innererror`: https://learn.microsoft.com/graph/errors */
const codesOf = (error: unknown): string[] => {
  const codes: string[] = [];
  for (let at = error; isObject(at); at = (at as ErrorBody).innerError ?? (at as ErrorBody).innererror) {
    const { code } = at as ErrorBody;
    if (typeof code === 'string' && code !== '') codes.push(code);
  }
  return codes;
};

export const says = ({ codes }: GraphFailure, ...wanted: readonly string[]): boolean =>
  codes.some((code) => wanted.some((one) => one.toLowerCase() === code.toLowerCase()));

/** Too many requests, or too much, by whatever clock Microsoft counts: 509 is SharePoint's bandwidth. */
export const isThrottled = (failure: GraphFailure): boolean =>
  failure.status === 429 ||
  failure.status === 509 ||
  says(failure, 'activityLimitReached', 'throttledRequest', 'tooManyRequestsUncategorized');

/** Somebody has the file open or checked out, or another program holds it. */
export const isLocked = (failure: GraphFailure): boolean =>
  failure.status === 423 || says(failure, 'resourceLocked', 'accessConflict', 'invalidSessionAccessConflict');

/**
 * Excel's service does not let the app in, whatever Graph itself allows:
 * https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/1311
 */
export const isExcelClosed = ({ status, message }: GraphFailure): boolean =>
  status === 403 && /\bWAC access token\b/i.test(message);

/**
 * Another upload session for the file is open: somebody's, or one that a process left behind when it died. Seen for a file
 * that is open in Excel for the web, too. https://github.com/OneDrive/onedrive-api-docs/issues/747,
 * https://github.com/microsoftgraph/msgraph-sdk-java/issues/366
 */
export const isUploadUnderWay = (failure: GraphFailure): boolean =>
  failure.status === 409 && says(failure, 'nameAlreadyExists');

/**
 * What a later attempt may bring: https://learn.microsoft.com/graph/throttling and, for codes inside the first,
 * https://learn.microsoft.com/graph/workbook-error-handling.
 */
export const mayPass = (failure: GraphFailure): boolean =>
  isThrottled(failure) ||
  isLocked(failure) ||
  failure.status === 425 ||
  passes(failure) ||
  says(failure, 'transientFailure', 'serviceNotAvailable', 'serviceReadOnly', 'resourceBeingProvisioned');

/**
 * Whether a request that changes something surely changed nothing: it was refused, or never arrived. After anything else,
 * a 503 or 504 above all, it may have been made.
 */
export const surelyUndone = (failure: GraphFailure): boolean =>
  failure.signingIn || isThrottled(failure) || wasRefused(failure);
