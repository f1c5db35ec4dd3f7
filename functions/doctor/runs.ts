/** Findings about past sweeps, the triggers in Google Sheets, and the clock. */

import { sayProblem } from '../../core/messages/index.ts';
import { ofDoctor as say } from '../../core/messages/of-doctor.ts';
import { isSweep } from '../../core/record/run.ts';
import type { RunRow, Snapshot } from '../../core/snapshot.ts';
import { localTime } from '../../core/time/calendar.ts';
import type { Day } from '../../core/time/day.ts';
import { inEach, type Words } from '../../sheet-templates/index.ts';
import { type Found, fine, look, mend } from '../base/finding.ts';
import { deadRuns, holderIn } from '../sweep/claim.ts';
import { type Holder, sayHolder } from '../sweep/holder.ts';

/** Workdays that are looked back on. */
const LOOKED_BACK = 10;
/** So many workdays in a row without a sweep are more than one that failed. */
const SILENT = 2;

/** Days on which a sweep ended. */
export const sweptDays = (runs: readonly RunRow[]): ReadonlySet<Day> =>
  new Set(runs.flatMap((run) => (isSweep(run) && run.day !== null ? [run.day] : [])));

/** The workdays from one day to another, both included, that a workbook was there for: from its first row in `_runs` on. */
export const plannedDays = ({ calendar, runs }: Snapshot, from: Day, to: Day): Day[] => {
  const first = Math.min(...runs.flatMap(({ day }) => (day === null ? [] : [day])));
  const days: Day[] = [];
  for (let day = Math.max(from, first); day <= to; day++) if (calendar.isWorkday(day)) days.push(day);
  return days;
};

/** Whether a limit in hours can be kept with so many sweeps. */
const hourFindings = ({ problems, today }: Snapshot): Found[] =>
  problems
    .filter(({ code }) => code === 'hours-unkept')
    .map((problem) =>
      look(
        'hours-unkept',
        inEach((locale) => sayProblem(problem, locale, today)),
      ),
    );

/** Whether the sweeps come, every workday, and end. `now`: the real time; `shown`: what the workbook is called in commands. */
export const sweepFindings = (snapshot: Snapshot, now: string, shown: string): Found[] => {
  const { runs, today, calendar, minute, policy } = snapshot;
  const dead = deadRuns(runs, now);
  const holder = holderIn(runs, now);
  const failed = runs.filter(({ status, day }) => status === 'failed' && day !== null && day > today - 7);
  const swept = sweptDays(runs);
  const last = swept.size === 0 ? null : Math.max(...swept);
  // Today's may still come.
  const until = calendar.isWorkday(today) && minute >= policy.sweepTime + 120 ? today : today - 1;
  const from = calendar.addWorkdays(today, -LOOKED_BACK);
  const missed = plannedDays(snapshot, from, until).filter((day) => !swept.has(day));
  const lately = (day: Day | null): Found => {
    if (day === null) return look('never-swept', say.neverSwept, say.neverSweptThen({ shown }));
    if (calendar.workdaysBetween(day, until) >= SILENT) return silent(day, today);
    return missed.length > 0 ? gaps(missed, day, today) : inTime(day, today);
  };
  return [
    lately(last),
    ...hourFindings(snapshot),
    ...(failed.length > 0 ? [failures(failed, today)] : []),
    ...(dead.length > 0 ? [deadClaims(dead.length)] : []),
    ...(holder === null ? [] : [atWork(holder)]),
  ];
};

const inTime = (last: Day, today: Day): Found => fine('swept', say.swept({ last, today }));

const silent = (last: Day, today: Day): Found => mend('not-swept', say.notSwept({ last, today }), say.whoLooks);

const gaps = (missed: readonly Day[], last: Day, today: Day): Found =>
  look('sweeps-missed', say.sweepsMissed({ workdays: LOOKED_BACK, missed, last, today }), say.whoLooks);

const failures = (failed: readonly RunRow[], today: Day): Found => {
  const last = failed.at(-1)!;
  // `seq:hash code`, as the journal writes it.
  const code = last.note.split(' ').at(-1) ?? '';
  const why = /^[a-z][a-z-]+$/.test(code) ? code : '';
  return look(
    'sweeps-failed',
    say.sweepsFailed({ count: failed.length, last: last.day!, today, why }),
    say.sweepsFailedThen,
  );
};

const deadClaims = (count: number): Found => ({
  ...look('dead-claims', say.deadClaims({ count }), say.deadClaimsThen),
  byFix: true,
});

const atWork = (holder: Holder): Found => {
  const who = sayHolder(holder);
  return look('at-work', say.atWork({ who }), say.atWorkThen);
};

/** What the triggers in Google Sheets say of themselves. */
export const triggerFindings = ({ problems, today, policy }: Snapshot, isSpreadsheet: boolean): Found[] => {
  const silence = problems.find(({ code }) => code === 'no-heartbeat');
  if (silence)
    return [
      mend(
        'triggers-silent',
        inEach((locale) => sayProblem(silence, locale, today)),
      ),
    ];
  const last = localTime(policy.heartbeat, policy.zone);
  if (last) return [fine('triggers', say.triggers({ last: last.day, today }))];
  return isSpreadsheet ? [look('no-triggers', say.noTriggers, say.noTriggersThen)] : [];
};

/** Minutes by which two clocks may differ. */
const TOLERATED = 5;

/** Whether this machine's clock can be right: `now` against what others wrote down, ISO 8601. */
export const clockFindings = (
  { runs }: Pick<Snapshot, 'runs'>,
  now: string,
  others: readonly { readonly at: string; readonly of: Words; readonly exact: boolean }[],
): Found[] => {
  const ahead = (at: string) => Math.round((Date.parse(at) - Date.parse(now)) / 60_000);
  const latest = Math.max(...runs.map(({ startedAt }) => Date.parse(startedAt) || 0), 0);
  const all = [
    ...others,
    ...(latest > 0
      ? [
          {
            at: new Date(latest).toISOString(),
            of: say.latestSweep,
            exact: false,
          },
        ]
      : []),
  ];
  // What was written down earlier is behind by rights; only what lies in the future says that a clock is wrong.
  const wrong = all.filter(({ at, exact }) => (exact ? Math.abs(ahead(at)) : ahead(at)) > TOLERATED);
  if (wrong.length === 0) return [fine('clock', say.clock)];
  return wrong.map(({ at, of }) => {
    const minutes = ahead(at);
    return mend('clock-differs', say.clockDiffers({ of, minutes }), say.clockDiffersThen);
  });
};
