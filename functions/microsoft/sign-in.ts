/** Gets access tokens for Graph: by certificate, by secret, or by the machine's identity on Google Cloud. */
import { readFile } from 'node:fs/promises';
import type { ClientSecretCredentialOptions, TokenCredential } from '@azure/identity';
import { inAllWays } from '../../core/messages/in-all-ways.ts';
import { ensure, only } from '../../core/text/maps.ts';
import { once } from '../base/once.ts';
import { BatonError } from '../errors.ts';
import { FailedRequest } from '../remote/failure.ts';
import { openGrant } from '../remote/grant.ts';
import { CLOUD_NAMES, CLOUDS, type Cloud, type CloudName } from './clouds.ts';
import { type GraphFailure, noAnswer, refusalOf } from './failure.ts';

const say = inAllWays('microsoft');

/** Answers an access token for Graph. `refused`: one that was not taken, and is not answered again. */
export type TokenSource = (refused: string | null) => Promise<string>;

/** The app registration Baton works as, and how it proves that. */
export interface MicrosoftAccount {
  readonly cloud: CloudName;
  /** The directory's id or one of its domains. */
  readonly tenant: string;
  /** The app's (client) id. */
  readonly client: string;
  readonly proof:
    | {
        readonly kind: 'certificate' /** PEM of certificate and private key, or the path of a file with both. */;
        readonly pem: string;
      }
    | { readonly kind: 'secret'; readonly secret: string }
    /** The machine's own identity on Google Cloud, which the app trusts: no secret at all. */
    | { readonly kind: 'google' };
}

/** No token was to be had. */
export class NotSignedIn extends FailedRequest<GraphFailure> {}

type Environment = Readonly<Record<string, string | undefined>>;

/** `global` unless BATON_CLOUD says otherwise. */
export const cloudFrom = (env: Environment): Cloud => {
  const given = env.BATON_CLOUD?.trim().toLowerCase() || 'global';
  const name = CLOUD_NAMES.find((known) => known === given);
  if (!name) throw badCloud();
  return CLOUDS[name];
};

/** BatonError 'call' graph-account when a variable is missing, or when more than one proof is given. */
export const accountFrom = (env: Environment): MicrosoftAccount => {
  const of = (name: string) => env[name]?.trim() || null;
  const [tenant, client] = [of('BATON_TENANT'), of('BATON_CLIENT')];
  const [pem, secret] = [of('BATON_CLIENT_CERTIFICATE'), of('BATON_CLIENT_SECRET')];
  const federated = of('BATON_FEDERATED');
  const proofs: MicrosoftAccount['proof'][] = [
    ...(pem ? [{ kind: 'certificate', pem } as const] : []),
    ...(secret ? [{ kind: 'secret', secret } as const] : []),
    ...(federated === 'google' ? [{ kind: 'google' } as const] : []),
  ];
  const proof = only(proofs);
  if (!tenant || !client || !proof || (federated !== null && federated !== 'google')) throw badAccount();
  return { cloud: cloudFrom(env).name, tenant, client, proof };
};

const sources = new Map<string, TokenSource>();

/** The environment's account, signed in once for all that this process does there; where it names none, whoever signed in here. BatonError as accountFrom's. */
export const signInFrom = (env: Environment): TokenSource => {
  if (namesNoApp(env)) return asOneself(env);
  const account = accountFrom(env);
  return ensure(sources, JSON.stringify(account), () => signIn(account));
};

/** Whether nothing says that an app signs in by itself. */
export const namesNoApp = (env: Environment): boolean =>
  ['BATON_CLIENT_CERTIFICATE', 'BATON_CLIENT_SECRET', 'BATON_FEDERATED'].every((name) => !env[name]?.trim());

/** Tokens of whoever signed in on this machine; where nobody has, what an app's account lacks is said. */
const asOneself = (env: Environment): TokenSource => {
  const login = once(() => openGrant('microsoft'));
  return async (refused) => {
    const open = await login();
    if (open === null) {
      accountFrom(env);
      throw badAccount();
    }
    asSomebody = true;
    return open.token(refused);
  };
};

let asSomebody = false;
/** Whether this process works as whoever signed in, and not as an app: other people grant what it lacks. */
export const isAsOneself = (): boolean => asSomebody;

/** Names an app's own rights on Graph; which they are was said when it was registered. */
const scopeOf = ({ graph }: Cloud) => `${graph}/.default`;

/**
 * Tokens of an app, kept until shortly before they end. @azure/identity is loaded with the first that is asked for.
 * `policies` are links of its pipeline. Throws NotSignedIn.
 */
