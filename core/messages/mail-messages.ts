/** The sentences a digest needs, as an interface that each language fulfils. */
import type { AnswerKind, Offer } from '../answers/model.ts';
import type { Line } from '../text/span.ts';

/** What most needs the reader among the things that wait for them. */
export type Highlight = 'late' | 'today';

/** Kinds of news a mail can carry, in the order of their urgency. */
export type NewsKind =
  | 'decided'
  | 'decide'
  | 'late'
  | 'today'
  | 'evidence'
  | 'act'
  | 'soon'
  | 'waiting'
  | 'first'
  | 'assigned'
  | 'update'
  | 'mend'
  | 'overview'
  | 'know';

/** What of a manager's week stands in no card: tasks that are overdue, how many of them nobody is responsible for, and what is at risk. */
export interface RestOfWeek {
  readonly late: number;
  /** Others that are overdue have a card. */
  readonly isRest: boolean;
  /** The mail is full: no word more than it takes. */
  readonly isBrief: boolean;
  readonly unowned: number;
  readonly risks: number;
}

/** In what capacity somebody gets a mail, in the order in which capacities are named. */
export const MAIL_ROLES = [
  'responsible',
  'accountable',
  'supporting',
  'consulted',
  'informed',
  'division-leader',
  'department-head',
  'project-lead',
  'executive',
  'keeper',
  'mover',
  'writer',
  'involved',
  'delegate',
] as const;
export type Role = (typeof MAIL_ROLES)[number];

/** Somebody who will be asked, as the reader knows them; `null` is the reader. */
export interface Helper {
  readonly name: string | null;
  readonly role: 'accountable' | 'division-leader' | 'project-lead' | 'executive';
}

/**
 * Every sentence of a digest, in one language. Dates, names and counts arrive written in that language (format.ts);
 * numbers arrive where the sentence depends on them. Sentences end with a full stop, labels and headings do not.
 */
export interface MailMessages {
  readonly brand: string;
  /** System fonts, those of the language's own quotation marks and dashes before the others. */
  readonly fonts: string;

  readonly headline: {
    /** So many to decide, and so many other things to do. */
    decide(name: string, count: number, others: number): string;
    /** Things to do: how many, and how many of those are late or due today. */
    act(name: string, count: number, highlight: Highlight | null, among: number): string;
    /** The same of tasks that nobody is named for: overdue, due today, without an update. */
    unnamed(name: string, late: number, today: number, others: number): string;
    /** Things that others decided and the reader acts on, and how many others wait for them. */
    decided(name: string, count: number, others: number): string;
    soon(name: string, count: number, days: number): string;
    waiting(name: string, count: number): string;
    /** All that is theirs in a workbook that is new to Baton. */
    first(name: string, count: number): string;
    /** Tasks that came to them. */
    assigned(name: string, count: number): string;
    update(name: string, department: string, count: number): string;
    mend(name: string, count: number): string;
    overview(name: string, departments: readonly string[], late: number): string;
    know(name: string, count: number): string;
  };
  readonly also: {
    soon(count: number, day: string | null, days: number): string;
    waiting(count: number): string;
    first(count: number): string;
    assigned(count: number): string;
    update(count: number): string;
    mend(count: number): string;
    still(count: number): string;
    sentence(parts: readonly string[]): string;
  };
  /** The name of what belongs to an urgent request. */
  urgent(name: string): string;
  /** Said once, in every mail. */
  readonly nothingElse: string;
  /** The same in a leader's mail. */
  readonly nothingMore: string;

  readonly subject: {
    news(kind: NewsKind, count: number): string;
    whole(news: readonly string[], title: string, more: boolean, project: string): string;
  };
  preview(title: string, when: string): string;

  readonly section: {
    decided: string;
    decide: string;
    move: string;
    soon(days: number): string;
    /** Tasks that nobody is named for. */
    unnamed: string;
    still: string;
    waiting: string;
    assigned: string;
    /** All that is the reader's in a workbook that is new to Baton. */
    first: string;
    update: string;
    mend: string;
    know: string;
  };
  /** Names may follow as links instead; `cut`: not all of them. */
  more(count: number, names: readonly string[]): string;
  moreOf(count: number, cut: boolean): string;

