import { type Locale, TABS } from '../../sheet-templates/index.ts';
import type { Calendar } from '../calendar.ts';
import type { Day } from '../day.ts';
import type { Item } from '../item.ts';
import { formatClock } from '../messages/format.ts';
import { MAIL } from '../messages/mail.ts';
import { plain, quiet } from '../messages/span.ts';
import type { Mail, Notice } from '../plan.ts';
import { RULES } from '../rules/index.ts';
import { ITEM_SECTIONS, type ItemSection } from '../rules/rule.ts';
import type { Policy, WorkbookNames } from '../snapshot.ts';
import { cardOf, dueText } from './cards.ts';
import { knowEntries } from './know.ts';
import { mendSection } from './mend.ts';
import type { Digest, Section } from './model.ts';
import { type News, openingOf, previewOf, subjectOf } from './opening.ts';
import {
  cell,
  dayText,
  isAddressed,
  isoText,
  itemOf,
  listFact,
  nameOf,
  numberFact,
  ownerOf,
  type Reader,
  textFact,
} from './reader.ts';
import { rolesOf } from './roles.ts';
import { oneLine, shorten } from './width.ts';

export interface DigestInput {
  readonly mail: Pick<Mail, 'to' | 'notices'>;
  readonly items: ReadonlyMap<string, Item>;
  /** Open items that wait for the reader, told now or before. */
  readonly waiting: readonly Item[];
  readonly calendar: Calendar;
  readonly policy: Policy;
  readonly today: Day;
  /** Minutes after midnight, wall clock of the workbook's zone. */
  readonly minute: number;
  /** The day of the next sweep, at policy.sweepTime. */
  readonly nextSweep: Day;
  readonly workbook: WorkbookNames & { readonly id: string };
  readonly locale: Locale;
  /** The sentence of a problem of the sheet, as the notice's facts describe it. */
  readonly problemText: (notice: Notice, locale: Locale) => string;
}

/** Cards shown in full; the rest is counted and named. */
const CARDS = 7;
/** Lines of a list shown in full; of the rest so many are named, so wide, and the others counted. */
const NAMED = 12;
const ENTRIES = 12;
const SHORT_NAME = 28;

type Group = ItemSection;
const GROUPS = ITEM_SECTIONS;
const GROUP_OF: ReadonlyMap<string, Group | null> = new Map(RULES.map(({ key, section }) => [key, section]));

/** One person's notices of one sweep as a mail's content: same input, same digest. */
export const buildDigest = (input: DigestInput): Digest => {
  const { mail, policy, workbook, locale, today, minute } = input;
  const say = MAIL[locale];
  const reader: Reader = {
    me: mail.to,
    locale,
    say,
    items: input.items,
    calendar: input.calendar,
    policy,
    today,
    minute,
  };

  const addressed = mail.notices.filter((notice) => isAddressed(reader, notice));
  const groups = groupByItem(reader, addressed);
  const carded = new Set(GROUPS.flatMap((group) => groups[group].map(({ item }) => item.id)));
  const updates = addressed.filter(({ rule }) => rule === 'update.weekly');
  const mends = addressed.filter(({ rule }) => rule === 'digest.keeper');
  const know = knowEntries(
    reader,
    // What is told of an item in its card is not told again.
    mail.notices.filter((notice) => !carded.has(notice.item)),
    input.problemText,
  );
  const updateItems = updates.flatMap((notice) => notUpdated(reader, notice));
  // Told in an earlier mail: named shortly, so that "what is not listed needs nothing from you" is true.
  const listed = new Set([...mail.notices.map(({ item }) => item), ...updateItems.map(({ id }) => id)]);
  const still = input.waiting.filter(({ id }) => !listed.has(id));

  let left = CARDS;
  const cardSection = (group: Group, title: string): Section => {
    const all = groups[group];
    const shown = all.slice(0, left);
    left -= shown.length;
    return section(title, {
      cards: shown.map(({ item, notices }) => cardOf(reader, item, notices)),
      more: moreText(
        reader,
        all.slice(shown.length).map(({ item }) => item),
      ),
    });
  };
  const ruling = groups.decide.some(({ notices }) =>
    notices.some(({ rule, level }) => rule === 'task.stuck' && level === 2),
  );
  const sections = [
    cardSection('decide', ruling ? say.section.decide : say.section.push),
    cardSection('move', say.section.move),
    cardSection('soon', say.section.soon(policy.remindDays)),
    stillSection(reader, still),
    cardSection('waiting', say.section.waiting),
    ...updates.map((notice) => updateSection(reader, notice)),
    mendSection(reader, mends, workbook.own, input.problemText),
    section(say.section.know, {
      entries: know.slice(0, ENTRIES).map(({ line }) => line),
      more:
        know.length > ENTRIES
          ? say.more(know.length - ENTRIES, shortNames(know.slice(ENTRIES).map(({ name }) => name)))
          : null,
    }),
  ].filter(({ cards, entries, more }) => cards.length + entries.length > 0 || more !== null);

  const news: News = {
    stuck: groups.decide.length,
    late: groups.move.filter(({ item }) => item.late).length,
    today: groups.move.filter(isDue).length,
    evidence: groups.move.filter(({ item }) => !item.open).length,
    act: groups.move.filter((of) => of.item.open && !of.item.late && !isDue(of)).length,
    soon: groups.soon.length,
    waiting: groups.waiting.length,
    update: updateItems.length,
    mend: mends.reduce((sum, notice) => sum + Math.max(1, numberFact(notice, 'count')), 0),
    know: know.length,
  };
  const first = GROUPS.flatMap((group) => groups[group])[0];
  const project = oneLine(policy.project) || bookName(workbook.name);
  const opening = openingOf(reader, news, {
    still: still.length,
    soonest: groups.soon[0]?.item.due ?? null,
    department: updates[0] ? cell(textFact(updates[0], 'department')) : '',
  });
  // One thing to know fits a subject whole; otherwise the most urgent item's name stands for all.
  const [known] = know;
  const onlyKnown = known && know.length === 1 ? known.line.map(plain).join('') : known?.name;
  const title = first
    ? nameOf(first.item)
    : updateItems[0]
      ? nameOf(updateItems[0])
      : mends.length > 0
        ? ''
        : onlyKnown;
  const example = first?.item ?? updateItems[0] ?? still[0];

  return {
    locale,
    subject: subjectOf(reader, news, title ?? '', project),
    preview: previewOf(reader, sections, opening.subline),
    brand: say.brand,
    place: `${project} · ${dayText(reader, today)}`,
    ...opening,
    sections,
    where: example
      ? say.where(
          bookName(workbook.name),
          workbook.own?.get('tracker') ?? workbook.own?.get('raci') ?? TABS.tracker.title[policy.locale],
          example.id,
        )
      : mends.length > 0
        ? say.whereToMend(bookName(workbook.name))
        : null,
    footer: [
      say.footer.why(rolesOf(reader, mail.notices)),
      say.footer.next(dayText(reader, input.nextSweep), formatClock(policy.sweepTime)),
    ],
  };
};

