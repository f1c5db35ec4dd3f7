import { describe, expect, it } from 'vitest';
import { acceptedIn, proposalOf } from '../../../core/adopt/propose.ts';
import type { RawList, RawSheet } from '../../../core/workbook.ts';
import type { Locale } from '../../../sheet-templates/index.ts';
import { on, sheet, strangers } from '../../support/strangers.ts';
import { talkAbout } from '../../support/talk.ts';

/** What the drop-downs of a stranger's sheet say: which column it is, and which words somebody may choose tomorrow. */

const DUE = on('2026-03-20');
const COURSE = ['Not started', 'In progress', 'On trial', 'Done'];

/** Drop-downs of whole columns below the first row. */
const offering = (
  own: RawSheet,
  lists: Readonly<Record<number, readonly string[]>>,
  more: readonly RawList[] = [],
) => ({
  ...own,
  lists: () => [
    ...Object.entries(lists).map(([at, words]) => ({
      at: [{ top: 2, left: Number(at), bottom: 1_048_576, right: Number(at) }],
      words,
    })),
    ...more,
  ],
});

const columnsOf = (own: RawSheet, locale: Locale = 'en') =>
  (proposalOf(strangers([own]), {}, locale).sheets[0]?.columns ?? []).map(
    ({ header, meaning, ask }) => `${header}: ${meaning}${ask ? '?' : ''}`,
  );

const plan = (...states: string[]) =>
  sheet('Plan', 1, [
    ['Task', 'Owner', 'Due date', 'Status'],
    ...states.map((state, i) => [`Draw box ${'abcdef'[i]} of the plan`, i % 2 ? 'Ann Lee' : 'Bob Ray', DUE + i, state]),
  ]);

describe('which column it is', () => {
  it('is said by the drop-down where nothing stands in the column yet', () => {
    const empty = offering(plan(), { 2: ['Ann Lee', 'Bob Ray', 'Eve Fox'], 4: COURSE });
    expect(columnsOf(empty)).toEqual(['Task: task', 'Owner: responsible', 'Due date: due', 'Status: status']);
    const [own] = proposalOf(strangers([empty]), {}, 'en').sheets;
    expect(own?.columns[3]?.because).toBe('the header says so; there is nothing below it yet');
  });

  it('how urgent something is says neither how far it is nor who does it', () => {
    const ranked = sheet('Plan', 1, [
      ['Task', 'Owner', 'Due date', 'State', 'Zq'],
      ['Draw the box', 'Ann Lee', DUE, 'High', 'Not started'],
      ['Build the box', 'Bob Ray', DUE + 1, 'Low', 'Done'],
      ['Paint the box', 'Bob Ray', DUE + 2, 'Low', 'Done'],
    ]);
    const listed = offering(ranked, { 4: ['High', 'Medium', 'Low'], 5: COURSE });
    expect(columnsOf(listed).slice(3)).toEqual(['State: null', 'Zq: status?']);
  });

  it('kinds that are chosen are nobody, be they written as names are', () => {
    const empty = sheet('Plan', 1, [['Task', 'Done by', 'Due date', 'Status']]);
    const by = (...words: string[]) => columnsOf(offering(empty, { 2: words, 4: COURSE }))[1];
    expect(by('Ann Lee', 'Bob Ray', 'Eve Fox')).toBe('Done by: responsible');
    expect(by('Low Risk', 'High Risk', 'On Track')).not.toBe('Done by: responsible');
  });

  it('is not said by a drop-down that stayed where another column stood', () => {
    const moved = offering(plan('Not started', 'Done'), { 3: COURSE, 4: ['High', 'Medium', 'Low'] });
    expect(columnsOf(moved)).toEqual(['Task: task', 'Owner: responsible', 'Due date: due', 'Status: status']);
  });

  it('is not asked because of a legend beside the table from which its words are chosen', () => {
    const rows = [
      ['Task', 'Owner', 'Due date', 'Status', '', 'Status'],
      ['Draw the box', 'Ann Lee', DUE, 'Done', '', 'Not started'],
      ['Build the box', 'Bob Ray', DUE + 1, 'In progress', '', 'In progress'],
      ['Paint the box', 'Bob Ray', DUE + 2, '', '', 'Done'],
    ];
    const list = {
      at: [{ top: 2, left: 4, bottom: 40, right: 4 }],
      words: ['Not started', 'In progress', 'Done'],
      from: { top: 2, left: 6, bottom: 4, right: 6 },
    };
    expect(columnsOf(sheet('Plan', 1, rows))).toContain('Status: status?');
    expect(columnsOf(offering(sheet('Plan', 1, rows), {}, [list]))).toEqual([
      'Task: task',
      'Owner: responsible',
      'Due date: due',
      'Status: status',
      'Status: null',
    ]);
  });

  it('below a table its own words are no legend of the column in which they stand', () => {
    const rows = [
      ['Task', 'Owner', 'Due date', 'Status'],
      ['Draw the box', 'Ann Lee', DUE, 'Done'],
      ['Build the box', 'Bob Ray', DUE + 1, 'Not started'],
      [null],
      ['Not started'],
      ['Done'],
    ];
    const list = {
      at: [{ top: 2, left: 4, bottom: 3, right: 4 }],
      words: ['Not started', 'Done'],
      from: { top: 5, left: 1, bottom: 6, right: 1 },
    };
    expect(columnsOf(offering(sheet('Plan', 1, rows), {}, [list]))).toContain('Task: task');
  });
});

