/** What one workbook has to say to one person, assembled once: its notices sorted by what they ask, and its subject. */
import type { Item } from '../item.ts';
import { MAIL } from '../messages/languages.ts';
import type { Role } from '../messages/mail-messages.ts';
import type { Notice } from '../plan.ts';
import { isTheirsToDecide } from '../process/duty.ts';
import type { Matter } from '../process/matter.ts';
import { type FILLS, type In, lookOf, ruleOf, standsIn } from '../rules/index.ts';
import { ITEM_SECTIONS, type ItemSection, isItemSection, type MailSection } from '../rules/rule.ts';
import { lazily } from '../text/lazily.ts';
import { only, push } from '../text/maps.ts';
import { plain } from '../text/span.ts';
import { SHOWN } from '../text/width.ts';
import { type About, aboutMatter, aboutTask, dutyIn, type Still, stillDuty, stillRequest, stillTask } from './about.ts';
import { type AllAssigned, countAssigned, receivedIn } from './assigned.ts';
import { decidedTask } from './decided.ts';
import { handedOnSubject } from './handed-on.ts';
import type { DigestInput } from './input.ts';
import { type KnowEntry, knowEntries } from './know.ts';
import { type Besides, type NewsCounts, subjectOf } from './opening.ts';
import { sumWeeks, weekOf } from './overview.ts';
import { cell, isAddressed, listFact, nameOf, numberFact, projectOf, type Reader, textFact } from './reader.ts';
import { rolesOf } from './roles.ts';
import { isUnnamed } from './unnamed.ts';

export interface AboutNotices {
  readonly about: About;
  readonly notices: readonly Notice[];
}

/** One person's notices of one sweep by what they ask, before any of it is written out: subject, sections and opening are read off it. */
export interface Content {
  readonly input: DigestInput;
  readonly reader: Reader;
  readonly project: string;
  /** By section, the most urgent item first. */
  readonly groups: Readonly<Record<ItemSection, readonly AboutNotices[]>>;
  /** Those of them that nobody is named for: a line each, by id. */
  readonly unnamed: ReadonlyMap<string, AboutNotices>;
  /** Items that have a card, or such a line. */
  readonly carded: ReadonlySet<string>;
  /** Tasks that came to the reader. */
  readonly received: AllAssigned;
  readonly updates: readonly In<'update'>[];
  /** Tasks that wait for an update. */
  readonly updateItems: readonly Item[];
  readonly overviews: readonly In<'overview'>[];
  readonly mends: readonly In<'mend'>[];
  readonly know: readonly KnowEntry[];
  /** Told in an earlier mail: named shortly, so that "what is not listed needs nothing from you" is true. */
  readonly still: readonly Still[];
  /** A leader's, with nothing in it but decisions, their week and what there is to know: on one screen of a phone. */
  readonly isBrief: boolean;
  readonly counts: NewsCounts;
  readonly besides: Besides;
  /** The line that a list of mails shows: how many, and the most urgent thing. */
  readonly subject: string;
}

