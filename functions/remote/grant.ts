/** What somebody has granted Baton when they signed in, and the tokens that come of it (RFC 6749). */
import { inAllWays } from '../../core/messages/in-all-ways.ts';
import { BatonError } from '../errors.ts';
import { saidOf } from './said.ts';
import { openVault, type Vault } from './vault.ts';

const say = inAllWays('login');

/** What each login is for; also the name that it is kept under. */
export const GRANT_NAMES = ['google-sheets', 'google-mail', 'microsoft', 'microsoft-smtp', 'microsoft-imap'] as const;
export type GrantName = (typeof GRANT_NAMES)[number];

/** A login as it is kept. */
export interface Grant {
  readonly name: GrantName;
  /** Where tokens are asked for. */
  readonly endpoint: string;
  readonly client: string;
  /** Google gives one to programs on a computer too, where it is no secret. */
  readonly secret?: string;
  /** What was granted, which may be less than what was asked for. */
  readonly scopes: readonly string[];
  /** Address of whoever signed in; '' where nobody said it. */
  readonly account: string;
  readonly refreshToken: string;
  /** ISO 8601. */
  readonly since: string;
}

/** What a token endpoint answers. */
export interface Tokens {
  readonly access_token: string;
  /** Seconds. */
  readonly expires_in: number;
  readonly refresh_token?: string;
  readonly scope?: string;
  readonly id_token?: string;
}

/** It answered no. */
export class TokenRefused extends Error {
  /** RFC 6749, 5.2, or RFC 8628, 3.5. */
  readonly code: string;
  /** In its own words, on one line. */
  readonly said: string;
  constructor(code: string, description: string) {
    super(`${code}: ${description}`);
    this.code = code;
    this.said = saidOf(`${code} ${description}`);
  }
}

const TIMEOUT = 30_000;

/** Asks a token endpoint. Throws TokenRefused; BatonError 'backend' login-unreachable where no answer is one. */
export const askForTokens = async <T = Tokens>(
  endpoint: string,
  form: Readonly<Record<string, string>>,
): Promise<T> => {
  let status: number;
  let body: unknown;
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { accept: 'application/json' },
      // What is sent is a secret between us and this address.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    status = response.status;
    body = await response.json();
  } catch (cause) {
    throw unreachable(endpoint, cause);
  }
  const { error, error_description = '' } = body as { readonly error?: unknown; readonly error_description?: string };
  if (typeof error === 'string') throw new TokenRefused(error, error_description);
  if (status !== 200) throw unreachable(endpoint, new Error(`the answer is ${status}`));
  return body as T;
};

const unreachable = (endpoint: string, cause: unknown) =>
  new BatonError('backend', 'login-unreachable', say.unreachable({ host: new URL(endpoint).host }), cause);

/** The claims of a token that came straight from its issuer, over TLS: OpenID Connect Core, 3.1.3.7, asks for no more. */
export const claimsIn = (token: string | undefined): Readonly<Record<string, unknown>> => {
  try {
    const read: unknown = JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return typeof read === 'object' && read !== null ? { ...read } : {};
  } catch {
    return {};
  }
};

/** A login, and the access tokens that it gives. */
export interface OpenGrant {
  readonly grant: Grant;
  /** `refused`: one that was not taken, and is not answered again. BatonError 'backend' login-ended, login-unreachable, login-locked. */
  readonly token: (refused: string | null) => Promise<string>;
}

/** So long before its end a token counts as over, in milliseconds. */
const MARGIN = 120_000;

/** The login of that name; null where nobody has signed in. */
export const openGrant = async (name: GrantName, vault: Vault = openVault()): Promise<OpenGrant | null> => {
  const first = await grantIn(vault, name);
  if (first === null) return null;
  let grant = first;
  let current: { readonly token: string; readonly until: number } | null = null;
  let asking: Promise<string> | null = null;

  const renew = async (): Promise<string> => {
    try {
      return await asked();
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error;
      // Another process may have renewed it since.
      const now = await grantIn(vault, name);
      if (now !== null && now.refreshToken !== grant.refreshToken) {
        grant = now;
        return asked().catch((again) => {
          throw again instanceof TokenRefused ? ended(grant, again) : again;
        });
      }
      throw ended(grant, error);
    }
  };
  const asked = async (): Promise<string> => {
    const { endpoint, client, secret, refreshToken } = grant;
    const form = { grant_type: 'refresh_token', client_id: client, refresh_token: refreshToken };
    const tokens = await askForTokens(endpoint, { ...form, ...(secret && { client_secret: secret }) });
    current = { token: tokens.access_token, until: Date.now() + tokens.expires_in * 1000 - MARGIN };
    // Microsoft gives another one each time, and lets the old one run out.
    if (tokens.refresh_token && tokens.refresh_token !== refreshToken) {
      grant = { ...grant, refreshToken: tokens.refresh_token };
      await vault.write(name, JSON.stringify(grant));
    }
    return current.token;
  };

  return {
    grant: first,
    token: async (refused) => {
      if (current && current.until > Date.now() && current.token !== refused) return current.token;
      asking ??= renew().finally(() => {
        asking = null;
      });
      return asking;
    },
  };
};

const grantIn = async (vault: Vault, name: GrantName): Promise<Grant | null> => {
  const text = await vault.read(name);
  return text === null ? null : (JSON.parse(text) as Grant);
};

const ended = ({ name, account }: Grant, { said }: TokenRefused) =>
  new BatonError('backend', 'login-ended', sayEnded(name)({ account, said }));

const sayEnded = (name: GrantName) => (name.startsWith('google') ? say.endedGoogle : say.endedMicrosoft);
