/** The sentences an answer page needs, as an interface that each language fulfils. */
import type { Offer } from '../answers/model.ts';
import type { PlainReason } from '../answers/reasons.ts';
import type { Line } from '../text/span.ts';

/** What a field asks for, and a line of help below it; '' for none. */
export interface FieldWords {
  readonly label: string;
  readonly help: string;
}

/** A heading with the sentences below it. */
export interface SaidAnswer {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What a promised date is about. */
export type NodeKind = 'stage' | 'acceptance' | 'wanted-finish';

/**
 * Every sentence of the answer pages, in one language. Dates, names and counts arrive written in that language. Sentences
 * end with a full stop; labels, headings and buttons do not.
 */
export interface AnswerMessages {
  /** What the page is for, of which item. */
  title(what: string, name: string): string;
  /** An answer as a heading, on the button that sends it, as one of several to choose from, and once it is given. */
  readonly kind: Readonly<
    Record<Offer, { readonly title: string; readonly submit: string; readonly choose: string; readonly did: string }>
  >;
  readonly others: { readonly first: string; readonly else: string };
  readonly back: string;
  /** Within so many minutes. */
  undo(minutes: number): string;
  readonly preview: string;
  /** The button that shows what was understood of a text before it can be sent. */
  readonly look: string;
  /** Titles of what folds away: an improvement with who sees to it, remarks to a review, what a department can give, who judges what is handed in. */
  readonly improving: string;
  readonly remarks: string;
  readonly capacity: string;
  readonly judging: string;
  /** The items of the consensus list; what is only filled in for rework, or where something is to be adjusted. */
  itemByItem(count: number): string;
  readonly forRework: string;
  readonly adjusting: string;

  readonly note: {
    as(name: string): string;
    /** For whom somebody answers who covers for them today. */
    asFor(name: string, owner: string): string;
    /** Nothing changes before it is sent, and for so many minutes after it can be taken back. */
    before(minutes: number): string;
  };

  readonly field: Readonly<
    Record<
      | 'output'
      | 'progress'
      | 'status'
      | 'risk'
      | 'result'
      | 'newDue'
      | 'reason'
      | 'detail'
      | 'helpKind'
      | 'issue'
      | 'question'
      | 'dueOn'
      | 'reviewResult'
      | 'reviewReason'
      | 'answer'
      | 'adjustment'
      | 'lead'
      | 'settlement'
      | 'option'
      | 'decision'
      | 'acceptResult'
      | 'findings'
      | 'reworkOwner'
      | 'reworkDue'
      | 'stageSaid'
      | 'stageDue'
      | 'stageNote'
      | 'promisedDue'
      | 'proposal'
      | 'newOwner'
      | 'support'
      | 'followedDue'
      | 'kickoffOn'
      | 'talkOn'
      | 'talkResult'
      | 'talkSettles'
      | 'agreedItems'
      | 'host'
      | 'minutes'
      | 'minutesFile'
      | 'handinBy'
      | 'acceptor'
      | 'again',
      FieldWords
    >
  > & { readonly signRead: FieldWords; readonly approveRead: FieldWords };
  /** Whether an agreed item is as it was agreed; what became of a stage. */
  readonly verdicts: Readonly<Record<'fits' | 'misses', string>>;
  readonly stage: Readonly<Record<'done' | 'moved', string>>;
  /** Whether a talk settled what it was about. */
  readonly settles: Readonly<Record<'yes' | 'no', string>>;
  /** What the kick-off of a request is called where it is written into the sheet. */
  kickoffOf(request: string): string;

  /** The day that a field is filled in with, with its weekday. */
  proposed(day: string): string;

  /** What a decision may give, as titles under which it folds away. */
  readonly decide: Readonly<Record<'due' | 'owner' | 'support' | 'words', string>>;
  /** The choice of none of the options that a row names. */
  readonly otherOption: string;

  readonly error: {
    readonly empty: string;
    readonly choose: string;
    readonly unticked: string;
    past(day: string): string;
    early(day: string): string;
    far(day: string): string;
    long(most: number): string;
    readonly same: string;
    readonly detail: string;
    /** A line of what was agreed without how it is judged. */
    standard(line: string): string;
    /** Nothing of a decision is filled in. */
    readonly ruled: string;
    readonly allDone: string;
    /** A form of which nothing is filled in; a file that cannot be read; a text that changed since it was looked at. */
    readonly anything: string;
    readonly file: string;
    readonly lookAgain: string;
    /** Nobody could tell when a goal is reached. */
    readonly goal: string;
  };

