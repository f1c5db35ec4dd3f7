import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { beforeAll, expect, it } from 'vitest';
import { cli } from '../../../core/messages/en/cli.ts';
import { askForSetup } from '../../../functions/cli/interview.ts';
import { openTerminal } from '../../../functions/cli/terminal.ts';
import { run, tempFolder } from '../../support/cli.ts';

/** What errors say to do is typed as it stands, in the reader's language, and names what the workbook calls it. */

const ZH = { LANG: 'zh_CN.UTF-8' };
const NAME = "Ann's plan 计划.xlsx";
const TYPED = `"${NAME}"`;

let folder: string;
beforeAll(async () => {
  folder = await tempFolder();
  await ownTracker(NAME);
});

const ownTracker = async (name: string) => {
  const book = new exceljs.Workbook();
  book.addWorksheet('Plan').addRows([
    ['Task', 'Owner', 'Due', 'Status'],
    ['Draw plans', 'Ann', new Date('2026-11-20T00:00:00Z'), 'open'],
    ['Print box', 'Bob', new Date('2026-12-01T00:00:00Z'), 'parked'],
    ['Ship it', 'Ann', new Date('2026-12-04T00:00:00Z'), 'open'],
  ]);
  await book.xlsx.writeFile(join(folder, name));
};

const baton = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => run('baton', folder, args, env);

it.each([{}, ZH])('a workbook that is not followed yet is named in the call that takes it over', async (env) => {
  const { code, err } = await baton(['sweep', NAME, '--dry-run'], env);
  expect(code).toBe(1);
  expect(err).toContain(`npm run -s baton -- adopt ${TYPED}\n`);
  const json = JSON.parse((await baton(['sweep', NAME, '--dry-run', '--json'], env)).out);
  expect(json.error.message).toContain(`adopt ${TYPED}`);
});

it.each([{}, ZH])('setup names the tracker that it does not follow by itself', async (env) => {
  const flags = ['--workbook', NAME, '--keeper', 'Ann <ann@example.com>', '--mail', 'outbox', '--no-schedule'];
  const { code, err } = await baton(['setup', ...flags], env);
  expect(code).toBe(2);
  expect(err).toContain(`npm run -s baton -- adopt ${TYPED}`);
});

it('a password in --mail of setup is spoken of once', async () => {
  const flags = ['--workbook', 'new.xlsx', '--keeper', 'Ann <ann@example.com>', '--mail', 'smtp://a:b@127.0.0.1:1'];
  const { code, err } = await baton(['setup', ...flags, '--yes', '--no-schedule']);
  expect(code).toBe(2);
  expect(err.trim().split('\n')).toHaveLength(1);
});

it.each([{}, ZH])('where the workbook made of a list is there already, both calls can be typed', async (env) => {
  const csv = 'Task,Owner,Due,Status\nDraw,Ann,2026-11-20,open\nPrint,Bob,2026-12-01,open\nShip,Ann,2026-12-05,done\n';
  await writeFile(join(folder, 'my list.csv'), csv);
  await writeFile(join(folder, 'my list.xlsx'), '');
  const { code, err } = await baton(['adopt', 'my list.csv', '--yes'], env);
  expect(code).toBe(2);
  expect(err).toContain(`adopt "${join(folder, 'my list.xlsx')}"`);
  expect(err).toContain(`adopt "${join(folder, 'my list.csv')}" --out "${join(folder, 'my list 2.xlsx')}"`);
});

it.each([{}, ZH])('a new workbook and the demo are named as they are typed', async (env) => {
  const name = `new ${env === ZH ? 1 : 2}.xlsx`;
  expect((await baton(['init', name], env)).out).toContain(`npm run -s baton -- check "${name}"`);
});

it('a Chinese reader of an English workbook is told what stands in that workbook', async () => {
  await baton(['adopt', NAME, '--yes']);
  const { out } = await baton(['check', NAME], ZH);
  expect(out).toContain('在“Settings”里加一行 status.in-progress');
  expect(out).toContain('还没有写“Project lead”');
  await copyFile(join(folder, NAME), join(folder, 'other.xlsx'));
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(join(folder, NAME));
  book.getWorksheet('Plan')!.getCell('D1').value = null;
  await book.xlsx.writeFile(join(folder, NAME));
  const without = await baton(['check', NAME], ZH);
  expect(without.out).toMatch(/Plan +1 +Status +“Plan”缺少“Status”列/);
  expect((await baton(['doctor', NAME], ZH)).out).toContain('缺少“Status”列');
  expect((await baton(['explain', NAME, 'Print box'], ZH)).code).toBe(0);
});

