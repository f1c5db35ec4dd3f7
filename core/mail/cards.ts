import type { Tone } from '../../sheet-templates/index.ts';
import type { Item } from '../item.ts';
import { capitalise } from '../messages/format.ts';
import type { Line } from '../messages/span.ts';
import type { Notice } from '../plan.ts';
import { changeLines } from './changes.ts';
import type { Card } from './model.ts';
import {
  cell,
  dayFact,
  dayText,
  endOfDay,
  helpersOf,
  isMe,
  isoText,
  nameOf,
  numberFact,
  ownerOf,
  type Reader,
  statusText,
  textFact,
} from './reader.ts';

/** Whom it blocks and whom it waits for: this many by name. */
const NAMED = 3;

/** When an item is due, said from today, with the colour of its urgency. */
export const dueText = (reader: Reader, item: Item): { when: string; tone: Tone } => {
  const { say } = reader;
  if (!item.open) return { when: say.when.done, tone: 'soon' };
  if (item.due === null || item.dueEnd === null || item.daysLeft === null)
    return { when: statusText(item.status, reader.locale), tone: 'quiet' };
  const due = dayText(reader, item.due);
  if (item.late) return { when: say.when.late(item.daysLate, due), tone: 'late' };
  if (item.daysLeft === 0) return { when: say.when.today(endOfDay(reader)), tone: 'soon' };
  const written = item.due === item.dueEnd ? due : say.when.dayOff(due, dayText(reader, item.dueEnd));
  return { when: say.when.ahead(written, item.daysLeft), tone: 'ahead' };
};

/** Everything this mail says about one item, from all the notices of it that ask something of the reader. */
export const cardOf = (reader: Reader, item: Item, notices: readonly Notice[]): Card => {
  const { say } = reader;
  const of = (rule: string) => notices.filter((notice) => notice.rule === rule);
  const [stuck] = of('task.stuck');
  const blocked = of('task.blocked');
  const mine = isMe(reader, item.responsible);

  const heading = stuck ? stuckText(reader, item, stuck) : dueText(reader, item);
  const earliest = blocked
    .map((notice) => textFact(notice, 'earliestStart'))
    .sort()
    .at(-1);
  // An item that only waits has its own heading; one that is also due says the waiting below.
  const waitsOnly = earliest !== undefined && blocked.length + of('task.changed').length === notices.length;
  const waiting = earliest ? say.when.earliest(isoText(reader, earliest), plannedStart(reader, blocked)) : '';

  const others = stuck?.to.filter((person) => !isMe(reader, person)) ?? [];
  const lines: Line[] = [];
  if (!mine && item.responsible) lines.push(say.card.owner(ownerOf(item), item.department));
  if (stuck && others.length > 0) lines.push(say.card.alsoAsked(helpersOf(reader, item, others, 1)));
  if (stuck && dayFact(stuck, 'since') !== null)
    lines.push([say.card.unchangedSince(dayText(reader, dayFact(stuck, 'since')!))]);
  if (stuck && dayFact(stuck, 'told') !== null)
    lines.push([say.card.toldLeader(dayText(reader, dayFact(stuck, 'told')!), cell(textFact(stuck, 'leader')))]);
  const state = stateText(reader, item);
  if (state) lines.push([state]);
  if (waiting && !waitsOnly) lines.push([waiting]);
  if (item.reason) lines.push(say.card.reason(cell(item.reason)));
  else if (stuck && item.late) lines.push([say.card.noReason]);
  if (stuck && item.risk) lines.push(say.card.risk(cell(item.risk)));
  if (item.waitsFor.length > 0) lines.push(related(reader, item.waitsFor, say.card.waitsFor));
  if (item.blocks.length > 0) lines.push(related(reader, item.blocks, say.card.blocks));
  if (!stuck && !item.late && item.doneWhen) lines.push(say.card.doneWhen(cell(item.doneWhen)));
  for (const notice of of('task.changed'))
    for (const [first, ...rest] of changeLines(reader, item, notice))
      lines.push([typeof first === 'string' ? capitalise(first) : first!, ...rest]);
  const next = stuck ? nextAfterStuck(reader, item, stuck) : nextText(reader, item);
  if (next) lines.push([next]);

  return {
    id: item.id,
    tone: waitsOnly ? 'quiet' : heading.tone,
    when: waitsOnly ? waiting : heading.when,
    title: nameOf(item),
    progress: item.open && item.progress !== null && item.progress > 0 ? Math.min(1, item.progress) : null,
    lines,
    ask: askText(reader, item, notices, stuck),
  };
};

