import { type AnswerKind, OWN_PAGE } from '../../../core/answers/model.ts';
import type { Item } from '../../../core/item.ts';
import { buildDigest } from '../../../core/mail/digest.ts';
import type { DigestInput } from '../../../core/mail/input.ts';
import type { Digest } from '../../../core/mail/model.ts';
import { type FactsOf, type RuleKey, saying } from '../../../core/messages/facts.ts';
import { distinct } from '../../../core/people.ts';
import type { Notice } from '../../../core/plan.ts';
import type { FactName } from '../../../core/problem.ts';
import type { Matter } from '../../../core/process/matter.ts';
import { waitingFor } from '../../../core/process/waiting.ts';
import { reachingOn } from '../../../core/reach.ts';
import { readPolicy } from '../../../core/read/policy.ts';
import type { Person, Policy } from '../../../core/snapshot.ts';
import { groupBy } from '../../../core/text/maps.ts';
import { createCalendar } from '../../../core/time/calendar.ts';
import { type Day, dayFromIso } from '../../../core/time/day.ts';
import type { Locale } from '../../../sheet-templates/index.ts';

/** A product launch on Friday 6 March 2026, told in either language. */
export const day = (iso: string): Day => dayFromIso(iso)!;
const TODAY = day('2026-03-06');

const pick = (locale: Locale, zh: string, en: string) => (locale === 'zh-CN' ? zh : en);

/** Where the mails of a world lead: to a page for one item and one answer, with a token as long as a real one. */
export const linkTo = (item: string, kind: AnswerKind | null): string =>
  `https://baton.example.com/respond?t=${'k7Qx_Tz3aW9-'.repeat(6)}&i=${item}${kind ? `&a=${kind}` : ''}`;
export const BOOK = 'https://docs.google.com/spreadsheets/d/1c5Z2zJQ7vXkR0bYqLw';

const DUTY_ANSWERS: Readonly<Partial<Record<string, AnswerKind>>> = {
  assessment: 'assess',
  'confirmation.sign': 'sign',
  dispute: 'rule',
};

/** Of a notice's facts those that a mail is tried with. */
export type SomeFacts<R extends RuleKey> = { readonly [N in FactName<FactsOf<R>>]?: unknown };

