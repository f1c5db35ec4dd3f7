/** Requests to WeCom and DingTalk: a token in the address, refusals as a code in an answer of 200, repeats of the very same bytes. */
import { FailedRequest, type Failure, isObject, networkCodeOf, passes, wasRefused } from './failure.ts';
import { createMinutes } from './pace.ts';
import { createPatience, type PatienceOptions, type Time } from './patience.ts';

/** A request that failed. `reason`: the service's code; '' where it did not say one. */
export interface CodeFailure extends Failure {
  /** Nothing was asked but who we are. */
  readonly isSignIn: boolean;
}

export class CodeRefused extends FailedRequest<CodeFailure> {
  /** An answer to this or an earlier attempt got lost: what was asked for may have been done all the same. */
  readonly mayBeDone: boolean;
  constructor(failure: CodeFailure, mayBeDone: boolean) {
    super(failure);
    this.mayBeDone = mayBeDone;
  }
}

/** What differs from one of these services to the next. */
export interface CodeService {
  /** `https://qyapi.weixin.qq.com`, without a slash at its end. */
  readonly host: string;
  /** Path and query that answer an `access_token`. */
  readonly signIn: string;
  /** Codes of a token that ended, or is none. */
  readonly ofToken: ReadonlySet<string>;
  /** Codes that pass by themselves. */
  readonly passing: ReadonlySet<string>;
  /** Of these, the codes after which something may have been done all the same. */
  readonly unsure: ReadonlySet<string>;
  readonly perMinute: number;
}

/** What may be asked more than once, as these bytes: `body` is JSON, null for a GET. */
export interface CodeCall {
  /** With its query, where it has one. */
  readonly path: string;
  readonly body: string | null;
}

export type CodeAnswer = Readonly<Record<string, unknown>>;

export interface CodeClient {
  readonly time: Time;
  /** Repeated while it may pass, as each of these may be made twice. Throws CodeRefused. */
  ask(call: CodeCall): Promise<CodeAnswer>;
  /** The same of a question: whatever became of it, nothing has left. */
  look(call: CodeCall): Promise<CodeAnswer>;
  /** Signs in, and no more. Throws CodeRefused. */
  signIn(): Promise<void>;
}

const RENEWED_BEFORE = 5 * 60_000;
const TIMEOUT = 30_000;
/** What is neither an answer with a code nor an error of HTTP comes from something in between. */
const BAD_GATEWAY = 502;

export const createCodeClient = (service: CodeService, options: PatienceOptions = {}): CodeClient => {
  const { host, ofToken, passing, unsure } = service;
  const mayPass = (failure: CodeFailure) => passing.has(failure.reason) || (failure.reason === '' && passes(failure));
  const isSurelyUndone = (failure: CodeFailure) =>
    failure.reason === '' ? wasRefused(failure) : !unsure.has(failure.reason);
  const patience = createPatience<CodeFailure>(mayPass, options);
  const { time } = patience;
  const turn = createMinutes(service.perMinute, time);
  let token: { readonly value: string; readonly until: number } | null = null;

  /** One attempt. Throws CodeRefused. */
  const fetched = async (path: string, body: string | null, isSignIn: boolean): Promise<CodeAnswer> => {
    const lost = (cause: unknown): never => {
      throw new CodeRefused(noAnswer(cause, isSignIn), false);
    };
    const response = await fetch(`${host}${path}`, {
      method: body === null ? 'GET' : 'POST',
      ...(body !== null && { body, headers: { 'Content-Type': 'application/json; charset=utf-8' } }),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    }).catch(lost);
    const answer = answerIn(await response.text().catch(lost));
    if (answer?.errcode === 0 && response.ok) return answer;
    throw new CodeRefused(refusalOf(response.status, answer, isSignIn), false);
  };

  const tokenNow = async (): Promise<string> => {
    if (token && time.now() < token.until) return token.value;
    const asked = time.now();
    const { access_token: value, expires_in: seconds } = await fetched(service.signIn, null, true);
    if (typeof value !== 'string' || typeof seconds !== 'number')
      throw new CodeRefused(noAnswer(new Error('an answer without a token'), true), false);
    token = { value, until: asked + seconds * 1000 - RENEWED_BEFORE };
    return value;
  };

  const once = async ({ path, body }: CodeCall): Promise<CodeAnswer> => {
    const value = await tokenNow();
    await turn();
    return fetched(`${path}${path.includes('?') ? '&' : '?'}access_token=${encodeURIComponent(value)}`, body, false);
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
        if (!(thrown instanceof CodeRefused)) throw thrown;
        const { failure } = thrown;
        mayBeDone ||= !failure.isSignIn && !isSurelyUndone(failure);
        if (ofToken.has(failure.reason) && !failure.isSignIn && !isRenewed) {
          isRenewed = true;
          token = null;
          continue;
        }
        if (!(await wait(failure))) throw new CodeRefused(failure, mayBeDone);
      }
    }
  };

  const ask = (call: CodeCall) => repeated(() => once(call));
  return {
    time,
    ask,
    look: (call) =>
      ask(call).catch((thrown) => {
        throw thrown instanceof CodeRefused ? new CodeRefused(thrown.failure, false) : thrown;
      }),
    signIn: async () => {
      token = null;
      await repeated(tokenNow);
    },
  };
};

const answerIn = (text: string): CodeAnswer | null => {
  try {
    const read: unknown = JSON.parse(text);
    return isObject(read) && typeof (read as CodeAnswer).errcode === 'number' ? { ...read } : null;
  } catch {
    return null;
  }
};

const refusalOf = (status: number, answer: CodeAnswer | null, isSignIn: boolean): CodeFailure => ({
  status: answer === null && status < 400 ? BAD_GATEWAY : status,
  message: typeof answer?.errmsg === 'string' ? answer.errmsg : `HTTP ${status}`,
  reason: answer === null || answer.errcode === 0 ? '' : codeIn(answer),
  code: '',
  retryAfter: null,
  cause: undefined,
  isSignIn,
});

/** DingTalk puts some of its codes below one that only says that there is one. */
const WRAPPED = 88;
const codeIn = ({ errcode, sub_code: own }: CodeAnswer): string =>
  String(errcode === WRAPPED && (typeof own === 'string' || typeof own === 'number') ? own : errcode);

const noAnswer = (cause: unknown, isSignIn: boolean): CodeFailure => ({
  status: 0,
  message: cause instanceof Error ? cause.message : String(cause),
  reason: '',
  // A connection that breaks within an answer has no code of its own everywhere.
  code: networkCodeOf(cause) || 'ECONNRESET',
  retryAfter: null,
  cause,
  isSignIn,
});
