import { type Locale, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import type { Calendar } from '../calendar.ts';
import type { Day } from '../day.ts';
import type { Duty } from '../flow/duty.ts';
import type { Matter } from '../flow/matter.ts';
import type { Meeting } from '../flow/meetings.ts';
import type { Request } from '../flow/requests.ts';
import type { Item } from '../item.ts';
import { push } from '../maps.ts';
import { formatClock } from '../messages/format.ts';
import { MAIL } from '../messages/mail.ts';
import { plain, quiet } from '../messages/span.ts';
import type { Mail, Notice } from '../plan.ts';
import { RULES } from '../rules/index.ts';
import { ITEM_SECTIONS, type ItemSection } from '../rules/rule.ts';
import type { Policy, WorkbookNames } from '../snapshot.ts';
import { type About, aboutMatter, aboutTask, type Still, stillDuty, stillRequest, stillTask } from './about.ts';
import { type Answerable, buttonsOf } from './buttons.ts';
import type { CalendarEntry } from './calendar.ts';
import { knowEntries } from './know.ts';
import { mendSection } from './mend.ts';
import type { Digest, Section } from './model.ts';
import { type News, openingOf, previewOf, subjectOf } from './opening.ts';
import { overviewSection } from './overview.ts';
import {
  cell,
  dayText,
  isAddressed,
  isoText,
  listFact,
  nameOf,
  numberFact,
  ownerOf,
  type Reader,
  textFact,
} from './reader.ts';
import { rolesOf } from './roles.ts';
import { isEmpty, section } from './section.ts';
import { oneLine, shorten } from './width.ts';

export interface DigestInput {
  readonly mail: Pick<Mail, 'to' | 'notices'>;
  readonly items: ReadonlyMap<string, Item>;
  /** Open items by department. */
  readonly openIn: ReadonlyMap<string, readonly Item[]>;
  readonly matters: ReadonlyMap<string, Matter>;
  readonly meetings: ReadonlyMap<string, Meeting>;
  /** Open items and duties that wait for the reader, told now or before. */
  readonly waiting: readonly Item[];
  readonly owed: readonly Duty[];
  /** Requests that wait for the reader to complete or amend them. */
  readonly toAmend: readonly Pick<Request, 'id'>[];
  /** What the mail brings for the reader's calendar. */
  readonly dates: readonly CalendarEntry[];
  readonly calendar: Calendar;
  readonly policy: Policy;
  readonly today: Day;
  /** Minutes after midnight, wall clock of the workbook's zone. */
  readonly minute: number;
  /** The day of the next sweep, at policy.sweepTime. */
  readonly nextSweep: Day;
  readonly workbook: WorkbookNames & { readonly id: string };
  readonly locale: Locale;
  /** What the reader may answer about an item without opening the workbook, and where; none where there are no links. */
  readonly answers: (item: string) => readonly Answerable[];
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
    openIn: input.openIn,
    matters: input.matters,
    meetings: input.meetings,
    calendar: input.calendar,
    policy,
    today,
    minute,
  };

  const addressed = mail.notices.filter((notice) => isAddressed(reader, notice));
  const groups = groupByItem(reader, addressed);
  const carded = new Set(GROUPS.flatMap((group) => groups[group].map(({ about }) => about.id)));
  const updates = addressed.filter(({ rule }) => rule === 'update.weekly');
  const overviews = addressed.filter(({ rule }) => rule === 'digest.manager');
  const mends = addressed.filter(({ rule }) => rule === 'digest.keeper');
  const know = knowEntries(
    reader,
    // What is told of an item in its card is not told again; what has no place in a card is.
    mail.notices.filter(
      ({ item, rule }) => !carded.has(item) || (GROUP_OF.get(rule) === null && rule !== 'task.changed'),
    ),
    input.problemText,
  );
  const updateItems = updates.flatMap((notice) => notUpdated(reader, notice));
  // Told in an earlier mail: named shortly, so that "what is not listed needs nothing from you" is true.
  const decisions = overviews.flatMap((notice) => listFact(notice, 'decisions'));
  const listed = new Set([...mail.notices.map(({ item }) => item), ...updateItems.map(({ id }) => id), ...decisions]);
  const still = [
    ...input.waiting.filter(({ id }) => !listed.has(id)).map((item) => stillTask(reader, item)),
    ...input.owed
      .filter(({ item }) => !listed.has(item))
      .map((duty) => stillDuty(reader, input.matters.get(duty.item)!, duty)),
    ...input.toAmend.filter(({ id }) => !listed.has(id)).map(({ id }) => stillRequest(reader, input.matters.get(id)!)),
  ];

  let left = CARDS;
  const cardSection = (group: Group, title: string): Section => {
    const all = groups[group];
    const shown = all.slice(0, left);
    left -= shown.length;
    return section(title, {
      cards: shown.map(({ about }) => ({
        ...about.card(),
        buttons: buttonsOf(input.answers(about.id), say),
      })),
      more: moreText(
        reader,
        all.slice(shown.length).map(({ about }) => about.name),
      ),
    });
  };
  const ruling = groups.decide.some(({ notices }) => notices.some(({ level }) => level === 2));
  const sections = [
    cardSection('decide', ruling ? say.section.decide : say.section.push),
    cardSection('move', say.section.move),
    cardSection('soon', say.section.soon(policy.remindDays)),
    stillSection(reader, still),
    cardSection('waiting', say.section.waiting),
    ...updates.map((notice) => updateSection(reader, notice)),
    ...overviews.map((notice) => overviewSection(reader, notice, carded)),
    mendSection(reader, mends, workbook.own, input.problemText),
    section(say.section.know, {
      entries: know.slice(0, ENTRIES).map(({ line }) => line),
      more:
        know.length > ENTRIES
          ? say.more(know.length - ENTRIES, shortNames(know.slice(ENTRIES).map(({ name }) => name)))
          : null,
    }),
  ].filter((each) => !isEmpty(each));

  const news: News = {
    stuck: groups.decide.length,
    late: groups.move.filter(({ about }) => about.late).length,
    today: groups.move.filter(({ about }) => about.today).length,
    evidence: groups.move.filter(({ about }) => !about.open).length,
    act: groups.move.filter(({ about }) => about.open && !about.late && !about.today).length,
    soon: groups.soon.length,
    waiting: groups.waiting.length,
    update: updateItems.length,
    overview: overviews.length,
    mend: mends.reduce((sum, notice) => sum + Math.max(1, numberFact(notice, 'count')), 0),
    know: know.length,
  };
  const first = GROUPS.flatMap((group) => groups[group])[0];
  const project = oneLine(policy.project) || bookName(workbook.name);
  const opening = openingOf(reader, news, {
    still: still.length,
    soonest: groups.soon[0]?.about.due ?? null,
    department: updates[0] ? cell(textFact(updates[0], 'department')) : '',
    overview: overviews[0] ?? null,
    decisions: decisions.filter((id) => !carded.has(id)).length,
  });
  // One thing to know fits a subject whole; otherwise the most urgent item's name stands for all.
  const [known] = know;
  const onlyKnown = known && know.length === 1 ? known.line.map(plain).join('') : known?.name;
  const title = first ? first.about.name : updateItems[0] ? nameOf(updateItems[0]) : mends.length > 0 ? '' : onlyKnown;
  const places = placesOf([
    ...GROUPS.flatMap((group) => groups[group]).map(({ about }) => about),
    ...updateItems.map(({ id }) => ({ id, tab: 'tracker' as const })),
    ...still,
    ...decisions.map((id) => ({ id, tab: input.matters.get(id)?.tab ?? ('tracker' as const) })),
  ]);

  return {
    locale,
    subject: subjectOf(reader, news, title ?? '', project, overviews[0] ?? null),
    preview: previewOf(reader, sections, opening.subline),
    brand: say.brand,
    place: `${project} · ${dayText(reader, today)}`,
    ...opening,
    sections,
    where:
      places.length > 0
        ? say.where(
            bookName(workbook.name),
            places.map(({ tab, id }) => ({ tab: sheetOf(tab, input), id })),
          )
        : mends.length > 0
          ? say.whereToMend(bookName(workbook.name))
          : null,
    footer: [
      say.footer.why(rolesOf(reader, mail.notices)),
      say.footer.next(dayText(reader, input.nextSweep), formatClock(policy.sweepTime)),
      ...(input.dates.length > 0 ? [say.footer.dates] : []),
    ],
    dates: input.dates,
  };
};

