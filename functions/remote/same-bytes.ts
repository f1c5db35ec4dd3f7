/** Sends letters through a chat system that knows a repeated request by its bytes: what got lost is asked for again, as it was. */
import { badAddress, isOneAddress } from '../base/mail-message.ts';
import type { BatonError } from '../errors.ts';
import type { Mailer, OutgoingMail, Recipient } from '../ports.ts';
import type { KeptLetters, KeptPost } from './kept-letters.ts';
import { type SignedInFailure, SignedInRefused } from './signed-in.ts';

/** One of these systems, and the app that sends. */
export interface SameBytesSystem {
  /** How the directory calls it. */
  readonly channel: string;
  readonly kept: KeptLetters;
  /** As `kept` says it. */
  readonly place: string | null;
  readonly now: () => number;
  /**
   * The requests by which a letter may reach its reader, one after the other: each is tried only after the one before was surely turned away by
   * `isElsewhere`. Throws SignedInRefused where nothing has left, RecipientError.
   */
  readonly bodies: (mail: OutgoingMail) => AsyncGenerator<string>;
  /** Makes the request and answers the receipt. Throws SignedInRefused. */
  readonly post: (body: string) => Promise<string>;
  /** Somebody else may be meant: another request is worth trying. */
  readonly isElsewhere: (failure: SignedInFailure) => boolean;
  /** Whether a request that first left at `since` is taken for the same now. */
  readonly isKnownAgain: (since: number, now: number) => boolean;
  readonly errorOf: (failure: SignedInFailure, to: string) => BatonError;
  /** It is about the app or the way to it: the next time may bring more. */
  readonly isOfAll: (failure: SignedInFailure) => boolean;
  /** Its bytes are with somebody else by now, who finds out about it. */
  readonly takenOver: () => BatonError;
}

/**
 * A letter's bytes are on the disk before they leave. Whoever asks later what became of it sends them again, as long as the system takes them for the same:
 * whether they had arrived or not, they have arrived then. Of a letter that is kept elsewhere, or too long ago, nobody knows.
 */
export const createSameBytes = (system: SameBytesSystem): Mailer => {
  const { kept, now, place } = system;
  const way = place === null ? null : `${system.channel}-${place}`;
  /** Somebody else finds out about it, and notes that. */
  const taken = system.takenOver();
  /** What surely did not leave, and what may have, in this process. */
  const unsent = new Set<string>();
  const doubtful = new Map<string, KeptPost>();

  const deliver = async (mail: OutgoingMail): Promise<string> => {
    const { id } = mail;
    let isKept = await kept.begin(id);
    let last: SignedInRefused | null = null;
    for await (const body of system.bodies(mail)) {
      const post = { at: now(), body };
      if (isKept && !(await kept.post(id, post))) throw taken;
      unsent.delete(id);
      doubtful.set(id, post);
      try {
        const receipt = await system.post(body);
        await ended(id, 'sent');
        return receipt;
      } catch (thrown) {
        if (!(thrown instanceof SignedInRefused) || thrown.mayBeDone) throw thrown;
        doubtful.delete(id);
        unsent.add(id);
        if (!system.isElsewhere(thrown.failure)) throw thrown;
        last = thrown;
        isKept = isKept && (await kept.begin(id));
      }
    }
    throw last ?? new Error('nobody to write to');
  };

  /** What cannot be noted any more stays as bytes that may have left. */
  const ended = async (id: string, outcome: 'sent' | 'unsent'): Promise<void> => {
    doubtful.delete(id);
    await kept.end(id, outcome).catch(() => {});
  };

  const again = async (id: string, to: string, { at, body }: KeptPost): Promise<'sent' | 'unknown'> => {
    if (!system.isKnownAgain(at, now())) return 'unknown';
    try {
      await system.post(body);
      await ended(id, 'sent');
      return 'sent';
    } catch (thrown) {
      if (!(thrown instanceof SignedInRefused)) throw thrown;
      // That it is not taken now says nothing of the first time.
      if (system.isOfAll(thrown.failure)) throw system.errorOf(thrown.failure, to);
      return 'unknown';
    }
  };

  return {
    batch: 1,
    // The ledger notes where letters are kept, before they are made.
    ...(way !== null && { ways: (_: Recipient, passed: readonly string[]) => (passed.includes(way) ? null : way) }),
    send: async (mail) => {
      const { id, to } = mail;
      unsent.add(id);
      doubtful.delete(id);
      if (!isOneAddress(to.address)) throw badAddress(to.address);
      try {
        return { receipt: await deliver(mail) };
      } catch (thrown) {
        if (unsent.has(id) && thrown !== taken) await ended(id, 'unsent');
        throw thrown instanceof SignedInRefused ? system.errorOf(thrown.failure, to.address) : thrown;
      }
    },
    find: async (id, { to, way: noted }) => {
      // By the next time it is asked, another process may have sent it.
      if (unsent.delete(id)) return 'unsent';
      const known = doubtful.get(id) ?? (await kept.take(id).catch(() => null));
      // What was to be kept here, and is not, was never begun.
      if (known === null) return way !== null && noted === way ? 'unsent' : 'unknown';
      return typeof known === 'string' ? known : again(id, to, known);
    },
    flush: () => kept.tidy(now()),
  };
};
