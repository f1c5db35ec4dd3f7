/** What a mail's notices are about, a task or a matter of the process, with its name, its card and how urgent it is. */
import type { TabKey } from '../../sheet-templates/index.ts';
import type { AnswerKind } from '../answers/model.ts';
import type { Item } from '../item.ts';
import { answersTo } from '../may/may.ts';
import { formatClock, joined } from '../messages/format.ts';
import {
  dutyStep,
  isOfDuty,
  sayAbove,
  sayAsk,
  sayBecause,
  sayDetails,
  sayPress,
  sayStanding,
  sayWaits,
  sayWhen,
} from '../messages/index.ts';
import type { Notice } from '../plan.ts';
import { factOf } from '../problem.ts';
import { type Duty, toldOf } from '../process/duty.ts';
import type { Matter } from '../process/matter.ts';
import type { Person } from '../snapshot.ts';
import { lazily } from '../text/lazily.ts';
import { type Line, quiet } from '../text/span.ts';
import { oneLine } from '../text/width.ts';
import type { Day } from '../time/day.ts';
import { cardOf, dueText, joinedAsk } from './cards.ts';
import { DOING_TASK, doing } from './doing.ts';
import type { CardAsk, CardBody, CardHeading } from './model.ts';
import { afterLeader, ifNothingMoves } from './next.ts';
import {
  cell,
  dayFor,
  isMe,
  isoText,
  nameOf,
  nameShown,
  numberFact,
  type Reader,
  type RoleOf,
  textFact,
} from './reader.ts';

/** What notices are about, as a mail lists it: a tracked task, or a matter of the process. */
export interface About {
  readonly id: string;
  /** Where the reader finds and changes it. */
  readonly tab: TabKey;
  readonly name: string;
  readonly open: boolean;
  readonly late: boolean;
  /** Due today. */
  readonly today: boolean;
  /** Smaller is more urgent. */
  readonly urgency: number;
  readonly due: Day | null;
  /** Written when it is first asked for, and then no more, however often its mail is made smaller. */
  readonly card: () => CardBody;
}

/** Higher levels first, then what is latest, then what comes first; done work without evidence last. */
const urgencyOf = (days: number, notices: readonly Notice[]): number =>
  days - Math.max(0, ...notices.map((notice) => notice.level)) * 10_000;

export const aboutTask = (reader: Reader, item: Item, notices: readonly Notice[]): About => ({
  id: item.id,
  tab: 'tracker',
  name: nameShown(reader, item, nameOf(item)),
  open: item.open,
  late: item.late,
  today: item.open && !item.late && item.daysLeft === 0,
  urgency: urgencyOf(!item.open ? 1000 : item.late ? -item.daysLate : (item.daysLeft ?? 999), notices),
  due: item.due,
  card: lazily(() => cardOf(reader, item, notices)),
});

export const aboutMatter = (reader: Reader, matter: Matter, notices: readonly Notice[]): About => {
  const duties = notices.flatMap((notice) => dutyIn(matter, notice) ?? []);
  const late = duties.some(({ phase }) => phase === 'late');
  const soonest = [...duties].sort((a, b) => a.end - b.end)[0];
  return {
    id: matter.id,
    tab: soonest?.tab ?? matter.tab,
    name: nameShown(reader, matter, nameFor(reader, matter, duties)),
    open: matter.open,
    late,
    today: !late && duties.some(({ phase }) => phase === 'day'),
    urgency: urgencyOf(soonest ? (late ? -soonest.daysLate : soonest.daysLeft) : 900, notices),
    due: soonest?.end ?? null,
    card: lazily(() => matterCard(reader, matter, notices)),
  };
};

/** Its name without the full stop of a sentence that stands for one. */
export const titleOf = (matter: Matter): string => cell(matter.name).replace(/[.。]$/, '') || matter.id;

