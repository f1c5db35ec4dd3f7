import type { LedgerEntry, LedgerStatus } from '../core/ledger.ts';
import type { Mail, Plan, Write } from '../core/plan.ts';
import type { Problem } from '../core/problem.ts';
import { givesId } from '../core/write.ts';
import type { Run } from './claim.ts';
import type { Decision, MailPart, Rendered } from './decide.ts';
import type { BatonError } from './errors.ts';
import { ClaimLost, type Journal } from './journal.ts';
import { type Letter, letterOf, lettersOf, type Part } from './letters.ts';
import type { Mailer, Receipt } from './ports.ts';
import { type Delivery, trySending, UNSENT } from './try-sending.ts';

/** What came of one workbook. */
export interface Applied {
  /** Writes that found their row changed or gone; the next sweep decides about them anew. */
  readonly conflicts: readonly Receipt[];
  /** Addresses that were refused for good. */
  readonly problems: readonly Problem[];
  /** The mail system failed; mails that had not left are due again. */
  readonly error: BatonError | null;
  /** Why it dropped out with its run still open: its claim is gone (ClaimLost), or its backend failed. */
  readonly lost: { readonly cause: unknown } | null;
}

/** What this process knows of a mail it has begun to send. */
export interface MailFate {
  /** Address. */
  readonly to: string;
  readonly subject: string;
  readonly status: LedgerStatus;
  /** The provider's message id. */
  readonly receipt: string;
}

/** By mail id; a mail that was never tried is not in it. */
export type Fates = Map<string, MailFate>;

/** A workbook under our claim, and what is to be done about it. */
export interface Work extends Pick<Decision, 'snapshot' | 'render' | 'part'> {
  readonly journal: Journal;
  readonly run: Run;
  readonly plan: Plan;
  /** The mails to send: the plan's, without what the ledger forbids; none on a day off. */
  readonly mails: readonly Mail[];
  readonly fates: Fates;
}

