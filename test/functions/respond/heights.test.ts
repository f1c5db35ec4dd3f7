/** Every kind of answer opens on a screen or two of a phone, in both languages: what does not fit folds away. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { answersOf, openAnswer } from '../../../core/answer/index.ts';
import { ANSWERS, type AnswerKind, OWN_PAGE } from '../../../core/answers/model.ts';
import { readFacts } from '../../../core/process/facts.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import { NOTHING_CARRIED, pageHtml } from '../../../functions/page/html.ts';
import { columnOf, LOCALES, type Locale, type TabKey } from '../../../sheet-templates/index.ts';
import { openChromium } from '../../support/chromium.ts';
import { type Given, type TypedRow, workbookOf } from '../../support/scenario.ts';

const browser: Browser | null = await openChromium();
afterAll(() => browser?.close());

const HIGHEST = 1000;
const NOW = '2026-03-06T10:00';

type Tabs = NonNullable<Given['tabs']>;

/** Where each kind of answer is asked for: what the workbook says, and who opens which item's page. */
const bookOf = (locale: Locale) => {
  const t = (zh: string, en: string) => (locale === 'zh-CN' ? zh : en);
  const option = (tab: TabKey, column: string, key: string) =>
    columnOf(tab, column).options?.find((one) => one.key === key)?.label[locale] ?? key;
  const [li, wang, chen, sun, wu] =
    locale === 'en'
      ? ['Li Ming', 'Wang Fang', 'Chen Jie', 'Sun Li', 'Wu Kai']
      : ['李明', '王芳', '陈洁', '孙丽', '吴凯'];
  const [design, marketing] = [t('设计部', 'Design'), t('市场部', 'Marketing')];
  const draft = {
    id: 'Q-0001',
    name: t('春季露营套装上市', 'Launch of the spring camping set'),
    initiatingDepartment: marketing,
    initiator: wang,
    goal: t(
      '6月5日前完成春季露营套装首发，首月销量不低于两千五百套，退货率低于百分之二。',
      'The spring camping set is on sale by 5 June, sells 2,500 sets in its first month, and fewer than 2 % come back.',
    ),
    background: t(
      '去年同期竞品提前三周上市，占去华东渠道近四成的陈列位；今年渠道已经确认预留位置，但要求五月底前看到样品和包装。',
      'Last year a competitor was three weeks earlier and took two fifths of the shelf space in the east. This year the shops keep the space, but want to see samples and packaging by the end of May.',
    ),
    scope: t(
      '产品定型、包装、首批生产和渠道物料；不含海外市场。',
      'The product, its packaging, the first batch and the material for shops; not the markets abroad.',
    ),
    expected: t(
      '首批两千五百套入库，包装和详情页定稿。',
      'A first batch of 2,500 sets in stock, packaging and product page final.',
    ),
    wantedFinish: '2026-06-05',
    departments: [design, marketing].join(t('、', ', ')),
    resourcePeople: t('设计两人，六周', 'Two designers for six weeks'),
    resourceBudget: t('打样和拍摄共八万元', '80,000 for samples and pictures'),
  };
  const submitted = { ...draft, submittedOn: '2026-03-04' };
  const passed = {
    ...submitted,
    submittedOn: '2026-02-23',
    reviewResult: option('requests', 'reviewResult', 'passed'),
    reviewedOn: '2026-02-24',
  };
  const answer = { id: 'C-0001', request: 'Q-0001', department: design, receivedOn: '2026-03-05' };
  const adjusted = {
    ...answer,
    answer: option('confirmations', 'answer', 'adjust'),
    adjustment: t(
      '主视觉要推后一周，等样机拍完再定稿。',
      'The key visual comes a week later, once the samples are photographed.',
    ),
    answeredOn: '2026-03-05',
  };
  const confirmed = {
    ...answer,
    receivedOn: '2026-03-02',
    answer: option('confirmations', 'answer', 'can'),
    lead: li,
    capacityPeople: t('设计两人', 'Two designers'),
    answeredOn: '2026-03-04',
  };
  const raci: TypedRow[] = Array.from({ length: 8 }, (_, i) => ({
    id: `T-000${i + 1}`,
    request: 'Q-0001',
    name: t(`第${i + 1}批包装设计终稿`, `Final artwork of package no. ${i + 1}`),
    department: i % 2 === 0 ? design : marketing,
    responsible: i % 2 === 0 ? li : wang,
    accountable: i % 2 === 0 ? chen : sun,
    supporting: wang,
    start: '2026-03-02',
    due: '2026-03-04',
    output: t('可直接印刷的文件一套', 'A set of files ready for the printer'),
    doneWhen: t('印刷厂确认能直接上机', 'The printer confirms that it can be used as it is'),
    supportNeeded: t('市场部提供最终文案', 'Final texts of Marketing'),
  }));
  const tracker = (status: string): TypedRow[] =>
    raci.map(({ id }) => ({
      id: id as string,
      status: option('tracker', 'status', status),
      progress: status === 'done' ? 1 : 0.6,
      output: status === 'done' ? `https://example.com/files/${id as string}.pdf` : '',
      updatedOn: '2026-03-05',
    }));
  const held = {
    id: 'M-0001',
    name: t('春季露营套装上市协调会', 'Coordination of the spring camping set'),
    kind: option('meetings', 'kind', 'regular'),
    request: 'Q-0001',
    goal: t('定下首发日期、彩盒用膜和首批备货量', 'Settle the launch date, the film for the box and the first batch'),
    date: '2026-03-05',
    start: '14:00',
    end: '15:30',
    host: sun,
    recorder: li,
    organiser: wang,
    departments: [design, marketing].join(t('、', ', ')),
  };
  const next = { ...held, date: '2026-03-11' };
  const topics: TypedRow[] = ['首发日期', '彩盒用膜', '海外认证', '首批备货量'].map((name, i) => ({
    id: `P-000${i + 1}`,
    meeting: 'M-0001',
    name: t(name, ['Launch date', 'Film for the box', 'Certificates abroad', 'First batch'][i] ?? ''),
    departments: design,
    points: t(
      '市场部：希望赶在5月29日前上架\n设计部：防水复测还要五天',
      'Marketing: on sale before 29 May\nDesign: the test takes five more days',
    ),
  }));
  const settled = topics.map((topic) => ({
    ...topic,
    outcome: option('topics', 'outcome', 'agreed'),
    consensus: t(
      '首发定在6月5日，余量看首周销量再定。',
      'The launch is on 5 June; what is left depends on the first week.',
    ),
  }));
  const actions: TypedRow[] = Array.from({ length: 6 }, (_, i) => ({
    id: `A-000${i + 1}`,
    meeting: 'M-0001',
    name: t(`问第${i + 1}家膜厂的交期`, `Ask film factory no. ${i + 1} for its delivery time`),
    owner: li,
    department: design,
    due: '2026-03-18',
    output: t('报价表', 'A price list'),
  }));
  const minuted = {
    ...held,
    minutes: t('会议纪要全文，', 'The whole text of the minutes, ').repeat(40),
    minutesOn: '2026-03-06',
  };
  const consensus: TypedRow[] = Array.from({ length: 12 }, (_, i) => ({
    id: `K-00${String(i + 1).padStart(2, '0')}`,
    request: 'Q-0001',
    item: t(`第${i + 1}项：彩盒印刷色差`, `Item ${i + 1}: colours of the printed box`),
    standard: t(
      '与封样对比 ΔE 不超过 2，连续五个抽检都合格',
      'ΔE of at most 2 against the sample, in five tests in a row',
    ),
  }));
  const round = {
    id: 'V-0002',
    request: 'Q-0001',
    round: 2,
    output: t('包装终稿一套；首批两千五百套入库单；详情页定稿', 'Final artwork; 2,500 sets in stock; the product page'),
    submittedBy: li,
    submittedOn: '2026-03-05',
    acceptor: sun,
  };
  const before = {
    ...round,
    id: 'V-0001',
    round: 1,
    submittedOn: '2026-02-24',
    confirmedBy: marketing,
    result: option('acceptance', 'result', 'rework'),
    acceptedOn: '2026-02-26',
    findings: t(
      '第三批彩盒偏红；详情页尺寸写错；说明书缺防水等级',
      'Box no. 3 is too red; the product page has a wrong size; the manual lacks the rating',
    ),
    reworkDoneOn: '2026-03-04',
    reworkOwner: li,
    reworkDue: '2026-03-05',
  };
  const issue = {
    id: 'E-0001',
    item: 'T-0001',
    issue: t('彩盒用亮膜还是哑膜，两边谈不拢', 'Glossy or matt film for the box: the two sides differ'),
    facts: t(
      '亮膜上镜好看，交期多七天；哑膜现货，单价低两成。',
      'Glossy looks better in pictures and takes seven days more; matt is in stock and a fifth cheaper.',
    ),
    options: t(
      '方案一：首批用哑膜，第二批换亮膜\n方案二：全部用亮膜，首发推后七天\n方案三：全部用哑膜',
      'Matt for the first batch, glossy from the second\nGlossy for all, a week later\nMatt for all',
    ),
    parties: [li, wang].join(t('、', ', ')),
    filedBy: wang,
    level: 0,
    openedOn: '2026-03-05',
    source: option('escalations', 'source', 'person'),
  };
  const requested = { requests: [passed], confirmations: [confirmed], raci, signoffs: [] };
  const done: Tabs = { ...requested, tracker: tracker('done'), consensus, retrospective: [], archive: [] };
  const working: Tabs = { ...requested, tracker: tracker('in-progress'), escalations: [] };
  const meeting: Tabs = { ...working, topics, actions: [] };
  const signed: TypedRow[] = [
    { id: 'S-0001', document: 'Q-0001', kind: option('signoffs', 'kind', 'division'), version: 1, signer: chen },
  ];
  const sets: Readonly<Record<AnswerKind, readonly [tabs: Tabs, who: string, item: string]>> = {
    done: [working, li, 'T-0001'],
    progress: [working, li, 'T-0001'],
    redate: [working, li, 'T-0001'],
    help: [working, li, 'T-0001'],
    question: [{ ...working, tracker: tracker('not-started') }, li, 'T-0001'],
    complete: [
      {
        requests: [
          { ...submitted, goal: t('尽快做好', 'Make it good'), departments: '', expected: '', wantedFinish: null },
        ],
      },
      wang,
      'Q-0001',
    ],
    submit: [{ requests: [draft] }, wang, 'Q-0001'],
    review: [{ requests: [submitted] }, sun, 'Q-0001'],
    assess: [{ requests: [passed], confirmations: [answer], signoffs: [] }, chen, 'C-0001'],
    settle: [{ requests: [passed], confirmations: [adjusted], signoffs: [] }, wang, 'C-0001'],
    talk: [{ requests: [passed], confirmations: [adjusted], signoffs: [], communications: [] }, wang, 'C-0001'],
    consensus: [
      {
        requests: [{ ...passed, departments: design }],
        confirmations: [confirmed],
        meetings: [{ ...next, kind: option('meetings', 'kind', 'kickoff') }],
        topics: [],
        consensus: [],
      },
      wang,
      'Q-0001',
    ],
    kickoff: [
      { requests: [{ ...passed, departments: design }], confirmations: [confirmed], meetings: [], topics: [] },
      wang,
      'Q-0001',
    ],
    divide: [
      {
        ...working,
        raci: raci.map(({ due: _, accountable: __, ...row }) => row),
        meetings: [{ ...held, kind: option('meetings', 'kind', 'kickoff') }],
      },
      chen,
      'Q-0001',
    ],
    sign: [
      { ...working, meetings: [{ ...held, kind: option('meetings', 'kind', 'kickoff') }], signoffs: signed },
      chen,
      'S-0001',
    ],
    materials: [{ ...meeting, meetings: [next] }, wang, 'M-0001'],
    feedback: [
      {
        ...meeting,
        meetings: [
          {
            ...next,
            materials: `https://example.com/materials ${t('背景、数据和会前要想好的三个问题。', 'Background, data and three questions to think about before.').repeat(6)}`,
            materialsOn: '2026-03-05',
          },
        ],
      },
      chen,
      'M-0001',
    ],
    minutes: [{ ...meeting, meetings: [held] }, li, 'M-0001'],
    approve: [{ ...meeting, meetings: [minuted], topics: settled, actions }, sun, 'M-0001'],
    research: [
      {
        ...meeting,
        meetings: [{ ...minuted, approvedOn: '2026-03-06' }],
        topics: topics.map((topic) => ({
          ...topic,
          outcome: option('topics', 'outcome', 'research'),
          researchDepartment: design,
        })),
      },
      chen,
      'P-0003',
    ],
    handin: [{ ...done, acceptance: [{ ...before, result: option('acceptance', 'result', 'fail') }] }, wang, 'Q-0001'],
    confirm: [{ ...done, acceptance: [before, round] }, sun, 'V-0002'],
    conclude: [{ ...done, acceptance: [before, { ...round, confirmedBy: marketing }] }, sun, 'V-0002'],
    reworked: [{ ...done, acceptance: [{ ...before, reworkDoneOn: null, reworkDue: '2026-03-10' }] }, li, 'V-0001'],
    lookback: [
      { ...done, acceptance: [{ ...before, result: option('acceptance', 'result', 'pass') }] },
      wang,
      'Q-0001',
    ],
    preferences: [working, li, OWN_PAGE],
    archive: [{ ...done, acceptance: [{ ...before, result: option('acceptance', 'result', 'pass') }] }, wu, 'Q-0001'],
    stage: [
      {
        ...working,
        stages: [
          {
            id: 'N-0001',
            request: 'Q-0001',
            stage: t('成果评审', 'Review'),
            name: t('包装评审', 'Review of the packaging'),
            due: '2026-03-06',
          },
        ],
      },
      wang,
      'N-0001',
    ],
    promise: [
      {
        ...working,
        requests: [{ ...passed, wantedFinish: '2026-03-13' }],
        raci: raci.map((row) => ({ ...row, due: '2026-03-26' })),
      },
      wang,
      'Q-0001',
    ],
    agree: [
      {
        ...working,
        escalations: [
          {
            ...issue,
            decision: t('首批用哑膜，第二批换亮膜', 'Matt first, glossy from the second batch'),
            agreedBy: wang,
          },
        ],
      },
      li,
      'E-0001',
    ],
    propose: [{ ...working, escalations: [issue] }, li, 'E-0001'],
    rule: [{ ...working, escalations: [{ ...issue, level: 1 }] }, locale === 'en' ? 'Zhao Yi' : '赵一', 'E-0001'],
    follow: [
      {
        ...working,
        escalations: [
          {
            ...issue,
            level: 2,
            decision: t('加 2 套样机，2026年4月30日前完成', 'Two more samples, finished by 30 April 2026'),
            newOwner: sun,
            support: t('外包补人，费用由市场部出', 'An agency helps out, paid by Marketing'),
            decidedOn: '2026-03-05',
          },
        ],
      },
      li,
      'T-0001',
    ],
    report: [
      {
        ...working,
        escalations: [
          {
            ...issue,
            decision: t('首批用哑膜，第二批换亮膜', 'Matt first, glossy from the second batch'),
            agreedBy: [li, wang].join(t('、', ', ')),
            decidedOn: '2026-03-05',
            feedbackOwner: li,
            feedbackDue: '2026-03-09',
          },
        ],
      },
      li,
      'E-0001',
    ],
    snooze: [working, li, 'T-0001'],
    ack: [working, li, 'T-0001'],
  };
  return sets;
};

