/** Builds the page on which somebody answers about an item, and what their answer would write. */
import type { Locale, TabKey } from '../../sheet-templates/index.ts';
import {
  type AnswerKind,
  type Ask,
  type Block,
  type Form,
  isQuiet,
  type Opened,
  type Page,
  UNDO_MINUTES,
} from '../answers/model.ts';
import { answersOf, offerOf, rulingRow } from '../may/may.ts';
import { ANSWER_TARGETS } from '../may/places.ts';
import type { SaidAnswer } from '../messages/answer-messages.ts';
import { MAIL } from '../messages/languages.ts';
import type { Facts } from '../process/facts.ts';
import { answerRule, seriesKey } from '../record/key.ts';
import type { Person } from '../snapshot.ts';
import { fingerprintOf } from '../text/fingerprint.ts';
import { plain } from '../text/span.ts';
import { oneLine } from '../text/width.ts';
import { isoOf } from '../time/day.ts';
import { type Asked, askedOf, cardIn, placeIn, titleAsked } from './about.ts';
import { fitting } from './document.ts';
import { FormReader } from './form.ts';
import type { Draft } from './kind.ts';
import { KINDS } from './kinds.ts';
import { valuesNow } from './rows.ts';
import { changesOf } from './shown.ts';
import { standsNow } from './standing.ts';

/**
 * The page on which somebody answers about an item, and what their answer would write when the form is complete. Safe to
 * call for whatever a link says: where nothing of the item is theirs (any more), the page says so and has no form.
 */
export const openAnswer = (facts: Facts, by: Person, { item, kind, typed, ways }: Ask): Opened => {
  const given = answersOf(facts, by, item);
  // What the sweep that escalates is about to file cannot be ruled on before it stands there.
  const open = rulingRow(facts, item) ? given : given.filter((other) => other !== 'rule');
  const about = askedOf(facts, by, item, kind);
  const others = open.filter((other) => other !== kind);
  if (open.length === 0) return shut({ ...pageOf(about), message: nothingLeft(about) });
  if (kind === null) return shut(chooserOf(about, open));
  if (!open.includes(kind)) {
    return shut({ ...chooserOf(about, open), message: notThis(about, kind) });
  }

  const form = new FormReader(about.reader, about.say, typed);
  const draft = KINDS[kind](about, form, ways);
  const ready = form.complete
    ? {
        kind,
        item,
        beware: (draft.beware ?? []).map((line) => line.map(plain).join('')),
        next: (draft.next ?? draft.effects?.[0] ?? []).map(plain).join(''),
        ...draft.work(),
        series: seriesOf(about, kind, draft),
        summary: summaryOf(draft),
      }
    : null;
  const document = [
    ...fitting(about, draft.document ?? []),
    ...(draft.understood ?? []).map((block) => ({ ...block, whole: true as const })),
  ];
  return {
    page: {
      ...pageOf(about, document.length > 0),
      title: about.say.title(kindWords(about, kind).title, titleAsked(about)),
      document,
      form: formOf(about, kind, form, draft),
      effects: effectsOf(about, draft),
      // What was understood of a text says more than the cells that it comes to.
      changes: ready && draft.understood === undefined && !draft.listsChanges ? changesOf(about, ready.writes) : [],
      ...othersOf(about, others, about.say.others.else),
      // To say no more than that one knows of it is offered below; there is nothing else to go back to.
      back: others.some((other) => !isQuiet(other)) ? about.say.back : null,
      notes: notesOf(about),
    },
    seen: seenOf(about, kind, draft.document ?? []),
    ready,
  };
};

const shut = (page: Page): Opened => ({ page, seen: '', ready: null });

/** An item's page with nothing to fill in. */
const pageOf = (about: Asked, brief = false): Page => {
  const card = cardIn(about, brief);
  return {
    ...emptyPage(about.reader.locale, titleAsked(about)),
    place: placeIn(about),
    when: card && { text: card.when, tone: card.tone },
    lines: card?.lines ?? [],
  };
};

/** A page with a title and nothing else. */
export const emptyPage = (locale: Locale, title: string): Page => ({
  locale,
  brand: MAIL[locale].brand,
  title,
  place: '',
  when: null,
  message: null,
  lines: [],
  document: [],
  form: null,
  effects: null,
  changes: [],
  others: [],
  othersTitle: '',
  back: null,
  undo: null,
  still: null,
  notes: [],
});