export const signIn = (account: MicrosoftAccount, policies: Policies = []): TokenSource => {
  const cloud = CLOUDS[account.cloud];
  const seen = watch();
  let credential: Promise<TokenCredential> | undefined;
  return async (refused) => {
    for (let isFresh = false; ; isFresh = true) {
      credential ??= credentialOf(account, cloud, seen, policies);
      const known = await credential.catch((error) => {
        credential = undefined;
        throw error;
      });
      try {
        const { token } = (await known.getToken(scopeOf(cloud))) ?? { token: '' };
        if (token !== refused || isFresh) return token;
      } catch (thrown) {
        credential = undefined;
        throw new NotSignedIn(seen.failure(thrown));
      }
      // A credential keeps its token until the hour is over; another one asks for another.
      credential = undefined;
    }
  };
};

type Policies = NonNullable<ClientSecretCredentialOptions['additionalPolicies']>;
type Policy = Policies[number]['policy'];

/** What was answered: @azure/identity throws one error for whatever went wrong. */
interface Watch {
  readonly policy: Policy;
  readonly during: <T>(work: Promise<T>) => Promise<T>;
  /** Why there is no token; forgotten then. */
  readonly failure: (thrown: unknown) => GraphFailure;
}

const watch = (): Watch => {
  let last: GraphFailure | undefined;
  const during: Watch['during'] = (work) =>
    work.catch((thrown) => {
      last = noAnswer(thrown);
      throw thrown;
    });
  const policy: Policy = {
    name: 'baton-watch',
    sendRequest: async (request, next) => {
      const response = await during(next(request));
      const { status, headers, bodyAsText } = response;
      last =
        status > 299 ? refusalOf(status, new Headers(headers.toJSON()), parsed(bodyAsText), Date.now()) : undefined;
      return response;
    },
  };
  const failure = (thrown: unknown): GraphFailure => {
    const known = last ?? noAnswer(thrown);
    last = undefined;
    return { ...known, signingIn: true, cause: thrown };
  };
  return { policy, during, failure };
};

const parsed = (text: string | null | undefined): unknown => {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return text;
  }
};

const credentialOf = async (
  account: MicrosoftAccount,
  { name, authority }: Cloud,
  { policy, during }: Watch,
  policies: Policies,
): Promise<TokenCredential> => {
  const { ClientAssertionCredential, ClientCertificateCredential, ClientSecretCredential } = await import(
    '@azure/identity'
  );
  const { tenant, client, proof } = account;
  // Repeated where all requests are: client.ts.
  const options = {
    authorityHost: authority,
    retryOptions: { maxRetries: 0 },
    additionalPolicies: [...policies, { policy, position: 'perCall' as const }],
  };
  switch (proof.kind) {
    case 'secret':
      return new ClientSecretCredential(tenant, client, proof.secret, options);
    case 'certificate': {
      // A variable cannot always hold line breaks.
      const given = proof.pem.replaceAll('\\n', '\n');
      const certificate = given.includes('-----BEGIN') ? given : await readCertificate(proof.pem);
      return new ClientCertificateCredential(tenant, client, { certificate }, options);
    }
    case 'google':
      return new ClientAssertionCredential(tenant, client, () => during(googleIdentity(AUDIENCES[name])), options);
  }
};

const readCertificate = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch((cause) => {
    throw new BatonError('call', 'graph-certificate', say.graphCertificate({ path }), cause);
  });

/** https://learn.microsoft.com/entra/workload-id/workload-identity-federation-create-trust */
const AUDIENCES: Readonly<Record<CloudName, string>> = {
  global: 'api://AzureADTokenExchange',
  china: 'api://AzureADTokenExchangeChina',
};

/**
 * An ID token of the service account that this machine runs as, from Google's metadata server.
 * https://cloud.google.com/compute/docs/instances/verifying-instance-identity
 */
const googleIdentity = async (audience: string): Promise<string> => {
  const host = process.env.GCE_METADATA_HOST ?? 'metadata.google.internal';
  const url = `http://${host}/computeMetadata/v1/instance/service-accounts/default/identity?audience=${encodeURIComponent(audience)}&format=full`;
  const response = await fetch(url, { headers: { 'metadata-flavor': 'Google' }, signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`the metadata server answered ${response.status}`);
  return response.text();
};

const badCloud = () => new BatonError('call', 'graph-cloud', say.graphCloud);

const badAccount = () => new BatonError('call', 'graph-account', say.graphAccount);