const section = (title: string, content: Partial<Omit<Section, 'title'>>): Section => ({
  title,
  note: null,
  cards: [],
  entries: [],
  more: null,
  ...content,
});

interface ItemNotices {
  readonly item: Item;
  readonly notices: readonly Notice[];
}

const isDue = ({ item, notices }: ItemNotices): boolean =>
  item.open && !item.late && notices.some(({ rule }) => rule === 'task.due');

/** All notices of one item together, in the group of its most urgent one; most urgent item first. */
const groupByItem = (reader: Reader, notices: readonly Notice[]): Record<Group, ItemNotices[]> => {
  const byItem = new Map<string, Notice[]>();
  for (const notice of notices) {
    if (!GROUP_OF.get(notice.rule) && notice.rule !== 'task.changed') continue;
    byItem.set(notice.item, [...(byItem.get(notice.item) ?? []), notice]);
  }
  const groups: Record<Group, ItemNotices[]> = { decide: [], move: [], soon: [], waiting: [] };
  for (const ofItem of byItem.values()) {
    const item = itemOf(reader, ofItem[0]!);
    const group = GROUPS.find((candidate) => ofItem.some((notice) => groupOf(notice, item) === candidate));
    if (group) groups[group].push({ item, notices: ofItem });
  }
  for (const group of GROUPS) groups[group].sort((a, b) => urgency(a) - urgency(b) || (a.item.id < b.item.id ? -1 : 1));
  return groups;
};

/** Told on the workday before, because the date itself is a day off, an item is due soon and not today. */
const groupOf = ({ rule }: Notice, item: Item): Group | null | undefined =>
  rule === 'task.due' && item.daysLeft !== null && item.daysLeft > 0 ? 'soon' : GROUP_OF.get(rule);

/** Smaller is more urgent: higher levels, then what is latest, then what comes first; done work without evidence last. */
const urgency = ({ item, notices }: ItemNotices): number => {
  const level = Math.max(...notices.map((notice) => notice.level));
  const days = !item.open ? 1000 : item.late ? -item.daysLate : (item.daysLeft ?? 999);
  return days - level * 10_000;
};

const moreText = (reader: Reader, items: readonly Item[]): string | null =>
  items.length === 0 ? null : reader.say.more(items.length, shortNames(items.map(nameOf)));

const shortNames = (names: readonly string[]) => names.slice(0, NAMED).map((name) => shorten(name, SHORT_NAME));

const stillSection = (reader: Reader, items: readonly Item[]): Section =>
  section(reader.say.section.still, {
    entries: items
      .slice(0, ENTRIES)
      .map((item) => [`${nameOf(item)} `, quiet(item.id), ` ${dueText(reader, item).when}`]),
    more: moreText(reader, items.slice(ENTRIES)),
  });

const notUpdated = (reader: Reader, notice: Notice): readonly Item[] =>
  listFact(notice, 'items').flatMap((id) => reader.items.get(id) ?? []);

const updateSection = (reader: Reader, notice: Notice): Section => {
  const { update } = reader.say;
  const items = notUpdated(reader, notice);
  const sentence = numberFact(notice, 'step') === 2 ? update.after : update.before;
  return section(reader.say.section.update, {
    note: sentence(
      cell(textFact(notice, 'department')),
      isoText(reader, textFact(notice, 'by')),
      formatClock(reader.policy.updateTime),
    ),
    entries: items.slice(0, ENTRIES).map((item) => [`${nameOf(item)} `, quiet(item.id), ` ${ownerOf(item)}`]),
    more: moreText(reader, items.slice(ENTRIES)),
  });
};

/** A workbook's name as people say it: without the file's ending. */
const bookName = (name: string): string => oneLine(name.replace(/\.(xlsx|xlsm)$/i, ''));
