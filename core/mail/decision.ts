/** The card of what the reader is to decide: what stands still, why in a line, and the choices as buttons. */
import type { Item } from '../item.ts';
import { FORMAT } from '../messages/format.ts';
import { sayWaits, sayWhen } from '../messages/index.ts';
import { factOf } from '../problem.ts';
import { type Duty, toldOf } from '../process/duty.ts';
import type { Matter } from '../process/matter.ts';
import { optionsIn } from '../text/options.ts';
import type { Line } from '../text/span.ts';
import { oneLine, shorten, shortenAtWord } from '../text/width.ts';
import { isoOf } from '../time/day.ts';
import { dutyWhen, titleOf } from './about.ts';
import { type Answers, buttonsOf } from './buttons.ts';
import type { Button, Card, Link } from './model.ts';
import { workdaysTo } from './next.ts';
import { dayFor, endOfDay, helpersOf, isMe, nameOf, nameShown, ownerOf, type Reader } from './reader.ts';

/** Decisions that a mail shows with their choices; the others are named. */
export const DECISIONS = 3;
/** Options that are buttons of their own. */
const OPTIONS = 3;

/** How much a card says: where there are three of them, all of a mail is to stand on one screen of a phone. */
export interface Telling {
  /** Columns of a title, of what somebody wrote, and of an option. */
  readonly title: number;
  readonly said: number;
  readonly option: number;
  /** Who else could do it is a button, too; it stands on the page in any case. */
  readonly other: boolean;
  /** Who decides after the reader, and when what is held up is due. */
  readonly next: boolean;
}
export const ROOMY: Telling = { title: 40, said: 48, option: 24, other: true, next: true };
export const BRIEF: Telling = { title: 34, said: 32, option: 15, other: false, next: false };

/** Workdays that a proposed date leaves. */
const ROOM = 2;

/** A task, or a matter with the duty that stands still; null where neither is there. */
type Standing = Pick<Item, 'level' | 'nextLevel' | 'stuck' | 'daysStill' | 'executiveOn' | 'asked'>;

/** The card of a task, or a matter, that was brought to the reader's level. */
export const decisionCard = (reader: Reader, id: string, answers: Answers | null, telling: Telling): Card | null => {
  const [item, matter] = [reader.items.get(id), reader.matters.get(id)];
  const duty = matter && standingIn(reader, matter);
  if (item) return taskCard(reader, item, answers, telling);
  return matter && duty ? matterCard(reader, matter, duty, answers, telling) : null;
};

/** Of several duties the one that has stood still longest at the reader's level. */
const standingIn = (reader: Reader, { duties }: Matter): Duty | undefined => {
  const raised = duties.filter((duty) => levelOf(duty) > 0);
  const mine = raised.filter((duty) => duty.asked[levelOf(duty)].some((person) => isMe(reader, person)));
  return [...(mine.length > 0 ? mine : raised)].sort((a, b) => b.daysStill - a.daysStill)[0] ?? duties[0];
};

/** The level it is at once today's mails have left. */
const levelOf = ({ level, nextLevel, stuck }: Standing): 1 | 2 => (stuck ? nextLevel : level === 2 ? 2 : 1);

const taskCard = (reader: Reader, item: Item, answers: Answers | null, telling: Telling): Card => {
  const { decision } = reader.say;
  const [held] = item.blocks.flatMap((id) => reader.items.get(id) ?? []);
  const owner = ownerOf(item);
  const isQuiet = item.court === 'quiet' && item.quiet !== null;
  // Nobody asks why something takes so long that has no date.
  const unsaid = isQuiet ? '' : owner && decision.noReason(owner);
  const said = item.reason ? decision.reason(owner, quoted(item.reason, telling)) : unsaid;
  const holdsUp = held
    ? decision.holdsUp(
        shortenAtWord(nameOf(held), telling.said),
        held.due === null || !telling.next ? null : dayFor(reader, held.due),
      )
    : '';
  return {
    ...headOf(item.id, isQuiet ? reader.say.when.quiet(item.quiet.days) : decision.stuck(item.daysStill), answers),
    title: titleShown(reader, item, nameOf(item), telling),
    lines: linesOf(telling.next ? [said, holdsUp] : [said || holdsUp], reader, item, telling),
    buttons: answers ? taskButtons(reader, item, answers, telling) : [],
  };
};

