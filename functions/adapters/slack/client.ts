/** Requests to Slack's Web API: one token, repeats, and a message of which no answer came. */
import { FailedRequest, type Failure, networkCodeOf, passes, retryAfterOf, wasRefused } from '../../remote/failure.ts';
import { createPatience, type PatienceOptions, type Time } from '../../remote/patience.ts';
import { saidOf } from '../../remote/said.ts';

export interface SlackOptions extends PatienceOptions {
  /** A bot's, which begins with xoxb-. */
  readonly token: string;
  /** Slack's own unless given, without a slash at the end. */
  readonly rootUrl?: string;
}

/** `reason` is Slack's word for it: `channel_not_found`. `needed`: the right that was missing; '' for anything else. */
export interface SlackFailure extends Failure {
  readonly needed: string;
}

/** A request that was refused, or that nobody answered until patience was at its end. What it was to do is not done. */
export class SlackRefused extends FailedRequest<SlackFailure> {}

/** Nobody knows whether it was done. */
export class SlackUnsure extends SlackRefused {}

/** What Slack answered, and which rights its token has. */
export interface SlackAnswer {
  readonly body: Readonly<Record<string, unknown>>;
  readonly scopes: readonly string[];
}

type Arguments = Readonly<Record<string, unknown>>;

export interface SlackClient {
  readonly time: Time;
  /** What may be asked again and again. Throws SlackRefused. */
  ask(method: string, args?: Readonly<Record<string, string>>): Promise<SlackAnswer>;
  /** What must not be done twice: it is repeated only where it surely was not done. Throws SlackRefused, SlackUnsure. */
  change(method: string, args: Arguments): Promise<SlackAnswer>;
}

const ROOT = 'https://slack.com/api';
const TIMEOUT = 30_000;
const BAD_GATEWAY = 502;

/**
 * Words that stand for too many requests or for Slack's own trouble (https://docs.slack.dev/apis/web-api/rate-limits). After the
 * last two something may have been done all the same: https://docs.slack.dev/reference/methods/chat.postMessage#errors.
 */
const TOO_MANY = ['ratelimited', 'rate_limited'];
const TROUBLE = ['service_unavailable', 'request_timeout', 'internal_error', 'fatal_error'];

const mayPass = (failure: SlackFailure): boolean =>
  TOO_MANY.includes(failure.reason) || TROUBLE.includes(failure.reason) || (failure.reason === '' && passes(failure));

/** Slack says no with a word, and mostly with 200. */
const surelyUndone = (failure: SlackFailure): boolean =>
  failure.reason === '' ? wasRefused(failure) : !TROUBLE.includes(failure.reason);

export const createSlackClient = ({ token, rootUrl = ROOT, ...options }: SlackOptions): SlackClient => {
  const patience = createPatience(mayPass, options);

  /** One attempt. Throws SlackRefused. */
  const attempt = async (method: string, headers: Readonly<Record<string, string>>, content: string) => {
    const answer = await asked(`${rootUrl}/${method}`, { Authorization: `Bearer ${token}`, ...headers }, content);
    const { status, body, retryAfter, thrown } = answer;
    if (status >= 200 && status < 300 && body?.ok === true) {
      patience.succeeded();
      return { body, scopes: answer.scopes };
    }
    const reason = body ? wordIn(body.error) : '';
    throw new SlackRefused({
      // What is no answer of Slack's comes from something in between.
      status: body || status < 200 || status > 299 ? status : BAD_GATEWAY,
      message: saidOf(messageOf(body, status), [token]),
      reason,
      code: thrown === undefined ? '' : networkCodeOf(thrown),
      retryAfter: retryAfterOf(retryAfter, patience.time.now()),
      needed: wordIn(body?.needed),
      cause: thrown,
    });
  };

  const repeated = async (
    work: () => Promise<SlackAnswer>,
    giveUp: (failure: SlackFailure) => SlackRefused | null,
  ): Promise<SlackAnswer> => {
    const wait = patience.begin();
    for (;;) {
      try {
        return await work();
      } catch (thrown) {
        if (!(thrown instanceof SlackRefused)) throw thrown;
        const error = giveUp(thrown.failure);
        if (error) throw error;
        if (!(await wait(thrown.failure))) throw thrown;
      }
    }
  };

  return {
    time: patience.time,
    // As a form: some methods that only read take no JSON.
    ask: (method, args = {}) => {
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
      return repeated(
        () => attempt(method, headers, new URLSearchParams(args).toString()),
        () => null,
      );
    },
    change: (method, args) => {
      const headers = { 'Content-Type': 'application/json; charset=utf-8' };
      return repeated(
        () => attempt(method, headers, JSON.stringify(args)),
        (failure) => (surelyUndone(failure) ? null : new SlackUnsure(failure)),
      );
    },
  };
};

interface Answer {
  /** 0 where none came. */
  readonly status: number;
  /** Null for what is no JSON object. */
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly scopes: readonly string[];
  readonly retryAfter: string | null;
  /** What fetch threw. */
  readonly thrown?: unknown;
}

const asked = async (url: string, headers: Readonly<Record<string, string>>, body: string): Promise<Answer> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const text = await response.text();
    const scopes = (response.headers.get('x-oauth-scopes') ?? '').split(/[\s,]+/).filter(Boolean);
    return { status: response.status, body: objectIn(text), scopes, retryAfter: response.headers.get('retry-after') };
  } catch (thrown) {
    return { status: 0, body: null, scopes: [], retryAfter: null, thrown };
  }
};

const objectIn = (text: string): Readonly<Record<string, unknown>> | null => {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : null;
  } catch {
    return null;
  }
};

const wordIn = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `invalid_blocks must be less than 151 characters [json-pointer:/blocks/0/text/text]` */
const messageOf = (body: Answer['body'], status: number): string => {
  if (!body) return status === 0 ? '' : String(status);
  const errors = Array.isArray(body.errors) ? body.errors.map(String) : [];
  return [wordIn(body.error) || String(status), wordIn(body.needed), ...errors].filter(Boolean).join(' ');
};