/** The words of an answer: it may be offered as another thing than it is of others. */
export const kindWords = ({ facts, id, say }: Asked, kind: AnswerKind) => say.kind[offerOf(facts, id, kind)];

const othersOf = (about: Asked, kinds: readonly AnswerKind[], title: string) => ({
  others: kinds.map((kind) => ({ kind, label: kindWords(about, kind).choose })),
  othersTitle: kinds.length > 0 ? title : '',
});

const chooserOf = (about: Asked, kinds: readonly AnswerKind[]): Page => ({
  ...pageOf(about),
  ...othersOf(about, kinds, about.say.others.first),
  notes: notesOf(about),
});

/** Why somebody who has a link has nothing to answer. */
const nothingLeft = (about: Asked): NonNullable<Page['message']> => {
  const {
    item,
    matter,
    say: { result },
  } = about;
  const now = standsNow(about);
  const saying = ({ title, lines }: SaidAnswer) => ({ title, lines: now.length > 0 ? now : lines });
  if (!item && !matter) return { tone: 'soon', ...result.gone };
  const isOpen = item ? item.open : matter?.open === true && matter.duties.length > 0;
  return isOpen ? { tone: 'soon', ...saying(result.notYours) } : { tone: 'fine', ...saying(result.closed) };
};

/** Why this answer is not open while others are. */
const notThis = ({ item, facts: { flow }, say: { result } }: Asked, kind: AnswerKind): NonNullable<Page['message']> => {
  if (kind !== 'help' || !item?.help) return { tone: 'soon', ...result.other };
  const [duty] = flow.matters.get(item.help.id)?.duties ?? [];
  const names = (duty?.who ?? []).flatMap((person) => (person ? [oneLine(person.name)] : []));
  return { tone: 'soon', ...result.helpOpen(item.help.id, names) };
};

const formOf = (about: Asked, kind: AnswerKind, { fields }: FormReader, { preview, toCome }: Draft): Form => {
  const look = toCome ? about.say.look : null;
  return {
    kind,
    fields,
    preview: preview ? about.say.preview : look,
    submit: look === null ? kindWords(about, kind).submit : '',
  };
};

const effectsOf = ({ say: { effect } }: Asked, { effects = [], preview, heading }: Draft): Block | null =>
  effects.length > 0 ? { title: heading ?? (preview ? effect.moved : effect.next), lines: effects } : null;

const notesOf = ({ say, by, owner }: Asked): readonly string[] => [
  owner ? say.note.asFor(by.name, owner.name) : say.note.as(by.name),
  say.note.before(UNDO_MINUTES),
];

const seriesOf = ({ id, reader }: Asked, kind: AnswerKind, { date }: Draft): string =>
  seriesKey(answerRule(kind), id, date ?? isoOf(reader.today));

const summaryOf = ({ summary }: Draft): string =>
  Object.entries(summary())
    .map((entry) => entry.join('='))
    .join(' ');

/** Over what the page shows of the item's plan, what is read before answering, and every cell that the answer may touch. */
const seenOf = (about: Asked, kind: AnswerKind, document: readonly Block[]): string => {
  const { facts, id, item } = about;
  const plan = item && [
    item.name,
    item.responsible?.name,
    item.accountable?.name,
    item.due,
    item.status,
    item.progress,
    item.reason,
    item.output,
    item.doneWhen,
  ];
  const issue = kind === 'follow' ? item?.decided?.row : rulingRow(facts, id)?.id;
  const named = facts.snapshot.rows.escalations.find((row) => row.id === issue)?.values.item ?? '';
  const rowIn = (tab: TabKey): string => {
    if (tab === 'escalations') return issue ?? id;
    if (tab === 'directory') return about.by.name;
    return tab === 'tracker' && facts.items.has(named) ? named : id;
  };
  const touched = ANSWER_TARGETS[kind].places.flatMap(({ tab, columns, added }) =>
    added ? [] : [valuesNow(facts, tab, rowIn(tab), columns)],
  );
  const read = document.map(({ title, lines }) => [title, lines.map((line) => line.map(plain).join(''))]);
  return fingerprintOf(JSON.stringify([plan, touched, read]));
};
