/** Compound files (MS-CFB): old .xls workbooks, and .xlsx ones behind a password. They may have a zip inside. */
import { ofFiles as say } from '../../core/messages/words-of-files.ts';
import { BatonError } from '../errors.ts';

export const isCompound = (bytes: Buffer): boolean => bytes.length >= 8 && bytes.readUInt32BE(0) === 0xd0cf11e0;

/** What it is, by the names in its directory. */
export const compoundRefusal = (bytes: Buffer): BatonError => {
  const has = (name: string) => bytes.includes(name, 0, 'utf16le');
  if (has('EncryptedPackage')) return encrypted();
  if (has('WordDocument') || has('PowerPoint Document')) return new BatonError('data', 'not-a-zip', say.notAZip);
  return new BatonError('data', 'xls-file', say.xlsFile);
};

export const encrypted = () => new BatonError('data', 'encrypted', say.encrypted);
