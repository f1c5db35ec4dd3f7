/** `npm run fleet -- [--workbooks 1000] [--items 500] [--busy 1] [--model] [--write]`: the whole way of a fleet, and what the model makes of larger ones. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import progress from 'cli-progress';
import { markdownTable, withPart } from '../markdown.ts';
import { costOf, useOf } from './cost.ts';
import { GOOGLE, minutesFor, neededFor } from './model.ts';
import { type FleetResult, runFleet } from './run.ts';

const { values } = parseArgs({
  options: {
    workbooks: { type: 'string', default: '1000' },
    items: { type: 'string', default: '500' },
    /** Shares of busy workbooks, a run each. */
    busy: { type: 'string', default: '1,0.2' },
    /** Only what is worked out: the times and costs of fleets that nobody runs for a trial. */
    model: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const PAGE = new URL('../../docs/fleet.md', import.meta.url);

const count = (n: number): string => n.toLocaleString('en');

const runTable = (results: readonly FleetResult[]): string =>
  markdownTable(
    [
      'busy / quiet',
      'requests: reads + writes',
      'mails',
      'quota alone',
      'took',
      'ratio',
      'model',
      'refused, made again',
      'faults',
    ],
    results.map(({ fleet, asked, mails, floor, minutes, model, refused, faults }) => [
      `${count(fleet.busy)} / ${count(fleet.quiet)}`,
      `${count(asked.reads)} + ${count(asked.writes)}`,
      count(mails),
      `${floor.toFixed(1)} min`,
      `${minutes.toFixed(1)} min`,
      `${(minutes / floor).toFixed(2)} ×`,
      `${model.toFixed(1)} min`,
      `${refused.sheets} Sheets, ${refused.gmail} Gmail`,
      faults.length === 0 ? 'none' : faults.join('; '),
    ]),
  );

const DAYS = [
  ['nothing to do', 0],
  ['one in five busy', 0.2],
  ['all busy', 1],
] as const;

const hours = (minutes: number): string =>
  minutes < 90 ? `${Math.round(minutes)} min` : `${(minutes / 60).toFixed(1)} h`;
const fleetOf = (workbooks: number, busy: number) => ({
  busy: Math.round(workbooks * busy),
  quiet: workbooks - Math.round(workbooks * busy),
  mails: 2,
});

/** Mail leaves by a server of its own where there is much of it. */
const modelTable = (): string =>
  markdownTable(
    [
      'workbooks',
      'the day',
      'one service account: 60 a minute',
      'five, or a raised quota of a user: 300',
      'in 3 hours takes',
      'in 12 hours takes',
    ],
    [10, 1_000, 10_000, 100_000].flatMap((workbooks) =>
      DAYS.map(([day, busy]) => {
        const fleet = fleetOf(workbooks, busy);
        const alone = { ...GOOGLE, units: Number.POSITIVE_INFINITY };
        return [
          count(workbooks),
          day,
          hours(minutesFor(fleet, alone)),
          hours(minutesFor(fleet, { ...alone, users: 5 })),
          `${count(neededFor(fleet, 180))} a minute`,
          `${count(neededFor(fleet, 720))} a minute`,
        ];
      }),
    ),
  );

/** A month has so many workdays at most; on other days nothing is swept. */
const WORKDAYS = 23;

const dollars = (sum: number): string => (sum < 0.005 ? '0' : sum.toFixed(2));

const costTable = (): string =>
  markdownTable(
    ['workbooks', 'each workday', 'vCPU-seconds', 'GiB-seconds', 'requests', 'task operations', 'US dollars a month'],
    [10, 1_000, 10_000, 100_000].flatMap((workbooks) =>
      DAYS.map(([day, busy]) => {
        const use = useOf(fleetOf(workbooks, busy), { ...GOOGLE, units: Number.POSITIVE_INFINITY, users: 5 }, WORKDAYS);
        return [
          count(workbooks),
          day,
          ...[use.cpuSecond, use.gibSecond, use.request, use.taskOperation].map((used) => count(Math.round(used))),
          dollars(costOf(use)),
        ];
      }),
    ),
  );

const [workbooks, items] = [Number(values.workbooks), Number(values.items)];
const results: FleetResult[] = [];
for (const busy of values.model ? [] : values.busy.split(',')) {
  // A thousand of 500 take a quarter of an hour of real time.
  const bar = new progress.SingleBar({
    format: `${busy} busy {bar} {value}/{total} {eta_formatted}`,
    clearOnComplete: true,
  });
  bar.start(workbooks, 0);
  results.push(await runFleet({ workbooks, items, busy: Number(busy), onProgress: (begun) => bar.update(begun) }));
  bar.stop();
  console.log(runTable(results.slice(-1)));
}
if (values.write) {
  const was = readFileSync(PAGE, 'utf8');
  const page = values.model ? was : withPart(was, 'run', runTable(results));
  writeFileSync(PAGE, withPart(withPart(page, 'model', modelTable()), 'cost', costTable()));
} else console.log(`${modelTable()}\n\n${costTable()}`);
if (results.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
