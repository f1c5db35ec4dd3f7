import { createHash, createVerify, X509Certificate } from 'node:crypto';
import { answer, type Listening, listen, readBody, staged } from '../../wire/server.ts';
import { scripted } from '../wire/errors.ts';
import type { How } from '../wire/script.ts';
import type { Common, Logged } from '../wire/serve.ts';
import type { Caller } from './tokens.ts';

/** An app's registration. */
export interface App {
  /** Application permissions that an administrator consented to. */
  readonly roles: readonly string[];
  readonly secrets?: readonly string[];
  /** PEM; Microsoft keeps the public part. */
  readonly certificates?: readonly string[];
  /** Federated credentials: the tokens that it takes, by issuer, subject and audience. */
  readonly federated?: readonly { readonly issuer: string; readonly subject: string; readonly audience: string }[];
}

export interface Login extends Listening {
  readonly requests: Logged[];
}

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

interface Refusal {
  readonly status: 400 | 401;
  readonly error: string;
  readonly number: number;
  readonly words: string;
}

const refusal = (status: 400 | 401, error: string, number: number, words: string): Refusal => ({
  status,
  error,
  number,
  words,
});

interface Jwt {
  readonly header: { readonly alg?: string; readonly x5t?: string; readonly 'x5t#S256'?: string };
  readonly claims: { readonly iss?: string; readonly sub?: string; readonly aud?: string; readonly exp?: number };
  readonly signed: string;
  readonly signature: Buffer;
}

const readJwt = (text: string): Jwt | null => {
  const [head = '', body = '', signature = ''] = text.split('.');
  try {
    const [header, claims] = [head, body].map((part) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')));
    return { header, claims, signed: `${head}.${body}`, signature: Buffer.from(signature, 'base64url') };
  } catch {
    return null;
  }
};

const signedBy = ({ header, signed, signature }: Jwt, pem: string): boolean => {
  const certificate = new X509Certificate(pem);
  const print = (algorithm: string) => createHash(algorithm).update(certificate.raw).digest('base64url');
  if (header.x5t !== print('sha1') && header['x5t#S256'] !== print('sha256')) return false;
  const padding = header.alg === 'PS256' ? { padding: 6, saltLength: 32 } : {};
  return createVerify('sha256')
    .update(signed)
    .verify({ key: certificate.publicKey, ...padding }, signature);
};

/**
 * The token endpoint of Microsoft Entra, for apps that sign in for themselves, and the two documents that its client
 * libraries read before: https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export const serveLogin = async (
  { clock, tokens, script, violations }: Common,
  tenant: string,
  apps: ReadonlyMap<string, App>,
): Promise<Login> => {
  const requests: Logged[] = [];

  const judge = (form: URLSearchParams): Caller | Refusal => {
    const scope = form.get('scope') ?? '';
    if (form.get('grant_type') !== 'client_credentials')
      return refusal(400, 'unsupported_grant_type', 70003, 'The app requested an unsupported grant type.');
    const client = form.get('client_id') ?? '';
    const app = apps.get(client);
    if (!app)
      return refusal(
        400,
        'unauthorized_client',
        700016,
        `Application with identifier '${client}' was not found in the directory.`,
      );
    if (!/^https:\/\/\S+\/\.default$/.test(scope))
      return refusal(400, 'invalid_scope', 1002012, `The provided value for scope ${scope} is not valid.`);
    const secret = form.get('client_secret');
    if (secret !== null)
      return app.secrets?.includes(secret)
        ? { app: client, roles: app.roles }
        : refusal(401, 'invalid_client', 7000215, 'Invalid client secret provided.');
    if (form.get('client_assertion_type') !== JWT_BEARER)
      return refusal(
        401,
        'invalid_client',
        7000218,
        "The request body must contain: 'client_assertion' or 'client_secret'.",
      );
    const jwt = readJwt(form.get('client_assertion') ?? '');
    if (!jwt) return refusal(401, 'invalid_client', 50027, 'JWT token is invalid or malformed.');
    if ((jwt.claims.exp ?? 0) * 1000 <= clock.now())
      return refusal(401, 'invalid_client', 700024, 'Client assertion is not within its valid time range.');
    if (jwt.claims.iss === client && jwt.claims.sub === client) {
      const known = app.certificates?.some((pem) => signedBy(jwt, pem)) ?? false;
      return known
        ? { app: client, roles: app.roles }
        : refusal(
            401,
            'invalid_client',
            700027,
            'The certificate with identifier used to sign the client assertion is not registered on application.',
          );
    }
    const { iss, sub, aud } = jwt.claims;
    const trusted = app.federated?.some((one) => one.issuer === iss && one.subject === sub && one.audience === aud);
    return trusted
      ? { app: client, roles: app.roles }
      : refusal(401, 'invalid_client', 70021, 'No matching federated identity record found for presented assertion.');
  };

  const service = await listen(async (request, response) => {
    const text = await readBody(request);
    const { pathname, searchParams } = new URL(request.url!, 'http://fake');
    const base = `https://${request.headers.host}/${tenant}`;
    if (request.method === 'GET' && pathname === '/common/discovery/instance') {
      answer(response, 200, {
        tenant_discovery_endpoint: `${base}/v2.0/.well-known/openid-configuration`,
        metadata: [],
      });
      return;
    }
    if (request.method === 'GET' && pathname === `/${tenant}/v2.0/.well-known/openid-configuration`) {
      answer(response, 200, {
        token_endpoint: `${base}/oauth2/v2.0/token`,
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        issuer: `${base}/v2.0`,
        jwks_uri: `${base}/discovery/v2.0/keys`,
      });
      return;
    }
    const form = new URLSearchParams(text);
    const logged: Logged = {
      method: 'token',
      verb: request.method!,
      path: {},
      query: Object.fromEntries(searchParams),
      headers: request.headers as Record<string, string>,
      body: Object.fromEntries(form),
      app: '',
      batched: false,
      at: clock.now(),
      status: 0,
    };
    requests.push(logged);
    const send =
      (status: number, body: object, headers = {}) =>
      () => {
        logged.status = status;
        answer(response, status, body, headers);
      };
    const asked = /^\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(pathname)?.[1];
    if (request.method !== 'POST' || asked === undefined) {
      violations.push(`login: no method ${request.method} ${request.url}`);
      send(404, {})();
      return;
    }
    const failure = (how: Extract<How, object>) => {
      const { status, code, message, headers } = scripted(how);
      return send(status, { error: code, error_description: message }, headers);
    };
    await staged({ api: 'login', script, response, violations }, 'token', async (how) => {
      if (typeof how === 'object' && !how.after) return failure(how);
      const judged =
        asked === tenant ? judge(form) : refusal(400, 'invalid_request', 90002, `Tenant '${asked}' not found.`);
      if ('error' in judged)
        return send(judged.status, {
          error: judged.error,
          error_description: `AADSTS${judged.number}: ${judged.words}`,
          error_codes: [judged.number],
          timestamp: new Date(clock.now()).toISOString(),
        });
      logged.app = judged.app;
      const access_token = tokens.issue(judged);
      if (how === 'expire-token') tokens.expire(`Bearer ${access_token}`);
      if (typeof how === 'object') return failure(how);
      return send(200, { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token });
    });
  }, violations);
  return { ...service, requests };
};
