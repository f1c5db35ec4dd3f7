/** Who may use the mailbox: a service account's delegation, with a key file or through IAM, or a token. */
import { createSign } from 'node:crypto';
import type { AuthPlus } from 'googleapis/build/src/apis/gmail/index.js';
import { clientOf } from '../../google/login.ts';
import { asMachine } from '../../google/machine.ts';
import { REQUEST } from '../../google/request.ts';
import type { OpenGrant } from '../../remote/grant.ts';

/** Writes drafts, sends them, finds them again, lists the addresses that the mailbox may send as, reads replies and labels them. */
export const SCOPE = 'https://www.googleapis.com/auth/gmail.modify';
const CLOUD = 'https://www.googleapis.com/auth/cloud-platform';
const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** Also the audience of assertions, whatever host they are sent to. */
const TOKEN_URL = 'https://oauth2.googleapis.com/token';
const IAM_URL = 'https://iamcredentials.googleapis.com/';
const HOUR = 3600;

/** Whose mailbox is used, and by what right. */
export interface GmailAccess {
  /** Address of the mailbox. */
  readonly mailbox: string;
  /** The service account that may act for it, where that is not the one the program runs as. */
  readonly account: string | null;
  /** Of whoever signed in here (`baton login google`); absent where an account acts for the mailbox. */
  readonly login?: OpenGrant;
  /** An access token of the mailbox's own, for a trial: it ends within the hour and is not renewed. */
  readonly token: string | null;
}

export interface Endpoints {
  readonly gmail?: string;
  readonly iam?: string;
  readonly token?: string;
}

export type Client = InstanceType<AuthPlus['OAuth2']>;

/** No token was to be had, so the request was never made. The cause says why. */
export class GmailNotSignedIn extends Error {
  constructor(cause: unknown) {
    super('no access to the mailbox', { cause });
  }
}

/**
 * Signs in to the mailbox. A service account acts for it by domain-wide delegation: it signs an assertion that names the
 * mailbox, with the key of its key file or, without any key, through IAM (signJwt); that gives a token for an hour.
 * https://developers.google.com/identity/protocols/oauth2/service-account#httprest
 * GoogleAuth's own `subject` is not used: without a key file it is ignored without a word.
 */
export const signInGmail = async (
  auth: AuthPlus,
  { mailbox, account, token, login }: GmailAccess,
  now: () => number,
  { iam = IAM_URL, token: tokenUrl = TOKEN_URL }: Endpoints = {},
): Promise<Client> => {
  if (token !== null) {
    const client = new auth.OAuth2();
    client.setCredentials({ access_token: token });
    return client;
  }
  if (login)
    return clientOf(new auth.OAuth2({ forceRefreshOnFailure: true }), login, (cause) => new GmailNotSignedIn(cause));
  const credentials = new auth.GoogleAuth(asMachine(CLOUD));
  const machine = await credentials.getClient();
  // Somebody who signed in by gcloud works in the mailbox that is theirs.
  if (account === null && credentials.jsonContent?.type === 'authorized_user') return machine as Client;

  const file = account === null && machine instanceof auth.JWT ? machine : null;
  const key = file?.key ?? null;
  const signer = account ?? file?.email ?? (await credentials.getCredentials()).client_email;
  if (!signer) throw new Error('the service account is not known');
  const signedByIam = async (payload: string): Promise<string> => {
    const url = `${iam}v1/projects/-/serviceAccounts/${signer}:signJwt`;
    const { data } = await machine.request<{ signedJwt: string }>({
      ...REQUEST,
      url,
      method: 'POST',
      data: { payload },
    });
    return data.signedJwt;
  };
  const sign = key === null ? signedByIam : async (claims: string) => signed(claims, key);

  const client = new auth.OAuth2({ forceRefreshOnFailure: true });
  client.refreshHandler = async () => {
    try {
      const iat = Math.floor(now() / 1000);
      const claims = { iss: signer, sub: mailbox, scope: SCOPE, aud: TOKEN_URL, iat, exp: iat + HOUR };
      const { data } = await client.transporter.request<{ access_token: string; expires_in: number }>({
        ...REQUEST,
        url: tokenUrl,
        method: 'POST',
        data: new URLSearchParams({ grant_type: JWT_BEARER, assertion: await sign(JSON.stringify(claims)) }),
      });
      return { access_token: data.access_token, expiry_date: Date.now() + data.expires_in * 1000 };
    } catch (cause) {
      throw new GmailNotSignedIn(cause);
    }
  };
  return client;
};

const encode = (text: string): string => Buffer.from(text).toString('base64url');

/** A JWT (RFC 7519) by RS256. */
const signed = (claims: string, key: string): string => {
  const text = `${encode(JSON.stringify({ alg: 'RS256', typ: 'JWT' }))}.${encode(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
};
