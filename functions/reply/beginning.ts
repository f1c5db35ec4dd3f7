/** As much of a message as is worth reading, so that none takes more memory than a small process has. */

/** Bytes of a message that are looked at. */
const LARGEST = 8 * 1024 * 1024;
/** What somebody wrote stands within so many. Of what lies behind, attachments, only the names count: a part's boundary, and what it says of itself. */
const WHOLE = 1024 * 1024;
/**
 * The parser holds each line of a text by itself, and in base64 what stands before each `=`, in two to three kilobytes (Node's Blob): six megabytes of
 * empty lines would take some gigabytes. So many take fifty megabytes.
 */
const MOST_PIECES = 20_000;
/** Lines of base64 are longer, and hardly take more than their bytes; of others there are few enough. */
const SHORT = 60;

export const beginningOf = (raw: Uint8Array): Uint8Array => {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.length, LARGEST));
  const base64 = bytes.toString('latin1').search(/base64/i);
  const kept: Buffer[] = [];
  let pieces = 0;
  let isHead: boolean = false;
  for (let at = 0, end = 0; at < bytes.length; at = end) {
    end = bytes.indexOf(FEED, at) + 1 || bytes.length;
    const line = bytes.subarray(at, end);
    const wasHead: boolean = isHead;
    isHead = isBoundary(line) || (wasHead && !isBlank(line));
    if (at >= WHOLE && !isHead && !wasHead) continue;
    // Of what is written otherwise, such as =E4, any number may stand in a line.
    pieces += (line.length < SHORT ? 1 : 0) + (base64 >= 0 && at > base64 ? countOf(EQUALS, line) : 0);
    if (pieces > MOST_PIECES) break;
    kept.push(line);
  }
  return Buffer.concat(kept);
};

const [FEED, DASH, EQUALS] = [0x0a, 0x2d, 0x3d];

const isBoundary = (line: Buffer): boolean => line[0] === DASH && line[1] === DASH;
const isBlank = (line: Buffer): boolean => line.length <= 2 && line.toString('latin1').trim() === '';

const countOf = (byte: number, line: Buffer): number => {
  let count = 0;
  for (let at = line.indexOf(byte); at >= 0; at = line.indexOf(byte, at + 1)) count++;
  return count;
};
