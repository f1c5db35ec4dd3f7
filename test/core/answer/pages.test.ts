import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  alreadyPage,
  answeredPage,
  notUndonePage,
  openAnswer,
  PLAIN_REASONS,
  plainPage,
  retryPage,
  undonePage,
} from '../../../core/answer/index.ts';
import { ANSWERS, type Page } from '../../../core/answers/model.ts';
import { LANGUAGES } from '../../../core/messages/languages.ts';
import { readFacts } from '../../../core/process/facts.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import { plain } from '../../../core/text/span.ts';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { LOCALES } from '../../../sheet-templates/index.ts';
import { appendOf, setOf } from '../../support/starter.ts';
import { changesOf, openAnswerer, personIn } from './answerer.ts';

const CAST = { en: 'Li Ming', 'zh-CN': '李明' } as const;

const open = async (locale: 'en' | 'zh-CN') => {
  const [responsible, accountable] = locale === 'en' ? ['Li Ming', 'Chen Jie'] : ['李明', '陈洁'];
  const answerer = openAnswerer({
    locale,
    tabs: {
      raci: [{ id: 'T-0001', name: 'X-7', responsible, accountable, due: '2026-03-04' }],
      tracker: [{ id: 'T-0001', status: locale === 'en' ? 'In progress' : '进行中' }],
      escalations: [],
    },
  });
  await answerer.sweep('2026-03-06T09:00');
  const facts = await answerer.facts();
  return { answerer, facts, me: personIn(facts, CAST[locale]) };
};

/** Every text of a page, by where it stands. */
const textsOf = (page: Page): string[] => [
  page.title,
  page.message?.title ?? '',
  ...(page.message?.lines ?? []),
  ...page.lines.map((line) => line.map(plain).join('')),
  ...page.notes,
  ...(page.effects ? [page.effects.title, ...page.effects.lines.map((line) => line.map(plain).join(''))] : []),
  ...(page.form?.fields ?? []).flatMap(({ label, help, error, choices }) => [
    label,
    help,
    error ?? '',
    ...choices.map((choice) => choice.label),
  ]),
  ...page.others.map(({ label }) => label),
];