/** In a subject a call for help says who asks for it, and with what. */
const nameFor = ({ locale, today }: Reader, matter: Matter, duties: readonly Duty[]): string => {
  const help = duties.find(({ facts }) => factOf(facts, 'help') === true);
  return help ? oneLine(sayWaits(help.rule, help.facts, locale, today)) : titleOf(matter);
};

/** The duty that a notice tells of. */
export const dutyIn = (matter: Matter, { rule, facts }: Notice): Duty | undefined =>
  matter.duties.find((duty) => duty.rule === rule && (factOf(facts, 'part') ?? 0) === (duty.part ?? 0));

/** When a duty is due, said from today, with the colour of its urgency. */
export const dutyWhen = (reader: Reader, duty: Duty): CardHeading => {
  const { say } = reader;
  const end = dayFor(reader, duty.end);
  if (duty.phase === 'late') return { when: say.when.late(duty.daysLate, end), tone: 'late', days: duty.daysLate };
  if (duty.daysLeft <= 0) {
    return { when: say.when.today(formatClock(duty.endMinute ?? reader.policy.workdayEnd)), tone: 'soon', days: 0 };
  }
  return { when: say.when.ahead(end, duty.daysLeft), tone: 'ahead', days: duty.daysLeft };
};

const TONE = { late: 'late', day: 'soon', eve: 'soon', ahead: 'ahead' } as const;

/** The limit in the duty's own words where it has some; where nobody owes anything, how the matter stands. */
const matterWhen = (
  reader: Reader,
  { standing }: Matter,
  duty: Duty | undefined,
  own: string | null,
  escalated: Notice | undefined,
): CardHeading => {
  const { say, locale, today } = reader;
  if (!duty) return { when: sayStanding(standing.code, standing.facts ?? {}, locale, today), tone: 'quiet', days: 0 };
  if (own !== null) return { when: own, tone: TONE[duty.phase], days: Math.max(0, duty.daysLate) };
  const days = escalated ? numberFact(escalated, 'days') : 0;
  if (days === 0) return dutyWhen(reader, duty);
  return { when: say.when.stuck(days, dayFor(reader, duty.end), duty.phase === 'late'), tone: 'late', days };
};

/** Whether it is said to whoever owes it; of a proposal, to whoever made it. */
const isMine = (reader: Reader, facts: Notice['facts'], owners: readonly Person[]): boolean => {
  const proposer = factOf(facts, 'proposer');
  return proposer ? proposer === reader.me.name : owners.some((person) => isMe(reader, person));
};

/** What a notice of a matter asks: of whoever owes it, of those above. */
const askIn = (reader: Reader, notice: Notice, owners: readonly Person[]): CardAsk => {
  const { locale, today, policy } = reader;
  const said = [locale, today, policy.locale] as const;
  const { because, level } = notice;
  const does = doing(notice);
  if (!isOfDuty(notice)) {
    const text = level > 0 ? askAbove(reader, notice, owners) : sayBecause(because, ...said);
    return { text: oneLine(text), of: [because.code], does };
  }
  const of = [dutyStep(notice.rule, notice.facts)];
  if (level > 0) return { text: oneLine(askAbove(reader, notice, owners)), of, does };
  const can = does.filter((kind) => reader.may(notice.item).includes(kind));
  const facts = { ...notice.facts, mine: isMine(reader, notice.facts, owners) };
  const words = can.length > 0 ? sayPress : sayAsk;
  return { text: oneLine(words(notice.rule, facts as typeof notice.facts, ...said)), of, does };
};

/** What is asked of those to whom it was escalated. */
const askAbove = (reader: Reader, notice: Notice, owners: readonly Person[]): string => {
  const { locale, today, policy, say } = reader;
  const { ask } = say.card;
  const own = isOfDuty(notice) ? sayAbove(notice.rule, notice.facts, locale, today, policy.locale) : null;
  const [owner, ...others] = owners;
  const toPush = owner && others.length === 0 && !isMe(reader, owner) ? oneLine(owner.name) : null;
  return own ?? (notice.level === 2 ? ask.decide() : ask.push(toPush));
};

