/** Puts one person's news about one workbook together as a digest: sections, what had no room, and the footer. */
import { OWNER_COLUMN } from '../item.ts';
import { formatClock } from '../messages/format.ts';
import type { Role } from '../messages/mail-messages.ts';
import type { In } from '../rules/index.ts';
import type { ItemSection } from '../rules/rule.ts';
import { groupBy } from '../text/maps.ts';
import { type Line, plain, quiet } from '../text/span.ts';
import { oneLine, SHOWN, shorten, widthOf } from '../text/width.ts';
import type { Day } from '../time/day.ts';
import { type Still, titleOf } from './about.ts';
import { assignedSections } from './assigned.ts';
import { buttonsOf, type LinkFor, linkOf } from './buttons.ts';
import { daysStill } from './cards.ts';
import { type Content, contentOf, notUpdated } from './content.ts';
import { DECISIONS, decisionCard, tellingFor } from './decision.ts';
import { handedOnOpening, whyNow } from './handed-on.ts';
import type { DigestInput } from './input.ts';
import { mendSection } from './mend.ts';
import type { Chapter, Digest, Section } from './model.ts';
import { openingOf, previewOf, sayingsOf } from './opening.ts';
import { overviewSection } from './overview.ts';
import { placesOf, sheetOf } from './places.ts';
import { bookName, cell, dayFor, isoText, nameOf, ownerOf, type Reader, textFact, withId } from './reader.ts';
import { rolesOf } from './roles.ts';
import { isEmptySection, mailSection } from './section.ts';
import { unnamedSection } from './unnamed.ts';

/** Of what did not fit, so many are named, so wide, and the others counted; fewer where lists are short. */
const NAMED = 12;
const NAMED_A_ROW = 4;
const SHORT_NAME = 28;
/** Of decisions beyond those with their choices: with how many there are on one line of a phone. */
const NAMED_DECISIONS = 1;
const DECISION_NAME = 24;
/** Of what others decide now, a name is so wide. */
const PASSED_NAME = 48;

/** How much of each kind is shown; the others are counted. */
export interface Room {
  readonly cards: number;
  /** Lines of a list. */
  readonly rows: number;
}

const ROOMY: Room = { cards: SHOWN, rows: SHOWN };

/** One person's notices of one sweep as a mail: same input, same digest. */
export const buildDigest = (input: DigestInput): Digest => {
  const content = contentOf(input);
  const { reader, counts, project, besides, subject } = content;
  const { title: _, ...chapter } = chapterOf(content, ROOMY);
  const { handedOn } = input.mail;
  const opening = handedOn
    ? handedOnOpening(reader, handedOn, input.mail.notices, counts)
    : openingOf(reader, counts, besides, content.isBrief);
  const dates = input.dates();
  // On one screen of a phone there is no line for a link of its own: the word on how often it comes leads to where that is changed.
  const isBrief = content.isBrief && !handedOn;
  const how = isBrief && input.ownPage !== null ? reader.say.footer.leader.replace(/[.。]$/, '') : null;
  return {
    locale: input.locale,
    isBrief: content.isBrief,
    subject,
    preview: previewOf(reader, sayingsOf(reader, chapter.sections), opening.subline),
    brand: reader.say.brand,
    place: `${project} · ${dayFor(reader, reader.today)}`,
    ...opening,
    ...chapter,
    // Where everything stands on one screen, a decision is its own heading, and a bar says which department it is of.
    sections: chapter.sections.map((section) => (content.isBrief ? { ...section, title: '' } : section)),
    chapters: [],
    footer: [
      ...(handedOn ? [whyNow(reader, handedOn)] : []),
      ...(how === null
        ? footerOf(reader, {
            roles: rolesOf(reader, input.mail.notices),
            isBrief,
            unnamed: content.unnamed.size > 0 ? [ownerColumn(content)] : [],
            canReply: canReply(input),
            next: [input.nextSweep, input.policy.sweepTime],
            hasDates: dates.length > 0,
          })
        : []),
    ],
    ...(dates.length > 0 &&
      input.calendarPage !== null && {
        subscribe: [{ label: reader.say.footer.subscribe, url: input.calendarPage }],
      }),
    preferences:
      input.ownPage === null ? [] : [{ label: how ?? reader.say.footer.preferences(null), url: input.ownPage }],
    dates,
  };
};