describe.each(LOCALES)('in %s', (locale) => {
  it('what is written, what comes next, and how long it can be taken back are said after an answer', async () => {
    const { facts, me } = await open(locale);
    const typed = { newDue: '2026-03-10', reason: 'process', detail: '' };
    const { ready } = openAnswer(facts, me, { item: 'T-0001', kind: 'redate', typed });
    const page = answeredPage(facts, me, ready!);
    expect(page.message!.tone).toBe('fine');
    // One sentence that it is done, one that says what follows.
    expect([page.message!.title, ...page.message!.lines]).toEqual(
      locale === 'en'
        ? ['The new date is set', '2 people will be told: Wang Fang and Chen Jie.']
        : ['日期已改好', '会通知 2 人：王芳、陈洁。'],
    );
    expect(page.undo).toBe(LANGUAGES[locale].answer.undo(10));
    expect(page.still).toEqual({ title: LANGUAGES[locale].answer.result.nothingStill, items: [], more: '' });
    expect(changesOf(page)).toEqual(
      locale === 'en'
        ? [
            'Tracker · New due:  → Tue 10 Mar',
            'Tracker · Reason for delay:  → Process',
            'Tracker · Updated on:  → Fri 6 Mar',
          ]
        : [
            '协同进度跟踪表 · 新日期:  → 3月10日 周二',
            '协同进度跟踪表 · 滞后原因:  → 流程',
            '协同进度跟踪表 · 更新日期:  → 3月6日 周五',
          ],
    );
    expect(answeredPage(facts, me, ready!, false)).toMatchObject({ undo: null, notes: [] });
    const back = undonePage(facts, me, 'T-0001', ready!.undo);
    expect(back.changes.map(({ from, to }) => `${from} → ${to}`)[0]).toBe(
      locale === 'en' ? 'Tue 10 Mar → (empty)' : '3月10日 周二 → （空）',
    );
  });

  it('a form that cannot be written yet comes back as it was filled in', async () => {
    const { facts, me } = await open(locale);
    const ask = {
      item: 'T-0001',
      kind: 'redate',
      typed: { newDue: '2026-03-12', reason: 'other', detail: 'X' },
    } as const;
    for (const why of ['changed', 'busy'] as const) {
      const page = retryPage(facts, me, ask, why);
      expect(page.message).toEqual({ tone: 'soon', ...LANGUAGES[locale].answer.result[why] });
      expect(page.form!.fields.map(({ value }) => value)).toEqual(['2026-03-12', 'other', 'X']);
    }
  });

  it('no page is without words, and none is in the other language', async () => {
    const { facts, me } = await open(locale);
    const pages = [
      ...[null, ...ANSWERS].map((kind) => openAnswer(facts, me, { item: 'T-0001', kind, typed: null }).page),
      ...ANSWERS.map((kind) => openAnswer(facts, me, { item: 'T-0001', kind, typed: {} }).page),
      openAnswer(facts, me, { item: 'T-0404', kind: 'done', typed: null }).page,
      alreadyPage(facts, me, 'T-0001', 'done'),
      ...(['changed', 'busy', 'late'] as const).map((why) => notUndonePage(facts, me, 'T-0001', why)),
      ...PLAIN_REASONS.map((why) => plainPage(locale, why)),
    ];
    for (const page of pages) {
      expect(page.locale).toBe(locale);
      const texts = textsOf(page);
      expect(texts[0]).not.toBe('');
      const text = texts.join('\n').replaceAll(CAST[locale], '').replaceAll('陈洁', '').replaceAll('赵一', '');
      expect(text).not.toMatch(/undefined|null|NaN|\[object/);
      if (locale === 'en') expect(text).not.toMatch(/\p{Script=Han}/u);
      expect(text).not.toMatch(/[!！]/);
    }
  });
});

describe('what is still theirs', () => {
  const task = (id: string, name: string, due: string) => ({
    ...{ id, name, responsible: 'Li Ming', accountable: 'Chen Jie', due },
  });

  it('stands below an answer: three at most with their dates, the most urgent first, without what was answered', async () => {
    const answerer = openAnswerer({
      tabs: {
        raci: [
          task('T-0001', 'Artwork', '2026-03-04'),
          task('T-0002', 'Price list', '2026-03-06'),
          task('T-0003', 'Leaflet', '2026-03-05'),
          task('T-0004', 'Shelf card', '2026-03-09'),
          task('T-0005', 'Poster', '2026-03-10'),
          task('T-0006', 'Much later', '2026-05-08'),
        ],
        tracker: [{ id: 'T-0001', status: 'In progress' }],
      },
    });
    await answerer.sweep('2026-03-06T09:00');
    const facts = await answerer.facts();
    const me = personIn(facts, 'Li Ming');
    const { ready } = openAnswer(facts, me, { item: 'T-0001', kind: 'done', typed: { output: 'a.pdf' } });
    expect(answeredPage(facts, me, ready!).still).toEqual({
      title: 'Still with you',
      items: [
        { id: 'T-0003', name: 'Leaflet', when: '1 workday late · was due Thu 5 Mar' },
        { id: 'T-0002', name: 'Price list', when: 'Today before 18:00' },
        { id: 'T-0004', name: 'Shelf card', when: 'Mon 9 Mar, 1 workday left' },
      ],
      more: 'and one more',
    });
  });
});

describe('a real template', () => {
  const folders: string[] = [];
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

  it.each(LOCALES)('takes every answer to a task, and gives it back (%s)', async (locale) => {
    const folder = await mkdtemp(join(tmpdir(), 'baton-answer-'));
    folders.push(folder);
    const path = join(folder, 'Project.xlsx');
    await copyFile(new URL(`../../../sheet-templates/generated/full-${locale}.xlsx`, import.meta.url), path);
    const store = openXlsxFile(path);
    await store.apply([
      setOf('settings', 'project', { value: 'Launch' }),
      appendOf('directory', { name: 'Li', email: 'li@example.com' }),
      appendOf('directory', { name: 'Wang', email: 'wang@example.com' }),
      appendOf('raci', { id: 'T-0001', name: 'Draw', responsible: 'Li', accountable: 'Wang', due: '2026-03-04' }),
      appendOf('tracker', { id: 'T-0001', status: 'in-progress', progress: 0.3 }),
    ]);
    const look = async () => readFacts(readSnapshot(await store.read(), { now: '2026-03-06T10:00' }));
    const rowOf = async () => (await look()).snapshot.rows.tracker[0]!.values;
    const before = await rowOf();
    for (const [kind, typed] of [
      ['done', { output: 'a\nb' }],
      ['progress', { status: 'blocked', progress: '45', risk: 'r', result: 'c' }],
      ['redate', { newDue: '2026-03-12', reason: 'resources', detail: 'd' }],
      ['help', { helpKind: 'goals', issue: 'e', dueOn: '' }],
    ] as const) {
      const facts = await look();
      const { ready } = openAnswer(facts, personIn(facts, 'Li'), { item: 'T-0001', kind, typed });
      const written = await store.apply(ready!.writes);
      expect(written.map(({ outcome }) => outcome)).toEqual(ready!.writes.map(() => 'written'));
      expect(await rowOf(), kind).not.toEqual(before);
      const undone = await store.apply(ready!.undo);
      expect(undone.map(({ outcome }) => outcome)).toEqual(ready!.undo.map(() => 'written'));
      expect(await rowOf(), kind).toEqual(before);
    }
  });
});
