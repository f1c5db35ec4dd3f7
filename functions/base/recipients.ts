/** Keeps mail within the domains that are allowed. */
import { inAllWays } from '../../core/messages/in-all-ways.ts';
import { BatonError, RecipientError } from '../errors.ts';
import type { Mailer } from '../ports.ts';

const say = inAllWays('mailing');

/** `example.com, example.cn`: lower case, without @; null when one of them is no domain, or there is none. */
export const parseDomains = (text: string): readonly string[] | null => {
  const domains = text
    .split(/[\s,;，；、]+/)
    .filter(Boolean)
    .map((word) => word.replace(/^@/, '').toLowerCase());
  const isDomain = (word: string) => word.length <= 253 && /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(word);
  return domains.length > 0 && domains.every(isDomain) ? domains : null;
};

/** Of a variable that may be absent or empty. Throws BatonError `bad-recipients` (call). */
export const recipientsIn = (text: string | undefined): readonly string[] | null => {
  if (!text?.trim()) return null;
  const domains = parseDomains(text);
  if (domains === null) throw badRecipients();
  return domains;
};

/** Whether an address lies in one of these domains, or in a part of one. */
export const isWithin = (domains: readonly string[], address: string): boolean => {
  const own = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return domains.some((domain) => own === domain || own.endsWith(`.${domain}`));
};

/**
 * A mailer that mails nobody outside these domains: whoever may edit a directory could else have Baton write to anybody.
 * Such an address is refused for good, as a mail server would, so that the keeper hears of it and others get theirs.
 */
export const onlyWithin = (domains: readonly string[], mailer: Mailer): Mailer => {
  /** A mail system that keeps no record could say nothing of them. */
  const kept = new Set<string>();
  return {
    batch: mailer.batch,
    ...(mailer.ways && { ways: mailer.ways }),
    send: async (mail) => {
      if (isWithin(domains, mail.to.address)) {
        kept.delete(mail.id);
        return mailer.send(mail);
      }
      kept.add(mail.id);
      throw outside(mail.to.address);
    },
    find: async (id, trace) => (kept.has(id) ? 'unsent' : mailer.find(id, trace)),
    flush: async (isMore) => mailer.flush?.(isMore),
  };
};

const outside = (address: string) =>
  new RecipientError('refused', 'outside-address', say.outsideAddress({ address }), '');

const badRecipients = () => new BatonError('call', 'bad-recipients', say.badRecipients);
