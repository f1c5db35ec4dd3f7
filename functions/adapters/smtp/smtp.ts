/** Sends by SMTP: one connection for many mails, at the pace that the server bears. */
import { composed } from '../../base/mail-bytes.ts';
import { messageOf } from '../../base/mail-message.ts';
import { createTurns } from '../../base/turns.ts';
import { BatonError } from '../../errors.ts';
import type { Address, Mailer, OutgoingMail } from '../../ports.ts';
import { REAL, type Time } from '../../remote/patience.ts';
import { isRefusal, recipientErrorOf, type SmtpFailure, serverErrorOf, waitFor } from './answers.ts';
import { issuerAt, openLine, type Posting, type SmtpLine } from './line.ts';
import type { SmtpServer } from './servers.ts';

export interface SmtpOptions {
  readonly server: SmtpServer;
  readonly from: Address;
  readonly time?: Time;
  /** Milliseconds, one after the other, that one letter waits for what may pass. */
  readonly waits?: Waits;
}

interface Waits {
  /** Where the server has had too much for now, or is busy. */
  readonly soon: readonly number[];
  /** Where it puts one reader's mail off. */
  readonly reader: readonly number[];
}

/** Long enough for limits that are counted by the minute; with all that goes over the wire well within a claim's 15 minutes. */
const WAITS: Waits = { soon: [5_000, 15_000, 40_000, 60_000], reader: [10_000, 30_000] };

/** So much is waited in all; of it, so much for single readers: nobody else's mail stands still for longer. */
const PATIENCE = { soon: 300_000, reader: 120_000 };

/** A server that says it is too fast is asked less often from then on. */
const SLOWER = { least: 5_000, most: 30_000 };

/** A connection on which nothing happens is given back. */
const IDLE = 20_000;

/**
 * Sends by SMTP, one mail after the other over one connection, which is opened with the first and opened again where the server closes it.
 * What a server answers to RCPT TO, to DATA and to the message is about its one recipient; all else is about the server. What passes by itself
 * is waited for, within limits. A server does not tell later what it has accepted, so `find` knows only the mails that surely did not leave
 * through this instance; batches are of one.
 */
export const createSmtp = ({ server, from, time = REAL, waits = WAITS }: SmtpOptions): Mailer => {
  const unsent = new Set<string>();
  const turns = createTurns();
  const line = keptLine(server);
  let pause = server.pause;
  let last = Number.NEGATIVE_INFINITY;
  const waited = { soon: 0, reader: 0 };

  /** Waits before another attempt; false where none is left. */
  const waitsAgain = async (failure: SmtpFailure, tried: { soon: number; reader: number }): Promise<boolean> => {
    const what = waitFor(failure, line);
    if (what === null) return false;
    if (what === 'soon') {
      // Some count by the connection.
      line.close();
      pause = Math.min(SLOWER.most, Math.max(SLOWER.least, pause * 2));
    }
    const wait = waits[what][tried[what]++];
    if (wait === undefined || waited[what] + wait > PATIENCE[what]) return false;
    waited[what] += wait;
    await time.sleep(wait);
    return true;
  };

  /** Whether it has waited for the server as long as it ever does: then the others would only be turned down one by one. */
  const isTired = (failure: SmtpFailure): boolean =>
    waitFor(failure, line) === 'soon' && waits.soon.some((wait) => waited.soon + wait > PATIENCE.soon);

  const post = async (posting: Posting): Promise<void> => {
    const tried = { soon: 0, reader: 0 };
    for (;;) {
      const wait = last + pause - time.now();
      if (wait > 0) await time.sleep(wait);
      last = time.now();
      let isAsked = false;
      const wasOpen = line.isOpen();
      try {
        await (await line.get()).post(posting, () => {
          isAsked = true;
        });
        return;
      } catch (cause) {
        // Whoever is to sign in cannot, as things are.
        if (cause instanceof BatonError) throw cause;
        const failure = cause as SmtpFailure;
        const isUnsent = !isAsked || isRefusal(failure);
        if (!isUnsent) throw failure;
        // It was closed while nobody used it.
        if (wasOpen && !isRefusal(failure)) continue;
        if (!(await waitsAgain(failure, tried))) throw Object.assign(failure, { isUnsent });
      }
    }
  };

  const send = async (mail: OutgoingMail): Promise<{ receipt: string }> => {
    unsent.add(mail.id);
    const { messageId, ...posting } = await postingOf(mail, from);
    try {
      await post(posting);
      return { receipt: messageId };
    } catch (cause) {
      if (cause instanceof BatonError) throw cause;
      const failure = cause as SmtpFailure & { readonly isUnsent?: boolean };
      if (!failure.isUnsent) unsent.delete(mail.id);
      const { hasSignedIn } = line;
      const issuer = await issuerOf(failure, server);
      const about = { server, from: from.address, to: mail.to.address, hasSignedIn, issuer };
      throw (isTired(failure) ? null : recipientErrorOf(failure, about)) ?? serverErrorOf(failure, about);
    }
  };

  return {
    batch: 1,
    send: async (mail) => {
      const sent = await turns('', () => send(mail));
      unsent.delete(mail.id);
      return sent;
    },
    find: async (id) => (unsent.has(id) ? 'unsent' : 'unknown'),
    flush: async () => line.close(),
  };
};

/**
 * Connects as for a mail, says EHLO, signs in where there is an account, and leaves; sends nothing. Errors are BatonError, as of
 * `send`. Servers that look at the sender or the recipient say so with the first mail only.
 */
export const trySmtp = async (server: SmtpServer): Promise<{ readonly host: string; readonly signedIn: boolean }> => {
  try {
    (await openLine(server)).close();
    return { host: server.host, signedIn: server.auth !== undefined };
  } catch (cause) {
    if (cause instanceof BatonError) throw cause;
    const failure = cause as SmtpFailure;
    const issuer = await issuerOf(failure, server);
    throw serverErrorOf(failure, { server, from: '', to: '', hasSignedIn: false, issuer });
  }
};

/** Of a certificate that nobody on this machine answers for; of one that has run out or is another server's, it does not matter. */
const issuerOf = async ({ originalCode = '' }: SmtpFailure, server: SmtpServer): Promise<string | null> =>
  /SELF_SIGNED_CERT|UNABLE_TO_(?:GET_ISSUER_CERT|VERIFY_LEAF)/.test(originalCode) ? issuerAt(server) : null;

/** A line that is opened when it is needed, kept as long as it is used, and opened again once it broke. */
const keptLine = (server: SmtpServer) => {
  let line: SmtpLine | null = null;
  let leaving: NodeJS.Timeout | undefined;
  const kept = {
    hasSignedIn: false,
    isOpen: () => line?.isOpen() ?? false,
    get: async (): Promise<SmtpLine> => {
      clearTimeout(leaving);
      leaving = setTimeout(kept.close, IDLE).unref();
      if (line?.isOpen()) return line;
      line = await openLine(server);
      kept.hasSignedIn = server.auth !== undefined;
      return line;
    },
    close: () => {
      clearTimeout(leaving);
      line?.close();
      line = null;
    },
  };
  return kept;
};

/** Throws RecipientError `bad-address` (refused), BatonError `bad-sender` (call). */
const postingOf = async (mail: OutgoingMail, from: Address): Promise<Posting & { readonly messageId: string }> => {
  const { bytes, messageId } = composed(messageOf(mail, from));
  return { from: from.address, to: mail.to.address, bytes, messageId };
};
