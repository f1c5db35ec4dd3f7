import { describe, expect, it } from 'vitest';
import { morningOf, type TeamMorning } from '../../../core/mail/morning.ts';
import { LOCALES, type Locale } from '../../../sheet-templates/index.ts';
import { type Given, play } from '../../support/scenario.ts';

/** What the team's group is told in the morning, in lines a person can read. */
const linesOf = (morning: TeamMorning | null): string[] =>
  morning === null
    ? []
    : [
        morning.title,
        morning.headline,
        ...morning.parts.flatMap(({ title, rows, more }) => [
          `# ${title}`,
          ...rows.map(({ name, from, who, note }) =>
            [name, [...from, who.map((person) => person.name).join('+')].join(' → '), note].filter(Boolean).join(' | '),
          ),
          ...(more ? [more] : []),
        ]),
      ];

const morningsOf = async (given: Given): Promise<string[][]> => {
  const mornings: string[][] = [];
  await play(given, (facts, plan) => mornings.push(linesOf(morningOf(facts, plan, () => true))));
  return mornings;
};
/** Of the last sweep: each sweep is decided more than once. */
const lastOf = async (given: Given) => (await morningsOf(given)).at(-1);

const PEOPLE: Readonly<Record<Locale, readonly [string, string]>> = {
  en: ['Li Ming', 'Wang Fang'],
  'zh-CN': ['李明', '王芳'],
};
const DONE: Readonly<Record<Locale, string>> = { en: 'Done', 'zh-CN': '已完成' };

const given = (locale: Locale, steps: Given['steps']): Given => {
  const [li, wang] = PEOPLE[locale];
  return {
    locale,
    tabs: {
      raci: [
        { id: 'T-0001', name: 'Box', responsible: li, due: '2026-03-05' },
        { id: 'T-0002', name: 'Film', responsible: wang, due: '2026-03-09' },
        { id: 'T-0003', name: 'Shop', responsible: wang, due: '2026-04-20', predecessors: 'T-0001' },
      ],
    },
    steps,
  };
};

describe('the team’s morning', () => {
  it('says what is late, whose turn it is, and who handed over to whom', async () => {
    const steps = [
      { now: '2026-03-06T09:00' },
      {
        now: '2026-03-09T09:00',
        edits: [
          { tab: 'tracker' as const, item: 'T-0001', set: { status: DONE.en, output: 'https://example.com/box' } },
        ],
      },
    ];
    expect(await lastOf(given('en', steps.slice(0, 1)))).toEqual([
      'Product launch · Fri 6 Mar',
      '1 overdue',
      '# Overdue',
      'Box | Li Ming | 1 workday late',
    ]);
    expect(await lastOf(given('en', steps))).toEqual([
      'Product launch · Mon 9 Mar',
      '1 waits for somebody, 1 handed over',
      '# Whose turn it is',
      'Film | Wang Fang | due today',
      '# Handed over',
      'Shop | Li Ming → Wang Fang',
    ]);
  });

  it('says it in Chinese as well', async () => {
    expect(await lastOf(given('zh-CN', [{ now: '2026-03-06T09:00' }]))).toEqual([
      '新品上市 · 3月6日 周五',
      '1 件逾期',
      '# 逾期',
      'Box | 李明 | 逾期 1 个工作日',
    ]);
  });

  it('puts what has escalated with those who decide, and nowhere else', async () => {
    const steps = ['06', '09', '10', '11', '12'].map((day) => ({ now: `2026-03-${day}T09:00` }));
    const last = await lastOf(given('en', steps));
    expect(last).toContain('# To decide');
    expect(last!.filter((line) => line.startsWith('Box'))).toEqual(['Box | Zhao Yi | 5 workdays late']);
  });

  it.each(LOCALES)('has nothing to say on a day off, or where nothing is new: %s', async (locale) => {
    expect(await lastOf(given(locale, [{ now: '2026-03-07T09:00' }]))).toEqual([]);
    const quiet = { ...given(locale, [{ now: '2026-03-03T09:00' }]), tabs: { raci: [] } };
    expect(await lastOf(quiet)).toEqual([]);
  });

  it('shows three of a kind, the latest first, and counts the others', async () => {
    const raci = Array.from({ length: 9 }, (_, i) => ({
      id: `T-000${i + 1}`,
      name: `Box ${i + 1}`,
      responsible: 'Li Ming',
      due: '2026-03-05',
    }));
    const last = (await lastOf({ tabs: { raci }, steps: [{ now: '2026-03-06T09:00' }] }))!;
    expect(last[1]).toBe('9 overdue');
    expect(last.slice(3)).toHaveLength(4);
    expect(last.at(-1)).toBe('and 6 more');
  });
});