export interface Way {
  readonly mailer: Mailer;
  /** Puts what several workbooks have to say to one person into words. */
  readonly compose: (parts: readonly MailPart[]) => Rendered;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Executes the plans of workbooks that are swept together: writes, letters, and rows in the ledger of every workbook
 * concerned on either side of every letter. Answers in the order of the workbooks; nothing is thrown.
 *
 * What is remembered of an item (`_state`, its escalation) is written when the last mail about it has an outcome,
 * together with that outcome. Until then the next sweep sees the same change or the same clock, derives the same
 * notices, and the ledger keeps back those that went out: whatever fails in between, none is lost and none is sent twice.
 *
 * A workbook that cannot be written to any more drops out, and no letter leaves under an id that it may have noted: its next
 * sweep asks for that id, and must not find it. The others note that letter as unsent, and theirs is made anew.
 */
export const applyPlans = async (works: readonly Work[], way: Way): Promise<readonly Applied[]> => {
  const hands = works.map(openHand);
  let queue = lettersOf(hands);
  const total = queue.length;
  const tried = new Set<string>();
  let error: BatonError | null = null;
  while (queue.length > 0 && !error) {
    const [batch, later] = [queue.slice(0, way.mailer.batch), queue.slice(way.mailer.batch)];
    const anew: Letter<Hand>[] = [];
    await sideBySide(hands, (hand) => hand.note(batch, later));
    for (const letter of batch) {
      const sent: Delivery | Anew = error ? UNSENT : await send(letter, way);
      if ('anew' in sent) anew.push(...sent.anew);
      const delivery: Delivery = 'anew' in sent ? UNSENT : sent;
      for (const { from, mail } of letter.parts) from.enter(mail, letter.id, delivery);
      if (letter.parts.some(({ from }) => from.fates.has(letter.id))) tried.add(letter.id);
      error ??= delivery.error ?? null;
      way.onProgress(tried.size, total);
    }
    queue = [...anew, ...later].flatMap(withoutLost);
  }
  return sideBySide(hands, (hand) => hand.end(error));
};

/** Workbooks that are written at a time: one after the other would be slow, and all at once more than a function's memory holds. */
const AT_ONCE = 4;

const sideBySide = async <R>(hands: readonly Hand[], work: (hand: Hand) => Promise<R>): Promise<readonly R[]> => {
  const results: R[] = [];
  const waiting = hands.entries();
  const worker = async () => {
    for (const [i, hand] of waiting) results[i] = await work(hand);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
};

/** One workbook while letters leave that it has a part in. */
interface Hand extends Work {
  readonly isLost: () => boolean;
  readonly drop: (cause: unknown) => void;
  /** Writes what is due, and that these letters are about to leave. A workbook without any only keeps its claim. */
  readonly note: (batch: readonly Letter<Hand>[], later: readonly Letter<Hand>[]) => Promise<void>;
  /** What of its mail can be told. */
  readonly told: (mail: Mail) => Mail;
  /** What became of its mail; written with the next note, or at the end. */
  readonly enter: (mail: Mail, id: string, delivery: Delivery) => void;
  readonly end: (error: BatonError | null) => Promise<Applied>;
}

const openHand = (work: Work): Hand => {
  const { journal, plan, mails, fates, run } = work;
  const remembered = rememberAfterMail(plan, mails);
  const conflicts: Receipt[] = [];
  const problems: Problem[] = [];
  const waiting = new Set(mails);
  let writes: readonly Write[] = remembered.free;
  let outcomes: LedgerEntry[] = [];
  let isAnnounced = false;
  let lost: Applied['lost'] = null;

  const commit: Journal['commit'] = async (...what) => {
    try {
      conflicts.push(...(await journal.commit(...what)));
      writes = [];
      outcomes = [];
    } catch (cause) {
      lost = { cause };
    }
    return conflicts;
  };
  const split = (mail: Mail) => {
    const nameless = new Set(conflicts.filter(({ write }) => givesId(write)).map(({ write }) => write.item));
    return withoutItems(mail, nameless);
  };

  const hand: Hand = {
    ...work,
    isLost: () => lost !== null,
    drop: (cause) => {
      lost = { cause };
    },
    note: async (batch, later) => {
      const own = (letters: readonly Letter<Hand>[]) =>
        letters.flatMap(({ id, parts }) =>
          parts.filter(({ from }) => from === hand).map(({ mail }): Noted => ({ id, mail })),
        );
      const begun = own(batch);
      if (lost || (begun.length === 0 && !run.isAging())) return;
      if (begun.length > 0 && !isAnnounced) {
        isAnnounced = true;
        outcomes.push(...announced(work, own(later)));
      }
      const sending = begun.flatMap(({ id, mail }) => entriesOf(work, mail, id, { status: 'sending', receipt: '' }));
      await commit(writes, [...outcomes, ...sending]);
    },
    told: (mail) => split(mail).told,
    enter: (mail, id, delivery) => {
      const { told, untold } = split(mail);
      const { status, receipt, refused } = told.notices.length === 0 ? UNSENT : delivery;
      outcomes.push(...entriesOf(work, untold, id, UNSENT));
      if (status !== 'sending') outcomes.push(...entriesOf(work, told, id, { status, receipt }));
      if (refused) problems.push(refused);
      // An address refused for good will be refused tomorrow as well: its items move on.
      if (status !== 'sent' && !refused) return;
      writes = [...writes, ...remembered.after(mail)];
      waiting.delete(mail);
    },
    end: async (failed) => {
      const error = waiting.size > 0 ? failed : null;
      const ending = {
        status: error ? ('failed' as const) : ('done' as const),
        notices: plan.notices.length,
        mails: [...fates.values()].filter(({ status }) => status === 'sent').length,
        problems: plan.problems.length + problems.length,
        note: error?.code ?? '',
      };
      if (!lost) await commit(writes, outcomes, ending);
      return { conflicts, problems, error, lost };
    },
  };
  return hand;
};

/** A letter that does not leave as it is, and those that take its place. */
interface Anew {
  readonly anew: readonly Letter<Hand>[];
}

const send = async (letter: Letter<Hand>, { mailer, compose }: Way): Promise<Delivery | Anew> => {
  const { id, parts } = letter;
  const told = parts.map(({ from, mail }) => ({ from, mail: from.told(mail) })).filter(saysSomething);
  const [first, ...others] = told;
  if (first === undefined) return UNSENT;
  let words: Rendered;
  try {
    words =
      others.length === 0 ? first.from.render(first.mail) : compose(told.map(({ from, mail }) => from.part(mail)));
  } catch (cause) {
    // What one of them says may be at fault: each speaks for itself then, and the others are heard.
    if (parts.length > 1) return { anew: parts.map((part) => letterOf([part])) };
    first.from.drop(cause);
    return { anew: [] };
  }
  for (const { from } of parts) if (!from.run.holds()) from.drop(new ClaimLost());
  if (parts.some(({ from }) => from.isLost())) return { anew: withoutLost(letter) };
  const fate = { to: first.mail.to.email!, subject: words.subject };
  const note = ({ status, receipt }: Pick<Delivery, 'status' | 'receipt'>) => {
    for (const { from } of told) from.fates.set(id, { ...fate, status, receipt });
  };
  // From here on it may have left, whatever happens to this process.
  note({ status: 'sending', receipt: '' });
  const delivery = await trySending(mailer, {
    id,
    to: { name: first.mail.to.name, address: fate.to },
    ...words,
    language: first.mail.to.locale,
    date: first.from.plan.at,
  });
  note(delivery);
  return delivery;
};

const saysSomething = ({ mail }: Part<Hand>): boolean => mail.notices.length > 0;

/** The letter of those that are still there. */
const withoutLost = (letter: Letter<Hand>): Letter<Hand>[] => {
  const there = letter.parts.filter(({ from }) => !from.isLost());
  return there.length === letter.parts.length ? [letter] : there.length > 0 ? [letterOf(there)] : [];
};

/** A workbook's mail under its letter's id. */
interface Noted {
  readonly id: string;
  readonly mail: Mail;
}

/**
 * A notice that reached anyone is over for everyone the ledger does not know of (a change of owner has its own notice).
 * So where one goes to several people in mails that leave at different times, the later ones are entered as `unsent`
 * before the first leaves: a sweep that ends in between leaves them due.
 */
const announced = (work: Work, later: readonly Noted[]): LedgerEntry[] => {
  const mailsOf = new Map<string, number>();
  for (const { notices } of work.mails) for (const { key } of notices) mailsOf.set(key, (mailsOf.get(key) ?? 0) + 1);
  return later.flatMap(({ mail, id }) => {
    const shared = { ...mail, notices: mail.notices.filter(({ key }) => mailsOf.get(key)! > 1) };
    return entriesOf(work, shared, id, UNSENT);
  });
};

/** Ids are given first: everything else about an item builds on its id. */
const idsFirst = (writes: readonly Write[]) => [...writes.filter(givesId), ...writes.filter((w) => !givesId(w))];

/** The item a remembered write is about; null for writes that wait for no mail. */
const remembers = ({ tab, item, values }: Write): string | null =>
  tab === '_state' ? item : tab === 'escalations' ? String(values.item ?? item) : null;

/** Keeps back what is remembered of an item until each of these mails that speaks of it has its outcome. */
const rememberAfterMail = (plan: Plan, mails: readonly Mail[]) => {
  const items = ({ notices }: Mail) => new Set(notices.map(({ item }) => item));
  const open = new Map<string, number>();
  for (const mail of mails) for (const item of items(mail)) open.set(item, (open.get(item) ?? 0) + 1);
  const kept = new Map<string, Write[]>();
  const free: Write[] = [];
  for (const write of idsFirst(plan.writes)) {
    const item = remembers(write);
    if (item === null || !open.has(item)) free.push(write);
    else kept.set(item, [...(kept.get(item) ?? []), write]);
  }
  return {
    free,
    after: (mail: Mail): Write[] =>
      [...items(mail)].flatMap((item) => {
        const left = open.get(item)! - 1;
        open.set(item, left);
        return left === 0 ? (kept.get(item) ?? []) : [];
      }),
  };
};

/** A row that changed under us has no id yet: the next sweep tells about it, under the id that it will have. */
const withoutItems = (mail: Mail, nameless: ReadonlySet<string>) => ({
  told: { ...mail, notices: mail.notices.filter(({ item }) => !nameless.has(item)) },
  untold: { ...mail, notices: mail.notices.filter(({ item }) => nameless.has(item)) },
});

const entriesOf = (
  { run, snapshot }: Work,
  { to, notices }: Mail,
  mail: string,
  { status, receipt }: Pick<Delivery, 'status' | 'receipt'>,
): LedgerEntry[] =>
  notices.map(({ key }) => ({
    key,
    to: to.email!,
    mail,
    status,
    day: snapshot.today,
    at: run.now(),
    run: run.id,
    receipt,
  }));
