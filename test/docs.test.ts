import { existsSync, globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../core/time/calendar.ts';
import { dayFromIso, isoOf } from '../core/time/day.ts';
import { officialDaysOf } from '../functions/reading/holidays.ts';

const ROOT = new URL('..', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');
const pages = globSync(['*.md', 'docs/**/*.md'], { cwd: ROOT }).map((path) => path.replaceAll('\\', '/'));

describe('the documentation', () => {
  it.each(pages)('%s points to nothing that is gone', (page) => {
    const text = read(page).replace(/```[\s\S]*?```/g, '');
    const links = [...text.matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)].map((m) =>
      posix.join(posix.dirname(page), m[1]!),
    );
    const paths = [
      ...text.matchAll(/`((?:core|functions|sheet-templates|scripts|test|docs|apps-script)\/[\w./-]*)`/g),
    ].map((m) => m[1]!);
    expect([...links, ...paths].filter((path) => !existsSync(new URL(path, ROOT)))).toEqual([]);
  });

  it('says in Chinese, section for section, what it says in English to those who use Baton, run it or let it in', () => {
    // For who works on the code; the glossary has both languages in its rows.
    const forDevelopers = [
      'adding',
      'benchmarks',
      'how-it-works',
      'reliability',
      'requirements',
      'verified',
      'glossary',
    ];
    const sections = (path: string) =>
      existsSync(new URL(path, ROOT)) ? (read(path).match(/^## /gm)?.length ?? 0) : null;
    const guides = globSync('docs/*.md', { cwd: ROOT }).flatMap(
      (path) => /(\w[\w-]*?)(?:\.zh-CN)?\.md$/.exec(path)?.[1] ?? [],
    );
    const told = [...new Set(guides)].filter((name) => !forDevelopers.includes(name));
    const inEach = told.map((name) => [name, sections(`docs/${name}.md`), sections(`docs/${name}.zh-CN.md`)]);
    expect(inEach.filter(([, english, chinese]) => english !== chinese)).toEqual([]);
    expect(told.length).toBeGreaterThan(15);
  });

  it.each(pages)('%s has no row of a table outside of one', (page) => {
    // Examples are as they are.
    const lines = read(page)
      .replaceAll(/^```[\s\S]*?^```/gm, '')
      .split('\n');
    const isRow = (line = '') => line.startsWith('|');
    const isRule = (line = '') => /^\|[ :|-]+\|$/.test(line);
    expect(lines.filter((line, i) => isRow(line) && !isRow(lines[i - 1]) && !isRule(lines[i + 1]))).toEqual([]);
  });

  it('gives every dependency its reason, and no other', () => {
    const { dependencies, optionalDependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
      string,
      Record<string, string>
    >;
    const rows = read('docs/decisions/0001-dependencies.md').matchAll(/^\| (@?[a-z][\w./-]*) +\|/gm);
    const reasoned = [...rows].map((m) => m[1]!).filter((name) => name !== 'package');
    const delivered = Object.keys({ ...dependencies, ...optionalDependencies }).sort();
    expect(reasoned).toEqual([...delivered, ...Object.keys(devDependencies!)]);
  });

  it('counts its examples of clocks right', async () => {
    const day = (iso: string) => dayFromIso(iso)!;
    const china = createCalendar((await officialDaysOf('CN', 2026, 2026)).days);
    const later = (iso: string, n: number) => isoOf(china.addWorkdays(day(iso), n));
    // Blocked on Monday; told on Friday; the executive on Thursday.
    expect(later('2026-03-02', 3)).toBe('2026-03-05');
    expect(later('2026-03-05', 1)).toBe('2026-03-06');
    expect(later('2026-03-06', 3)).toBe('2026-03-11');
    // Due on Friday: reminder, evidence.
    expect(later('2026-03-06', -3)).toBe('2026-03-03');
    expect(later('2026-03-06', 2)).toBe('2026-03-10');
    // Due on Sunday.
    expect(isoOf(china.workdayOnOrBefore(day('2026-03-08')))).toBe('2026-03-06');
    expect(later('2026-03-08', 0)).toBe('2026-03-09');
    // Spring Festival.
    expect(later('2026-02-11', 3)).toBe('2026-02-14');
    expect(later('2026-02-14', 1)).toBe('2026-02-24');
  });
});
