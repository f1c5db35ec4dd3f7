/** The card of a task: when it is due, how far it is, whom it blocks, who is asked next, and what is wanted. */
import type { Locale } from '../../sheet-templates/index.ts';
import type { AnswerKind } from '../answers/model.ts';
import type { Item } from '../item.ts';
import { FORMAT } from '../messages/format.ts';
import { sayBecause } from '../messages/index.ts';
import type { Notice } from '../plan.ts';
import { lookOf } from '../rules/index.ts';
import type { CardLook } from '../rules/rule.ts';
import type { Line } from '../text/span.ts';
import { oneLine } from '../text/width.ts';
import { capitalise } from '../text/words.ts';
import { changeLines } from './changes.ts';
import { decidedAsk, decidedDue, decidedHeading } from './decided.ts';
import { DECIDING, doing } from './doing.ts';
import type { CardAsk, CardBody, CardHeading } from './model.ts';
import { afterLeader, ifNothingMoves } from './next.ts';
import {
  cell,
  dayFact,
  dayFor,
  endOfDay,
  helpersOf,
  isMe,
  isoText,
  nameOf,
  nameShown,
  numberFact,
  ownerOf,
  type Reader,
  type RoleOf,
  statusText,
  textFact,
} from './reader.ts';
import { reasonSaid } from './reason.ts';

/** Whom it blocks and whom it waits for: this many by name. */
const NAMED = 3;

/** Why a notice is sent, where a card has no other words for it; '' where it has. */
export const reasonText = ({ locale, today, policy }: Reader, notice: Notice): string =>
  lookOf(notice) === 'sentence' ? oneLine(sayBecause(notice.because, locale, today, policy.locale)) : '';

const shownAs = (look: CardLook, notices: readonly Notice[]): readonly Notice[] =>
  notices.filter((notice) => lookOf(notice) === look);

/** When an item is due, said from today, with the colour of its urgency. */
export const dueText = (reader: Reader, item: Item): CardHeading => {
  const { say } = reader;
  if (!item.open) return { when: say.when.done, tone: 'soon', days: 0 };
  if (item.court === 'quiet' && item.quiet) {
    const { days } = item.quiet;
    return { when: say.when.quiet(days), tone: 'soon', days };
  }
  if (item.due === null || item.dueEnd === null || item.daysLeft === null)
    return { when: statusText(item.status, reader.locale), tone: 'quiet', days: 0 };
  const due = dayFor(reader, item.due);
  if (item.late) return { when: say.when.late(item.daysLate, due), tone: 'late', days: item.daysLate };
  if (item.daysLeft === 0) return { when: say.when.today(endOfDay(reader)), tone: 'soon', days: 0 };
  const written = item.due === item.dueEnd ? due : say.when.dayOff(due, dayFor(reader, item.dueEnd));
  return { when: say.when.ahead(written, item.daysLeft), tone: 'ahead', days: item.daysLeft };
};

/** Everything this mail says about one item, from all the notices of it that ask something of the reader. */
export const cardOf = (reader: Reader, item: Item, notices: readonly Notice[]): CardBody => {
  const [decision] = shownAs('decision', notices);
  if (decision) return decidedCard(reader, item, decision);
  const [stuck] = shownAs('stuck', notices);
  const waiting = waitingText(reader, notices);
  // An item that only waits has that as its heading; one that is also due says it below.
  const waitsOnly = notices.every((notice) => lookOf(notice) === 'waiting' || lookOf(notice) === 'changes');
  const heading: CardHeading = stuck
    ? stuckText(reader, item, stuck)
    : waiting !== null && waitsOnly
      ? { when: waiting, tone: 'quiet', days: 0 }
      : dueText(reader, item);
  return {
    id: item.id,
    ...heading,
    title: nameShown(reader, item, nameOf(item)),
    progress: item.open && item.progress !== null && item.progress > 0 ? Math.min(1, item.progress) : null,
    lines: [
      ...(stuck
        ? stuckLines(reader, item, stuck)
        : // The heading of what was not updated says since when.
          [
            besides(ownerLine(reader, item)),
            besides(stateLine(reader, item, item.court === 'quiet' ? null : item.updatedOn)),
          ]),
      waiting !== null && !waitsOnly ? [waiting] : null,
      item.reason
        ? reader.say.card.reason(cell(reasonSaid(item.reason)))
        : stuck && item.late
          ? [reader.say.card.noReason]
          : null,
      stuck && item.risk ? reader.say.card.risk(cell(item.risk)) : null,
      related(reader, item.waitsFor, reader.say.card.waitsFor),
      related(reader, item.blocks, reader.say.card.blocks),
      !stuck && !item.late && item.doneWhen ? reader.say.card.doneWhen(cell(item.doneWhen)) : null,
      ...shownAs('changes', notices).flatMap((notice) => changeSentences(reader, item, notice)),
      stuck ? afterLeader(reader, stuck) : item.open ? ifNothingMoves(reader, item, roleIn(item)) : null,
    ].filter((line) => line !== null),
    ask: askOf(reader, item, notices, stuck),
  };
};

