/** `npm run fleet -- [--workbooks 1000] [--items 500] [--busy 1] [--model] [--write]`: the whole way of a fleet, and what the model makes of larger ones. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import progress from 'cli-progress';
import { withRows } from '../markdown.ts';
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
/** In each language; a page has the heads of its tables, and their rows are the same. */
const PAGES = ['fleet.md', 'fleet.zh-CN.md'].map((page) => new URL(`../../docs/${page}`, import.meta.url));

const count = (n: number): string => n.toLocaleString('en');

type Rows = readonly (readonly string[])[];

const runRows = (results: readonly FleetResult[]): Rows =>
  results.map(({ fleet, asked, mails, floor, minutes, model, refused, faults }) => [
    `${count(fleet.busy)} / ${count(fleet.quiet)}`,
    `${count(asked.reads)} + ${count(asked.writes)}`,
    count(mails),
    `${floor.toFixed(1)} min`,
    `${minutes.toFixed(1)} min`,
    `${(minutes / floor).toFixed(2)} ×`,
    `${model.toFixed(1)} min`,
    `${refused.sheets} Sheets, ${refused.gmail} Gmail`,
    faults.length === 0 ? '0' : faults.join('; '),
  ]);

/** Shares of workbooks with something to do. */
const DAYS = [0, 0.2, 1];
const share = (busy: number): string => `${busy * 100} %`;

const hours = (minutes: number): string =>
  minutes < 90 ? `${Math.round(minutes)} min` : `${(minutes / 60).toFixed(1)} h`;
const fleetOf = (workbooks: number, busy: number) => ({
  busy: Math.round(workbooks * busy),
  quiet: workbooks - Math.round(workbooks * busy),
  mails: 2,
});

/** Mail leaves by a server of its own where there is much of it. */
const modelRows = (): Rows =>
  [10, 1_000, 10_000, 100_000].flatMap((workbooks) =>
    DAYS.map((busy) => {
      const fleet = fleetOf(workbooks, busy);
      const alone = { ...GOOGLE, units: Number.POSITIVE_INFINITY };
      return [
        count(workbooks),
        share(busy),
        hours(minutesFor(fleet, alone)),
        hours(minutesFor(fleet, { ...alone, users: 5 })),
        count(neededFor(fleet, 180)),
        count(neededFor(fleet, 720)),
      ];
    }),
  );

/** A month has so many workdays at most; on other days nothing is swept. */
const WORKDAYS = 23;

const dollars = (sum: number): string => (sum < 0.005 ? '0' : sum.toFixed(2));

const costRows = (): Rows =>
  [10, 1_000, 10_000, 100_000].flatMap((workbooks) =>
    DAYS.map((busy) => {
      const use = useOf(fleetOf(workbooks, busy), { ...GOOGLE, units: Number.POSITIVE_INFINITY, users: 5 }, WORKDAYS);
      return [
        count(workbooks),
        share(busy),
        ...[use.cpuSecond, use.gibSecond, use.request, use.taskOperation].map((used) => count(Math.round(used))),
        dollars(costOf(use)),
      ];
    }),
  );

const said = (rows: Rows): string => rows.map((cells) => cells.join(' | ')).join('\n');

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
  console.log(said(runRows(results.slice(-1))));
}
if (values.write) {
  for (const page of PAGES) {
    let text = readFileSync(page, 'utf8');
    if (!values.model) text = withRows(text, 'run', runRows(results));
    text = withRows(text, 'model', modelRows());
    writeFileSync(page, withRows(text, 'cost', costRows()));
  }
} else console.log(`${said(modelRows())}\n\n${said(costRows())}`);
if (results.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
