/** Signs in to Google as oneself: to the one spreadsheet that is picked, and to send mail. */
import { readFile } from 'node:fs/promises';
import { inAll } from '../../core/messages/in-all.ts';
import { ofFiles as files } from '../../core/messages/words-of-files.ts';
import type { Locale } from '../../sheet-templates/types.ts';
import { BatonError } from '../errors.ts';
import { DRIVE_FILE, GMAIL_SEND } from '../google/login.ts';
import { askForTokens, claimsIn, type Grant, type Tokens } from '../remote/grant.ts';
import { byBrowser } from './loopback.ts';

const say = inAll('login');

export interface GoogleEndpoints {
  readonly authorize: string;
  readonly token: string;
}

/** https://developers.google.com/identity/protocols/oauth2/native-app */
const AT_GOOGLE: GoogleEndpoints = {
  authorize: 'https://accounts.google.com/o/oauth2/v2/auth',
  token: 'https://oauth2.googleapis.com/token',
};

/** A client of the user's own, as Google's console gives it to be downloaded. */
export interface GoogleClient {
  readonly id: string;
  readonly secret: string;
}

/** The client of `client_secret_….json`, made for a desktop app. BatonError 'call' file-missing, login-google-client. */
export const readGoogleClient = async (path: string): Promise<GoogleClient> => {
  try {
    const { installed } = JSON.parse(await readFile(path, 'utf8'));
    const { client_id: id, client_secret: secret } = installed;
    if (typeof id === 'string' && typeof secret === 'string') return { id, secret };
    throw new Error('it names no client');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT')
      throw new BatonError('call', 'file-missing', files.fileMissing({ path }), cause);
    throw new BatonError('call', 'login-google-client', say.googleClient({ path }), cause);
  }
};

interface Signing {
  readonly client: GoogleClient;
  readonly open: (url: string) => void;
  readonly locale: Locale;
  readonly now: () => string;
  readonly endpoints?: GoogleEndpoints;
}

/** What was signed in for, and the ids of the files that were picked. */
export interface SignedIn {
  readonly grant: Grant;
  readonly picked: readonly string[];
}

/**
 * Asks to see the files that the person picks in Google's own window, and no others; it comes with the page of consent, and for this scope alone:
 * https://developers.google.com/workspace/drive/picker/guides/desktop-mobile-picker. `file`: the one to begin with.
 */
export const signInToSheets = (signing: Signing, file: string | null): Promise<SignedIn> =>
  signIn(signing, 'google-sheets', DRIVE_FILE, {
    trigger_onepick: 'true',
    mimetypes: 'application/vnd.google-apps.spreadsheet',
    ...(file !== null && { file_ids: file }),
  });

/** Asks to send mail, and for the address that it leaves from; nothing in the mailbox can be read. */
export const signInToMail = (signing: Signing): Promise<SignedIn> =>
  signIn(signing, 'google-mail', `openid email ${GMAIL_SEND}`, {});

const signIn = async (
  { client, open, locale, now, endpoints = AT_GOOGLE }: Signing,
  name: Grant['name'],
  scope: string,
  more: Readonly<Record<string, string>>,
): Promise<SignedIn> => {
  // Without `consent` a second sign-in brings no refresh token.
  const asks = { client_id: client.id, scope, access_type: 'offline', prompt: 'consent', ...more };
  const back = await byBrowser({ host: '127.0.0.1', authorize: endpoints.authorize, asks, open, locale });
  const tokens = await askForTokens(endpoints.token, {
    grant_type: 'authorization_code',
    client_id: client.id,
    client_secret: client.secret,
    code: back.code,
    code_verifier: back.verifier,
    redirect_uri: back.redirectUri,
  });
  return {
    grant: {
      name,
      endpoint: endpoints.token,
      client: client.id,
      secret: client.secret,
      ...granted(tokens, scope),
      since: now(),
    },
    picked: back.params.get('picked_file_ids')?.split(',').filter(Boolean) ?? [],
  };
};

/** What all that signs in keeps of an answer. BatonError 'backend' login-not-for-long where it would end within the hour. */
export const granted = (
  { refresh_token, scope, id_token }: Tokens,
  asked: string,
): Pick<Grant, 'scopes' | 'account' | 'refreshToken'> => {
  if (!refresh_token) throw new BatonError('backend', 'login-not-for-long', say.notForLong);
  const claims = claimsIn(id_token);
  const account = [claims.email, claims.preferred_username].find((one) => typeof one === 'string');
  return {
    scopes: (scope ?? asked).split(' ').filter(Boolean),
    account: String(account ?? ''),
    refreshToken: refresh_token,
  };
};
