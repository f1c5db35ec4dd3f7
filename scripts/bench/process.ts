/** Workbooks of any number of requests with all that belongs to them, as raw cells. */
import { isoOf } from '../../core/time/day.ts';
import type { RawCell, RawWorkbook } from '../../core/workbook.ts';
import type { TabKey } from '../../sheet-templates/index.ts';
import { cycled } from '../lists.ts';
import { sheet, TODAY, workbookOf } from './dataset.ts';

type Row = Readonly<Record<string, RawCell>>;

const day = (offset: number) => isoOf(TODAY + offset);
const id = (letter: string, n: number) => `${letter}-${String(n + 1).padStart(4, '0')}`;
const person = (n: number) => `员工${n % 200}`;
const department = (n: number) => `部门${n % 10}`;

const TASKS = 10;
const ANSWERS = 5;
const STATUS = ['已完成', '已完成', '进行中', '未开始', '滞后'];

/** How far a request has come, by its number: in review, with departments, running, in acceptance, accepted. */
const phaseOf = (request: number) => Math.min(4, request % 6);

/**
 * The whole process of so many requests: ten tasks and five departments' answers each, a meeting with three topics
 * and an action, signatures under most answers, and rounds of acceptance. Deterministic.
 */
export const processWorkbook = (requests: number): RawWorkbook => {
  const each = <T>(count: number, row: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => row(n));
  const tasks = requests * TASKS;
  const statusOf = (task: number) => (phaseOf(Math.floor(task / TASKS)) >= 3 ? '已完成' : cycled(STATUS, task));
  const dueOf = (task: number) => -10 + (task % 40);
  const answered = (answer: number) => phaseOf(Math.floor(answer / ANSWERS)) >= 2;
  const askedOf = (answer: number) => department(Math.floor(answer / ANSWERS) + (answer % ANSWERS));
  const meetingDay = (meeting: number) => -25 + (meeting % 40);
  const accepted = each(requests, (n) => n).filter((n) => phaseOf(n) >= 3);

  const rows = (tab: TabKey, count: number, row: (n: number) => Row) => sheet(tab, each(count, row));

  return workbookOf([
    rows('requests', requests, (n) => ({
      id: id('Q', n),
      name: `需求${n}`,
      initiatingDepartment: department(n),
      initiator: person(n),
      goal: `把退货率从 5% 降到 ${n % 4}%`,
      scope: '全部门店',
      expected: '方案一份',
      departments: each(ANSWERS, (d) => department(n + d)).join('、'),
      wantedFinish: day(40),
      submittedOn: day(-30),
      ...(phaseOf(n) > 0 && { reviewResult: '通过', reviewedOn: day(-28) }),
    })),
    rows('confirmations', requests * ANSWERS, (n) => ({
      id: id('C', n),
      request: id('Q', Math.floor(n / ANSWERS)),
      department: askedOf(n),
      receivedOn: day(-27),
      ...(answered(n) && { answer: '可以', lead: person(n), answeredOn: day(-25) }),
    })),
    rows('consensus', requests * 3, (n) => ({
      id: id('K', n),
      request: id('Q', Math.floor(n / 3)),
      item: `第 ${n % 3} 项`,
      standard: '误差不超过 1%',
      agreedOn: day(-20),
    })),
    rows('raci', tasks, (n) => ({
      id: id('T', n),
      request: id('Q', Math.floor(n / TASKS)),
      name: `任务${n}`,
      department: department(n),
      responsible: person(n),
      accountable: person(n * 7 + 1),
      consulted: person(n + 3),
      start: day(dueOf(n) - 20),
      due: day(dueOf(n)),
      output: '报告',
    })),
    sheet('tracker', [
      ...each(
        tasks,
        (n): Row => ({
          id: id('T', n),
          status: statusOf(n),
          output: statusOf(n) === '已完成' ? 'V1' : null,
          updatedOn: day(-1),
        }),
      ),
      ...each(requests, (n): Row => ({ id: id('A', n), status: '进行中', updatedOn: day(-1) })),
    ]),
    rows('meetings', requests, (n) => ({
      id: id('M', n),
      name: `会议${n}`,
      kind: '启动会',
      request: id('Q', n),
      date: day(meetingDay(n)),
      start: '14:00',
      end: '15:00',
      host: person(n),
      recorder: person(n + 1),
      deciders: person(n + 2),
      executors: person(n + 3),
      departments: department(n),
      ...(meetingDay(n) < -5 && { minutes: '见链接', minutesOn: day(meetingDay(n) + 1) }),
    })),
    rows('topics', requests * 3, (n) => ({
      id: id('P', n),
      meeting: id('M', Math.floor(n / 3)),
      name: `议题${n}`,
      minutes: 20,
      presenter: person(n),
      ...(n % 5 === 0 && { outcome: '下次会议' }),
    })),
    rows('actions', requests, (n) => ({
      id: id('A', n),
      meeting: id('M', n),
      name: `整理数据${n}`,
      owner: person(n),
      due: day(n % 20),
    })),
    rows('escalations', Math.ceil(requests / 4), (n) => ({
      id: id('E', n),
      item: id('T', n * 4 * TASKS),
      issue: `口径不一致${n}`,
      parties: `${person(n)}、${person(n + 1)}`,
      openedOn: day(-3),
      source: '人工',
    })),
    rows('acceptance', accepted.length, (i) => {
      const n = accepted[i] ?? 0;
      return {
        id: id('V', i),
        request: id('Q', n),
        round: 1,
        output: '方案 V1',
        submittedBy: person(n),
        submittedOn: day(-5),
        acceptor: person(n + 2),
        ...(phaseOf(n) === 4 && { result: '通过', acceptedOn: day(-3) }),
      };
    }),
    sheet('retrospective', []),
    rows('signoffs', requests * ANSWERS, (n) => ({
      id: id('S', n),
      document: id('C', n),
      kind: '确认函',
      version: 1,
      signer: `员工${askedOf(n).slice(2)}`,
      askedOn: day(-20),
      ...(n % 2 && { signedOn: day(-19) }),
    })),
    sheet('stages', []),
    sheet('archive', []),
  ]);
};
