/** Shows, takes and undoes the answers that people give by the links in their mails. */
import { notUndonePage, openAnswer, plainPage } from '../../core/answer/index.ts';
import type { AnswerKind, Ask, Page } from '../../core/answers/model.ts';
import { plain } from '../../core/text/span.ts';
import { createTurns } from '../base/turns.ts';
import type { WorkbookStore } from '../ports.ts';
import { AnswerUnsure, answerAlone, type Turn } from './alone.ts';
import { type GivenAsk, judgeAnswer, judgePress, judgeUndo, shown } from './judge.ts';
import {
  type AnswerParts,
  type LinkedView,
  type LinkedWorkbook,
  NoEntry,
  openLinked,
  type ShownPage,
} from './linked.ts';
import type { SignedLink } from './links.ts';

export { AnswerUnsure as Unsure } from './alone.ts';
export type { GivenAsk } from './judge.ts';
export { type AnswerOutcome as Outcome, type AnswerParts, NoEntry, type ShownPage as Said } from './linked.ts';

export interface Answering {
  /** The page, with what is typed already. Changes nothing. */
  readonly show: (ask: Ask) => Promise<ShownPage>;
  /** Writes the answer, once, whatever comes twice or breaks off. */
  readonly give: (ask: GivenAsk, nonce: string) => Promise<ShownPage>;
  readonly takeBack: (sealed: string) => Promise<ShownPage>;
  /** Whom the link was made for. */
  readonly whose: () => Promise<LinkedView['by']>;
  /** Gives an answer that needs no page; `message` tells the same button of other messages apart. */
  readonly press: (kind: AnswerKind, message: string) => Promise<ShownPage>;
}

/** Result pages of forms that may come again at once, when somebody presses twice: how many are kept. */
const KEPT = 200;

/**
 * Answers given with links. Whatever is written goes through a claim and the journal like a sweep's writes, and is
 * decided from a reading made under that claim. Methods throw `NoEntry`, and what the store throws while nothing is known of
 * the workbook yet; later faults come back as a page with the form as it was filled in.
 */
export const createAnswering = (parts: AnswerParts) => {
  const kept = new Map<string, ShownPage>();
  const turns = createTurns();
  const withWays = <A extends Ask>(ask: A): A => ({ ...ask, ...(parts.ways && { ways: parts.ways }) });
  const keep = (nonce: string, said: ShownPage): ShownPage => {
    kept.set(nonce, said);
    for (const old of kept.keys()) if (kept.size > KEPT) kept.delete(old);
    return said;
  };
  return {
    with: (store: WorkbookStore, link: SignedLink): Answering => {
      const linked = openLinked(parts, store, link);
      const turn: Turn = (work) => turns(link.workbook, work);
      return {
        show: async (ask) => shown(linked, await linked.look(), withWays(ask)),
        give: async (ask, nonce) => {
          const asked = withWays(ask);
          const said = await answerAlone(linked, turn, (view) => judgeAnswer(linked, view, asked, nonce)).catch(
            (error) => orForm(linked, error, asked, nonce),
          );
          if (said.outcome === 'answered') return keep(nonce, said);
          return (said.outcome === 'again' && kept.get(nonce)) || said;
        },
        whose: async () => (await linked.look()).by,
        press: (kind, message) => {
          const nonce = link.nonceOf('press', kind, message);
          const ask = { item: link.item, kind, typed: {} };
          return answerAlone(linked, turn, (view) => judgePress(linked, view, kind, nonce)).catch((error) =>
            orForm(linked, error, ask, nonce),
          );
        },
        takeBack: (sealed) =>
          answerAlone(linked, turn, (view) => judgeUndo(linked, view, sealed)).catch((error) =>
            orUndo(linked, error, sealed),
          ),
      };
    },
  };
};

const faultMessage = ({ by: { locale } }: LinkedView, why: 'failed' | 'unsure'): Page['message'] => {
  const { title, lines } = plainPage(locale, why);
  return { tone: 'late', title, lines: lines.map((line) => line.map(plain).join('')) };
};

/** The form as it was filled in, under a word on what happened. */
const orForm = (linked: LinkedWorkbook, error: unknown, ask: GivenAsk, nonce: string): ShownPage => {
  const view = linked.seen();
  if (view === null || error instanceof NoEntry) throw error;
  const why = error instanceof AnswerUnsure ? 'unsure' : 'failed';
  const { page } = openAnswer(view.facts, view.by, ask);
  return { outcome: why, page: { ...page, message: faultMessage(view, why) }, nonce, undo: '', error };
};

const orUndo = (linked: LinkedWorkbook, error: unknown, sealed: string): ShownPage => {
  const view = linked.seen();
  if (view === null || error instanceof NoEntry) throw error;
  const why = error instanceof AnswerUnsure ? 'unsure' : 'failed';
  const page = notUndonePage(view.facts, view.by, linked.link.item, 'busy');
  return { outcome: why, page: { ...page, message: faultMessage(view, why) }, nonce: '', undo: sealed, error };
};
