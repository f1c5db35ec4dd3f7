/** What a backend declares of itself in its folder; `connect/backends.ts` lists them. */
import type { CellEdit, NewSheet, RawWorkbook } from '../core/workbook.ts';
import type { Locale, Words } from '../sheet-templates/types.ts';
import type { Template } from '../sheet-templates/views.ts';
import type { FindingTopic, Found } from './base/finding.ts';
import type { RequestPace } from './google/pace.ts';
import type { Address, Inbox, Mailer, PressDoor, WorkbookStore } from './ports.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable of the environment. */
export interface Variable {
  /** Whether this is a value for it. Blanks around it are gone. */
  readonly takes: (text: string) => boolean;
  /** Whoever sees its value could use it. */
  readonly isSecret?: true;
  /** What to write into it. */
  readonly wanted: Words;
}

/** What every backend says of itself. It is loaded with the configuration, so whatever is large is imported where it is used. */
interface Declared {
  readonly variables?: Readonly<Record<string, Variable>>;
  /**
   * Of the variables given: the names of those that are missing beside them, or do not go together. `isUsed`: the functions are to work
   * with this backend.
   */
  readonly amiss?: (given: Environment, isUsed: boolean) => readonly string[];
}

/** A kind of workbook. Its addresses are its URIs without the scheme. */
export interface WorkbookBackend extends Declared {
  /** What its URIs begin with, before the colon, in lower case; null for what is named by a path. */
  readonly scheme: string | null;
  /** How people name one, to stand in a list; its scheme and its address unless it says. */
  readonly named?: Words;
  /** How a list of workbooks may name one, where that is more. */
  readonly listed?: Words;
  /** `column`: what checks find stands in a column of its own; `note`: in the cells' notes. */
  readonly marks: 'column' | 'note';
  /** Whether triggers of its own check rows as people edit them. */
  readonly hasTriggers?: true;
  /** Whether its requests are counted by the minute (BATON_PER_MINUTE). */
  readonly isMetered?: true;
  /** Whether it tells of changes (BATON_CHANGED_URL). */
  readonly tellsOfChanges?: true;
  /** Whether its stores have `letterLog`. */
  readonly logsLetters?: true;
  /** Whether its stores have `archive`. */
  readonly canArchive: boolean;
  /** Whether this address could be that of an address book; every one unless it says. */
  readonly canBeBook?: (address: string) => boolean;
  /** The workbook of a link that names it, as people copy it from their browser; null for any other text. */
  readonly addressIn?: (text: string) => string | null;
  /** The workbook that a link leads to, which only its service knows. BatonError. */
  readonly follow?: {
    readonly isLink: (text: string) => boolean;
    readonly addressOf: (link: string) => Promise<string>;
  };
  readonly open: (address: string, opening?: Opening) => Promise<WorkbookStore>;
  /** Makes a new workbook of a template, without settings and days; absent where that cannot be done from here. BatonError. */
  readonly create?: (wanted: NewBook) => Promise<CreatedBook>;
  /** Adds columns and sheets, all or nothing; absent where that cannot be done from here. `decide` may be asked more than once. */
  readonly change?: <T>(address: string, decide: (workbook: RawWorkbook) => FileChange<T>) => Promise<T>;
  /** For `doctor`; where it is absent, the workbook is only read. */
  readonly examine?: (address: string, looking: Looking) => Promise<Examiner>;
}

/** How a workbook is opened. */
export interface Opening {
  /** Holds back requests that are counted by the minute. */
  readonly pace?: RequestPace;
}

/** What is to be made, and where. */
export interface NewBook {
  /** As its backend understands it; a new file's path, the id of a blank spreadsheet, a folder online, or nothing. */
  readonly address: string;
  readonly template: Template;
  readonly locale: Locale;
  /** IANA name. */
  readonly zone: string;
  /** Its name, and that of its file, where its address has none. */
  readonly title: string;
  readonly fileName: string;
  /** Path of the template as an .xlsx file. */
  readonly file: string;
}

export interface CreatedBook {
  readonly address: string;
  readonly store: WorkbookStore;
  /** It could not be filled in: takes it away where that can be done, and answers the error to throw. */
  readonly unfilled: (error: unknown) => Promise<unknown>;
}

/** What is to be changed of a workbook, and what then to answer. */
export interface FileChange<T> {
  readonly edits: readonly CellEdit[];
  readonly addSheets: readonly NewSheet[];
  readonly result: T;
}

