import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { delimiter, dirname, join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readZip } from '../../functions/xlsx/zip.ts';
import { type Made, makePackage } from '../../scripts/package/make.ts';
import { wholeAddOn } from '../support/built-add-on.ts';
import { tempFolder } from '../support/cli.ts';

/** The package as strangers get it: packed, installed in an empty folder without a network, and called by its name. */

const NOW = '2026-11-20T09:00';
const LANGUAGE = { en: 'en_GB.UTF-8', 'zh-CN': 'zh_CN.UTF-8' } as const;
type Spoken = keyof typeof LANGUAGE;

let made: Made;
let folder: string;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  const work = await tempFolder();
  made = await makePackage(join(work, 'dist'), wholeAddOn);
  folder = join(work, 'theirs');
  await mkdir(folder);
  const { HOME, SystemRoot } = process.env;
  environment = {
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
    HOME,
    SystemRoot,
    XDG_CACHE_HOME: join(work, 'cache'),
    LOCALAPPDATA: join(work, 'cache'),
    BATON_CONFIG: join(work, 'nothing-set-up.json'),
  };
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', '--no-save', made.file], {
    cwd: folder,
    // Nothing fetched before either: the keychain's package, which may be absent, would come from the cache of this machine.
    env: { ...environment, npm_config_cache: join(work, 'npm') },
    shell: process.platform === 'win32',
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}, 300_000);

const BIN = process.platform === 'win32' ? 'baton.cmd' : 'baton';
const bin = () => join(folder, 'node_modules/.bin', BIN);

