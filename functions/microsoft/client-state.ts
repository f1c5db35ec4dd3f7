/** The signed secret that tells Graph's own notifications from forged ones. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The secret by which a notification of Microsoft Graph is known to come from a subscription of ours. It names the drive and
 * signs that name, so that no server has to remember subscriptions: `1f0c…16 hex digits.signature`, 60 of the 128 characters
 * that Graph allows.
 */
export interface ClientStates {
  readonly of: (drive: string) => string;
  /** `driveKey` of the drive that a state was made for; null when it was not made here. */
  readonly driveIn: (state: string) => string | null;
  /** Changes with the secret that signs, and tells nothing about it: a list of subscriptions shows no states. */
  readonly fingerprint: string;
}

/** The drive of a workbook's URI; null for one that is elsewhere. */
export const driveOf = (uri: string): string | null => /^graph:([^/]+)\//i.exec(uri)?.[1] ?? null;

/** A drive's name where its id has no place. */
export const driveKey = (drive: string): string => createHash('sha256').update(drive).digest('hex').slice(0, 16);

/** `keys` are those of links (BATON_LINK_KEY): the first signs, all are accepted. */
export const createClientStates = (keys: readonly [string, ...string[]]): ClientStates => ({
  of: (drive) => stateOf(keys[0], driveKey(drive)),
  driveIn: (state) => {
    const [, drive] = /^([\da-f]{16})\.[\w-]{43}$/.exec(state) ?? [];
    if (drive === undefined) return null;
    const given = Buffer.from(state);
    const isOurs = keys.some((key) => timingSafeEqual(Buffer.from(stateOf(key, drive)), given));
    return isOurs ? drive : null;
  },
  fingerprint: sign(keys[0], 'fingerprint').slice(0, 12),
});

const stateOf = (key: string, drive: string): string => `${drive}.${sign(key, drive)}`;

/** Links are signed with the same secret: what is signed here begins with words that nothing signed there begins with. */
const sign = (key: string, text: string): string =>
  createHmac('sha256', key).update(`graph-subscription\n${text}`).digest('base64url');