/** A workbook's content written out, as far as there is room. */
export const chapterOf = (content: Content, { cards, rows }: Room): Omit<Chapter, 'part'> => {
  const { input, groups, carded, unnamed, received, updates, overviews, mends, still } = content;
  const { policy, workbook } = input;
  const reader = { ...content.reader, rows };
  const { say } = reader;
  const linkFor: LinkFor = (item) => {
    const answers = input.answers(item);
    return answers && linkOf(answers, say);
  };
  const updateLink: LinkFor = (item) => {
    const answers = input.answers(item);
    return answers?.kinds.includes('progress') ? { label: say.button.progress, url: answers.page('progress') } : null;
  };

  const questionLink: LinkFor = (item) => {
    const answers = input.answers(item);
    return answers?.kinds.includes('question') ? { label: say.button.question, url: answers.page('question') } : null;
  };

  let left = cards;
  const cardSection = (group: ItemSection, title: string): Section => {
    const all = groups[group].filter(({ about }) => !unnamed.has(about.id));
    const shown = all.slice(0, group === 'decide' ? Math.min(left, DECISIONS) : left);
    left -= shown.length;
    return mailSection(title, {
      cards: shown.map(({ about, notices }) => {
        const answers = input.answers(about.id);
        const decision =
          group === 'decide'
            ? decisionCard(reader, about.id, answers, tellingFor(all.length, overviews.length > 0))
            : null;
        if (decision) return decision;
        const card = about.card();
        return {
          ...card,
          why: say.why(rolesOf(reader, notices)),
          buttons: answers ? buttonsOf(answers, say, group, card.ask) : [],
        };
      }),
      ...restOf(
        reader,
        all.slice(shown.length).map(({ about }) => about),
        input,
        ...(group === 'decide' ? ([NAMED_DECISIONS, DECISION_NAME] as const) : []),
      ),
    });
  };
  const sections = [
    cardSection('decided', say.section.decided),
    cardSection('decide', say.section.decide),
    cardSection('move', say.section.move),
    cardSection('soon', say.section.soon(policy.remindDays)),
    unnamedSection(reader, [...unnamed.values()], linkFor),
    ...assignedSections(reader, received, bookName(workbook.name), questionLink),
    stillSection(reader, still, linkFor, input),
    cardSection('waiting', say.section.waiting),
    ...updates.map((notice) => updateSection(reader, notice, updateLink, input)),
    ...overviews.map((notice) => overviewSection(reader, notice, carded, groups.decide.length)),
    mendSection(reader, mends, workbook.own, input.problemText),
    knowSection(reader, content),
  ].filter((each) => !isEmptySection(each));
  return {
    title: content.project,
    sections,
    where: whereToAct(content),
    book: workbook.url ? { label: say.open, url: workbook.url } : null,
  };
};

/** What there is to know; to a leader in a few words, since they are to decide and not to read. */
const knowSection = (reader: Reader, content: Content): Section => {
  const { input, know } = content;
  const { section, more } = reader.say;
  const passedOn = passedOnLines(content).map((line) => ({ text: line, link: null }));
  if (content.isBrief) {
    const shown = know.slice(0, LEADER_ROWS).map(({ line }) => inBrief(line()));
    const rest = know.length - shown.length;
    return mailSection(section.know, {
      entries: [...shown.map((text) => ({ text: [text], link: null })), ...passedOn],
      more: rest > 0 ? more(rest, []) : null,
    });
  }
  return mailSection(section.know, {
    entries: [...know.slice(0, reader.rows).map(({ line }) => ({ text: line(), link: null })), ...passedOn],
    ...restOf(
      reader,
      know.slice(reader.rows).map(({ name }) => ({ id: null, name })),
      input,
    ),
  });
};

/** What the reader was asked about and others decide now: one grey line for all that is with the same people. */
const passedOnLines = ({ input, reader, isBrief }: Content): readonly Line[] => {
  const told = new Set(input.mail.notices.map(({ item }) => item));
  const named = input.passedOn.flatMap(({ id, to, days }) => {
    const [item, matter] = [reader.items.get(id), reader.matters.get(id)];
    if (told.has(id) || !(item || matter)) return [];
    const people = to.map(({ name }) => oneLine(name));
    return [{ people, name: item ? nameOf(item) : matter ? titleOf(matter) : id, days }];
  });
  const byPeople = groupBy(named, ({ people }) => people.join('\n'));
  return [...byPeople.values()].map((group) => {
    const { isWith, isWithSince } = reader.say.know;
    const names = group.map(({ name, days }) => isWithSince(shorten(name, PASSED_NAME), days));
    const most = isBrief ? 1 : NAMED_A_ROW;
    const people = group[0]?.people ?? [];
    return [quiet(isWith(people, names.slice(0, most), Math.max(0, names.length - most)))];
  });
};

