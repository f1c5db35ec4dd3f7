import { generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';

/** What a service account may do, as an administrator set it up. */
export interface ServiceAccount {
  /** Scopes that the Workspace's administrator granted it on behalf of everybody (domain-wide delegation). */
  readonly delegated?: readonly string[];
  /** Who may sign and get tokens as it: roles/iam.serviceAccountTokenCreator. Itself is nobody unless it is listed. */
  readonly tokenCreators?: readonly string[];
}

let pair: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } | undefined;

/** One key for all service accounts of a test run: making one takes longer than the tests. */
const keys = () => {
  pair ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
  return pair;
};

export const KEY_ID = 'fake-key-1';

/** The key file of a service account, as the console gives it out. */
export const keyFileOf = (email: string): string =>
  JSON.stringify({
    type: 'service_account',
    client_email: email,
    private_key_id: KEY_ID,
    private_key: keys().privateKey.export({ type: 'pkcs8', format: 'pem' }),
  });

const encode = (value: string | Buffer) => Buffer.from(value).toString('base64url');

/** Signs claims (a JSON text) as RFC 7519 says, with RS256. */
export const signJwt = (claims: string): string => {
  const head = `${encode(JSON.stringify({ alg: 'RS256', kid: KEY_ID, typ: 'JWT' }))}.${encode(claims)}`;
  return `${head}.${encode(sign('sha256', Buffer.from(head), keys().privateKey))}`;
};

interface Claims {
  readonly iss?: string;
  readonly sub?: string;
  readonly scope?: string;
  readonly aud?: string;
  readonly iat?: number;
  readonly exp?: number;
}

/** The claims of a JWT whose signature is ours, or null. */
export const readJwt = (token: string): Claims | null => {
  const [head, claims, signature, ...more] = token.split('.');
  if (!head || !claims || !signature || more.length > 0) return null;
  try {
    const { alg } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { alg?: string };

    const good = verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      keys().publicKey,
      Buffer.from(signature, 'base64url'),
    );
    return alg === 'RS256' && good ? (JSON.parse(Buffer.from(claims, 'base64url').toString()) as Claims) : null;
  } catch {
    return null;
  }
};
