/** Google's canonical codes with their HTTP status; https://google.aip.dev/193, https://cloud.google.com/apis/design/errors */
const HTTP = {
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  RESOURCE_EXHAUSTED: 429,
  INTERNAL: 500,
  UNIMPLEMENTED: 501,
  UNAVAILABLE: 503,
} as const;

export type Status = keyof typeof HTTP;

/** An error as a Google API answers it. `violation`: the client sent what no real server takes, so its test fails. */
export class GoogleError extends Error {
  readonly status: Status;
  readonly details: readonly object[];
  readonly violation: boolean;

  constructor(status: Status, message: string, details: readonly object[] = [], violation = false) {
    super(message);
    this.status = status;
    this.details = details;
    this.violation = violation;
  }

  get code(): number {
    return HTTP[this.status];
  }

  /**
   * The body. Gmail still answers in the older form with `errors`, the others in the newer with `details`:
   * https://developers.google.com/gmail/api/guides/handle-errors
   */
  body(legacy?: { readonly domain: string; readonly reason: string }): object {
    const { code, message, status, details } = this;
    const errors = legacy && [{ message, ...legacy }];
    return { error: { code, message, ...(errors && { errors }), status, ...(details.length > 0 && { details }) } };
  }
}

/** A body or a query that names or holds something the API does not know; one sentence for each finding. */
export const badRequest = (violations: readonly { readonly field: string; readonly description: string }[]) =>
  new GoogleError(
    'INVALID_ARGUMENT',
    violations.map(({ description }) => description).join('\n'),
    [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: violations }],
    true,
  );

export const invalid = (message: string): GoogleError => new GoogleError('INVALID_ARGUMENT', message);

export const notFound = (): GoogleError => new GoogleError('NOT_FOUND', 'Requested entity was not found.');

export const forbidden = (): GoogleError => new GoogleError('PERMISSION_DENIED', 'The caller does not have permission');

/** What the fake does not simulate is said loudly: it must not pass for an answer of Google's. */
export const notSimulated = (what: string): GoogleError =>
  new GoogleError('UNIMPLEMENTED', `The fake does not simulate ${what}`, [], true);
