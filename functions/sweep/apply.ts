/** Carries plans out: one commit a workbook, then the letters, each noted in the ledger before and after it leaves. */
import { withPrints } from '../../core/mail/printed.ts';
import type { Mail, Plan, Waiting, Write } from '../../core/plan.ts';
import type { Problem } from '../../core/problem.ts';
import { noteOf, type Owed, wayNote } from '../../core/record/delivery.ts';
import type { LedgerEntry, LedgerStatus } from '../../core/record/ledger.ts';
import { readNotified } from '../../core/record/notified.ts';
import { receiptsOf } from '../../core/record/receipts.ts';
import type { Day } from '../../core/time/day.ts';
import { givesId } from '../../core/write/write.ts';
import { type BatonError, NotHereError } from '../errors.ts';
import type { Mailer, OpenLetterLog, Receipt, Recipient } from '../ports.ts';
import type { Run } from './claim.ts';
import type { Decision, MailPart, Rendered } from './decide.ts';
import { decidedEvents, type EventsDue, postEvents } from './events.ts';
import { ClaimLost, type Journal } from './journal.ts';
import { addressOf, type Letter, type LetterPart, letterOf, lettersOf } from './letters.ts';
import { groupEntry, type MorningDue, postMorning } from './morning.ts';
import {
  type Delivery,
  DUE,
  FIRST_REFUSALS,
  NOBODY_TAKEN,
  nobodyTaken,
  refusedProblem,
  trySending,
} from './try-sending.ts';

/** What came of one workbook. */
export interface Applied {
  /** Writes that found their row changed or gone; the next sweep decides about them again. */
  readonly conflicts: readonly Receipt[];
  /** Recipients whose mail was refused. */
  readonly problems: readonly Problem[];
  /** The mail system failed; mails that had not left are due again. */
  readonly error: BatonError | null;
  /** Why it dropped out with its run still open: its claim is gone (ClaimLost), or its backend failed. */
  readonly lost: { readonly cause: unknown } | null;
}

/** What this process knows of a mail it has begun to send. */
export interface MailOutcome {
  /** Address. */
  readonly to: string;
  readonly subject: string;
  readonly status: LedgerStatus;
  /** The provider's message id. */
  readonly receipt: string;
}

/** By mail id; a mail that was never tried is not in it. */
export type Outcomes = Map<string, MailOutcome>;

/** `over`: the ledger has all that it says, and nothing of it stays. */
export interface SweepLog extends OpenLetterLog {
  over(): Promise<void>;
}

