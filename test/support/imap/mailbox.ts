/** A mailbox as an IMAP server keeps it: messages with their flags, counted by UIDs that only grow. */

/** A message in a folder. */
export interface Kept {
  uid: number;
  readonly raw: Buffer;
  readonly flags: Set<string>;
  /** When it came in. */
  readonly at: number;
}

export class ImapMailbox {
  /** In the order in which they came: a message's place is its number (RFC 3501, 2.3.1.2). */
  messages: Kept[] = [];
  validity = 7937;
  next = 1;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  receive(raw: Buffer, flags: readonly string[] = [], at = this.#now()): Kept {
    const kept: Kept = { uid: this.next++, raw, flags: new Set(flags), at };
    this.messages.push(kept);
    return kept;
  }

  remove(message: Kept): void {
    this.messages = this.messages.filter((one) => one !== message);
  }

  /** The folder was rebuilt: everybody's UIDs are void (RFC 3501, 2.3.1.1). */
  renumber(): void {
    this.validity++;
    this.next = 1;
    for (const message of this.messages) message.uid = this.next++;
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `" 6-Mar-2026 11:00:00 +0800"`: a date-time (RFC 3501, 9), in the server's own zone. */
export const dateTimeOf = (at: number, zoneMinutes: number): string => {
  const local = new Date(at + zoneMinutes * 60_000);
  const two = (n: number) => String(n).padStart(2, '0');
  const day = String(local.getUTCDate()).padStart(2, ' ');
  const time = [local.getUTCHours(), local.getUTCMinutes(), local.getUTCSeconds()].map(two).join(':');
  const minutes = Math.abs(zoneMinutes);
  const zone = `${zoneMinutes < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
  return `"${day}-${MONTHS[local.getUTCMonth()]}-${local.getUTCFullYear()} ${time} ${zone}"`;
};

/** Those header lines of a message that are named, as they stand, and the empty line after them (RFC 3501, 6.4.5). */
export const headerFields = (raw: Buffer, names: readonly string[]): Buffer => {
  const text = raw.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const lines = (end < 0 ? text : text.slice(0, end)).split(/\r\n(?![ \t])/);
  const kept = lines.filter((line) => wanted.has(line.slice(0, line.indexOf(':')).toLowerCase()));
  return Buffer.from(`${kept.map((line) => `${line}\r\n`).join('')}\r\n`, 'latin1');
};
