/** Lines of a message's header: words, names and addresses as RFC 2047 and RFC 5322 have them, and folded. All of them as nodemailer writes them. */
import { domainToASCII, domainToUnicode } from 'node:url';
import type { Address } from '../ports.ts';

/** RFC 5322, 2.1.1: lines of at most so many characters, where they can be folded. */
const WIDTH = 76;
/** Bytes of an encoded word: RFC 2047 allows more, nodemailer makes them no longer. */
const WORD_BYTES = 30;

/** `Name: value`, folded before blanks; a run without any is as long as it is. */
export const headerLine = (name: string, value: string): string => {
  let folded = '';
  let rest = `${name}: ${value}`;
  while (rest.length >= WIDTH) {
    const blank = /(?<!\s)\s+\S*$/.exec(rest.slice(0, WIDTH))?.index ?? 0;
    const end = blank > 0 ? blank : WIDTH + (/^\S+/.exec(rest.slice(WIDTH))?.[0].length ?? 0);
    folded += rest.slice(0, end);
    rest = rest.slice(end);
    if (rest !== '') folded += '\r\n';
  }
  return folded + rest;
};

/** What reads the same in ASCII stays. What a mail program would take for an encoded word is encoded too, or it would show other words than a cell's. */
export const encodedWords = (text: string): string =>
  /^[ !#-~]*$/.test(text) && !text.includes('=?') ? text : encoded(text);

/** RFC 2047 in base64; no character is cut between two words. */
const encoded = (text: string): string => {
  const parts: string[] = [];
  let part = '';
  for (const char of text) {
    if (Buffer.byteLength(part + char) > WORD_BYTES) {
      parts.push(part);
      part = '';
    }
    part += char;
  }
  return [...parts, part].map((one) => `=?UTF-8?B?${Buffer.from(one).toString('base64')}?=`).join(' ');
};

export const mailbox = ({ name, address }: Address): string => {
  const plain = normalised(address);
  if (name !== '') return `${phrase(name)} <${plain}>`;
  return plain.startsWith('"') ? `<${plain}>` : plain;
};

const phrase = (name: string): string => {
  if (/^[\w ]*$/.test(name)) return name;
  return /^[ -~]*$/.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : encoded(name);
};

/** Dots where RFC 5322 has none make it a quoted string; a domain in other letters has its form in ASCII, unless what stands before it needs UTF-8 anyway (RFC 6531). */
const normalised = (address: string): string => {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  const quoted = /^\.|\.\.|\.$/.test(local) ? `"${local}"` : local;
  return `${quoted}@${domainOf(domain, /[\x80-\uffff]/.test(local))}`;
};

const domainOf = (domain: string, inUnicode: boolean): string => {
  // These would be read as more than a domain.
  const ascii = /[/\\?#%]/.test(domain) ? '' : domainToASCII(domain);
  return (inUnicode ? domainToUnicode(ascii) : ascii) || domain.toLowerCase();
};
