import * as wire from '../../wire/script.ts';

/** Methods are named as in Google's reference: `spreadsheets.get`. */
export type ApiName = 'sheets' | 'gmail' | 'tasks' | 'oauth' | 'iam';

/** Answered in Google's form. */
interface Refusal extends wire.Refusal {
  readonly status: 401 | 403 | 404 | 408 | 413 | 429 | 500 | 502 | 503 | 504;
}

export type How = wire.How<Refusal>;
export type Fault = wire.Fault<ApiName, Refusal>;
export type Meanwhile = wire.Meanwhile<ApiName>;

export class Script extends wire.Script<ApiName, Refusal> {}
