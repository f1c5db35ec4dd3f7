/** A clock as `explain` shows it, a task's and a duty's: since when it stands still, at which level it is, what follows. */
import type { Clock } from '../../core/item.ts';
import { FORMAT, formatClock, formatDay, listOf } from '../../core/messages/format.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { isoOrNull } from '../../core/time/day.ts';
import type { Terminal } from './terminal.ts';

/** Its level and the next one as data: people by address. */
export const levelJson = ({ level, levelOn, escalatesOn, escalatesTo }: Clock) => ({
  level,
  levelOn: isoOrNull(levelOn),
  escalatesOn: isoOrNull(escalatesOn),
  escalatesTo: escalatesTo.map(({ email }) => email),
});

/** The same in one line, for people. */
export const clockText = (
  { say: { explain }, locale }: Pick<Terminal, 'say' | 'locale'>,
  { stuckSince, level, levelOn, nextLevel, escalatesOn, escalatesTo }: Clock,
  { policy, today }: Snapshot,
): string => {
  const day = (d: number) => formatDay(d, locale, today);
  const names = escalatesTo.map(({ name }) => name);
  const end = formatClock(policy.workdayEnd);
  return [
    stuckSince === null ? explain.noClock : explain.since(day(stuckSince)),
    levelOn === null ? '' : explain.escalated(level, day(levelOn)),
    escalatesOn === null ? '' : explain.escalates(day(escalatesOn), end, listOf(names, locale), nextLevel),
  ]
    .filter(Boolean)
    .join(FORMAT[locale].semicolon);
};
