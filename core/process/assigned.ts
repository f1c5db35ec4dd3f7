/** Who has which letter in a task, who of them has yet to hear of it, and what is remembered of that. */
import type { Item } from '../item.ts';
import type { TaskLetter } from '../messages/facts.ts';
import type { Reach } from '../reach.ts';
import { keyItem, noticeKey, parseKey } from '../record/key.ts';
import type { Notified } from '../record/notified.ts';
import { isSweep } from '../record/run.ts';
import type { Person, Snapshot } from '../snapshot.ts';
import { heldOnce } from '../text/held-once.ts';
import { ensure, push } from '../text/maps.ts';

/** By the letter that somebody has in them: tasks. */
export type ByLetter = ReadonlyMap<TaskLetter, readonly Item[]>;

/** What is told of it: a task each, under its reader's name; or, to who is in a workbook that is new to Baton, all in one list. */
export const ASSIGNED = 'task.assigned';
export const FIRST_LIST = 'first';

/** A letter that somebody has yet to hear of; whether that can wait for their next mail. */
interface Gained extends Held {
  readonly waits: boolean;
}

/** A task with the strongest letter that somebody has in it. */
interface Held {
  readonly item: Item;
  readonly letter: TaskLetter;
  readonly person: Person;
}

/** Who has yet to hear of what. */
export interface Assigned {
  /** A letter that somebody got, and has not got word of. */
  readonly gained: readonly Gained[];
  /** What is theirs in a workbook that is swept for the first time. */
  readonly first: ReadonlyMap<Person, ByLetter>;
  /** Who knows of their letter, once all this is told: as `_state` keeps it, by task. */
  readonly known: ReadonlyMap<string, string>;
}

/** Everybody on a task with the strongest letter they have. */
export const strongestLetters = (item: Item): readonly Held[] => lettersOnce()(item);

/** The same for many tasks. */
const lettersOnce = (): ((item: Item) => readonly Held[]) => {
  // The last task in which somebody was seen: one map for all of them.
  const seenIn = new Map<Person, Item>();
  return (item) => {
    const letters: Held[] = [];
    const give = (letter: TaskLetter, person: Person | null) => {
      if (person === null || seenIn.get(person) === item) return;
      seenIn.set(person, item);
      letters.push({ item, letter, person });
    };
    give('responsible', item.responsible);
    give('accountable', item.accountable);
    for (const person of item.supporting) give('supporting', person);
    for (const person of item.consulted) give('consulted', person);
    for (const person of item.informed) give('informed', person);
    return letters;
  };
};

/** As a cell keeps them. Nobody yet is not the same as an empty cell, which older releases left. */
const NOBODY = '-';
const SEPARATOR = '|';
const NO_NAMES: ReadonlySet<string> = new Set();
const namesOf = (written: string): ReadonlySet<string> =>
  written === NOBODY ? NO_NAMES : new Set(written.split(SEPARATOR).filter(Boolean));
const writtenOf = (names: readonly string[]): string => names.join(SEPARATOR) || NOBODY;
/** Somebody's name as keys and `_state` have it. */
export const assignedTo = ({ name }: Person): string => keyItem(name).split(SEPARATOR).join('_');

/** The same for many tasks: made once a person. */
const namedOnce = (): ((person: Person) => string) => {
  const names = new Map<Person, string>();
  return (person) => ensure(names, person, () => assignedTo(person));
};

/** No sweep before has told anybody anything of its tasks: there was none, or days off only. */
const isFirstSweep = ({ runs, calendar, state }: Snapshot, items: ReadonlyMap<string, Item>): boolean => {
  if (runs.some((run) => isSweep(run) && run.day !== null && calendar.isWorkday(run.day))) return false;
  for (const id of items.keys()) if (state.has(id) && state.get(id)?.letters !== NOBODY) return false;
  return true;
};

