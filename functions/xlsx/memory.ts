/** Memory of long buffers, given back as soon as nobody needs it any more. */

/** Shorter ones may share their memory with others. */
const LONG = 1 << 18;

/**
 * The collector would let sheets of hundreds of megabytes pile up; and each 64 MB of such memory that come anew make it go through all that is alive,
 * which takes half a second when a long workbook is planned. Node 20 waits for it all the same.
 */
export const giveBack = ({ buffer }: Buffer): void => {
  if (buffer instanceof ArrayBuffer && buffer.byteLength >= LONG && 'transfer' in buffer)
    buffer.transferToFixedLength(0);
};

/** How long what grows may become at first: of addresses alone, and not of memory. */
const ROOM = 1 << 26;

/**
 * Bytes that are put one after another, and take as much memory as they are long. In pieces of their own they would have to be put together at
 * the end, both in memory for a while; and what many such pieces took stays with the process once they are gone.
 */
export class Growing {
  #room: ArrayBuffer;

  constructor(room = ROOM) {
    this.#room = new ArrayBuffer(0, { maxByteLength: room });
  }

  put(piece: Buffer): void {
    const length = this.#room.byteLength;
    const needed = length + piece.length;
    if (needed > this.#room.maxByteLength) this.#widen(needed);
    this.#room.resize(needed);
    piece.copy(Buffer.from(this.#room, length));
  }

  /** All of them, for who puts nothing more. */
  get bytes(): Buffer {
    return Buffer.from(this.#room, 0, this.#room.byteLength);
  }

  #widen(needed: number): void {
    const before = this.bytes;
    this.#room = new ArrayBuffer(before.length, { maxByteLength: 2 * needed });
    before.copy(Buffer.from(this.#room));
    giveBack(before);
  }
}
