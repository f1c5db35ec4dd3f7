/** `npm run bench`: all measurements in one run, side by side; `-- --write` records them in docs/benchmarks.md, `-- --quick` is a short look. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { benchColdStart, type ColdStart } from './cold-start.ts';
import type { EditTiming } from './edit.ts';
import { benchOnline, type Online } from './online.ts';
import type { PlanTiming } from './plan.ts';
import { benchXlsx, type Measured } from './xlsx.ts';

const ROOT = new URL('../../', import.meta.url);
const quick = process.argv.includes('--quick');
const rows = quick ? 10_000 : 100_000;

/** Core in a process of its own, so that nothing of this one warms it up or stands in its memory. */
const alone = <T>(file: string): T => {
  const script = fileURLToPath(new URL(file, import.meta.url));
  const { stdout, stderr, status } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as T;
};

const ms = (n: number) => (n >= 100 ? n.toFixed(0) : n.toFixed(1));
const table = (head: readonly string[], lines: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

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
      String(t.items),
      String(t.notices),
      `${ms(t.readMs)} ms`,
      `${ms(t.planMs)} ms`,
      `${(perItem(t) * 1000).toFixed(1)} µs`,
      `${(perItem(t) / perItem(timings[0]!)).toFixed(2)} ×`,
      `${ms(t.mailsMs)} ms`,
    ]),
  );
};

const editTable = (timed: readonly EditTiming[]): string =>
  table(
    ['tracked items', 'cells pasted', 'problems found', 'decision', 'against reading the workbook once'],
    timed.map(({ items, cells, problems, judgeMs, readMs }) => [
      String(items),
      String(cells),
      String(problems),
      `${ms(judgeMs)} ms`,
      `${(judgeMs / readMs).toFixed(2)} ×`,
    ]),
  );

const xlsxTable = (measured: readonly Measured[], work: 'read' | 'edit'): string => {
  const ours = measured.find(({ name }) => name === `baton ${work}`)!;
  return table(
    ['', 'wall', '× floor', 'peak memory', '× Baton, time', '× Baton, memory'],
    measured
      .filter(({ name }) => name.endsWith(work))
      .map(({ name, wallMs, rssMiB, ratioToFloor }) => [
        name.split(' ')[0]!,
        `${ms(wallMs)} ms`,
        ratioToFloor.toFixed(2),
        `${rssMiB.toFixed(0)} MiB`,
        (wallMs / ours.wallMs).toFixed(1),
        (rssMiB / ours.rssMiB).toFixed(1),
      ]),
  );
};

const versions = (): string => {
  const lock = JSON.parse(readFileSync(new URL('package-lock.json', ROOT), 'utf8')) as {
    packages: Record<string, { version: string }>;
  };
  return ['exceljs', 'hucre', 'xlsx']
    .map((name) => `${name} ${lock.packages[`node_modules/${name}`]!.version}`)
    .join(', ');
};

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

const timings = alone<Record<'tasks' | 'process', PlanTiming[]>>('plan.ts');
const edits = alone<EditTiming[]>('edit.ts');
const cold = await benchColdStart(quick ? 5 : 15);
const measured = await benchXlsx({ rows, repeats: quick ? 3 : 5, peers: true });
const online = benchOnline(rows, quick ? 3 : 5);

const report = `# Benchmarks

Written by \`npm run bench -- --write\`. Compare ratios; the times are this machine's. Every figure is a median.

Machine: ${cpus().length} × ${cpus()[0]!.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${arch()}. Node ${process.versions.node}; ${versions()}.

## The plan

Core alone, in one process after one round to warm up. The aim: 10,000 items in less than 100 ms, and at 100,000 no more than
1.5 × the time for each. And 50 mails of 30 notices each, from the plan to HTML and text: a hundredth of what a sweep takes that sends them.

${planTable(timings.tasks, 'tracked items')}

The whole process: each request with ten tasks, five departments' answers and signatures, a meeting with three topics and an action, and
rounds of acceptance. The aim: growth in a straight line.

${planTable(timings.process, 'requests')}

## An edit

What is to be said of 5,000 cells pasted into the plan, ten columns wide, a fifth of the rows wrong: verdicts and sentences, as the add-on and
the command line make them. The aim: at most 200 ms in a workbook of 1,000 tasks.

${editTable(edits)}

## The functions’ cold start

From the start of the process to the end of the first answer: Google’s functions framework with the uploaded bundle, asked for health, against the
same with a handler that does nothing, in turn. The aim: at most 1.3 ×. What a sweep needs is loaded by the first sweep.

${coldTable(cold)}

## Reading a workbook

${rows.toLocaleString('en')} rows × 12 columns, whole process from start to end. The floor unzips the sheet and its strings and passes over the
bytes once. The aim: at most 3.5 × the floor.

${xlsxTable(measured, 'read')}

## Changing a workbook

The same workbook: read, 20 cells changed, 20 rows appended to a second sheet, saved. The floor inflates the sheet, passes over it once and
deflates it again at the same level, the rest copied. The aim: at most 2 × the floor, at least 10 × faster than exceljs, in
at most a sixth of its memory.

${xlsxTable(measured, 'edit')}

## A workbook in a library

A plan of ${rows.toLocaleString('en')} tasks, ${(online.size / 1e6).toFixed(1)} MB: read, 20 tasks changed, 20 appended, saved, whole process from start to end. In a folder of this
machine, and by the file way in a library of Microsoft 365, played by the fake in the same process: what the network takes is not in it.
The aim: less than 3 ×.

${onlineTable(online)}

What each tool leaves of a stranger's file is another matter: \`functions/xlsx/README.md\`.
`;

console.log(report);
if (process.argv.includes('--write')) writeFileSync(new URL('docs/benchmarks.md', ROOT), report);
