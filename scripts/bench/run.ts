/**
 * `npm run bench`: all measurements in one run, side by side. `-- --write` records them in docs/benchmarks.md, `-- --quick` is a
 * short look, `-- --against REF` compares with that commit instead of the last release. Exits with 1 where something has become
 * slower than a release by more than is tolerated.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { must } from '../../core/text/must.ts';
import { benchColdStart } from './cold-start.ts';
import type { EditTiming } from './edit.ts';
import { benchLedger, benchPeople } from './growing.ts';
import { benchInstalled } from './installed.ts';
import { benchGrowth, sweepAgainst } from './many.ts';
import { benchOnline } from './online.ts';
import type { PlanTiming } from './plan.ts';
import { checkOut, type Release } from './release.ts';
import { type Against, type Measures, regressionsIn, reportOf, TOLERATED } from './report.ts';
import { benchSweeps, type SweepTimes } from './sweeps.ts';
import { median, timed } from './timed.ts';
import { BEFORE, benchXlsx } from './xlsx.ts';

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    against: { type: 'string' },
  },
});
const { quick } = values;
const rows = quick ? 10_000 : 100_000;
const repeats = quick ? 3 : 5;

const PAGE = new URL('../../docs/benchmarks.md', import.meta.url);
const say = (what: string) => process.stderr.write(`${new Date().toTimeString().slice(0, 8)} ${what}\n`);

type Plans = Measures['plan'];

/** Core in a process of its own, so that nothing of this one warms it up or stands in its memory. */
const alone = <T>(script: string): T => JSON.parse(timed([process.execPath, script]).stdout) as T;
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** This one's core and the release's, in turns. */
const coreAgainst = (release: Release): Against[] => {
  const compare = <T>(file: string, pick: (made: T) => ReadonlyMap<string, number>): Against[] => {
    const before = release.file(`scripts/bench/${file}`);
    if (before === null) return [];
    const turns = Array.from({ length: quick ? 1 : 3 }, () => ({
      now: pick(alone<T>(here(file))),
      was: pick(alone<T>(before)),
    }));
    const [first] = turns;
    const shared = [...(first?.now.keys() ?? [])].filter((what) => first?.was.has(what));
    return shared.map((what) => ({
      what,
      ratio: median(turns.map(({ now, was }) => must(now.get(what), what) / must(was.get(what), what))),
    }));
  };
  const plans = ({ tasks, process }: Plans) =>
    new Map([
      ...tasks.map((t: PlanTiming) => [`plan of ${t.items.toLocaleString('en')} tasks`, t.planMs] as const),
      ...process.map((t: PlanTiming) => [`plan of ${t.items.toLocaleString('en')} requests`, t.planMs] as const),
    ]);
  const edits = (timings: readonly EditTiming[]) =>
    new Map(timings.map((t) => [`paste among ${t.items.toLocaleString('en')} tasks`, t.judgeMs]));
  return [...compare<Plans>('plan.ts', plans), ...compare<EditTiming[]>('edit.ts', edits)];
};

say('core');
const plan = alone<Plans>(here('plan.ts'));
const edits = alone<EditTiming[]>(here('edit.ts'));
say('cold start');
const cold = await benchColdStart(quick ? 5 : 15);
say('the installed command line');
const installed = await benchInstalled(quick ? 5 : 15);
say('whole sweeps');
const sweeps: SweepTimes[] = [];
for (const tasks of quick ? [1_000] : [1_000, 10_000, 100_000])
  sweeps.push(await benchSweeps(tasks, quick || tasks > 10_000 ? 1 : 3));
say('growing numbers of people and a growing ledger');
const people = benchPeople(quick ? [50, 500] : [50, 500, 5_000]);
const ledger = benchLedger(quick ? [0, 50_000] : [0, 50_000, 200_000]);
const release = checkOut(values.against);
try {
  say(`workbooks of ${rows.toLocaleString('en')} rows, with peers`);
  const xlsx = benchXlsx({ rows, repeats, peers: true, release });
  say('growing workbooks');
  const growth = (quick ? [1_000, 10_000] : [1_000, 10_000, 100_000]).map((size) => ({
    rows: size,
    measured: benchXlsx({ rows: size, repeats, peers: false }),
  }));
  say('growing numbers of workbooks');
  const many = benchGrowth(quick ? [1, 10] : [1, 10, 100, 1_000]);
  say('a workbook in a library');
  const online = benchOnline(rows, repeats);
  const against: Against[] = [];
  if (release) {
    say(`against ${release.name}`);
    const xlsxAgainst = xlsx
      .filter(({ tool }) => tool === BEFORE)
      .map(({ work, oursToThis }) => ({
        what: `${work === 'read' ? 'reading' : 'changing'} ${rows.toLocaleString('en')} rows`,
        ratio: oursToThis,
      }));
    const swept = sweepAgainst(release, repeats);
    against.push(
      ...coreAgainst(release),
      ...xlsxAgainst,
      ...(swept === null ? [] : [{ what: 'sweep of one workbook, from start to end', ratio: swept }]),
    );
  }
  const measures: Measures = {
    plan,
    edits,
    cold,
    installed,
    sweeps,
    people,
    ledger,
    xlsx,
    growth,
    online,
    many,
    release: release && { name: release.name, commit: release.commit, against },
  };
  const report = reportOf(readFileSync(PAGE, 'utf8'), measures);
  console.log(report);
  if (values.write) writeFileSync(PAGE, report);
  const slower = regressionsIn(measures);
  if (release && slower.length > 0) {
    say(
      `slower than ${release.name} by more than ${Math.round((TOLERATED - 1) * 100)} %: ${slower.map(({ what }) => what).join(', ')}`,
    );
    process.exitCode = 1;
  }
} finally {
  release?.remove();
}
