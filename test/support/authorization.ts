/**
 * An authorization server at the wire, as Google and Microsoft publish theirs: it refuses what they refuse. Google:
 * https://developers.google.com/identity/protocols/oauth2/native-app. Microsoft: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
 * and v2-oauth2-device-code.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface AuthorizationOptions {
  readonly kind: 'google' | 'microsoft';
  readonly client: string;
  /** Google's programs on a computer have one. */
  readonly secret?: string;
  readonly account?: string;
  /** What the person lets it have of what it asks for. */
  readonly grants?: (scope: string) => boolean;
  /** Ids picked in Google's window. */
  readonly picks?: readonly string[];
  /** What it says instead of asking the person. */
  readonly refuses?: { readonly error: string; readonly error_description: string };
}

interface Code {
  readonly challenge: string;
  readonly redirectUri: string;
  readonly scope: string;
}

const HOUR = 3600;

export const openAuthorization = async (options: AuthorizationOptions) => {
  const { kind, client, secret, account = 'ann@example.com', grants = () => true, picks = [] } = options;
  let { refuses } = options;
  const codes = new Map<string, Code>();
  const refreshes = new Map<string, { readonly scope: string; readonly since: number }>();
  const devices = new Map<string, { readonly scope: string; polls: number }>();
  const asked: { readonly path: string; readonly form: Readonly<Record<string, string>> }[] = [];
  let now = Date.now();
  /** A project “in testing”: https://support.google.com/cloud/answer/15549945 */
  let lifetime = Number.POSITIVE_INFINITY;
  let approvedAfter = 0;

  const idToken = () =>
    ['{}', JSON.stringify(kind === 'google' ? { email: account } : { preferred_username: account }), 'signature']
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.');
  const refuse = (error: string, error_description = 'AADSTS70000: Bad Request') => ({
    status: error === 'invalid_client' ? 401 : 400,
    body: { error, error_description },
  });
  const grant = (scope: string) => {
    const granted = scope
      .split(' ')
      .filter((one) => /^(openid|email|profile|offline_access)$/.test(one) || grants(one));
    const refresh = randomUUID();
    const isOffline = kind === 'google' || granted.includes('offline_access');
    if (isOffline) refreshes.set(refresh, { scope, since: now });
    return {
      status: 200,
      body: {
        access_token: randomUUID(),
        token_type: 'Bearer',
        expires_in: HOUR - 1,
        // Microsoft leaves the protocol's own out of it.
        scope: granted.filter((one) => kind === 'google' || one.includes('/')).join(' '),
        ...(isOffline && { refresh_token: refresh }),
        ...(granted.includes('openid') && { id_token: idToken() }),
      },
    };
  };

  const authorize = (query: URLSearchParams): { readonly back: URL } | { readonly page: string } => {
    const of = (name: string) => query.get(name) ?? '';
    const page = (why: string) => ({ page: why });
    if (of('client_id') !== client) return page('invalid_client');
    const back = URL.parse(of('redirect_uri'));
    // RFC 8252, 7.3: any port of the loopback address that was registered.
    const host = kind === 'google' ? '127.0.0.1' : 'localhost';
    if (back?.protocol !== 'http:' || back.hostname !== host || !back.port || back.pathname !== '/')
      return page('redirect_uri_mismatch');
    if (of('response_type') !== 'code' || !of('scope') || !of('state')) return page('invalid_request');
    if (of('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(of('code_challenge')))
      return page('invalid_request');
    if (kind === 'google') {
      if (of('access_type') !== 'offline' || of('prompt') !== 'consent')
        return page('no refresh token would come of this');
      // The window for picking files comes with consent to this scope and no other.
      const onlyFiles = of('scope') === 'https://www.googleapis.com/auth/drive.file';
      if ((of('trigger_onepick') === 'true') !== onlyFiles) return page('invalid_request: trigger_onepick');
    } else if (of('response_mode') !== 'query') return page('invalid_request: response_mode');
    back.searchParams.set('state', of('state'));
    if (refuses) {
      for (const [name, value] of Object.entries(refuses)) back.searchParams.set(name, value);
      return { back };
    }
    const code = randomUUID();
    codes.set(code, { challenge: of('code_challenge'), redirectUri: of('redirect_uri'), scope: of('scope') });
    back.searchParams.set('code', code);
    if (of('trigger_onepick')) back.searchParams.set('picked_file_ids', picks.join(','));
    return { back };
  };

  const token = (form: Readonly<Record<string, string>>) => {
    if (form.client_id !== client) return refuse('invalid_client');
    if (form.client_secret !== secret) return refuse('invalid_client');
    switch (form.grant_type) {
      case 'authorization_code': {
        const known = codes.get(form.code ?? '');
        // Once.
        codes.delete(form.code ?? '');
        if (!known || known.redirectUri !== form.redirect_uri) return refuse('invalid_grant');
        const verifier = form.code_verifier ?? '';
        if (!/^[\w.~-]{43,128}$/.test(verifier)) return refuse('invalid_grant');
        if (createHash('sha256').update(verifier).digest('base64url') !== known.challenge)
          return refuse('invalid_grant');
        return grant(known.scope);
      }
      case 'refresh_token': {
        const known = refreshes.get(form.refresh_token ?? '');
        if (!known || now - known.since > lifetime)
          return refuse(
            'invalid_grant',
            kind === 'google' ? 'Token has been expired or revoked.' : 'AADSTS700082: expired',
          );
        const { status, body } = grant(known.scope);
        if (kind === 'microsoft') return { status, body };
        // Google's stays the same, and is not said again.
        refreshes.delete(body.refresh_token ?? '');
        const { refresh_token: _, ...rest } = body;
        return { status, body: rest };
      }
      case 'urn:ietf:params:oauth:grant-type:device_code': {
        const known = devices.get(form.device_code ?? '');
        if (!known) return refuse('bad_verification_code');
        known.polls += 1;
        if (refuses) return refuse(refuses.error, refuses.error_description);
        if (known.polls <= approvedAfter) return refuse('authorization_pending');
        devices.delete(form.device_code ?? '');
        return grant(known.scope);
      }
      default:
        return refuse('unsupported_grant_type');
    }
  };

  const device = (form: Readonly<Record<string, string>>) => {
    if (form.client_id !== client || !form.scope) return refuse('invalid_client');
    const device_code = randomUUID();
    devices.set(device_code, { scope: form.scope, polls: 0 });
    const verification_uri = 'https://microsoft.com/devicelogin';
    return {
      status: 200,
      body: { device_code, user_code: 'ABCD-EFGH', verification_uri, expires_in: 900, interval: 5 },
    };
  };

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fake');
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (request.method === 'GET' && pathname.endsWith('/authorize')) {
      const answered = authorize(searchParams);
      if ('page' in answered) return answer(400, { page: answered.page });
      response.writeHead(302, { location: answered.back.href });
      return response.end();
    }
    if (
      request.method !== 'POST' ||
      request.headers['content-type']?.split(';')[0] !== 'application/x-www-form-urlencoded'
    )
      return answer(405, {});
    const form = Object.fromEntries(new URLSearchParams(await text(request)));
    asked.push({ path: pathname, form });
    const { status, body } = pathname.endsWith('/devicecode') ? device(form) : token(form);
    answer(status, body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** What its token and device endpoints were asked. */
    asked,
    pass: (ms: number) => {
      now += ms;
    },
    testing: () => {
      lifetime = 7 * 24 * HOUR * 1000;
    },
    revoke: () => refreshes.clear(),
    approveAfter: (polls: number) => {
      approvedAfter = polls;
    },
    refuse: (how: AuthorizationOptions['refuses']) => {
      refuses = how;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
};

/** A person at their browser, who agrees: it follows where it is led. */
export const browse = (url: string): void => {
  fetch(url).catch(() => {});
};
