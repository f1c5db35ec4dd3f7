/** Requests to the Sheets API: signing in, pace, repeats, and a change of which no answer came. */

import type { AuthPlus, sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { must } from '../../../core/text/must.ts';
import { BatonError } from '../../errors.ts';
import { dataOf, failureOf, mayPassAtGoogle, surelyUndoneAtGoogle } from '../../google/failure.ts';
import { clientOf } from '../../google/login.ts';
import { asMachine } from '../../google/machine.ts';
import type { RequestKind, RequestPace } from '../../google/pace.ts';
import { REQUEST } from '../../google/request.ts';
import { FailedRequest, type Failure } from '../../remote/failure.ts';
import { type OpenGrant, openGrant } from '../../remote/grant.ts';
import { createPatience, type PatienceOptions, type Time } from '../../remote/patience.ts';
import { sheetsError } from './errors.ts';

/** The one scope that reads and writes values; nothing else in Drive can be seen with it. */
const SCOPE = 'https://www.googleapis.com/auth/spreadsheets';

export interface GoogleOptions extends PatienceOptions {
  /** Application default credentials unless said otherwise. */
  readonly auth?: InstanceType<AuthPlus['GoogleAuth']> | InstanceType<AuthPlus['OAuth2']>;
  /** `https://sheets.googleapis.com/` unless said otherwise. */
  readonly rootUrl?: string;
  /** Holds requests back; they leave at once unless given. */
  readonly pace?: RequestPace;
}

/** Requests about one workbook. They share a budget of repeats: whatever goes wrong, it leaves the quota to others. */
export interface SheetsClient {
  readonly time: Time;
  /** A reading, or a change with the readings it needs: its requests share a deadline. */
  begin(): SheetsRequests;
}

type Change = Omit<sheets_v4.Params$Resource$Spreadsheets$Batchupdate, 'auth'>;

export interface SheetsRequests {
  /** Repeated while it may still pass. Errors are BatonError. */
  get(params: Omit<sheets_v4.Params$Resource$Spreadsheets$Get, 'auth'>): Promise<sheets_v4.Schema$Spreadsheet>;
  /**
   * spreadsheets.batchUpdate. Repeated only where it surely changed nothing; ChangeFailed is thrown where it was refused as it
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
export class ChangeFailed extends FailedRequest<Failure> {}

export const createSheetsClient = (id: string, options: GoogleOptions = {}): SheetsClient => {
  const patience = createPatience(mayPassAtGoogle, options);
  let connected: Promise<Connection> | undefined;

  const begin = (): SheetsRequests => {
    const wait = patience.begin();
    const error = async (failure: Failure) => {
      const connection = await connected;
      return sheetsError(failure, id, await account(connection), connection?.isLogin);
    };
    const pause = async (failure: Failure): Promise<void> => {
      if (!(await wait(failure))) throw await error(failure);
    };
    const request = async <T>(
      kind: RequestKind,
      send: (sheets: sheets_v4.Sheets) => Promise<{ data: T }>,
      onFailure: (failure: Failure) => Promise<void>,
    ): Promise<T> => {
      for (;;) {
        try {
          connected ??= connect(options);
          const { sheets } = await connected;
          await options.pace?.(kind);
          const data = dataOf(await send(sheets));
          patience.succeeded();
          return data;
        } catch (thrown) {
          // Whoever signed in has to do so again.
          if (thrown instanceof BatonError) throw thrown;
          await onFailure(failureOf(thrown, patience.time.now()));
        }
      }
    };
    return {
      get: (params) => request('read', (sheets) => sheets.spreadsheets.get(params, REQUEST), pause),
      changeAgain: (params) => request('write', (sheets) => sheets.spreadsheets.batchUpdate(params, REQUEST), pause),
      change: (params) =>
        request(
          'write',
          (sheets) => sheets.spreadsheets.batchUpdate(params, REQUEST),
          async (failure) => {
            if (!surelyUndoneAtGoogle(failure) || failure.status === 400) throw new ChangeFailed(failure);
            await pause(failure);
          },
        ),
      create: async (params) => {
        const made = await request(
          'write',
          (sheets) => sheets.spreadsheets.create({ ...params, fields: 'spreadsheetId' }, REQUEST),
          async (failure) => {
            if (!surelyUndoneAtGoogle(failure)) throw await error(failure);
            await pause(failure);
          },
        );
        return must(made.spreadsheetId, 'id of a new spreadsheet');
      },
      pause,
      error,
    };
  };
  return { time: patience.time, begin };
};

interface Connection {
  readonly sheets: sheets_v4.Sheets;
  readonly auth: NonNullable<GoogleOptions['auth']>;
  /** Whoever signed in here: only what they picked is to be seen. */
  readonly isLogin: boolean;
}

/** Google's client is loaded when a spreadsheet is first asked for, and of it only this API's part. */
const connect = async ({ auth, rootUrl }: GoogleOptions): Promise<Connection> => {
  const google = await import('googleapis/build/src/apis/sheets/index.js');
  const login = auth || process.env.GOOGLE_APPLICATION_CREDENTIALS ? null : await openGrant('google-sheets');
  const known = auth ?? signedIn(google.auth, login);
  return {
    auth: known,
    isLogin: login !== null,
    sheets: google.sheets({ version: 'v4', auth: known, ...(rootUrl && { rootUrl }) }),
  };
};

/** A service account, whoever signed in here, or whatever else the machine knows. */
const signedIn = (auth: AuthPlus, login: OpenGrant | null): NonNullable<GoogleOptions['auth']> => {
  if (login) return clientOf(new auth.OAuth2({ forceRefreshOnFailure: true }), login, (cause) => cause as Error);
  return new auth.GoogleAuth(asMachine(SCOPE));
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
