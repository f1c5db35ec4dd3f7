/** What is said when Microsoft 365 does not accept Baton's sign-in. */
import { w } from '../../sheet-templates/index.ts';

/** No token, or one that is worth nothing: the same for every service behind Graph. */
export const NOT_SIGNED_IN = w(
  'Microsoft 365 不接受接力的登录：租户、应用 ID、证书或密钥有误或已过期，或还没有管理员同意。请管理员核对 BATON_TENANT、BATON_CLIENT 和证书。',
  'Microsoft 365 does not accept Baton’s sign-in: the tenant, the app’s id, its certificate or secret is wrong or has expired, or no administrator has consented. Ask the administrator to check BATON_TENANT, BATON_CLIENT and the certificate.',
);
