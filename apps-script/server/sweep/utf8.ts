/** A text as UTF-8, where the runtime has no TextEncoder. */

/** Half a pair becomes U+FFFD, as everywhere. */
export const utf8Of = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    const point = code >= 0xd800 && code < 0xe000 ? 0xfffd : code;
    if (point < 0x80) {
      bytes[length++] = point;
      continue;
    }
    const tail = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    bytes[length++] = ((0xff00 >> (tail + 1)) & 0xff) | (point >> (6 * tail));
    for (let i = tail - 1; i >= 0; i--) bytes[length++] = 0x80 | ((point >> (6 * i)) & 63);
  }
  return bytes.slice(0, length);
};
