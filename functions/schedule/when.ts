/** When the daily run is: by this machine's clock, and the next time. */
import { must } from '../../core/text/must.ts';
import { instantOf, localTime } from '../../core/time/calendar.ts';
import { dayOf, partsOf } from '../../core/time/day.ts';

/** The hour of a zone as another zone's clock shows it. */
export interface ElsewhereClock {
  readonly minute: number;
  /** Whether it shows the same all the year; else summer time moves it. */
  readonly isSteady: boolean;
}

/** `minute` in `zone`, as the clock in `machine` shows it on the day of `now`. */
export const onClockOf = (minute: number, zone: string, machine: string, now: string): ElsewhereClock => {
  const { day } = must(localTime(now, zone), 'local time');
  const { year } = partsOf(day);
  const at = (on: number) => must(localTime(instantOf(on, minute, zone), machine), 'local time').minute;
  const [winter, summer] = [must(dayOf(year, 1, 15), 'day'), must(dayOf(year, 7, 15), 'day')];
  return { minute: at(day), isSteady: at(winter) === at(summer) };
};

/** The first instant after `now` at which a clock shows this. */
export const nextAt = (minute: number, zone: string, now: string): string => {
  const { day } = must(localTime(now, zone), 'local time');
  const today = instantOf(day, minute, zone);
  return Date.parse(today) > Date.parse(now) ? today : instantOf(day + 1, minute, zone);
};

export const machineZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
