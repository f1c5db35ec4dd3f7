/** Every regular expression of the program: those written in its code, and those it puts together as it is loaded. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { check } from 'recheck';
import { readSource } from '../../test/support/architecture.ts';

export interface Pattern {
  /** As it is written, `/a+/giu`. */
  readonly pattern: string;
  readonly source: string;
  readonly flags: string;
  /** Files in which it stands, by path from the project's root. */
  readonly where: readonly string[];
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = ['core', 'functions', 'sheet-templates', 'apps-script/server', 'apps-script/client'];
/** What runs as it is imported, or knows a browser. */
const NOT_LOADED = /^(?:apps-script\/|functions\/cli\/(?:bin|main|start)\.ts$|functions\/main\.ts$)/;

export const patternsOf = async (): Promise<Pattern[]> => {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
      .map((entry) => `${folder}/${entry.replaceAll('\\', '/')}`)
      .filter((path) => path.endsWith('.ts')),
  ).sort();
  for (const named of [...REACH.map(({ where }) => where), ...OURS]) {
    if (!files.some((path) => named.test(path))) throw new Error(`no file is ${named}`);
  }
  const found = new Map<string, { source: string; flags: string; where: Set<string> }>();
  const add = (source: string, flags: string, path: string) => {
    const key = `/${source}/${flags}`;
    const known = found.get(key) ?? { source, flags, where: new Set() };
    found.set(key, { ...known, where: known.where.add(path) });
  };
  for (const path of files) {
    for (const written of readSource(readFileSync(`${ROOT}${path}`, 'utf8')).patterns) {
      const end = written.lastIndexOf('/');
      add(written.slice(1, end), written.slice(end + 1), path);
    }
  }
  for (const { source, flags, path } of await composed(files.filter((path) => !NOT_LOADED.test(path)))) {
    add(source, flags, path);
  }
  return [...found].map(([pattern, { where, ...rest }]) => ({ pattern, ...rest, where: [...where].sort() }));
};

/** Loads the files with an ear on `new RegExp`. What is put together later, of what is read, is of the same form each time. */
const composed = async (files: readonly string[]) => {
  const heard: { source: string; flags: string; path: string }[] = [];
  const Plain = globalThis.RegExp;
  const listen = (made: RegExp): RegExp => {
    const stack = (new Error().stack ?? '').split('\n');
    const caller = stack.find((line) => /\.ts[:)]/.test(line) && !line.includes('fuzz/regexps')) ?? '';
    const path = caller.includes('node_modules') ? undefined : files.find((file) => caller.includes(`/${file}`));
    if (path !== undefined) heard.push({ source: made.source, flags: made.flags, path });
    return made;
  };
  globalThis.RegExp = new Proxy(Plain, {
    construct: (target, args) => listen(Reflect.construct(target, args)),
    apply: (target, self, args) => listen(Reflect.apply(target, self, args)),
  });
  try {
    for (const path of files) await import(new URL(`../../${path}`, import.meta.url).href);
  } finally {
    globalThis.RegExp = Plain;
  }
  return heard;
};

/** A cell holds no more. */
const CELL = 32_767;
/** What is shorter, and why; the first that fits counts. */
const REACH: readonly { readonly where: RegExp; readonly longest: number; readonly blanks: boolean }[] = [
  // functions/xlsx reads whole parts, and is written to be linear in them.
  { where: /^core\/reply\/text\.ts/, longest: 400, blanks: true },
  // LONGEST and BLANKS in pieces.ts
  { where: /^core\/reply\//, longest: 4000, blanks: false },
  // LONGEST in lines.ts, where blanks are cut to sixteen; the others read `plain` text
  { where: /^core\/minutes\//, longest: 2000, blanks: false },
  // `folded` text
  { where: /^core\/read\/(?:dates|clock)\.ts/, longest: CELL, blanks: false },
  { where: /^core\/wording\/(?:vague|deed)\.ts/, longest: CELL, blanks: false },
];
/** What is read by them was written by us. */
const OURS = [
  /^core\/wording\/(?:vague-)?phrases\.ts/,
  /^apps-script\/client\/fields\.ts/,
  /^functions\/cli\/program\.ts/,
  /^functions\/adapters\/outbox\/page\.ts/,
];

/** How long the worst text that is known may take, in ms, on a machine that does other things as well. */
const LONGEST_MS = 250;

export type PatternVerdict = 'linear' | `bounded: ${string}` | `slow: ${string}`;

/** What recheck (automata, and its own fuzzing where those do not suffice) knows of a pattern; what it finds is tried at full length. */
export const judgePattern = async ({ source, flags, where }: Pattern): Promise<PatternVerdict> => {
  const found = await check(source, flags, { timeout: 120_000 });
  if (found.status === 'safe') return 'linear';
  if (where.every((path) => OURS.some((ours) => ours.test(path)))) return 'bounded: reads what we wrote';
  if (found.status === 'unknown') return `slow: recheck says ${found.error.kind}`;
  const { pumps, suffix } = found.attack;
  let worst = 0;
  let longest = 0;
  for (const path of where) {
    const reach = REACH.find((one) => one.where.test(path)) ?? { longest: CELL, blanks: true };
    const fixed = suffix.length + pumps.reduce((sum, { prefix }) => sum + prefix.length, 0);
    const times = Math.floor((reach.longest - fixed) / pumps.reduce((sum, { pump }) => sum + pump.length, 0));
    const text = pumps.map(({ prefix, pump }) => prefix + pump.repeat(Math.max(1, times))).join('') + suffix;
    longest = Math.max(longest, reach.longest);
    worst = Math.max(worst, await timeOf(source, flags, reach.blanks ? text : text.replace(/(\s)\s+/g, '$1')));
  }
  const said = `${found.complexity.summary.replace(' (fuzz)', '')}, texts of ${longest}`;
  return worst > LONGEST_MS ? `slow: ${said}, ${Math.round(worst)} ms` : `bounded: ${said}`;
};

const TRIAL = `
  const { parentPort, workerData: { source, flags, text } } = require('node:worker_threads');
  const pattern = new RegExp(source, flags.replace(/[gy]/g, '') + 'g');
  const begun = performance.now();
  text.replace(pattern, '');
  parentPort.postMessage(performance.now() - begun);`;
const PATIENCE_MS = 5000;

/** Milliseconds; a worker, because nothing stops a regular expression. */
const timeOf = (source: string, flags: string, text: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(TRIAL, { eval: true, workerData: { source, flags, text } });
    const end = (milliseconds: number) => {
      clearTimeout(timer);
      void worker.terminate().then(() => resolve(milliseconds));
    };
    const timer = setTimeout(() => end(PATIENCE_MS), PATIENCE_MS);
    worker.once('message', end);
    worker.once('error', reject);
  });
