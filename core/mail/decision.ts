/** The card of what the reader is to decide: what stands still, why in a line, and the choices as buttons. */
import type { Item, Level } from '../item.ts';
import { FORMAT, formatClock } from '../messages/format.ts';
import { sayWaits, sayWhen } from '../messages/index.ts';
import type { Helper } from '../messages/mail-messages.ts';
import { factOf } from '../problem.ts';
import { type Duty, isTheirsToDecide, toldOf } from '../process/duty.ts';
import type { Matter } from '../process/matter.ts';
import type { Person } from '../snapshot.ts';
import { optionsIn } from '../text/options.ts';
import type { Line } from '../text/span.ts';
import { oneLine, shorten, shortenAtWord } from '../text/width.ts';
import { type Day, isoOf } from '../time/day.ts';
import { dutyWhen, leaderRole, titleOf } from './about.ts';
import { type Answers, buttonsOf } from './buttons.ts';
import type { Button, Card, CardHeading, Link } from './model.ts';
import { workdaysTo } from './next.ts';
import { dayFor, endOfDay, helpersOf, isMe, nameOf, nameShown, ownerOf, type Reader } from './reader.ts';
import { reasonSaid } from './reason.ts';

/** Decisions that a mail shows with their choices; the others are named. */
export const DECISIONS = 3;
/** Options that are buttons of their own. */
const OPTIONS = 3;
/** Columns of an option's letter and what stands between two. */
const MARK = 4;

/** How much a card says: the more there is in a mail, the less, so that all of it stands on one screen of a phone. */
interface Telling {
  /** Columns of a title, of what somebody wrote, and of all that can be chosen. */
  readonly title: number;
  readonly said: number;
  readonly options: number;
  /** Who else could do it is a button, too; it stands on the page in any case. */
  readonly other: boolean;
  /** What it is about, besides what can be chosen. */
  readonly about: boolean;
  /** Who decides after the reader, and when what is held up is due. */
  readonly next: boolean;
}
const ROOMY: Telling = { title: 56, said: 64, options: 96, other: true, about: true, next: true };
const BESIDE_WEEK: Telling = { title: 44, said: 32, options: 64, other: false, about: true, next: false };
const BRIEF: Telling = { title: 34, said: 32, options: 42, other: false, about: false, next: false };

/** For so many decisions, beside a manager's week or without it. */
export const tellingFor = (decisions: number, hasWeek: boolean): Telling => {
  if (decisions >= DECISIONS) return BRIEF;
  return decisions > 1 && hasWeek ? BESIDE_WEEK : ROOMY;
};

/** Workdays that a proposed date leaves. */
const ROOM = 2;

/** The clock of a task, or of the duty of a matter. */
type Standing = Pick<
  Item,
  | 'escalatesAt'
  | 'level'
  | 'nextLevel'
  | 'stuck'
  | 'daysStill'
  | 'executiveOn'
  | 'asked'
  | 'escalatesOn'
  | 'escalatesTo'
>;

/** The card of a task, or a matter, that is the reader's to decide; null where neither is there. */
export const decisionCard = (reader: Reader, id: string, answers: Answers | null, telling: Telling): Card | null => {
  const [item, matter] = [reader.items.get(id), reader.matters.get(id)];
  const duty = matter && standingIn(reader, matter);
  if (item) return taskCard(reader, item, answers, telling);
  return matter && duty ? matterCard(reader, matter, duty, answers, telling) : null;
};

/** Of several duties the one that has stood still longest among those that are the reader's to decide, or anybody's. */
const standingIn = (reader: Reader, { duties }: Matter): Duty | undefined => {
  const mine = duties.filter((duty) => decidersOf(duty).some((person) => isMe(reader, person)));
  const theirs = duties.filter((duty) => decidersOf(duty).length > 0);
  const [first] = [mine, theirs, duties].filter((some) => some.length > 0);
  return [...(first ?? [])].sort((a, b) => b.daysStill - a.daysStill)[0];
};

const decidersOf = (duty: Duty): readonly (Person | null)[] => {
  const level = levelOf(duty);
  if (level === 0) return isTheirsToDecide(duty) ? duty.who : [];
  return duty.asked[level];
};

/** The level it is at once today's mails have left. */
const levelOf = ({ level, nextLevel, stuck }: Pick<Standing, 'level' | 'nextLevel' | 'stuck'>): Level =>
  stuck ? nextLevel : level;