/** What was decided comes first; that it was late, and who is asked next if nothing moves, is not said on that day. */
const decidedCard = (reader: Reader, item: Item, decision: Notice): CardBody => ({
  id: item.id,
  ...decidedHeading(reader, decision),
  title: nameShown(reader, item, nameOf(item)),
  progress: item.progress !== null && item.progress > 0 ? Math.min(1, item.progress) : null,
  lines: [
    decidedDue(reader, item),
    besides(ownerLine(reader, item)),
    besides(stateLine(reader, item)),
    related(reader, item.waitsFor, reader.say.card.waitsFor),
    related(reader, item.blocks, reader.say.card.blocks),
  ].filter((line) => line !== null),
  ask: decidedAsk(reader, item),
});

/** Who holds it, since when nothing moved, and who else has been asked about it. */
const stuckLines = (reader: Reader, item: Item, stuck: Notice): readonly (Line | null)[] => {
  const { card } = reader.say;
  const others = [...stuck.to, ...(stuck.others ?? [])].filter((person) => !isMe(reader, person));
  const since = dayFact(stuck, 'since');
  const told = dayFact(stuck, 'told');
  return [
    besides(
      ownerLine(reader, item),
      others.length > 0 ? card.alsoAsked(helpersOf(reader, others, stuck.level === 2 ? 2 : 1, roleIn(item))) : null,
    ),
    // "No change since" says the last update as well.
    besides(stateLine(reader, item, null), since === null ? null : [card.unchangedSince(dayFor(reader, since))]),
    told === null ? null : [card.toldLeader(dayFor(reader, told), cell(textFact(stuck, 'leader')))],
  ];
};

/** Short lines on one. */
const besides = (...lines: readonly (Line | null)[]): Line | null => {
  const said = lines.filter((line) => line !== null);
  return said.length === 0 ? null : said.flatMap((line, i) => (i === 0 ? line : [' · ', ...line]));
};

const ownerLine = (reader: Reader, item: Item): Line | null =>
  item.responsible === null || isMe(reader, item.responsible)
    ? null
    : reader.say.card.owner(ownerOf(item), cell(item.department));

const changeSentences = (reader: Reader, item: Item, notice: Notice): readonly Line[] =>
  changeLines(reader, item, notice).map(([first = '', ...rest]) => [
    typeof first === 'string' ? capitalise(first) : first,
    ...rest,
  ]);

const stuckText = (reader: Reader, item: Item, stuck: Notice): CardHeading => {
  const due = item.due === null ? null : dayFor(reader, item.due);
  const days = numberFact(stuck, 'days');
  return { when: reader.say.when.stuck(days, due, item.late), tone: 'late', days };
};

/** When it can start, if another task is late: the latest of several. */
const waitingText = (reader: Reader, notices: readonly Notice[]): string | null => {
  const blocked = shownAs('waiting', notices);
  const earliest = blocked
    .map((notice) => textFact(notice, 'earliestStart'))
    .sort()
    .at(-1);
  const planned = blocked.map((notice) => textFact(notice, 'start')).find(Boolean);
  return earliest
    ? reader.say.when.earliest(isoText(reader, earliest), planned ? isoText(reader, planned) : null)
    : null;
};

