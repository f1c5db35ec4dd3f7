/** A short key for a workbook, in place of its path or address. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** A workbook's name where its URI has no place: in logs and links, as a path may hold somebody's name, and in a task's name. */
export const workbookKey = (uri: string): string => bytesToHex(sha256(utf8ToBytes(uri))).slice(0, 16);
