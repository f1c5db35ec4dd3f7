import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createGraphClient } from '../../../functions/microsoft/client.ts';
import { CLOUDS } from '../../../functions/microsoft/clouds.ts';
import {
  accountFrom,
  cloudFrom,
  type MicrosoftAccount,
  signIn,
  signInFrom,
} from '../../../functions/microsoft/sign-in.ts';
import { APP, type Graph, openGraph, SECRET, TENANT } from '../../support/graph/graph.ts';

const ENV = { BATON_TENANT: TENANT, BATON_CLIENT: APP };

let folder: string;
let pem: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-'));
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const subject = ['-subj', '/CN=baton', '-days', '2', '-nodes', '-newkey', 'rsa:2048'];
  execFileSync('openssl', ['req', '-x509', ...subject, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  pem = readFileSync(key, 'utf8') + readFileSync(certificate, 'utf8');
  writeFileSync(join(folder, 'both.pem'), pem);
});
afterAll(() => rmSync(folder, { recursive: true }));

let graph: Graph;
beforeEach(async () => {
  // Certificates are made by the machine's clock, and judged by it.
  graph = await openGraph();
  await graph.clock.advance(Date.now() - graph.clock.now());
});
afterEach(() => graph.close());

/** What was said at sign-in is sent to the fake instead of the host it was meant for. */
const hosts: string[] = [];
const signInAt = (account: MicrosoftAccount) =>
  signIn(account, [
    {
      position: 'perRetry',
      policy: {
        name: 'to-the-fake',
        sendRequest: (request, next) => {
          const url = new URL(request.url);
          hosts.push(url.host);
          request.url = `${graph.login.url}${url.pathname}`;
          request.allowInsecureConnection = true;
          return next(request);
        },
      },
    },
  ]);

const client = (account: MicrosoftAccount) =>
  createGraphClient({
    cloud: CLOUDS.global,
    rootUrl: graph.url,
    token: signInAt(account),
    time: { now: graph.clock.now, sleep: (ms) => graph.clock.advance(ms) },
    random: () => 0.5,
  });

const ask = async (account: MicrosoftAccount) => {
  const { id } = graph.drive();
  return client(account).begin().get<{ id: string }>(`/drives/${id}`);
};

describe('an app signs in', () => {
  test('with a secret', async () => {
    expect(await ask(accountFrom({ ...ENV, BATON_CLIENT_SECRET: SECRET }))).toHaveProperty('id');
    expect(hosts.at(-1)).toBe('login.microsoftonline.com');
  });

  test.each([
    ['in a variable', () => pem],
    ['in a variable of one line', () => pem.replaceAll('\n', '\\n')],
    ['in a file', () => join(folder, 'both.pem')],
  ])('with a certificate, %s', async (_, given) => {
    const certificate = readFileSync(join(folder, 'certificate.pem'), 'utf8');
    graph.apps.set(APP, { roles: ['Files.ReadWrite.All'], certificates: [certificate] });
    expect(await ask(accountFrom({ ...ENV, BATON_CLIENT_CERTIFICATE: given() }))).toHaveProperty('id');
  });

  test('as what it is on Google Cloud, without any secret', async () => {
    const [issuer, subject, audience] = ['https://accounts.google.com', '1234', 'api://AzureADTokenExchange'];
    graph.apps.set(APP, { roles: ['Files.ReadWrite.All'], federated: [{ issuer, subject, audience }] });
    const metadata = createServer((request, response) => {
      const asked = new URL(request.url!, 'http://metadata').searchParams.get('audience');
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const claims = { iss: issuer, sub: subject, aud: asked, exp: Math.floor(graph.clock.now() / 1000) + 3600 };
      response.writeHead(request.headers['metadata-flavor'] === 'Google' ? 200 : 403);
      response.end(`${part({ alg: 'RS256' })}.${part(claims)}.${part({})}`);
    });
    await new Promise<void>((resolve) => metadata.listen(0, '127.0.0.1', resolve));
    vi.stubEnv('GCE_METADATA_HOST', `127.0.0.1:${(metadata.address() as AddressInfo).port}`);
    try {
      expect(await ask(accountFrom({ ...ENV, BATON_FEDERATED: 'google' }))).toHaveProperty('id');
    } finally {
      vi.unstubAllEnvs();
      metadata.close();
      metadata.closeAllConnections();
    }
  });

  test('once for many requests, and anew when its token ends before its time', async () => {
    const asked = client(accountFrom({ ...ENV, BATON_CLIENT_SECRET: SECRET })).begin();
    const { id } = graph.drive();
    for (let i = 0; i < 3; i++) await asked.get(`/drives/${id}`);
    expect(graph.login.requests).toHaveLength(1);
    graph.fail({ api: 'graph', how: 'expire-token' });
    expect(await asked.get(`/drives/${id}`)).toHaveProperty('id');
    expect(graph.login.requests).toHaveLength(2);
  });

  test('once for all that a process does with the same account', () => {
    const env = { ...ENV, BATON_CLIENT_SECRET: 'one' };
    expect(signInFrom(env)).toBe(signInFrom({ ...env }));
    expect(signInFrom(env)).not.toBe(signInFrom({ ...env, BATON_CLIENT_SECRET: 'two' }));
  });

  test('in China at its own hosts', () => {
    expect(cloudFrom({ BATON_CLOUD: 'China' })).toMatchObject({
      authority: 'https://login.chinacloudapi.cn',
      graph: 'https://microsoftgraph.chinacloudapi.cn',
      workbooks: false,
    });
  });
});