interface AboutNotices {
  readonly about: About;
  readonly notices: readonly Notice[];
}

/** All notices of one item together, in the group of its most urgent one; most urgent item first. */
const groupByItem = (reader: Reader, notices: readonly Notice[]): Record<Group, AboutNotices[]> => {
  const byItem = new Map<string, Notice[]>();
  for (const notice of notices) {
    if (!GROUP_OF.get(notice.rule) && notice.rule !== 'task.changed') continue;
    push(byItem, notice.item, notice);
  }
  const groups: Record<Group, AboutNotices[]> = { decide: [], move: [], soon: [], waiting: [] };
  for (const [id, ofItem] of byItem) {
    const item = reader.items.get(id);
    const matter = reader.matters.get(id);
    const group = GROUPS.find((candidate) => ofItem.some((notice) => groupOf(notice, item) === candidate));
    if (!group || !(item || matter)) continue;
    const about = item ? aboutTask(reader, item, ofItem) : aboutMatter(reader, matter!, ofItem);
    groups[group].push({ about, notices: ofItem });
  }
  const order = (a: AboutNotices, b: AboutNotices) =>
    a.about.urgency - b.about.urgency || (a.about.id < b.about.id ? -1 : 1);
  for (const group of GROUPS) groups[group].sort(order);
  return groups;
};

