/** The earlier mails about an item, so that the next one joins their thread. */
import type { LedgerRow } from '../snapshot.ts';
import { groupBy } from '../text/maps.ts';
import { isAbout, isAnswer } from './key.ts';

/** A mail that went to somebody before, as the ledger has it. */
export interface EarlierMail {
  /** Our id of it. */
  readonly id: string;
  /** The provider's; '' where it never said. */
  readonly receipt: string;
}

/** As many as a header has room for, and more than anybody scrolls. */
const MOST = 10;

/** Several threads as one, the latest of the last thread last. */
export const joinThreads = (threads: readonly (readonly EarlierMail[])[]): EarlierMail[] => {
  const mails = new Map<string, EarlierMail>();
  for (const mail of threads.flat()) {
    // What was told before in one mail about several stands where it came last.
    mails.delete(mail.id);
    mails.set(mail.id, mail);
  }
  return [...mails.values()].slice(-MOST);
};

/** The mails that told an address about an item, the latest last. Indexed by address when first asked. */
export const earlierMails = (ledger: readonly LedgerRow[]): ((item: string, address: string) => EarlierMail[]) => {
  let sent: ReadonlyMap<string, readonly LedgerRow[]> | undefined;
  return (item, address) => {
    sent ??= groupBy(
      ledger.filter(({ status }) => status === 'sent').sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0)),
      ({ to }) => to,
    );
    const mails = new Map<string, EarlierMail>();
    for (const { key, mail, receipt } of sent.get(address) ?? []) {
      if (!isAnswer(key) && isAbout(key, item)) mails.set(mail, { id: mail, receipt });
    }
    return [...mails.values()].slice(-MOST);
  };
};
