import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { changeXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../../../functions/demo/make.ts';
import { run, tempFolder } from '../../support/cli.ts';

const NOW = '2026-03-06T09:00';
const CHINESE = { LANG: 'zh_CN.UTF-8' };

let folder: string;
const baton = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => run('baton', folder, args, env);
const jsonOf = async (...args: string[]) => JSON.parse((await baton([...args, '--json'])).out);

beforeAll(async () => {
  folder = await tempFolder();
  const path = join(folder, 'launch.xlsx');
  await makeDemo({ path, locale: 'en', zone: 'Europe/London', country: 'GB', now: NOW });
});

describe('help', () => {
  it('is a command too, of all or of one', async () => {
    expect((await baton(['help'])).out).toBe((await baton(['--help'])).out);
    expect((await baton(['help', 'check'])).out).toBe((await baton(['check', '--help'])).out);
    expect(await baton(['help', 'cheque'])).toMatchObject({ code: 2, err: expect.stringContaining('“cheque”') });
  });
});

describe('init', () => {
  it('makes a workbook that has nothing to mend, with the holidays of its country', async () => {
    const { code, out } = await baton(['init', 'new.xlsx', '--zone', 'Asia/Tokyo']);
    expect(code).toBe(0);
    expect(out).toMatch(/\d+ official days of Japan/);
    expect(await baton(['check', 'new.xlsx'])).toMatchObject({ code: 0, err: '' });
  });

  it('speaks and fills in Chinese where the terminal is Chinese', async () => {
    const made = await baton(['init', '新品.xlsx', '--json'], CHINESE);
    expect(JSON.parse(made.out)).toMatchObject({ locale: 'zh-CN', zone: 'Asia/Shanghai', country: 'CN' });
    expect((await baton(['check', '新品.xlsx'], CHINESE)).out).toContain('通讯录');
  });

  it('makes the full template, in which nothing is amiss and of which nobody is told', async () => {
    const { code, out } = await baton(['init', 'full.xlsx', '--template', 'full', '--locale', 'zh-CN', '--json']);
    expect([code, JSON.parse(out).locale]).toEqual([0, 'zh-CN']);
    const checked = await baton(['check', 'full.xlsx', '--json']);
    const { problems } = JSON.parse(checked.out) as { problems: { code: string }[] };
    expect([checked.code, new Set(problems.map((problem) => problem.code))]).toEqual([0, new Set(['role-missing'])]);
    const swept = await baton(['sweep', 'full.xlsx', '--now', NOW, '--json', '--mail', 'outbox:full-out']);
    expect([swept.code, JSON.parse(swept.out).mails]).toEqual([0, []]);
  });

  it.each([
    [['launch.xlsx'], 'file-exists'],
    [['absent/new.xlsx'], 'folder-missing'],
    [['new.xls'], 'not-xlsx'],
    [['other.xlsx', '--zone', 'Mars'], 'zone-unknown'],
    [['other.xlsx', '--country', 'XX'], 'country-unknown'],
    [['other.xlsx', '--template', 'large'], 'template-unknown'],
  ])('refuses %j and makes nothing', async (args, code) => {
    const before = await readdir(folder);
    const ran = await baton(['init', ...args, '--json']);
    expect([ran.code, JSON.parse(ran.out).error.code]).toEqual([2, code]);
    expect(await readdir(folder)).toEqual(before);
  });
});

describe('check', () => {
  it('lists errors before warnings, under the names that the sheet gives', async () => {
    const { code, out } = await baton(['check', 'launch.xlsx', '--now', NOW]);
    expect(code).toBe(1);
    const lines = out.split('\n').filter((line) => /^(mend|look) /.test(line));
    expect(lines[0]).toMatch(/^mend {2}RACI +42 {2}Responsible \(R\) +Emma Clarke and Liam Byrne: only one/);
    expect(lines.map((line) => line.slice(0, 4)).join(' ')).toMatch(/^(mend )+look( look)*$/);
  });

  it('prints the problems as the plan does', async () => {
    const { problems } = await jsonOf('check', 'launch.xlsx', '--now', NOW);
    const plan = await jsonOf('sweep', 'launch.xlsx', '--now', NOW, '--dry-run');
    expect(problems).toEqual(plan.problems);
  });
});

describe('edit', () => {
  const edit = (...args: string[]) =>
    jsonOf('edit', 'launch.xlsx', '--tab', 'raci', '--row', '6', '--now', NOW, ...args);

  it('says what a sweep would find in the row', async () => {
    const ran = await baton([
      'edit',
      'launch.xlsx',
      '--tab',
      'RACI',
      '--row',
      '6',
      '--set',
      'R=everyone',
      '--now',
      NOW,
    ]);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('This edit would be refused:');
    expect(ran.out).toMatch(/mend {2}RACI +6 {2}Responsible \(R\) +“everyone” is not a person\./);
    expect(await edit('--set', 'start=2026-05-01', '--set', 'due=2026-05-08')).toEqual({
      tab: 'raci',
      row: 6,
      item: 'T-0003',
      verdict: 'ok',
      problems: [],
      elsewhere: [],
    });
  });

  it('says which other rows it would break', async () => {
    const leaves = ['edit', 'launch.xlsx', '--tab', 'directory', '--row', '4', '--set', 'name=Somebody', '--now', NOW];
    const { code, out } = await baton(leaves);
    expect(code).toBe(1);
    expect(out).toMatch(/^The row itself is fine, but it leaves something to mend in \d+ other rows:$/m);
    expect(out).toMatch(/mend {2}RACI +\d+ {2}.+ is not in the directory\./);
    const checked = await jsonOf(...leaves);
    expect(checked).toMatchObject({ verdict: 'ok', problems: [] });
    expect(checked.elsewhere[0]).toMatchObject({ code: 'unknown-person', severity: 'error' });
    const all = await baton([...leaves, '--locale', 'zh-CN']);
    expect(all.out).toMatch(/^这一行没有问题，但会让另外 \d+ 行出现要处理的地方：$/m);
  });

  it('ends with 1 where the row has something to mend, though the edit itself may stand', async () => {
    const ran = await baton([
      'edit',
      'launch.xlsx',
      '--tab',
      'raci',
      '--row',
      '6',
      '--set',
      'Due=',
      '--now',
      NOW,
      '--json',
    ]);
    expect(JSON.parse(ran.out)).toMatchObject({ verdict: 'mark', problems: [{ code: 'required', severity: 'error' }] });
    expect(ran.code).toBe(1);
  });

  it.each(['x', '0', '-1', '1.5', ''])('takes no “%s” for a row', async (row) => {
    const ran = await baton(['edit', 'launch.xlsx', '--tab', 'raci', `--row=${row}`, '--set', 'due=']);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toBe(`“${row}” is not a row number. Write the number at the left of the row.\n`);
  });

  it.each([
    [['--set', 'Cost=1'], 'column-unknown'],
    [['--set', 'next=soon'], 'not-for-people'],
    [['--set', 'nothing'], 'bad-assignment'],
    [['--tab', 'gantt', '--set', 'due='], 'tab-unknown'],
    [['--row', '3', '--set', 'due='], 'row-unknown'],
    [[], 'missing-option'],
  ])('does not know where to type %j', async (args, code) => {
    expect(await edit(...args)).toMatchObject({ error: { code } });
  });
});

describe('explain', () => {
  it('says what is told today and why, what was told before, and what comes next', async () => {
    const { code, out } = await baton(['explain', 'launch.xlsx', 't-0013', '--now', NOW]);
    expect(code).toBe(0);
    expect(out).toContain('T-0013  Finish the launch key visual');
    expect(out).toMatch(/task\.stuck +Unchanged since Mon 2 Mar, 4 workdays: escalated to level 1\. → Julia Weiss and/);
    expect(out).toMatch(/task\.overdue +It escalates today/);
    expect(out).toMatch(/Thu 5 Mar +task\.overdue +Li Na/);
    expect(out).toMatch(/Next +After Wed 11 Mar 18:00: Helen Brooks/);
  });

  it('says when a notice was mailed, by its key', async () => {
    const item = await jsonOf('explain', 'launch.xlsx', 'T-0013', '--now', NOW);
    const { key } = item.mailed[0];
    expect(await jsonOf('explain', 'launch.xlsx', key)).toMatchObject({ key, mailed: [{ status: 'sent' }] });
  });

  it('names what comes closest to an unknown item', async () => {
    const { code, err } = await baton(['explain', 'launch.xlsx', 'key visual extra', '--now', NOW]);
    expect(code).toBe(1);
    expect(err).toContain('Nothing is called');
    expect((await baton(['explain', 'launch.xlsx', 'certificate'])).err).toMatch(
      /Close to it: “Get the safety certificate” \(T-0019\)/,
    );
  });
});

describe('verify', () => {
  it('names the first entry that somebody changed', async () => {
    const path = join(folder, 'tampered.xlsx');
    await makeDemo({ path, locale: 'en', zone: 'Europe/London', country: 'GB', now: NOW });
    expect((await baton(['verify', 'tampered.xlsx'])).code).toBe(0);
    await changeXlsxFile(path, () => ({
      edits: [{ sheet: '_ledger', row: 8, column: 3, value: 'somebody.else@example.com' }],
      addSheets: [],
      result: null,
    }));
    const { code, out } = await baton(['verify', 'tampered.xlsx']);
    expect(code).toBe(1);
    expect(out).toContain('from entry 7 on: this entry was changed');
  });
});

describe('schema', () => {
  it('prints one JSON document, in the language asked for', async () => {
    const { tabs } = JSON.parse((await baton(['schema', '--json', '--locale', 'zh-CN'])).out);
    expect(tabs.find(({ key }: { key: string }) => key === 'raci').title).toBe('协同任务分工表');
  });
});

describe('a wrong call', () => {
  it.each([
    [['frob'], 'unknown-command'],
    [['check'], 'missing-argument'],
    [['check', 'launch.xlsx', '--frob'], 'unknown-option'],
    [['check', 'launch.xlsx', 'new.xlsx'], 'too-many-arguments'],
    [['check', 'launch.xlsx', '--now'], 'missing-value'],
    [['check', 'launch.xlsx', '--now', 'noon'], 'not-an-instant'],
    [['check', 'launch.xlsx', '--locale', 'fr'], 'locale-unknown'],
    [['check', 'webdav:1'], 'backend-unknown'],
    [['check', 'graph:1'], 'graph-bad-id'],
    [['check', 'gsheet:a/b'], 'gsheet-bad-id'],
    [['check', '.'], 'is-a-directory'],
  ])('%j ends with 2 and says what to do, as JSON where that was asked for', async (args, code) => {
    const [command = '', ...rest] = args;
    const ran = await baton([command, '--json', ...rest]);
    expect({ code: ran.code, err: ran.err }).toEqual({ code: 2, err: '' });
    expect(Object.keys(JSON.parse(ran.out))).toEqual(['error']);
    expect(JSON.parse(ran.out).error.code).toBe(code);
  });

  it('is answered in the language of the terminal, without a stack', async () => {
    expect(await baton(['chek', 'x'], CHINESE)).toEqual({
      code: 2,
      out: '',
      err: '没有“chek”这个命令。是不是想写 check？运行 npm run -s baton -- --help 看全部命令。\n',
    });
    expect((await baton(['check', 'absent.xlsx'])).err).toMatch(
      /^There is no file .*absent\.xlsx\. Check the path\.\n$/,
    );
  });

  it.each([
    ['check', 'damaged.xlsx'],
    ['adopt', 'damaged.xlsx'],
    ['sweep', 'damaged.xlsx'],
  ])('names the file that cannot be read, and once: %s', async (...args) => {
    await writeFile(join(folder, 'damaged.xlsx'), 'not a workbook');
    const sentence = 'damaged.xlsx: This is not an .xlsx file. Choose an Excel workbook.';
    const { code, err } = await baton(args);
    await rm(join(folder, 'damaged.xlsx'));
    expect(code).toBe(1);
    expect(err).toBe(`${sentence}\n`);
  });

  it('is helped by a help in the same language, with an example', async () => {
    const { code, out } = await baton(['sweep', '--help'], CHINESE);
    expect(code).toBe(0);
    expect(out).toContain('用法：');
    expect(out).toContain('例如：');
    expect(out).not.toMatch(/Usage|Options|default/);
  });
});

describe('a workbook that nobody has adopted yet', () => {
  beforeAll(async () => {
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(join(folder, 'launch.xlsx'));
    for (const title of ['Settings', 'Calendar', '_state', '_ledger', '_runs']) book.removeWorksheet(title);
    await book.xlsx.writeFile(join(folder, 'bare.xlsx'));
  });

  it('is planned for, checked, explained and edited all the same', async () => {
    const before = await readFile(join(folder, 'bare.xlsx'));
    const dry = await baton(['sweep', 'bare.xlsx', '--dry-run', '--now', NOW]);
    expect(dry.code).toBe(0);
    expect(dry.out).toContain('would be sent');
    expect(dry.out).toContain('npm run -s baton -- adopt bare.xlsx');
    expect((await baton(['explain', 'bare.xlsx', 'T-0013', '--now', NOW])).out).toContain('Told today');
    expect((await jsonOf('check', 'bare.xlsx', '--now', NOW)).problems.length).toBeGreaterThan(0);
    expect(
      await jsonOf('edit', 'bare.xlsx', '--tab', 'raci', '--row', '6', '--set', 'name=Paint', '--now', NOW),
    ).toMatchObject({ item: 'T-0003', verdict: 'ok' });
    expect(await readFile(join(folder, 'bare.xlsx'))).toEqual(before);
  });

  it('is not swept, and says how it will be', async () => {
    const { code, err } = await baton(['sweep', 'bare.xlsx', '--now', NOW]);
    expect(code).toBe(1);
    expect(err).toContain('npm run -s baton -- adopt bare.xlsx');
  });
});

it('every command that people are told to run is written so that they can', async () => {
  const names = 'adopt|check|edit|explain|init|schema|sweep|verify';
  const wrong: string[] = [];
  for (const folder of ['core/messages', 'functions']) {
    const root = new URL(`../../../${folder}/`, import.meta.url);
    for (const name of await readdir(root, { recursive: true })) {
      if (!name.endsWith('.ts')) continue;
      const text = await readFile(new URL(name, root), 'utf8');
      for (const [call] of text.matchAll(new RegExp(`[^\\n]{0,20}\\bbaton (?:-- )?(?:${names})\\b`, 'g')))
        if (!call.includes('npm run -s baton -- ')) wrong.push(`${folder}/${name}: ${call}`);
    }
  }
  expect(wrong).toEqual([]);
});
