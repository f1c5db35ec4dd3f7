/** What adapters implement: a workbook's store, a mailer, an inbox and a queue, and what passes through them. */
import type { RowMove } from '../core/keep/archives.ts';
import type { Digest } from '../core/mail/model.ts';
import type { PressSaid } from '../core/mail/press.ts';
import type { OverviewRow } from '../core/overview/rows.ts';
import type { Write } from '../core/plan.ts';
import type { EarlierMail } from '../core/record/thread.ts';
import type { Day } from '../core/time/day.ts';
import type { RawWorkbook } from '../core/workbook.ts';
import type { WriteReceipt } from '../core/write/write.ts';
import type { Locale } from '../sheet-templates/types.ts';

export type Receipt = WriteReceipt;

/**
 * What Baton's own sheets are to show once a sweep has written. A file is told, since nothing calculates there until somebody opens it; Google Sheets
 * and Excel for the web calculate by themselves, and leave it.
 */
export interface Shown {
  readonly rows: readonly OverviewRow[];
  readonly today: Day;
  /** An earlier sweep of the day left what formulas show, and there is nothing to write since. */
  readonly isKnown?: true;
}

/**
 * A workbook somewhere. `apply` finds rows by the item's id in a fresh reading of its own, checks `expected`, and
 * writes all or nothing: after an error the workbook is as it was. Errors are BatonError (see errors.ts).
 */
export interface WorkbookStore {
  /** Archive sheets (core/keep/archives.ts) are read for whoever asks for them, and by no sweep. */
  read(options?: ReadOptions): Promise<RawWorkbook>;
  apply(writes: readonly Write[], shown?: Shown): Promise<readonly Receipt[]>;
  /**
   * Makes these writes and moves rows into new hidden sheets, each below a copy of its tab's header: all of it, or nothing
   * where one of the writes does not fit. Titles that are there already say that it was done before. For whoever holds the
   * workbook's claim.
   */
  archive?(moves: readonly RowMove[], writes: readonly Write[]): Promise<readonly Receipt[]>;
  /** Where a line beside the workbook costs less than the workbook: the record of the letters of the workbook with this id. */
  letterLog?(workbook: string): Promise<LetterLog>;
}

/** What came of a letter, as the ledger is to have it. */
export interface LetterOutcome {
  readonly status: 'sent' | 'due' | 'deferred' | 'refused';
  readonly receipt: string;
}

/** By the mail's id; null where it was begun, and nobody wrote down what came of it. What was never begun is not in it. */
export type LetterRecord = ReadonlyMap<string, LetterOutcome | null>;

/**
 * Stands between a batch in the ledger and its letters: written through to the disk before each letter leaves, so that a run that dies leaves at
 * most one of which nobody knows. All but `peek` is for whoever holds the workbook's claim. Errors are BatonError.
 */
export interface LetterLog {
  /** What the records of all runs say, by run, and leaves them where they are: for whoever only tells what is known. */
  peek(): Promise<ReadonlyMap<string, LetterRecord>>;
  /** Takes the records of all runs away, so that none of them sends another letter, and answers what they say, by run. */
  take(): Promise<ReadonlyMap<string, LetterRecord>>;
  /** Removes the records of these runs, once the ledger has what they say. */
  forget(runs: Iterable<string>): Promise<void>;
  /** Begins the record of a run. */
  open(run: string): Promise<OpenLetterLog>;
}

export interface OpenLetterLog {
  /** Before a letter leaves. False where somebody has taken the record away: it must not leave then. */
  begin(mail: string): Promise<boolean>;
  end(mail: string, outcome: LetterOutcome): Promise<void>;
  close(): Promise<void>;
}

/** One that can move rows. */
export type ArchivingStore = WorkbookStore & Required<Pick<WorkbookStore, 'archive'>>;

export const allWritten = (receipts: readonly Receipt[]): boolean =>
  receipts.every(({ outcome }) => outcome === 'written');

export interface ReadOptions {
  readonly archives?: boolean;
}

export interface Address {
  readonly name: string;
  readonly address: string;
}

/** Somebody who is to get a letter. */
export interface Recipient extends Address {
  /** As the directory has it; absent where it names none. Some systems know people by it alone. */
  readonly phone?: string;
  /** The kind of way they want, as the directory has it; absent where it names none. */
  readonly channel?: string;
}

/** A letter: what it says, and how that is printed for mail programs. Other systems print `letter` themselves. */
export interface OutgoingMail {
  /** Stable across retries: the same digest of the same sweep has the same id; also its Message-ID's local part. */
  readonly id: string;
  readonly to: Recipient;
  readonly subject: string;
  /** What it says, free of mark-up (core/mail/fit.ts makes it fit a limit). */
  readonly letter: Digest;
  /** `letter` printed as text and as HTML, when somebody first asks. */
  readonly text: string;
  readonly html: string;
  /**
   * Receipts of the letters that the same address got before, the latest first, as the workbook's ledger has them. What a mailer wants to know of
   * a person another time (the chat it has with them) it answers with its receipt, and finds here: the ledger keeps it with the outcome, in one write.
   */
  readonly remembered?: readonly string[];
  /** Ways that have turned it away in this sweep; absent where nobody notes by which way it goes, and all are tried. */
  readonly passed?: readonly string[];
  /** A calendar file (RFC 5545) that goes with it. */
  readonly calendar?: string;
  /** What the same address was told before about what this mail begins with, the latest last: its thread. */
  readonly earlier?: readonly EarlierMail[];
  /** BCP 47, for Content-Language. */
  readonly language: string;
  /** The sweep's instant, ISO 8601 with offset. */
  readonly date: string;
}

