/** How links and addresses are signed, and how a workbook and a person stand in them without their names. */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** Bytes of each part of a token. */
export const SIZE = { head: 3, workbook: 8, id: 6, person: 8, mac: 16 } as const;

/** Each purpose signs apart from the others, and no two lists of parts sign alike. */
export const mac = (key: string, purpose: string, ...parts: readonly (string | Uint8Array)[]): Uint8Array => {
  const made = hmac.create(sha256, utf8ToBytes(key));
  for (const part of [purpose, ...parts]) {
    const bytes = typeof part === 'string' ? utf8ToBytes(part) : part;
    made.update(utf8ToBytes(`${bytes.length}:`)).update(bytes);
  }
  return made.digest().subarray(0, SIZE.mac);
};

export const idTag = (workbookId: string): Uint8Array => sha256(utf8ToBytes(workbookId)).subarray(0, SIZE.id);

export const personTag = (key: string, address: string): Uint8Array =>
  mac(key, 'person', address.toLowerCase()).subarray(0, SIZE.person);
