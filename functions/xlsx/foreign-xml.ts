/** Recognises XML that no spreadsheet program writes: a DOCTYPE, another encoding. */
import { ofFiles as say } from '../../core/messages/words-of-files.ts';
import { BatonError } from '../errors.ts';

/** How much of a part is looked at for what stands before its first element. */
const HEAD = 4096;

const DECLARED = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([^"']+)["']/;
/** What is bytes of ASCII and UTF-8, whatever it says: some writers declare the UTF-16 of the string they wrote it from. */
const READABLE = /^(?:utf-?8|us-ascii|ascii|utf-?16)$/i;

/**
 * XML that is well-formed and no part of a workbook as spreadsheet programs write it: with a DOCTYPE, which ECMA-376 part 2
 * forbids (its entities could be anything), in UTF-16, or in an encoding of its own. Null for all else.
 */
export const foreignXml = (path: string, bytes: Buffer): BatonError | null => {
  if (!/\.(?:xml|rels)$/i.test(path)) return null;
  if (isUtf16(bytes)) return otherEncoding(path, 'UTF-16');
  const head = bytes.toString('latin1', 0, HEAD).replace(/^\u00ef\u00bb\u00bf/, '');
  const encoding = DECLARED.exec(head)?.[1];
  if (encoding !== undefined && !READABLE.test(encoding) && bytes.some((byte) => byte > 0x7f)) {
    return otherEncoding(path, encoding);
  }
  const first = /<!DOCTYPE|<[A-Za-z_]/.exec(head.replace(/<!--.*?(?:-->|$)/gs, ''));
  return first?.[0] === '<!DOCTYPE' ? hasDoctype(path) : null;
};

/** A mark of byte order, or a zero beside the first `<`. */
const isUtf16 = (bytes: Buffer): boolean => {
  if (bytes.length < 2) return false;
  const first = bytes.readUInt16BE(0);
  return first === 0xfeff || first === 0xfffe || first === 0x003c || first === 0x3c00;
};

const hasDoctype = (path: string) => new BatonError('data', 'xml-doctype', say.xmlDoctype({ path }));

const otherEncoding = (path: string, encoding: string) =>
  new BatonError('data', 'xml-encoding', say.xmlEncoding({ path, encoding }));