/** A workbook under our claim, and what is to be done about it. */
export interface SweepWork extends Pick<Decision, 'snapshot' | 'render' | 'part' | 'shown'> {
  readonly journal: Journal;
  readonly run: Run;
  readonly plan: Plan;
  /** The mails to send: the plan's, without what the ledger forbids; none on a day off. */
  readonly mails: readonly Mail[];
  /** What waits for a later mail, and is noted so that nobody forgets it. */
  readonly waits: readonly Waiting[];
  readonly outcomes: Outcomes;
  /** Keeps what becomes of letters between two writes to the workbook; null where it is written to for each letter. */
  readonly log: SweepLog | null;
  /** What `_runs` says of it where it is no day's sweep. */
  readonly aside?: string;
  /** The card that the workbook's group is to get today; null for none. */
  readonly morning: MorningDue | null;
  /** What another program is to be told; null for nothing. */
  readonly events: EventsDue | null;
  /** Written with the end of the run. */
  readonly marks: readonly Write[];
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
 * Before a workbook's first letter leaves, one commit holds all that its plan writes, and every notice with every person it is for
 * as `due`. From then on nobody can be forgotten: whatever ends this run, the next sweep reads from the ledger who is still owed
 * what, and says it. One recipient whose mail is not taken stops nobody else's; the first ones in a row who are all turned down
 * are the mail system's doing, and stop the run.
 *
 * A workbook that cannot be written to any more drops out, and no letter leaves under an id that it may have noted: its next
 * sweep asks for that id, and must not find it. The others note that letter as due, and theirs is made again.
 */
export const applyPlans = async (works: readonly SweepWork[], way: Way): Promise<readonly Applied[]> => {
  const open = works.map(openRun);
  let queue = doubtfulLast(longestWaitingFirst(lettersOf(open)));
  const total = queue.length;
  const isLogged = works.every(({ log }) => log !== null);
  const size = isLogged ? LOGGED : way.mailer.batch;
  const tried = new Set<string>();
  const doubts = openDoubts(Math.min(FIRST_REFUSALS, total));
  let error: BatonError | null = null;
  while (queue.length > 0 && !error) {
    const [batch, later] = [queue.slice(0, size).map((letter) => withWay(letter, way.mailer)), queue.slice(size)];
    const remade: Letter<OpenRun>[] = [];
    await sideBySide(open, (open) => open.note(batch, later));
    let rest: readonly Letter<OpenRun>[] = [];
    for (const [i, letter] of batch.entries()) {
      // So many letters may take longer than a claim lasts.
      if (isLogged && i > 0 && open.some(({ run, isLost }) => !isLost() && run.isAging())) {
        rest = batch.slice(i);
        break;
      }
      const sent: Delivery | Again = error ? DUE : await send(letter, way);
      if (sent.status === 'again') remade.push(...sent.letters);
      const delivery: Delivery = sent.status === 'again' ? DUE : sent;
      enter(letter, doubts.weigh(letter, delivery));
      if (letter.parts.some(({ from }) => from.outcomes.has(letter.id))) tried.add(letter.id);
      error ??= delivery.error ?? doubts.verdict();
      way.onProgress(tried.size, total);
    }
    queue = [...remade, ...rest, ...later].flatMap(withoutLost);
  }
  if (!error) for (const [letter, delivery] of doubts.refusals()) enter(letter, delivery);
  return sideBySide(open, (run) => run.end(error, queue));
};

/**
 * Those whose mail was not taken last time come after everybody else: three full mailboxes at the top of a directory would be taken
 * for a mail system that takes nobody's, day after day.
 */
const doubtfulLast = (letters: readonly Letter<OpenRun>[]): Letter<OpenRun>[] => {
  const isDoubtful = ({ parts }: Letter<OpenRun>) => parts.some(({ from, mail }) => from.untaken.has(addressOf(mail)));
  return [...letters.filter((letter) => !isDoubtful(letter)), ...letters.filter(isDoubtful)];
};

/**
 * Whoever has waited since an earlier day comes first, the longest first: where a mailbox may send only so many a day, the same
 * people's news would be before theirs each morning.
 */
const longestWaitingFirst = (letters: readonly Letter<OpenRun>[]): Letter<OpenRun>[] => {
  const since = ({ parts }: Letter<OpenRun>): number =>
    Math.min(...parts.map(({ from, mail }) => from.waiting.get(addressOf(mail)) ?? Number.MAX_SAFE_INTEGER));
  return [...letters].sort((a, b) => since(a) - since(b));
};

/** By which way it goes next, as the ledger is to have it before it leaves. */
const withWay = (letter: Letter<OpenRun>, mailer: Mailer): Letter<OpenRun> => {
  const [{ mail }] = letter.parts as readonly [LetterPart<OpenRun>];
  const next = mailer.ways?.(recipientOf(mail), letter.passed ?? []);
  return next ? { ...letter, way: next } : letter;
};

const recipientOf = (mail: Mail): Recipient => {
  const { name, phone, channel } = mail.to;
  return { name, address: addressOf(mail), ...(phone && { phone }), ...(channel && { channel }) };
};

const enter = ({ parts, id }: Letter<OpenRun>, delivery: Delivery) => {
  for (const { from, mail } of parts) from.enter(mail, id, delivery);
};

/**
 * Refusals before anybody's mail was taken: whether they are the recipients' or the mail system's is known only afterwards. Until
 * then they stand as deferred, which loses nothing; `limit` of them in a row are the system's.
 */
const openDoubts = (limit: number) => {
  let isOpen = true;
  const inARow: (readonly [Letter<OpenRun>, Delivery])[] = [];
  return {
    /** What is to be noted of a letter for now. */
    weigh: (letter: Letter<OpenRun>, delivery: Delivery): Delivery => {
      if (delivery.status === 'sent') isOpen = false;
      // What was refused without asking anybody says nothing about the mail system.
      if (!isOpen || !delivery.recipient?.said) return delivery;
      inARow.push([letter, delivery]);
      return { ...delivery, status: 'deferred' };
    },
    verdict: (): BatonError | null => {
      const last = inARow.at(-1)?.[1].recipient;
      return isOpen && last && limit > 1 && inARow.length >= limit ? nobodyTaken(last, inARow.length) : null;
    },
    /** Those that were the recipients' own, now that somebody's mail was taken. */
    refusals: () => inARow.filter(([, { status }]) => status === 'refused'),
  };
};

/**
 * Letters between two writes to a workbook whose record of letters lies beside it: a write costs as much as some hundred letters. Where a run dies
 * and its record is lost with the machine, so many are held.
 */
const LOGGED = 100;

/** Workbooks that are written at a time: one after the other would be slow, and all at once more than a function's memory holds. */
const AT_ONCE = 4;

const sideBySide = async <R>(open: readonly OpenRun[], work: (run: OpenRun) => Promise<R>): Promise<readonly R[]> => {
  const results: R[] = [];
  const waiting = open.entries();
  const worker = async () => {
    for (const [i, run] of waiting) results[i] = await work(run);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
};

/** One workbook while letters leave that it has a part in. */
interface OpenRun extends SweepWork {
  /** Addresses whose mail was deferred or refused when it was tried last. */
  readonly untaken: ReadonlySet<string>;
  /** Addresses for which something is due since an earlier day, and since when. */
  readonly waiting: ReadonlyMap<string, Day>;
  /** Receipts of the letters that an address got, the latest first. */
  readonly receiptsTo: (address: string) => readonly string[];
  readonly isLost: () => boolean;
  readonly drop: (cause: unknown) => void;
  /** Writes what is due, and that these letters are about to leave. A workbook without any only keeps its claim. */
  readonly note: (batch: readonly Letter<OpenRun>[], later: readonly Letter<OpenRun>[]) => Promise<void>;
  /** Its mail without what cannot be said yet. */
  readonly sayable: (mail: Mail) => Mail;
  /** What became of its mail; written with the next note, or at the end. */
  readonly enter: (mail: Mail, id: string, delivery: Delivery) => void;
  /** `rest`: letters that did not leave, where the mail system failed. */
  readonly end: (error: BatonError | null, rest: readonly Letter<OpenRun>[]) => Promise<Applied>;
}

/** Since when each address waits. */
const earliest = (owed: readonly Owed[]): ReadonlyMap<string, Day> => {
  const since = new Map<string, Day>();
  for (const one of owed) since.set(one.to, Math.min(one.since, since.get(one.to) ?? one.since));
  return since;
};

const openRun = (work: SweepWork): OpenRun => {
  const { journal, plan, mails, run } = work;
  const conflicts: Receipt[] = [];
  const problems = new Map<string, Problem>();
  const waiting = new Set(mails);
  const ended = work.aside === undefined ? ('done' as const) : ('aside' as const);
  let writes: readonly Write[] = idsFirst(plan.writes);
  let entries: LedgerEntry[] = [
    ...plan.over.map((owed) => overtaken(work, owed)),
    ...waitingSince(work, ({ since }) => since === undefined),
    ...decidedEvents(work.events, work),
  ];
  let isDecided = false;
  let lost: Applied['lost'] = null;

  const commit: Journal['commit'] = async (...what) => {
    try {
      conflicts.push(...(await journal.commit(...what)));
      writes = [];
      entries = [];
    } catch (cause) {
      lost = { cause };
    }
    return conflicts;
  };
  const split = (mail: Mail) => {
    const nameless = new Set(conflicts.filter(({ write }) => givesId(write)).map(({ write }) => write.item));
    return withoutItems(mail, nameless);
  };

  const ours = (letters: readonly Letter<OpenRun>[]) =>
    letters.flatMap(({ id, parts, way }) =>
      parts.filter(({ from }) => from === own).map(({ mail }): Noted => ({ id, mail, ...(way && { way }) })),
    );
  const noted = (mails: readonly Noted[], status: 'due' | 'sending', isNew: boolean) =>
    mails.flatMap(({ id, mail, way }) =>
      entriesOf(work, mail, id, { status, receipt: way ? wayNote(way) : '' }, isNew, way),
    );
  /** What goes with the plan's writes, in one commit: they remember it as told, so from then on it is owed to those whose letters are still to come. */
  const owing = (rest: readonly Letter<OpenRun>[]): readonly [due: LedgerEntry[], ahead: LedgerEntry[]] => {
    if (isDecided) return [[], []];
    isDecided = true;
    return [noted(ours(rest), 'due', true), waitingSince(work, ({ since }) => since !== undefined)];
  };

  /** What is told stands in the ledger before it leaves; what came of it is written with the end, or when the claim gets old. */
  const tell = async (events: EventsDue): Promise<void> => {
    if (entries.length + writes.length > 0) await commit(writes, entries);
    const nameless = new Set(conflicts.filter(({ write }) => givesId(write)).map(({ write }) => write.item));
    const keep = async (more: readonly LedgerEntry[]): Promise<boolean> => {
      entries.push(...more);
      if (!lost && run.isAging()) await commit(writes, entries);
      return lost === null;
    };
    if (!lost) await postEvents(events, work, (item) => nameless.has(item), keep);
  };

  const { owed } = readNotified(work.snapshot.ledger);
  const own: OpenRun = {
    ...work,
    untaken: new Set(owed.flatMap(({ to, status }) => (status === 'deferred' || status === 'refused' ? [to] : []))),
    waiting: earliest(owed.filter(({ status, since }) => status === 'due' && since < work.snapshot.today)),
    receiptsTo: receiptsOf(work.snapshot.ledger),
    isLost: () => lost !== null,
    drop: (cause) => {
      lost = { cause };
    },
    note: async (batch, later) => {
      const begun = ours(batch);
      if (lost || (begun.length === 0 && !run.isAging())) return;
      const isFirst = !isDecided;
      const [due, ahead] = owing(later);
      await commit(writes, [...entries, ...due, ...noted(begun, 'sending', isFirst), ...ahead]);
    },
    sayable: (mail) => split(mail).sayable,
    enter: (mail, id, delivery) => {
      const { sayable, nameless } = split(mail);
      const { status, receipt, recipient } = sayable.notices.length === 0 ? DUE : delivery;
      entries.push(...entriesOf(work, nameless, id, { status: 'overtaken', receipt: '' }));
      if (status !== 'sending') entries.push(...entriesOf(work, sayable, id, { status, receipt }));
      if (status === 'refused' && recipient) {
        const to = { name: mail.to.name, address: addressOf(mail) };
        problems.set(id, refusedProblem({ to }, recipient, plan.at));
      }
      if (status === 'sent' || recipient) waiting.delete(mail);
    },
    end: async (failed, rest) => {
      const error = waiting.size > 0 || failed?.code === NOBODY_TAKEN ? failed : null;
      const endingOf = () => ({
        status: error ? ('failed' as const) : ended,
        notices: plan.notices.length,
        mails: [...work.outcomes.values()].filter(({ status }) => status === 'sent').length,
        problems: plan.problems.length + problems.size,
        note: error?.code ?? work.aside ?? '',
      });
      if (ours(rest).length > 0) entries.push(...owing(rest).flat());
      if (!lost && !error && work.morning) {
        await commit(writes, [...entries, groupEntry(work)]);
        if (!lost) {
          const { entry, problem } = await postMorning(work.morning, work);
          entries.push(entry);
          if (problem) problems.set(entry.key, problem);
        }
      }
      if (!lost && work.events) await tell(work.events);
      const shown = work.shown?.();
      if (!lost) await commit(writes, entries, endingOf(), { marks: work.marks, ...(shown && { shown }) });
      return { conflicts, problems: [...problems.values()], error, lost };
    },
  };
  return own;
};

/** A letter that does not leave as it is, and those that take its place. */
interface Again {
  readonly status: 'again';
  readonly letters: readonly Letter<OpenRun>[];
}

const again = (letters: readonly Letter<OpenRun>[]): Again => ({ status: 'again', letters });

const send = async (letter: Letter<OpenRun>, { mailer, compose }: Way): Promise<Delivery | Again> => {
  const { id, parts, passed = [] } = letter;
  const said = parts.map(({ from, mail }) => ({ from, mail: from.sayable(mail) })).filter(saysSomething);
  const [first, ...others] = said;
  if (first === undefined) return DUE;
  let words: Rendered;
  try {
    words =
      others.length === 0 ? first.from.render(first.mail) : compose(said.map(({ from, mail }) => from.part(mail)));
  } catch (cause) {
    // What one of them says may be at fault: each speaks for itself then, and the others are heard.
    if (parts.length > 1) return again(parts.map((part) => letterOf([part])));
    first.from.drop(cause);
    return again([]);
  }
  for (const { from } of parts) if (!from.run.holds()) from.drop(new ClaimLost());
  if (parts.some(({ from }) => from.isLost())) return again(withoutLost(letter));
  const outcome = { to: addressOf(first.mail), subject: words.subject };
  const note = ({ status, receipt }: Pick<Delivery, 'status' | 'receipt'>) => {
    for (const { from } of said) from.outcomes.set(id, { ...outcome, status, receipt });
  };
  await Promise.all(said.map(({ from }) => begun(from, id)));
  if (said.some(({ from }) => from.isLost())) {
    await Promise.all(said.map(({ from }) => ended(from, id, DUE)));
    return again(withoutLost(letter));
  }
  // From here on it may have left, whatever happens to this process.
  note({ status: 'sending', receipt: '' });
  const delivery = await trySending(
    mailer,
    withPrints(words, {
      id,
      to: recipientOf(first.mail),
      subject: words.subject,
      passed,
      letter: words.letter,
      ...(words.earlier && { earlier: words.earlier }),
      ...(words.calendar !== undefined && { calendar: words.calendar }),
      remembered: [...new Set(said.flatMap(({ from }) => from.receiptsTo(outcome.to)))],
      language: first.mail.to.locale,
      date: first.from.plan.at,
    }),
  );
  const turnedAway = letter.way === undefined ? passed : [...passed, letter.way];
  if (delivery.recipient instanceof NotHereError && mailer.ways?.(recipientOf(first.mail), turnedAway)) {
    note(DUE);
    await Promise.all(said.map(({ from }) => ended(from, id, DUE)));
    return again(withoutLost({ ...letter, passed: turnedAway }));
  }
  note(delivery);
  await Promise.all(said.map(({ from }) => ended(from, id, delivery)));
  return delivery;
};

/** A workbook whose record is gone or cannot be written is out: by what it says then, the next sweep would send this letter again. */
const begun = async ({ log, drop }: OpenRun, id: string): Promise<void> => {
  try {
    if ((await log?.begin(id)) === false) drop(new ClaimLost());
  } catch (cause) {
    drop(cause);
  }
};

const ended = async ({ log, drop, isLost }: OpenRun, id: string, { status, receipt }: Delivery): Promise<void> => {
  if (status === 'sending' || isLost()) return;
  await log?.end(id, { status, receipt }).catch(drop);
};

const saysSomething = ({ mail }: LetterPart<OpenRun>): boolean => mail.notices.length > 0;

/** The letter of those that are still there. */
const withoutLost = (letter: Letter<OpenRun>): Letter<OpenRun>[] => {
  const there = letter.parts.filter(({ from }) => !from.isLost());
  return there.length === letter.parts.length ? [letter] : there.length > 0 ? [letterOf(there)] : [];
};

/** A workbook's mail under its letter's id. */
interface Noted {
  readonly id: string;
  readonly mail: Mail;
  /** By which way it goes, where there are several. */
  readonly way?: string;
}

/** Ids are given first: everything else about an item builds on its id. */
const idsFirst = (writes: readonly Write[]) => [...writes.filter(givesId), ...writes.filter((w) => !givesId(w))];

/** A row that changed under us has no id yet: the next sweep tells about it, under the id that it will have. */
const withoutItems = (mail: Mail, nameless: ReadonlySet<string>) => ({
  sayable: { ...mail, notices: mail.notices.filter(({ item }) => !nameless.has(item)) },
  nameless: { ...mail, notices: mail.notices.filter(({ item }) => nameless.has(item)) },
});

const entryOf = ({ run, snapshot }: SweepWork): Pick<LedgerEntry, 'day' | 'at' | 'run'> => ({
  day: snapshot.today,
  at: run.now(),
  run: run.id,
});

/** With `isNew` each row keeps its notice, so that whoever comes next can say it. */
const entriesOf = (
  work: SweepWork,
  of: Waiting,
  mail: string,
  { status, receipt }: Pick<LedgerEntry, 'status' | 'receipt'>,
  isNew = false,
  way?: string,
): LedgerEntry[] =>
  of.notices.map((notice) => ({
    key: notice.key,
    to: addressOf(of),
    mail,
    status,
    ...entryOf(work),
    ...(of.since !== undefined && { day: of.since }),
    receipt: isNew
      ? noteOf(notice, of.to, { ...(way && { way }), ...(of.preferred && { preferred: of.preferred }) })
      : receipt,
  }));

/** What waits from now on; what waits from a later day on comes after what leaves today. */
const waitingSince = (work: SweepWork, is: (of: Waiting) => boolean): LedgerEntry[] =>
  work.waits.filter(is).flatMap((of) => entriesOf(work, of, '', { status: 'waits', receipt: '' }, true));

const overtaken = (work: SweepWork, { key, to, mail }: Owed): LedgerEntry => ({
  key,
  to,
  mail,
  status: 'overtaken',
  ...entryOf(work),
  receipt: '',
});
