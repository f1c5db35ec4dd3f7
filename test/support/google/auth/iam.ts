import type { iamcredentials_v1 } from 'googleapis/build/src/apis/iamcredentials/v1.js';
import { discover } from '../wire/discovery.ts';
import { GoogleError, invalid } from '../wire/errors.ts';
import { type Call, type Service, type ServiceParts, serve } from '../wire/server.ts';
import { KEY_ID, type ServiceAccount, signJwt } from './accounts.ts';

const SCOPES = ['cloud-platform', 'iam'].map((scope) => `https://www.googleapis.com/auth/${scope}`);
/** https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/signJwt: exp at most 12 hours ahead. */
const LONGEST_JWT = 12 * 3600;

/** IAM credentials: what a service account without a key signs and gets tokens through. */
export const serveIam = async ({
  accounts,
  ...parts
}: Omit<ServiceParts, 'api' | 'handlers' | 'scopes' | 'discovery'> & {
  readonly accounts: ReadonlyMap<string, ServiceAccount>;
}): Promise<Service> => {
  const { clock, tokens } = parts;

  const accountOf = ({ path, caller, body }: Call, permission: string): string => {
    const email = /^projects\/-\/serviceAccounts\/([^/]+)$/.exec(path.name ?? '')?.[1];
    if (!email)
      throw invalid('Invalid form of account ID. Should be projects/-/serviceAccounts/{ACCOUNT_EMAIL_OR_UNIQUEID}');
    if ((body as { delegates?: string[] }).delegates?.length) throw invalid('The fake knows no chains of delegates');
    const account = accounts.get(email);
    if (!account) throw new GoogleError('NOT_FOUND', `Not found; Gaia id not found for email ${email}`);
    if (!account.tokenCreators?.includes(caller.email))
      throw new GoogleError(
        'PERMISSION_DENIED',
        `Permission '${permission}' denied on resource (or it may not exist).`,
        [
          {
            '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
            reason: 'IAM_PERMISSION_DENIED',
            domain: 'iam.googleapis.com',
            metadata: { permission },
          },
        ],
      );
    return email;
  };

  return serve({
    ...parts,
    api: 'iam',
    discovery: discover('iamcredentials/v1'),
    scopes: () => SCOPES,
    handlers: {
      'projects.serviceAccounts.signJwt': (call) => {
        accountOf(call, 'iam.serviceAccounts.signJwt');
        const { payload } = call.body as iamcredentials_v1.Schema$SignJwtRequest;
        let claims: { exp?: unknown };
        try {
          claims = JSON.parse(payload ?? '') as { exp?: unknown };
        } catch {
          throw invalid('Payload must be a JSON object.');
        }
        if (typeof claims !== 'object' || claims === null) throw invalid('Payload must be a JSON object.');
        if (
          claims.exp !== undefined &&
          !(Number.isInteger(claims.exp) && Number(claims.exp) <= clock.now() / 1000 + LONGEST_JWT)
        )
          throw invalid("The 'exp' claim must be an integer, at most 12 hours in the future.");
        return { keyId: KEY_ID, signedJwt: signJwt(payload!) };
      },

      'projects.serviceAccounts.generateAccessToken': (call) => {
        const email = accountOf(call, 'iam.serviceAccounts.getAccessToken');
        const { scope, lifetime } = call.body as iamcredentials_v1.Schema$GenerateAccessTokenRequest;
        if (!scope?.length) throw invalid('Scope must be provided.');
        const seconds = lifetime ? Number(/^(\d+(?:\.\d+)?)s$/.exec(lifetime)?.[1]) : 3600;
        if (!(seconds > 0 && seconds <= 3600)) throw invalid('The lifetime must be at most 3600s.');
        return {
          accessToken: tokens.issue(email, scope, seconds),
          expireTime: new Date(clock.now() + seconds * 1000).toISOString(),
        };
      },
    },
  });
};