/** The sheets to open for what cannot be answered by a button. */
const whereToAct = (content: Content): string | null => {
  const { input, reader, mends } = content;
  const { say } = reader;
  const name = bookName(input.workbook.name);
  const places = placesOf(content).map((place) => ({ tab: sheetOf(place, input), id: place.id }));
  if (places.length > 0) return say.where(name, places);
  return mends.length > 0 ? say.whereToMend(name) : null;
};

/** Whether a reply to this can be an answer. */
export const canReply = ({ mail, repliesAreRead, answers }: DigestInput): boolean =>
  repliesAreRead && mail.notices.some(({ item }) => answers(item)?.kinds.length);

/** Of what they are to know so many lines, so wide. */
const LEADER_ROWS = 2;
const LEADER_WIDTH = 46;

/** Where a line has no room for what stood there before, it has for what is so now. */
const inBrief = (line: Line): string => {
  const whole = line.map(plain).join('');
  if (widthOf(whole) <= LEADER_WIDTH) return whole;
  const now = line.filter((span) => typeof span === 'string' || !('struck' in span));
  return shorten(oneLine(now.map(plain).join('')), LEADER_WIDTH);
};

/** The header of the column that says whose a task is, of the first task that it says nothing of; null where the sheet has none. */
export const ownerColumn = ({ input: { items, workbook }, unnamed }: Content): string | null => {
  const tab = [...unnamed.keys()].map((id) => items.get(id)?.tab ?? 'raci')[0] ?? 'raci';
  return workbook.own?.get(`${tab}.${OWNER_COLUMN[tab]}`) ?? null;
};

/** Why this mail came, and when the next one may. */
export const footerOf = (
  reader: Reader,
  about: {
    readonly roles: readonly Role[];
    readonly isBrief: boolean;
    /** Where names are written for tasks that nobody is named for; null where the sheet has no column for it. */
    readonly unnamed: readonly (string | null)[];
    readonly canReply: boolean;
    /** Day, and minutes after midnight. */
    readonly next: readonly [Day, number];
    readonly hasDates: boolean;
  },
): readonly string[] => {
  const { footer } = reader.say;
  const [day, minute] = about.next;
  if (about.isBrief) return [footer.leader];
  return [
    footer.why(about.roles),
    ...about.unnamed.slice(0, 1).map(footer.unnamed),
    ...(about.canReply ? [footer.reply] : []),
    footer.next(dayFor(reader, day), formatClock(minute)),
    ...(about.hasDates ? [footer.dates] : []),
  ];
};

/** What did not fit, by name: with links where each has a page to be answered on. */
const restOf = (
  { say, rows }: Reader,
  all: readonly { readonly id: string | null; readonly name: string }[],
  input: DigestInput,
  most = Math.min(NAMED, NAMED_A_ROW * rows),
  width = SHORT_NAME,
): Pick<Section, 'more' | 'others'> => {
  if (all.length === 0) return { more: null, others: [] };
  const room = all.length > most ? width : SHORT_NAME;
  const named = all.slice(0, most).map(({ id, name }) => ({ id, label: shorten(name, room) }));
  const others = named.flatMap(({ id, label }) => {
    const answers = id === null ? null : input.answers(id);
    return answers?.kinds.length ? [{ label, url: answers.page(null) }] : [];
  });
  return others.length === named.length
    ? { more: say.moreOf(all.length, all.length > named.length), others }
    : {
        more: say.more(
          all.length,
          named.map(({ label }) => label),
        ),
        others: [],
      };
};

const stillSection = (reader: Reader, still: readonly Still[], linkFor: LinkFor, input: DigestInput): Section =>
  mailSection(reader.say.section.still, {
    entries: still
      .slice(0, reader.rows)
      .map(({ id, name, when }) => ({ text: [...withId(id, name), ` ${when}`], link: linkFor(id) })),
    ...restOf(reader, still.slice(reader.rows), input),
  });

const updateSection = (reader: Reader, notice: In<'update'>, linkFor: LinkFor, input: DigestInput): Section => {
  const { update } = reader.say;
  const items = notUpdated(reader, notice);
  const { step, daily } = notice.facts;
  const weekly = step === 2 ? update.after : update.before;
  const sentence = daily ? update.daily : weekly;
  return mailSection(reader.say.section.update, {
    note: sentence(
      cell(textFact(notice, 'department')),
      isoText(reader, textFact(notice, 'by')),
      formatClock(reader.policy.updateTime),
    ),
    entries: items.slice(0, reader.rows).map((item) => ({
      text: [...withId(item.id, nameOf(item)), ` ${update.entry(ownerOf(item), daysStill(reader, item))}`],
      link: linkFor(item.id),
    })),
    ...restOf(
      reader,
      items.slice(reader.rows).map((item) => ({ id: item.id, name: nameOf(item) })),
      input,
    ),
  });
};
