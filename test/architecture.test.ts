// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the planted sources are texts
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSource, violations } from './support/architecture.ts';

const ROOT = new URL('..', import.meta.url);
const FOLDERS = ['sheet-templates', 'core', 'functions', 'apps-script', 'scripts', 'test'];
const manifest = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as {
  readonly dependencies: Record<string, string>;
  readonly optionalDependencies: Record<string, string>;
};
const dependencies = { ...manifest.dependencies, ...manifest.optionalDependencies };

const projectFiles = (): Map<string, string> => {
  const present = readdirSync(ROOT);
  const files = new Map<string, string>();
  for (const folder of FOLDERS.filter((name) => present.includes(name))) {
    for (const entry of readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })) {
      const path = `${folder}/${entry.replaceAll('\\', '/')}`;
      if (path.endsWith('.ts')) files.set(path, readFileSync(new URL(path, ROOT), 'utf8'));
    }
  }
  return files;
};

describe('the project', () => {
  it('keeps to its layout', () => {
    const files = projectFiles();
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['core/time/calendar.ts', 'functions/ports.ts', 'test/architecture.test.ts']),
    );
    expect(violations(files, Object.keys(dependencies))).toEqual([]);
  });
});

describe('a planted violation is found', () => {
  const found = (files: Record<string, string>) =>
    violations(new Map(Object.entries(files)), ['zod', 'luxon', '@noble/hashes', 'nodemailer']);

  it.each<[string, string, string]>([
    ['core/a.ts', "import { x } from '../functions/ports.ts';", 'core/a.ts may not import functions/ports.ts'],
    ['core/a.ts', "import type { X } from '../functions/ports.ts';", 'core/a.ts may not import functions/ports.ts'],
    ['core/a.ts', "export * from '../test/support/x.ts';", 'core/a.ts may not import test/support/x.ts'],
    ['core/a.ts', "import fs from 'node:fs';", 'core/a.ts may not import node:fs'],
    ['core/a.ts', "import { createTransport } from 'nodemailer';", 'core/a.ts may not import nodemailer'],
    ['core/a.ts', "import { DateTime } from 'luxon';", 'core/a.ts may not import luxon'],
    ['core/read/calendar.ts', "import { DateTime } from 'luxon';", 'core/read/calendar.ts may not import luxon'],
    ['core/a.ts', "await import('node:fs');", 'core/a.ts may not import node:fs'],
    ['core/a.ts', "type F = import('node:fs').Stats;", 'core/a.ts may not import node:fs'],
    ['core/a.ts', "import 'node:fs';", 'core/a.ts may not import node:fs'],
    ['core/a.ts', 'await import(name);', 'core/a.ts imports a computed name, which nobody can check'],
    [
      'sheet-templates/a.ts',
      "import { x } from '../core/time/day.ts';",
      'sheet-templates/a.ts may not import core/time/day.ts',
    ],
    ['sheet-templates/tabs/a.ts', "import { x } from 'luxon';", 'sheet-templates/tabs/a.ts may not import luxon'],
    ['functions/a.ts', "import { x } from '../scripts/check.ts';", 'functions/a.ts may not import scripts/check.ts'],
    [
      'functions/cli/a.ts',
      "import { x } from '../../test/support/a.ts';",
      'functions/cli/a.ts may not import test/support/a.ts',
    ],
    [
      'functions/a.ts',
      "import { x } from 'left-pad';",
      'functions/a.ts imports left-pad, which is not among the dependencies',
    ],
    [
      'functions/a.ts',
      "import { x } from '@scope/left/pad.js';",
      'functions/a.ts imports @scope/left, which is not among the dependencies',
    ],
    [
      'functions/adapters/smtp/a.ts',
      "import { x } from '../outbox/a.ts';",
      'functions/adapters/smtp/a.ts may not import functions/adapters/outbox/a.ts',
    ],
    [
      'functions/adapters/smtp/a.ts',
      "import { x } from '../smtp-like/a.ts';",
      'functions/adapters/smtp/a.ts may not import functions/adapters/smtp-like/a.ts',
    ],
    [
      'functions/adapters/memory.ts',
      "import { x } from './outbox/a.ts';",
      'functions/adapters/memory.ts may not import functions/adapters/outbox/a.ts',
    ],
    [
      'functions/adapters/smtp/a.ts',
      "import { x } from '../../sweep/sweep.ts';",
      'functions/adapters/smtp/a.ts may not import functions/sweep/sweep.ts',
    ],
    [
      'apps-script/a.ts',
      "import { x } from '../functions/ports.ts';",
      'apps-script/a.ts may not import functions/ports.ts',
    ],
    ['apps-script/a.ts', "import { x } from 'zod';", 'apps-script/a.ts may not import zod'],
    ['test/a.ts', "import { x } from '../../shared/a.ts';", 'test/a.ts may not import ../shared/a.ts'],
    ['scripts/bench/a.ts', "import x from '/tmp/a.ts';", 'scripts/bench/a.ts imports /tmp/a.ts by an absolute path'],
  ])('%s: %s', (path, text, sentence) => expect(found({ [path]: text })).toEqual([sentence]));

  it.each<[string, string]>([
    ['const t = Date.now();', 'Date.now'],
    ['const t = Date\n  .now();', 'Date.now'],
    ['const t = new Date();', 'newDate'],
    ['const t = Date();', 'Date('],
    ['const r = Math.random();', 'Math.random'],
    ['const e = process.env.TZ;', 'process.'],
    ['const e = process?.env;', 'process?.'],
    ['const g = globalThis;', 'globalThis'],
    ['setTimeout(f, 1);', 'setTimeout'],
    ["fetch('https://example.com');", 'fetch('],
    ['const t = DateTime.now();', 'DateTime.now('],
    ['names.sort((a, b) => a.localeCompare(b));', 'localeCompare'],
    ['n.toLocaleString();', 'toLocaleString'],
    ['new Intl.DateTimeFormat();', 'Intl.'],
    ['const half = (a + b) / 2; const t = Date.now(); // two divisions: / 3', 'Date.now'],
    ["const quote = /['`]/; const t = Date.now(); const other = /['`]/;", 'Date.now'],
    ["const open = `${a}'${`${b}`}`; const t = Date.now(); const s = '';", 'Date.now'],
    ["const path = '/*'; const t = Date.now(); const end = '*/';", 'Date.now'],
    ['const word = `${Date.now()}`;', 'Date.now'],
  ])('core that says: %s', (text, match) =>
    expect(found({ 'core/a.ts': text })).toEqual([`core/a.ts asks the world: ${match}`]),
  );

  it.each<[string, string]>([
    ["const gap = locale === 'zh-CN' ? '' : ' ';", 'zh-CN'],
    ["if ('en' !== policy.locale) say();", 'en'],
    ["switch (book.locale) { case 'zh-CN': return; }", 'zh-CN'],
    ["const isChinese = tag.startsWith('zh');", 'zh'],
  ])('a language that is asked for by its name: %s', (text, name) => {
    for (const path of ['core/mail/a.ts', 'functions/a.ts', 'apps-script/a.ts', 'sheet-templates/a.ts', 'scripts/a.ts'])
      expect(found({ [path]: text })).toEqual([
        `${path} asks whether the language is ${name}: core/messages says what differs`,
      ]);
  });

  it('words of several languages outside the catalogue and the sheets', () => {
    const text = "import { type Words, w } from '../sheet-templates/index.ts'; export const a: Words = w('一', 'one');";
    expect(found({ 'functions/a.ts': text })).toEqual([
      'functions/a.ts says words of several languages: they belong into core/messages',
    ]);
  });

  it('a name that two files export, but for the languages’ own', () => {
    const text = 'export const limitOf = 1; export interface Limit {}';
    const again = "export function limitOf() {} export { Limit } from './a.ts';";
    expect(
      found({
        'core/a.ts': text,
        'functions/b.ts': again,
        'core/messages/en/c.ts': text,
        'core/messages/zh-CN/c.ts': text,
        'test/d.ts': text,
      }),
    ).toEqual(['limitOf is exported by core/a.ts and functions/b.ts: a name says which one it is']);
  });

  it('files in a ring, whatever its length, also by types alone', () => {
    expect(
      found({
        'core/a.ts': "import { b } from './b.ts';",
        'core/b.ts': "import type { C } from './deep/c.ts';",
        'core/deep/c.ts': "export { a } from '../a.ts';",
        'core/d.ts': "import { a } from './a.ts';",
      }),
    ).toContain('files import each other: core/a.ts → core/b.ts → core/deep/c.ts → core/a.ts');
    expect(found({ 'core/a.ts': "import { a } from './a.ts';" })).toHaveLength(1);
  });

  it('rooms that need each other, though no two of their files do', () => {
    expect(
      found({
        'core/read/a.ts': "import type { B } from '../flow/b.ts';",
        'core/flow/b.ts': 'export type B = 1;',
        'core/flow/deep/c.ts': "export { d } from '../../read/d.ts';",
        'core/read/d.ts': 'export const d = 1;',
      }),
    ).toEqual([
      'rooms need each other: core/flow, core/read (core/flow/deep/c.ts needs core/read/d.ts; core/read/a.ts needs core/flow/b.ts)',
    ]);
  });

  it('rooms that need each other round a corner, a file without a folder among them', () => {
    expect(
      found({
        'functions/week/a.ts': "import { b } from '../ports.ts';",
        'functions/ports.ts': "import type { C } from './doctor/c.ts'; export const b = 1;",
        'functions/doctor/c.ts': "import { d } from '../week/d.ts'; export type C = 1;",
        'functions/week/d.ts': 'export const d = 1;',
      }),
    ).toEqual([
      expect.stringContaining('rooms need each other: functions/doctor, functions/ports.ts, functions/week ('),
    ]);
  });
});

