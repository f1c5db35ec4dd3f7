/** A sign-in that was not granted, in words that say who can do what about it. */
import { inAll } from '../../core/messages/in-all.ts';
import { BatonError } from '../errors.ts';
import { type Grant, TokenRefused } from '../remote/grant.ts';

const say = inAll('login');

/** Only an administrator may consent: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const NEEDS_ADMIN = /AADSTS(?:65001|90094|90093|900941|900971)\b|admin_consent_required|consent_required/i;
/** Conditional access keeps this way of signing in away. */
const BLOCKED = /AADSTS(?:53003|530034|50199)\b/;

/** What a person reads of a refusal; anything else as it is. */
export const loginRefused = (error: unknown, isByDevice = false): unknown => {
  if (!(error instanceof TokenRefused)) return error;
  const { said } = error;
  if (NEEDS_ADMIN.test(said)) return new BatonError('data', 'login-needs-admin', say.needsAdmin({ said }), error);
  if (isByDevice && BLOCKED.test(said))
    return new BatonError('data', 'login-device-blocked', say.deviceBlocked({ said }), error);
  return new BatonError('data', 'login-refused', say.refused({ said }), error);
};

/** Microsoft names its own scopes with or without the service in front. */
const shortOf = (scope: string): string => scope.slice(scope.lastIndexOf('/') + 1).toLowerCase();

/** Both services let people leave boxes unticked. BatonError 'data' login-scope. */
export const mustCover = ({ scopes }: Grant, wanted: readonly string[]): void => {
  const granted = new Set(scopes.map(shortOf));
  const missing = wanted.map(shortOf).filter((one) => !granted.has(one));
  if (missing.length > 0) throw new BatonError('data', 'login-scope', say.scopeMissing({ scopes: missing }));
};
