/** What the command line has to be able to say, in every language: commands, options, sentences. */
import type { DoubtCode } from '../../core/minutes/rows.ts';
import type { LedgerStatus } from '../../core/record/ledger.ts';
import type { About, Finding } from '../base/finding.ts';
import type { Ignored } from '../reply/replies.ts';
import type { SweepOutcome } from '../sweep/sweep.ts';
import type { RecordWords } from './record-words.ts';

export type CommandName =
  | 'init'
  | 'schema'
  | 'check'
  | 'sweep'
  | 'edit'
  | 'minutes'
  | 'reply'
  | 'explain'
  | 'slip'
  | 'forecast'
  | 'court'
  | 'verify'
  | 'rollover'
  | 'resend'
  | 'backup'
  | 'restore'
  | 'pack'
  | 'adopt'
  | 'doctor'
  | 'serve';
export type OptionName =
  | 'json'
  | 'locale'
  | 'workbookLocale'
  | 'now'
  | 'madeOn'
  | 'dryRun'
  | 'takeOver'
  | 'request'
  | 'mail'
  | 'from'
  | 'links'
  | 'book'
  | 'mark'
  | 'tab'
  | 'row'
  | 'set'
  | 'template'
  | 'demo'
  | 'out'
  | 'folder'
  | 'force'
  | 'country'
  | 'zone'
  | 'port'
  | 'days'
  | 'year'
  | 'adopt'
  | 'html'
  | 'trial'
  | 'fix'
  | 'week'
  | 'asOf'
  | 'help';

/** Kinds of things a person is told, in the order of urgency. */
export const KINDS = [
  'stuck',
  'overdue',
  'due',
  'reason',
  'collect',
  'act',
  'soon',
  'blocked',
  'changed',
  'update',
  'week',
  'mend',
  'know',
] as const;
export type Kind = (typeof KINDS)[number];

