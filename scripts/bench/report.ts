import { readFileSync } from 'node:fs';
import { arch, cpus, totalmem } from 'node:os';
import { table } from '../markdown.ts';
import type { ColdStart } from './cold-start.ts';
import type { EditTiming } from './edit.ts';
import type { Many } from './many.ts';
import type { Online } from './online.ts';
import type { PlanTiming } from './plan.ts';
import { findOpenpyxl, type Measured, type Work } from './xlsx.ts';

/** What Baton takes against the last release, measured in turns: above 1 it has become slower. */
export interface Against {
  readonly what: string;
  readonly ratio: number;
}

export interface Measures {
  readonly rows: number;
  readonly plan: Readonly<Record<'tasks' | 'process', readonly PlanTiming[]>>;
  readonly edits: readonly EditTiming[];
  readonly cold: ColdStart;
  readonly xlsx: readonly Measured[];
  /** The same without peers, at growing numbers of rows. */
  readonly growth: readonly { readonly rows: number; readonly measured: readonly Measured[] }[];
  readonly online: Online;
  readonly many: readonly Many[];
  /** Null where there is nothing to compare with. */
  readonly release: { readonly name: string; readonly commit: string; readonly against: readonly Against[] } | null;
}

/** How much slower than the last release is said to be a regression. */
export const TOLERATED = 1.2;

const ms = (n: number) => (n >= 100 ? n.toFixed(0) : n.toFixed(1));
const times = (n: number) => `${n.toFixed(2)} ×`;
const count = (n: number) => n.toLocaleString('en');
const planTable = (timings: readonly PlanTiming[], what: string): string => {
  const perItem = (t: PlanTiming) => t.planMs / t.items;
  return table(
    [
      what,
      'notices',
      'read cells to snapshot',
      'snapshot to plan',
      'plan, for each',
      'against the smallest',
      '50 mails of 30',
    ],
    timings.map((t) => [
      count(t.items),
      count(t.notices),
      `${ms(t.readMs)} ms`,
      `${ms(t.planMs)} ms`,
      `${(perItem(t) * 1000).toFixed(1)} µs`,
      times(perItem(t) / perItem(timings[0]!)),
      `${ms(t.mailsMs)} ms`,
    ]),
  );
};

const editTable = (timed: readonly EditTiming[]): string =>
  table(
    ['tracked items', 'cells pasted', 'problems found', 'decision', 'against reading the workbook once'],
    timed.map(({ items, cells, problems, judgeMs, readMs }) => [
      count(items),
      count(cells),
      String(problems),
      `${ms(judgeMs)} ms`,
      times(judgeMs / readMs),
    ]),
  );

const xlsxTable = (measured: readonly Measured[], work: Work): string => {
  const own = measured.filter((one) => one.work === work);
  const ours = own.find(({ tool }) => tool === 'baton')!;
  return table(
    ['', 'wall', '× floor', 'peak memory', '× Baton, time', '× Baton, memory'],
    own.map(({ tool, wallMs, rssMiB, ratioToFloor, oursToThis }) => [
      tool,
      `${ms(wallMs)} ms`,
      ratioToFloor.toFixed(2),
      `${rssMiB.toFixed(0)} MiB`,
      (1 / oursToThis).toFixed(1),
      (rssMiB / ours.rssMiB).toFixed(1),
    ]),
  );
};

const growthTable = (growth: Measures['growth']): string =>
  table(
    ['rows', 'read', '× floor', 'peak memory', 'change and save', '× floor', 'peak memory'],
    growth.map(({ rows, measured }) => {
      const ours = (work: Work) => measured.find((one) => one.tool === 'baton' && one.work === work)!;
      return [
        count(rows),
        ...(['read', 'edit'] as const).flatMap((work) => [
          `${ms(ours(work).wallMs)} ms`,
          ours(work).ratioToFloor.toFixed(2),
          `${ours(work).rssMiB.toFixed(0)} MiB`,
        ]),
      ];
    }),
  );

const manyTable = (many: readonly Many[]): string =>
  table(
    ['workbooks', 'first sweep', 'for each', 'second sweep of the day', 'for each', 'peak memory'],
    many.map(({ workbooks, busyMs, quietMs, rssMiB }) => [
      count(workbooks),
      `${ms(busyMs)} ms`,
      `${ms(busyMs / workbooks)} ms`,
      `${ms(quietMs)} ms`,
      `${ms(quietMs / workbooks)} ms`,
      `${rssMiB.toFixed(0)} MiB`,
    ]),
  );

const coldTable = ({ emptyMs, batonMs, ratio, kilobytes }: ColdStart): string =>
  table(
    ['', 'first answer', '× empty'],
    [
      ['an empty handler', `${ms(emptyMs)} ms`, '1.00'],
      [`baton, ${kilobytes.toFixed(0)} KiB bundled`, `${ms(batonMs)} ms`, ratio.toFixed(2)],
    ],
  );

