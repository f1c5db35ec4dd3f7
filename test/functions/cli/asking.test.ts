import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { askAbout } from '../../../functions/adopt/ask.ts';
import { withListener } from '../../../functions/cli/asking.ts';
import { on, sheet, strangers } from '../../support/strangers.ts';

/** The terminal asks what is unsure of a workbook that is to be adopted; whoever stops has changed nothing. */

const rows = (...states: string[]) => [
  ['Task', 'Owner', 'Due date', 'Status'],
  ...states.map((state, i) => [`Thing ${i}`, 'Ann Lee', on('2026-03-20'), state]),
];
const RAW = strangers([sheet('Log', 1, rows('open', 'whatever')), sheet('Log 2', 1, rows('open'))]);

/** What is said where these lines are typed, each when it is asked for, and all that is printed. */
const typing = async (raw: typeof RAW, ...lines: readonly string[]) => {
  const input = new PassThrough();
  const output = new PassThrough();
  const left = [...lines];
  output.on('data', (chunk: Buffer) => {
    if (!chunk.toString().includes('> ')) return;
    const line = left.shift();
    if (line === undefined) input.end();
    else input.write(`${line}\n`);
  });
  const printed = text(output);
  const said = await withListener((listener) => askAbout(raw, {}, 'en', listener), { input, output }).catch(
    (error: unknown) => error,
  );
  output.end();
  return { said, printed: await printed };
};

describe('a person at the terminal', () => {
  it('is asked what is unsure, and once more where an answer is not understood', async () => {
    const { said, printed } = await typing(RAW, '7', '1', '');
    expect(printed).toBe(`Reading “theirs”. Enter takes the guess; Ctrl+C stops, and nothing is changed.

2 sheets look like lists of tasks. Follow which?
  1  “Log”, header in row 1: Task, Owner, Due date, Status
  2  “Log 2”, header in row 1: Task, Owner, Due date, Status
  3  All 2 together: “Log”, “Log 2”
  4  None of them
[3] > Please type one of the numbers, or press Enter for the one in brackets.
[3] > 
“whatever” in the status column (1 row) means:
  1  Not started
  2  In progress
  3  Delayed
  4  Blocked
  5  Done
  6  Cancelled
  7  Nothing, leave it
[7] > `);
    expect(said).toMatchObject({ sheets: ['Log'], together: false, headerRow: 1, statuses: { whatever: '-' } });
  });

  it('is told in one sentence that nothing is followed, where none of the sheets is the one', async () => {
    const { said, printed } = await typing(RAW, '4');
    expect(printed.endsWith('[3] > ')).toBe(true);
    expect(said).toMatchObject({
      code: 'none-followed',
      words: {
        en: 'Nothing is followed, and “theirs” was not changed. To choose again, run the same command; --sheet names a sheet that was not in the list.',
        'zh-CN':
          '没有跟进任何表，“theirs”没有改动。想重新选，再运行一次同样的命令；要的表不在列表里，就用 --sheet 写上它的名字。',
      },
    });
    const none = await typing(strangers([sheet('Notes', 1, [['Some'], ['words']])]), '2');
    expect(none.said).toMatchObject({ code: 'none-followed' });
  });

  it('is asked nothing where nothing is unsure', async () => {
    const { said, printed } = await typing(strangers([sheet('Log', 1, rows('open'))]));
    expect([said, printed]).toEqual([null, '']);
  });

  it('is asked for the header where it is another one than the sheet was shown with', async () => {
    const raw = strangers([
      sheet('省赛', 1, [
        ['省份', '承办单位', '冠名', '省赛文件'],
        ['甲省', '理工大学、师范学院', '星火杯', '已发布'],
        ['乙省', '职业技术学院', null, '已发布'],
        ['丙省', '交通大学', '轨道杯', '待发布'],
        ['丁省', '农业大学', null, '已发布'],
        ['戊省', '工程学院', '大成杯', '-'],
      ]),
    ]);
    const { said, printed } = await typing(raw, '', '', '', '', '', '', '');
    expect(printed).toContain('header in row 4');
    expect(printed).toMatch(/Is row 1 the header\? Then the first task is “理工大学、师范学院”\./);
    expect(said).toMatchObject({ headerRow: 1 });
  });

  it('is told that any other column can be typed', async () => {
    const raw = strangers([
      sheet('Log', 1, [
        ['Task', 'Status', 'Place'],
        ['Order the chairs', 'open', 'Ann Lee'],
        ['Print the banner', 'open', 'Bob Ray'],
      ]),
    ]);
    const { printed } = await typing(raw, '');
    expect(printed).toMatch(/ {2}2 {2}None of them\n {5}Or type another column: its letter or its header\.\n/);
  });

  it('changes nothing who stops', async () => {
    const { said } = await typing(RAW, '1');
    expect(said).toMatchObject({ code: 'stopped', kind: 'call' });
  });
});
