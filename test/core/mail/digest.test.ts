import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { htmlOf } from '../../../core/mail/html.ts';
import type { Digest } from '../../../core/mail/model.ts';
import { digestText } from '../../../core/mail/text.ts';
import type { RuleKey } from '../../../core/messages/index.ts';
import type { Notice } from '../../../core/plan.ts';
import type { Matter } from '../../../core/process/matter.ts';
import type { Person } from '../../../core/snapshot.ts';
import { plain } from '../../../core/text/span.ts';
import { widthOf } from '../../../core/text/width.ts';
import { LOCALES } from '../../../sheet-templates/index.ts';
import { day, linkTo, type SomeFacts, world } from './fixtures.ts';
import { leaderDigest, matter, ownerDigest, READERS } from './readers.ts';

const expected = (name: string) => readFileSync(new URL(`./expected/${name}.txt`, import.meta.url), 'utf8');
const whole = (digest: Digest) => `Subject: ${digest.subject}\nPreview: ${digest.preview}\n\n${digestText(digest)}`;
const sectionsOf = ({ sections }: Digest) =>
  sections.map(({ title, cards, entries }) => [
    title,
    ...cards.map(({ id }) => id),
    ...entries.map(({ text }) => text.map(plain).join('')),
  ]);
const linesOf = (digest: Digest, id: string) =>
  digest.sections
    .flatMap(({ cards }) => cards)
    .find((card) => card.id === id)!
    .lines.map((line) => line.map(plain).join(''));

describe.each(LOCALES)('a morning’s mails in %s', (locale) => {
  it.each(['owner', 'leader', 'keeper', 'manager'] as const)('the %s’s, as it is read', (name) => {
    expect(whole(READERS[name](locale))).toBe(expected(`${name}.${locale}`));
  });

  it.each(['head', 'executive', 'joint', 'weeks'] as const)('the %s’s, with links', (name) => {
    expect(whole(READERS[name](locale, true))).toBe(expected(`${name}.${locale}`));
  });
});

