/** Requests to Feishu or Lark: the app's token, repeats of what may pass, and what an answer without a proper end means. */
import { isObject, passes, wasRefused } from '../../remote/failure.ts';
import { createMinutes } from '../../remote/pace.ts';
import { createPatience, type PatienceOptions, type Time } from '../../remote/patience.ts';
import { createSignedIn, type SignedInFailure, SignedInRefused, unanswered } from '../../remote/signed-in.ts';

export interface FeishuApp {
  /** `https://open.feishu.cn`, without a slash at its end. */
  readonly host: string;
  readonly id: string;
  readonly secret: string;
}

export interface FeishuCall {
  readonly method: 'GET' | 'POST';
  /** After `/open-apis`, with its query. */
  readonly path: string;
  readonly body?: unknown;
}

export interface FeishuClient {
  readonly time: Time;
  /** What an answer holds as `data`. Repeated while it may pass, as each of these may be made twice. Throws SignedInRefused. */
  ask<T>(call: FeishuCall): Promise<T>;
  /** Signs in, and no more. Throws SignedInRefused. */
  signIn(): Promise<void>;
}

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
  const patience = createPatience<SignedInFailure>(mayPass, options);
  const { time } = patience;
  const turn = createMinutes(PER_MINUTE, time);

  const fetched = async (path: string, init: RequestInit, isSignIn: boolean): Promise<object> => {
    const headers = { ...init.headers, 'Content-Type': 'application/json; charset=utf-8' };
    const signal = AbortSignal.timeout(TIMEOUT);
    const lost = (cause: unknown): never => {
      throw new SignedInRefused(unanswered(cause, isSignIn), false);
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
    throw new SignedInRefused(refusalOf(response, body, isSignIn), false);
  };

  // A token ends after at most two hours, and is the same until half an hour of it is left: F/server-docs/authentication-management
  const signedIn = createSignedIn({
    patience,
    ofToken: TOKEN_CODES,
    isSurelyUndone,
    signIn: async () => {
      const init = { method: 'POST', body: JSON.stringify({ app_id: app.id, app_secret: app.secret }) };
      const given = (await fetched('/auth/v3/tenant_access_token/internal', init, true)) as {
        readonly tenant_access_token?: unknown;
        readonly expire?: unknown;
      };
      return { token: given.tenant_access_token, seconds: given.expire };
    },
  });

  const once = async ({ method, path, body }: FeishuCall): Promise<object> => {
    const bearer = await signedIn.token();
    await turn();
    const init = { method, headers: { Authorization: `Bearer ${bearer}` } };
    return fetched(path, body === undefined ? init : { ...init, body: JSON.stringify(body) }, false);
  };

  return {
    time,
    ask: async <T>(call: FeishuCall) => {
      const { data } = (await signedIn.repeated(() => once(call))) as { readonly data?: unknown };
      return (isObject(data) ? data : {}) as T;
    },
    signIn: signedIn.signIn,
  };
};

/** Feishu said no by a code of its own, or nobody was reached. A 5xx may come from something in between. */
const isSurelyUndone = (failure: SignedInFailure): boolean =>
  (failure.reason !== '' && failure.status < 500) || wasRefused(failure);

const mayPass = (failure: SignedInFailure): boolean => WAIT_CODES.has(failure.reason) || passes(failure);

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

const refusalOf = ({ status, headers }: Response, body: Answer | null, isSignIn: boolean): SignedInFailure => {
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