/** Everything the command line says of its own; the sentences about rows and items are core's (core/messages). */
export interface CliWords {
  readonly help: {
    readonly about: string;
    readonly usage: string;
    readonly commands: string;
    readonly arguments: string;
    readonly options: string;
    readonly example: string;
    readonly exits: string;
    readonly command: Readonly<Record<CommandName | 'start', { readonly what: string; readonly example: string }>>;
    readonly option: Readonly<Record<OptionName, string>>;
    readonly argument: Readonly<
      Record<
        | 'workbook'
        | 'workbooks'
        | 'swept'
        | 'examined'
        | 'minutes'
        | 'mail'
        | 'file'
        | 'adopted'
        | 'item'
        | 'task'
        | 'days'
        | 'request'
        | 'resent'
        | 'backupTo'
        | 'backupFrom'
        | 'start',
        string
      >
    >;
  };
  readonly call: {
    unknownCommand(name: string, like: string): string;
    unknownOption(name: string, like: string): string;
    missingArgument(name: string): string;
    missingValue(option: string): string;
    missingOption(option: string): string;
    readonly tooMany: string;
    /** `options` that npm kept; the right call, and the one that PowerShell needs. */
    swallowed(options: readonly string[], call: string, powerShell: string): string;
    other(message: string): string;
  };
  internal(message: string): string;
  /** Beside the result, where a password stands on the command line. */
  readonly passwordShown: string;
  readonly table: Readonly<
    Record<'weight' | 'sheet' | 'row' | 'column' | 'problem' | 'key' | 'header' | 'type' | 'options', string>
  >;
  readonly weight: { readonly error: string; readonly warning: string };
  readonly schema: { required: string; filled: string; machine: string; view: string };
  readonly check: {
    clean(workbook: string, rows: number): string;
    found(workbook: string, errors: number, warnings: number): string;
    /** Rows with a mark; null where there is no column for it. */
    marked(rows: number | null): string;
  };
  readonly edit: Readonly<Record<'ok' | 'mark' | 'refuse', string>> & {
    /** Of an edit whose own row is fine, and of one whose row is not. */
    elsewhere(rows: number): string;
    andElsewhere(rows: number): string;
  };
  readonly reply: {
    from(name: string): string;
    readonly ignored: Readonly<Record<Ignored, string>>;
    readonly sent: string;
    readonly sentBefore: string;
    readonly nothingDone: string;
  };
  readonly minutes: {
    readonly id: string;
    readonly line: string;
    readonly who: string;
    readonly until: string;
    readonly what: string;
    readonly topic: string;
    readonly isNew: string;
    /** Of a meeting that the workbook had. */
    readonly there: string;
    wrote(rows: number): string;
    would(rows: number): string;
    readonly nothing: string;
    settle(count: number): string;
    readonly doubt: Readonly<Record<DoubtCode, (text: string) => string>>;
  };
  readonly init: {
    made(path: string): string;
    days(country: string, count: number, until: number): string;
    noDays: string;
    next(path: string): string;
  };
  readonly verify: {
    /** Rows of all, and how many archive sheets some of them are in. */
    fits(rows: number, archives: number): string;
    breaks(row: number, because: string): string;
    readonly because: Readonly<
      Record<'changed' | 'removed' | 'inserted' | 'reordered' | 'truncated' | 'rewritten', string>
    >;
    entry(key: string, to: string): string;
    readonly mend: string;
    /** The same for an entry that an archive sheet holds, or did. */
    mendArchive(title: string): string;
  };
  readonly record: RecordWords;
  readonly resend: {
    /** Notices that are due again, or would be, and for whom. */
    again(notices: number, who: string): string;
    would(notices: number, who: string): string;
    readonly key: string;
    readonly about: string;
    readonly next: string;
    /** What the next sweep does with one of them. */
    leaves(who: string): string;
    readonly over: string;
    byRule(who: string): string;
    readonly notByRule: string;
    /** Where nobody knows whether the first mail left. */
    readonly twice: string;
  };
  readonly doctor: {
    readonly state: Readonly<Record<Finding['state'], string>>;
    readonly about: Readonly<Record<About, string>>;
    /** Before what `--fix` did, and before why it could not. */
    readonly did: string;
    readonly notDone: string;
    canFix(findings: number): string;
    readonly allFine: string;
    more(findings: number): string;
  };
  readonly pack: {
    made(name: string, documents: number): string;
    readonly file: string;
    readonly viewers: string;
    readonly archive: string;
    recorded(rows: number): string;
    readonly recordedBefore: string;
    readonly notRecorded: Readonly<Record<'no-archive' | 'still-open', string>>;
    readonly notAccepted: string;
    unread(cells: number): string;
  };
  readonly explain: {
    readonly owner: string;
    readonly accountable: string;
    readonly department: string;
    readonly due: string;
    readonly status: string;
    readonly request: string;
    readonly standing: string;
    standsSince(standing: string, day: string): string;
    readonly waits: string;
    readonly court: string;
    readonly stops: string;
    readonly clock: string;
    readonly next: string;
    readonly tells: string;
    readonly quiet: string;
    readonly told: string;
    readonly wrong: string;
    readonly nothing: string;
    readonly none: string;
    replanned(from: string): string;
    late(days: number): string;
    left(days: number): string;
    progress(percent: number): string;
    noClock: string;
    since(day: string): string;
    escalates(day: string, time: string, who: string, level: number): string;
    escalated(level: number, day: string): string;
    to(names: string, cc: string): string;
    sent(when: string, to: string, status: string): string;
    readonly outcome: Readonly<Record<LedgerStatus, string>>;
    unknown(item: string, near: string): string;
    unknownKey(key: string, days: number): string;
    readonly about: string;
    readonly rule: string;
    readonly date: string;
    readonly when: string;
    readonly today: string;
    ahead(day: string): string;
    readonly why: string;
    readonly facts: string;
    readonly whom: string;
    readonly answers: string;
  };
  readonly slip: {
    late(days: number, from: string, to: string): string;
    lateAlready(late: number, days: number, from: string, to: string): string;
    readonly nothingMoves: string;
    readonly moves: string;
    readonly item: string;
    readonly name: string;
    readonly earliest: string;
    /** `already`: so many of the days even if the task ended today. */
    by(day: string, days: number, already: number): string;
    readonly nodes: string;
    node(kind: 'stage' | 'acceptance' | 'wanted-finish', name: string): string;
    falls(day: string): string;
    readonly holds: string;
    readonly told: string;
  };
  readonly forecast: {
    of(project: string, from: string, to: string): string;
    count(mails: number, people: number): string;
    readonly condition: string;
    readonly day: string;
    readonly mails: string;
    readonly who: string;
    counts(name: string, counts: string): string;
    more(people: number): string;
    others(count: number): string;
    readonly quiet: string;
    readonly escalates: string;
    page(path: string): string;
  };
  readonly court: {
    of(project: string, day: string): string;
    readonly none: string;
    readonly departments: string;
    readonly items: string;
    readonly item: string;
    readonly name: string;
    readonly now: string;
    readonly held: string;
    readonly over: string;
    days(days: number, items: number, now: number): string;
    others(count: number): string;
    readonly notKept: string;
    share(department: string, days: number): string;
  };
  readonly sweep: {
    at(project: string, when: string): string;
    done(mails: number): string;
    would(mails: number): string;
    readonly nothing: string;
    readonly wouldNothing: string;
    readonly dayOff: string;
    /** Another took the workbook over after so many mails. */
    left(mails: number): string;
    readonly copy: string;
    fuse(mails: number, limit: number): string;
    failed(message: string, sent: number): string;
    /** People who should hear of something and cannot be reached; the first few by name. */
    unreached(count: number, names: readonly string[]): string;
    outside(count: number): string;
    conflicts(count: number): string;
    notYet(command: string): string;
    readonly who: string;
    readonly department: string;
    readonly what: string;
    readonly when: string;
    readonly urgent: string;
    readonly kind: Readonly<Record<Kind, (count: number) => string>>;
    readonly escalates: string;
    /** `days` null: it does not stand still, somebody asks for help. */
    escalation(level: number, name: string, days: number | null, to: string, cc: string): string;
    mend(errors: number, warnings: number, command: string): string;
    readonly owed: {
      readonly title: string;
      things(count: number): string;
      since(day: string): string;
      /** In place of names: so many to whom nothing but time is in the way. */
      waiting(people: number): string;
      more(people: number): string;
    };
    readonly progress: string;
    late(days: number): string;
    today: string;
  };
  readonly progress: { rate(perMinute: number): string; left(seconds: number): string };
  /** Many workbooks in one call. */
  readonly fleet: {
    readonly progress: string;
    readonly workbook: string;
    readonly mails: string;
    readonly mend: string;
    readonly came: string;
    readonly outcome: Readonly<Record<SweepOutcome, string>>;
    total(workbooks: number, amiss: number, mails: number, mend: number, dryRun: boolean): string;
    /** People who are still owed something. */
    owed(people: number): string;
    /** People with one mail about several workbooks, with how many; more who are not named. */
    joint(people: readonly (readonly [name: string, workbooks: number])[], more: number): string;
    /** Of a list of workbooks. */
    badRow(file: string, row: number, why: string): string;
  };
  readonly serve: { at(url: string): string; dispatch(call: string): string; readonly stop: string };
  readonly start: {
    made(path: string): string;
    yesterday(today: string, day: string): string;
    readonly workbook: string;
    readonly mails: string;
    buttons(workbook: string): string;
    readonly again: string;
  };
}