describe('a digest', () => {
  it.each([
    ['en', ['design'], 'Li Ming, two things in Design need an update'],
    ['en', ['design', 'market'], 'Li Ming, three things need an update'],
    ['zh-CN', ['design', 'market'], '李明，有三件事等着更新进度'],
  ] as const)('in %s names the department that owes updates where it is one: %j', (locale, of, says) => {
    const { li, design, market, notice, digestFor } = world(locale, false);
    const items = { design: ['T-0009', 'T-0016'], market: ['T-0011'] };
    const named = { design, market };
    const digest = digestFor(
      li,
      of.map((each) =>
        notice(
          'update.weekly',
          named[each],
          { department: named[each], by: '2026-03-06', time: '17:00', step: 1, items: items[each] },
          [li],
        ),
      ),
    );
    expect(digest.headline).toBe(says);
  });

  const zh = world('zh-CN');
  const en = world('en');

  it('makes one card of all notices about one item, the most urgent item first', () => {
    const { sections } = ownerDigest('zh-CN');
    expect(sections[0]!.cards.map(({ id }) => id)).toEqual(['T-0007', 'T-0008']);
  });

  it('is the same whatever the order of the notices', () => {
    const notices = [
      zh.notice('task.reason', 'T-0007', { due: '2026-03-04' }),
      zh.notice('task.due', 'T-0008', { due: '2026-03-06' }),
      zh.notice('task.overdue', 'T-0007', { due: '2026-03-04', days: 2 }),
    ];
    expect(zh.digestFor(zh.li, [...notices].reverse())).toEqual(zh.digestFor(zh.li, notices));
  });

  it('says once, and in every mail, that the rest needs nothing', () => {
    for (const digest of Object.values(READERS)) {
      const text = digestText(digest('en')).replace(/\n/g, ' ');
      expect(text.split(/What is not listed needs nothing from you\.|The rest needs nothing from you\./)).toHaveLength(
        2,
      );
    }
  });

  it('keeps that true: what was asked in earlier mails and still waits is listed', () => {
    const digest = zh.digestFor(zh.li, [
      zh.notice('task.changed', 'T-0010', { changes: ['due|2026-03-09|2026-03-12'] }),
    ]);
    expect(sectionsOf(digest)[0]).toEqual([
      '之前写过，还在等你',
      '包装设计终稿 T-0007 逾期 2 个工作日 · 原定 3月4日 周三',
      '竞品价格表更新到第二版 T-0008 今天 18:00 前',
      '上市发布会流程确认 T-0009 3月11日 周三，还有 3 个工作日',
    ]);
    expect(digest.subline).toBe('另有三件之前写过、还在等你。没有列出的都不需要你动。');
  });

  it('lists a request that is still to be amended, with where it stands', () => {
    const request: Matter = {
      id: 'Q-0007',
      tab: 'requests',
      name: '秋季推广',
      request: 'Q-0007',
      standing: { code: 'sent-back' },
      open: true,
      memory: {
        seenOn: 0,
        changedOn: 0,
        since: 0,
        fingerprint: '',
        scope: '',
        changed: false,
        revision: 0,
      },
      duties: [],
    };
    const digest = zh.digestFor(
      zh.sun,
      [zh.notice('task.changed', 'T-0010', { changes: ['due|2026-03-09|2026-03-12'] })],
      { matters: new Map([[request.id, request]]), toAmend: [request], waiting: [] },
    );
    expect(sectionsOf(digest)[0]).toEqual(['之前写过，还在等你', '秋季推广 Q-0007 已退回']);
  });

  it('counts in the headline what waits, and names what is worst', () => {
    const headline = (...rules: [RuleKey, string][]) =>
      zh.digestFor(
        zh.li,
        rules.map(([rule, item]) => zh.notice(rule, item, {})),
      ).headline;
    expect(headline(['task.overdue', 'T-0007'])).toBe('李明，一件事在等你，已逾期');
    expect(headline(['task.due', 'T-0008'])).toBe('李明，一件事在等你，今天到期');
    expect(headline(['task.overdue', 'T-0007'], ['task.overdue', 'T-0013'])).toBe('李明，两件事在等你，都已逾期');
    expect(headline(['task.soon', 'T-0009'])).toBe('李明，一件事三个工作日内到期');
    expect(headline(['task.changed', 'T-0010'])).toBe('李明，有一件事请你知悉');
  });

  it('does the same in English', () => {
    const headline = (...rules: [RuleKey, string][]) =>
      en.digestFor(
        en.li,
        rules.map(([rule, item]) => en.notice(rule, item, {})),
      ).headline;
    expect(headline(['task.overdue', 'T-0007'])).toBe('Li Ming, one thing is waiting for you and it is overdue');
    expect(headline(['task.overdue', 'T-0007'], ['task.overdue', 'T-0013'])).toBe(
      'Li Ming, two things are waiting for you, both are overdue',
    );
    expect(headline(['task.overdue', 'T-0007'], ['task.due', 'T-0008'])).toBe(
      'Li Ming, two things are waiting for you, one is overdue',
    );
    expect(headline(['task.soon', 'T-0009'])).toBe('Li Ming, one thing is due within three workdays');
    expect(headline(['task.blocked', 'T-0016'])).toBe('Li Ming, one thing has to wait for another task');
  });

  it('says what happens next and when, and after the limit that it has happened', () => {
    const overdue = [zh.notice('task.overdue', 'T-0007', { due: '2026-03-04', days: 2 })];
    expect(linesOf(zh.digestFor(zh.li, overdue), 'T-0007')).toContain(
      '到 3月9日 周一 18:00（还有 1 个工作日）没有变化，会请批准人孙丽、分管领导赵一协调。',
    );
    const last = zh.items.map((item) => (item.id === 'T-0007' ? { ...item, escalatesOn: day('2026-03-06') } : item));
    const today = zh.digestFor(zh.li, overdue, { items: new Map(last.map((item) => [item.id, item])) });
    expect(linesOf(today, 'T-0007')).toContain('今天 18:00 前没有变化，就会请批准人孙丽、分管领导赵一协调。');
    const passed = zh.items.map((item) => (item.id === 'T-0007' ? { ...item, escalatesOn: day('2026-03-05') } : item));
    const digest = zh.digestFor(zh.li, overdue, { items: new Map(passed.map((item) => [item.id, item])) });
    expect(linesOf(digest, 'T-0007')).toContain('一直没有变化，今天已请批准人孙丽、分管领导赵一协调。');
  });

  it('knows in the evening that today’s limit has passed', () => {
    const due = { ...zh.items[1]!, late: true, daysLeft: 0, escalatesOn: day('2026-03-06'), escalatesTo: [zh.sun] };
    const digest = zh.digestFor(zh.li, [zh.notice('task.overdue', due.id, { due: '2026-03-06', days: 0 })], {
      items: new Map([[due.id, due]]),
      minute: 18 * 60 + 30,
    });
    expect(digest.sections[0]!.cards[0]!.when).toBe('今天的期限已过 · 原定 3月6日 周五');
    expect(linesOf(digest, due.id)).toContain('一直没有变化，今天已请批准人孙丽协调。');
  });

  it('asks the executive to decide, with who has it, why it stands still, and what it holds up', () => {
    const digest = zh.digestFor(zh.zhou, [
      zh.notice(
        'task.stuck',
        'T-0013',
        { since: '2026-02-27', days: 5, court: 'late', level: 2, told: '2026-03-03', leader: '赵一' },
        [zh.zhou],
        { level: 2 },
      ),
    ]);
    expect(digest.headline).toBe('周总，一件事要你定');
    expect(digest.sections[0]!.cards[0]!.ask).toBeNull();
    expect(linesOf(digest, 'T-0013')[0]).toBe('王丽说：流程卡点，法务排队。挡住 3月10日 周二 的渠道物料定稿。');
    expect(digest.footer).toEqual(['每周一封，有事要你定才另外写。']);
  });

  it('tells a leader of a new date by the new one where both have no room', () => {
    const item = { ...zh.items[2]!, name: '设计门店陈列物料' };
    const moved = zh.notice('task.changed', item.id, { changes: ['due|2026-03-09|2026-03-12'] });
    const facts = { since: '2026-02-27', days: 5, court: 'late', level: 2, told: '2026-03-03', leader: '赵一' };
    const stuck = zh.notice('task.stuck', 'T-0013', facts, [zh.zhou], { level: 2 });
    const items = new Map([...zh.items, item].map((each) => [each.id, each]));
    const digest = zh.digestFor(zh.zhou, [stuck, moved], { items });
    expect(digest.sections[1]!.entries.map(({ text }) => text.map(plain).join(''))).toEqual([
      '设计门店陈列物料：改期 → 3月12日 周四（李明）',
    ]);
  });

  it('tells somebody who covers for another whose task it is', () => {
    const digest = en.digestFor(en.wang, [
      en.notice('task.overdue', 'T-0007', { due: '2026-03-04', days: 2 }, [en.wang]),
    ]);
    expect(linesOf(digest, 'T-0007')[0]).toBe('Responsible: Li Ming (Design)');
    expect(digest.footer[0]).toBe('You get this because you are a delegate.');
  });

  it('tells those who lead the parties of a dispute that they do, and not that they cover for anybody', () => {
    const why = (me: Person, led: readonly Person[]) => {
      const dispute = matter(
        { id: 'E-0001', tab: 'escalations', name: 'Matt or glossy', standing: { code: 'with-leaders' } },
        { rule: 'dispute', who: [en.li, en.chen], facts: {}, phase: 'day', led },
      );
      return en.digestFor(me, [en.notice('dispute', dispute.id, { phase: 'day', parties: [] }, [me])], {
        matters: new Map([[dispute.id, dispute]]),
      }).footer[0];
    };
    expect(why(en.zhao, [en.zhao])).toMatch('you are the division leader.');
    expect(why(en.he, [en.he])).toMatch('you are the project lead.');
    expect(why(en.wang, [en.zhao])).toMatch('you are a delegate.');
  });

  it('shows seven cards and names the rest', () => {
    const many = Array.from({ length: 10 }, (_, i) => ({
      ...zh.items[0]!,
      id: `T-10${i}`,
      name: `第 ${i} 件`,
      daysLate: 20 - i,
    }));
    const digest = zh.digestFor(
      zh.li,
      many.map(({ id }) => zh.notice('task.overdue', id, { due: '2026-03-04', days: 2 })),
      { items: new Map(many.map((item) => [item.id, item])) },
    );
    expect(digest.sections[0]!.cards).toHaveLength(7);
    expect(digest.sections[0]!.more).toBe('还有三件：第 7 件、第 8 件、第 9 件');
    expect(digest.headline).toBe('李明，十件事在等你，都已逾期');
  });

  describe('tasks that nobody is named for', () => {
    const nobodys = new Set(['T-0007', 'T-0008', 'T-0009']);
    const of = (w: typeof en) =>
      new Map(
        w.items.map((item) => [item.id, nobodys.has(item.id) ? { ...item, responsible: null, reminded: w.he } : item]),
      );
    const told = (w: typeof en, own?: ReadonlyMap<string, string>) => {
      const notices = [
        w.notice('task.overdue', 'T-0007', { due: '2026-03-04', days: 2 }, [w.he]),
        w.notice('task.due', 'T-0008', { due: '2026-03-06' }, [w.he]),
        w.notice('task.soon', 'T-0009', { due: '2026-03-11' }, [w.he]),
      ];
      const workbook = { id: 'W1', name: 'launch.xlsx', ...(own && { own }) };
      return w.digestFor(w.he, notices, { items: of(w), workbook });
    };

    it('stand in a line each: overdue, due today, coming; and ask for nothing', () => {
      const digest = told(en);
      expect(digest.headline).toBe('He Jing, one thing is overdue and one is due today');
      expect(digest.sections).toHaveLength(1);
      expect(digest.sections[0]!.cards).toEqual([]);
      expect(digestText(digest)).toContain(
        [
          'Overdue',
          '* Final packaging design T-0007                            due Wed 4 Mar',
          '',
          'Due today',
          '* Competitor price list, second version T-0008             due Fri 6 Mar',
          '',
          'Within three workdays',
          '* Run of show for the launch event T-0009    Wed 11 Mar, 3 workdays left',
        ].join('\n'),
      );
      expect(told(zh).headline).toBe('何静，一件事已逾期，一件事今天到期');
      expect(told(zh).sections[0]!.lists.map(({ label }) => label)).toEqual(['已逾期', '今天到期', '三个工作日内']);
    });

    it('are seven of a kind at most, and the others named shortly', () => {
      const late = of(en).get('T-0007')!;
      const many = Array.from({ length: 9 }, (_, i) => ({
        ...late,
        id: `T-10${i}`,
        name: `${i} ${'chair '.repeat(9)}`,
      }));
      const told = many.map(({ id }) => en.notice('task.overdue', id, { due: '2026-03-04', days: 2 }, [en.he]));
      const digest = en.digestFor(en.he, told, { items: new Map(many.map((item) => [item.id, item])) });
      const [list] = digest.sections[0]!.lists;
      expect(list!.rows).toHaveLength(7);
      expect(list!.more).toBe('Two more: 7 chair chair chair chair c… and 8 chair chair chair chair c…');
    });

    it('say for how long there was no update where one has no date', () => {
      const since = day('2026-02-27');
      const quiet = { since, end: day('2026-03-05'), isOver: true, daysOver: 1, days: 5 };
      for (const w of [en, zh]) {
        const item = { ...of(w).get('T-0007')!, due: null, dueEnd: null, late: false, court: 'quiet' as const, quiet };
        const asked = w.notice('task.quiet', item.id, { since: '2026-02-27', days: 5 }, [w.he]);
        const digest = w.digestFor(w.he, [asked], { items: new Map([[item.id, item]]) });
        const [list] = digest.sections[0]!.lists;
        expect([digest.headline, list!.label, list!.rows[0]!.value]).toEqual(
          w === en
            ? ['He Jing, one thing is without an update', 'Waiting for an update', 'no update for 5 workdays']
            : ['何静，一件事很久没有更新', '等着更新进度', '5 个工作日没有更新'],
        );
      }
    });

    it('come with a sentence on where to name somebody: under the header that the sheet has, or in a column to add', () => {
      expect(told(en).footer[1]).toContain('Add a column headed “Owner”');
      expect(told(en, new Map([['raci.responsible', 'Who']])).footer[1]).toContain('Write names under “Who”');
      expect(told(zh).footer[1]).toContain('加一列“负责人”');
      expect(told(zh, new Map([['raci.responsible', '谁做']])).footer[1]).toContain('在“谁做”里写上姓名');
    });

    it('stand below what is the reader’s own, and in a card where there is more to say', () => {
      const items = of(en).set('T-0010', { ...en.items[3]!, responsible: en.he, late: true });
      const notices = [
        en.notice('task.overdue', 'T-0007', { due: '2026-03-04', days: 2 }, [en.he]),
        en.notice('task.due', 'T-0008', { due: '2026-03-06' }, [en.he]),
        en.notice('task.changed', 'T-0008', { changes: ['due|2026-03-04|2026-03-06'] }, [en.he]),
        en.notice('task.overdue', 'T-0010', { due: '2026-03-12', days: 1 }, [en.he]),
      ];
      const digest = en.digestFor(en.he, notices, { items });
      expect(digest.headline).toBe('He Jing, three things are waiting for you, two are overdue');
      const [move, unnamed] = digest.sections;
      expect(move!.cards.map(({ id }) => id)).toEqual(['T-0008', 'T-0010']);
      expect(unnamed!.lists.flatMap(({ rows }) => rows.map((row) => row.text.map(plain).join('')))).toEqual([
        'Final packaging design T-0007',
      ]);
    });

    it('tell whoever is to decide on one that nobody is named for it', () => {
      const facts = { since: '2026-02-27', days: 5, court: 'late', level: 1 };
      const digest = en.digestFor(en.zhao, [en.notice('task.stuck', 'T-0007', facts, [en.zhao], { level: 1 })], {
        items: of(en),
      });
      expect(linesOf(digest, 'T-0007')[0]).toMatch(/^Nobody is named for it\./);
    });
  });

  it('calls a task without a name by its id, and says that once', () => {
    const nameless = en.items.map((item) =>
      item.id === 'T-0007' || item.id === 'T-0008' ? { ...item, name: '' } : item,
    );
    const items = new Map(nameless.map((item) => [item.id, item]));
    const text = digestText(
      en.digestFor(en.li, [en.notice('task.overdue', 'T-0007', { due: '2026-03-04' })], { items }),
    );
    expect(text).toContain('\n  T-0007 [you are R (responsible)]\n');
    expect(text).toContain('\n* T-0008 Today before 18:00\n');
    const facts = { who: en.li.name, items: ['T-0007|responsible'] };
    const first = digestText(en.digestFor(en.li, [en.notice('task.assigned', en.li.name, facts)], { items }));
    expect(first).toMatch(/^\* T-0007 +due Wed 4 Mar$/m);
  });

  it('with links, names what is more than seven by the pages on which to answer', () => {
    const both = LOCALES.map((locale) => {
      const linked = world(locale, true);
      const many = Array.from({ length: 10 }, (_, i) => ({
        ...linked.items[0]!,
        id: `T-10${i}`,
        name: `No ${i}`,
        daysLate: 20 - i,
      }));
      return linked.digestFor(
        linked.li,
        many.map(({ id }) => linked.notice('task.overdue', id, { due: '2026-03-04', days: 2 })),
        { items: new Map(many.map((item) => [item.id, item])) },
      );
    });
    expect(both.map(({ sections }) => sections[0]!.more)).toEqual(['还有三件：', 'Three more:']);
    for (const digest of both) {
      const [{ others }] = digest.sections as [Digest['sections'][number]];
      expect(others.map(({ label }) => label)).toEqual(['No 7', 'No 8', 'No 9']);
      for (const [i, { label, url }] of others.entries()) {
        expect(url).toBe(linkTo(`T-10${7 + i}`, null));
        expect(digestText(digest)).toContain(`\n  ${label}: ${url}\n`);
        expect(htmlOf(digest)).toContain(`>${label}</a>`);
      }
    }
  });

  it('says what changed, in a card where there is one and in the list otherwise', () => {
    const changes = ['owner|王丽|李明', 'scope||包装设计终稿', 'due|2026-02-27|2026-03-04'];
    const digest = zh.digestFor(zh.li, [
      zh.notice('task.overdue', 'T-0007', { due: '2026-03-04', days: 2 }),
      zh.notice('task.changed', 'T-0007', { changes }),
      zh.notice('task.changed', 'T-0014', { changes: ['delayed|in-progress|blocked'] }),
      zh.notice('task.changed', 'T-0012', { changes: ['due||2026-03-09'] }),
    ]);
    expect(linesOf(digest, 'T-0007')).toEqual(
      expect.arrayContaining([
        '换了负责人 王丽 → 李明',
        '改了内容，现在的完成标准：印厂确认可以制版（李明）',
        '改期 2月27日 周五 → 3月4日 周三（李明）',
      ]),
    );
    expect(sectionsOf(digest).at(-1)).toEqual([
      '请知悉',
      '样机跌落测试：标为“受阻”（陈明）',
      '给出嘉宾名单：定在 3月9日 周一（孙丽）',
    ]);
  });

  it('puts a single thing to know into the subject whole', () => {
    const digest = en.digestFor(en.wang, [
      en.notice('task.changed', 'T-0010', { changes: ['due|2026-03-09|2026-03-12'] }),
    ]);
    expect(digest.subject).toMatch(/^FYI: Sample test: moved Mon 9 Mar → Thu 12 Mar.*\(Product launch\)$/);
  });

  it('leaves what stands in brackets whole in a subject', () => {
    const task = zh.items.find(({ id }) => id === 'T-0014')!;
    const items = new Map([[task.id, { ...task, reason: '等物料；下周到' }]]);
    const blocked = zh.notice('task.changed', 'T-0014', { changes: ['delayed|in-progress|blocked'] });
    const { subject } = zh.digestFor(zh.li, [blocked], { items });
    expect(subject).toMatch(/^请知悉：样机跌落测试：标为“受阻”（等物料；下周到；陈明）（/);
  });

  it('tells of an item once: a copy of what its card says is left out', () => {
    const digest = zh.digestFor(zh.li, [
      zh.notice('task.reason', 'T-0007', { due: '2026-03-04' }),
      zh.notice('task.stuck', 'T-0007', { since: '2026-03-02', days: 3, level: 1 }, [zh.sun], {
        cc: [zh.li],
        level: 1,
      }),
    ]);
    expect(sectionsOf(digest).map(([title]) => title)).not.toContain('请知悉');
  });

  it('tells of a due date on a day off on the workday before, and until when it counts', () => {
    const item = { ...en.items[1]!, due: day('2026-03-07'), dueEnd: day('2026-03-09'), daysLeft: 1 };
    const digest = en.digestFor(en.li, [en.notice('task.due', item.id, { due: '2026-03-07', days: 1 })], {
      items: new Map([[item.id, item]]),
    });
    expect(digest.sections[0]!.cards[0]!.when).toBe('Sat 7 Mar (a day off, counts until Mon 9 Mar), 1 workday left');
    expect(digest.subject).toBe('1 due soon: Competitor price list, second version (Product launch)');
  });

  it('names up to six rows of one finding and counts the others', () => {
    const rows = ['4', '5', '6', '7', '8', '9', '10', '11'];
    const digest = zh.digestFor(zh.he, [
      zh.notice(
        'digest.keeper',
        'x',
        { tab: 'raci', row: 4, column: 'responsible', code: 'two-leads', count: 8, rows },
        [zh.he],
      ),
    ]);
    expect(sectionsOf(digest)[0]![1]).toBe(
      '协同任务分工表 第 4、5、6、7、8、9 等 8 行“负责人 R”：写了两位负责人，请只留一位。',
    );
    expect(digest.where).toBe('在工作簿《新品上市》里修改。');
  });

  it('says once what is wrong with several rows in the same words', () => {
    const lacks = (row: number, column: 'responsible' | 'due') =>
      en.notice('digest.keeper', `${column}${row}`, { tab: 'raci', row, column, code: 'no-lead' }, [en.he]);
    const rows = [4, 5, 6, 7, 8, 9, 10, 11].map((row) => lacks(row, 'responsible'));
    const digest = en.digestFor(en.he, [...rows, lacks(4, 'due')], { problemText: () => 'Name one person.' });
    expect(sectionsOf(digest)[0]!.slice(1)).toEqual([
      'RACI, rows 4, 5, 6, 7, 8, 9 and 2 more, “Responsible (R)”: Name one person.',
      'RACI, row 4, “Due”: Name one person.',
    ]);
    expect(digest.headline).toBe('He Jing, nine entries in the workbook need mending');
  });

  it('writes out seven findings and names the places of the others, since each is told once', () => {
    const digest = en.digestFor(
      en.he,
      Array.from({ length: 10 }, (_, i) =>
        en.notice(
          'digest.keeper',
          `x${i}`,
          { tab: i < 9 ? 'raci' : 'tracker', row: 4 + i, column: 'due', code: 'not-a-date' },
          [en.he],
        ),
      ),
      { problemText: ({ facts }) => `“day ${facts.row}” is no date.` },
    );
    expect(digest.sections[0]!.entries).toHaveLength(7);
    expect(digest.sections[0]!.more).toBe('Three more: RACI, rows 11 and 12; Tracker, row 13');
  });

  it('cuts a long subject between words, with one ellipsis', () => {
    const named = (name: string) => en.items.map((item) => (item.id === 'T-0007' ? { ...item, name } : item));
    const subject = (name: string) =>
      en.digestFor(
        en.li,
        [
          en.notice('task.overdue', 'T-0007', { due: '2026-03-04', days: 2 }),
          en.notice('task.due', 'T-0008', { due: '2026-03-06' }),
        ],
        { items: new Map(named(name).map((item) => [item.id, item])) },
      ).subject;
    expect(subject('Submit the battery for the certification that the airline asks for')).toBe(
      '1 overdue, 1 due today: Submit the battery for the… (Product launch)',
    );
    // A word that fills the line is cut all the same.
    expect(subject('a'.repeat(90))).toMatch(/today: a{30,}… \(Product launch\)$/);
    expect(subject('Short')).toBe('1 overdue, 1 due today: Short, … (Product launch)');
  });

  it('needs a subject of one line that a list of mails shows whole', () => {
    const item = { ...zh.items[0]!, name: `包装\r\nBcc: all@example.com\u0007${'设计终稿'.repeat(40)}` };
    const digest = zh.digestFor(zh.li, [zh.notice('task.overdue', item.id, { due: '2026-03-04', days: 2 })], {
      items: new Map([[item.id, item]]),
      policy: { ...zh.policy, project: '很长的项目名称'.repeat(10) },
    });
    expect(widthOf(digest.subject)).toBeLessThanOrEqual(78);
    expect(digest.subject).not.toMatch(/\p{Cc}/u);
    expect(digest.subject).toMatch(/^一件逾期：包装 Bcc/);
    expect(digest.subject).toMatch(/…（很长的项目名称.*…）$/);
  });

  it('wraps plain text at 72 columns and never begins a line with closing punctuation', () => {
    for (const locale of LOCALES) {
      for (const line of digestText(leaderDigest(locale)).split('\n')) {
        expect(widthOf(line)).toBeLessThanOrEqual(74);
        expect(line).not.toMatch(/^ *[，。；：、）》”]/);
      }
    }
  });
});

