import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { factOf } from '../../../core/problem.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import { isoOf } from '../../../core/time/day.ts';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { takeMinutes } from '../../../functions/answer/minutes.ts';
import { makeWorkbook } from '../../../functions/create/make-workbook.ts';
import type { WorkbookStore } from '../../../functions/ports.ts';
import { createRun } from '../../../functions/sweep/claim.ts';
import { run, tempFolder } from '../../support/cli.ts';

const NOW = '2026-03-02T09:00:00Z';
const MINUTES = fileURLToPath(new URL('../../core/minutes/files/weekly.zh.md', import.meta.url));

let folder: string;
const baton = (...args: string[]) => run('baton', folder, args);
const snapshotOf = async (store: WorkbookStore) => readSnapshot(await store.read(), { now: NOW });
const book = () => openXlsxFile(join(folder, 'launch.xlsx'));

beforeAll(async () => {
  folder = await tempFolder();
  const place = { locale: 'zh-CN', zone: 'Asia/Shanghai', country: null, project: '', now: NOW } as const;
  await makeWorkbook({ path: join(folder, 'starter.xlsx'), ...place });
  await makeWorkbook({
    path: join(folder, 'full.xlsx'),
    template: 'full',
    ...place,
    fill: async (store) => {
      const people = ['王丽', '李强', 'Ann Lee', 'Bob Ray'];
      const values = (name: string, i: number) => ({ name, email: `p${i}@example.com`, department: '' });
      await store.apply(
        people.map((name, i) => ({
          tab: 'directory',
          kind: 'append',
          item: name,
          values: values(name, i),
          expected: {},
        })),
      );
    },
  });
  await copyFile(MINUTES, join(folder, 'weekly.md'));
});

beforeEach(() => copyFile(join(folder, 'full.xlsx'), join(folder, 'launch.xlsx')));

