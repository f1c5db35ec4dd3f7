/** Which rows of the record may move to archive sheets: those of past years, and in a long one all that is old. */
import { QUIET_ANSWERS } from '../answers/model.ts';
import { ESCALATION_OVER, endTold } from '../process/episodes.ts';
import { type Facts, readFacts } from '../process/facts.ts';
import { isToSend } from '../record/delivery.ts';
import { answerRule, isAnswer, keyItem, noticeKey, parseKey } from '../record/key.ts';
import type { Raised } from '../record/notified.ts';
import { HELD_REPORTED_DAYS } from '../record/open-mail.ts';
import { canRoll, packRolled, ROLLED } from '../record/rolled.ts';
import { isSweep, type RunStatus } from '../record/run.ts';
import { WEBHOOK } from '../record/webhook.ts';
import type { LedgerRow, RunRow, Snapshot } from '../snapshot.ts';
import { groupBy } from '../text/maps.ts';
import { yearOf } from '../time/calendar.ts';
import { type Day, dayFromIso, yearStart } from '../time/day.ts';
import { type ArchivedTab, archiveTitle } from './archives.ts';
import { isLong, QUIET_DAYS, type RollLimits } from './long.ts';

/**
 * The roll-over: old rows leave `_ledger` and `_runs` for archive sheets, so that what every sweep reads stays small. What goes is the record of items that are over; that of open ones stays, whose mails are threads that go on. Which
 * rows go decides nothing about what is told: the gist of each stays in the ledger (rolled.ts).
 */

/** The last year that may be moved today: over, and quiet since. */
export const lastYearOver = (today: Day): number => {
  const year = yearOf(today);
  return today >= yearStart(year) + QUIET_DAYS ? year - 1 : year - 2;
};

/** The year up to which a roll-over goes that nobody told a year: this one and the last stay at hand. */
export const usualYear = (today: Day): number => yearOf(today) - 2;

/** Rows of one machine tab that go to one archive sheet. */
export interface RolledRows<Row = LedgerRow | RunRow> {
  readonly tab: ArchivedTab;
  /** The new sheet. */
  readonly title: string;
  readonly rows: readonly Row[];
}

export interface Rollover {
  readonly year: number;
  readonly ledger: RolledRows<LedgerRow>;
  readonly runs: RolledRows<RunRow>;
  /** What the ledger keeps of its rows, one text a row. */
  readonly gist: readonly string[];
}

/** What a roll-over up to the end of a year would move; null where that is nothing. `titles`: of all sheets there are. */
export const rolloverOf = (facts: Facts, year: number, titles: readonly string[]): Rollover | null => {
  const before = yearStart(year + 1);
  const ledger = ledgerRows(facts, before);
  const runs = runRows(facts.snapshot.runs, before);
  return ledger.length + runs.length === 0 ? null : rolloverWith(year, ledger, runs, titles);
};

const rolloverWith = (
  year: number,
  ledger: readonly LedgerRow[],
  runs: readonly RunRow[],
  titles: readonly string[],
): Rollover => ({
  year,
  ledger: { tab: '_ledger', title: archiveTitle('_ledger', year, titles), rows: ledger },
  runs: { tab: '_runs', title: archiveTitle('_runs', year, titles), rows: runs },
  gist: packRolled(ledger.filter(({ key }) => !isAnswer(key))),
});

/** The rows of a long ledger that may go although their year is not over; none where too few would. */
export const longRows = (snapshot: Snapshot, limits: RollLimits): readonly LedgerRow[] => {
  if (!isLong(snapshot, limits)) return [];
  const rows = ledgerRows(readFacts(snapshot), snapshot.today - limits.quietDays);
  return rows.length < limits.worth ? [] : rows;
};

/** The roll-over of these: in the archive of the year of the latest. */
export const longRollover = (rows: readonly LedgerRow[], titles: readonly string[]): Rollover | null =>
  rows.length === 0
    ? null
    : rolloverWith(yearOf(rows.reduce((last, { day }) => Math.max(last, day ?? last), 0)), rows, [], titles);

/**
 * Whether a workbook is due for a roll-over: how many rows would go, all of days before `before`. Null where none would. It is
 * what `doctor` (functions/doctor) asks of every workbook; mended by `rollover`.
 */
