/** A person's dates in a workbook, to be read again and again: what is theirs to do by when, and the meetings that they are asked to. */
import { sayAsk, sayWaits } from '../messages/index.ts';
import { MAIL } from '../messages/languages.ts';
import type { Duty } from '../process/duty.ts';
import type { Facts } from '../process/facts.ts';
import type { Matter } from '../process/matter.ts';
import type { Person } from '../snapshot.ts';
import type { Day } from '../time/day.ts';
import { titleOf } from './about.ts';
import { byDay, type CalendarEntry, dueDate, entryText, type FoundDate, meetingDate, uidOf } from './calendar.ts';
import { projectOf } from './reader.ts';

/** A calendar that somebody subscribes to. */
export interface OwnDates {
  /** As calendar programs list it. */
  readonly name: string;
  readonly entries: readonly CalendarEntry[];
}

/** A meeting stays for so many days after it was. */
const PAST_DAYS = 31;

/** What it is about, and what is known of when it changed. */
interface About {
  readonly id: string;
  readonly uid: string;
  readonly revision: number;
  readonly changedOn: Day;
}

/**
 * Open tasks that the person is responsible for and duties that are theirs, each on its day, and meetings. Nothing of it says what day it is
 * read, so that a calendar in which nothing changed is the same one, byte for byte. It leads to the workbook and never to an answer:
 * calendars are shown to others.
 */
export const ownDates = (facts: Facts, me: Person): OwnDates => {
  const { items, flow, snapshot } = facts;
  const { workbook, policy, today } = snapshot;
  const say = MAIL[me.locale].calendar;
  const project = entryText(projectOf({ policy, workbook }));
  const entryOf = (about: About, found: FoundDate): CalendarEntry => ({
    ...found,
    uid: about.uid,
    sequence: about.revision,
    changedOn: about.changedOn,
    title: entryText(found.title) || about.id,
    place: entryText(found.place),
    description: [entryText(found.description), say.about(project, about.id), workbook.url ?? '']
      .filter(Boolean)
      .join('\n'),
    ...(workbook.url !== undefined && { url: workbook.url }),
  });
  const ofMatter = ({ id, memory }: Matter, uid: string): About => ({
    id,
    uid,
    revision: memory.revision,
    changedOn: memory.changedOn,
  });
  const entries: CalendarEntry[] = [];
  for (const item of items.values()) {
    const found = dueDate(item, me);
    if (!found) continue;
    const { id, revision, changedOn } = item;
    const title = say.due(entryText(found.title) || id);
    entries.push(entryOf({ id, uid: uidOf('due', id, workbook.id), revision, changedOn }, { ...found, title }));
  }
  for (const matter of flow.matters.values()) {
    if (!matter.open) continue;
    for (const duty of matter.duties) {
      if (!isTheirs(duty, me)) continue;
      const part = duty.part ? `-${duty.part}` : '';
      const uid = uidOf('due', `${matter.id}-${duty.rule}${part}`, workbook.id);
      entries.push(entryOf(ofMatter(matter, uid), dutyDate(matter, duty, me, today)));
    }
  }
  for (const { id, invited, values, closed } of flow.meetings.values()) {
    if (closed) continue;
    const matter = flow.matters.get(id);
    const found = meetingDate(values);
    if (!matter || !found || found.day < today - PAST_DAYS || !invited.some(({ name }) => name === me.name)) continue;
    entries.push(entryOf(ofMatter(matter, uidOf('meeting', id, workbook.id)), found));
  }
  return { name: say.name(project), entries: byDay(entries) };
};

/** Whose move it is; what is decided above them is those people's. */
const isTheirs = ({ who, decidedAbove, level, asked }: Duty, me: Person): boolean => {
  const movers = decidedAbove && level !== 0 ? asked[level] : who;
  return movers.some((person) => person?.name === me.name);
};

/** What it waits for stands beside what it is about: a meeting's minutes are not the meeting. */
const dutyTitle = (name: string, waits: string): string => (waits.includes(name) ? waits : `${name} · ${waits}`);

const dutyDate = (matter: Matter, duty: Duty, { locale }: Person, today: Day): FoundDate => ({
  kind: 'due',
  title: dutyTitle(titleOf(matter), sayWaits(duty.rule, duty.facts, locale, today)),
  day: duty.end,
  start: null,
  end: null,
  place: '',
  description: sayAsk(duty.rule, duty.facts, locale, today),
});
