/** Puts one person's news about one workbook together as a digest: sections, what had no room, and the footer. */
import { formatClock } from '../messages/format.ts';
import type { Role } from '../messages/mail-messages.ts';
import type { Notice } from '../plan.ts';
import type { ItemSection } from '../rules/rule.ts';
import { quiet } from '../text/span.ts';
import { SHOWN, shorten } from '../text/width.ts';
import type { Day } from '../time/day.ts';
import { type Still, stillDuty, stillRequest, stillTask } from './about.ts';
import { buttonsOf, type LinkFor, linkOf } from './buttons.ts';
import type { DigestInput } from './input.ts';
import { mendSection } from './mend.ts';
import type { Chapter, Digest, Section } from './model.ts';
import { type News, newsOf, notUpdated, subjectIn } from './news.ts';
import { type Besides, openingOf, previewOf, sayingsOf } from './opening.ts';
import { overviewSection, weekOf } from './overview.ts';
import { placesOf, sheetOf } from './places.ts';
import { bookName, cell, dayText, isoText, nameOf, numberFact, ownerOf, type Reader, textFact } from './reader.ts';
import { rolesOf } from './roles.ts';
import { isEmpty, section } from './section.ts';

/** Of what did not fit, so many are named, so wide, and the others counted; fewer where lists are short. */
const NAMED = 12;
const NAMED_A_ROW = 4;
const SHORT_NAME = 28;

/** How much of each kind is shown; the others are counted. */
export interface Room {
  readonly cards: number;
  /** Lines of a list. */
  readonly rows: number;
  /** Whether a manager's week has its figures here. */
  readonly figures: boolean;
}

/** What one workbook has to say to one person. */
export interface Content extends Omit<Chapter, 'part'> {
  readonly besides: Besides;
}

/** One person's notices of one sweep as a mail's content: same input, same digest. */
export const buildDigest = (input: DigestInput): Digest => {
  const news = newsOf(input);
  const { reader, counts, project } = news;
  const { title: _, besides, ...content } = contentOf(input, news, { cards: SHOWN, rows: SHOWN, figures: true });
  const opening = openingOf(reader, counts, besides);
  const dates = input.dates();
  return {
    locale: input.locale,
    subject: subjectIn(news),
    preview: previewOf(reader, sayingsOf(reader, content.sections), opening.subline),
    brand: reader.say.brand,
    place: `${project} · ${dayText(reader, reader.today)}`,
    ...opening,
    ...content,
    chapters: [],
    footer: footerOf(reader, {
      roles: rolesOf(reader, input.mail.notices),
      canReply: canReply(input),
      next: [input.nextSweep, input.policy.sweepTime],
      hasDates: dates.length > 0,
    }),
    dates,
  };
};

export const contentOf = (input: DigestInput, news: News, { cards, rows, figures }: Room): Content => {
  const { policy, workbook } = input;
  const { groups, carded, updates, overviews, decisions, mends, know } = news;
  const reader = { ...news.reader, rows };
  const { say } = reader;
  const still = stillOf(input, news);
  const linkFor: LinkFor = (item) => {
    const answers = input.answers(item);
    return answers && linkOf(answers, say);
  };
  const updateLink: LinkFor = (item) => {
    const answers = input.answers(item);
    return answers?.kinds.includes('progress') ? { label: say.button.progress, url: answers.page('progress') } : null;
  };

  let left = cards;
  const cardSection = (group: ItemSection, title: string): Section => {
    const all = groups[group];
    const shown = all.slice(0, left);
    left -= shown.length;
    return section(title, {
      cards: shown.map(({ about, notices }) => {
        const answers = input.answers(about.id);
        return {
          ...about.card(),
          why: say.why(rolesOf(reader, notices)),
          buttons: answers ? buttonsOf(answers, say, group) : [],
        };
      }),
      ...restOf(
        reader,
        all.slice(shown.length).map(({ about }) => about),
        input,
      ),
    });
  };
  const ruling = groups.decide.some(({ notices }) => notices.some(({ level }) => level === 2));
  const sections = [
    cardSection('decide', ruling ? say.section.decide : say.section.push),
    cardSection('move', say.section.move),
    cardSection('soon', say.section.soon(policy.remindDays)),
    stillSection(reader, still, linkFor, input),
    cardSection('waiting', say.section.waiting),
    ...updates.map((notice) => updateSection(reader, notice, updateLink, input)),
    ...overviews.map((notice) => overviewSection(reader, notice, carded, linkFor, figures)),
    mendSection(reader, mends, workbook.own, input.problemText),
    section(say.section.know, {
      entries: know.slice(0, rows).map(({ line }) => ({ text: line, link: null })),
      ...restOf(
        reader,
        know.slice(rows).map(({ name }) => ({ id: null, name })),
        input,
      ),
    }),
  ].filter((each) => !isEmpty(each));
  const places = placesOf(input, news, still);

  return {
    title: news.project,
    sections,
    besides: {
      still: still.length,
      soonest: groups.soon[0]?.about.due ?? null,
      department: updates[0] ? cell(textFact(updates[0], 'department')) : '',
      week: overviews[0] ? weekOf(overviews[0]) : null,
      decisions: decisions.filter((id) => !carded.has(id)).length,
      ruling,
    },
    where:
      places.length > 0
        ? say.where(
            bookName(workbook.name),
            places.map(({ tab, id }) => ({ tab: sheetOf(tab, input), id })),
          )
        : mends.length > 0
          ? say.whereToMend(bookName(workbook.name))
          : null,
    book: workbook.url ? { label: say.open, url: workbook.url } : null,
  };
};

