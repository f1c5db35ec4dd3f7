/** How an item stands that can no longer be answered, and the sentences typed in vain, for their writer to copy. */
import type { Locale } from '../../sheet-templates/index.ts';
import type { AnswerKind, Block, Typed } from '../answers/model.ts';
import { cell, dayFor, ownerOf, statusText } from '../mail/reader.ts';
import { ANSWER_TARGETS } from '../may/places.ts';
import { listOf } from '../messages/format.ts';
import { sayStanding } from '../messages/index.ts';
import { distinct } from '../people.ts';
import { isDecided } from '../record/decided.ts';
import type { RecordOf } from '../snapshot.ts';
import { oneLine } from '../text/width.ts';
import type { Asked } from './about.ts';
import { columnHeader, typeOf } from './choices.ts';

/** How something stands that somebody can answer no more: what was decided, or its status, and whom it is with. */
export const standsNow = (about: Asked): readonly string[] => {
  const { item, matter, id, reader, facts, by, say } = about;
  const { now } = say.result;
  const decided = facts.snapshot.rows.escalations.findLast(
    ({ id: own, values: v }) => isDecided(v) && (own === id || (v.item === id && v.source === 'auto')),
  )?.values;
  if (decided && (matter?.tab === 'escalations' || item)) {
    const day = decided.decidedOn === null ? '' : dayFor(reader, decided.decidedOn);
    const ruling = now.decided(deciders(decided, reader.locale), day, cell(decided.decision));
    if (!item) return [ruling];
    return [ruling, ...(item.open ? [] : [now.standing(statusText(item.status, reader.locale))])];
  }
  if (item) {
    if (!item.open) return [now.standing(statusText(item.status, reader.locale))];
    return item.responsible && item.responsible !== by ? [now.isWith([ownerOf(item)])] : [];
  }
  if (!matter) return [];
  const { code, facts: words = {} } = matter.standing;
  const holders = distinct(matter.open ? matter.duties.flatMap(({ who }) => who) : []).filter(
    (person) => person !== by,
  );
  return [
    now.standing(sayStanding(code, words, reader.locale, reader.today, reader.policy.locale)),
    ...(holders.length > 0 ? [now.isWith(holders.map(({ name }) => oneLine(name)))] : []),
  ];
};

/** Whoever decided, or those who agreed. */
const deciders = ({ decidedBy, agreedBy }: RecordOf<'escalations'>, locale: Locale): string =>
  listOf(
    (decidedBy ? [decidedBy] : agreedBy).map(({ name }) => oneLine(name)),
    locale,
  );

/** Fields in which people write sentences, besides those that are called as their column is. */
const TEXTS: readonly string[] = [
  'output',
  'result',
  'risk',
  'detail',
  'issue',
  'question',
  'reviewReason',
  'adjustment',
  'settlement',
  'decision',
  'proposal',
  'minutes',
];

/** The sentences of a form that was not written, for their writer to copy; none where nothing was written in it. */
export const typedText = ({ say, reader }: Asked, kind: AnswerKind, typed: Typed): readonly Block[] => {
  const [place] = ANSWER_TARGETS[kind].places;
  return Object.entries(typed).flatMap(([key, text]): Block[] => {
    const isText = TEXTS.includes(key);
    const isColumn = !isText && place?.columns.includes(key) && ['text', 'long-text'].includes(typeOf(place.tab, key));
    if (text.trim() === '' || !(isText || isColumn)) return [];
    const words = say.field as Readonly<Record<string, { readonly label: string } | undefined>>;
    const header = place && isColumn ? columnHeader(place.tab, key, reader.locale) : key;
    const label = words[key]?.label ?? header;
    return [{ title: `${say.document.typed} · ${label}`, lines: text.split(/\r?\n/).map((line) => [line]) }];
  });
};
