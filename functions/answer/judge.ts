/** What a form that was sent comes to: a page, or writes with their ledger entry. */
import {
  alreadyPage,
  answeredPage,
  notUndonePage,
  openAnswer,
  retryPage,
  undonePage,
} from '../../core/answer/index.ts';
import type { AnswerKind, Ask, Ready } from '../../core/answers/model.ts';
import { needsNoWords } from '../../core/may/press.ts';
import type { Write } from '../../core/plan.ts';
import { isAnswerTo } from '../../core/record/key.ts';
import type { LedgerStatus } from '../../core/record/ledger.ts';
import type { LedgerRow } from '../../core/snapshot.ts';
import { resolveWrites } from '../../core/write/write.ts';
import { type LinkedView, type LinkedWorkbook, NoEntry, type ShownPage } from './linked.ts';

export interface GivenAsk extends Ask {
  readonly kind: AnswerKind;
  readonly typed: NonNullable<Ask['typed']>;
}

/** An undo that makes the page heavy is none: long texts on both sides of a change. */
const LONGEST_UNDO = 8_000;

/** What a form of this kind carries now. It changes with the rows, and with each answer and undo of the same person. */
const nonceOf = (
  { link }: LinkedWorkbook,
  { snapshot, by }: LinkedView,
  kind: AnswerKind | null,
  seen: string,
): string => {
  const mine = snapshot.ledger.filter(({ key, to }) => to === by.email && isAnswerTo(key, link.item));
  return link.nonceOf(kind ?? '', seen, String(mine.length));
};

export const shown = (linked: LinkedWorkbook, view: LinkedView, ask: Ask): ShownPage => {
  const { page, seen } = openAnswer(view.facts, view.by, ask);
  return { outcome: 'shown', page, nonce: nonceOf(linked, view, ask.kind, seen), undo: '' };
};

/** A page on which the form stands as it was filled in, ready to be sent again. */
const retry = (linked: LinkedWorkbook, view: LinkedView, ask: GivenAsk, why: 'changed' | 'busy'): ShownPage => {
  const { seen } = openAnswer(view.facts, view.by, ask);
  const nonce = nonceOf(linked, view, ask.kind, seen);
  return { outcome: why, page: retryPage(view.facts, view.by, ask, why), nonce, undo: '' };
};

/** What is to be written, and what is said about it afterwards. */
export interface Job {
  readonly outcome: 'job';
  readonly writes: readonly Write[];
  readonly entry: {
    readonly key: string;
    readonly nonce: string;
    readonly status: LedgerStatus;
    readonly receipt: string;
  };
  /** Where some of the writes found their cells changed: what takes the others back, and what the ledger says then. */
  readonly otherwise: { readonly writes: readonly Write[]; readonly status: LedgerStatus };
  readonly done: () => ShownPage;
  readonly changed: (view: LinkedView) => ShownPage;
  readonly busy: () => ShownPage;
}

export const judgeAnswer = (
  linked: LinkedWorkbook,
  view: LinkedView,
  ask: GivenAsk,
  nonce: string,
): ShownPage | Job => {
  const { facts, by, snapshot } = view;
  const { link } = linked;
  const before = snapshot.ledger.find(({ mail, to }) => mail === nonce && to === by.email);
  if (before && deliveryOf(snapshot.ledger, before)?.status === 'answered') {
    return { outcome: 'again', page: alreadyPage(facts, by, link.item, ask.kind), nonce: '', undo: '' };
  }
  const { page, ready, seen } = openAnswer(facts, by, ask);
  if (page.form === null) return retry(linked, view, ask, 'changed');
  if (nonceOf(linked, view, ask.kind, seen) !== nonce) return retry(linked, view, ask, 'changed');
  if (ready === null) return { outcome: 'incomplete', page, nonce, undo: '' };
  return jobOf(linked, view, { ask, ready, nonce });
};

/**
 * A press in a chat's card: the answer as its page is filled in beforehand. What has to be read or written first is `incomplete`; what cannot be
 * answered (any more) is `changed`. `nonce` is the same for the same button of the same message, which answers once.
 */