describe('a sign-in that fails', () => {
  test('for want of the certificate’s file names it, at once', async () => {
    const account = accountFrom({ ...ENV, BATON_CLIENT_CERTIFICATE: join(folder, 'absent.pem') });
    await expect(ask(account)).rejects.toMatchObject({ kind: 'call', code: 'graph-certificate' });
    expect(graph.login.requests).toEqual([]);
  });

  const secret = (BATON_CLIENT_SECRET: string) => accountFrom({ ...ENV, BATON_CLIENT_SECRET });

  test('for good is not repeated, and says why', async () => {
    await expect(ask(secret('wrong'))).rejects.toMatchObject({
      failure: {
        status: 401,
        reason: 'invalid_client',
        signingIn: true,
        message: expect.stringMatching(/AADSTS7000215/),
      },
    });
    expect(graph.login.requests).toHaveLength(1);
  });

  test.each(['drop-before', { status: 503 }, { status: 429, retryAfter: 5 }] as const)(
    'for a moment (%s) is repeated, a change too, since nothing was asked of Graph yet',
    async (how) => {
      graph.fail({ api: 'login', how });
      const item = graph.drive().file('a.xlsx', Buffer.from('a'));
      const path = `/drives/${item.drive.id}/items/${item.id}/content`;
      await client(secret(SECRET)).begin().put(path, Buffer.from('b'));
      expect(item.bytes.toString()).toBe('b');
    },
  );
});

describe('what the environment lacks', () => {
  const proof = { BATON_CLIENT_SECRET: 's' };
  test.each<[string, Record<string, string>]>([
    ['nothing given', {}],
    ['no tenant', { BATON_CLIENT: APP, ...proof }],
    ['no client', { BATON_TENANT: TENANT, ...proof }],
    ['no proof', ENV],
    ['two proofs', { ...ENV, ...proof, BATON_FEDERATED: 'google' }],
    ['an unknown federation', { ...ENV, BATON_FEDERATED: 'aws' }],
  ])('%s', (_, env) => {
    expect(() => accountFrom(env)).toThrow(expect.objectContaining({ kind: 'call', code: 'graph-account' }));
  });

  test('an unknown cloud', () => {
    expect(() => cloudFrom({ BATON_CLOUD: 'mars' })).toThrow(expect.objectContaining({ code: 'graph-cloud' }));
  });
});
