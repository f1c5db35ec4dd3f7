/** Bytes and texts without anything of Node's, so that the add-on for Google Sheets runs the same code. */
import { bytesToHex, randomBytes } from '@noble/hashes/utils.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Base64 for addresses, without padding (RFC 4648 §5). */
export const base64url = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const letters = Math.min(3, bytes.length - at) + 1;
    for (let i = 0; i < letters; i++) text += ALPHABET.charAt((three >> (18 - 6 * i)) & 63);
  }
  return text;
};

const VALUES: ReadonlyMap<string, number> = new Map([...ALPHABET].map((letter, value) => [letter, value]));

/** What such a text says; null for any other text. */
export const fromBase64url = (text: string): Uint8Array | null => {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const value = VALUES.get(text.charAt(i));
    if (value === undefined) return null;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >> bits) & 0xff;
  }
  return bytes;
};

/** UTF-8 as text; null where it is none. */
export const textOfBytes = (bytes: Uint8Array): string | null => {
  try {
    return decodeURIComponent(bytesToHex(bytes).replace(/../g, '%$&'));
  } catch {
    return null;
  }
};

/** Takes as long whatever differs. */
export const isSame = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false;
  let differing = 0;
  a.forEach((byte, at) => {
    differing |= byte ^ (b[at] ?? 0);
  });
  return differing === 0;
};

/** An id nobody else makes, short enough to be read in a cell. */
export const randomId = (): string => bytesToHex(randomBytes(8));

/** A query for an address, `t=…&a=…`; of each pair the name is plain. */
export const queryText = (pairs: readonly (readonly [name: string, value: string])[]): string =>
  pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