it('a backup in the way is restored by the call that is shown', async () => {
  await baton(['init', 'kept plan.xlsx', '--demo']);
  await baton(['backup', 'kept plan.xlsx']);
  await baton(['init', 'empty plan.xlsx']);
  await copyFile(join(folder, 'empty plan.xlsx'), join(folder, 'kept plan.xlsx'));
  const { code, err } = await baton(['backup', 'kept plan.xlsx']);
  expect(code).toBe(1);
  expect(err).toContain(`restore "kept plan.xlsx" "${join(folder, 'kept plan.backup.json')}"`);
});

it('no sentence says to run a command that is there only once Baton is installed', async () => {
  const folders = ['en', 'zh-CN'].map((locale) => new URL(`../../../core/messages/${locale}/`, import.meta.url));
  const commands = Object.keys(cli.help.command).join('|');
  const bare = new RegExp(`(?<!/)\\bbaton (?:${commands})\\b`);
  for (const at of folders)
    for (const name of await readdir(at)) {
      const said = (await readFile(new URL(name, at), 'utf8')).split('\n').filter((line) => !line.startsWith('/**'));
      expect(said.filter((line) => bare.test(line))).toEqual([]);
    }
});

it.each([{}, ZH])('an empty file and one with a broken sheet are named, with what to do', async (env) => {
  await writeFile(join(folder, 'empty.xlsx'), '');
  const { err } = await baton(['check', 'empty.xlsx'], env);
  expect(err).toMatch(/^empty\.xlsx.+(?:Fetch it again|请重新下载)/);
  await writeFile(join(folder, 'a list.csv'), 'Task,Owner\nDraw,Ann\n');
  expect((await baton(['check', 'a list.csv'], env)).err).toContain('npm run -s baton -- adopt "a list.csv"');
});

it.each([{}, ZH])('the same text for a date is listed once, and a word of theirs can be typed', async (env) => {
  const book = new exceljs.Workbook();
  book.addWorksheet('Plan').addRows([
    ['Task', 'Owner', 'Due', 'Status'],
    ['Draw plans', 'Ann', new Date('2026-11-20T00:00:00Z'), 'open'],
    ['Print box', 'Bob', 'soon', 'say $y'],
    ['Ship it', 'Ann', 'soon', 'open'],
    ['Fold it', 'Ann', new Date('2026-12-04T00:00:00Z'), 'open'],
  ]);
  await book.xlsx.writeFile(join(folder, 'twice.xlsx'));
  const { out } = await baton(['adopt', 'twice.xlsx', '--propose'], env);
  expect(out).toMatch(/[(（]soon[)）]/);
  expect(out).toContain("--status 'say $y=in-progress'");
});

it.each([{}, ZH])('a client of Google that is not there is said to be missing', async (env) => {
  const { code, err } = await baton(['login', 'google', '--client', 'no client.json'], env);
  expect([code, err]).toEqual([2, expect.stringMatching(/There is no file|找不到文件/)]);
});

it.each(['en', 'zh-CN'] as const)('setup says why it asks again where Enter is no answer', async (locale) => {
  const said: string[] = [];
  const answers = ['', 'no more'];
  const listener = {
    print: (line: string) => void said.push(line),
    ask: async () => {
      const [next] = answers.splice(0, 1);
      if (next !== '') throw new Error('asked again');
      return next;
    },
  } as unknown as Parameters<typeof askForSetup>[2];
  const flags = { lang: locale, workbook: join(folder, 'for setup.xlsx'), mail: 'outbox' };
  const asking = { flags, before: null, secret: null, acceptsGuesses: false };
  await expect(askForSetup(openTerminal([], {}), asking, listener)).rejects.toThrow('asked again');
  expect(said.at(-1)).toMatch(/no usual answer|没有默认的答案/);
});
