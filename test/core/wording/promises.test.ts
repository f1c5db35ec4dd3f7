import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { plainly } from '../../../core/read/checks/promise.ts';
import { saysDeed } from '../../../core/wording/deed.ts';
import { vagueWords } from '../../../core/wording/vague.ts';

interface Labelled {
  readonly vague: boolean;
  readonly locale: string;
  readonly text: string;
}

/** How the texts were labelled is said in promises/README.md. */
const labelled = (name: string): Labelled[] =>
  readFileSync(new URL(`promises/${name}.tsv`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t') as [string, string, string])
    .map(([label, locale, text]) => ({ vague: label === 'vague', locale, text }));

const measured = (texts: readonly Labelled[]) => {
  const found = texts.filter(({ text }) => vagueWords(text).length > 0);
  const right = found.filter(({ vague }) => vague).length;
  return { precision: right / found.length, recall: right / texts.filter(({ vague }) => vague).length };
};

describe.each([
  ['tuned', 724],
  ['held-out', 256],
  ['trades', 160],
] as const)('of the labelled promises (%s)', (name, count) => {
  const all = labelled(name);

  it('there are as many as are said to be, none twice', () => {
    expect(all).toHaveLength(count);
    expect(new Set(all.map(({ text }) => text)).size).toBe(count);
  });

  it.each(['zh-CN', 'en'])(
    'at least 95 %% that are found are vague, and 90 %% that are vague are found, in %s',
    (locale) => {
      const texts = all.filter((text) => text.locale === locale);
      expect(texts.filter(({ vague }) => vague).length).toBeGreaterThanOrEqual(40);
      expect(texts.filter(({ vague }) => !vague).length).toBeGreaterThanOrEqual(40);
      const { precision, recall } = measured(texts);
      expect(precision).toBeGreaterThanOrEqual(0.95);
      expect(recall).toBeGreaterThanOrEqual(0.9);
    },
  );
});

it.each(['zh-CN', 'en'])('of texts that were never fitted, what is found is vague, in %s', (locale) => {
  const texts = labelled('others').filter((text) => text.locale === locale);
  expect(texts).toHaveLength(60);
  const { precision, recall } = measured(texts);
  expect(precision).toBeGreaterThanOrEqual(0.95);
  expect(recall).toBeGreaterThan(0.35);
});

it('近期 is found where it says when something is done, and mostly left where it says of what time a thing is', () => {
  const texts = labelled('near-term');
  expect(texts).toHaveLength(40);
  const { precision, recall } = measured(texts);
  expect(precision).toBeGreaterThan(0.9);
  expect(recall).toBe(1);
});

it('no vague promise is proposed as a fragment of itself', () => {
  const vague = ['tuned', 'held-out', 'trades', 'others', 'near-term']
    .flatMap(labelled)
    .filter(({ text }) => vagueWords(text).length > 0);
  const proposed = vague.map(({ text }) => plainly(text)).filter((what) => what !== '');
  expect(proposed.length).toBeGreaterThan(50);
  for (const what of proposed) {
    expect(saysDeed(what), what).toBe(true);
    expect([...what].length, what).toBeGreaterThanOrEqual(/\p{Script=Han}/u.test(what) ? 4 : 8);
  }
});

it.each<[string, string]>([
  ['尽快更新价目表', '更新价目表'],
  ['Get the contract signed as soon as possible', 'Get the contract signed'],
  ['联系印厂', '联系印厂'],
  ['把活动热度做起来', ''],
  ['Follow up on open invoices', ''],
  ['Provide support as and when required', ''],
  ['有空的时候更新一下文档', ''],
  ['多方协调解决仓储问题', ''],
  ['尽可能多地收集反馈', ''],
  ['由相关同事对接', ''],
  ['Look into the pricing issue', ''],
  ['Keep an eye on the exchange rate', ''],
  ['Work with the relevant departments', ''],
  ['Get back to the customer promptly', ''],
  ['Somebody should update the docs', ''],
])('is proposed whole or not at all: %s', (text, what) => expect(plainly(text)).toBe(what));

describe('a day in the same sentence', () => {
  it.each([
    '3月6日前尽快提交',
    '尽快提交，最迟周五',
    'Reply soon, by Friday at the latest',
    'Follow up with legal by 6 March',
    '2个工作日内尽快回复',
  ])('makes a hurried promise one that can be checked: %s', (text) => expect(vagueWords(text)).toEqual([]));

  it.each<[string, ...string[]]>([
    ['争取3月6日前完成', '争取'],
    ['Try to finish by 6 March', 'Try to'],
    ['尽快提交。3月6日前开会', '尽快'],
    ['Reply soon. The meeting is on Friday', 'soon'],
    ['3月6日前后完成', '前后'],
  ])('is no promise where it is merely hoped for, or of another sentence: %s', (text, ...words) =>
    expect(vagueWords(text)).toEqual(words),
  );
});

describe('what is quoted', () => {
  it('is spoken about', () => {
    expect(vagueWords('《相关部门联络表》定稿')).toEqual([]);
    expect(vagueWords('Replace “as needed” in clause 4')).toEqual([]);
  });

  it('is meant where it is all that is said', () => expect(vagueWords('“尽快完成”')).toEqual(['尽快']));
});

// What backtracks takes hours for these, and the runner's patience ends after seconds.
it.each([
  ...[
    '、',
    '等',
    '尽快',
    '一下',
    '提高',
    '3天',
    '数据、报表',
    '《',
    '“',
    '"',
    '后续',
    '做好',
    '提高满意度',
    '月底前后',
  ],
  ...['3月6日', '3月6日，尽快', 'as ', 'the ', 'a.', 'work on ', 'improve x ', 'soon ', 'by ', 'about ', 'in a few '],
  ...['"a', 'a number of ', '.', ' '],
])('a cell of a hundred thousand characters, %j over and over, is read at once', (piece) => {
  expect(Array.isArray(vagueWords(piece.repeat(Math.ceil(100_000 / piece.length))))).toBe(true);
});
