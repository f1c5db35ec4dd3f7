/** Requests to the Gmail API: connecting, signing in, and what is tried again. */
import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/index.js';
import { BatonError } from '../../errors.ts';
import { dataOf, failureOf, mayPassAtGoogle, surelyUndoneAtGoogle } from '../../google/failure.ts';
import { REQUEST } from '../../google/request.ts';
import { FailedRequest, type Failure } from '../../remote/failure.ts';
import { createPatience, type PatienceOptions } from '../../remote/patience.ts';
import { type Endpoints, type GmailAccess, GmailNotSignedIn, signInGmail } from './access.ts';
import { gmailError } from './errors.ts';

export interface GmailClientOptions extends PatienceOptions {
  readonly access: GmailAccess;
  /** Google's own unless said otherwise. */
  readonly endpoints?: Endpoints;
}

/** Requests to one mailbox. They share a budget of repeats. */
export interface GmailClient {
  readonly now: () => number;
  /** One mail or one search: its requests share a deadline. */
  begin(): GmailRequests;
}

type Users = gmail_v1.Resource$Users;
type Send<T> = (users: Users, request: typeof REQUEST) => Promise<{ data: T }>;

export interface GmailRequests {
  /** Once. Errors are GmailFailed; BatonError where whoever signed in here has to do so again. */
  once<T>(send: Send<T>): Promise<T>;
  /** Repeated while it may still pass: for what may be done twice. Errors are BatonError. */
  ask<T>(send: Send<T>): Promise<T>;
  /** The same; null for what is not there. */
  look<T>(send: Send<T>): Promise<T | null>;
  /** Waits before another attempt, or throws BatonError when none is left. */
  pause(refused: GmailFailed): Promise<void>;
  /** The error to give up with. */
  error(refused: GmailFailed): BatonError;
}

/** A request that brought no answer, or not the one hoped for. */
export class GmailFailed extends FailedRequest<Failure> {
  /** It surely changed nothing. */
  readonly undone: boolean;
  /** Gmail itself was asked, not only who we are. */
  readonly byGmail: boolean;
  constructor(failure: Failure, byGmail: boolean) {
    super(failure);
    this.byGmail = byGmail;
    this.undone = !byGmail || surelyUndoneAtGoogle(failure);
  }
}

export const isGmailGone = ({ byGmail, failure }: GmailFailed): boolean => byGmail && failure.status === 404;

export const createGmailClient = ({ access, endpoints = {}, ...options }: GmailClientOptions): GmailClient => {
  const patience = createPatience(mayPassAtGoogle, options);
  const { now } = patience.time;
  let connected: Promise<Users> | undefined;

  /** Google's client is loaded when a mail is first sent, and of it only this API's part. */
  const connect = async (): Promise<Users> => {
    const google = await import('googleapis/build/src/apis/gmail/index.js');
    const auth = await signInGmail(google.auth, access, now, endpoints).catch((cause) => {
      throw new GmailNotSignedIn(cause);
    });
    const { gmail: rootUrl } = endpoints;
    return google.gmail({ version: 'v1', auth, ...(rootUrl && { rootUrl }) }).users;
  };
  const users = (): Promise<Users> => {
    connected ??= connect().catch((error) => {
      connected = undefined;
      throw error;
    });
    return connected;
  };

  const begin = (): GmailRequests => {
    const wait = patience.begin();
    const once = async <T>(send: Send<T>): Promise<T> => {
      try {
        const data = dataOf(await send(await users(), REQUEST));
        patience.succeeded();
        return data;
      } catch (thrown) {
        const byGmail = !(thrown instanceof GmailNotSignedIn);
        // Whoever signed in has to do so again.
        if (!byGmail && thrown.cause instanceof BatonError) throw thrown.cause;
        throw new GmailFailed(failureOf(byGmail ? thrown : thrown.cause, now()), byGmail);
      }
    };
    const pause = async (refused: GmailFailed): Promise<void> => {
      if (!(await wait(refused.failure))) throw gmailError(refused.failure, access);
    };
    const ask = async <T>(send: Send<T>): Promise<T> => {
      for (;;) {
        try {
          return await once(send);
        } catch (refused) {
          await pause(refused as GmailFailed);
        }
      }
    };
    const look = async <T>(send: Send<T>): Promise<T | null> => {
      try {
        return await once(send);
      } catch (refused) {
        if (isGmailGone(refused as GmailFailed)) return null;
        await pause(refused as GmailFailed);
        return look(send);
      }
    };
    return { once, ask, look, pause, error: ({ failure }) => gmailError(failure, access) };
  };
  return { now, begin };
};