  readonly when: {
    /** With 0 days: its limit has passed today. */
    late(days: number, due: string): string;
    today(clock: string): string;
    ahead(due: string, days: number): string;
    /** A date on a day off, and the workday on which it ends. */
    dayOff(due: string, end: string): string;
    stuck(days: number, due: string | null, late: boolean): string;
    /** Of what has no date: workdays since its last update. */
    quiet(days: number): string;
    done: string;
    /** A request with gaps. */
    incomplete: string;
    earliest(day: string, planned: string | null): string;
  };
  readonly card: {
    /** `progress` in whole percent; `still`: for how many workdays there has been no update. */
    state(status: string | null, progress: number | null, updated: string | null, still: number): string;
    owner(name: string, department: string): Line;
    /** Others who got the same request. */
    alsoAsked(helpers: readonly Helper[]): Line;
    item(name: string, owner: string | null, due: string | null): string;
    blocks(items: readonly string[], more: number): Line;
    waitsFor(items: readonly string[], more: number): Line;
    doneWhen(text: string): Line;
    reason(text: string): Line;
    noReason: string;
    risk(text: string): Line;
    unchangedSince(day: string): string;
    /** It is decided above the reader by now. */
    isWith(people: readonly string[]): string;
    /** Level 1 was told on that day, without effect. */
    toldLeader(day: string, leader: string): string;
    /** `left`: workdays until that day; 0 is today. */
    next(day: string, clock: string, left: number, helpers: readonly Helper[]): string;
    asked(helpers: readonly Helper[]): string;
    /** When something is to be finished by now, and when that was to be, where that is over. */
    dueNow(day: string, left: number): string;
    wasDue(day: string): string;
    readonly ask: {
      /** To write what was decided into the workbook: the new date and who takes over, '' for none. */
      carryOut(due: string, owner: string): string;
      /** Something was decided, and its date has passed. */
      newDate: string;
      /** It is late, and nobody knows why: in the sheet, and on the page that takes both at once. */
      readonly reason: string;
      readonly newDateAndReason: string;
      /** What is done has no result yet; what should be done has none; nor is it known why. */
      readonly evidence: string;
      readonly doneWithEvidence: string;
      readonly doneOrNewDate: string;
      /** What has no date was not updated for long. */
      readonly update: string;
      push(owner: string | null): string;
      decide(): string;
    };
  };
  /** What the reader is to decide. */
  readonly decision: {
    stuck(days: number): string;
    noReason(owner: string): string;
    readonly noOwner: string;
    reason(owner: string, reason: string): string;
    holdsUp(name: string, day: string | null): string;
    /** Who decides if the reader has not by then; `left` as above. */
    until(day: string, clock: string, left: number, helpers: readonly Helper[]): string;
    /** Choices, as buttons say them. */
    moveTo(day: string): string;
    takeOver(name: string): string;
    choose(option: string): string;
    readonly other: string;
  };
  /** What to press, in a word or two. */
  readonly button: Readonly<Record<Offer, string>>;
  /** The same where there are several ways to answer. */
  readonly answer: string;
  /** What made a task late: chosen on its page, written before the words of whoever moves it. */
  readonly reasons: Readonly<Record<'resources' | 'process' | 'other', string>>;
  /** Why an item is in the mail, as the reader's part in it. */
  why(roles: readonly Role[]): string;
  /** Opens the workbook. */
  readonly open: string;
  /** A task that came to the reader. */
  readonly assigned: {
    /** What Baton is, in two sentences, for those who have never heard of it. */
    baton(workbook: string): string;
    /** From which day on it is worked on, and by when it is done. */
    from(day: string): string;
    due(day: string): string;
    output(text: string): Line;
    needs(text: string): Line;
    /** How often it comes, as the workbook says it; and what was left out while nobody checked the workbook. */
    repeats(rule: string): Line;
    leftOut(count: number, from: string, to: string): string;
    /** Who else has which letter, such as "A Chen Jie". */
    others(people: readonly string[]): Line;
    /** Whose letter it is, where the reader covers for them. */
    covers(name: string): string;
  };
  /** Tasks that nobody is named for, by when they are due. */
  readonly unnamed: Readonly<Record<Highlight, string>>;
  readonly update: {
    before(department: string, day: string, time: string): string;
    after(department: string, day: string, time: string): string;
    /** Tasks that are updated every workday. */
    daily(department: string, day: string, time: string): string;
    /** Whose task it is, '' for nobody's, and for how many workdays it has had no update. */
    entry(owner: string, days: number): string;
  };
  readonly mend: {
    /** A tab, rows of it (none: the tab as a whole), more rows that are not named, a column's header (or ''). */
    place(tab: string, rows: readonly string[], more: number, column: string): string;
    entry(place: string, problem: string): Line;
    /** Places of findings that are not written out. */
    more(count: number, places: readonly string[]): string;
  };
  /** The week of a manager's departments. */
  readonly overview: {
    title(departments: readonly string[]): string;
    /** The same within a subject, after its counts. */
    subject(departments: readonly string[]): string;
    /** So many tasks are open, so many of them fine, and so many more are overdue than a week ago; null where nobody knows. */
    standing(open: number, fine: number, more: number | null): string;
    /** '' where there is nothing. */
    rest(rest: RestOfWeek): string;
    readonly figure: { fine: string; late: string; stuck: string };
    /** The meeting that is prepared, with its agenda; '' where it has none yet. */
    meeting(when: string, name: string, agenda: string): string;
    readonly today: string;
    readonly agenda: {
      actions(done: number, all: number): string;
      late(count: number): string;
    };
    tasks(count: number, late: number): string;
    more(count: number): string;
  };
  /** What only a mail about several workbooks says; people know a workbook as their project. */
  readonly joint: {
    projects(count: number): string;
    /** The weeks of so many projects, side by side. */
    weeks(count: number): string;
    readonly byProject: string;
    /** Counts that are not zero. */
    standing(stuck: number, decisions: number): readonly string[];
    /** Projects for whose items the mail had no room, and what stands there of them instead. */
    more(count: number): string;
    readonly beyond: string;
  };
  /** What is said of an item after its name. */
  readonly know: {
    /** `by`: who moved it; '' where nobody knows. */
    due(from: string, to: string, reason: string, owner: string, by: string): Line;
    owner(from: string, to: string): Line;
    scope(doneWhen: string, owner: string): Line;
    /** `status` in the words of the sheet. */
    stopped(status: string, reason: string, owner: string): Line;
    stuck(days: number, asked: readonly string[], owner: string): Line;
    /** An item or a department, and what is said of it. */
    of(name: string, rest: Line): Line;
    /** Said of a department. */
    update(items: readonly string[], more: number): Line;
    other(when: string, owner: string): Line;
    /** Items the reader was asked about, which others decide now; so many more of them. */
    isWith(people: readonly string[], names: readonly string[], more: number): string;
    /** One of them, and for how many workdays it has been so; 0 on the first. */
    isWithSince(name: string, days: number): string;
  };
  /** Where to act: sheets, each with an ID as an example of how to find the row. */
  where(workbook: string, places: readonly { readonly tab: string; readonly id: string }[]): string;
  /** The same for rows to mend, which name their tabs themselves. */
  whereToMend(workbook: string): string;
  /** A letter that an answer on a page brought about on the same day. */
  readonly handedOn: {
    /** What somebody answered; what it is about follows. */
    event(by: string, kind: AnswerKind): string;
    /** The same where the reader answered. */
    readonly own: string;
    /** So many things are the reader's now. */
    asked(count: number): string;
    /** Nothing is asked of them. */
    readonly told: string;
    /** Why it came at once. */
    why(by: string, clock: string): string;
    whyOwn(clock: string): string;
  };
  readonly footer: {
    why(roles: readonly Role[]): string;
    /** Why tasks that nobody is named for are in it, and where to name somebody: the header of that column, null where there is none. */
    unnamed(column: string | null): string;
    /** In a leader's mail, instead of all else. */
    readonly leader: string;
    /** Where replies are read as answers. */
    readonly reply: string;
    next(day: string, clock: string): string;
    /** The mail brings dates for a calendar. */
    readonly dates: string;
    /** The link to how their dates come into a calendar by themselves. */
    readonly subscribe: string;
    /** The same of one workbook among several. */
    subscribeTo(project: string): string;
    /** The link to where a reader says how they want their mails; `project` where there are several. */
    preferences(project: string | null): string;
  };
  /** What a calendar shows. */
  readonly calendar: {
    name(project: string): string;
    due(name: string): string;
    about(project: string, id: string): string;
  };
}
