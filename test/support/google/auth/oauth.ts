import type { Clock } from '../../wire/clock.ts';
import { answer, listen, readBody, staged } from '../../wire/server.ts';
import type { How, Script } from '../wire/script.ts';
import { type Logged, type Service, scripted } from '../wire/server.ts';
import { readJwt, type ServiceAccount } from './accounts.ts';
import type { Tokens } from './tokens.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** Google's own address of this service: assertions name it whatever host they are sent to. */
const TOKEN_AUDIENCE = 'https://oauth2.googleapis.com/token';
const HOUR = 3600;
/** How far ahead of Google's clock an assertion's may be. */
const SKEW = 300;

interface Refusal {
  readonly code: 400 | 401;
  readonly error: string;
  readonly description: string;
}

const refusal = (code: Refusal['code'], error: string, description: string): Refusal => ({ code, error, description });

/**
 * The token endpoint for service accounts: a signed assertion for an access token; see
 * https://developers.google.com/identity/protocols/oauth2/service-account#httprest, its errors as listed there.
 */
export const serveOAuth = async ({
  clock,
  tokens,
  script,
  violations,
  accounts,
  people,
}: {
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly script: Script;
  readonly violations: string[];
  readonly accounts: ReadonlyMap<string, ServiceAccount>;
  readonly people: ReadonlySet<string>;
}): Promise<Service> => {
  const requests: Logged[] = [];

  const judge = (form: URLSearchParams): { email: string; scopes: string[] } | Refusal => {
    const unknown = [...form.keys()].filter((name) => name !== 'grant_type' && name !== 'assertion');
    if (unknown.length > 0 || form.get('grant_type') !== JWT_BEARER) {
      violations.push(`oauth token: ${unknown.join(', ') || form.get('grant_type')} is not simulated`);
      return refusal(400, 'unsupported_grant_type', `Invalid grant_type: ${form.get('grant_type')}`);
    }
    const claims = readJwt(form.get('assertion') ?? '');
    if (!claims) return refusal(400, 'invalid_grant', 'Invalid JWT Signature.');
    const account = accounts.get(claims.iss ?? '');
    if (!account) return refusal(400, 'invalid_grant', 'Invalid grant: account not found');
    if (claims.aud !== TOKEN_AUDIENCE)
      return refusal(
        400,
        'invalid_grant',
        `Invalid JWT: Failed audience check. The right audience is ${TOKEN_AUDIENCE}`,
      );
    const now = clock.now() / 1000;
    const { iat = 0, exp = 0 } = claims;
    if (exp <= now - SKEW || iat > now + SKEW || exp - iat > HOUR || exp <= iat)
      return refusal(
        400,
        'invalid_grant',
        'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
      );
    const scopes = (claims.scope ?? '').split(' ').filter(Boolean);
    if (scopes.length === 0) return refusal(400, 'invalid_scope', 'Invalid OAuth scope or ID token audience provided.');
    if (claims.sub === undefined || claims.sub === claims.iss) return { email: claims.iss!, scopes };
    if (!scopes.every((scope) => account.delegated?.includes(scope)))
      return refusal(
        401,
        'unauthorized_client',
        'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.',
      );
    if (!people.has(claims.sub)) return refusal(400, 'invalid_grant', 'Invalid email or User ID');
    return { email: claims.sub, scopes };
  };

  const service = await listen(async (request, response) => {
    const text = await readBody(request);
    const logged: Logged = {
      method: 'token',
      path: {},
      query: {},
      body: Object.fromEntries(new URLSearchParams(text)),
      user: '',
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
    if (request.method !== 'POST' || new URL(request.url!, 'http://fake').pathname !== '/token') {
      violations.push(`oauth: no method ${request.method} ${request.url}`);
      send(404, {})();
      return;
    }
    const failure = (how: Extract<How, object>) =>
      send(
        how.status,
        scripted(how).body(),
        how.retryAfter === undefined ? {} : { 'retry-after': String(how.retryAfter) },
      );
    await staged({ api: 'oauth', script, response, violations }, 'token', async (how) => {
      if (typeof how === 'object' && !how.after) return failure(how);
      const judged = judge(new URLSearchParams(text));
      if ('error' in judged) return send(judged.code, { error: judged.error, error_description: judged.description });
      logged.user = judged.email;
      const access_token = tokens.issue(judged.email, judged.scopes, HOUR);
      if (how === 'expire-token') tokens.expire(`Bearer ${access_token}`);
      if (typeof how === 'object') return failure(how);
      return send(200, { access_token, expires_in: HOUR - 1, token_type: 'Bearer' });
    });
  }, violations);
  return { ...service, requests };
};
