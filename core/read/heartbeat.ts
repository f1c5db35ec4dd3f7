/** Notices when the triggers that check edits in a sheet have stopped reporting. */
import type { Problem } from '../problem.ts';
import { type Calendar, localTime } from '../time/calendar.ts';
import { type Day, isoOf } from '../time/day.ts';
import type { SettingRow } from './bindings.ts';
import { textOf } from './locate.ts';

/** So many workdays the triggers may be silent: they report daily, and a day may fail. */
const SILENT_WORKDAYS = 2;

/**
 * Where triggers keep watch over a sheet, they write down every day that they do. When that stops, whoever set them up
 * has left: edits are checked no more, and nobody would notice. A workbook without triggers has no such entry.
 */
export const heartbeatProblem = (
  row: SettingRow | undefined,
  zone: string,
  today: Day,
  calendar: Calendar,
  problems: Problem[],
): void => {
  const last = row && localTime(textOf(row.value), zone);
  if (!last || calendar.workdaysBetween(last.day, today) <= SILENT_WORKDAYS) return;
  const facts = { name: row.key, since: isoOf(last.day) };
  problems.push({ tab: 'settings', row: row.at, column: 'value', code: 'no-heartbeat', item: '', facts });
};
