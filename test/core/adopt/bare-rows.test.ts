import { describe, expect, it } from 'vitest';
import { acceptedIn, proposalOf } from '../../../core/adopt/propose.ts';
import { nextQuestion } from '../../../core/adopt/questions.ts';
import { followedIn } from '../../../core/adopt/rebind.ts';
import type { RawCell } from '../../../core/workbook.ts';
import type { Locale } from '../../../sheet-templates/index.ts';
import { adoptInMemory, on, sheet, strangers } from '../../support/strangers.ts';

/** Rows with nothing but a name may be headings, or tasks that nobody has yet: that is asked where it can be doubted. */

const DUE = on('2026-03-20');
const rowsOf = (...names: readonly string[]): RawCell[][] => [
  ['任务', '负责人', '截止日期', '状态'],
  ...names.map((name) => (name.startsWith('-') ? [name.slice(1)] : [name, '王强', DUE, '进行中'])),
];
const rawOf = (...names: readonly string[]) => strangers([sheet('进度', 1, rowsOf(...names))]);
const askedOf = (raw: ReturnType<typeof rawOf>, locale: Locale = 'zh-CN') => {
  const question = nextQuestion(proposalOf(raw, {}, locale), {}, new Set(), locale);
  return question && [question.text, question.choices[question.usual ?? 0]?.label];
};

describe('rows with nothing but a name', () => {
  it('are asked about where they stand alone among tasks, as headings', () =>
    expect(askedOf(rawOf('-外场', '搭展台', '-印刷', '画海报', '印海报'))).toEqual([
      '有 2 行只写了名称（“外场”、“印刷”）。这些是：',
      '小标题',
    ]));

  it('are asked about as tasks where they stand one below the other', () => {
    const raw = rawOf('搭展台', '-订酒店', '-租车', '-买礼品', '画海报');
    expect(askedOf(raw, 'en')).toEqual([
      '3 rows have nothing but a name (“订酒店”, “租车”, “买礼品”). They are:',
      'tasks without an owner or a date yet',
    ]);
  });

  it('are asked about in English words, too', () => {
    expect(askedOf(rawOf('-Venue', 'Call the hall', '-Print', 'Order the flyers'), 'en')?.[1]).toBe('headings');
    expect(askedOf(rawOf('-Phase 1', 'Call the hall', '-PRINTED MATTER', 'Order the flyers'), 'en')).toBeNull();
  });

  it('are headings without a question where their words say so, or there is but one', () => {
    expect(askedOf(rawOf('-第一阶段', '搭展台', '-第二阶段：', '画海报'))).toBeNull();
    expect(askedOf(rawOf('-一、准备', '搭展台', '-二、印刷', '画海报'))).toBeNull();
    expect(askedOf(rawOf('-外场', '搭展台', '画海报'))).toBeNull();
    expect(askedOf(rawOf('搭展台', '画海报', '-审核：李明', '-备注', '-每周五更新。'))).toBeNull();
  });

  it('are read by the answer, which stands in the settings and is not asked again', async () => {
    const raw = rawOf('搭展台', '-订酒店', '-租车', '画海报');
    const said = acceptedIn(proposalOf(raw, {}, 'zh-CN'), {});
    expect(said.bareRows).toBe('task');
    const asTasks = await adoptInMemory(raw, { said });
    expect(asTasks.snapshot.tasks.map(({ id, values }) => `${id} ${values.name}`)).toEqual([
      'T-0001 搭展台',
      'T-0002 订酒店',
      'T-0003 租车',
      'T-0004 画海报',
    ]);
    expect(followedIn(asTasks.raw)?.said.bareRows).toBe('task');
    const asHeadings = await adoptInMemory(raw, { said: { ...said, bareRows: 'heading' } });
    expect(asHeadings.snapshot.tasks.map(({ values }) => values.name)).toEqual(['搭展台', '画海报']);
  });
});
