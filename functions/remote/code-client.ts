/** Requests to WeCom and DingTalk: a token in the address, refusals as a code in an answer of 200, repeats of the very same bytes. */
import { isObject, passes, wasRefused } from './failure.ts';
import { createMinutes } from './pace.ts';
import { createPatience, type PatienceOptions, type Time } from './patience.ts';
import { createSignedIn, type SignedInFailure, SignedInRefused, unanswered } from './signed-in.ts';

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
  /** Repeated while it may pass, as each of these may be made twice. Throws SignedInRefused. */
  ask(call: CodeCall): Promise<CodeAnswer>;
  /** The same of a question: whatever became of it, nothing has left. */
  look(call: CodeCall): Promise<CodeAnswer>;
  /** Signs in, and no more. Throws SignedInRefused. */
  signIn(): Promise<void>;
}

const TIMEOUT = 30_000;
/** What is neither an answer with a code nor an error of HTTP comes from something in between. */
const BAD_GATEWAY = 502;

export const createCodeClient = (service: CodeService, options: PatienceOptions = {}): CodeClient => {
  const { host, ofToken, passing, unsure } = service;
  const mayPass = (failure: SignedInFailure) =>
    passing.has(failure.reason) || (failure.reason === '' && passes(failure));
  const isSurelyUndone = (failure: SignedInFailure) =>
    failure.reason === '' ? wasRefused(failure) : !unsure.has(failure.reason);
  const patience = createPatience<SignedInFailure>(mayPass, options);
  const { time } = patience;
  const turn = createMinutes(service.perMinute, time);

  /** One attempt. Throws SignedInRefused. */
  const fetched = async (path: string, body: string | null, isSignIn: boolean): Promise<CodeAnswer> => {
    const lost = (cause: unknown): never => {
      throw new SignedInRefused(unanswered(cause, isSignIn), false);
    };
    const response = await fetch(`${host}${path}`, {
      method: body === null ? 'GET' : 'POST',
      ...(body !== null && { body, headers: { 'Content-Type': 'application/json; charset=utf-8' } }),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    }).catch(lost);
    const answer = answerIn(await response.text().catch(lost));
    if (answer?.errcode === 0 && response.ok) return answer;
    throw new SignedInRefused(refusalOf(response.status, answer, isSignIn), false);
  };

  const signedIn = createSignedIn({
    patience,
    ofToken,
    isSurelyUndone,
    signIn: async () => {
      const { access_token: token, expires_in: seconds } = await fetched(service.signIn, null, true);
      return { token, seconds };
    },
  });

  const once = async ({ path, body }: CodeCall): Promise<CodeAnswer> => {
    const value = await signedIn.token();
    await turn();
    return fetched(`${path}${path.includes('?') ? '&' : '?'}access_token=${encodeURIComponent(value)}`, body, false);
  };

  const ask = (call: CodeCall) => signedIn.repeated(() => once(call));
  return {
    time,
    ask,
    look: (call) =>
      ask(call).catch((thrown) => {
        throw thrown instanceof SignedInRefused ? new SignedInRefused(thrown.failure, false) : thrown;
      }),
    signIn: signedIn.signIn,
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

const refusalOf = (status: number, answer: CodeAnswer | null, isSignIn: boolean): SignedInFailure => ({
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
