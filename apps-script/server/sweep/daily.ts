/** The daily sweep: who switched it on, its triggers, and what is said of a sweep. Every `baton…` here is called by name. */
import { UNDO_MINUTES } from '../../../core/answers/model.ts';
import { formatClock } from '../../../core/messages/format.ts';
import { inAll } from '../../../core/messages/in-all.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import { isoOf } from '../../../core/time/day.ts';
import { BatonError } from '../../../functions/errors.ts';
import { knowsWhatWasSaid, notOurs } from '../../../functions/sweep/notes.ts';
import type { SweepResult } from '../../../functions/sweep/sweep.ts';
import { type Locale, SWEPT_BY } from '../../../sheet-templates/index.ts';
import { alone, localeOf } from '../answer.ts';
import { nowIso, readScriptBook, type ScriptBook } from '../book.ts';
import { type Fired, isFired, mustBeAtSheet } from '../callers.ts';
import { isCopy } from '../copy.ts';
import { attempt, rememberFile, scriptProperties } from '../services.ts';
import { writeSettings } from '../settings.ts';
import { linksForMails, pageAddress } from './links.ts';
import { NO_TIME } from './mailer.ts';
import { type AddOnSwept, handOnHere, isClaimed, isOwnRun, sweepHere } from './run.ts';

const say = inAll('addOnSweep');

/** Who switched it on, and its trigger; after which day nobody else has mailed (YYYY-MM-DD; '' where nobody ever has). */
interface Daily {
  readonly owner: string;
  readonly trigger: string;
  readonly since: string;
}

const PROPERTY = 'baton.daily';

const dailyNow = (): Daily | null => {
  const text = attempt(() => scriptProperties().getProperty(PROPERTY));
  return text === null ? null : (JSON.parse(text) as Daily);
};

/** A trigger that goes on where a run had to stop, or was stopped. Minutes. */
const GO_ON = 'batonGoOn';
const SOON = 1;
/** Longer than a claim lasts of which nobody hears any more. */
const AFTER_A_CLAIM = 20;

const removeTriggers = (name: string): void => {
  for (const trigger of attempt(() => ScriptApp.getProjectTriggers())) {
    if (trigger.getHandlerFunction() === name) attempt(() => ScriptApp.deleteTrigger(trigger));
  }
};

const goOnIn = (minutes: number): void => {
  ScriptApp.newTrigger(GO_ON)
    .timeBased()
    .after(minutes * 60_000)
    .create();
};

/** Installed, daily. What it throws Google tells whoever switched it on, once a day. */
export const batonDaily = (event?: Fired): void => {
  if (!isFired(event)) return;
  const daily = dailyNow();
  // Another has switched it on meanwhile, or it was switched off: nobody else can delete this trigger.
  if (!daily || (event?.triggerUid !== undefined && event.triggerUid !== daily.trigger)) removeTriggers('batonDaily');
  else sweepByTrigger(daily);
};

/** Once, after a run that did not come to its end. */
export const batonGoOn = (event?: Fired): void => {
  if (!isFired(event)) return;
  removeTriggers(GO_ON);
  sweepByTrigger(dailyNow());
};

const HAND_ON = 'batonHandOn';

/** What follows from an answer is handed on once it can no longer be taken back; once for all answers until then. */
export const handOnSoon = (): void => {
  if (attempt(() => ScriptApp.getProjectTriggers()).some((one) => one.getHandlerFunction() === HAND_ON)) return;
  ScriptApp.newTrigger(HAND_ON)
    .timeBased()
    .after((UNDO_MINUTES + 1) * 60_000)
    .create();
};

/** Once, after answers. What does not leave now the next morning's sweep says. */
export const batonHandOn = (event?: Fired): void => {
  if (!isFired(event)) return;
  removeTriggers(HAND_ON);
  const daily = dailyNow();
  if (daily) inWords(() => handOnHere({ aloneSince: daily.since, linksFor: linksForMails(), isDaily: true }));
};

