/** The sender's name and address, as people type them. */
import { inAllWays } from '../../core/messages/in-all-ways.ts';
import { BatonError } from '../errors.ts';
import type { Address } from '../ports.ts';

const say = inAllWays('mailing');

/** Mail that goes no further than a folder needs no real sender. */
export const NO_SENDER: Address = { name: 'Baton 接力', address: 'baton@example.com' };

/** `Name <address>` or an address alone. Throws BatonError `bad-sender` (call). */
export const parseSender = (text: string): Address => {
  const named = /^(|.*\S)\s*<([^<>]+)>$/.exec(text.trim());
  const address = (named?.[2] ?? text).trim();
  if (!/^[^\s@<>,;]+@[^\s@<>,;]+$/.test(address)) throw badSender(text);
  return { name: (named?.[1] ?? '').replace(/^"(.*)"$/, '$1') || NO_SENDER.name, address };
};

export const badSender = (text: string): BatonError => new BatonError('call', 'bad-sender', say.badSender({ text }));