describe('minutes become rows', () => {
  it('with what was said and what came of it, and the lines that were not understood', async () => {
    const text =
      '# 周会\n\n时间：2026-03-02\n参会：王丽、李强\n\n一、用膜\n李强觉得亮膜交期短\n由供应链部研究，3月10日前答复\n\n待办：\n1. 王丽：3月6日前寄样\n详见附件里的表\n';
    await writeFile(join(folder, 'said.md'), text);
    const { out } = await baton('minutes', 'launch.xlsx', 'said.md', '--json');
    const unread = JSON.parse(out).doubts.filter(({ code }: { code: string }) => code === 'unread');
    expect(unread).toMatchObject([
      { line: 12, item: 'M-0001', message: 'This line was not understood, and nothing of it was entered.' },
    ]);
    const { rows } = await snapshotOf(book());
    expect(rows.topics).toHaveLength(1);
    const { points, outcome, researchDue } = rows.topics[0]!.values;
    expect([points, outcome, isoOf(researchDue!)]).toEqual([
      '李强觉得亮膜交期短\n由供应链部研究，3月10日前答复',
      'research',
      '2026-03-10',
    ]);
  });

  it('with ids of the workbook, people of its directory, and what is unsure as it was said', async () => {
    const { code, out } = await baton('minutes', 'launch.xlsx', 'weekly.md', '--json');
    const said = JSON.parse(out);
    expect(code).toBe(1);
    const { rows, problems } = await snapshotOf(book());
    const [meeting, ...meetings] = rows.meetings;
    expect(meetings).toEqual([]);
    expect(meeting!.values).toMatchObject({
      id: 'M-0001',
      name: '春季上新周会 第三次会议',
      kind: 'weekly',
      start: 14 * 60,
      place: '三号会议室',
      minutes: 'weekly.md',
      approvedOn: null,
    });
    expect([meeting!.values.host!.name, meeting!.values.executors.map(({ name }) => name)]).toEqual(['王丽', ['李强']]);
    expect(rows.topics.map(({ values }) => [values.id, values.meeting, values.name, values.outcome])).toEqual([
      ['P-0001', 'M-0001', '主图拍摄', 'agreed'],
      ['P-0002', 'M-0001', '详情页文案', 'next-meeting'],
    ]);
    const actions = rows.actions.map(({ values: v }) => [v.id, v.owner?.name ?? '', v.due && isoOf(v.due)]);
    expect(actions.slice(0, 3)).toEqual([
      ['A-0001', '李强', null],
      ['A-0002', '', '2026-03-06'],
      ['A-0003', '李强', '2026-03-11'],
    ]);
    // 赵敏 is in nobody's directory: the row says the name, and a sweep marks it.
    const marked = problems
      .filter(({ item }) => item === 'A-0002')
      .map(({ code, facts }) => [code, factOf(facts, 'text')]);
    expect(marked).toEqual([['unknown-person', '赵敏']]);
    expect(said.doubts.filter(({ item }: { item: string }) => item === 'A-0002')).toMatchObject([
      { code: 'owner', line: 30, text: '赵敏' },
    ]);
  });

  it('once: the same file again changes nothing, and a line more is a row more', async () => {
    await baton('minutes', 'launch.xlsx', 'weekly.md');
    const before = await readFile(join(folder, 'launch.xlsx'));
    const again = await baton('minutes', 'launch.xlsx', 'weekly.md');
    expect([again.code, again.out]).toEqual([0, expect.stringContaining('nothing was written')]);
    expect((await readFile(join(folder, 'launch.xlsx'))).equals(before)).toBe(true);

    const text = await readFile(MINUTES, 'utf8');
    await writeFile(join(folder, 'more.md'), text.replace('- 无\n', '- 王丽：3月9日前订会议室\n'));
    const { actions } = (await snapshotOf(book())).rows;
    expect((await baton('minutes', 'launch.xlsx', 'more.md')).out).toContain('1 row written.');
    const { rows } = await snapshotOf(book());
    expect([rows.meetings.length, rows.topics.length, rows.actions.length]).toEqual([1, 2, actions.length + 1]);
  });

  it('on a dry run only on the screen', async () => {
    const before = await readFile(join(folder, 'launch.xlsx'));
    const { out } = await run('baton', folder, ['minutes', 'launch.xlsx', 'weekly.md', '--dry-run'], {
      LANG: 'zh_CN.UTF-8',
    });
    expect(out).toContain('这是试运行');
    expect(out).toMatch(/A-0002 +新 +赵敏 +3月6日 周五 +提交文案初稿/);
    expect(out).toMatch(/30 +A-0002 +“赵敏”不在通讯录里。/);
    expect((await readFile(join(folder, 'launch.xlsx'))).equals(before)).toBe(true);
  });

  it('with every column of the form, and a near name proposed', async () => {
    const text = [
      '会议名称\t定价会\t会议时间\t2026-03-02 14:00-15:00',
      '会议地点\t三号会议室\t主持人\t李强',
      '参会部门及人员\t市场部：王丽、小李；研发部：赵一',
      '备注\t样机留在会议室',
      '会议议题及讨论情况',
      '议题1：定价',
      '-市场部：99 元好卖；-研发部：成本要 70 元',
      '共识：定 89 元',
      '行动计划',
      '任务\t负责人\t部门\t完成时间\t所需资源\t输出成果\t备注',
      '改价目表\t李经理\t市场部\t3月6日\t成本表\t新价目表\t先发给王丽',
    ].join('\n');
    await writeFile(join(folder, 'form.txt'), text);
    const { out } = await baton('minutes', 'launch.xlsx', 'form.txt', '--json');
    const { rows } = await snapshotOf(book());
    expect(rows.meetings[0]!.values).toMatchObject({ name: '定价会', place: '三号会议室', note: '样机留在会议室' });
    expect(rows.topics[0]!.values).toMatchObject({
      points: '市场部：99 元好卖\n研发部：成本要 70 元',
      consensus: '定 89 元',
      outcome: 'agreed',
    });
    const { department: _, ...action } = rows.actions[0]!.values;
    expect(action).toMatchObject({
      name: '改价目表',
      resources: '成本表',
      output: '新价目表',
      note: '先发给王丽',
    });
    const doubts: { code: string; text: string; near: string }[] = JSON.parse(out).doubts;
    expect(doubts.map(({ code, text, near }) => [code, text, near])).toEqual([
      ['departments', '市场部、研发部', ''],
      ['near-attendee', '小李', '李强'],
      ['attendees', '赵一', ''],
      ['near-owner', '李经理', '李强'],
    ]);
  });

  it('read from a pipe, and from a file as Chinese editors of old write it', async () => {
    const text = '# Council 2026-03-04\n\n## Actions\n\n- Bob Ray to send the list by Friday\n';
    const piped = await run('baton', folder, ['minutes', 'launch.xlsx', '-', '--json'], {}, text);
    expect([piped.code, JSON.parse(piped.out).meetings[0].actions[0].due]).toEqual([1, '2026-03-06']);
    // 待办 and 李强：三天内寄样品 in GB 18030.
    const old = Buffer.from('b4fdb0ec0ac0eec7bfa3bac8fdccecc4dabcc4d1f9c6b7', 'hex');
    await writeFile(join(folder, '2026-03-04.txt'), old);
    const { meetings } = JSON.parse((await baton('minutes', 'launch.xlsx', '2026-03-04.txt', '--json')).out);
    expect(meetings[0].actions).toMatchObject([{ owner: '李强', name: '寄样品', due: '2026-03-07' }]);
  });

  it('of a request only where the workbook has it', async () => {
    const { code, err } = await baton('minutes', 'launch.xlsx', 'weekly.md', '--request', 'Q-0001');
    expect([code, err]).toEqual([2, expect.stringContaining('no request Q-0001')]);
    await book().apply([
      { tab: 'requests', kind: 'append', item: 'Q-0001', values: { id: 'Q-0001', name: '春季上新' }, expected: {} },
    ]);
    await baton('minutes', 'launch.xlsx', 'weekly.md', '--request', 'Q-0001');
    expect((await snapshotOf(book())).rows.meetings[0]!.values.request).toBe('Q-0001');
  });
});

