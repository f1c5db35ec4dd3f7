/** Signs in to Microsoft 365 as oneself: to one's own OneDrive and to send mail, or to send mail by SMTP alone. */
import type { Locale } from '../../sheet-templates/types.ts';
import type { Cloud } from '../microsoft/clouds.ts';
import { graphScopes, IMAP_SCOPE, SMTP_SCOPE } from '../microsoft/login.ts';
import { askForTokens, type Grant, type GrantName, type Tokens } from '../remote/grant.ts';
import type { Time } from '../remote/patience.ts';
import { byDevice } from './device.ts';
import { granted } from './google.ts';
import { byBrowser } from './loopback.ts';

export interface MicrosoftLogin {
  readonly cloud: Cloud;
  /** The directory's id or one of its domains; `organizations` for whichever the person is of. */
  readonly tenant: string;
  readonly client: string;
  /** Only what mail by SMTP needs: its tokens are another service's. */
  readonly smtp: boolean;
  /** Only what reading replies by IMAP needs: another login again, so that whoever sends need not let anybody read. */
  readonly imap?: boolean;
  readonly open: (url: string) => void;
  /** Tells where to type a code, on a machine without a browser; null where the browser is used. */
  readonly device: ((address: string, code: string) => void) | null;
  readonly locale: Locale;
  readonly now: () => string;
  readonly time?: Time;
}

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow */
export const signInToMicrosoft = async (login: MicrosoftLogin): Promise<Grant> => {
  const { cloud, tenant, client, open, device, locale, now, time } = login;
  const base = `${cloud.authority}/${encodeURIComponent(tenant)}/oauth2/v2.0`;
  const token = `${base}/token`;
  const { name, scopes: wanted } = wantedOf(login);
  const scope = ['openid', 'email', 'profile', 'offline_access', ...wanted].join(' ');
  const byCode = async (): Promise<Tokens> => {
    const asks = { client_id: client, scope, response_mode: 'query', prompt: 'select_account' };
    const back = await byBrowser({ host: 'localhost', authorize: `${base}/authorize`, asks, open, locale });
    return askForTokens(token, {
      grant_type: 'authorization_code',
      client_id: client,
      scope,
      code: back.code,
      code_verifier: back.verifier,
      redirect_uri: back.redirectUri,
    });
  };
  const tokens = await (device
    ? byDevice({ device: `${base}/devicecode`, token, client, scope, tell: device, ...(time && { time }) })
    : byCode());
  return { name, endpoint: token, client, ...granted(tokens, scope), since: now() };
};

/** What a login is for, and what has to be granted for it. */
export const wantedOf = ({
  cloud,
  smtp,
  imap = false,
}: Pick<MicrosoftLogin, 'cloud' | 'smtp' | 'imap'>): {
  readonly name: GrantName;
  readonly scopes: readonly string[];
} => {
  if (imap) return { name: 'microsoft-imap', scopes: [IMAP_SCOPE] };
  if (smtp) return { name: 'microsoft-smtp', scopes: [SMTP_SCOPE] };
  return { name: 'microsoft', scopes: graphScopes(cloud) };
};
