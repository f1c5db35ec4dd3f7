/** Requests to Feishu or Lark: the app's token, repeats of what may pass, and what an answer without a proper end means. */
import { FailedRequest, type Failure, isObject, networkCodeOf, passes, wasRefused } from '../../remote/failure.ts';
import { createMinutes } from '../../remote/pace.ts';
import { createPatience, type PatienceOptions, type Time } from '../../remote/patience.ts';

export interface FeishuApp {
  /** `https://open.feishu.cn`, without a slash at its end. */
  readonly host: string;
  readonly id: string;
  readonly secret: string;
}

/** A request that failed. `reason`: Feishu's code; '' where it did not say one. */
export interface FeishuFailure extends Failure {
  /** Nothing was asked of Feishu but who we are. */
  readonly isSignIn: boolean;
}

export class FeishuRefused extends FailedRequest<FeishuFailure> {
  /** An answer to this or an earlier attempt got lost: what was asked for may have been done all the same. */
  readonly mayBeDone: boolean;
  constructor(failure: FeishuFailure, mayBeDone: boolean) {
    super(failure);
    this.mayBeDone = mayBeDone;
  }
}

export interface FeishuCall {
  readonly method: 'GET' | 'POST';
  /** After `/open-apis`, with its query. */
  readonly path: string;
  readonly body?: unknown;
}

export interface FeishuClient {
  readonly time: Time;
  /** What an answer holds as `data`. Repeated while it may pass, as each of these may be made twice. Throws FeishuRefused. */
  ask<T>(call: FeishuCall): Promise<T>;
  /** Signs in, and no more. Throws FeishuRefused. */
  signIn(): Promise<void>;
}

/** A token ends after at most two hours, and is the same until half an hour of it is left: F/server-docs/authentication-management */
const RENEWED_BEFORE = 5 * 60_000;

/** https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code: no token, an invalid one, one that ended. */
const TOKEN_CODES: ReadonlySet<string> = new Set(['99991661', '99991663', '99991664', '99991668', '99991677']);

/** Too often: of the interface (…/frequency-control), and to one person (…/im-v1/message/create). The last: it is being sent. */
const WAIT_CODES: ReadonlySet<string> = new Set(['99991400', '230020', '230049']);

/** A minute takes 1,000 of each interface, and a second 50, which one after the other never reaches. */
const PER_MINUTE = 900;
const TIMEOUT = 30_000;

interface Answer {
  readonly code: number;
  readonly msg?: string;
}

export const createFeishuClient = (app: FeishuApp, options: PatienceOptions = {}): FeishuClient => {
  const patience = createPatience<FeishuFailure>(mayPass, options);
  const { time } = patience;
  const turn = createMinutes(PER_MINUTE, time);
  let token: { readonly value: string; readonly until: number } | null = null;

  const fetched = async (path: string, init: RequestInit, isSignIn: boolean): Promise<object> => {
    const headers = { ...init.headers, 'Content-Type': 'application/json; charset=utf-8' };
    const signal = AbortSignal.timeout(TIMEOUT);
    const lost = (cause: unknown): never => {
      throw new FeishuRefused(noAnswer(cause, isSignIn), false);
    };
    const response = await fetch(`${app.host}/open-apis${path}`, {
      ...init,
      headers,
      redirect: 'manual',
      signal,
    }).catch(lost);
    const text = await response.text().catch(lost);
    const body = parsed(text);
    if (body?.code === 0 && response.ok) return body;
    throw new FeishuRefused(refusalOf(response, body, isSignIn), false);
  };

  const tokenNow = async (): Promise<string> => {
    if (token && time.now() < token.until) return token.value;
    const init = { method: 'POST', body: JSON.stringify({ app_id: app.id, app_secret: app.secret }) };
    const asked = time.now();
    const given = (await fetched('/auth/v3/tenant_access_token/internal', init, true)) as Answer & {
      readonly tenant_access_token?: unknown;
      readonly expire?: unknown;
    };
    if (typeof given.tenant_access_token !== 'string' || typeof given.expire !== 'number')
      throw new FeishuRefused(noAnswer(new Error('an answer without a token'), true), false);
    token = { value: given.tenant_access_token, until: asked + given.expire * 1000 - RENEWED_BEFORE };
    return token.value;
  };

  const once = async ({ method, path, body }: FeishuCall): Promise<object> => {
    const bearer = await tokenNow();
    await turn();
    const init = { method, headers: { Authorization: `Bearer ${bearer}` } };
    return fetched(path, body === undefined ? init : { ...init, body: JSON.stringify(body) }, false);
  };

  const repeated = async <T>(attempt: () => Promise<T>): Promise<T> => {
    const wait = patience.begin();
    let mayBeDone = false;
    let isRenewed = false;
    for (;;) {
      try {
        const answer = await attempt();
        patience.succeeded();
        return answer;
      } catch (thrown) {
        if (!(thrown instanceof FeishuRefused)) throw thrown;
        const { failure } = thrown;
        mayBeDone ||= !failure.isSignIn && !isSurelyUndone(failure);
        if (TOKEN_CODES.has(failure.reason) && !failure.isSignIn && !isRenewed) {
          isRenewed = true;
          token = null;
          continue;
        }
        if (!(await wait(failure))) throw new FeishuRefused(failure, mayBeDone);
      }
    }
  };

  return {
    time,
    ask: async <T>(call: FeishuCall) => {
      const { data } = (await repeated(() => once(call))) as { readonly data?: unknown };
      return (isObject(data) ? data : {}) as T;
    },
    signIn: async () => {
      token = null;
      await repeated(tokenNow);
    },
  };
};

/** Feishu said no by a code of its own, or nobody was reached. A 5xx may come from something in between. */
const isSurelyUndone = (failure: FeishuFailure): boolean =>
  (failure.reason !== '' && failure.status < 500) || wasRefused(failure);

const mayPass = (failure: FeishuFailure): boolean => WAIT_CODES.has(failure.reason) || passes(failure);

const parsed = (text: string): (Answer & object) | null => {
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) && typeof (body as { readonly code?: unknown }).code === 'number' ? (body as Answer) : null;
  } catch {
    return null;
  }
};

/** What is neither 2xx with code 0 nor a code of Feishu's comes from something in between, and passes as a bad gateway does. */
const BAD_GATEWAY = 502;

const refusalOf = ({ status, headers }: Response, body: Answer | null, isSignIn: boolean): FeishuFailure => {
  const seconds = Number(headers.get('x-ogw-ratelimit-reset') ?? headers.get('retry-after') ?? Number.NaN);
  return {
    status: body === null && status < 400 ? BAD_GATEWAY : status,
    message: body?.msg ?? `HTTP ${status}`,
    reason: body === null || body.code === 0 ? '' : String(body.code),
    code: '',
    retryAfter: Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : null,
    cause: undefined,
    isSignIn,
  };
};

const noAnswer = (cause: unknown, isSignIn: boolean): FeishuFailure => ({
  status: 0,
  message: cause instanceof Error ? cause.message : String(cause),
  reason: '',
  // A connection that breaks within an answer has no code of its own everywhere.
  code: networkCodeOf(cause) || 'ECONNRESET',
  retryAfter: null,
  cause,
  isSignIn,
});
