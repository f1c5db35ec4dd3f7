import type { AuthPlus, sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { BatonError } from '../../errors.ts';
import { errorOf, type Failure, failureOf, mayPass, surelyUndone } from './errors.ts';

/** The one scope that reads and writes values; nothing else in Drive can be seen with it. */
const SCOPE = 'https://www.googleapis.com/auth/spreadsheets';

export interface Time {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

export interface GoogleOptions {
  /** Application default credentials unless said otherwise. */
  readonly auth?: InstanceType<AuthPlus['GoogleAuth']> | InstanceType<AuthPlus['OAuth2']>;
  /** `https://sheets.googleapis.com/` unless said otherwise. */
  readonly rootUrl?: string;
  readonly time?: Time;
  /** From 0 up to 1. */
  readonly random?: () => number;
}

/** Requests about one workbook. They share a budget of repeats: whatever goes wrong, it leaves the quota to others. */
export interface SheetsClient {
  readonly time: Time;
  /** A reading, or a change with the readings it needs: its requests share a deadline. */
  begin(): Operation;
}

type Change = Omit<sheets_v4.Params$Resource$Spreadsheets$Batchupdate, 'auth'>;

export interface Operation {
  /** Repeated while it may still pass. Errors are BatonError. */
  get(params: Omit<sheets_v4.Params$Resource$Spreadsheets$Get, 'auth'>): Promise<sheets_v4.Schema$Spreadsheet>;
  /**
   * spreadsheets.batchUpdate. Repeated only where it surely changed nothing; NotDone is thrown where it was refused as it
   * stands, or where whoever asked has to find out whether it was made.
   */
  change(params: Change): Promise<sheets_v4.Schema$BatchUpdateSpreadsheetResponse>;
  /** The same for a change that may be made twice. */
  changeAgain(params: Change): Promise<sheets_v4.Schema$BatchUpdateSpreadsheetResponse>;
  /** spreadsheets.create; answers the id. Not repeated where one may have been made. */
  create(params: Omit<sheets_v4.Params$Resource$Spreadsheets$Create, 'auth' | 'fields'>): Promise<string>;
  /** Waits before another attempt, or throws BatonError when none is left. */
  pause(failure: Failure): Promise<void>;
  /** The error to give up with. */
  error(failure: Failure): Promise<BatonError>;
}

/** A change that was refused as it stands (status 400), or of which nobody knows whether it was made. */
export class NotDone extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message, { cause: failure.cause });
    this.failure = failure;
  }
}

/** Sheets gives a request up after 180 seconds (https://developers.google.com/workspace/sheets/api/limits). */
const TIMEOUT = 180_000;
/** Long enough for quotas, which are refilled every minute, to come back several times; well within a claim's 15 minutes. */
const DEADLINE = 300_000;
/** Truncated exponential backoff as the same page asks for, with full jitter: sweeps that met a limit together part. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 64_000;
/** Repeats for one workbook; each success earns one back, as in gRPC's retry throttling. */
const REPEATS = 20;

const REAL: Time = { now: Date.now, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) };

/**
 * `retry: false`: gaxios repeats a GET three times without jitter, ignores Retry-After and never repeats a POST; all of
 * that is decided here. https://github.com/googleapis/gaxios/blob/main/src/retry.ts
 */
const REQUEST = { retry: false, timeout: TIMEOUT } as const;

export const createSheetsClient = (id: string, options: GoogleOptions = {}): SheetsClient => {
  const { time = REAL, random = Math.random } = options;
  let connected: Promise<Connection> | undefined;
  let repeats = REPEATS;

  const begin = (): Operation => {
    const until = time.now() + DEADLINE;
    let attempt = 0;
    const error = async (failure: Failure) => errorOf(failure, id, await account(await connected));
    const pause = async (failure: Failure): Promise<void> => {
      const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt++);
      const wait = (failure.retryAfter ?? 0) + random() * longest;
      if (!mayPass(failure) || repeats === 0 || time.now() + wait > until) throw await error(failure);
      repeats--;
      await time.sleep(wait);
    };
    const request = async <T>(
      send: (sheets: sheets_v4.Sheets) => Promise<{ data: T }>,
      onFailure: (failure: Failure) => Promise<void>,
    ): Promise<T> => {
      for (;;) {
        try {
          connected ??= connect(options);
          const { data } = await send((await connected).sheets);
          repeats = Math.min(REPEATS, repeats + 1);
          return data;
        } catch (thrown) {
          await onFailure(failureOf(thrown, time.now()));
        }
      }
    };
    return {
      get: (params) => request((sheets) => sheets.spreadsheets.get(params, REQUEST), pause),
      changeAgain: (params) => request((sheets) => sheets.spreadsheets.batchUpdate(params, REQUEST), pause),
      change: (params) =>
        request(
          (sheets) => sheets.spreadsheets.batchUpdate(params, REQUEST),
          async (failure) => {
            if (!surelyUndone(failure) || failure.status === 400) throw new NotDone(failure);
            await pause(failure);
          },
        ),
      create: async (params) => {
        const made = await request(
          (sheets) => sheets.spreadsheets.create({ ...params, fields: 'spreadsheetId' }, REQUEST),
          async (failure) => {
            if (!surelyUndone(failure)) throw await error(failure);
            await pause(failure);
          },
        );
        return made.spreadsheetId!;
      },
      pause,
      error,
    };
  };
  return { time, begin };
};

interface Connection {
  readonly sheets: sheets_v4.Sheets;
  readonly auth: NonNullable<GoogleOptions['auth']>;
}

/** Google's client is loaded when a spreadsheet is first asked for, and of it only this API's part. */
const connect = async ({ auth, rootUrl }: GoogleOptions): Promise<Connection> => {
  const google = await import('googleapis/build/src/apis/sheets/index.js');
  // A token that ends before its time is renewed once, on 401 and 403, before an error is believed.
  const known = auth ?? new google.auth.GoogleAuth({ scopes: [SCOPE], clientOptions: { forceRefreshOnFailure: true } });
  return { auth: known, sheets: google.sheets({ version: 'v4', auth: known, ...(rootUrl && { rootUrl }) }) };
};

/** The address a spreadsheet has to be shared with: a service account's; null where a person is signed in. */
const account = async (connection: Connection | undefined): Promise<string | null> => {
  const auth = connection?.auth;
  if (!auth) return null;
  if ('email' in auth && typeof auth.email === 'string') return auth.email;
  if (!('getCredentials' in auth)) return null;
  const credentials = await auth.getCredentials().catch(() => null);
  return credentials?.client_email ?? null;
};
