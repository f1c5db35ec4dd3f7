/** SHA-256 of texts. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** A text's UTF-8 hashed, in hex. */
export type TextHash = (text: string) => string;

export const sha256Hex: TextHash = (text) => bytesToHex(sha256(utf8ToBytes(text)));
