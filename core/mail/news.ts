/** Sorts one person's notices by what they ask and how urgent they are, and picks the subject. */
import type { Item } from '../item.ts';
import { MAIL } from '../messages/mail.ts';
import type { Notice } from '../plan.ts';
import { lookOf, ruleOf } from '../rules/index.ts';
import { ITEM_SECTIONS, type ItemSection, isItemSection, type MailSection } from '../rules/rule.ts';
import { push } from '../text/maps.ts';
import { plain } from '../text/span.ts';
import { SHOWN } from '../text/width.ts';
import { type About, aboutMatter, aboutTask } from './about.ts';
import type { DigestInput } from './input.ts';
import { type KnowEntry, knowEntries } from './know.ts';
import { type Counts, subjectOf } from './opening.ts';
import { weekOf } from './overview.ts';
import { isAddressed, listFact, nameOf, numberFact, projectOf, type Reader } from './reader.ts';

export interface AboutNotices {
  readonly about: About;
  readonly notices: readonly Notice[];
}

/** One person's notices of one sweep by what they ask, before any of it is written out. */
export interface News {
  readonly reader: Reader;
  readonly project: string;
  /** By section, the most urgent item first. */
  readonly groups: Readonly<Record<ItemSection, readonly AboutNotices[]>>;
  /** Items that have a card. */
  readonly carded: ReadonlySet<string>;
  readonly updates: readonly Notice[];
  /** Tasks that wait for an update. */
  readonly updateItems: readonly Item[];
  readonly overviews: readonly Notice[];
  /** Items of an overview that wait for a decision. */
  readonly decisions: readonly string[];
  readonly mends: readonly Notice[];
  readonly know: readonly KnowEntry[];
  readonly counts: Counts;
}

export const newsOf = (input: DigestInput): News => {
  const { mail, policy, locale } = input;
  const reader: Reader = {
    me: mail.to,
    locale,
    say: MAIL[locale],
    items: input.items,
    openIn: input.openIn,
    matters: input.matters,
    meetings: input.meetings,
    calendar: input.calendar,
    policy,
    today: input.today,
    minute: input.minute,
    rows: SHOWN,
  };
  const addressed = mail.notices.filter((notice) => isAddressed(reader, notice));
  const groups = groupByItem(reader, addressed);
  const carded = new Set(ITEM_SECTIONS.flatMap((group) => groups[group].map(({ about }) => about.id)));
  const standingIn = (section: MailSection) => addressed.filter((notice) => ruleOf(notice).section === section);
  const [updates, overviews, mends] = [standingIn('update'), standingIn('overview'), standingIn('mend')];
  const updateItems = updates.flatMap((notice) => notUpdated(reader, notice));
  const know = knowEntries(
    reader,
    // What is told of an item in its card is not told again; what has no place in a card is.
    mail.notices.filter((notice) => !carded.has(notice.item) || !fitsCard(notice)),
    input.problemText,
  );
  return {
    reader,
    project: projectOf(input),
    groups,
    carded,
    updates,
    updateItems,
    overviews,
    decisions: overviews.flatMap((notice) => listFact(notice, 'decisions')),
    mends,
    know,
    counts: {
      stuck: groups.decide.filter((each) => !asksForHelp(each)).length,
      late: groups.move.filter(({ about }) => about.late).length,
      today: groups.move.filter(({ about }) => about.today).length,
      evidence: groups.move.filter(({ about }) => !about.open).length,
      act:
        groups.move.filter(({ about }) => about.open && !about.late && !about.today).length +
        groups.decide.filter(asksForHelp).length,
      soon: groups.soon.length,
      waiting: groups.waiting.length,
      update: updateItems.length,
      overview: overviews.length,
      mend: mends.reduce((sum, notice) => sum + Math.max(1, numberFact(notice, 'count')), 0),
      know: know.length,
    },
  };
};

/** A call for help is nothing stuck. */
const asksForHelp = ({ notices }: AboutNotices): boolean => notices.some(({ facts }) => facts.help === true);

/** The line that a list of mails shows: how many, and the most urgent thing. */
export const subjectIn = (news: News): string =>
  subjectOf(
    news.reader,
    news.counts,
    titleIn(news),
    news.project,
    news.overviews[0] ? weekOf(news.overviews[0]) : null,
  );

/** What the subject names. */
export const titleIn = (news: Pick<News, 'groups' | 'updateItems' | 'mends' | 'know'>): string => {
  const { groups, updateItems, mends, know } = news;
  const first = ITEM_SECTIONS.flatMap((group) => groups[group])[0];
  // One thing to know fits a subject whole; otherwise the most urgent item's name stands for all.
  const [known] = know;
  const onlyKnown = known && know.length === 1 ? known.line.map(plain).join('') : known?.name;
  const title = first ? first.about.name : updateItems[0] ? nameOf(updateItems[0]) : mends.length > 0 ? '' : onlyKnown;
  return title ?? '';
};

export const notUpdated = (reader: Reader, notice: Notice): readonly Item[] =>
  listFact(notice, 'items').flatMap((id) => reader.items.get(id) ?? []);

/** All notices of one item together, in the group of its most urgent one; most urgent item first. */
const groupByItem = (reader: Reader, notices: readonly Notice[]): Record<ItemSection, AboutNotices[]> => {
  const byItem = new Map<string, Notice[]>();
  for (const notice of notices) {
    if (fitsCard(notice)) push(byItem, notice.item, notice);
  }
  const groups: Record<ItemSection, AboutNotices[]> = { decide: [], move: [], soon: [], waiting: [] };
  for (const [id, ofItem] of byItem) {
    const item = reader.items.get(id);
    const matter = reader.matters.get(id);
    const group = ITEM_SECTIONS.find((candidate) => ofItem.some((notice) => groupOf(notice, item) === candidate));
    if (!group || !(item || matter)) continue;
    const about = item ? aboutTask(reader, item, ofItem) : aboutMatter(reader, matter!, ofItem);
    groups[group].push({ about, notices: ofItem });
  }
  const order = (a: AboutNotices, b: AboutNotices) =>
    a.about.urgency - b.about.urgency || (a.about.id < b.about.id ? -1 : 1);
  for (const group of ITEM_SECTIONS) groups[group].sort(order);
  return groups;
};

/** Notices that a card has words for; what changed only stands there beside another. */
const fitsCard = (notice: Notice): boolean => isItemSection(ruleOf(notice).section) || lookOf(notice) === 'changes';

/** Told on the workday before, because the date itself is a day off, an item is due soon and not today. */
const groupOf = (notice: Notice, item: Item | undefined): MailSection => {
  if (notice.level > 0) return 'decide';
  const isAhead = item !== undefined && item.daysLeft !== null && item.daysLeft > 0;
  return isAhead && lookOf(notice) === 'due' ? 'soon' : ruleOf(notice).section;
};
