/** What a language must have. It is one folder here, whose index.ts exports these parts; where the shape is that of the English part, its file says what each is. */
import type { AnswerMessages } from './answer-messages.ts';
import type { addOnPages } from './en/add-on-pages.ts';
import type * as en from './en/index.ts';
import type {
  LimitFacts,
  NextFacts,
  QuietFacts,
  ReasonFacts,
  StandingFacts,
  StopFacts,
  WrittenFacts,
} from './facts.ts';
import type { Format } from './format-words.ts';
import type { MailMessages } from './mail-messages.ts';
import type { ReplyMessages } from './reply-messages.ts';
import type { DutyTable, ProblemSentences, Sentence, Sentences } from './speaker.ts';

export interface Language {
  /** Dates, counts, lists, and what stands between words and sentences. */
  readonly format: Format;

  /** Why a notice is sent, and why not; what would stop it, which of a duty is what it asks. */
  readonly because: Sentences<ReasonFacts>;
  readonly quiet: Sentences<QuietFacts>;
  readonly stops: Sentences<StopFacts>;
  stopOfDuty(ask: string): string;
  /** What is wrong in a sheet. */
  readonly problem: ProblemSentences;
  /** What comes next for an item. */
  readonly next: Sentences<NextFacts>;
  /** What Baton writes into cells. */
  readonly written: Sentences<WrittenFacts>;
  /** Where a matter of the process stands, and what a duty waits for, asks, and has as its limit. */
  readonly flow: {
    readonly standing: Sentences<StandingFacts>;
    readonly duties: DutyTable;
    readonly dutyLimit: Sentence<LimitFacts>;
    limitAfter(heading: string): string;
  };

  /** Mails, the pages on which people answer, and what is understood of a reply. */
  readonly mail: MailMessages;
  readonly answer: AnswerMessages;
  readonly reply: ReplyMessages;
  /** What of minutes was not understood, on the page and in the terminal. */
  readonly minutesDoubts: typeof en.minutesDoubts;
  /** What is asked and said when somebody answers with a press in a chat's card. */
  readonly press: typeof en.press;
  /** The card of the team's morning in a group. */
  readonly morning: typeof en.morning;

  /** What adopting and mending write into a workbook, and what the add-on for Google Sheets says; its pages are by themselves (add-on-pages.ts). */
  readonly adopting: typeof en.adopting;
  readonly addOn: typeof en.addOn;
  readonly addOnSweep: typeof en.addOnSweep;
  readonly addOnInstall: typeof en.addOnInstall;

  /** What the command line, the functions and their adapters say by themselves; many of it in every language at once (in-all.ts). */
  readonly adopt: typeof en.adopt;
  readonly asking: typeof en.asking;
  readonly calls: typeof en.calls;
  readonly cli: typeof en.cli;
  readonly connect: typeof en.connect;
  readonly create: typeof en.create;
  readonly feishu: typeof en.feishu;
  readonly files: typeof en.files;
  readonly formats: typeof en.formats;
  readonly google: typeof en.google;
  readonly guess: typeof en.guess;
  readonly keep: typeof en.keep;
  readonly login: typeof en.login;
  readonly mailing: typeof en.mailing;
  readonly people: typeof en.people;
  readonly microsoft: typeof en.microsoft;
  readonly pack: typeof en.pack;
  readonly page: typeof en.page;
  readonly review: typeof en.review;
  readonly schedule: typeof en.schedule;
  readonly setup: typeof en.setup;
  readonly slack: typeof en.slack;
  readonly dingtalk: typeof en.dingtalk;
  readonly wecom: typeof en.wecom;
  readonly sweep: typeof en.sweep;
  readonly week: typeof en.week;
  readonly standIn: typeof en.standIn;

  /** What the sheets of a template say of a cell that does not fit its column. */
  readonly templates: typeof en.templates;
}

/** The words of the add-on's pages. */
export type PageWords = typeof addOnPages;