export const judgePress = (
  linked: LinkedWorkbook,
  view: LinkedView,
  kind: AnswerKind,
  nonce: string,
): ShownPage | Job => {
  const { facts, by, snapshot } = view;
  const { item } = linked.link;
  const before = snapshot.ledger.filter(({ mail, to }) => mail === nonce && to === by.email);
  if (before.some((row) => deliveryOf(snapshot.ledger, row)?.status === 'answered'))
    return { outcome: 'again', page: alreadyPage(facts, by, item, kind), nonce: '', undo: '' };
  const { page } = openAnswer(facts, by, { item, kind, typed: null });
  if (page.form === null) return { outcome: 'changed', page, nonce: '', undo: '' };
  const typed = Object.fromEntries(page.form.fields.map(({ key, value }) => [key, value]));
  const { ready } = openAnswer(facts, by, { item, kind, typed });
  const isPressed = needsNoWords(facts, item, kind) && page.document.length === 0 && ready?.beware.length === 0;
  if (!isPressed) return { outcome: 'incomplete', page, nonce: '', undo: '' };
  return jobOf(linked, view, { ask: { item, kind, typed }, ready, nonce });
};

const jobOf = (
  linked: LinkedWorkbook,
  view: LinkedView,
  { ask, ready, nonce }: { readonly ask: GivenAsk; readonly ready: Ready; readonly nonce: string },
): Job => {
  const { facts, by, snapshot } = view;
  const { link, clock } = linked;
  const key = `${ready.series}:${nextNumber(snapshot.ledger, ready.series)}`;
  return {
    outcome: 'job',
    writes: ready.writes,
    entry: { key, nonce, status: 'answered', receipt: ready.summary },
    otherwise: { writes: ready.undo, status: 'unsent' },
    done: () => {
      const sealed = link.sealUndo({ key, nonce, writes: ready.undo }, clock());
      const undo = sealed.length > LONGEST_UNDO ? '' : sealed;
      return { outcome: 'answered', page: answeredPage(facts, by, ready, undo !== ''), nonce: '', undo };
    },
    changed: (now) => retry(linked, now, ask, 'changed'),
    busy: () => retry(linked, view, ask, 'busy'),
  };
};

export const judgeUndo = (linked: LinkedWorkbook, view: LinkedView, sealed: string): ShownPage | Job => {
  const { facts, by, snapshot, raw } = view;
  const { link, clock } = linked;
  const undo = link.openUndo(sealed, clock());
  if (undo === 'forged') throw new NoEntry('invalid');
  const not = (why: 'changed' | 'busy' | 'late', again = ''): ShownPage => ({
    outcome: why === 'busy' ? 'busy' : 'not-undone',
    page: notUndonePage(facts, by, link.item, why),
    nonce: '',
    undo: again,
  });
  if (undo === 'late') return not('late');
  const done = (): ShownPage => ({
    outcome: 'undone',
    page: undonePage(facts, by, link.item, undo.writes),
    nonce: '',
    undo: '',
  });
  const outcome = deliveryOf(snapshot.ledger, { key: undo.key, to: by.email });
  if (outcome?.status === 'undone') return done();
  // All of it or nothing: half an answer says something that nobody said.
  const fits = resolveWrites(raw, undo.writes).receipts.every(({ outcome }) => outcome === 'written');
  if (outcome?.status !== 'answered' || !fits) return not('changed');
  return {
    outcome: 'job',
    writes: undo.writes,
    entry: { key: undo.key, nonce: undo.nonce, status: 'undone', receipt: outcome.receipt },
    otherwise: { writes: [], status: 'answered' },
    done,
    changed: () => not('changed'),
    busy: () => not('busy', sealed),
  };
};

/** The row that says what became of a key: the last one, wherever a sort has put it. */
export const deliveryOf = (
  ledger: readonly LedgerRow[],
  { key, to }: Pick<LedgerRow, 'key' | 'to'>,
): LedgerRow | null => {
  let last: LedgerRow | null = null;
  for (const row of ledger) {
    if (row.key === key && row.to === to && (last === null || (row.seq ?? 0) > (last.seq ?? 0))) last = row;
  }
  return last;
};

const nextNumber = (ledger: readonly LedgerRow[], series: string): number => {
  const numbers = ledger.flatMap(({ key }) =>
    key.startsWith(`${series}:`) ? [Number(key.slice(series.length + 1))] : [],
  );
  return Math.max(0, ...numbers.filter(Number.isInteger)) + 1;
};
