/** Several ways to people as one: each letter by the first that reaches its reader. */
import { NotHereError } from '../errors.ts';
import type { Mailer, MailTrace, OutgoingMail, Recipient } from '../ports.ts';

/** A way, as the ledger names it: no address, and no secret. */
export interface NamedWay {
  readonly name: string;
  /** What the directory calls ways of its kind. */
  readonly channel: string;
  readonly mailer: Mailer;
}

/**
 * The ways in their order, for a person whose channel is one of them that one before the others. A way that knows nobody of that name turns a letter
 * away, and it goes by the next; any other failure is that way's, and stops as it would by itself: what may have left by one way leaves by
 * no other. In a sweep whoever notes the letter sends it on (`passed`), so that before each try the ledger says by which way.
 */
export const inOrder = (ways: readonly NamedWay[]): Mailer => {
  /** The way by which a letter was tried last. */
  const wentBy = new Map<string, string>();

  const leftFor = ({ channel }: Recipient, passed: readonly string[]): readonly NamedWay[] =>
    inTheirOrder(ways, (way) => way.channel === channel).filter(({ name }) => !passed.includes(name));
  const by = ({ name, mailer }: NamedWay, mail: OutgoingMail): Promise<{ receipt: string }> => {
    wentBy.set(mail.id, name);
    return mailer.send(mail);
  };
  const through = async (mail: OutgoingMail, [first, ...others]: readonly NamedWay[]): Promise<{ receipt: string }> => {
    if (!first) throw new Error(`no way is left to ${mail.to.address}`);
    try {
      return await by(first, mail);
    } catch (error) {
      const isLast = mail.passed !== undefined || others.length === 0;
      if (isLast || !(error instanceof NotHereError)) throw error;
      return through(mail, others);
    }
  };

  return {
    batch: Math.min(...ways.map(({ mailer }) => mailer.batch)),
    ways: (to, passed) => leftFor(to, passed)[0]?.name ?? null,
    send: (mail) => through(mail, leftFor(mail.to, mail.passed ?? [])),
    find: async (id, trace) => {
      const name = trace.way ?? wentBy.get(id);
      const asked = ways.filter((way) => name === undefined || way.name === name);
      return together(asked, id, trace);
    },
    flush: async (isMore) => {
      for (const { mailer } of ways) await mailer.flush?.(isMore);
    },
  };
};

/** Those that somebody wants before the others, each among its own as they were. */
export const inTheirOrder = <T>(ways: readonly T[], isWanted: (way: T) => boolean): readonly T[] => {
  const wanted = ways.filter(isWanted);
  return [...wanted, ...ways.filter((way) => !wanted.includes(way))];
};

/** Of a letter whose way nobody noted, all are asked: it is unsent where each says so. */
const together = async (
  ways: readonly NamedWay[],
  id: string,
  trace: MailTrace,
): Promise<'sent' | 'unsent' | 'unknown'> => {
  let isUnsent = ways.length > 0;
  for (const { mailer } of ways) {
    const found = await mailer.find(id, trace);
    if (found === 'sent') return 'sent';
    isUnsent &&= found === 'unsent';
  }
  return isUnsent ? 'unsent' : 'unknown';
};