  readonly effect: {
    /** What a new date moves, and what follows from any other answer. */
    readonly moved: string;
    readonly next: string;
    moves(name: string, owner: string, from: string, to: string): Line;
    /** `to`: null where it stays. `planned`: where the plan ends without it already; null where it keeps the day. */
    node(kind: NodeKind, name: string, from: string, to: string | null, planned: string | null): Line;
    more(count: number): string;
    /** Something it waits for ends on that day, which is too late for it. */
    waits(name: string, day: string): string;
    told(count: number, names: readonly string[]): string;
    /** Whoever signed a request reads it again when the finish that is wanted moves. */
    readonly signedAgain: string;
    readonly nobodyTold: string;
    frees(names: readonly string[]): string;
    /** When people are asked to help, and who. */
    asks(day: string, clock: string, names: readonly string[]): string;
    readonly blocked: string;
    /** Who is asked, with the sweep of that day; so many workdays later it goes up. */
    questionTo(day: string, clock: string, name: string, days: number): string;
    reviewNext(name: string): string;
    departmentsAsked(names: readonly string[]): string;
    sentBack(name: string): string;
    /** Whose signature comes next: null for the reader, '' where nobody is named. */
    signNext(name: string | null): string;
    settleNext(name: string): string;
    /** Who is invited, with the sweep of that day. */
    invited(day: string, clock: string, names: readonly string[]): string;
    /** What follows from a meeting. */
    readonly agendaWritten: string;
    /** Who gets the materials, with the sweep of that day. */
    materialsTo(day: string, clock: string, names: readonly string[]): string;
    /** Who approves the minutes; '' where nobody is named. */
    /** `host`: '' where nobody knows, null where it is whoever hands them in. */
    minutesNext(host: string | null): string;
    /** The first task is entered, others follow; more tasks lack something than the page has. */
    readonly moreTasks: string;
    moreGaps(count: number): string;
    /** What is handed in goes to departments, or to whoever judges it. */
    confirmAsked(departments: readonly string[]): string;
    concludeAsked(name: string): string;
    /** An improvement is followed like a task. */
    tracked(owner: string): string;
    readonly archived: string;
    readonly notLookedBack: string;
    clock(days: number): string;
    ruled: string;
    /** A cell that an answer changes; `from` '' where nothing stood there. */
    change(where: string, from: string, to: string): Line;
    /** A date that may do, and the tasks that it moves by name. */
    instead(day: string, moves: readonly string[]): string;
    /** How many open tasks people have. */
    loads(people: readonly { readonly name: string; readonly open: number }[]): string;
    /** After a department confirmed, after a conclusion, after a pass against an item, after rework. */
    concludedNext: string;
    concluded: string;
    passedThough: string;
    nextRound: string;
    /** It holds once one of them agrees. */
    proposed(others: readonly string[]): string;
    /** On that day it comes up again. */
    quietBefore(day: string): string;
    /** What is not held up by being left alone. */
    escalates(day: string, clock: string, names: readonly string[]): string;
  };

  readonly document: {
    readonly changed: string;
    readonly foundBefore: string;
    readonly agreed: string;
    /** What is read in minutes: headings with how many there are, and what of them was not understood. */
    topicsRead(count: number): string;
    actionsRead(count: number): string;
    readonly nothingRead: string;
    readonly notRead: string;
    moreLines(count: number): string;
    /** Nothing of the text is lost. */
    readonly textKept: string;
    /** The documents that go to the archive. */
    readonly archived: string;
    task(owner: string, accountable: string, dates: string, output: string): string;
    /** Who else has a letter in it, by letter; and what it waits for and needs. '' for nothing. */
    others(letters: Readonly<Record<'supporting' | 'consulted' | 'informed', readonly string[]>>): string;
    needs(after: readonly string[], support: string): string;
    /** The plan ends after what was promised: a heading. */
    readonly late: string;
    /** A day that was promised, by the stage's name or '' for the finish that is wanted; and a task that ends after it. */
    promised(stage: string, day: string): string;
    lateTask(name: string, day: string, days: number): string;
    action(owner: string, due: string, output: string): string;
    cut(workbook: string): string;
    readonly typed: string;
    /** What somebody proposes. */
    proposed(name: string): string;
    /** Who decided, and when; '' where nobody knows. */
    decided(by: string, day: string): string;
    signedFor(signer: string, by: string): string;
    /** What a question is about, in the sheet's words. */
    asksAbout(by: string, name: string): string;
  };

  readonly empty: string;

  /** The page on which somebody says how they want their mails. */
  readonly preferences: {
    readonly news: FieldWords;
    readonly everything: string;
    readonly mine: string;
    readonly quietDays: string;
    /** One workday has to be left. */
    readonly oneLeft: string;
    /** Where sweeps run often enough for an hour, and where they do not: the time at which they run. */
    readonly hour: string;
    hourNotKept(clock: string): string;
    readonly language: FieldWords;
    readonly way: FieldWords;
    readonly anyWay: string;
    /** What comes all the same: a heading, and what it is. */
    readonly whatever: string;
    readonly always: string;
    /** Language and way stand in the address book of all teams. */
    readonly fromBook: string;
  };

  readonly result: {
    /** When mails take into account what was answered. */
    nextMails(day: string, clock: string): string;
    /** Where nothing follows but that it is over for the reader. */
    readonly settled: string;
    /** What else waits for the reader: a heading, that nothing does, and how many more there are. */
    readonly still: string;
    readonly nothingStill: string;
    moreStill(count: number): string;
    readonly undone: SaidAnswer;
    readonly already: SaidAnswer;
    readonly changed: SaidAnswer;
    readonly busy: SaidAnswer;
    readonly undoChanged: SaidAnswer;
    readonly undoBusy: SaidAnswer;
    undoLate(minutes: number): SaidAnswer;
    readonly closed: SaidAnswer;
    readonly notYours: SaidAnswer;
    readonly gone: SaidAnswer;
    /** A call for help is open already: its row, and whom it is with. */
    helpOpen(row: string, names: readonly string[]): SaidAnswer;
    /** A form came for what cannot be answered any more, for a reason that is a heading; `copy` where its text is shown below. */
    lost(why: string, standing: readonly string[], copy: boolean): SaidAnswer;
    /** How it stands instead, a sentence each. */
    readonly now: {
      standing(text: string): string;
      isWith(names: readonly string[]): string;
      decided(by: string, day: string, decision: string): string;
    };
    /** This answer is not open any more, others are. */
    readonly other: SaidAnswer;
  };
  readonly plain: Readonly<Record<PlainReason, SaidAnswer>>;
}
