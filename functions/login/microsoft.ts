/** Signs in to Microsoft 365 as oneself: to one's own OneDrive and to send mail, or to send mail by SMTP alone. */
import type { Locale } from '../../sheet-templates/types.ts';
import type { Cloud } from '../microsoft/clouds.ts';
import { graphScopes, SMTP_SCOPE } from '../microsoft/login.ts';
import { askForTokens, type Grant, type Tokens } from '../remote/grant.ts';
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
  readonly open: (url: string) => void;
  /** Tells where to type a code, on a machine without a browser; null where the browser is used. */
  readonly device: ((address: string, code: string) => void) | null;
  readonly locale: Locale;
  readonly now: () => string;
  readonly time?: Time;
}

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow */
export const signInToMicrosoft = async (login: MicrosoftLogin): Promise<Grant> => {
  const { cloud, tenant, client, smtp, open, device, locale, now, time } = login;
  const base = `${cloud.authority}/${encodeURIComponent(tenant)}/oauth2/v2.0`;
  const token = `${base}/token`;
  const wanted = smtp ? [SMTP_SCOPE] : graphScopes(cloud);
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
  const name = smtp ? 'microsoft-smtp' : 'microsoft';
  return { name, endpoint: token, client, ...granted(tokens, scope), since: now() };
};
