/** One letter as a trial: `doctor --letter-to`, by the ways that are set up, and no workbook knows of it. */
import { randomUUID } from 'node:crypto';
import { ofDoctor as say } from '../../core/messages/of-doctor.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import type { Environment } from '../backend.ts';
import { type Found, fine, look, mend } from '../base/finding.ts';
import { parseSender } from '../base/sender.ts';
import { openMailer, waysIn } from '../connect/connect.ts';
import { inTheirOrder } from '../connect/in-order.ts';
import { BatonError, NotHereError, RecipientError } from '../errors.ts';
import type { Mailer, OutgoingMail, Recipient } from '../ports.ts';
import { noticeLetter } from '../week/notify.ts';

/** Who gets it, as a workbook's directory has them. */
export interface TrialReader {
  readonly to: Recipient;
  readonly locale: Locale;
}

/** Whoever has this address in a directory: a number or a way of theirs may stand beside it. */
export const readerIn = ({ people }: Snapshot, address: string): TrialReader | null => {
  const found = [...people.values()].find(({ email }) => email?.toLowerCase() === address.toLowerCase());
  if (!found) return null;
  const { name, locale, phone, channel } = found;
  return { to: { name, address, ...(phone && { phone }), ...(channel && { channel }) }, locale };
};

export interface TrialLetter extends TrialReader {
  /** How letters leave: several ways in their order are tried as for any letter. */
  readonly sending: { readonly way: string; readonly from: string | null; readonly env: Environment };
  /** Domains outside which nobody is mailed; null where everybody may be. */
  readonly recipients: readonly string[] | null;
  /** The real time, ISO 8601. */
  readonly now: string;
}

/** Sends it by the first way that knows its reader, and says which that was. What happened is a finding, also where nothing left. */
export const tryLetter = async ({ sending, to, locale, recipients, now }: TrialLetter): Promise<Found[]> => {
  const { from, env } = sending;
  const ways = inTheirOrder(waysIn(sending.way), ({ backend: { channel = 'mail' } }) => channel === to.channel);
  // What is no way was said by opening it.
  if (ways.length === 0) return [];
  const letter = letterTo({ to, locale }, now);
  const found: Found[] = [];
  for (const { way, backend } of ways) {
    const shown = withoutPassword(way);
    try {
      const mailer = await openMailer({ way, from: from ? parseSender(from) : null, env, recipients, locale });
      await send(mailer, letter);
      const { address } = to;
      const took = backend.reaches ? say.letterTaken({ address, way: shown }) : say.letterLies({ address, way: shown });
      return [...found, fine('letter-taken', took, backend.reaches ? say.letterTakenThen : undefined)];
    } catch (error) {
      if (!(error instanceof BatonError)) throw error;
      if (!(error instanceof NotHereError))
        return [...found, mend(error.code, say.letterFailed({ way: shown, words: error.words }))];
      found.push(look('letter-not-here', say.letterNotHere({ way: shown, words: error.words })));
    }
  }
  return [...found, mend('letter-nowhere', say.letterNowhere({ address: to.address }))];
};

/** Throws what the mailer throws. A letter of which no answer came is asked for, where that can be. */
const send = async (mailer: Mailer, letter: OutgoingMail): Promise<void> => {
  const { id, to, date } = letter;
  try {
    await mailer.send(letter);
  } catch (error) {
    if (error instanceof RecipientError || !(error instanceof BatonError)) throw error;
    const trace = { to: to.address, since: date.slice(0, 10), begunAt: date, ...(to.phone && { phone: to.phone }) };
    const known = await mailer.find(id, trace).catch(() => 'unknown' as const);
    if (known !== 'sent') throw error;
  }
  await mailer.flush?.();
};

const letterTo = ({ to, locale }: TrialReader, now: string): OutgoingMail => {
  const { subject, first, next } = say.letter;
  const lines = [first({ address: to.address }), next];
  return { ...noticeLetter(randomUUID(), to.address, { subject, lines }, locale, now), to };
};

/** A way as it may be shown. */
const withoutPassword = (way: string): string => way.replace(/^(\w+:\/\/[^:@/]*):[^@/]*@/, '$1@');
