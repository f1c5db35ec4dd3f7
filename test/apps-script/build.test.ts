import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { builtFiles } from '../support/built-add-on.ts';
import { tempFolder } from '../support/cli.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const source = (path: string) => readFile(join(ROOT, path), 'utf8');

// 300 KB are evaluated in 45 ms by V8 11.3 (Node 20); an edit has a second.
it('the script is small enough to be evaluated at every edit', async () => {
  expect(Buffer.byteLength((await builtFiles())['Code.js']!)).toBeLessThanOrEqual(320_000);
});

// 1,089 KB, with the days of every country, are evaluated in 110 ms of CPU by V8 11.3 (Node 20): a sweep and an answer read it, and no edit does.
it('the second script is small enough to be evaluated at every answer', async () => {
  const page = (await builtFiles())['second.html']!;
  expect(Buffer.byteLength(page)).toBeLessThanOrEqual(1_000_000);
  expect(page.match(/<\/script/g)).toHaveLength(1);
});

it('the script asks for nothing newer than ES2021: esbuild rewrites syntax, not what engines lack', async () => {
  const newer =
    /\.at\(-|\.(?:findLast|findLastIndex|toSorted|toReversed|toSpliced|groupBy|hasOwn|isWellFormed)\(|structuredClone/;
  expect(newer.exec((await builtFiles())['Code.js']!)?.[0]).toBeUndefined();
});

it('the pages ask browsers for nothing newer than we promise', async () => {
  const newer = /\.(?:findLast|findLastIndex|toSorted|toReversed|toSpliced|groupBy|isWellFormed|fromAsync)\(/;
  // The second script is a page only in name: no browser reads it.
  const pages = Object.entries(await builtFiles()).filter(([name]) => name.endsWith('.html') && name !== 'second.html');
  expect(pages.map(([name, html]) => [name, newer.exec(html)?.[0]])).toEqual(pages.map(([name]) => [name, undefined]));
});

it('what Apps Script and the pages call are functions at the top level, and nothing else is', async () => {
  const code = (await builtFiles())['Code.js']!;
  const names = [...code.matchAll(/^function (\w+)\(\)/gm)].map(([, name]) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'onOpen',
      'onEdit',
      'batonOnEdit',
      'batonOnChange',
      'batonHeartbeat',
      'batonBook',
      'batonApply',
    ]),
  );
  // Menu entries, triggers and pages name functions by text.
  const server = await Promise.all(
    ['menu', 'triggers', 'set-up', 'sweep/daily'].map((file) => source(`apps-script/server/${file}.ts`)),
  );
  const called = [...server.join('\n').matchAll(/'(baton[A-Z]\w+)'/g)].map(([, name]) => name);
  expect(called.length).toBeGreaterThan(0);
  expect(names).toEqual(expect.arrayContaining(called));
});

it('pages have everything in them', async () => {
  const pages = Object.entries(await builtFiles()).filter(([name]) => name.endsWith('.html'));
  expect(pages.length).toBeGreaterThan(0);
  for (const [name, html] of pages) expect(html, name).not.toMatch(/<script src=|<link [^>]*href="\./);
  // A template's marks would be run where it is evaluated; the second script is none.
  for (const [name, html] of pages) if (name !== 'second.html') expect(html, name).not.toMatch(/<\?/);
});

it('the manifest asks for sheets, to send mail, its triggers, its pages and the reader’s address, and for nothing more', async () => {
  const manifest = JSON.parse((await builtFiles())['appsscript.json']!) as {
    oauthScopes: string[];
    runtimeVersion: string;
  };
  expect(manifest.runtimeVersion).toBe('V8');
  expect(manifest.oauthScopes.map((scope) => scope.replace('https://www.googleapis.com/auth/', ''))).toEqual([
    'spreadsheets',
    'script.send_mail',
    'script.scriptapp',
    'script.container.ui',
    'userinfo.email',
  ]);
});

it('clasp pushes the script, the pages and the manifest, and no other file', async () => {
  const folder = await tempFolder();
  const target = join(folder, 'build/apps-script');
  await mkdir(target, { recursive: true });
  await copyFile(join(ROOT, 'clasp.json'), join(folder, 'clasp.json'));
  const files = await builtFiles();
  for (const [name, text] of Object.entries(files)) await writeFile(join(target, name), text);
  await writeFile(join(folder, 'package.json'), '{}');

  const clasp = join(ROOT, 'node_modules/@google/clasp/build/src/index.js');
  const { stdout } = await promisify(execFile)(process.execPath, [clasp, '-P', 'clasp.json', 'status', '--json'], {
    cwd: folder,
  });
  const { filesToPush } = JSON.parse(stdout) as { filesToPush: string[] };
  expect(filesToPush.toSorted()).toEqual(
    Object.keys(files)
      .map((name) => `build/apps-script/${name}`)
      .toSorted(),
  );
});