const stuckText = (reader: Reader, item: Item, stuck: Notice): { when: string; tone: Tone } => {
  const due = item.due === null ? null : dayText(reader, item.due);
  return { when: reader.say.when.stuck(numberFact(stuck, 'days'), due, item.late), tone: 'late' };
};

const plannedStart = (reader: Reader, blocked: readonly Notice[]): string | null => {
  const start = blocked.map((notice) => textFact(notice, 'start')).find(Boolean);
  return start ? isoText(reader, start) : null;
};

/** Status where it says more than the progress does, progress, last update. */
const stateText = (reader: Reader, item: Item): string => {
  const started = item.progress !== null && item.progress > 0;
  const status = item.status === 'in-progress' && started ? null : statusText(item.status, reader.locale);
  const percent = item.open && started ? Math.round(item.progress! * 100) : null;
  const updated = item.updatedOn === null ? null : dayText(reader, item.updatedOn);
  return reader.say.card.state(item.open ? status : null, percent, updated);
};

const related = (
  reader: Reader,
  ids: readonly string[],
  line: (items: readonly string[], more: number) => Line,
): Line => {
  const named = ids.slice(0, NAMED).map((id) => {
    const other = reader.items.get(id);
    if (!other) return id;
    return reader.say.card.item(
      nameOf(other),
      ownerOf(other) || null,
      other.due === null ? null : dayText(reader, other.due),
    );
  });
  return line(named, ids.length - named.length);
};

/** What happens if nothing moves. A limit that has just passed is the escalation this same sweep tells. */
const nextText = (reader: Reader, item: Item): string | null => {
  if (!item.open || item.escalatesOn === null || item.escalatesTo.length === 0) return null;
  const helpers = helpersOf(reader, item, item.escalatesTo, item.level === 0 ? 1 : 2);
  const passed =
    item.escalatesOn < reader.today || (item.escalatesOn === reader.today && reader.minute >= reader.policy.workdayEnd);
  if (passed) return reader.say.card.asked(helpers);
  return reader.say.card.next(dayText(reader, item.escalatesOn), endOfDay(reader), helpers);
};

const nextAfterStuck = (reader: Reader, item: Item, stuck: Notice): string | null => {
  const until = dayFact(stuck, 'until');
  const { executive } = reader.policy;
  if (stuck.level !== 1 || until === null || !executive) return null;
  return reader.say.card.next(dayText(reader, until), endOfDay(reader), helpersOf(reader, item, [executive], 2));
};

const askText = (reader: Reader, item: Item, notices: readonly Notice[], stuck: Notice | undefined): string | null => {
  const { ask } = reader.say.card;
  const owner = isMe(reader, item.responsible) ? null : ownerOf(item) || null;
  if (stuck) return stuck.level === 2 ? ask.decide(owner) : ask.push(owner);
  const asks = [
    notices.some(({ rule }) => rule === 'task.reason') ? ask.reason : '',
    notices.some(({ rule }) => rule === 'task.collect') ? ask.evidence : '',
  ].filter(Boolean);
  // Sentences follow one another without a space in Chinese.
  return asks.length > 0 ? asks.join(reader.locale === 'zh-CN' ? '' : ' ') : null;
};
