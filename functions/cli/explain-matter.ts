/** What `explain` shows of a matter and of a clock: standing, duties, limits, escalation. */
import type { Clock } from '../../core/item.ts';
import { FORMAT, formatClock, formatDay, listOf } from '../../core/messages/format.ts';
import { sayAsk, sayStanding, sayWaits } from '../../core/messages/index.ts';
import type { Duty } from '../../core/process/duty.ts';
import type { Facts } from '../../core/process/facts.ts';
import type { Matter } from '../../core/process/matter.ts';
import type { Person, Snapshot } from '../../core/snapshot.ts';
import { isoOf, isoOrNull } from '../../core/time/day.ts';
import type { Terminal } from './terminal.ts';

const namesOf = (people: readonly (Person | null)[]): string[] => people.flatMap((person) => person?.name ?? []);

/** A clock's level and the next one as data, a task's and a duty's: people by address. */
export const levelJson = ({ level, levelOn, escalatesOn, escalatesTo }: Clock) => ({
  level,
  levelOn: isoOrNull(levelOn),
  escalatesOn: isoOrNull(escalatesOn),
  escalatesTo: escalatesTo.map(({ email }) => email),
});

/** The same in one line, for people. */
export const clockText = (
  { say: { explain }, locale }: Pick<Terminal, 'say' | 'locale'>,
  { stuckSince, level, levelOn, nextLevel, escalatesOn, escalatesAt, escalatesTo }: Clock,
  { policy, today }: Snapshot,
): string => {
  const day = (d: number) => formatDay(d, locale, today);
  const names = escalatesTo.map(({ name }) => name);
  const end = formatClock(escalatesAt ?? policy.workdayEnd);
  return [
    stuckSince === null ? explain.noClock : explain.since(day(stuckSince)),
    levelOn === null ? '' : explain.escalated(level, day(levelOn)),
    escalatesOn === null ? '' : explain.escalates(day(escalatesOn), end, listOf(names, locale), nextLevel),
  ]
    .filter(Boolean)
    .join(FORMAT[locale].semicolon);
};

/** A matter's clock as data: where it stands since when, and what each duty waits for, until when, and what follows. */
export const matterJson = ({ request, standing, open, memory, duties }: Matter) => ({
  request,
  standing: standing.code,
  open,
  since: isoOf(memory.since),
  changedOn: isoOf(memory.changedOn),
  duties: duties.map((duty) => ({
    rule: duty.rule,
    who: namesOf(duty.who),
    since: isoOf(duty.since),
    end: isoOf(duty.end),
    phase: duty.phase,
    daysLate: duty.daysLate,
    stuckSince: isoOf(duty.stuckSince),
    ...levelJson(duty),
  })),
});

/** The same for people: label and text, a row each; the duties one after the other, the most urgent first. */
export const matterRows = (
  { say, locale }: Terminal,
  { id, request, standing, memory, duties }: Matter,
  { snapshot, flow }: Facts,
  next: string,
): [string, string][] => {
  const { explain } = say;
  const { today } = snapshot;
  const of =
    request === '' || request === id
      ? ''
      : [request, flow.requests.get(request)?.values.name].filter(Boolean).join(' ');
  const stands = sayStanding(standing.code, standing.facts ?? {}, locale, today);
  return [
    [explain.request, of],
    [explain.standing, explain.standsSince(stands, formatDay(memory.since, locale, today))],
    ...duties.flatMap((duty) => dutyRows({ say, locale }, duty, snapshot)),
    [explain.next, next],
  ];
};

const dutyRows = (
  { say, locale }: Pick<Terminal, 'say' | 'locale'>,
  duty: Duty,
  snapshot: Snapshot,
): [string, string][] => {
  const { explain } = say;
  const { policy, today } = snapshot;
  const day = (d: number) => formatDay(d, locale, today);
  const end = `${day(duty.dueEnd)} ${formatClock(duty.endMinute ?? policy.workdayEnd)}`;
  return [
    [explain.waits, sayWaits(duty.rule, duty.facts, locale, today)],
    [explain.court, listOf(namesOf(duty.movers[duty.level]), locale) || explain.none],
    [explain.due, end + (duty.phase === 'late' ? explain.late(duty.daysLate) : explain.left(duty.daysLeft))],
    [explain.clock, clockText({ say, locale }, duty, snapshot)],
    [explain.stops, sayAsk(duty.rule, duty.facts, locale, today)],
  ];
};