const sweepByTrigger = (daily: Daily | null): void => {
  const { result, decision } = inWords(() => sweepGuarded(daily, true));
  const { policy } = decision.snapshot;
  if (result.error && result.error.code !== NO_TIME) throw new Error(result.error.words[policy.locale]);
};

/** Whatever ends the run: a trigger stands by, and is taken away where the run comes to its end. */
const sweepGuarded = (daily: Daily | null, isDaily = false): AddOnSwept => {
  removeTriggers(GO_ON);
  goOnIn(AFTER_A_CLAIM);
  const swept = sweepHere({ aloneSince: daily?.since ?? null, linksFor: linksForMails(), isDaily });
  const { outcome, error } = swept.result;
  if (outcome === 'left') return swept;
  removeTriggers(GO_ON);
  if (error?.code === NO_TIME) goOnIn(SOON);
  return swept;
};

/** An error that somebody can act on, in the workbook's language. */
const inWords = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    throw new Error(error.words[localeOf(readScriptBook())]);
  }
};

const ui = () => SpreadsheetApp.getUi();
const me = (): string => attempt(() => Session.getEffectiveUser().getEmail());

const tell = (locale: Locale, lines: readonly string[]): void => {
  ui().alert(say.title[locale], lines.join('\n\n'), ui().ButtonSet.OK);
};

const isAgreed = (locale: Locale, question: string): boolean =>
  ui().alert(say.title[locale], question, ui().ButtonSet.YES_NO) === ui().Button.YES;

/** Menu: sweeps now, and says what came of it. */
export const batonSweepNow = (): void =>
  fromMenu((book, locale) => {
    if (isCopy(book)) throw aCopy();
    const elsewhere = sweptElsewhere(book);
    if (elsewhere !== null) {
      if (!isAgreed(locale, say.askElsewhere({ day: elsewhere })[locale])) return;
      switchOn(book, elsewhere);
    }
    const { result } = sweepGuarded(dailyNow());
    tell(locale, reportOf(result, locale));
  });

/** Menu: what a sweep would mail now; nothing is written, and nobody is mailed. */
export const batonWouldMail = (): void =>
  fromMenu((_book, locale) => {
    const { result, decision } = sweepHere({ dryRun: true, aloneSince: null, linksFor: linksForMails() });
    const mails = result.plan.mails.map((mail) => {
      const { subject, text } = decision.render(mail);
      return [subject, say.to({ name: mail.to.name, address: mail.to.email ?? '' })[locale], '', text].join('\n');
    });
    const page = HtmlService.createHtmlOutput(listOf(mails.length > 0 ? mails : [say.dryNone[locale]]));
    ui().showModalDialog(page.setWidth(WIDTH).setHeight(HEIGHT), say.dryTitle[locale]);
  });

const [WIDTH, HEIGHT] = [640, 600];

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const listOf = (mails: readonly string[]): string =>
  mails
    .map((mail) => `<pre style="white-space:pre-wrap;font:14px/1.5 sans-serif;margin:0 0 2em">${escaped(mail)}</pre>`)
    .join('<hr>');

/** Menu: switches the daily sweep on or off, after a question. */
export const batonDailySwitch = (): void =>
  fromMenu((book, locale) => {
    if (isCopy(book)) throw aCopy();
    const { snapshot, time } = timeOf(book);
    if (!knowsWhatWasSaid(snapshot)) throw notOurs(snapshot);
    const daily = dailyNow();
    if (daily && isClaimed(book.raw)) {
      if (!isAgreed(locale, say.askOff({ owner: daily.owner })[locale])) return;
      switchOff(book);
      tell(locale, [say.isOff[locale]]);
      return;
    }
    const elsewhere = sweptElsewhere(book);
    const isWanted =
      isAgreed(locale, say.askOn({ time, sender: me() })[locale]) &&
      (elsewhere === null || isAgreed(locale, say.askElsewhere({ day: elsewhere })[locale]));
    if (!isWanted) return;
    switchOn(book, elsewhere ?? lastElsewhere(book) ?? '');
    tell(locale, [say.isOn({ time })[locale], ...(pageAddress() === null ? [say.noButtons[locale]] : [])]);
  });