/** Told on the workday before, because the date itself is a day off, an item is due soon and not today. */
const groupOf = ({ rule, level }: Notice, item: Item | undefined): Group | null | undefined =>
  level > 0
    ? 'decide'
    : rule === 'task.due' && item && item.daysLeft !== null && item.daysLeft > 0
      ? 'soon'
      : GROUP_OF.get(rule);

/** Sheets to go to, at most so many, each with an ID to find a row by. */
const PLACES = 3;

const placesOf = (entries: readonly { readonly id: string; readonly tab: TabKey }[]) => {
  const first = new Map<TabKey, string>();
  for (const { tab, id } of entries) if (!first.has(tab)) first.set(tab, id);
  return [...first].slice(0, PLACES).map(([tab, id]) => ({ tab, id }));
};

/** A tab's sheet by the name it has in this workbook; a plan without a tracker is its own. */
const sheetOf = (tab: TabKey, { workbook: { own }, policy }: DigestInput): string =>
  own?.get(tab) ?? (tab === 'tracker' ? own?.get('raci') : undefined) ?? tabOf(tab).title[policy.locale];

const moreText = (reader: Reader, names: readonly string[]): string | null =>
  names.length === 0 ? null : reader.say.more(names.length, shortNames(names));

const shortNames = (names: readonly string[]) => names.slice(0, NAMED).map((name) => shorten(name, SHORT_NAME));

const stillSection = (reader: Reader, still: readonly Still[]): Section =>
  section(reader.say.section.still, {
    entries: still.slice(0, ENTRIES).map(({ name, id, when }) => [`${name} `, quiet(id), ` ${when}`]),
    more: moreText(
      reader,
      still.slice(ENTRIES).map(({ name }) => name),
    ),
  });

const notUpdated = (reader: Reader, notice: Notice): readonly Item[] =>
  listFact(notice, 'items').flatMap((id) => reader.items.get(id) ?? []);

const updateSection = (reader: Reader, notice: Notice): Section => {
  const { update } = reader.say;
  const items = notUpdated(reader, notice);
  const sentence = notice.facts.daily ? update.daily : numberFact(notice, 'step') === 2 ? update.after : update.before;
  return section(reader.say.section.update, {
    note: sentence(
      cell(textFact(notice, 'department')),
      isoText(reader, textFact(notice, 'by')),
      formatClock(reader.policy.updateTime),
    ),
    entries: items.slice(0, ENTRIES).map((item) => [`${nameOf(item)} `, quiet(item.id), ` ${ownerOf(item)}`]),
    more: moreText(reader, items.slice(ENTRIES).map(nameOf)),
  });
};

/** A workbook's name as people say it: without the file's ending. */
const bookName = (name: string): string => oneLine(name.replace(/\.(xlsx|xlsm)$/i, ''));