const taskCard = (reader: Reader, item: Item, answers: Answers | null, telling: Telling): Card => {
  const { decision } = reader.say;
  const [held] = item.blocks.flatMap((id) => reader.items.get(id) ?? []);
  const owner = ownerOf(item);
  const isQuiet = item.court === 'quiet' && item.quiet !== null;
  // Nobody asks why something takes so long that has no date.
  const isNobodys = item.responsible === null && item.reminded !== null;
  const unsaid = isNobodys ? decision.noOwner : isQuiet ? '' : owner && decision.noReason(owner);
  const said = item.reason ? decision.reason(owner, quoted(reasonSaid(item.reason), telling)) : unsaid;
  const holdsUp = held
    ? decision.holdsUp(
        shortenAtWord(nameOf(held), telling.said),
        held.due === null || !telling.next ? null : dayFor(reader, held.due),
      )
    : '';
  return {
    ...headOf(
      item.id,
      { when: isQuiet ? reader.say.when.quiet(item.quiet.days) : decision.stuck(item.daysStill), tone: 'late' },
      answers,
    ),
    title: titleShown(reader, item, nameOf(item), telling),
    lines: [
      sentencesIn(reader, telling.next ? [said, holdsUp] : [said || holdsUp]),
      ...nextLine(reader, item, telling),
    ].filter(({ length }) => length > 0),
    buttons: answers ? taskButtons(reader, item, answers, telling) : [],
  };
};

const matterCard = (reader: Reader, matter: Matter, duty: Duty, answers: Answers | null, telling: Telling): Card => {
  const { say, locale, today, policy } = reader;
  const options = optionsIn(textIn(duty, 'options'));
  const waits = oneLine(sayWaits(duty.rule, { ...duty.facts, mine: false }, locale, today, policy.locale));
  const held = heldIn(duty);
  const holdsUp = held && telling.next ? say.decision.holdsUp(shortenAtWord(held, telling.said), null) : '';
  const [facts, proposal] = [textIn(duty, 'facts'), textIn(duty, 'proposal')];
  const about = [waits, proposal && quoted(proposal, telling), holdsUp, facts && quoted(facts, telling)];
  const room = Math.floor(telling.options / Math.max(1, options.length)) - MARK;
  const named = options.map((option, i) => `${letterOf(i)} ${shortenAtWord(oneLine(bare(option)), room)}`);
  const choosing = named.length > 0 ? [sentencesIn(reader, [named.join(' · ')])] : [];
  return {
    ...headOf(matter.id, matterWhen(reader, duty), answers),
    title: titleShown(reader, matter, titleOf(matter), telling),
    lines: [
      // What there is to choose from says what it is about, too.
      ...(telling.about || choosing.length === 0 ? [sentencesIn(reader, about)] : []),
      ...choosing,
      ...nextLine(reader, duty, telling),
    ].filter(({ length }) => length > 0),
    buttons: answers ? matterButtons(reader, options, answers) : [],
  };
};

/** By when it is wanted, where somebody wrote that or nobody above was asked yet; else for how long it has stood still. */
const matterWhen = (reader: Reader, duty: Duty): Pick<CardHeading, 'when' | 'tone'> => {
  const { say, locale, today, policy } = reader;
  const heading = dutyWhen(reader, duty);
  const own = sayWhen(duty.rule, toldOf(duty, policy), locale, today);
  if (own !== null) return { when: own, tone: heading.tone };
  const isByDay = levelOf(duty) === 0 || (duty.dated && duty.phase !== 'late') || duty.daysStill === 0;
  return isByDay ? heading : { when: say.decision.stuck(duty.daysStill), tone: 'late' };
};

const titleShown = (reader: Reader, about: { readonly urgent?: true }, name: string, { title }: Telling): string =>
  shortenAtWord(nameShown(reader, about, name), title);

const quoted = (text: string, { said }: Telling): string => shorten(oneLine(text).replace(/[.。]$/, ''), said);

/** What the facts of a dispute or a call for help say; '' of any other duty. */
const textIn = ({ facts }: Duty, name: 'options' | 'facts' | 'proposal'): string => {
  const text = factOf(facts, name);
  return typeof text === 'string' ? text : '';
};

/** The first task that waits for what help is asked with; '' for none. */
const heldIn = ({ facts }: Duty): string => {
  const blocks = factOf(facts, 'blocks');
  return Array.isArray(blocks) ? oneLine(String(blocks[0] ?? '')) : '';
};

