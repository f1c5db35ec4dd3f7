import * as wire from '../../wire/script.ts';

/**
 * `graph`: methods are named as their pages in Microsoft's reference (`driveitem-put-content`, `range-update`).
 * `storage`: `download`, `upload`, `upload-status`, `upload-cancel`, at URLs that need no sign-in. `login`: `token`.
 */
export type ApiName = 'graph' | 'storage' | 'login';

/** Answered in Graph's form. */
export interface Refusal extends wire.Refusal {
  readonly status:
    | 400
    | 401
    | 403
    | 404
    | 408
    | 409
    | 410
    | 412
    | 413
    | 423
    | 429
    | 500
    | 501
    | 502
    | 503
    | 504
    | 507
    | 509;
  /** The error's code; the usual one of the status unless told. */
  readonly code?: string;
  /** The second-level code: `error.innerError.code`. */
  readonly inner?: string;
}

export type How = wire.How<Refusal>;
export type Fault = wire.Fault<ApiName, Refusal>;
export type Meanwhile = wire.Meanwhile<ApiName>;

export class Script extends wire.Script<ApiName, Refusal> {}
