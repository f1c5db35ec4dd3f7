/** The part of a mail that asks nothing: changes, decisions, meetings, and copies of what others are asked. */
import type { Locale } from '../../sheet-templates/index.ts';
import type { Item } from '../item.ts';
import { sayBecause } from '../messages/index.ts';
import type { Notice } from '../plan.ts';
import type { Matter } from '../process/matter.ts';
import { type In, lookOf, ruleOf, standsIn } from '../rules/index.ts';
import type { Line } from '../text/span.ts';
import { oneLine } from '../text/width.ts';
import { titleOf } from './about.ts';
import { dueText, reasonText } from './cards.ts';
import { changeLines } from './changes.ts';
import {
  cell,
  dayFor,
  isAddressed,
  isMe,
  listFact,
  nameOf,
  nameShown,
  numberFact,
  ownerOf,
  type Reader,
  textFact,
} from './reader.ts';

export interface KnowEntry {
  readonly name: string;
  /** Written out by whoever shows it: a subject only counts. */
  line(): Line;
}

/** Things to know, nothing to do: changes, and what goes to somebody else with a copy to the reader. */
export const knowEntries = (
  reader: Reader,
  notices: readonly Notice[],
  problemText: (notice: In<'mend'>, locale: Locale) => string,
): readonly KnowEntry[] =>
  notices.flatMap((notice): readonly KnowEntry[] => {
    if (standsIn('assigned', notice)) return [];
    if (standsIn('update', notice)) return isAddressed(reader, notice) ? [] : [updateEntry(reader, notice)];
    if (standsIn('mend', notice)) {
      const problem = oneLine(problemText(notice, reader.locale));
      return isAddressed(reader, notice) ? [] : [{ name: problem, line: () => [problem] }];
    }
    const item = reader.items.get(notice.item);
    const matter = reader.matters.get(notice.item);
    if (matter) {
      const name = nameShown(reader, matter, decidedName(reader, notice, matter));
      const said = () => {
        const because = withOwnPart(reader, notice);
        return oneLine(sayBecause(because, reader.locale, reader.today, reader.policy.locale));
      };
      return [{ name, line: () => reader.say.know.of(name, [said()]) }];
    }
    if (!item) return [];
    const name = nameShown(reader, item, nameOf(item));
    if (isDecidedHere(notice, notices)) return [];
    const lines = lookOf(notice) === 'changes' ? changeLines(reader, item, notice) : [];
    return lines.length > 0
      ? lines.map((line) => ({ name, line: () => reader.say.know.of(name, line) }))
      : [{ name, line: () => reader.say.know.of(name, otherLine(reader, notice, item)) }];
  });

/** What was decided on a task that stood still is said of the task: its row's own words only say that it did. */
const decidedName = (reader: Reader, notice: Notice, matter: Matter): string => {
  const item = lookOf(notice) === 'decision' ? reader.items.get(textFact(notice, 'task')) : undefined;
  return item && item.name !== '' && matter.name.includes(item.name) ? nameOf(item) : titleOf(matter);
};

/** A decision that this mail tells says what changed by it: date and owner are not said once more. */
const isDecidedHere = (notice: Notice, notices: readonly Notice[]): boolean =>
  lookOf(notice) === 'changes' &&
  listFact(notice, 'changes').every((change) => /^(?:due|owner)\|/.test(change)) &&
  notices.some((other) => lookOf(other) === 'decision' && textFact(other, 'task') === notice.item);

/** Why a notice is sent, with what of a meeting is the reader's own. */
const withOwnPart = (reader: Reader, notice: Notice): Notice['because'] => {
  const facts = { ...notice.because.facts, ...ownPart(reader, notice) };
  return { ...notice.because, facts } as Notice['because'];
};

interface OwnPart {
  readonly yours?: readonly string[];
  readonly role?: 'decider' | 'executor';
}

/** What of a meeting is the reader's own: the topics to present and the part to play, or the actions taken on. */
const ownPart = (reader: Reader, notice: Notice): OwnPart => {
  const { me, items, say } = reader;
  const { own } = ruleOf(notice);
  if (!own) return {};
  switch (own) {
    case 'topics': {
      const presenters = listFact(notice, 'presenters');
      const yours = listFact(notice, 'topics').filter((_, i) => presenters[i] === me.name);
      const role = listFact(notice, 'deciders').includes(me.name) ? 'decider' : 'executor';
      return { role, ...(yours.length > 0 ? { yours } : {}) };
    }
    case 'actions': {
      const yours = listFact(notice, 'actions').flatMap((id) => {
        const item = items.get(id);
        return item && isMe(reader, item.responsible)
          ? [say.card.item(nameOf(item), null, item.due === null ? null : dayFor(reader, item.due))]
          : [];
      });
      return yours.length > 0 ? { yours } : {};
    }
  }
};

/** Names in one line; the rest is counted. */
const NAMED = 5;

const updateEntry = (reader: Reader, notice: In<'update'>): KnowEntry => {
  const department = cell(textFact(notice, 'department'));
  const line = () => {
    const names = listFact(notice, 'items').flatMap((id) => {
      const item = reader.items.get(id);
      return item ? [nameOf(item)] : [];
    });
    return reader.say.know.update(names.slice(0, NAMED), Math.max(0, names.length - NAMED));
  };
  return { name: department, line: () => reader.say.know.of(department, line()) };
};

const otherLine = (reader: Reader, notice: Notice, item: Item): Line => {
  const { know } = reader.say;
  const reason = reasonText(reader, notice);
  if (reason) return [reason];
  if (lookOf(notice) !== 'stuck') return know.other(dueText(reader, item).when, ownerOf(item));
  // Those who were asked may have got it in a sweep before.
  const asked = [...notice.to, ...(notice.others ?? [])].map((person) => oneLine(person.name));
  return know.stuck(numberFact(notice, 'days'), asked, ownerOf(item));
};