export const rolloverDue = (snapshot: Snapshot): { readonly rows: number; readonly before: Day } | null => {
  const year = usualYear(snapshot.today);
  const found = rolloverOf(readFacts(snapshot), year, []);
  return found && { rows: found.ledger.rows.length + found.runs.rows.length, before: yearStart(year + 1) };
};

/** Rows whose key is settled and old as a whole, about items that nobody waits for. */
const ledgerRows = ({ snapshot, items, flow, notified, episodes }: Facts, before: Day): LedgerRow[] => {
  const { ledger, today } = snapshot;
  const openWords = new Set(
    [...items.values(), ...flow.matters.values()].flatMap(({ id, open }) => (open ? [keyItem(id)] : [])),
  );
  const itemOf = (key: string) => parseKey(key).item;
  // The end of an escalation is told from its rows: before it is told, and more than once where it did not arrive.
  const raisedKeys = (raised: readonly Raised[]) =>
    new Set(raised.map(({ rule, item, date, step }) => noticeKey(rule, item, date, step)));
  const raised = raisedKeys(notified.raised);
  const untold = raisedKeys(
    episodes.flatMap((episode) => {
      const told = endTold(episode, items);
      const isTold = told === null || notified.dayOf(ESCALATION_OVER, episode.item, told.date, told.step) !== null;
      return isTold ? [] : episode.steps;
    }),
  );
  const toldLately = new Set(ledger.flatMap(({ key, day }) => (day !== null && day < before ? [] : [itemOf(key)])));
  const isGoing = (key: string) => untold.has(key) || (raised.has(key) && toldLately.has(itemOf(key)));
  const stays = new Set<string>();
  // One answer may end another of the same item: they go together.
  const unitOf = ({ key }: LedgerRow) => (isAnswer(key) ? `${ANSWERS}${itemOf(key)}` : key);
  for (const [unit, rows] of groupBy(ledger, unitOf)) {
    const isOld = rows.every(({ seq, key, day, status }) => {
      const isWhole = seq !== null && status !== ROLLED && canRoll(key);
      return isWhole && day !== null && day < before && !isStillAsked(key, today);
    });
    const [{ key }] = rows;
    if (!isOld || openWords.has(itemOf(key)) || isGoing(key) || !isSettled(rows, today)) stays.add(unit);
  }
  // The chain goes on from the last row, wherever it stands; and what another program said last holds until it says something else.
  for (const one of [latestOf(ledger), latestOf(ledger.filter(({ to }) => to === WEBHOOK))]) {
    if (one) stays.add(unitOf(one));
  }
  const rows = ledger.filter((row) => !stays.has(unitOf(row)));
  return rows.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
};

const ANSWERS = 'answers of ';

const latestOf = (rows: readonly LedgerRow[]): LedgerRow | null =>
  rows.reduce<LedgerRow | null>((head, row) => ((row.seq ?? 0) > (head?.seq ?? 0) ? row : head), null);

/** Somebody's wish not to be reminded that holds today still. */
const isStillAsked = (key: string, today: Day): boolean => {
  const { rule, date } = parseKey(key);
  return QUIET_ANSWERS.some((kind) => rule === answerRule(kind)) && (dayFromIso(date) ?? today) >= today;
};

/** No mail of it is on its way or still to be sent, and nobody asks any more whether one arrived. */
const isSettled = (rows: readonly LedgerRow[], today: Day): boolean => {
  const last = new Map(rows.map((row) => [`${row.to}\n${row.key}`, row]));
  return [...last.values()].every(
    ({ status, day }) =>
      status !== 'sending' && !isToSend(status) && !(status === 'held' && (day ?? 0) + HELD_REPORTED_DAYS > today),
  );
};

/** Ended ones, but for the last sweep: from its day on changes count as new. */
const runRows = (runs: readonly RunRow[], before: Day): RunRow[] => {
  const last = runs.reduce<RunRow | null>(
    (latest, run) => (isSweep(run) && (run.day ?? 0) >= (latest?.day ?? 0) ? run : latest),
    null,
  );
  return runs.filter(
    (run) =>
      run !== last &&
      run.run !== '' &&
      run.status !== ('claimed' satisfies RunStatus) &&
      run.day !== null &&
      run.day < before,
  );
};
