/** SHA-256 of texts by whatever runs this: where Node has it built in, the rows of a ledger take a tenth of the time; the add-on for Google Sheets has nothing of the kind. */
import { sha256Hex, type TextHash } from '../../core/text/sha256.ts';

interface Builtin {
  readonly hash?: (algorithm: 'sha256', text: string, encoding: 'hex') => string;
}

interface Host {
  readonly process?: { readonly getBuiltinModule?: (name: 'node:crypto') => Builtin };
}

const { hash } = (globalThis as Host).process?.getBuiltinModule?.('node:crypto') ?? {};

export const textHash: TextHash = hash ? (text) => hash('sha256', text, 'hex') : sha256Hex;