/**
 * Whoever has a letter in an open task and is not among those who know of it. Who knows is remembered task by task; tasks that an
 * older release swept are taken as known by everybody on them, as are those of a first sweep where nobody wants the list.
 * Whatever is still owed of it is in this too, so that it is told in today's words, and no more once the letter has gone.
 */
export const readAssigned = (
  items: ReadonlyMap<string, Item>,
  snapshot: Snapshot,
  notified: Notified,
  reach: Reach,
): Assigned => {
  const { policy, calendar, today } = snapshot;
  const isFirst = isFirstSweep(snapshot, items);
  const nameOf = namedOnce();
  const owed = new Set(notified.owed.flatMap(({ key }) => (parseKey(key).rule === ASSIGNED ? [key] : [])));
  const isListOwed = (person: Person) => owed.size > 0 && owed.has(noticeKey(ASSIGNED, nameOf(person), FIRST_LIST, 1));
  const gained: Gained[] = [];
  const gain = (item: Item, letter: TaskLetter, person: Person) =>
    gained.push({ item, letter, person, waits: canWait(item, letter, snapshot) });
  const first = new Map<Person, Map<TaskLetter, Item[]>>();
  const list = ({ item, letter, person }: Held) =>
    push(
      ensure(first, person, () => new Map<TaskLetter, Item[]>()),
      letter,
      item,
    );
  const knows = new Map<string, string>();
  const lettersIn = lettersOnce();
  const once = heldOnce();
  const isWorkday = calendar.isWorkday(today);

  for (const item of items.values()) {
    // Minutes tell those who took something on in a meeting.
    if (item.tab === 'actions') continue;
    const letters = lettersIn(item);
    const before = knownBefore(item, isFirst && !policy.firstList, snapshot, notified);
    const names = [...(before ?? letters.map(({ person }) => nameOf(person)))];
    const known = isWorkday ? names : [...(before ?? [])];
    for (const assignment of item.open ? letters : []) {
      const { person, letter } = assignment;
      const name = nameOf(person);
      const isNamed = before === null || before.has(name);
      const key = isNamed && (before !== null || owed.size > 0) ? noticeKey(ASSIGNED, item.id, name, 1) : '';
      const isKnown = isNamed && (before === null || !notified.isOver(key));
      if (isKnown && owed.has(key)) gain(item, letter, person);
      else if (isKnown && isListOwed(person)) list(assignment);
      if (isKnown) continue;
      // Whoever wants fewer mails hears of a letter that can wait only once it no longer can.
      if (!isFirst && canWait(item, letter, snapshot) && wantsFewer(person, reach)) continue;
      if (isFirst) list(assignment);
      else gain(item, letter, person);
      // Who cannot be reached today hears of it once they can.
      if (!isNamed && 'person' in reach(person)) names.push(name);
    }
    knows.set(item.id, once(writtenOf(known)));
  }
  return { gained, first, known: knows };
};

/** By name; null where everybody on the task is taken to know of it. */
const knownBefore = (
  { id }: Item,
  isSilent: boolean,
  { state, hasColumn }: Snapshot,
  notified: Notified,
): ReadonlySet<string> | null => {
  const before = state.get(id);
  if (isSilent) return null;
  if (!before) return NO_NAMES;
  if (before.letters !== '') return namesOf(before.letters);
  // A sheet of an older release has no place for it: then the ledger says of which tasks people were told, and who was.
  return hasColumn('_state', 'letters') || !notified.any(ASSIGNED, id) ? null : notified.datesOf(ASSIGNED, id);
};

const wantsFewer = (person: Person, reach: Reach): boolean => {
  const reached = reach(person);
  return 'person' in reached && reached.person.prefers?.fewer === true;
};

/** Whoever advises or is kept informed hears of it with their next mail, but on the last workday before it begins at the latest. */
const canWait = ({ start }: Item, letter: TaskLetter, { calendar, today }: Snapshot): boolean =>
  (letter === 'consulted' || letter === 'informed') &&
  (start === null || start <= today || start > calendar.addWorkdays(today, 1));