export const contentOf = (input: DigestInput): Content => {
  const { mail, policy, locale } = input;
  const reader: Reader = {
    me: mail.to,
    covers: input.covers,
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
    may: (item) => input.answers(item)?.kinds ?? [],
    rows: SHOWN,
  };
  const addressed = mail.notices.filter((notice) => isAddressed(reader, notice));
  const groups = withDeciding(reader, groupByItem(reader, addressed, input.deciding), input.deciding);
  const carded = new Set(ITEM_SECTIONS.flatMap((group) => groups[group].map(({ about }) => about.id)));
  const toRemind = [...groups.move, ...groups.soon].filter((one) => isUnnamed(reader, one));
  const unnamed = new Map(toRemind.map((one) => [one.about.id, one]));
  const standingIn = <S extends keyof typeof FILLS>(section: S) =>
    addressed.filter((notice): notice is In<S> => standsIn(section, notice));
  const [updates, overviews, mends] = [standingIn('update'), standingIn('overview'), standingIn('mend')];
  const assigned = standingIn('assigned');
  const received = lazily(() => receivedIn(reader, assigned));
  const countOf = countAssigned(reader, assigned, carded);
  const updateItems = updates.flatMap((notice) => notUpdated(reader, notice));
  const know = knowEntries(
    reader,
    // What is told of an item in its card is not told again; what has no place in a card is.
    decisionsFirst(mail.notices.filter((notice) => !carded.has(cardedAs(reader, notice) ?? ''))),
    input.problemText,
  );
  const still = lazily(() => stillOf(input, reader, [...updateItems.map(({ id }) => id), ...carded]));
  const project = projectOf(input);
  const week = sumWeeks(overviews.slice(0, 1).map((notice) => weekOf(reader, notice)));
  const counts: NewsCounts = {
    decided: groups.decided.length,
    decide: groups.decide.length,
    late: groups.move.filter(({ about }) => about.late).length,
    today: groups.move.filter(({ about }) => about.today).length,
    evidence: groups.move.filter(({ about }) => !about.open).length,
    act: groups.move.filter(({ about }) => about.open && !about.late && !about.today).length,
    soon: groups.soon.length,
    waiting: groups.waiting.length,
    first: countOf.first,
    assigned: countOf.fresh,
    update: updateItems.length,
    overview: overviews.length,
    mend: mends.reduce((sum, notice) => sum + Math.max(1, numberFact(notice, 'count')), 0),
    know: know.length + countOf.letters,
  };
  return {
    input,
    reader,
    project,
    groups,
    unnamed,
    carded,
    get received() {
      return received();
    },
    updates,
    updateItems,
    overviews,
    mends,
    know,
    // A subject, of which a plan has one for each mail, needs neither.
    get still() {
      return still();
    },
    counts,
    get isBrief() {
      return hasOnlyDecisions(counts) && rolesOf(reader, mail.notices).some((role) => LEADERS.has(role));
    },
    besides: {
      get still() {
        return still().length;
      },
      isUnnamed:
        groups.decided.length + groups.decide.length === 0 && groups.move.every(({ about }) => unnamed.has(about.id)),
      soonest: groups.soon[0]?.about.due ?? null,
      department: cell(only(new Set(updates.map((notice) => textFact(notice, 'department')))) ?? ''),
      week,
    },
    subject: mail.handedOn
      ? handedOnSubject(reader, mail.handedOn, mail.notices, project)
      : subjectOf(reader, counts, titleIn({ groups, received, updateItems, mends, know }), project, week),
  };
};

/** Those who are written to once a week, and when something is theirs to decide. */
const LEADERS: ReadonlySet<Role> = new Set<Role>(['division-leader', 'executive']);

const hasOnlyDecisions = ({ decide, overview, know: _, ...others }: NewsCounts): boolean =>
  decide + overview > 0 && Object.values(others).every((count) => count === 0);

/** What is the reader's to decide, told now or before, the most urgent first: what is new comes with what still waits. */
const withDeciding = (
  reader: Reader,
  groups: Readonly<Record<ItemSection, readonly AboutNotices[]>>,
  deciding: readonly string[],
): Readonly<Record<ItemSection, readonly AboutNotices[]>> => {
  const carded = new Set(ITEM_SECTIONS.flatMap((group) => groups[group].map(({ about }) => about.id)));
  const waiting = deciding.flatMap((id): readonly AboutNotices[] => {
    const about = carded.has(id) ? null : aboutOf(reader, id, []);
    return about ? [{ about, notices: [] }] : [];
  });
  const place = new Map(deciding.map((id, i) => [id, i]));
  const placeOf = ({ about }: AboutNotices) => place.get(about.id) ?? -1;
  return { ...groups, decide: [...groups.decide, ...waiting].sort((a, b) => placeOf(a) - placeOf(b)) };
};

/** What was decided is said before all else there is to know. */
const decisionsFirst = (notices: readonly Notice[]): readonly Notice[] => [
  ...notices.filter((notice) => lookOf(notice) === 'decision'),
  ...notices.filter((notice) => lookOf(notice) !== 'decision'),
];

/** A line up to where its first clause ends, brackets as a whole. */
const gistOf = (line: string): string => line.split(/(?:[；。]|[;.] )(?![^（(]*[）)])|\.$/, 1)[0] ?? '';

