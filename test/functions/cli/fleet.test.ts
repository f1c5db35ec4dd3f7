import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { paceOf } from '../../../functions/cli/progress.ts';
import { makeDemo } from '../../../functions/demo/make.ts';
import { run, tempFolder } from '../../support/cli.ts';
import { lettersIn, makeOffice } from '../http/parts.ts';

interface Swept {
  readonly file: string;
  readonly result: { readonly sent: readonly { readonly id: string }[] };
}

const NOW = '2026-03-06T09:00';

let folder: string;
const sweep = (...args: string[]) => run('baton', folder, ['sweep', ...args, '--now', NOW, '--mail', 'outbox:mails']);

beforeAll(async () => {
  folder = await tempFolder();
  await makeDemo({ path: join(folder, 'launch.xlsx'), locale: 'en', zone: 'Europe/London', country: null, now: NOW });
  await copyFile(join(folder, 'launch.xlsx'), join(folder, 'copy.xlsx'));
  await writeFile(join(folder, 'notes.xlsx'), 'not a workbook');
});

describe('many workbooks in one call', () => {
  it('get one line each, and a last one that counts; the worst of them is the exit code', async () => {
    const { code, out, err } = await sweep('notes.xlsx', 'launch.xlsx', 'copy.xlsx', 'absent.xlsx');
    const [head, notes, launch, copy, absent, blank, total, ...rest] = out.split('\n');
    expect([code, err, blank, rest]).toEqual([2, '', '', ['']]);
    expect(head).toMatch(/^Workbook {5}Mails {2}To mend {2}Outcome$/);
    expect(notes).toMatch(/^notes\.xlsx {15,}This is not an \.xlsx file/);
    const [, mails, mend] = /^launch\.xlsx +(\d+) +(\d+) {2}done$/.exec(launch!)!;
    expect(copy).toMatch(/^copy\.xlsx +0 +\d+ {2}a copy of another workbook, nobody was mailed$/);
    expect(absent).toMatch(/^absent\.xlsx {15,}.*absent\.xlsx/);
    expect(Number(mails)).toBeGreaterThan(5);
    expect(total).toContain(`4 workbooks, 3 not swept, ${mails} mails sent, `);
    expect(Number(/(\d+) to mend\.$/.exec(total!)![1])).toBeGreaterThan(Number(mend));
  });

  it('say the same in Chinese, and that a dry run sends nothing', async () => {
    const { code, out } = await sweep('launch.xlsx', 'launch.xlsx', '--dry-run', '--locale', 'zh-CN');
    expect(code).toBe(0);
    expect(out).toMatch(/2 本工作簿，都能检查，会寄 0 封信，.*这是试运行，什么都没有动。\n$/);
  });
});

describe('workbooks that share a book', () => {
  let office: string;
  const sweepOffice = (...args: string[]) =>
    run('baton', office, ['sweep', ...args, '--now', NOW, '--mail', 'outbox:mails']);
  const lettersNow = async () => (await lettersIn(join(office, 'mails'))).map(({ to }) => to);

  beforeEach(async () => {
    office = await tempFolder();
    for (const file of ['people.xlsx', 'a.xlsx', 'b.xlsx', 'c.xlsx']) await makeOffice(join(office, file));
  });

  it('send each person one mail, which is counted once', async () => {
    const dry = await sweepOffice('a.xlsx', 'b.xlsx', '--book', 'people.xlsx', '--dry-run');
    expect(await lettersNow()).toEqual([]);
    const { code, out, err } = await sweepOffice('a.xlsx', 'b.xlsx', '--book', 'people.xlsx');
    expect([code, err]).toEqual([0, '']);
    const letters = await lettersNow();
    expect(new Set(letters).size).toBe(letters.length);
    const [, a, b] = out.split('\n');
    for (const line of [a!, b!]) expect(line).toMatch(new RegExp(`^[ab]\\.xlsx +${letters.length} .* done$`));
    expect(out).toContain(`2 workbooks, all swept, ${letters.length} mails sent`);
    expect(out).toMatch(/One mail about several workbooks: .*Li Na \(2\)/);
    expect(dry.out).toContain(`2 workbooks, all can be swept, ${letters.length} mails would be sent`);
    expect(/One mail about.*/.exec(dry.out)![0]).toBe(/One mail about.*/.exec(out)![0]);
  });

  it('say in JSON who gets one mail about which', async () => {
    const { out } = await sweepOffice('a.xlsx', 'b.xlsx', '--book', 'people.xlsx', '--json');
    const [a, b, round] = JSON.parse(out) as [Swept, Swept, { round: string[]; mails: object[] }];
    expect([a.file, b.file, round.round]).toEqual(['a.xlsx', 'b.xlsx', ['a.xlsx', 'b.xlsx']]);
    expect(b.result.sent.map(({ id }) => id)).toEqual(a.result.sent.map(({ id }) => id));
    expect(round.mails).toContainEqual({ name: 'Li Na', to: 'li.na@example.com', files: ['a.xlsx', 'b.xlsx'] });
  });

  it('are told by a list, with those that stand alone, and what of it cannot be used', async () => {
    const listed = [
      { uri: 'a.xlsx', zone: 'Asia/Shanghai', book: 'people.xlsx' },
      { uri: 'c.xlsx', zone: 'Asia/Shanghai' },
      { uri: 'd.xlsx', zone: 'Mars' },
      { uri: 'people.xlsx', zone: 'Asia/Shanghai', pause: 'yes' },
      { uri: 'b.xlsx', zone: 'Asia/Shanghai', book: 'people.xlsx' },
    ];
    await writeFile(join(office, 'list.json'), JSON.stringify(listed));
    const { code, out, err } = await sweepOffice('list.json');
    expect([code, err]).toEqual([1, expect.stringMatching(/^list\.json, row 3: There is no time zone “Mars”/)]);
    expect(out.split('\n').map((line) => line.split(' ')[0])).toEqual([
      'Workbook',
      'a.xlsx',
      'b.xlsx',
      'c.xlsx',
      '',
      'One',
      '3',
      '',
    ]);
    // One mail about a and b, and another about c.
    const letters = await lettersNow();
    expect(letters).toHaveLength(2 * new Set(letters).size);
    expect(out).toContain(`3 workbooks, all swept, ${letters.length} mails sent`);
  });

  it('leave one page with the mails of all of them, also where the last could not be swept', async () => {
    const { code } = await sweepOffice('a.xlsx', 'c.xlsx', 'absent.xlsx');
    expect(code).not.toBe(0);
    const page = await readFile(join(office, 'mails', 'index.html'), 'utf8');
    expect(page.match(/data-id="/g)).toHaveLength((await lettersNow()).length);
  });

  it('are swept without a book that a list names and nobody finds, and that is said', async () => {
    const listed = ['a.xlsx', 'b.xlsx'].map((uri) => ({ uri, zone: 'Asia/Shanghai', book: 'absent.xlsx' }));
    await writeFile(join(office, 'list.json'), JSON.stringify(listed));
    const { code, out, err } = await sweepOffice('list.json');
    expect(code).not.toBe(0);
    expect(err).toContain('absent.xlsx');
    expect(out).toContain('2 workbooks, all swept');
  });
});

it('counts how fast it goes and what is left from what is done', () => {
  expect(paceOf(0, 300, 4)).toBeNull();
  expect(paceOf(30, 300, 60)).toEqual({ perMinute: 30, left: 540 });
  expect(paceOf(300, 300, 60)).toEqual({ perMinute: 300, left: 0 });
});