/** Whether a reply to this can be an answer. */
export const canReply = ({ mail, repliesAreRead, answers }: DigestInput): boolean =>
  repliesAreRead && mail.notices.some(({ item }) => answers(item)?.kinds.length);

/** Why this mail came, and when the next one may. */
export const footerOf = (
  reader: Reader,
  about: {
    readonly roles: readonly Role[];
    readonly canReply: boolean;
    /** Day, and minutes after midnight. */
    readonly next: readonly [Day, number];
    readonly hasDates: boolean;
  },
): readonly string[] => {
  const { footer } = reader.say;
  const [day, minute] = about.next;
  return [
    footer.why(about.roles),
    ...(about.canReply ? [footer.reply] : []),
    footer.next(dayText(reader, day), formatClock(minute)),
    ...(about.hasDates ? [footer.dates] : []),
  ];
};

/** Told in an earlier mail: named shortly, so that "what is not listed needs nothing from you" is true. */
const stillOf = (input: DigestInput, { reader, updateItems, decisions }: News): readonly Still[] => {
  const listed = new Set([
    ...input.mail.notices.map(({ item }) => item),
    ...updateItems.map(({ id }) => id),
    ...decisions,
  ]);
  return [
    ...input.waiting.filter(({ id }) => !listed.has(id)).map((item) => stillTask(reader, item)),
    ...input.owed
      .filter(({ item }) => !listed.has(item))
      .map((duty) => stillDuty(reader, input.matters.get(duty.item)!, duty)),
    ...input.toAmend.filter(({ id }) => !listed.has(id)).map(({ id }) => stillRequest(reader, input.matters.get(id)!)),
  ];
};

/** What did not fit, by name: with links where each has a page to be answered on. */
const restOf = (
  { say, rows }: Reader,
  all: readonly { readonly id: string | null; readonly name: string }[],
  input: DigestInput,
): Pick<Section, 'more' | 'others'> => {
  if (all.length === 0) return { more: null, others: [] };
  const named = all
    .slice(0, Math.min(NAMED, NAMED_A_ROW * rows))
    .map(({ id, name }) => ({ id, label: shorten(name, SHORT_NAME) }));
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
  section(reader.say.section.still, {
    entries: still
      .slice(0, reader.rows)
      .map(({ id, name, when }) => ({ text: [`${name} `, quiet(id), ` ${when}`], link: linkFor(id) })),
    ...restOf(reader, still.slice(reader.rows), input),
  });

const updateSection = (reader: Reader, notice: Notice, linkFor: LinkFor, input: DigestInput): Section => {
  const { update } = reader.say;
  const items = notUpdated(reader, notice);
  const sentence = notice.facts.daily ? update.daily : numberFact(notice, 'step') === 2 ? update.after : update.before;
  return section(reader.say.section.update, {
    note: sentence(
      cell(textFact(notice, 'department')),
      isoText(reader, textFact(notice, 'by')),
      formatClock(reader.policy.updateTime),
    ),
    entries: items.slice(0, reader.rows).map((item) => ({
      text: [`${nameOf(item)} `, quiet(item.id), ` ${ownerOf(item)}`],
      link: linkFor(item.id),
    })),
    ...restOf(
      reader,
      items.slice(reader.rows).map((item) => ({ id: item.id, name: nameOf(item) })),
      input,
    ),
  });
};