const onlineTable = ({ fileMs, onlineMs, ratio }: Online): string =>
  table(
    ['', 'wall', '× in a folder'],
    [
      ['in a folder', `${ms(fileMs)} ms`, '1.00'],
      ['in a library', `${ms(onlineMs)} ms`, ratio.toFixed(2)],
    ],
  );

export const regressionsIn = ({ release }: Measures): readonly Against[] =>
  (release?.against ?? []).filter(({ ratio }) => ratio > TOLERATED);

const releasePart = (measures: Measures): string => {
  const { release } = measures;
  if (!release) return 'There was nothing to compare with: no release in this clone.';
  const slower = regressionsIn(measures);
  return `Baton as it is against ${release.name}${release.name === release.commit ? '' : ` (${release.commit})`}, in turns on this machine; below 1 it has become faster, and above ${TOLERATED} it counts as a regression.

${table(
  ['', '× last release', ''],
  release.against.map(({ what, ratio }) => [what, times(ratio), ratio > TOLERATED ? '**slower**' : '']),
)}

${slower.length === 0 ? 'No regression.' : `**Slower by more than ${Math.round((TOLERATED - 1) * 100)} %: ${slower.map(({ what }) => what).join(', ')}.**`}`;
};

const versions = (): string => {
  const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
    packages: Record<string, { version: string }>;
  };
  const openpyxl = findOpenpyxl();
  return [
    ...['exceljs', 'hucre', 'xlsx'].map((name) => `${name} ${lock.packages[`node_modules/${name}`]!.version}`),
    openpyxl ? `openpyxl ${openpyxl.version}` : 'openpyxl not installed',
  ].join(', ');
};

export const reportOf = (measures: Measures): string => `# Benchmarks

Written by \`npm run bench -- --write\`. Compare ratios; the times are this machine's. Every figure is a median.

Machine: ${cpus().length} × ${cpus()[0]!.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${arch()}. Node ${process.versions.node}; ${versions()}.

## Against the last release

${releasePart(measures)}

## The plan

Core alone, in one process after one round to warm up. The aim: 10,000 items in less than 100 ms, and at 100,000 no more than
1.5 × the time for each. And 50 mails of 30 notices each, from the plan to HTML and text: a hundredth of what a sweep takes that sends them.

${planTable(measures.plan.tasks, 'tracked items')}

The whole process: each request with ten tasks, five departments' answers and signatures, a meeting with three topics and an action, and
rounds of acceptance. The aim: growth in a straight line.

${planTable(measures.plan.process, 'requests')}

## An edit

What is to be said of 5,000 cells pasted into the plan, ten columns wide, a fifth of the rows wrong: verdicts and sentences, as the add-on and
the command line make them. The aim: at most 200 ms in a workbook of 1,000 tasks.

${editTable(measures.edits)}

## The functions’ cold start

From the start of the process to the end of the first answer: Google’s functions framework with the uploaded bundle, asked for health, against the
same with a handler that does nothing, in turn. The aim: at most 1.3 ×. What a sweep needs is loaded by the first sweep.

${coldTable(measures.cold)}

## Reading a workbook

${count(measures.rows)} rows × 12 columns, whole process from start to end. The floor unzips the sheet and its strings and passes over the
bytes once. The aim: at most 3.5 × the floor.

${xlsxTable(measures.xlsx, 'read')}

## Changing a workbook

The same workbook: read, 20 cells changed, 20 rows appended to a second sheet, saved. The floor inflates the sheet, passes over it once and
deflates it again at the same level, the rest copied. The aim: at most 2 × the floor, at least 10 × faster than exceljs, in
at most a sixth of its memory.

${xlsxTable(measures.xlsx, 'edit')}

What each tool leaves of a stranger's file is another matter: \`functions/xlsx/README.md\`.

## More rows

The same two, at growing sizes. A small workbook is mostly the start of the process, of which the floor has its own.

${growthTable(measures.growth)}

## More workbooks

One \`baton sweep\` of so many workbooks with ten late tasks of five people each: their first sweep, which writes and mails into an outbox, and
the second of the same day, which finds nothing to do. The aim: neither what one takes nor the memory grows with their number, but for
the outbox's page, which is made again with each mail and shows up to 200.
What Google's quotas make of a fleet is in [fleet.md](fleet.md).

${manyTable(measures.many)}

## A workbook in a library

A plan of ${count(measures.rows)} tasks, ${(measures.online.size / 1e6).toFixed(1)} MB: read, 20 tasks changed, 20 appended, saved, whole process from start to end. In a folder of this
machine, and by the file way in a library of Microsoft 365, played by the fake in the same process: what the network takes is not in it.
The aim: less than 3 ×.

${onlineTable(measures.online)}
`;