/** How `doctor` looks at a workbook. */
export interface Looking extends Opening {
  /** Also tries a save that has to be refused: nothing for a workbook that people work in. */
  readonly trial: boolean;
  /** Where changes are to be told of; null where nobody wants that. */
  readonly changes: { readonly url: string; readonly keys: readonly [string, ...string[]] } | null;
  /** What time a server has, by its address: ISO 8601; null where it does not answer. */
  readonly timeOf: (root: string) => Promise<string | null>;
}

export type AddFindings = (about: FindingTopic, found: readonly Found[]) => void;

/** One workbook, looked at step by step. Errors are BatonError, and a finding. Sends nothing and changes nothing that anybody could see. */
export interface Examiner {
  /** Reads it, archives and all. What shows of it meanwhile is added. */
  readonly read: (add: AddFindings) => Promise<RawWorkbook>;
  /** What is said where no sheet is Baton's; absent where the usual is. */
  readonly nothingOurs?: (name: string) => Found;
  /** Whether it can be written to; absent where `read` has said so. `notes`: a sheet of Baton's to try it on, null where none is to be touched. */
  readonly write?: (notes: string | null) => Promise<Found>;
  /** What shows beside the cells. `notes`: titles of Baton's own sheets. */
  readonly beside: (notes: readonly string[]) => Promise<Beside>;
}

export interface Beside {
  /** Instants by other clocks than this machine's, ISO 8601. `exact`: now; else in the past. */
  readonly times: readonly { readonly at: string; readonly of: Words; readonly exact: boolean }[];
  /** Titles of the sheets that anybody can type into; null where nobody can say. */
  readonly unprotected: readonly string[] | null;
}

/** A mail server that people know by its name: what whoever asks for it has to be told. */
export interface KnownServer {
  /** What a way to it begins with, before the colon: `qq:name@qq.com`. */
  readonly name: string;
  /** How people call it. */
  readonly title: Words;
  /** What an account looks like. */
  readonly account: string;
  /** What addresses of its own end with; none where every company has its own domain there. */
  readonly domains: readonly string[];
  /** What goes into BATON_SMTP_PASSWORD, and where it is found: a sentence or two. */
  readonly secret: Words;
  /** Where its mailboxes are read by IMAP, over TLS; `chinaHost`: where the same service runs under other names in China. */
  readonly imap: { readonly host: string; readonly chinaHost?: string };
}

/** A way to send mail, and to read what comes back. */
export interface MailBackend extends Declared {
  /** How people name it, to stand in a list. */
  readonly named: Words;
  /** Whether BATON_MAIL and --mail mean this way. */
  readonly takes: (way: string) => boolean;
  /** Whether its mails reach anybody; then they need a sender. */
  readonly reaches: boolean;
  /** What it sends is from an account of its own: nobody has to be named as the sender. */
  readonly sendsAsItself?: true;
  /** What the directory calls ways of this kind; `mail` unless it says. */
  readonly channel?: string;
  /** Mails that a mailbox sends in a day; absent where nobody counts. */
  readonly perDay?: number;
  /** The server that it stands for, where that has a name. */
  readonly server?: KnownServer;
  /** The address that a way itself names: whoever sends, where nobody says. */
  readonly accountIn?: (way: string) => string | null;
  readonly open: (sending: Sending) => Promise<Mailer>;
  /** Where replies come in; absent where nobody can look. */
  readonly openInbox?: (sending: Sending) => Promise<Inbox>;
  /** Where presses in its messages come in; null where nobody said with what they are signed. Absent where none do. */
  readonly openDoor?: (sending: Pick<Sending, 'way' | 'env'>) => Promise<PressDoor> | null;
  /** For `doctor`: whether it lets Baton in, without sending. Absent or null where a look for a mail shows it. BatonError. */
  readonly examine?: (sending: Pick<Sending, 'way' | 'env'>) => Promise<Found | null>;
}

/** A way to read a mailbox whatever way mails leave. */
export interface InboxBackend extends Declared {
  /** Whether BATON_INBOX means it. */
  readonly takes: (env: Environment) => boolean;
  readonly open: (reading: InboxReading) => Promise<Inbox>;
  /** For `doctor`: whether it lets Baton in, and how what was dealt with is marked there. BatonError. */
  readonly examine: (reading: InboxReading) => Promise<Found>;
}

export interface InboxReading {
  readonly env: Environment;
  /** The account that mails leave by, and its server; null where that has no name. */
  readonly sender: { readonly server: KnownServer; readonly account: string } | null;
  /** All servers that have a name. */
  readonly servers: readonly KnownServer[];
}

export interface Sending {
  /** As BATON_MAIL says it. */
  readonly way: string;
  readonly from: Address;
  /** What its variables say. */
  readonly env: Environment;
  readonly locale: Locale;
}
