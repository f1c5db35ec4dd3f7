import { formatClock } from '../messages/format.ts';
import { quiet } from '../messages/span.ts';
import type { Notice } from '../plan.ts';
import type { ItemSection } from '../rules/rule.ts';
import { type Still, stillDuty, stillRequest, stillTask } from './about.ts';
import { buttonsOf, type LinkFor, linkOf } from './buttons.ts';
import type { DigestInput } from './input.ts';
import { mendSection } from './mend.ts';
import type { Digest, Section } from './model.ts';
import { type News, newsOf, notUpdated, subjectIn } from './news.ts';
import { openingOf, previewOf } from './opening.ts';
import { overviewSection } from './overview.ts';
import { placesOf, sheetOf } from './places.ts';
import { bookName, cell, dayText, isoText, nameOf, numberFact, ownerOf, type Reader, textFact } from './reader.ts';
import { rolesOf } from './roles.ts';
import { isEmpty, section } from './section.ts';
import { SHOWN, shorten } from './width.ts';

/** Of what did not fit, so many are named, so wide, and the others counted. */
const NAMED = 12;
const SHORT_NAME = 28;

/** One person's notices of one sweep as a mail's content: same input, same digest. */
export const buildDigest = (input: DigestInput): Digest => {
  const { mail, policy, workbook, locale } = input;
  const news = newsOf(input);
  const { reader, groups, carded, updates, overviews, decisions, mends, know, counts } = news;
  const { say } = reader;
  const still = stillOf(input, news);
  const dates = input.dates();
  const linkFor: LinkFor = (item) => {
    const answers = input.answers(item);
    return answers && linkOf(answers, say);
  };
  const updateLink: LinkFor = (item) => {
    const answers = input.answers(item);
    return answers?.kinds.includes('progress') ? { label: say.button.progress, url: answers.page('progress') } : null;
  };

  let left = SHOWN;
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
    ...overviews.map((notice) => overviewSection(reader, notice, carded, linkFor)),
    mendSection(reader, mends, workbook.own, input.problemText),
    section(say.section.know, {
      entries: know.slice(0, SHOWN).map(({ line }) => ({ text: line, link: null })),
      ...restOf(
        reader,
        know.slice(SHOWN).map(({ name }) => ({ id: null, name })),
        input,
      ),
    }),
  ].filter((each) => !isEmpty(each));

  const opening = openingOf(reader, counts, {
    still: still.length,
    soonest: groups.soon[0]?.about.due ?? null,
    department: updates[0] ? cell(textFact(updates[0], 'department')) : '',
    overview: overviews[0] ?? null,
    decisions: decisions.filter((id) => !carded.has(id)).length,
    ruling,
  });
  const places = placesOf(input, news, still);

  return {
    locale,
    subject: subjectIn(news),
    preview: previewOf(reader, sections, opening.subline),
    brand: say.brand,
    place: `${news.project} · ${dayText(reader, reader.today)}`,
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
    book: workbook.url ? { label: say.open, url: workbook.url } : null,
    footer: [
      say.footer.why(rolesOf(reader, mail.notices)),
      ...(input.repliesAreRead && mail.notices.some(({ item }) => input.answers(item)?.kinds.length)
        ? [say.footer.reply]
        : []),
      say.footer.next(dayText(reader, input.nextSweep), formatClock(policy.sweepTime)),
      ...(dates.length > 0 ? [say.footer.dates] : []),
    ],
    dates,
  };
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
  { say }: Reader,
  all: readonly { readonly id: string | null; readonly name: string }[],
  input: DigestInput,
): Pick<Section, 'more' | 'others'> => {
  if (all.length === 0) return { more: null, others: [] };
  const named = all.slice(0, NAMED).map(({ id, name }) => ({ id, label: shorten(name, SHORT_NAME) }));
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
      .slice(0, SHOWN)
      .map(({ id, name, when }) => ({ text: [`${name} `, quiet(id), ` ${when}`], link: linkFor(id) })),
    ...restOf(reader, still.slice(SHOWN), input),
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
    entries: items.slice(0, SHOWN).map((item) => ({
      text: [`${nameOf(item)} `, quiet(item.id), ` ${ownerOf(item)}`],
      link: linkFor(item.id),
    })),
    ...restOf(
      reader,
      items.slice(SHOWN).map((item) => ({ id: item.id, name: nameOf(item) })),
      input,
    ),
  });
};