/** For how many workdays an item has had no update: since the last one, or since it was to begin and Baton has known it as it is. */
export const daysStill = (
  { calendar, today }: Pick<Reader, 'calendar' | 'today'>,
  { updatedOn, changedOn, start }: Pick<Item, 'updatedOn' | 'changedOn' | 'start'>,
): number => Math.max(0, calendar.workdaysBetween(updatedOn ?? Math.max(changedOn, start ?? changedOn), today));

/** Status where it says more than the progress does, progress, last update, or for how long there has been none. */
const stateLine = (reader: Reader, item: Item, updatedOn = item.updatedOn): Line | null => {
  const done = item.progress ?? 0;
  // What stands there in words that nobody knows is not called something else.
  const own = cell(item.ownStatus);
  const isTold = (item.hasStatus || own !== '') && !(item.status === 'in-progress' && done > 0);
  const status = isTold ? own || statusText(item.status, reader.locale) : null;
  const percent = item.open && done > 0 ? Math.round(done * 100) : null;
  const updated = updatedOn === null ? null : dayFor(reader, updatedOn);
  const still = item.open && updatedOn !== null ? daysStill(reader, item) : 0;
  const state = reader.say.card.state(item.open ? status : null, percent, updated, still);
  return state ? [state] : null;
};

/** Tasks it waits for or holds up, the first by name; null for none. */
export const related = (
  reader: Reader,
  ids: readonly string[],
  line: (items: readonly string[], more: number) => Line,
): Line | null => {
  if (ids.length === 0) return null;
  const named = ids.slice(0, NAMED).map((id) => {
    const other = reader.items.get(id);
    if (!other) return id;
    return reader.say.card.item(
      nameOf(other),
      ownerOf(other) || null,
      other.due === null ? null : dayFor(reader, other.due),
    );
  });
  return line(named, ids.length - named.length);
};

/** Those asked about a task: who answers for it, and the division leader. */
const roleIn =
  (item: Item): RoleOf =>
  ({ name }) =>
    name === item.divisionLeader?.name ? 'division-leader' : 'accountable';

const askOf = (reader: Reader, item: Item, notices: readonly Notice[], stuck: Notice | undefined): CardAsk | null => {
  const { ask } = reader.say.card;
  if (stuck) {
    const owner = isMe(reader, item.responsible) ? null : ownerOf(item) || null;
    const text = stuck.level === 2 ? ask.decide() : ask.push(owner);
    return { text, of: [stuck.because.code], does: DECIDING };
  }
  return (
    lateAsk(reader, item, notices) ??
    joinedAsk(
      reader.locale,
      notices.flatMap((notice) => ownAsk(reader, notice)),
    )
  );
};

/** Of what is late or done: why it is late and until when it takes, what came of it, or one of both; of what has no date, how far it is. */
const lateAsk = (reader: Reader, item: Item, notices: readonly Notice[]): CardAsk | null => {
  const { ask } = reader.say.card;
  const can = (kind: AnswerKind) => reader.may(item.id).includes(kind);
  const asking = (look: CardLook, text: string): readonly CardAsk[] =>
    shownAs(look, notices).map((notice) => ({ text, of: [notice.because.code], does: doing(notice) }));
  const evidence = asking('evidence', item.open && can('done') ? ask.doneWithEvidence : ask.evidence);
  const reason = asking('reason', can('redate') ? ask.newDateAndReason : ask.reason);
  const both = joinedAsk(reader.locale, [...evidence, ...reason, ...asking('quiet', ask.update)]);
  const isEither = both !== null && evidence.length > 0 && reason.length > 0 && can('done') && can('redate');
  return isEither ? { ...both, text: ask.doneOrNewDate } : both;
};

/** What a rule's own sentence asks. */
const ownAsk = (reader: Reader, notice: Notice): readonly CardAsk[] => {
  const text = reasonText(reader, notice);
  return text === '' ? [] : [{ text, of: [notice.because.code], does: doing(notice) }];
};

/** Several asks as one, each said once; null for none. */
export const joinedAsk = (locale: Locale, asks: readonly CardAsk[]): CardAsk | null =>
  asks.length === 0
    ? null
    : {
        text: [...new Set(asks.map(({ text }) => text))].join(FORMAT[locale].gap),
        of: [...new Set(asks.flatMap((ask) => ask.of))],
        does: [...new Set(asks.flatMap((ask) => ask.does))],
      };
