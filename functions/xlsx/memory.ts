/** Memory of long buffers, given back as soon as nobody needs it any more. */

/** Shorter ones may share their memory with others. */
const LONG = 1 << 18;

/**
 * The collector would let sheets of hundreds of megabytes pile up; and each 64 MB of such memory that come anew make it go through all that is alive,
 * which takes half a second when a long workbook is planned. Node 20 waits for it all the same.
 */
export const giveBack = ({ buffer }: Buffer): void => {
  if (buffer instanceof ArrayBuffer && buffer.byteLength >= LONG && 'transfer' in buffer) buffer.transfer(0);
};