const matterCard = (reader: Reader, matter: Matter, notices: readonly Notice[]): CardBody => {
  const { locale, today, say } = reader;
  const [duty] = notices.slice(0, 1).flatMap((notice) => dutyIn(matter, notice) ?? []);
  const escalated = notices.find(({ level }) => level > 0);
  const own = duty ? sayWhen(duty.rule, toldOf(duty, reader.policy), locale, today) : null;
  const owners = duty ? duty.who.filter((person) => person !== null) : [];
  const lines: (Line | null)[] = notices
    .filter(isOfDuty)
    .flatMap(({ rule, facts }) => [
      [oneLine(sayWaits(rule, { ...facts, mine: isMine(reader, facts, owners) }, locale, today, reader.policy.locale))],
      ...sayDetails(rule, facts, locale, today, reader.policy.locale).map((line) => [cell(line)]),
    ]);
  // Whoever is asked for help is told of it by what is said above.
  if (duty && escalated && own === null && owners.length > 0) {
    lines.push(
      say.card.owner(
        joined(
          owners.map((person) => oneLine(person.name)),
          locale,
        ),
        '',
      ),
    );
  }
  const told = escalated ? textFact(escalated, 'told') : '';
  if (told) lines.push([say.card.toldLeader(isoText(reader, told), '')]);
  const above = duty && !escalated ? decidedAboveMe(reader, duty) : null;
  if (above) lines.push([quiet(say.card.isWith(above))]);
  if (duty) lines.push(escalated ? afterLeader(reader, escalated) : ifNothingMoves(reader, duty, leaderRole(reader)));
  const asks = above ? [] : notices.map((notice) => askIn(reader, notice, owners));
  return {
    id: matter.id,
    ...matterWhen(reader, matter, duty, own, escalated),
    title: nameShown(reader, matter, titleOf(matter)),
    progress: null,
    lines: lines.filter((line) => line !== null),
    ask: joinedAsk(locale, asks),
  };
};

/** Who decides by now what the reader did not settle in time; null where it is still the reader's. */
const decidedAboveMe = (reader: Reader, { decidedAbove, level, asked }: Duty): readonly string[] | null => {
  if (!decidedAbove || level === 0 || asked[level].some((person) => isMe(reader, person))) return null;
  const names = asked[level].map(({ name }) => oneLine(name));
  return names.length > 0 ? names : null;
};

/** Those asked about a matter of the process: the project lead, or division leaders. */
export const leaderRole =
  ({ policy }: Reader): RoleOf =>
  ({ name }) =>
    name === policy.projectLead?.name ? 'project-lead' : 'division-leader';

/** What waits for the reader since an earlier mail, in a line. */
export interface Still {
  readonly id: string;
  readonly tab: TabKey;
  readonly name: string;
  readonly when: string;
  /** The answers that do what is waited for. */
  readonly doing: readonly AnswerKind[];
}

export const stillTask = (reader: Reader, item: Item): Still => ({
  id: item.id,
  tab: 'tracker',
  name: nameShown(reader, item, nameOf(item)),
  when: dueText(reader, item).when,
  doing: DOING_TASK,
});

/** A request that was sent back, is not handed in, or lacks something. */
export const stillRequest = (reader: Reader, matter: Matter): Still => ({
  id: matter.id,
  tab: matter.tab,
  name: nameShown(reader, matter, titleOf(matter)),
  when:
    matter.standing.code === 'sent-back' || matter.standing.code === 'draft'
      ? sayStanding(matter.standing.code, {}, reader.locale, reader.today, reader.policy.locale)
      : reader.say.when.incomplete,
  doing: ['submit'],
});

export const stillDuty = (reader: Reader, matter: Matter, duty: Duty): Still => ({
  id: matter.id,
  tab: duty.tab ?? matter.tab,
  name: nameShown(reader, matter, titleOf(matter)),
  when: dutyWhen(reader, duty).when,
  doing: answersTo(duty),
});