/** What it prints, and how it ends. */
const baton = (spoken: Spoken, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(bin(), args, {
    cwd: folder,
    env: { ...environment, LANG: LANGUAGE[spoken] },
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return { code: status, out: stdout, err: stderr };
};

const sizeOf = async (path: string): Promise<number> => {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
};

describe('what is installed', () => {
  it('is one package of at most 15 MB, which needs no other', async () => {
    const packages = (await readdir(join(folder, 'node_modules'))).filter((name) => !name.startsWith('.'));
    expect(packages).toEqual(['baton']);
    expect(await sizeOf(join(folder, 'node_modules'))).toBeLessThan(15 * 2 ** 20);
  });

  it('tells nobody to call npm run, which nobody has there', async () => {
    const scripts = [...made.bundle.files].filter(([, text]) => text.includes('npm run -s baton'));
    expect(scripts.map(([name]) => name)).toEqual([]);
    expect(await readFile(join(folder, 'node_modules/baton/README.md'), 'utf8')).not.toContain('npm run -s');
  });
});

describe.skipIf(process.platform === 'win32')('the add-on comes along', () => {
  const SHEET = 'https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz/edit#gid=0';

  /** A folder with a program `npx` in it, which writes down what is asked of clasp, and which files it would push. */
  const withClasp = async (home: string) => {
    const work = await tempFolder();
    const [tools, said] = [join(work, 'bin'), join(work, 'said.txt')];
    await mkdir(tools);
    await mkdir(join(work, home));
    const script = `#!/bin/sh\necho "$@" >> '${said}'\ncase "$*" in *push*) ls | tr '\\n' ' ' >> '${said}';; esac\n`;
    await writeFile(join(tools, 'npx'), script, { mode: 0o755 });
    const { status, stdout, stderr } = spawnSync(bin(), ['add-on', 'install', SHEET], {
      cwd: folder,
      env: {
        ...environment,
        PATH: [tools, environment.PATH].join(delimiter),
        HOME: join(work, home),
        LANG: LANGUAGE.en,
      },
      encoding: 'utf8',
    });
    return { status, stdout, stderr, said: (await readFile(said, 'utf8')).split('\n') };
  };

  it('and is put into a spreadsheet from where the package is installed', async () => {
    const { status, stdout, stderr, said } = await withClasp('home');
    expect([status, stderr.split('\n').length]).toEqual([0, 4]);
    expect(said.slice(0, 3)).toEqual([
      '--yes @google/clasp@3 login',
      '--yes @google/clasp@3 create-script --parentId 1AbCdEfGhIjKlMnOpQrStUvWxYz --title Baton --rootDir .',
      '--yes @google/clasp@3 push --force',
    ]);
    expect(said[3]?.trim().split(' ')).toEqual(expect.arrayContaining(['Code.js', 'appsscript.json', 'second.html']));
    expect(stdout).toContain('The add-on is in the spreadsheet.');
  });

  it('and can be laid out to be pasted by hand, or had as a zip without the package', async () => {
    const { code, out, err } = baton('zh-CN', 'add-on', 'files', 'pasted');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Code.js 贴进 Code.gs');
    const files = (await readdir(join(folder, 'pasted'))).sort();
    expect(files).toEqual((await readdir(join(folder, 'node_modules/baton/apps-script'))).sort());
    const zip = readZip(await readFile(made.addOn));
    const papers = ['NOTICE', 'add-on.md', 'add-on.zh-CN.md'];
    expect(zip.entries.map(({ name }) => name).sort()).toEqual(
      [...papers, ...files.map((name) => `apps-script/${name}`)].sort(),
    );
    expect(await readFile(join(folder, 'node_modules/baton/add-on.md'), 'utf8')).toContain('baton add-on files');
  });
});

describe.each(Object.keys(LANGUAGE) as Spoken[])('in %s', (spoken) => {
  const book = `${spoken}.xlsx`;

  it('helps, and says which version it is', () => {
    const { code, out, err } = baton(spoken, '--help');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(spoken === 'en' ? /^Usage: baton <command>\n/ : /^用法[：:]? ?baton <command>\n/);
    expect(out).toMatch(/^ {2}sweep /m);
    expect(baton(spoken, 'sweep', '--help').out).toMatch(/^ {2}baton sweep \S+ --dry-run$/m);
    expect(baton(spoken, '--version').out).toBe('1.0.0\n');
  });

  it('makes a demo, shows what would be mailed, and mails it into a folder', async () => {
    expect(baton(spoken, 'init', book, '--demo', '--now', NOW, '--country', 'GB')).toMatchObject({ code: 0, err: '' });
    const shown = baton(spoken, 'sweep', book, '--now', NOW, '--dry-run', '--json');
    const { mails } = JSON.parse(shown.out) as { mails: { to: string }[] };
    expect(mails.length).toBeGreaterThan(3);
    expect(await readdir(folder)).not.toContain(`mails-${spoken}`);
    const swept = baton(spoken, 'sweep', book, '--now', NOW, '--mail', `outbox:mails-${spoken}`);
    expect(swept.err).toBe('');
    expect(swept.out).toContain(`baton check ${book}`);
    const left = (await readdir(join(folder, `mails-${spoken}`))).filter((name) => name.endsWith('.eml'));
    expect(left).toHaveLength(mails.length);
  });
});

it('an option that npm keeps for itself is refused with the call to type', () => {
  const { status, stderr } = spawnSync(bin(), ['sweep', 'en.xlsx'], {
    cwd: folder,
    env: { ...environment, LANG: 'en', npm_lifecycle_event: 'npx', npm_config_dry_run: 'true' },
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  expect([status, stderr]).toEqual([2, expect.stringContaining('Write: baton sweep en.xlsx --dry-run.')]);
});

/** Process groups, so that a test that fails leaves nothing behind either. */
const groups: number[] = [];
afterEach(() => {
  for (const group of groups.splice(0)) {
    try {
      process.kill(-group, 'SIGKILL');
    } catch {}
  }
});

/** Whether somebody listens there. */
const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
      .on('connect', () => {
        socket.destroy();
        resolve(true);
      })
      .on('error', () => resolve(false));
  });

const portOf = async (child: ChildProcess): Promise<number> => {
  for await (const line of createInterface({ input: child.stdout! })) {
    const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1];
    if (port) return Number(port);
  }
  throw new Error('serve said nothing');
};

describe.skipIf(process.platform === 'win32')('serve ends when it is told to, and leaves nothing behind', () => {
  const ways: [string, NodeJS.Signals, () => readonly [string, readonly string[]]][] = [
    ['by its name', 'SIGTERM', () => [bin(), []]],
    ['by its name', 'SIGINT', () => [bin(), []]],
    ['through npx', 'SIGTERM', () => ['npx', ['--offline', 'baton']]],
    ['through npx of the packed file', 'SIGINT', () => ['npx', ['--offline', '--yes', relative(folder, made.file)]]],
  ];

  it.each(ways)('%s, %s', { timeout: 180_000 }, async (_, signal, call) => {
    const [program, args] = call();
    const child = spawn(program, [...args, 'serve', 'en.xlsx', '--port', '0'], {
      cwd: folder,
      env: { ...environment, LANG: 'en' },
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    groups.push(child.pid!);
    const ended = once(child, 'exit');
    const port = await portOf(child);
    expect(await isOpen(port)).toBe(true);
    // A terminal tells all that it runs; whoever stops a service tells the one process that they know.
    process.kill(signal === 'SIGINT' ? -child.pid! : child.pid!, signal);
    await ended;
    await expect.poll(() => isOpen(port), { timeout: 30_000 }).toBe(false);
  });
});
