/** What an adopted workbook would mail in the next workdays, and why nothing, where it is nothing. */
import { addressWrites } from '../../core/adopt/address-writes.ts';
import { locate, textOf } from '../../core/read/locate.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { ensure } from '../../core/text/maps.ts';
import { normal } from '../../core/text/words.ts';
import type { Day } from '../../core/time/day.ts';
import type { CellEdit, RawWorkbook } from '../../core/workbook.ts';
import { rowByRow } from '../../core/write/by-row.ts';
import { withEdits } from '../../core/write/overlay.ts';
import { resolveWrites } from '../../core/write/write.ts';
import { forecastWorkbook } from '../sweep/forecast.ts';

/** Workdays that are looked ahead. */
export const AHEAD = 20;

/** Each of them is a sweep: of so many tasks all are tried out, of more fewer, so that it takes no longer. */
const MOST_TASKS = 2000;

/** The mails of the next workdays, by whom they go to, in the order in which they are first mailed. */
export interface MailsToCome {
  readonly snapshot: Snapshot;
  /** How many workdays were tried out. */
  readonly days: number;
  /** How many tasks there are. */
  readonly tasks: number;
  readonly mails20: number;
  readonly people: readonly { readonly name: string; readonly mails: number; readonly first: Day }[];
}

/** Once everybody in the directory has an address, and whoever else is `named`. `raw`: as adopted; `now`: ISO 8601. */
export const mailsAhead = async (
  raw: RawWorkbook,
  now: string,
  named: readonly string[] = [],
): Promise<MailsToCome> => {
  const book = reachable(raw, named);
  const plan = locate(book).tabs.get('raci');
  const rows = plan?.rows.filter(({ at }) => at > plan.headerRow).length ?? 0;
  const most = Math.max(1, Math.min(AHEAD, Math.floor((AHEAD * MOST_TASKS) / Math.max(1, rows))));
  const { snapshot, days } = await forecastWorkbook(book, now, most);
  const people = new Map<string, { name: string; mails: number; first: Day }>();
  let mails20 = 0;
  for (const { date, mails } of days) {
    for (const { to } of mails) {
      mails20++;
      ensure(people, to.name, () => ({ name: to.name, mails: 0, first: date })).mails++;
    }
  }
  return { snapshot, days: days.length, tasks: snapshot.tasks.length, mails20, people: [...people.values()] };
};

/** Tasks that are neither done nor cancelled. */
export const stillOpen = ({ tasks, rows }: Snapshot): Snapshot['tasks'] => {
  const status = new Map(rows.tracker.map(({ id, values }) => [id, values.status]));
  return tasks.filter(({ id }) => status.get(id) !== 'done' && status.get(id) !== 'cancelled');
};

/** Why nobody would be mailed. */
export type NoMail = 'empty' | 'all-done' | 'no-owners' | 'no-dates' | 'statuses' | 'far';

export interface AdoptedForecast {
  /** Once everybody who is named has an address. */
  readonly mails20: number;
  readonly people: number;
  /** How many workdays were tried out, and of how many tasks. */
  readonly days: number;
  readonly tasks: number;
  /** Null where somebody is mailed. */
  readonly none: NoMail | null;
}

/** `raw`: as adopted; `now`: ISO 8601. */
export const adoptedForecast = async (raw: RawWorkbook, now: string): Promise<AdoptedForecast> => {
  const { snapshot, mails20, people, days, tasks } = await mailsAhead(raw, now);
  return { mails20, people: people.length, days, tasks, none: mails20 > 0 ? null : noMailIn(snapshot) };
};

const noMailIn = (snapshot: Snapshot): NoMail => {
  const { tasks, problems } = snapshot;
  if (tasks.length === 0) return 'empty';
  const open = stillOpen(snapshot);
  if (open.length === 0) return 'all-done';
  if (open.every(({ values }) => values.responsible === null)) return 'no-owners';
  if (open.every(({ values }) => values.due === null)) return 'no-dates';
  const isUnread = problems.some(
    ({ tab, column, code }) => tab === 'tracker' && column === 'status' && code === 'unknown-option',
  );
  return isUnread ? 'statuses' : 'far';
};

/** A workbook with an address for everybody in its directory who has none, and for whoever else is named. */
const reachable = (raw: RawWorkbook, named: readonly string[] = []): RawWorkbook => {
  const directory = locate(raw).tabs.get('directory');
  const [name, email] = [directory?.columns.get('name'), directory?.columns.get('email')];
  if (!directory || !name || !email) return raw;
  const edits = directory.sheet.rows.flatMap(({ at, cells }): CellEdit[] =>
    at > directory.headerRow && textOf(cells[name - 1]) !== '' && textOf(cells[email - 1]) === ''
      ? [{ sheet: directory.sheet.title, row: at, column: email, value: `person-${at}@example.com` }]
      : [],
  );
  const listed = withEdits(raw, rowByRow(edits));
  const known = new Set(directory.sheet.rows.map(({ cells }) => normal(textOf(cells[name - 1]))));
  const others = [...new Set(named)].filter((one) => !known.has(normal(one)));
  const addresses = new Map(others.map((one, index) => [one, `other-${index}@example.com`]));
  return withEdits(listed, resolveWrites(listed, addressWrites(listed, addresses)).edits);
};
