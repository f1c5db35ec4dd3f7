/** What an answer page is about, and how a mail would show it to the same reader. */
import type { Tone } from '../../sheet-templates/index.ts';
import { ANSWERS, type AnswerKind, OWN_PAGE } from '../answers/model.ts';
import { type Item, lacksResult } from '../item.ts';
import { aboutMatter, titleOf } from '../mail/about.ts';
import { cardOf } from '../mail/cards.ts';
import { dayFor, nameOf, projectOf, type Reader, statusText } from '../mail/reader.ts';
import { answersTo, isTheirs } from '../may/may.ts';
import type { AnswerMessages } from '../messages/answer-messages.ts';
import { saying } from '../messages/facts.ts';
import { formatClock } from '../messages/format.ts';
import { sayDetails } from '../messages/index.ts';
import { LANGUAGES, MAIL } from '../messages/languages.ts';
import type { Notice } from '../plan.ts';
import { type Duty, toldOf } from '../process/duty.ts';
import type { Facts } from '../process/facts.ts';
import type { Matter } from '../process/matter.ts';
import type { Person } from '../snapshot.ts';
import { must } from '../text/must.ts';
import type { Line } from '../text/span.ts';
import { oneLine, SHOWN } from '../text/width.ts';
import { type Day, isoOf } from '../time/day.ts';

/** What an answer is about, and who reads the page. */
export interface Asked {
  readonly facts: Facts;
  readonly by: Person;
  readonly reader: Reader;
  readonly say: AnswerMessages;
  readonly id: string;
  readonly item: Item | null;
  readonly matter: Matter | null;
  /** What is owed to the matter and answered by this kind, else the most urgent; null for a task. */
  readonly duty: Duty | null;
  /** Whom the reader covers for here; null where it is their own. */
  readonly owner: Person | null;
}

const readerOf = ({ items, openIn, flow, snapshot, covering }: Facts, by: Person): Reader => ({
  me: by,
  covers: covering.has(by),
  locale: by.locale,
  say: MAIL[by.locale],
  items,
  openIn,
  matters: flow.matters,
  meetings: flow.meetings,
  calendar: snapshot.calendar,
  policy: snapshot.policy,
  today: snapshot.today,
  minute: snapshot.minute,
  may: () => ANSWERS,
  rows: SHOWN,
});

export const askedOf = (facts: Facts, by: Person, id: string, kind: AnswerKind | null): Asked => {
  const item = facts.items.get(id) ?? null;
  const matter = facts.flow.matters.get(id) ?? null;
  const duties = matter?.duties ?? [];
  const duty = duties.find((owed) => answersTo(owed).some((own) => own === kind)) ?? duties[0] ?? null;
  const owners = item ? [item.responsible] : (duty?.who ?? []);
  const covered = owners.find((owner) => owner !== null && owner !== by && isTheirs(facts, by, [owner])) ?? null;
  return {
    facts,
    by,
    reader: readerOf(facts, by),
    say: LANGUAGES[by.locale].answer,
    id,
    item,
    matter,
    duty,
    owner: owners.includes(by) ? null : covered,
  };
};

/** The task of an answer that only tasks have. */
export const taskOf = ({ item, id }: Asked): Item => must(item, `task ${id}`);

/** The reader's own page is about their mails from one workbook. */
export const titleAsked = ({ item, matter, id, facts }: Asked): string => {
  if (id === OWN_PAGE) return projectOf(facts.snapshot);
  return item ? nameOf(item) : matter ? titleOf(matter) : oneLine(id);
};

export const placeIn = ({ id, by, facts: { snapshot } }: Asked): string =>
  (id === OWN_PAGE ? [by.name, by.email ?? ''] : [id, projectOf(snapshot)]).map((text) => oneLine(text)).join(' · ');

/** When it is due and how far it is, as a mail says it; `brief` where the page shows what it is about itself. */
export const cardIn = (about: Asked, brief: boolean): { when: string; tone: Tone; lines: readonly Line[] } | null => {
  const { reader, item, matter, duty, by } = about;
  if (item) {
    const card = cardOf(reader, item, []);
    // A mail names what is closed only where its result is missing.
    return item.open || lacksResult(item, about.facts.snapshot)
      ? card
      : { ...card, when: statusText(item.status, reader.locale), tone: 'quiet' };
  }
  if (!matter) return null;
  if (!duty) return null;
  const { rule } = duty;
  const told = toldOf(duty, reader.policy);
  const said = saying(rule, told);
  const notice: Notice = { key: '', item: matter.id, level: 0, to: [by], cc: [], ...said };
  const card = aboutMatter(reader, matter, [notice]).card();
  const { locale, today, policy } = reader;
  const details = brief ? sayDetails(rule, told, locale, today, policy.locale).length : 0;
  return { ...card, lines: card.lines.filter((_line, i) => i === 0 || i > details) };
};

/** The next time a sweep is due, as a day and a clock time in words. */
export const nextSweep = ({ reader }: Asked): readonly [day: string, clock: string] => {
  const { calendar, today, minute, policy } = reader;
  const next = calendar.isWorkday(today) && minute < policy.sweepTime ? today : calendar.addWorkdays(today, 1);
  return [dayFor(reader, next), formatClock(policy.sweepTime)];
};

/** That the head of a department is asked to sign, by name where it is somebody else. */
export const signsNext = ({ facts, by, say }: Asked, department: string): readonly Line[] => {
  const head = facts.snapshot.departments.get(department)?.head ?? null;
  return [[say.effect.signNext(head === by ? null : oneLine(head?.name ?? ''))]];
};

export const todayIn = ({ reader }: Asked): string => isoOf(reader.today);
export const dayIn = ({ reader }: Asked, day: Day): string => dayFor(reader, day);
export const hasColumn = ({ facts }: Asked): Facts['snapshot']['hasColumn'] => facts.snapshot.hasColumn;