describe('a manager’s week', () => {
  const { zhao, li, design, market, notice, digestFor } = world('en');
  const week = (facts: SomeFacts<'digest.manager'>, more: readonly Notice[] = [], to = zhao) =>
    digestFor(
      to,
      [
        notice('digest.manager', zhao.name, { offices: ['division-leader'], departments: [design], ...facts }, [to]),
        ...more,
      ],
      { waiting: [] },
    );
  const listsOf = ({ sections }: Digest) =>
    sections.flatMap(({ lists }) =>
      lists.map(({ label, rows, more }) => [
        label,
        ...rows.map(({ text, value }) => [text.map(plain).join(''), value].filter(Boolean).join(' | ')),
        ...(more ? [more] : []),
      ]),
    );

  it('speaks of what is overdue, and of whose week it is', () => {
    const said = (facts: SomeFacts<'digest.manager'>) => {
      const { subject, headline, subline } = week(facts);
      return [subject, headline, subline];
    };
    expect(said({ late: ['T-0007'] })).toEqual([
      '1 overdue: the week of Design (Product launch)',
      'Zhao Yi, one thing in Design is overdue',
      '3 of 4 tasks are on time. The rest needs nothing from you.',
    ]);
    expect(said({ overdueBefore: 3 })[2]).toBe(
      '3 of 4 tasks are on time, two fewer overdue than last week. The rest needs nothing from you.',
    );
    expect(said({ departments: ['Sales'] })).toEqual([
      'the week of Sales (Product launch)',
      'Zhao Yi, nothing in Sales is overdue',
      'The rest needs nothing from you.',
    ]);
  });

  it('leaves headline and subject to what is to be decided, and counts nothing twice', () => {
    const stuck = notice('task.stuck', 'T-0013', { days: 4, until: '2026-03-11' }, [zhao], { level: 1 });
    const digest = week({ departments: [design, market], risks: ['T-0009'] }, [stuck]);
    expect(digest.subject).toBe('1 to decide: Channel contract sealed (Product launch)');
    expect(digest.headline).toBe('Zhao Yi, one thing needs your decision');
    expect(listsOf(digest)).toEqual([
      ['', 'Design | 4 tasks, 1 overdue', 'Marketing | 3 tasks, 1 overdue', 'One more overdue and one at risk'],
    ]);
  });

  it('comes to somebody who covers for a manager as to a delegate', () => {
    expect(week({ late: ['T-0007'] }, [], li).footer[0]).toBe('You get this because you are a delegate.');
  });
});