describe('what is refused', () => {
  it.each<[string, string, number, string]>([
    ['starter.xlsx', '# C 2026-03-04\n\n## Actions\n- Bob to go\n', 2, 'init FILE --template full'],
    ['launch.xlsx', '# C\n\n## Actions\n- Bob to go\n', 1, 'has no date'],
    ['launch.xlsx', 'Dear all,\n\nthe weather is fine.\n', 1, 'No topic, action or attendee'],
    ['launch.xlsx', '\u0000\u0001', 1, 'neither text nor Word or Excel'],
  ])('%s with %j', async (workbook, text, exit, words) => {
    await writeFile(join(folder, 'notes.md'), text);
    const { code, err, out } = await baton('minutes', workbook, 'notes.md');
    expect([code, out, err]).toEqual([exit, '', expect.stringContaining(words)]);
  });

  it('but a starter’s directory does for a look', async () => {
    const { out } = await baton('minutes', 'starter.xlsx', 'weekly.md', '--dry-run', '--json');
    expect(JSON.parse(out).meetings[0].actions).not.toEqual([]);
  });
});

describe('beside a sweep', () => {
  const clock = () => NOW;
  const file = { name: 'weekly.md', text: '# C 2026-03-02\n\n## Actions\n- 王丽：3月9日前订会议室\n' };
  /** A sweep that has claimed a workbook which is no copy. */
  const sweeping = async (name: string) => {
    const path = join(folder, name);
    const place = { locale: 'zh-CN', zone: 'Asia/Shanghai', country: null, project: '', now: NOW } as const;
    await makeWorkbook({ path, template: 'full', ...place });
    const store = openXlsxFile(path);
    const other = createRun('2026-03-02-other', await snapshotOf(store), clock);
    await store.apply([other.claim()]);
    const end = () => store.apply([other.end({ status: 'done', notices: 0, mails: 0, problems: 0, note: '' })]);
    return { store, end };
  };

  it('they wait for its end', async () => {
    const { store, end } = await sweeping('waited.xlsx');
    const waits: number[] = [];
    const wait = async (ms: number) => {
      waits.push(ms);
      if (waits.length === 2) await end();
    };
    await takeMinutes({ store, file, request: '', dryRun: false, clock, wait });
    const { rows, runs } = await snapshotOf(store);
    expect([waits.length, rows.actions.length]).toEqual([2, 1]);
    // Nobody was mailed: it counts as no sweep.
    expect(runs.map(({ status }) => status)).toEqual(['done', 'aside']);
  });

  it('or say that nothing was written', async () => {
    const { store } = await sweeping('busy.xlsx');
    const call = { store, file, request: '', dryRun: false, clock, wait: async () => {} };
    await expect(takeMinutes(call)).rejects.toMatchObject({ code: 'workbook-busy' });
    expect((await snapshotOf(store)).rows.actions).toEqual([]);
  });
});