it('a row in which something was chosen is no header', () => {
  const rows = [
    ['Zq', 'Xy', 'Vw', 'Status'],
    ['Draw the box', 'Ann', DUE, 'Done'],
    ['Task for the box', 'Responsible', DUE + 1, 'Done'],
    ['Paint the box', 'Bob', DUE + 2, 'Done'],
    ['Pack the box', 'Bob', DUE + 3, 'Not started'],
  ];
  const headerOf = (own: RawSheet) => proposalOf(strangers([own]), {}, 'en').sheets[0]?.headerRow;
  expect(headerOf(sheet('Plan', 1, rows))).toBe(3);
  expect(headerOf(offering(sheet('Plan', 1, rows), { 4: COURSE }))).toBe(1);
});

const talk = (own: RawSheet, locale: Locale) => talkAbout(strangers([own]), {}, locale);

describe('words that somebody may choose tomorrow', () => {
  const tried = offering(plan('Not started', 'In progress'), { 4: [...COURSE, 'Parked for now', 'Status'] });

  it('are proposed with what they may mean, behind those that stand in cells', () => {
    const [own] = proposalOf(strangers([tried]), {}, 'en').sheets;
    expect(own?.statuses).toEqual([
      { text: 'Not started', count: 1, status: 'not-started', guess: 'not-started' },
      { text: 'In progress', count: 1, status: 'in-progress', guess: 'in-progress' },
      { text: 'On trial', count: 0, status: null, guess: 'in-progress' },
      { text: 'Parked for now', count: 0, status: null, guess: null },
    ]);
  });

  it('are asked about with the guess that their place in the list gives, in both languages', () => {
    expect(talk(tried, 'en').texts).toEqual([
      '“On trial” in the status column (not used yet) means:',
      '“Parked for now” in the status column (not used yet) means:',
    ]);
    expect(talk(tried, 'en').said).toEqual({
      sheets: ['Plan'],
      statuses: { 'On trial': 'in-progress', 'Parked for now': '-' },
    });
    const chinese = offering(
      sheet('计划', 1, [
        ['任务', '负责人', '截止日期', '状态'],
        ['画第一张草图', '王强', DUE, '未开始'],
        ['画第二张草图', '李娜', DUE + 1, '开弄了'],
      ]),
      { 4: ['未开始', '开弄了', '试着用', '已完成'] },
    );
    expect(talk(chinese, 'zh-CN').texts).toEqual([
      '状态列里，“开弄了”（1 行）算进行中、“试着用”（还没用过）算进行中。对吗？',
    ]);
  });

  it('without any guess are not asked about alone, and are along with others', () => {
    const idle = offering(plan('Not started', 'Done'), { 4: ['Not started', 'Done', 'Zq', 'Xy'] });
    expect(talk(idle, 'en').texts).toEqual([]);
    const along = offering(plan('Not started', 'Whatever'), { 4: ['Not started', 'Done', 'Zq', 'Whatever'] });
    expect(talk(along, 'en').texts).toEqual([
      '“Whatever” in the status column (1 row) means:',
      '“Zq” in the status column (not used yet) means:',
    ]);
  });

  it('are no shares, and none of a list in which there is everything', () => {
    const textsOf = (words: readonly string[]) => {
      const [own] = proposalOf(strangers([offering(plan('Done'), { 4: words })]), {}, 'en').sheets;
      return own?.statuses.map(({ text }) => text);
    };
    expect(textsOf(['Done', '25%', '0.5', 'On trial'])).toEqual(['Done', 'On trial']);
    expect(textsOf(['Done', ...Array.from({ length: 30 }, (_, i) => `Thing ${i}`)])).toEqual(['Done']);
  });

  it('are taken by whoever says yes to everything', () => {
    const proposal = proposalOf(strangers([tried]), {}, 'en');
    expect(acceptedIn(proposal, {}).statuses).toEqual({
      'Not started': 'not-started',
      'In progress': 'in-progress',
      'On trial': 'in-progress',
    });
  });

  it.each([
    ['the first is not begun', ['Idea', 'In progress', 'Done'], 'Idea', 'not-started'],
    ['before what is begun nothing is', ['New', 'Groomed', 'Ongoing', 'Done'], 'Groomed', 'not-started'],
    ['between beginning and end it goes on', ['计划', '开弄', '完成', '挂起'], '开弄', 'in-progress'],
    ['the last is done, where nothing stands aside', ['To do', 'In progress', 'Go-live'], 'Go-live', 'done'],
    ['and not where something does', ['To do', 'In progress', 'Blocked', 'Zq'], 'Zq', null],
    ['what is done first is read backwards', ['Done', 'Halfway', 'Not started'], 'Halfway', 'in-progress'],
    ['behind what is done nobody knows', ['To do', 'Done', 'Zq'], 'Zq', null],
    ['where no word is known nobody knows', ['o', 'i', 'c'], 'i', null],
    ['of two words nobody knows', ['Done', 'Zq'], 'Zq', null],
  ])('by their place: %s', (_, words, text, guess) => {
    const [own] = proposalOf(strangers([offering(plan(), { 4: words })]), {}, 'en').sheets;
    expect(own?.statuses).toContainEqual({ text, count: 0, status: null, guess });
  });
});