/** Where to look for a mail that was begun. */
export interface MailTrace {
  /** Address. */
  readonly to: string;
  /** Date of the sweep that began it, or any before: YYYY-MM-DD. */
  readonly since: string;
  /** The instant before which it cannot have left, ISO 8601 with offset; absent where nobody noted it. */
  readonly begunAt?: string;
  /** As a letter's, where they are known. */
  readonly remembered?: readonly string[];
  readonly phone?: string;
  /** The way that it was given to, where there were several and the ledger says it. */
  readonly way?: string;
}

export interface Mailer {
  /**
   * Sends one mail and answers the provider's message id, with whatever it wants to remember of the person. A RecipientError says that this recipient's was not taken, for now
   * or for good, and has not left: others go on. After any other BatonError the mail may have left, and `find` is asked.
   */
  send(mail: OutgoingMail): Promise<{ receipt: string }>;
  /**
   * What is known about a mail that may or may not have left: in a dead sweep, or just now when sending failed. Once it
   * has answered `unsent` that mail does not leave any more, unless it is sent again.
   */
  find(id: string, trace: MailTrace): Promise<'sent' | 'unsent' | 'unknown'>;
  /** How many mails may be in flight between two ledger writes: 1 where `find` can only answer `unknown`, unless a LetterLog knows it. */
  readonly batch: number;
  /** Where there are several ways: the one by which a letter to this person goes after these have turned it away; null where none is left. */
  ways?(to: Recipient, passed: readonly string[]): string | null;
  /**
   * Told when the last mail of a delivery has been tried, or there was none to send: brings up to date what is kept beside
   * the mails, also what a process left out that died before. Nothing is thrown: the next one makes up for it. `isMore`: another
   * delivery follows at once, and what takes as long for one mail as for all waits for the last one.
   */
  flush?(isMore?: boolean): Promise<void>;
}

/** A mailbox to which people reply. What was dealt with is marked there, so that no process has to remember it. */
export interface Inbox {
  /** Ids of what came in since an instant (ISO 8601) and was not dealt with, the oldest first. Errors are BatonError. */
  waiting(since: string): Promise<readonly string[]>;
  /** A message as it came (RFC 5322); null where it is gone, or was dealt with meanwhile. */
  read(id: string): Promise<Uint8Array | null>;
  /** Marks a message as dealt with. Doing so again changes nothing. */
  done(id: string, how: 'answered' | 'ignored'): Promise<void>;
  /** How many messages from an address were marked as answered since an instant, counted no further than `most`. */
  answered(from: string, since: string, most: number): Promise<number>;
  /** Where the answers leave by a Mailer that cannot say later what became of them; absent where mailbox and Mailer are one system that can. */
  readonly beginnings?: Beginnings;
  /** Gives a connection back; the next call opens another. */
  close?(): Promise<void>;
}

/** Notes, in the mailbox itself, that the answer to a message is about to leave. */
export interface Beginnings {
  /**
   * `begun`: it stands there now; `before`: it stood there, or at a copy of the message, so an answer may have left; `answered`: a copy was answered;
   * `gone`: the message has been deleted, or was dealt with.
   */
  begin(id: string): Promise<'begun' | 'before' | 'answered' | 'gone'>;
  /** The answer has surely not left. */
  takeBack(id: string): Promise<void>;
  /** Nobody will ever know whether it has left: the message is dealt with, and shows that to whoever looks into the mailbox. */
  hold(id: string): Promise<void>;
}

/** One sweep of one workbook that somebody still has to do. */
export interface SweepTask {
  /** What only the others have. */
  readonly kind?: never;
  /** The same for the same workbook and date, whoever asks: letters, digits, `-` and `_`. */
  readonly name: string;
  /** The workbook's URI. */
  readonly workbook: string;
  /** The instant the sweep is for, ISO 8601 with offset, however late it is done. */
  readonly at: string;
  /** Address of whoever hears of it when it cannot be done; null when that is the administrator alone. */
  readonly owner: string | null;
  /** URI of the workbook whose people, departments and company days it shares; absent where it has its own alone. */
  readonly book?: string;
}

/**
 * Sweeps of workbooks that share a book, as one round, so that a person on several gets one mail. It has none of a SweepTask's
 * own fields, so that functions of before teams refuse it, and it comes again until they are the new ones.
 */
export interface TeamTask {
  readonly kind: 'team';
  /** The same for the same workbooks and date, whoever asks: letters, digits, `-` and `_`. */
  readonly name: string;
  readonly book: string;
  /** At least two; as in their own tasks. */
  readonly workbooks: readonly Pick<SweepTask, 'workbook' | 'at' | 'owner'>[];
}

