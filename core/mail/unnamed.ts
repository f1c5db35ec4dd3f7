/** Tasks that nobody is named for, in a line each: whoever keeps the workbook is reminded of them, and nothing is asked of people who are not there. */
import type { Item } from '../item.ts';
import type { Notice } from '../plan.ts';
import { lookOf } from '../rules/index.ts';
import type { CardLook } from '../rules/rule.ts';
import { shorten } from '../text/width.ts';
import type { LinkFor } from './buttons.ts';
import type { List, ListRow, Section } from './model.ts';
import { dayFor, nameOf, nameShown, type Reader, withId } from './reader.ts';
import { mailSection } from './section.ts';

interface Told {
  readonly about: { readonly id: string };
  readonly notices: readonly Notice[];
}

/** What a line has room for. */
const IN_A_LINE: ReadonlySet<CardLook> = new Set<CardLook>(['due', 'late', 'quiet']);

/** Of a task that is somebody's, or of which there is more to say, there is a card. */
export const isUnnamed = ({ items }: Pick<Reader, 'items'>, { about, notices }: Told): boolean =>
  items.get(about.id)?.responsible === null &&
  notices.length > 0 &&
  notices.every((notice) => IN_A_LINE.has(lookOf(notice)));

/** Of what did not fit, so many are named, so wide. */
const NAMED = 12;
const SHORT_NAME = 28;

/** What is overdue, due today, coming and without an update, each under a label of its own. */
export const unnamedSection = (reader: Reader, all: readonly Told[], linkFor: LinkFor): Section => {
  const { say, policy, rows: most } = reader;
  const items = all.flatMap(({ about }) => reader.items.get(about.id) ?? []);
  const listOf = (label: string, isIn: (item: Item) => boolean): List[] => {
    const rows = items.filter(isIn);
    const others = rows.slice(most);
    return rows.length === 0
      ? []
      : [
          {
            label,
            rows: rows.slice(0, most).map((item) => ({ ...rowOf(reader, item), link: linkFor(item.id) })),
            more: others.length > 0 ? say.more(others.length, others.slice(0, NAMED).map(shortName)) : null,
          },
        ];
  };
  return mailSection(say.section.unnamed, {
    lists: [
      ...listOf(say.unnamed.late, ({ late }) => late),
      ...listOf(say.unnamed.today, ({ late, daysLeft }) => !late && daysLeft === 0),
      ...listOf(say.section.soon(policy.remindDays), ({ daysLeft }) => daysLeft !== null && daysLeft > 0),
      ...listOf(say.section.update, ({ due }) => due === null),
    ],
  });
};

const shortName = (item: Item): string => shorten(nameOf(item), SHORT_NAME);

const rowOf = (reader: Reader, item: Item): Omit<ListRow, 'link'> => ({
  text: withId(item.id, nameShown(reader, item, nameOf(item))),
  value: whenShown(reader, item),
  tone: item.late ? 'late' : 'quiet',
  days: item.daysLate,
  note: null,
  bar: null,
});

const whenShown = (reader: Reader, { due, late, daysLeft, quiet }: Item): string => {
  const { update, assigned, when } = reader.say;
  if (due === null) return update.entry('', quiet?.days ?? 0);
  const day = dayFor(reader, due);
  return late || !daysLeft ? assigned.due(day) : when.ahead(day, daysLeft);
};
