import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { build, transform } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { indexPage } from '../functions/adapters/outbox/page.ts';
import { bundleFunctions } from '../scripts/deploy/bundle.ts';
import { ECMASCRIPT, type Engine } from '../scripts/engines.ts';
import type { Pattern } from '../scripts/fuzz/regexps.ts';
import { builtFiles } from './support/built-add-on.ts';
import { tempFolder } from './support/cli.ts';
import type { Finding, Job } from './support/engines/parser.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const parse = (jobs: readonly Job[]): Finding[] =>
  JSON.parse(
    execFileSync(process.execPath, ['--expose-internals', 'test/support/engines/parser.ts'], {
      cwd: ROOT,
      input: JSON.stringify(jobs),
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  ) as Finding[];
const newerIn = (findings: readonly Finding[]) =>
  findings.flatMap(({ name, newer }) => (newer === '' ? [] : [`${name}: ${newer}`]));
const patternJobs = (name: string, edition: number, patterns: readonly string[]): Job[] =>
  [...new Set(patterns)].map((code) => ({ name: `${name} ${code}`, edition, kind: 'pattern', code }));

/** Core and the declared tabs run everywhere, so what they may use is what the oldest engine knows. */
const engineOf = (path: string): Engine => {
  if (path.startsWith('apps-script/client/')) return 'pages';
  return path.startsWith('functions/') ? 'node' : 'appsScript';
};

/** The add-on's second script lies in a page, and no browser runs it. */
const SECOND = 'second.html';

/** Scripts that a browser runs, by page. */
const scriptsIn = (html: string): string =>
  [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code]) => code).join(';');
const pageScripts = async (): Promise<Record<string, string>> => {
  const pages = Object.entries(await builtFiles()).filter(([name]) => name.endsWith('.html') && name !== SECOND);
  return Object.fromEntries(
    [...pages, ['index.html', indexPage([], 'en', '0').toString()]].map(([name, html]) => [name!, scriptsIn(html!)]),
  );
};

/** Every regular expression a script puts together while it loads, those of packages in it too. */
const composedBy = (script: string): string[] => {
  const heard: RegExp[] = [];
  const context = vm.createContext({ heard });
  const listen = `RegExp = new Proxy(RegExp, {
    construct: (...args) => { const made = Reflect.construct(...args); heard.push(made); return made; },
    apply: (...args) => { const made = Reflect.apply(...args); heard.push(made); return made; },
  });`;
  vm.runInContext(listen, context);
  vm.runInContext(script, context);
  return heard.map(String);
};

describe('every engine we promise reads what we wrote', () => {
  it('the parser tells editions apart: groups with modifiers, names given twice, sets, indices', () => {
    const newest = ['/(?i:a)/', '/(?-i:a)b/i', '/(?<a>x)|(?<a>y)/', '/[a--b]/v', '/a/d', '/(?<=a)b/'];
    const editions = [2019, 2020, 2021, 2022, 2023, 2024, 2025];
    const found = parse(editions.flatMap((edition) => patternJobs(String(edition), edition, newest)));
    const since = newest.map((_, i) => editions.find((_, e) => found[e * newest.length + i]!.newer === ''));
    expect(since).toEqual([2025, 2025, 2025, 2024, 2022, 2019]);
  });

  it('every regular expression in the sources, written or put together', async () => {
    const files = globSync('{core,functions,apps-script,sheet-templates}/**/*.ts', { cwd: ROOT });
    const sources = await Promise.all(
      files.map(async (path): Promise<Job> => {
        const { code } = await transform(readFileSync(join(ROOT, path), 'utf8'), { loader: 'ts', target: 'esnext' });
        return { name: path, edition: 2026, kind: 'module', code };
      }),
    );
    const listed = execFileSync(process.execPath, ['scripts/fuzz/list-regexps.ts', '--json'], {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    const written = parse(sources).flatMap(({ name, patterns }) =>
      patternJobs(name, ECMASCRIPT[engineOf(name)], patterns),
    );
    const heard = (JSON.parse(listed) as Pattern[]).flatMap(({ pattern, where }) =>
      where.flatMap((path) => patternJobs(path, ECMASCRIPT[engineOf(path)], [pattern])),
    );
    expect(written.length).toBeGreaterThan(400);
    expect(heard.length).toBeGreaterThan(400);
    expect(newerIn(parse([...written, ...heard]))).toEqual([]);
  });

  it('every built script, and each regular expression in it', async () => {
    const script = (await builtFiles())['Code.js']!;
    const second = scriptsIn((await builtFiles())[SECOND]!);
    const cloud = [...(await bundleFunctions())].filter(([name]) => name.endsWith('.js'));
    const jobs: Job[] = [
      { name: 'Code.js', edition: ECMASCRIPT.appsScript, kind: 'script', code: script },
      { name: SECOND, edition: ECMASCRIPT.appsScript, kind: 'script', code: second },
      ...Object.entries(await pageScripts()).map(
        ([name, code]): Job => ({ name, edition: ECMASCRIPT.pages, kind: 'script', code }),
      ),
      ...cloud.map(([name, code]): Job => ({ name, edition: ECMASCRIPT.cloud, kind: 'module', code })),
    ];
    const found = parse(jobs);
    const put = found.flatMap(({ name, patterns }, i) => patternJobs(name, jobs[i]!.edition, patterns));
    const composed = [script, second].flatMap((code) =>
      patternJobs('the add-on', ECMASCRIPT.appsScript, composedBy(code)),
    );
    expect(composed.length).toBeGreaterThan(50);
    expect(newerIn([...found, ...parse([...put, ...composed])])).toEqual([]);
  });
});

/** Every Node there is, by its V8, oldest first. */
const nodes = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, process.platform === 'win32' ? 'node.exe' : 'node'))
  .concat(process.execPath)
  .flatMap((path) => {
    const { status, stdout } = spawnSync(path, ['-p', 'process.versions.v8'], { encoding: 'utf8' });
    return status === 0 ? [{ path, v8: stdout.trim() }] : [];
  })
  .sort((a, b) => a.v8.localeCompare(b.v8, 'en', { numeric: true }));
const oldest = nodes[0]!;
const isOwn = oldest.v8 === process.versions.v8;
const engine = `V8 ${oldest.v8}${isOwn ? ', for NO OLDER NODE IS IN THE PATH' : ''}`;

describe(`the add-on in the oldest engine here: ${engine}`, () => {
  let said: { v8: string; note: string; pages: Record<string, string> };
  beforeAll(async () => {
    const outfile = join(await tempFolder(), 'edit.cjs');
    await build({
      entryPoints: [join(ROOT, 'test/support/engines/edit.ts')],
      bundle: true,
      platform: 'node',
      target: 'node20',
      outfile,
      logLevel: 'silent',
    });
    const scripts = { ...(await pageScripts()), [SECOND]: scriptsIn((await builtFiles())[SECOND]!) };
    const input = JSON.stringify({ files: await builtFiles(), scripts });
    said = JSON.parse(execFileSync(oldest.path, [outfile], { input, encoding: 'utf8' })) as typeof said;
  });

  it('checks what somebody types', () => {
    expect(said.v8).toBe(oldest.v8);
    expect(said.note).toMatch(/^Baton: Sat 18 Apr is a day off/);
  });

  it('has pages whose scripts load as far as they need a browser', () => {
    expect(Object.keys(said.pages).length).toBeGreaterThan(5);
    const { [SECOND]: second, ...pages } = said.pages;
    expect(second).toBe('ran');
    for (const [name, end] of Object.entries(pages)) {
      expect([name, end]).toEqual([name, 'ReferenceError: document is not defined']);
    }
  });
});
