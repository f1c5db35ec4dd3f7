import { describe, expect, it } from 'vitest';
import { acceptedIn, proposalOf } from '../../../core/adopt/propose.ts';
import { type AdoptQuestion, answerTo, nextQuestion } from '../../../core/adopt/questions.ts';
import type { RawSheet } from '../../../core/workbook.ts';
import type { Locale } from '../../../sheet-templates/index.ts';
import { on, sheet, strangers } from '../../support/strangers.ts';
import { talkAbout } from '../../support/talk.ts';

/** Who adopts a workbook is asked what is unsure, each thing once, with a guess that Enter takes. */

const DUE = on('2026-03-20');
const HEADER = ['任务', '负责人', '截止日期', '状态'];
const rows = (...states: string[]) => states.map((state, i) => [`第 ${i} 件`, i % 2 ? '李娜' : '王强', DUE, state]);
const plain = (title: string, ...states: string[]) => sheet(title, 4, [HEADER, ...rows(...states)]);

const talk = (sheets: readonly RawSheet[], answers: Readonly<Record<string, string>> = {}, locale: Locale = 'zh-CN') =>
  talkAbout(strangers([...sheets]), answers, locale);

describe('questions about a workbook', () => {
  it('are none where nothing is unsure', () => expect(talk([plain('进度', '未开始', '进行中')]).texts).toEqual([]));

  it('ask once whether what has no date is to be asked after, where no column says one; the usual answer is no', () => {
    const undated = sheet('进度', 4, [
      ['任务', '负责人', '状态'],
      ['画草图', '李娜', '进行中'],
      ['定供应商', '王强', '进行中'],
      ['写方案', '王强', '已完成'],
    ]);
    const { texts, questions, said } = talk([undated]);
    expect(texts).toEqual(['2 项没完成的任务没有日期，不会提醒。要不要隔一阵请负责人说一下进展？']);
    expect(questions[0]?.choices.map(({ label }) => label)).toEqual([
      '不用',
      '3 个工作日没有更新就问',
      '5 个工作日没有更新就问',
      '10 个工作日没有更新就问',
    ]);
    expect(said).toEqual({ sheets: ['进度'], quietDays: 0 });
    expect(talk([undated], { quiet: '3' }).said).toEqual({ sheets: ['进度'], quietDays: 5 });
  });

  it('do not ask to have owners asked where no column names any', () => {
    const nobody = sheet('进度', 4, [
      ['任务', '状态'],
      ['画草图', '进行中'],
      ['定供应商', '未开始'],
    ]);
    const { questions, proposal } = talk([nobody]);
    expect(proposal.sheets[0]).toMatchObject({ missing: ['responsible', 'due'], undated: 2 });
    expect(questions.map(({ key }) => key)).not.toContain('quiet');
  });

  it('speak of one sheet where there is one', () => {
    const { questions } = talk([sheet('Sheet1', 1, [['姓名', '年龄']])]);
    expect(questions[0]).toMatchObject({ text: '这张表不像任务表。它是吗？' });
    expect(questions[0]?.choices.map(({ label }) => label)).toEqual(['“Sheet1”', '不是']);
  });

  it('ask which of several like sheets is meant, and are about that one from then on', () => {
    const sheets = [plain('一组', '未开始', '进行中', '已完成'), plain('二组', '未开始', '哎呀')];
    expect(talk(sheets).texts).toEqual(['2 张表像任务表，跟进哪一张？', '状态列里的“哎呀”（1 行）算：']);
    expect(talk(sheets).said).toMatchObject({ sheets: ['一组'], together: true });
    expect(talk(sheets, { sheet: '1' }).texts).toEqual(['2 张表像任务表，跟进哪一张？']);
    expect(talk(sheets).questions[0]?.choices.map(({ label }) => label)).toEqual([
      '“一组”，表头在第 4 行：任务、负责人、截止日期、状态',
      '“二组”，表头在第 4 行：任务、负责人、截止日期、状态',
      '2 张一起跟进：“一组”、“二组”',
      '都不是',
    ]);
    const second = talk(sheets, { sheet: '2' });
    expect(second.texts).toEqual(['2 张表像任务表，跟进哪一张？', '状态列里的“哎呀”（1 行）算：']);
    expect(second.said).toEqual({ sheets: ['二组'], together: false, statuses: { 哎呀: '-' } });
  });

  it('ask for words together where each has a guess, and one by one where that is wrong', () => {
    const sheets = [plain('进度', '未开始', '正在弄', '正在弄', '已弄好')];
    const { texts, said } = talk(sheets);
    expect(texts).toEqual(['状态列里，“正在弄”（2 行）算进行中、“已弄好”（1 行）算已完成。对吗？']);
    expect(said).toEqual({ sheets: ['进度'], statuses: { 正在弄: 'in-progress', 已弄好: 'done' } });
    const apart = talk(sheets, { words: '2', 'word 正在弄': '受阻' });
    expect(apart.texts.slice(1)).toEqual(['状态列里的“正在弄”（2 行）算：', '状态列里的“已弄好”（1 行）算：']);
    expect(apart.said).toEqual({ sheets: ['进度'], statuses: { 正在弄: 'blocked', 已弄好: 'done' } });
  });

  it('ask for a column that is a guess, with the others that it may be, and take any by its letter or header', () => {
    const odd = sheet('Plan', 1, [
      ['Task', 'Owner', 'Zq', 'Status'],
      ['Draw it', 'Ann Lee', '2026-03-20', 'open'],
      ['Build it', 'Bob Ray', '2026-03-27', 'done'],
    ]);
    const { texts, questions, said } = talk([odd], { 'column due': 'zq' }, 'en');
    expect(texts).toEqual(['Which column says when it is due?']);
    expect(questions[0]?.choices.map(({ label }) => label)).toEqual([
      'C “Zq”  (2026-03-20 · 2026-03-27)',
      'None of them',
    ]);
    expect(said).toEqual({ sheets: ['Plan'], columns: { due: 'C' } });
    expect(answerTo(questions[0]!, '2')).toEqual({ columns: { due: '-' } });
  });

  it('ask since when it is under way where its header does not say, where something is asked anyway', () => {
    const days = (header: string, who: string) =>
      sheet('Plan', 1, [
        ['Task', who, header, 'Due date', 'Status'],
        ['Book the hall', 'Li Na', on('2026-03-02'), on('2026-03-13'), 'In progress'],
        ['Invite the guests', 'Wang Qiang', on('2026-03-09'), on('2026-03-20'), 'Not started'],
        ['Print the signs', 'Li Na', on('2026-03-10'), on('2026-03-27'), 'Not started'],
      ]);
    const { texts, proposal } = talk([days('Zorb', 'Klim')], {}, 'en');
    expect(texts).toEqual(['Which column says who does it?', 'Which column says when it begins?']);
    expect(proposal.sheets[0]!.columns.find(({ meaning }) => meaning === 'start')).toMatchObject({ header: 'Zorb' });
    const none = talk([days('Zorb', 'Klim')], { 'column start': '2' }, 'en');
    expect(none.said.columns).toMatchObject({ start: '-' });
    expect(none.proposal.sheets[0]!.columns.some(({ meaning }) => meaning === 'start')).toBe(false);
    expect(talk([days('Zorb', 'Owner')], {}, 'en').texts).toEqual([]);
    expect(talk([days('Start date', 'Klim')], {}, 'en').texts).toEqual(['Which column says who does it?']);
  });

  it('go on with the sheet that they were asked about, also where none of its columns is the one', () => {
    const odd = sheet('Plan', 1, [
      ['Task', 'Owner', 'Zq', 'Status'],
      ['Draw it', 'Ann Lee', '2026-03-20', 'open'],
      ['Build it', 'Bob Ray', '2026-03-27', 'done'],
    ]);
    const other = sheet('Other', 1, [
      ['Task', 'Owner'],
      ['Paint it', 'Cy Fox'],
    ]);
    const { said, proposal } = talk([odd, other], { 'column due': '2' }, 'en');
    expect([said.sheets, said.columns]).toEqual([['Plan'], { due: '-' }]);
    expect(proposal.sheets.filter(({ chosen }) => chosen).map((one) => one.sheet)).toEqual(['Plan']);
  });

  it('offer a column that nobody reads where it may be what lacks', () => {
    const [own] = proposalOf(strangers([plain('进度', '未开始')]), {}, 'zh-CN').sheets;
    const columns = own!.columns.map((one) => (one.meaning === 'due' ? { ...one, meaning: null } : one));
    const question = nextQuestion(
      { sheets: [{ ...own!, columns, missing: ['due'] }], quietDays: 0, forecast: null },
      {},
      new Set(),
      'zh-CN',
    );
    expect(question?.text).toBe('没找到截止日期，就不会提醒。是下面哪一列吗？');
    expect(question?.choices.map(({ label }) => label)).toEqual(['C 列 “截止日期”（2026-03-20）', '都不是']);
    expect(question?.usual).toBe(1);
  });

  it('let a person say of a sheet that looks like nothing what its columns are', () => {
    const odd = sheet('表', 1, [
      ['甲', '乙', '丙'],
      ['把门修好', 'aa', 5],
      ['把窗修好', 'bb', 6],
    ]);
    const { texts, said, proposal } = talk([odd], { sheet: '1', 'column task': 'A', 'column responsible': '乙' });
    expect(texts[0]).toBe('这张表不像任务表。它是吗？');
    expect(said.columns).toMatchObject({ task: 'A', responsible: 'B' });
    expect(proposal.sheets.map(({ chosen, missing }) => [chosen, missing])).toEqual([[true, ['due', 'status']]]);
  });

  it('go on where a sheet that somebody names has an owner and no task', () => {
    const odd = sheet('Plan', 1, [
      ['Qq', 'Owner', 'Xx'],
      ['Draw it', 'Ann Lee', 5],
      ['Build it', 'Bob Ray', 6],
    ]);
    const { said, proposal } = talk([odd], { sheet: '1', 'column task': 'A' }, 'en');
    expect(said.columns?.task).toBe('A');
    expect(proposal.sheets[0]?.people.map(({ text }) => text)).toEqual(['Ann Lee', 'Bob Ray']);
  });

  it('come to what yes to every guess comes to, where each guess is taken', () => {
    const raw = strangers([plain('一组', '未开始', '正在弄', '已弄好'), plain('二组', '未开始')]);
    const all = acceptedIn(proposalOf(raw, {}, 'zh-CN'), {});
    const { said, proposal } = talk(raw.sheets);
    expect(acceptedIn(proposal, said)).toEqual(all);
  });
});

describe('an answer', () => {
  const [question] = talk([plain('一组', '未开始'), plain('二组', '未开始')]).questions;
  it('is the number of a choice, in whatever width, or nothing for the guess', () => {
    expect(['', '1', ' ２ ', '3', '4', '0', 'x'].map((text) => answerTo(question!, text))).toEqual([
      { sheets: ['一组'], together: true },
      { sheets: ['一组'], together: false },
      { sheets: ['二组'], together: false },
      { sheets: ['一组'], together: true },
      { sheets: [] },
      null,
      null,
    ]);
  });

  it('to where the header stands is a row', () => {
    const header: AdoptQuestion = {
      key: 'header',
      text: '',
      choices: [{ label: 'Yes', said: { headerRow: 4 } }],
      usual: 0,
      typed: 'row',
    };
    expect(['', 'yes', '是', '6', '0', 'B'].map((text) => answerTo(header, text))).toEqual([
      { headerRow: 4 },
      { headerRow: 4 },
      { headerRow: 4 },
      { headerRow: 6 },
      null,
      null,
    ]);
  });
});
