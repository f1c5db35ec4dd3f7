/** Signs in by the person's own browser, which comes back to a port of this machine (RFC 8252), with PKCE (RFC 7636). */
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inAll } from '../../core/messages/in-all.ts';
import type { Locale } from '../../sheet-templates/types.ts';
import { BatonError } from '../errors.ts';
import { TokenRefused } from '../remote/grant.ts';
import { answerPage } from './page.ts';

const say = inAll('login');

export interface BrowserLogin {
  /** Host of the address to come back to: Google wants 127.0.0.1, Microsoft localhost, both with any port. */
  readonly host: '127.0.0.1' | 'localhost';
  /** The authorization server's address, and what it is asked besides what is said here. */
  readonly authorize: string;
  readonly asks: Readonly<Record<string, string>>;
  /** Shows this address to the person, and opens it where a browser is to be had. */
  readonly open: (url: string) => void;
  readonly locale: Locale;
  /** Milliseconds until nobody is waited for any more. */
  readonly patience?: number;
}

/** What the browser came back with. */
export interface CameBack {
  readonly code: string;
  readonly verifier: string;
  readonly redirectUri: string;
  /** All that the authorization server said. */
  readonly params: URLSearchParams;
}

const PATIENCE = 600_000;

/** Waits until somebody has signed in. Throws TokenRefused where they did not agree; BatonError 'backend' login-nobody. */
export const byBrowser = async (login: BrowserLogin): Promise<CameBack> => {
  const { host, authorize, asks, open, locale, patience = PATIENCE } = login;
  const state = randomBytes(24).toString('base64url');
  const verifier = randomBytes(48).toString('base64url');
  const server = createServer();
  // Nobody but this machine reaches it.
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const redirectUri = `http://${host}:${(server.address() as AddressInfo).port}`;
  let timer: NodeJS.Timeout | undefined;
  try {
    const back = new Promise<URLSearchParams>((resolve, reject) => {
      timer = setTimeout(() => reject(new BatonError('backend', 'login-nobody', say.nobody)), patience);
      server.on('request', (request, response) => {
        const params = paramsOf(request, redirectUri);
        // Whatever else asks here does not know what we asked: it is answered, and nothing comes of it.
        if (params?.get('state') !== state) return answer(response, 404, answerPage(locale, 'unknown'));
        const isIn = params.has('code');
        answer(response, 200, answerPage(locale, isIn ? 'done' : 'refused'));
        if (isIn) resolve(params);
        else reject(new TokenRefused(params.get('error') ?? '', params.get('error_description') ?? ''));
      });
    });
    // Somebody may come back before anybody waits.
    back.catch(() => {});
    const url = new URL(authorize);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const all = {
      ...asks,
      response_type: 'code',
      redirect_uri: redirectUri,
      state,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    };
    for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
    open(url.href);
    const params = await back;
    return { code: params.get('code') ?? '', verifier, redirectUri, params };
  } finally {
    clearTimeout(timer);
    server.close();
    server.closeIdleConnections();
  }
};

const paramsOf = ({ method, url = '/' }: IncomingMessage, base: string): URLSearchParams | null => {
  const asked = URL.parse(url, base);
  return method === 'GET' && asked?.pathname === '/' ? asked.searchParams : null;
};

const answer = (response: ServerResponse, status: number, body: string): void => {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    connection: 'close',
  });
  response.end(body);
};