const matterCard = (reader: Reader, matter: Matter, duty: Duty, answers: Answers | null, telling: Telling): Card => {
  const { say, locale, today, policy } = reader;
  const options = optionsIn(textIn(duty, 'options'));
  const waits = oneLine(sayWaits(duty.rule, { ...duty.facts, mine: false }, locale, today, policy.locale));
  const when = sayWhen(duty.rule, toldOf(duty, policy), locale, today);
  const facts = textIn(duty, 'facts');
  const held = heldIn(duty);
  const holdsUp = held && telling.next ? say.decision.holdsUp(shortenAtWord(held, telling.said), null) : '';
  const named = options
    .map((option, i) => `${letterOf(i)} ${shorten(oneLine(bare(option)), telling.option)}`)
    .join(' · ');
  return {
    ...headOf(
      matter.id,
      when ?? (duty.daysStill > 0 ? say.decision.stuck(duty.daysStill) : dutyWhen(reader, duty).when),
      answers,
    ),
    title: titleShown(reader, matter, titleOf(matter), telling),
    lines: linesOf(named ? [named] : [waits, holdsUp, facts && quoted(facts, telling)], reader, duty, telling),
    buttons: answers ? matterButtons(reader, options, answers) : [],
  };
};

const titleShown = (reader: Reader, about: { readonly urgent?: true }, name: string, { title }: Telling): string =>
  shortenAtWord(nameShown(reader, about, name), title);

const quoted = (text: string, { said }: Telling): string => shorten(oneLine(text).replace(/[.。]$/, ''), said);

/** What the facts of a dispute or a call for help say; '' of any other duty. */
const textIn = ({ facts }: Duty, name: 'options' | 'facts'): string => {
  const text = factOf(facts, name);
  return typeof text === 'string' ? text : '';
};

/** The first task that waits for what help is asked with; '' for none. */
const heldIn = ({ facts }: Duty): string => {
  const blocks = factOf(facts, 'blocks');
  return Array.isArray(blocks) ? oneLine(String(blocks[0] ?? '')) : '';
};

const headOf = (id: string, when: string, answers: Answers | null) => ({
  // Where no button leads to it, the id says which row it is.
  id: answers && answers.kinds.length > 0 ? '' : id,
  why: '',
  tone: 'late' as const,
  when,
  days: 0,
  progress: null,
  ask: null,
});

/** One sentence after another on one line; and who decides after the reader. */
const linesOf = (sentences: readonly string[], reader: Reader, clock: Standing, telling: Telling): readonly Line[] => {
  const { end, gap } = FORMAT[reader.locale];
  const said = sentences.filter(Boolean).map((sentence) => (/[.。…]$/.test(sentence) ? sentence : `${sentence}${end}`));
  const then = telling.next ? afterMe(reader, clock) : '';
  return [...(said.length > 0 ? [[said.join(gap)]] : []), ...(then === '' ? [] : [[then]])];
};

const afterMe = (reader: Reader, clock: Standing): string => {
  const { executive } = reader.policy;
  if (levelOf(clock) === 2 || clock.executiveOn === null || !executive || isMe(reader, executive)) return '';
  if (clock.asked[2].length === 0) return '';
  const people = helpersOf(reader, [executive], 2, () => 'executive');
  const left = workdaysTo(reader, clock.executiveOn);
  return reader.say.decision.until(dayFor(reader, clock.executiveOn), endOfDay(reader), left, people);
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

/** Options whose letters stand in the card already, as its buttons; null where the options have other marks, or none. */
export const letteredButtons = (reader: Reader, id: string, answers: Answers): readonly Button[] | null => {
  const duty = reader.matters.get(id)?.duties.find((owed) => textIn(owed, 'options') !== '');
  const options = duty ? optionsIn(textIn(duty, 'options')) : [];
  const isLettered = options.every((option, i) => MARKED.test(option) && option.startsWith(letterOf(i)));
  return isLettered ? optionButtons(reader, options, answers) : null;
};
