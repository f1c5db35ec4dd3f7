/** Which of a plan's mails go out, and the fuse that stops too many of them. */
import type { Mail, Plan, Waiting } from '../plan.ts';
import { readNotified } from '../record/notified.ts';
import type { Snapshot } from '../snapshot.ts';

/** More mails than anybody can have meant. */
export interface Fuse {
  readonly code: 'fuse';
  readonly facts: { readonly mails: number; readonly limit: number };
}

/** What of a plan a sweep sends. */
export interface Outgoing {
  /** The plan's mails, as far as the ledger and the calendar let them go. */
  readonly mails: readonly Mail[];
  /** What waits from now on, and is to be noted as such. */
  readonly waits: readonly Waiting[];
  /** Set when there are more of them than anybody can have meant: then none is sent and nothing is written. */
  readonly fuse: Fuse | null;
}

export const outgoingOf = (plan: Plan, snapshot: Snapshot): Outgoing => {
  const mails = plan.workday ? sendable(plan, snapshot) : [];
  const limit = snapshot.policy.mailLimit || Math.max(20, 2 * snapshot.people.size);
  const waits = plan.workday ? newlyWaiting(plan, snapshot) : [];
  return { mails, waits, fuse: mails.length > limit ? { code: 'fuse', facts: { mails: mails.length, limit } } : null };
};

const newlyWaiting = ({ waits }: Plan, { ledger }: Snapshot): Waiting[] => {
  const notified = readNotified(ledger);
  // What was to wait for the week's end is noted once more where it has come to wait for its reader's wish.
  const untilWeekEnd = new Set(
    notified.owed.flatMap(({ key, to, status, note }) =>
      status === 'waits' && note?.preferred !== true ? [`${key}\n${to}`] : [],
    ),
  );
  const isNew = ({ to, preferred }: Waiting, key: string) =>
    !notified.got(key, to.email ?? '') || (preferred === true && untilWeekEnd.has(`${key}\n${to.email}`));
  return waits
    .map((one) => ({ ...one, notices: one.notices.filter(({ key }) => isNew(one, key)) }))
    .filter(({ notices }) => notices.length > 0);
};

/** The last gate, whatever a rule says: what somebody has got, or may have, is not sent to them again. */
const sendable = ({ mails }: Plan, { ledger }: Snapshot): Mail[] => {
  const notified = readNotified(ledger);
  const isDue = (key: string, address: string) => !notified.got(key, address) || notified.owes(key, address);
  return mails
    .map((mail) => {
      const notices = mail.notices.filter(({ key }) => isDue(key, mail.to.email ?? ''));
      // Most are sent as they are; a copy would put their subjects into words.
      return notices.length === mail.notices.length ? mail : { ...mail, notices };
    })
    .filter(({ to, notices }) => to.email !== null && notices.length > 0);
};