/** `links`: mails carry buttons, and the workbook has an address. */
export const world = (locale: Locale, links = false) => {
  const w = (zh: string, en: string) => pick(locale, zh, en);
  const person = (zh: string, en: string, department: string): Person => ({
    name: w(zh, en),
    email: `${en.toLowerCase().replace(' ', '.')}@example.com`,
    department,
    locale,
    active: true,
    delegate: null,
  });
  const design = w('设计部', 'Design');
  const market = w('市场部', 'Marketing');
  const research = w('研发部', 'R&D');
  const li = person('李明', 'Li Ming', design);
  const wang = person('王丽', 'Wang Li', market);
  const sun = person('孙丽', 'Sun Li', market);
  const chen = person('陈明', 'Chen Ming', research);
  const zhao = person('赵一', 'Zhao Yi', w('总部', 'Head office'));
  const zhou = person('周总', 'Zhou Tao', w('总部', 'Head office'));
  const he = person('何静', 'He Jing', w('项目办', 'Project office'));

  const withAsked = (item: Item): Item => {
    const { responsible, accountable, divisionLeader } = item;
    return {
      ...item,
      reminded: item.reminded ?? responsible,
      asked: { 1: distinct([accountable, divisionLeader]), 2: [zhou] },
      movers: { 0: distinct([responsible]), 1: distinct([divisionLeader ?? accountable]), 2: [zhou] },
    };
  };
  const item = (id: string, zh: string, en: string, more: Partial<Item>): Item =>
    withAsked({
      id,
      tab: 'raci',
      request: '',
      name: w(zh, en),
      department: design,
      responsible: li,
      reminded: null,
      accountable: sun,
      supporting: [],
      consulted: [],
      informed: [],
      divisionLeader: zhao,
      status: 'in-progress',
      hasStatus: true,
      ownStatus: '',
      open: true,
      over: false,
      progress: null,
      output: '',
      evidence: '',
      doneWhen: '',
      supportNeeded: '',
      risk: '',
      reason: '',
      updatedOn: null,
      start: null,
      plannedDue: null,
      newDue: null,
      writtenDue: null,
      decided: null,
      due: null,
      dueEnd: null,
      remindOn: null,
      phase: null,
      replanned: false,
      longDone: false,
      progressLost: false,
      evidenceDue: false,
      longPast: false,
      late: false,
      daysLate: 0,
      daysLeft: null,
      court: null,
      seenOn: day('2026-02-02'),
      changedOn: day('2026-03-02'),
      stuckSince: null,
      level: 0,
      levelOn: null,
      unheard: false,
      escalatedOn: null,
      escalatesOn: null,
      nextLevel: 1,
      escalatesTo: [],
      raised: false,
      asked: { 1: [], 2: [] },
      movers: { 0: [], 1: [], 2: [] },
      weeklyOn: null,
      daysStill: 0,
      stuck: false,
      executiveOn: null,
      quiet: null,
      help: null,
      blocks: [],
      waitsFor: [],
      follows: [],
      changes: [],
      fingerprint: '',
      scope: '',
      revision: 0,
      ...more,
    });
  const due = (iso: string, daysLeft: number): Partial<Item> => ({
    due: day(iso),
    dueEnd: day(iso),
    daysLeft,
    late: daysLeft < 0,
    daysLate: Math.max(0, -daysLeft),
    court: daysLeft < 0 ? 'late' : null,
  });

  const items = [
    item('T-0007', '包装设计终稿', 'Final packaging design', {
      ...due('2026-03-04', -2),
      progress: 0.7,
      updatedOn: day('2026-03-04'),
      doneWhen: w('印厂确认可以制版', 'The printer confirms it can make plates'),
      escalatesOn: day('2026-03-09'),
      escalatesTo: [sun, zhao],
      blocks: ['T-0011'],
    }),
    item('T-0008', '竞品价格表更新到第二版', 'Competitor price list, second version', {
      ...due('2026-03-06', 0),
      progress: 0.4,
      updatedOn: day('2026-03-05'),
      doneWhen: w('覆盖 12 个竞品，价格截至 3月5日', 'Covers 12 competitors, prices as of 5 March'),
    }),
    item('T-0009', '上市发布会流程确认', 'Run of show for the launch event', {
      ...due('2026-03-11', 3),
      status: 'not-started',
      waitsFor: ['T-0012'],
    }),
    item('T-0010', '小样测试', 'Sample test', {
      ...due('2026-03-12', 4),
      department: research,
      responsible: chen,
      consulted: [li],
      reason: w('供应商材料晚到', 'The supplier’s material came late.'),
    }),
    item('T-0011', '渠道物料定稿', 'Channel material, final', {
      ...due('2026-03-10', 2),
      department: market,
      responsible: wang,
      informed: [li],
    }),
    item('T-0012', '给出嘉宾名单', 'Guest list', { ...due('2026-03-09', 1), department: market, responsible: sun }),
    item('T-0013', '渠道合同盖章', 'Channel contract sealed', {
      ...due('2026-02-27', -5),
      department: market,
      responsible: wang,
      accountable: sun,
      progress: 0.9,
      updatedOn: day('2026-02-27'),
      reason: w('流程卡点，法务排队', 'Legal review is queued'),
      risk: w('经销商首批订单推迟', 'Dealers’ first orders slip'),
      stuckSince: day('2026-02-27'),
      daysStill: 5,
      blocks: ['T-0011', 'T-0012', 'T-0009', 'T-0008', 'T-0010'],
    }),
    item('T-0014', '样机跌落测试', 'Prototype drop test', {
      ...due('2026-03-05', -1),
      department: research,
      responsible: chen,
      accountable: zhao,
      status: 'blocked',
      daysStill: 3,
      progress: 0.2,
    }),
    item('T-0015', '测试报告', 'Test report', {
      ...due('2026-03-03', -3),
      late: false,
      daysLate: 0,
      court: null,
      open: false,
      status: 'done',
      progress: 1,
      updatedOn: day('2026-03-03'),
    }),
    item('T-0016', '上市海报印刷', 'Launch posters printed', {
      ...due('2026-03-20', 10),
      status: 'not-started',
      waitsFor: ['T-0007'],
    }),
  ];

  const policy: Policy = {
    ...readPolicy([], locale, () => {}).policy,
    workbookId: 'W1',
    workbookHome: 'launch.xlsx',
    project: w('新品上市', 'Product launch'),
    country: 'CN',
    projectLead: he,
    keeper: he,
    executive: zhou,
    organiser: null,
    emergencyContact: null,
  };

  const notice = <R extends RuleKey>(
    rule: R,
    itemId: string,
    facts: SomeFacts<R>,
    to: readonly Person[] = [li],
    more: Partial<Pick<Notice, 'cc' | 'level'>> = {},
  ) =>
    ({
      ...{ key: `${rule}:${itemId}:1`, item: itemId, level: 0, to, cc: [] },
      ...saying(rule, facts as FactsOf<R>),
      ...more,
    }) as unknown as Notice;

  const kindsOf = (
    to: Person,
    notices: readonly Notice[],
    all: ReadonlyMap<string, Item>,
    matters: ReadonlyMap<string, Matter>,
    id: string,
  ) => {
    const task = all.get(id);
    const duty = matters.get(id)?.duties[0];
    const kinds: AnswerKind[] = [];
    if (task?.open && task.responsible === to) kinds.push('done', 'progress', 'redate', 'help', 'snooze', 'ack');
    else if (task && (task.level > 0 || notices.some((each) => each.item === id && each.level > 0)))
      kinds.push('rule', 'snooze', 'ack');
    const own = duty && DUTY_ANSWERS[duty.rule];
    if (own) kinds.push(own, 'snooze', 'ack');
    return kinds;
  };

  const inputFor = (to: Person, notices: readonly Notice[], more: Partial<DigestInput> = {}): DigestInput => {
    const all = more.items ?? new Map(items.map((each) => [each.id, each]));
    return {
      mail: { to, notices },
      items: all,
      openIn: groupBy(
        [...all.values()].filter(({ open }) => open),
        ({ department }) => department,
      ),
      matters: new Map(),
      meetings: new Map(),
      owed: [],
      covers: true,
      deciding: [],
      passedOn: [],
      toAmend: [],
      dates: () => [],
      waiting:
        waitingFor(all, {
          snapshot: { today: TODAY, calendar: createCalendar([]), policy },
          reach: reachingOn(TODAY, new Map()),
        }).get(to) ?? [],
      calendar: createCalendar([]),
      policy,
      today: TODAY,
      minute: 9 * 60,
      nextSweep: day('2026-03-09'),
      workbook: { id: 'W1', name: w('新品上市.xlsx', 'Product launch.xlsx'), ...(links && { url: BOOK }) },
      locale,
      ownPage: links ? linkTo(OWN_PAGE, 'preferences') : null,
      answers: (id) =>
        links
          ? {
              kinds: kindsOf(to, notices, all, more.matters ?? new Map(), id),
              page: (kind) => linkTo(id, kind),
              needsNoWords: () => false,
              offer: (kind) => kind,
            }
          : null,
      repliesAreRead: false,
      calendarPage: null,
      problemText: (problem) =>
        problem.facts.code === 'two-leads'
          ? w('写了两位负责人，请只留一位。', 'Two people are responsible; leave one.')
          : w('“下周”读不成日期，请写年月日。', '“next week” cannot be read as a date; write a full date.'),
      ...more,
    };
  };
  const digestFor = (...about: Parameters<typeof inputFor>): Digest => buildDigest(inputFor(...about));

  return {
    ...{ w, design, market, research, li, wang, sun, chen, zhao, zhou, he },
    ...{ items, item, policy, notice, inputFor, digestFor },
  };
};