/** What the subject names. */
export const titleIn = (
  news: Pick<Content, 'groups' | 'updateItems' | 'mends' | 'know'> & { readonly received: () => AllAssigned },
): string => {
  const [first] = ITEM_SECTIONS.flatMap((group) => news.groups[group]);
  if (first) return first.about.name;
  const { first: listed, fresh } = news.received();
  const received = listed[0] ?? fresh[0];
  if (received) return nameOf(received.item);
  const [update] = news.updateItems;
  if (update) return nameOf(update);
  const [known, ...others] = news.know;
  if (!known || news.mends.length > 0) return '';
  // Of one thing to know a subject says what it comes to; otherwise the most urgent item's name stands for all.
  return others.length === 0 ? gistOf(known.line().map(plain).join('')) : known.name;
};

const stillOf = (input: DigestInput, reader: Reader, others: readonly string[]): readonly Still[] => {
  const listed = new Set([...input.mail.notices.map(({ item }) => item), ...others]);
  const unlisted = (id: string): readonly Matter[] =>
    [input.matters.get(id) ?? []].flat().filter(() => !listed.has(id));
  return [
    ...input.waiting.filter(({ id }) => !listed.has(id)).map((item) => stillTask(reader, item)),
    ...input.owed.flatMap((duty) => unlisted(duty.item).map((matter) => stillDuty(reader, matter, duty))),
    ...input.toAmend.flatMap(({ id }) => unlisted(id).map((matter) => stillRequest(reader, matter))),
  ];
};

export const notUpdated = (reader: Reader, notice: In<'update'>): readonly Item[] =>
  listFact(notice, 'items').flatMap((id) => reader.items.get(id) ?? []);

/** All notices of one item together, in the group of its most urgent one; most urgent item first. */
const groupByItem = (
  reader: Reader,
  notices: readonly Notice[],
  deciding: readonly string[],
): Record<ItemSection, AboutNotices[]> => {
  const byItem = new Map<string, Notice[]>();
  for (const notice of notices) {
    const id = cardedAs(reader, notice);
    if (id !== null) push(byItem, id, notice);
  }
  const groups: Record<ItemSection, AboutNotices[]> = { decided: [], decide: [], move: [], soon: [], waiting: [] };
  for (const [id, ofItem] of byItem) {
    const about = aboutOf(reader, id, ofItem);
    const wanted = ofItem.map((notice) => groupOf(reader, notice, deciding));
    const group = ITEM_SECTIONS.find((candidate) => wanted.includes(candidate));
    if (group && about) groups[group].push({ about, notices: ofItem });
  }
  const order = (a: AboutNotices, b: AboutNotices) =>
    a.about.urgency - b.about.urgency || (a.about.id < b.about.id ? -1 : 1);
  for (const group of ITEM_SECTIONS) groups[group].sort(order);
  return groups;
};

const aboutOf = (reader: Reader, id: string, notices: readonly Notice[]): About | null => {
  const [item, matter] = [reader.items.get(id), reader.matters.get(id)];
  if (item) return aboutTask(reader, item, notices);
  return matter ? aboutMatter(reader, matter, notices) : null;
};

/** Of what the card is that has words for a notice; null for none. What changed only stands there beside another. */
const cardedAs = (reader: Reader, notice: Notice): string | null => {
  const decided = decidedTask(reader, notice);
  if (decided) return decided.id;
  return isItemSection(ruleOf(notice).section) || lookOf(notice) === 'changes' ? notice.item : null;
};

/** Brought to the reader's level, or theirs to decide without having been: what is reminded of by a day that people wrote, a call for help. */
const isToDecide = (reader: Reader, notice: Notice, deciding: readonly string[]): boolean => {
  if (notice.level > 0) return true;
  const matter = reader.matters.get(notice.item);
  const duty = matter && dutyIn(matter, notice);
  if (!duty?.decidedAbove) return false;
  return deciding.includes(notice.item) || (duty.level === 0 && isTheirsToDecide(duty));
};

/** Told on the workday before, because the date itself is a day off, an item is due soon and not today. */
const groupOf = (reader: Reader, notice: Notice, deciding: readonly string[]): MailSection => {
  if (isToDecide(reader, notice, deciding)) return 'decide';
  const item = reader.items.get(notice.item);
  if (lookOf(notice) === 'decision') return 'decided';
  const isAhead = item !== undefined && item.daysLeft !== null && item.daysLeft > 0;
  return isAhead && lookOf(notice) === 'due' ? 'soon' : ruleOf(notice).section;
};
