/** What was measured, as tables of docs/benchmarks.md. */

import { readFileSync } from 'node:fs';
import { arch, cpus, totalmem } from 'node:os';
import { must } from '../../core/text/must.ts';
import { markdownTable, withPart } from '../markdown.ts';
import type { ColdStart } from './cold-start.ts';
import type { EditTiming } from './edit.ts';
import type { Grown } from './growing.ts';
import type { InstalledTimes } from './installed.ts';
import type { Many } from './many.ts';
import type { Online } from './online.ts';
import type { PlanTiming } from './plan.ts';
import type { SweepTimes } from './sweeps.ts';
import type { BenchWork, Measured } from './xlsx.ts';

/** What Baton takes against the last release, measured in turns: above 1 it has become slower. */
export interface Against {
  readonly what: string;
  readonly ratio: number;
}

export interface Measures {
  readonly plan: Readonly<Record<'tasks' | 'process', readonly PlanTiming[]>>;
  readonly edits: readonly EditTiming[];
  readonly cold: ColdStart;
  readonly installed: InstalledTimes;
  readonly sweeps: readonly SweepTimes[];
  /** Sweeps of one number of tasks, among more people and with a longer ledger. */
  readonly people: readonly Grown[];
  readonly ledger: readonly Grown[];
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
  return markdownTable(
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
      times(perItem(t) / perItem(must(timings[0], 'timing'))),
      `${ms(t.mailsMs)} ms`,
    ]),
  );
};

const editTable = (timed: readonly EditTiming[]): string =>
  markdownTable(
    ['tracked items', 'cells pasted', 'problems found', 'decision', 'against reading the workbook once'],
    timed.map(({ items, cells, problems, judgeMs, readMs }) => [
      count(items),
      count(cells),
      String(problems),
      `${ms(judgeMs)} ms`,
      times(judgeMs / readMs),
    ]),
  );

const oursIn = (measured: readonly Measured[]): Measured =>
  must(
    measured.find(({ tool }) => tool === 'baton'),
    'measurement of Baton',
  );

const xlsxTable = (measured: readonly Measured[], work: BenchWork): string => {
  const own = measured.filter((one) => one.work === work);
  const ours = oursIn(own);
  return markdownTable(
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
  markdownTable(
    ['rows', 'read', '× floor', 'peak memory', 'change and save', '× floor', 'peak memory'],
    growth.map(({ rows, measured }) => {
      const ours = (work: BenchWork) => oursIn(measured.filter((one) => one.work === work));
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
  markdownTable(
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
  markdownTable(
    ['', 'first answer', '× empty'],
    [
      ['an empty handler', `${ms(emptyMs)} ms`, '1.00'],
      [`baton, ${kilobytes.toFixed(0)} KiB bundled`, `${ms(batonMs)} ms`, ratio.toFixed(2)],
    ],
  );

const installedTable = ({ emptyMs, calls }: InstalledTimes): string =>
  markdownTable(
    ['', 'from start to end', '× empty', 'at most'],
    [
      ['an empty Node', `${ms(emptyMs)} ms`, '1.00', ''],
      ...calls.map((call) => [call.what, `${ms(call.ms)} ms`, call.ratio.toFixed(2), String(call.most)]),
    ],
  );

const grownTable = (grown: readonly Grown[], what: string, countIn: (size: Grown['size']) => number): string =>
  markdownTable(
    [what, 'a dry run', 'first sweep', 'letters', 'second of the day', 'peak memory of the first'],
    grown.map(({ size, letters, dryMs, firstMs, secondMs, rssMiB }) => [
      count(countIn(size)),
      `${ms(dryMs)} ms`,
      `${ms(firstMs)} ms`,
      count(letters),
      `${ms(secondMs)} ms`,
      `${rssMiB.toFixed(0)} MiB`,
    ]),
  );

const sweepsTable = (sweeps: readonly SweepTimes[]): string =>
  markdownTable(
    ['tasks', 'a sweep', 'CPU', '× a dry run', 'at most', '× a dry run as it stands then', 'peak memory'],
    sweeps.flatMap(({ tasks, dryMs, sweeps: own }) => [
      [count(tasks), 'a dry run', `${ms(dryMs)} ms`, '1.00', '', '1.00', ''],
      ...own.map((one) => [
        count(tasks),
        one.what,
        `${ms(one.ms)} ms`,
        one.ratio.toFixed(2),
        String(one.most),
        one.ratioThen.toFixed(2),
        `${one.rssMiB.toFixed(0)} MiB`,
      ]),
    ]),
  );

const onlineTable = ({ fileMs, onlineMs, ratio }: Online): string =>
  markdownTable(
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

${markdownTable(
  ['', '× last release', ''],
  release.against.map(({ what, ratio }) => [what, times(ratio), ratio > TOLERATED ? '**slower**' : '']),
)}

${slower.length === 0 ? 'No regression.' : `**Slower by more than ${Math.round((TOLERATED - 1) * 100)} %: ${slower.map(({ what }) => what).join(', ')}.**`}`;
};

const machine = (): string => {
  const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
    packages: Record<string, { version: string }>;
  };
  const peers = ['exceljs', 'hucre'].map((name) => `${name} ${lock.packages[`node_modules/${name}`]?.version}`);
  return `Machine: ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${arch()}. Node ${process.versions.node}; ${peers.join(', ')}.`;
};

/** The page with what was measured. */
export const reportOf = (page: string, measures: Measures): string => {
  const { plan, edits, cold, installed, sweeps, people, ledger, xlsx, growth, many, online } = measures;
  const parts = {
    machine: machine(),
    release: releasePart(measures),
    tasks: planTable(plan.tasks, 'tracked items'),
    requests: planTable(plan.process, 'requests'),
    edit: editTable(edits),
    cold: coldTable(cold),
    installed: installedTable(installed),
    sweeps: sweepsTable(sweeps),
    people: grownTable(people, 'people', ({ people = 0 }) => people),
    ledger: grownTable(ledger, 'rows of the ledger', ({ ledger = 0 }) => ledger),
    read: xlsxTable(xlsx, 'read'),
    change: xlsxTable(xlsx, 'edit'),
    growth: growthTable(growth),
    many: manyTable(many),
    online: onlineTable(online),
  };
  return Object.entries(parts).reduce((made, [name, part]) => withPart(made, name, part), page);
};