/** What a menu entry does; what keeps it from that is said in the workbook's language. */
const fromMenu = (work: (book: ScriptBook, locale: Locale) => void): void => {
  mustBeAtSheet();
  const book = readScriptBook();
  const locale = localeOf(book);
  try {
    work(book, locale);
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    tell(locale, [error.words[locale]]);
  }
};

const aCopy = () => new BatonError('data', 'copy', say.copy);

const timeOf = ({ raw }: ScriptBook) => {
  const snapshot = readSnapshot(raw, { now: nowIso() });
  return { snapshot, time: formatClock(snapshot.policy.sweepTime) };
};

/** Days for which a sweep elsewhere is taken for one that goes on. */
const RECENT_DAYS = 7;

/** The day of the last run by anybody else (YYYY-MM-DD); null where there was none. */
const lastElsewhere = (book: ScriptBook): string | null => {
  const theirs = timeOf(book).snapshot.runs.filter(({ run }) => !isOwnRun(run));
  const days = theirs.flatMap(({ day }) => day ?? []);
  return days.length > 0 ? isoOf(Math.max(...days)) : null;
};

/** The same where that seems to go on; null also where the workbook is swept here. */
const sweptElsewhere = (book: ScriptBook): string | null => {
  if (isClaimed(book.raw)) return null;
  const last = lastElsewhere(book);
  return last !== null && last > isoOf(timeOf(book).snapshot.today - RECENT_DAYS) ? last : null;
};

const switchOn = (book: ScriptBook, since: string): void =>
  alone(() => {
    const { snapshot } = timeOf(book);
    const { sweepTime, zone } = snapshot.policy;
    removeTriggers('batonDaily');
    const trigger = ScriptApp.newTrigger('batonDaily')
      .timeBased()
      .everyDays(1)
      .atHour(Math.floor(sweepTime / 60))
      .nearMinute(sweepTime % 60)
      .inTimezone(zone)
      .create();
    rememberFile();
    const daily: Daily = { owner: me(), trigger: trigger.getUniqueId(), since };
    attempt(() => scriptProperties().setProperty(PROPERTY, JSON.stringify(daily)));
    writeSettings(book, { [SWEPT_BY.key]: SWEPT_BY.addOn });
    SpreadsheetApp.flush();
  });

const switchOff = (book: ScriptBook): void =>
  alone(() => {
    removeTriggers('batonDaily');
    removeTriggers(GO_ON);
    removeTriggers(HAND_ON);
    attempt(() => scriptProperties().deleteProperty(PROPERTY));
    if (isClaimed(book.raw)) writeSettings(book, { [SWEPT_BY.key]: '' });
    SpreadsheetApp.flush();
  });

/** What came of a sweep, for whoever pressed the menu. */
const reportOf = (result: SweepResult, locale: Locale): string[] => {
  const { outcome, sent, owed, problems, error, holder } = result;
  if (outcome === 'left') return [say.held({ until: (holder?.until ?? '').slice(11, 16) })[locale]];
  const unknown = owed.filter(({ status }) => status === 'held' || status === 'sending').map(({ to }) => to);
  const lines = [
    sent.length > 0 && say.sent({ mails: sent.length })[locale],
    sent.length === 0 && !error && (outcome === 'day-off' ? say.dayOff : say.nothing)[locale],
    error?.words[locale],
    unknown.length > 0 && say.unknown({ to: unknown })[locale],
    owed.length > unknown.length && say.waiting({ count: owed.length - unknown.length })[locale],
    problems.length > 0 && say.problems({ count: problems.length })[locale],
  ];
  return lines.filter((line) => typeof line === 'string');
};