describe('what is allowed is not reported', () => {
  it.each<[string, string]>([
    ['core/time/calendar.ts', "import { DateTime } from 'luxon';"],
    [
      'core/a.ts',
      "import { sha256 } from '@noble/hashes/sha2.js'; import { TABS } from '../sheet-templates/index.ts';",
    ],
    ['core/a.ts', "// Date.now()\n/* import x from 'node:fs' */ const s = 'new Date()'; const r = /process.env/;"],
    ['core/a.ts', "const t = `from 'node:fs' ${a} Date.now() ${b} fetch(1)`;"],
    ['core/a.ts', 'const d = luxonLike.fetch(1); item.process.done; type DateCell = string;'],
    ['core/a.ts', "const from = 'node:fs';"],
    ['core/messages/a.ts', "const gap = locale === 'zh-CN' ? '' : ' ';"],
    ['functions/a.ts', "const zones = { 'zh-CN': 'Asia/Shanghai', en: '' }; const isEnding = word === 'english';"],
    ['sheet-templates/tabs/a.ts', "import { w } from '../types.ts'; export const title = w('一', 'one');"],
    ['test/a.ts', "const named = locale === 'en' ? 'Li' : '李';"],
    ['core/a.ts', "if (!/[0#]`/.test(s)) x = a! / b; const u = 'new Date()';"],
    [
      'functions/adapters/graph-excel/a.ts',
      "import '../../microsoft/a.ts'; import '../../remote/a.ts'; import '../../xlsx/a.ts'; import '../../google/a.ts';",
    ],
    [
      'functions/adapters/smtp/a.ts',
      "import nodemailer from 'nodemailer'; import './b.ts'; import '../../ports.ts'; import '../../errors.ts';",
    ],
    [
      'functions/sweep/sweep.ts',
      "import './adapters/smtp/a.ts'; import fs from 'node:fs'; await import('zod'); import.meta.url;",
    ],
    ['test/a.ts', "import '../functions/sweep/sweep.ts'; import fc from 'fast-check'; await import(name);"],
    ['scripts/a.ts', "import '../functions/sweep/sweep.ts'; import exceljs from 'exceljs';"],
  ])('%s: %s', (path, text) => {
    expect(violations(new Map([[path, text]]), ['zod', 'luxon', '@noble/hashes', 'nodemailer'])).toEqual([]);
  });

  it('a file read twice says the same', () => {
    const text = "import { a } from './a.ts'; export const b = a / 2;";
    expect(readSource(text)).toEqual({
      imports: ['./a.ts'],
      patterns: [],
      exported: ['b'],
      compared: [],
      code: "import { a } from '' ; export const b = a / 2 ;",
    });
  });
});