const opened = (locale: Locale, kind: AnswerKind) => {
  const [tabs, name, item] = bookOf(locale)[kind];
  const facts = readFacts(readSnapshot(workbookOf({ locale, tabs }), { now: NOW }));
  const by = facts.snapshot.people.get(name);
  if (!by) throw new Error(`nobody is called ${name}`);
  expect([kind, answersOf(facts, by, item)]).toEqual([kind, expect.arrayContaining([kind])]);
  return openAnswer(facts, by, { item, kind, typed: null }).page;
};

const show = async (page: Page, locale: Locale, kind: AnswerKind): Promise<number> => {
  await page.setContent(pageHtml(opened(locale, kind), { ...NOTHING_CARRIED, token: 'T'.repeat(63), nonce: 'n' }));
  const shots = process.env.PAGE_SHOTS;
  if (shots) await page.screenshot({ path: `${shots}/${kind}.${locale}.png`, fullPage: true });
  return page.evaluate<number>('Math.ceil(document.body.getBoundingClientRect().height)');
};

describe.skipIf(!browser).each(LOCALES)('at 390 px, %s', (locale) => {
  it(`every kind of page opens no higher than ${HIGHEST} px`, async () => {
    const context = await browser!.newContext({
      locale,
      viewport: { width: 390, height: 844 },
      javaScriptEnabled: true,
    });
    const page = await context.newPage();
    const heights: [AnswerKind, number][] = [];
    for (const kind of ANSWERS) heights.push([kind, await show(page, locale, kind)]);
    await context.close();
    if (process.env.PAGE_SHOTS) console.log(heights.map((one) => one.join(' ')).join('\n'));
    expect(heights.filter(([, height]) => height > HIGHEST)).toEqual([]);
  }, 120_000);
});
