/** The pages after an answer: written, taken back, come twice, or not written and why. */
import type { Locale } from '../../sheet-templates/index.ts';
import { type AnswerKind, type Ask, type Page, type Ready, UNDO_MINUTES } from '../answers/model.ts';
import type { PlainReason } from '../answers/reasons.ts';
import { LANGUAGES } from '../messages/languages.ts';
import type { Write } from '../plan.ts';
import type { Facts } from '../process/facts.ts';
import type { Person } from '../snapshot.ts';
import { type Asked, askedOf, nextSweep, placeIn, titleAsked } from './about.ts';
import { emptyPage, kindWords, openAnswer } from './open.ts';
import { changesOf } from './shown.ts';
import { typedText } from './standing.ts';
import { stillYours } from './still.ts';

/** A page after an answer: what happened, and nothing more to do. */
const afterOf = (about: Asked, message: NonNullable<Page['message']>): Page => ({
  ...emptyPage(about.reader.locale, titleAsked(about)),
  place: placeIn(about),
  message,
});

/**
 * It was written: that it was, what follows from it, the button that takes it back, and what else waits for them. `facts` are those
 * that `ready` was made from, read before the write. `undoable` false leaves the button out.
 */
export const answeredPage = (facts: Facts, by: Person, ready: Ready, undoable = true): Page => {
  const about = askedOf(facts, by, ready.item, ready.kind);
  const { say } = about;
  return {
    ...afterOf(about, {
      tone: ready.beware.length > 0 ? 'soon' : 'fine',
      title: kindWords(about, ready.kind).did,
      lines: [...ready.beware, ready.next || afterwards(about, ready.kind)],
    }),
    changes: changesOf(about, ready.writes),
    undo: undoable ? say.undo(UNDO_MINUTES) : null,
    still: stillYours(about, ready.kind),
  };
};

/** With these nothing is asked of their giver about it any more. */
const SETTLES: ReadonlySet<AnswerKind> = new Set<AnswerKind>([
  ...(['done', 'review', 'assess', 'consensus', 'sign', 'materials', 'feedback', 'approve', 'research'] as const),
  ...(['lookback', 'archive', 'agree', 'report'] as const),
]);

const afterwards = (about: Asked, kind: AnswerKind): string =>
  SETTLES.has(kind) ? about.say.result.settled : about.say.result.nextMails(...nextSweep(about));

/**
 * The form as it was filled in, with what stands in the way said first: `changed`: the row differs from what the page
 * showed; `busy`: the workbook is being written to. Nothing was written. `facts` are read again.
 */
export const retryPage = (facts: Facts, by: Person, ask: Ask, why: 'changed' | 'busy'): Page => {
  const { page } = openAnswer(facts, by, ask);
  return page.form === null
    ? lostPage(facts, by, ask, page)
    : { ...page, message: { tone: 'soon', ...LANGUAGES[by.locale].answer.result[why] } };
};

/** A form came for what cannot be answered any more: nothing was written, how it stands instead, and what they wrote. */
const lostPage = (facts: Facts, by: Person, { item, kind, typed }: Ask, page: Page): Page => {
  const about = askedOf(facts, by, item, kind);
  const texts = kind === null || typed === null ? [] : typedText(about, kind, typed);
  const { title: why = '', lines = [] } = page.message ?? {};
  const message = { tone: 'late' as const, ...about.say.result.lost(why, lines, texts.length > 0) };
  return { ...page, message, document: texts };
};

/** The same form came twice: it was written the first time, and nothing again. */
export const alreadyPage = (facts: Facts, by: Person, item: string, kind: AnswerKind): Page => {
  const about = askedOf(facts, by, item, kind);
  const { say } = about;
  return {
    ...afterOf(about, { tone: 'fine', ...say.result.already }),
    title: say.title(kindWords(about, kind).title, titleAsked(about)),
  };
};

/** It was taken back: what stands there again. `undo` are the writes that did it; `facts` are read before them. */
export const undonePage = (facts: Facts, by: Person, item: string, undo: readonly Write[]): Page => {
  const about = askedOf(facts, by, item, null);
  return { ...afterOf(about, { tone: 'fine', ...about.say.result.undone }), changes: changesOf(about, undo) };
};

/** It was not taken back: somebody wrote there since, the workbook is busy, or the time for it is over. */
export const notUndonePage = (facts: Facts, by: Person, item: string, why: 'changed' | 'busy' | 'late'): Page => {
  const about = askedOf(facts, by, item, null);
  const { result } = about.say;
  const said = why === 'late' ? result.undoLate(UNDO_MINUTES) : why === 'busy' ? result.undoBusy : result.undoChanged;
  return afterOf(about, { tone: 'soon', ...said });
};

/** A page that says why there is nothing to answer here, without anything of a workbook. */
export const plainPage = (locale: Locale, why: PlainReason): Page => {
  const { title, lines } = LANGUAGES[locale].answer.plain[why];
  return { ...emptyPage(locale, title), lines: lines.map((line) => [line]) };
};