/** Somebody changed something where this workbook is: its rows are to be checked, and marked. */
export interface CheckTask {
  readonly kind: 'check';
  /** The same for all changes of a minute: letters, digits, `-` and `_`. */
  readonly name: string;
  /** The workbook's URI. */
  readonly workbook: string;
}

/** Somebody answered on a page: what follows is handed on, once the answer can no longer be taken back. */
export interface HandOnTask {
  readonly kind: 'hand-on';
  /** The same for all answers of a minute: letters, digits, `-` and `_`. */
  readonly name: string;
  /** The workbook's URI. */
  readonly workbook: string;
  /** As in a SweepTask. */
  readonly book?: string;
}

/** What somebody has to look at, in the reader's words. */
export interface WeekException {
  /** The workbook's name, or its URI where it could not be read. */
  readonly workbook: string;
  /** Where people open it; absent for a file. */
  readonly url?: string;
  readonly code: string;
  readonly text: string;
}

/** A week of workbooks, as far as they were looked at; it travels in tasks, as JSON. */
export interface WeekSum {
  readonly workbooks: number;
  /** Workdays on which a workbook was to be swept, and those on which it was, each counted. */
  readonly planned: number;
  readonly swept: number;
  /** Mails that left, Monday to Sunday. */
  readonly mails: readonly number[];
  readonly answers: number;
  readonly exceptions: readonly WeekException[];
  /** Exceptions beyond those that are listed. */
  readonly more: number;
}

/** The administrator is to hear how the week went: some of the workbooks are looked at, and what was seen goes into the next task. */
export interface WeekTask {
  readonly kind: 'week';
  /** The same for the same slice of a week: letters, digits, `-` and `_`. */
  readonly name: string;
  /** The planned instant of Monday's dispatch, ISO 8601 with the offset of where it is Monday. */
  readonly at: string;
  /** How many workbooks were looked at before. */
  readonly from: number;
  /** Whether an earlier dispatch of that Monday has been seen at work. */
  readonly isRepeat: boolean;
  readonly sum: WeekSum;
}

/** Somebody pressed a button in a chat's card: the answer is given, and what came of it said to them. */
export interface PressTask {
  readonly kind: 'press';
  /** The same for the same press: letters, digits, `-` and `_`. */
  readonly name: string;
  readonly press: Press;
}

export type CloudTask = SweepTask | TeamTask | CheckTask | HandOnTask | WeekTask | PressTask;

/** A press in a chat's card, once its call is known to be the chat's own. It travels in tasks, as JSON. */
export interface Press {
  /** Of which chat, as its door is called: `slack`. */
  readonly by: string;
  /** This press and no other: whoever sends its call again sends the same. */
  readonly id: string;
  /** The message that was pressed in: each of its buttons answers once. */
  readonly message: string;
  /** What the button holds: the token of its link, the answer, and the language of the message. */
  readonly token: string;
  readonly kind: string;
  readonly locale: Locale;
  /** Who pressed, as the chat calls them. */
  readonly presser: string;
  /** Where they read what came of it, as the chat has it. */
  readonly reply: string;
}

/** What somebody sent to the door of a chat. */
export interface PressCall {
  readonly header: (name: string) => string | undefined;
  /** The body as it came. */
  readonly raw: Uint8Array;
}

/**
 * `refused`: it is not the chat's own, or was sent longer ago than anybody takes to send it; nothing was looked at. `reply`: it is no press, and is
 * to be answered with this.
 */
export type PressRead =
  | { readonly is: 'press'; readonly press: Press }
  | { readonly is: 'reply'; readonly body: Readonly<Record<string, unknown>> | null }
  | { readonly is: 'refused'; readonly why: 'forged' | 'stale' | 'unreadable' };

/** The door of a chat that tells of presses. */
export interface PressDoor {
  /** Checks that a call is the chat's own and new, then reads it. `now`: the real time, ISO 8601. */
  read(call: PressCall, now: string): PressRead;
  /** Whether who pressed is the person to whom letters to this address go. Errors are BatonError. */
  isOf(presser: string, person: Pick<Recipient, 'address' | 'phone'>): Promise<boolean>;
  /** Whether whoever pressed is shown what the call is answered with. */
  readonly showsAnswer: boolean;
  /** What the call is answered with; null for nothing. */
  answer(said: PressSaid): Readonly<Record<string, unknown>> | null;
  /** Tells whoever pressed what came of it. Errors are BatonError. */
  say(press: Press, said: PressSaid): Promise<void>;
}

/** Tasks are delivered at least once: what was done already is known from the workbook, not from here. */
export interface Queue {
  /**
   * Takes a task, to begin no sooner than `notBefore` (real time, ISO 8601); a queue in this process begins at once and
   * answers when it is over. `known`: a task of that name is in it. Errors are BatonError.
   */
  enqueue(task: CloudTask, notBefore: string): Promise<'taken' | 'known'>;
}
