/** The tasks that came to a reader: one list of all, under each letter, with what there is to know of a task before it begins. */
import type { Item } from '../item.ts';
import { INITIALS, type TaskLetter } from '../messages/facts.ts';
import { strongestLetters } from '../process/assigned.ts';
import type { In } from '../rules/index.ts';
import { type Line, strong } from '../text/span.ts';
import { oneLine } from '../text/width.ts';
import { capitalise } from '../text/words.ts';
import type { LinkFor } from './buttons.ts';
import { related } from './cards.ts';
import type { List, ListRow, Section } from './model.ts';
import { cell, dayFor, isMe, listFact, nameOf, type Reader, textFact, withId } from './reader.ts';
import { mailSection } from './section.ts';

/** A task with the letter that its reader has in it, or whoever they cover for. */
export interface AssignedTask {
  readonly item: Item;
  readonly letter: TaskLetter;
  readonly who: string;
}

/** What came to the reader since their last mail; and, of a workbook that is new to Baton, all that is theirs. */
export interface AllAssigned {
  readonly fresh: readonly AssignedTask[];
  readonly first: readonly AssignedTask[];
}

const LETTERS = Object.keys(INITIALS) as readonly TaskLetter[];
/** Who only advises or is kept informed has got no task. */
const isTask = (letter: TaskLetter): boolean => letter !== 'consulted' && letter !== 'informed';

/** What a notice of all that is somebody's lists; nothing where it is about one task. */
export const listedIn = (
  notice: In<'assigned'>,
): readonly { readonly item: string; readonly letter: TaskLetter; readonly isTask: boolean }[] =>
  listFact(notice, 'items').map((one) => {
    const end = one.lastIndexOf('|');
    const letter = one.slice(end + 1) as TaskLetter;
    return { item: one.slice(0, end), letter, isTask: isTask(letter) };
  });

export const receivedIn = (reader: Reader, notices: readonly In<'assigned'>[]): AllAssigned => {
  const [fresh, first]: [AssignedTask[], AssignedTask[]] = [[], []];
  for (const notice of notices) {
    const listed = listedIn(notice);
    const who = textFact(notice, 'who');
    const add = (to: AssignedTask[], id: string, letter: TaskLetter) => {
      const item = reader.items.get(id);
      if (item?.open) to.push({ item, letter, who });
    };
    if (listed.length === 0) add(fresh, notice.item, textFact(notice, 'letter') as TaskLetter);
    for (const { item, letter } of listed) add(first, item, letter);
  }
  return { fresh, first };
};

/**
 * How many of each list are tasks, and in how many the reader only advises or is kept informed: a subject needs no more. What has a card
 * in the same mail is counted there.
 */
export const countAssigned = (
  reader: Reader,
  notices: readonly In<'assigned'>[],
  carded: { has(item: string): boolean },
) => {
  const counts = { first: 0, fresh: 0, letters: 0 };
  for (const notice of notices) {
    const listed = listedIn(notice);
    for (const { item, isTask } of listed) if (!carded.has(item)) counts[isTask ? 'first' : 'letters']++;
    if (listed.length > 0 || !reader.items.get(notice.item)?.open) continue;
    counts[isTask(textFact(notice, 'letter') as TaskLetter) ? 'fresh' : 'letters']++;
  }
  return counts;
};

/** Each list under a title of its own. */
export const assignedSections = (
  reader: Reader,
  { fresh, first }: AllAssigned,
  workbook: string,
  questionOn: LinkFor,
): readonly Section[] => {
  const { section, assigned } = reader.say;
  return [
    sectionOf(reader, section.first, first, first.length > 0 ? assigned.baton(workbook) : null, () => null),
    sectionOf(reader, section.assigned, fresh, null, questionOn),
  ];
};

const sectionOf = (
  reader: Reader,
  title: string,
  all: readonly AssignedTask[],
  note: string | null,
  linkFor: LinkFor,
): Section =>
  mailSection(title, {
    note,
    lists: LETTERS.flatMap(
      (letter) =>
        listOfLetter(
          reader,
          letter,
          all.filter((one) => one.letter === letter),
          linkFor,
        ) ?? [],
    ),
  });

const listOfLetter = (
  reader: Reader,
  letter: TaskLetter,
  all: readonly AssignedTask[],
  linkFor: LinkFor,
): List | null => {
  if (all.length === 0) return null;
  const { say, rows } = reader;
  const others = all.slice(rows);
  return {
    label: capitalise(say.why([letter])),
    rows: all.slice(0, rows).map((one) => ({ ...rowOf(reader, one), link: linkFor(one.item.id) })),
    more:
      others.length > 0
        ? say.more(
            others.length,
            others.slice(0, NAMED).map(({ item }) => nameOf(item)),
          )
        : null,
  };
};

/** Of what did not fit, so many are named. */
const NAMED = 12;

const rowOf = (reader: Reader, { item, letter, who }: AssignedTask): ListRow => {
  const { say, me } = reader;
  const covered = who === me.name ? '' : ` ${say.assigned.covers(oneLine(who))}`;
  return {
    text: [...withId(item.id, nameOf(item), strong), covered],
    value: item.due === null ? startOf(reader, item) : say.assigned.due(dayFor(reader, item.due)),
    tone: item.late ? 'late' : 'quiet',
    days: 0,
    note: noteOn(reader, item, letter, who),
    bar: null,
    link: null,
  };
};

const startOf = (reader: Reader, { start }: Item): string =>
  start === null ? '' : reader.say.assigned.from(dayFor(reader, start));

/** What came of the days on which nobody checked the workbook. */
const leftOutOf = (reader: Reader, { repeats }: Item): Line | null => {
  if (!repeats?.leftOut) return null;
  const { count, from, to } = repeats.leftOut;
  return [reader.say.assigned.leftOut(count, dayFor(reader, from), dayFor(reader, to))];
};

/** From when on, what is to come of it and when it is done, what it waits for and needs, and who else is on it. */
const noteOn = (reader: Reader, item: Item, letter: TaskLetter, who: string): Line | null => {
  const { card, assigned } = reader.say;
  const others = strongestLetters(item).flatMap(({ person, letter: theirs }) =>
    person.name === who && theirs === letter
      ? []
      : [`${INITIALS[theirs]} ${isMe(reader, person) ? oneLine(reader.me.name) : oneLine(person.name)}`],
  );
  const parts: readonly (Line | null)[] = [
    item.start !== null && item.due !== null ? [startOf(reader, item)] : null,
    item.output ? assigned.output(cell(item.output)) : null,
    item.doneWhen ? card.doneWhen(cell(item.doneWhen)) : null,
    related(reader, item.waitsFor, card.waitsFor),
    item.supportNeeded ? assigned.needs(cell(item.supportNeeded)) : null,
    others.length > 0 ? assigned.others(others) : null,
    item.repeats?.rule ? assigned.repeats(cell(item.repeats.rule)) : null,
    leftOutOf(reader, item),
  ];
  const said = parts.filter((line) => line !== null);
  return said.length === 0 ? null : said.flatMap((line, i) => (i === 0 ? line : [' · ', ...line]));
};
