/** One workbook under its claim while letters leave: what its ledger is to have before each and after it, and how its run ends. */
import type { Mail, Plan, Waiting, Write } from '../../core/plan.ts';
import type { Problem } from '../../core/problem.ts';
import { noteOf, type Owed, wayNote } from '../../core/record/delivery.ts';
import type { LedgerEntry, LedgerStatus } from '../../core/record/ledger.ts';
import { readNotified } from '../../core/record/notified.ts';
import { receiptsOf } from '../../core/record/receipts.ts';
import type { Day } from '../../core/time/day.ts';
import { givesId } from '../../core/write/write.ts';
import type { BatonError } from '../errors.ts';
import type { OpenLetterLog, Receipt } from '../ports.ts';
import type { Run, RunResult } from './claim.ts';
import type { Decision } from './decide.ts';
import { decidedEvents, type EventsDue, postEvents } from './events.ts';
import type { Journal, Showing } from './journal.ts';
import { addressOf, type Letter } from './letters.ts';
import { groupEntry, type MorningDue, postMorning } from './morning.ts';
import { type Delivery, DUE, NOBODY_TAKEN, refusedProblem } from './try-sending.ts';

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
  /** Written with the first of the run's commits. */
  readonly marks: readonly Write[];
}

/** One workbook while letters leave that it has a part in. */
export interface OpenRun extends SweepWork {
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

export const openRun = (work: SweepWork): OpenRun => {
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
  let isShown = false;
  let lost: Applied['lost'] = null;

  /** The first one brings what people see up to date: whoever opens the sheet from a letter finds there what it says. */
  const showing = (): Showing | undefined => {
    if (isShown) return undefined;
    const shown = work.shown?.();
    return { marks: work.marks, ...(shown && { shown }) };
  };
  const commit = async (rows: readonly LedgerEntry[], end?: RunResult): Promise<void> => {
    try {
      conflicts.push(...(await journal.commit(writes, rows, end, showing())));
      isShown = true;
      writes = [];
      entries = [];
    } catch (cause) {
      lost = { cause };
    }
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
    if (entries.length + writes.length > 0) await commit(entries);
    const nameless = new Set(conflicts.filter(({ write }) => givesId(write)).map(({ write }) => write.item));
    const keep = async (more: readonly LedgerEntry[]): Promise<boolean> => {
      entries.push(...more);
      if (!lost && run.isAging()) await commit(entries);
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
      await commit([...entries, ...due, ...noted(begun, 'sending', isFirst), ...ahead]);
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
        await commit([...entries, groupEntry(work)]);
        if (!lost) {
          const { entry, problem } = await postMorning(work.morning, work);
          entries.push(entry);
          if (problem) problems.set(entry.key, problem);
        }
      }
      if (!lost && work.events) await tell(work.events);
      if (!lost) await commit(entries, endingOf());
      return { conflicts, problems: [...problems.values()], error, lost };
    },
  };
  return own;
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
const withoutItems = (
  mail: Mail,
  nameless: ReadonlySet<string>,
): { readonly sayable: Mail; readonly nameless: Waiting } => {
  // A copy would put its subject into words.
  if (nameless.size === 0) return { sayable: mail, nameless: { to: mail.to, notices: [] } };
  return {
    sayable: { ...mail, notices: mail.notices.filter(({ item }) => !nameless.has(item)) },
    nameless: { ...mail, notices: mail.notices.filter(({ item }) => nameless.has(item)) },
  };
};

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
