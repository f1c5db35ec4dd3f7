/**
 * The page behind a mail's button, as a web app of this script. Google shows it in a frame of its own, without headers or a status
 * of ours, and a script that is bound to a file may not move the window around it: so nothing leads anywhere, and what somebody
 * presses is asked for by google.script.run (client/answer.ts).
 */
import { type PlainReason, plainPage } from '../../../core/answer/index.ts';
import type { Page } from '../../../core/answers/model.ts';
import { hasNext } from '../../../core/planning/hand-on.ts';
import { createAnswering, NoEntry, type Said } from '../../../functions/answer/answer.ts';
import type { SignedLink } from '../../../functions/answer/links.ts';
import { workbookKey } from '../../../functions/base/workbook-key.ts';
import { BatonError } from '../../../functions/errors.ts';
import { FIELD_NAMES, NOTHING_CARRIED, pageHtml } from '../../../functions/page/html.ts';
import { askOf, isGiven, type SentPairs, valueNamed } from '../../../functions/page/sent.ts';
import { LOCALES, type Locale } from '../../../sheet-templates/index.ts';
import { nowIso } from '../book.ts';
import { attempt, scriptProperties, thisSpreadsheet } from '../services.ts';
import { handOnSoon } from './daily.ts';
import { notePage, openLinks } from './links.ts';
import { resultOf } from './result.ts';
import { uniqueId } from './run.ts';
import { openScriptStore } from './store.ts';

/** What Google tells a web app (developers.google.com/apps-script/guides/web). */
interface WebCall {
  readonly parameter: Readonly<Record<string, string>>;
}

const pairsOf = ({ parameter }: WebCall): SentPairs => Object.entries(parameter);

/** The page opens; nothing is written, however often and by whomever. */
export const doGet = (call: WebCall) => {
  notePage();
  return shownIn(htmlFor(pairsOf(call), false));
};

/** What somebody pressed on the page, as HTML in place of what they see. `isForm`: they sent a form, and did not follow a link. */
export const batonAnswer = (sent: SentPairs, isForm: boolean): string => htmlFor(sent, isForm);

/** A page of Google's own is around it: its title and its width are said to that. */
const shownIn = (html: string) =>
  HtmlService.createHtmlOutput(html)
    .append(HtmlService.createHtmlOutputFromFile('answer').getContent())
    .setTitle(/<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '')
    .addMetaTag('viewport', 'width=device-width, initial-scale=1');

const htmlFor = (sent: SentPairs, isForm: boolean): string => {
  try {
    return answered(sent, isForm);
  } catch (error) {
    const why = reasonOf(error);
    if (!(error instanceof NoEntry))
      console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    const again = isForm && why === 'failed' ? sent : null;
    return pageHtml(plainPage(visitorsLocale(), why), { ...NOTHING_CARRIED, again });
  }
};

/** What a fault is for somebody who only pressed a button: a workbook that only its keeper can mend is not there. */
const reasonOf = (error: unknown): PlainReason => {
  if (error instanceof NoEntry) return error.why;
  return error instanceof BatonError && error.kind === 'data' ? 'gone' : 'failed';
};

const answered = (sent: SentPairs, isForm: boolean): string => {
  const link = openLinks().open(valueNamed(sent, FIELD_NAMES.token) ?? '', nowIso());
  if (typeof link === 'string') throw new NoEntry(link === 'expired' ? 'expired' : 'invalid');
  if (link.workbook !== workbookKey(`gsheet:${thisSpreadsheet().getId()}`)) throw new NoEntry('gone');
  const { show, give, takeBack } = createAnswering({
    clock: nowIso,
    uniqueId,
    wait: async (milliseconds) => Utilities.sleep(milliseconds),
    isEnding: () => false,
  }).with(openScriptStore(), link);
  const ask = askOf(link.item, sent, isForm);
  const undo = valueNamed(sent, FIELD_NAMES.undo);
  const isAnswer = isForm && isGiven(ask) && valueNamed(sent, FIELD_NAMES.preview) === null;
  const said = resultOf(
    isForm && undo !== null
      ? takeBack(undo)
      : isAnswer
        ? give(ask, valueNamed(sent, FIELD_NAMES.nonce) ?? '')
        : show(ask),
  );
  noteLocale(said.page.locale);
  if (said.error !== undefined) console.error(String(said.error));
  if (said.outcome === 'answered' && ask.kind !== null && hasNext(ask.kind)) handOnSoon();
  return htmlOf(said, link);
};

const htmlOf = ({ page, nonce, undo }: Said, { token, tokenFor }: SignedLink): string =>
  pageHtml(withoutFiles(page), { token, nonce, undo, tokenFor, again: null });

/** What is in a file nobody here can read; the same can be typed. */
const withoutFiles = (page: Page): Page =>
  page.form === null
    ? page
    : { ...page, form: { ...page.form, fields: page.form.fields.filter(({ type }) => type !== 'file') } };

const LOCALE = 'baton.locale';

/** The language that was spoken on this page last: where a link leads nowhere nobody says which one. */
const visitorsLocale = (): Locale => {
  const noted = attempt(() => scriptProperties().getProperty(LOCALE));
  return LOCALES.find((locale) => locale === noted) ?? 'en';
};

const noteLocale = (locale: Locale): void => {
  if (attempt(() => scriptProperties().getProperty(LOCALE)) === null)
    attempt(() => scriptProperties().setProperty(LOCALE, locale));
};
