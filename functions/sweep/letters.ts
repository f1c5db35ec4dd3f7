/** Mails of several workbooks to one address as one letter, with an id that a repeated sweep gives again. */
import type { Mail } from '../../core/plan.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { only, push } from '../../core/text/maps.ts';
import { must } from '../../core/text/must.ts';
import { textHash } from '../base/text-hash.ts';

/** A workbook with mails to send. */
interface Sender {
  readonly snapshot: Pick<Snapshot, 'policy'>;
  readonly mails: readonly Mail[];
}

/** What one workbook has to say in a letter. */
export interface LetterPart<From extends Sender = Sender> {
  readonly from: From;
  readonly mail: Mail;
}

/** What leaves as one mail, under one id. */
export interface Letter<From extends Sender = Sender> {
  readonly id: string;
  /** Never empty; in the order of the workbooks. */
  readonly parts: readonly LetterPart<From>[];
  /** Where there are several ways: the one by which it goes next, and those that have turned it away in this sweep. */
  readonly way?: string;
  readonly passed?: readonly string[];
}

/** The mails of several workbooks, those to one address as one letter, in the order in which they come first. */
export const lettersOf = <From extends Sender>(senders: readonly From[]): Letter<From>[] => {
  const boxes = sharedBoxes(senders);
  const letters = new Map<string, LetterPart<From>[]>();
  for (const from of senders) {
    for (const mail of from.mails) {
      const address = boxOf(mail);
      push(letters, boxes.has(address) ? `${address}\n${mail.to.name}` : address, { from, mail });
    }
  }
  return [...letters.values()].map(letterOf);
};

/** Where one workbook knows several people at one address, each of them gets their own letter there. */
const sharedBoxes = (senders: readonly Sender[]): ReadonlySet<string> => {
  const shared = new Set<string>();
  for (const { mails } of senders) {
    const seen = new Set<string>();
    for (const address of mails.map(boxOf)) (seen.has(address) ? shared : seen).add(address);
  }
  return shared;
};

/** Two who write it in capitals and not share it. */
const boxOf = (mail: Mail): string => addressOf(mail).toLowerCase();

/** Nothing is planned for somebody without one. */
export const addressOf = ({ to }: Pick<Mail, 'to'>): string => must(to.email, `address of ${to.name}`);

/**
 * One id over all parts. The same notices to the same address from the same workbooks are the same letter, however often a
 * round is repeated; with a part more or less it is another one, of which nobody knows anything yet.
 */
export const letterOf = <From extends Sender>(parts: readonly LetterPart<From>[]): Letter<From> => {
  const ids = parts.map(idOf);
  return { parts, id: only(ids) ?? hash(ids.sort()) };
};

const idOf = ({ from, mail: { to, notices } }: LetterPart): string =>
  hash([from.snapshot.policy.workbookId, to.email, ...notices.map(({ key }) => key).sort()]);

const hash = (parts: readonly (string | null)[]): string => textHash(JSON.stringify(parts)).slice(0, 32);