const headOf = (id: string, { when, tone }: Pick<CardHeading, 'when' | 'tone'>, answers: Answers | null) => ({
  // Where no button leads to it, the id says which row it is.
  id: answers && answers.kinds.length > 0 ? '' : id,
  why: '',
  tone,
  when,
  days: 0,
  progress: null,
  ask: null,
});

/** One sentence after another on one line; none where nothing is said. */
const sentencesIn = ({ locale }: Reader, sentences: readonly string[]): Line => {
  const { end, gap } = FORMAT[locale];
  const said = sentences.filter(Boolean).map((sentence) => (/[.。…]$/.test(sentence) ? sentence : `${sentence}${end}`));
  return said.length > 0 ? [said.join(gap)] : [];
};

/** Who decides after the reader, and from when. */
const nextLine = (reader: Reader, clock: Standing, { next }: Telling): readonly Line[] => {
  const after = next ? afterMe(reader, clock) : null;
  if (after === null || after.people.every(({ name }) => name === null)) return [];
  const left = workdaysTo(reader, after.on);
  return [[reader.say.decision.until(dayFor(reader, after.on), after.end, left, after.people)]];
};

const afterMe = (
  reader: Reader,
  clock: Standing,
): { readonly on: Day; readonly end: string; readonly people: readonly Helper[] } | null => {
  const { executive } = reader.policy;
  const level = levelOf(clock);
  if (level === 0 && clock.escalatesOn !== null)
    return {
      on: clock.escalatesOn,
      end: formatClock(clock.escalatesAt ?? reader.policy.workdayEnd),
      people: helpersOf(reader, clock.escalatesTo, clock.nextLevel, leaderRole(reader)),
    };
  if (level !== 1 || clock.executiveOn === null || !executive || isMe(reader, executive)) return null;
  if (clock.asked[2].length === 0) return null;
  return { on: clock.executiveOn, end: endOfDay(reader), people: helpersOf(reader, [executive], 2, () => 'executive') };
};

/** How people mark an option: 方案一, A：, 1. */
const MARKED = /^(?:方案[一二三四五六七八九]|[1-9A-F][.、:：)）])\s*/;
const bare = (option: string): string => option.replace(MARKED, '');
const letterOf = (i: number): string => String.fromCharCode(65 + i);

/** The page of an answer with something filled in. */
const filled = (url: string, field: string, value: string): string =>
  `${url}${url.includes('?') ? '&' : '?'}${field}=${encodeURIComponent(value)}`;

/** Each of them is a way to decide; the first is filled. */
const choices = (links: readonly Link[]): readonly Button[] =>
  links.map((link, i) => ({ ...link, does: 'rule', primary: i === 0 }));

const taskButtons = (reader: Reader, item: Item, answers: Answers, telling: Telling): readonly Button[] => {
  const { decision } = reader.say;
  if (!answers.kinds.includes('rule')) return buttonsOf(answers, reader.say, 'decide', null);
  const page = answers.page('rule');
  const waitsFor = item.waitsFor.flatMap((id) => reader.items.get(id)?.due ?? []);
  const day = reader.calendar.addWorkdays(Math.max(reader.today, ...waitsFor), ROOM);
  const [other] = item.supporting.filter((person) => person.active && person.name !== item.responsible?.name);
  return choices([
    { label: decision.moveTo(dayFor(reader, day)), url: filled(page, 'newDue', isoOf(day)) },
    ...(other && telling.other
      ? [{ label: decision.takeOver(oneLine(other.name)), url: filled(page, 'newOwner', other.name) }]
      : []),
    { label: decision.other, url: page },
  ]);
};

const matterButtons = (reader: Reader, options: readonly string[], answers: Answers): readonly Button[] =>
  optionButtons(reader, options, answers) ?? buttonsOf(answers, reader.say, 'decide', null);

/** Null where it is not the reader's to decide, or not among so few options. */
const optionButtons = (reader: Reader, options: readonly string[], answers: Answers): readonly Button[] | null => {
  const { decision } = reader.say;
  if (!answers.kinds.includes('rule') || options.length === 0 || options.length > OPTIONS) return null;
  const page = answers.page('rule');
  return choices([
    ...options.map((_option, i) => ({
      label: decision.choose(letterOf(i)),
      url: filled(page, 'option', String(i + 1)),
    })),
    { label: decision.other, url: filled(page, 'option', 'other') },
  ]);
};
