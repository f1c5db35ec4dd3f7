import type { AnswerKind, Typed } from '../../core/answers/model.ts';
import type { Given } from '../support/scenario.ts';
import { type Book, EMPTY_TABS } from './book.ts';

/**
 * A winter catalogue from the request to the archive, as three departments work on it: six weeks and the closing, one sweep at nine on
 * every workday, Monday 6 April off. Each day says what people did since the morning before. Typed by hand are the request, the plan,
 * a dispute and that there is a weekly meeting; all else is pressed in the mails of that morning or an earlier one.
 */

const PEOPLE = [
  ['Sun Li', 'Marketing'],
  ['Wang Fang', 'Marketing'],
  ['Chen Jie', 'Design'],
  ['Li Ming', 'Design'],
  ['He Jing', 'Production'],
  ['Ma Nan', 'Production'],
  ['Qian Er', ''],
  ['Zhao Yi', ''],
  ['Lu Wei', ''],
  ['Zhou Zong', ''],
  ['Guo Tao', ''],
  ['Wu Kai', ''],
] as const;

export const cast = (language: 'en' | 'zh-CN'): Omit<Given, 'steps'> => ({
  locale: 'en',
  settings: {
    projectLead: 'Guo Tao',
    keeper: 'Wu Kai',
    executive: 'Zhou Zong',
    organiser: 'Guo Tao',
    project: 'Winter season',
  },
  tabs: {
    directory: PEOPLE.map(([name, department]) => ({
      name,
      email: `${name.toLowerCase().replace(' ', '.')}@example.com`,
      department,
      language,
    })),
    departments: [
      { name: 'Marketing', head: 'Sun Li', divisionLeader: 'Qian Er' },
      { name: 'Design', head: 'Chen Jie', divisionLeader: 'Zhao Yi' },
      { name: 'Production', head: 'He Jing', divisionLeader: 'Lu Wei' },
    ],
    calendar: [{ date: '2026-04-06', kind: 'Day off', source: 'Official', note: 'Qingming' }],
    ...EMPTY_TABS,
  },
});

const Q = 'Q-0001';

/** Pressed in a mail at ten, after the sweep of the day before. */
const press =
  (by: string, item: string, kind: AnswerKind, typed: Typed = {}) =>
  (book: Book) =>
    book.press({ by, item, kind, typed });
const sign = (signer: string, row: string) => press(signer, row, 'sign', { signRead: 'yes' });
const done = (owner: string, id: string, output: string) => press(owner, id, 'done', { output });
const progress = (owner: string, id: string, percent: string) =>
  press(owner, id, 'progress', { status: 'in-progress', progress: percent });
const redate = (owner: string, id: string, on: string, detail: string) =>
  press(owner, id, 'redate', { newDue: `2026-${on}`, reason: 'process', detail });

const task =
  (
    n: number,
    name: string,
    people: readonly [responsible: string, accountable: string],
    [start, due]: readonly [string, string],
    output: string,
    more: Readonly<Record<string, string>> = {},
  ) =>
  (book: Book) =>
    book.add('raci', {
      id: `T-${String(n).padStart(4, '0')}`,
      request: Q,
      name,
      department: PEOPLE.find(([person]) => person === people[0])![1],
      responsible: people[0],
      accountable: people[1],
      start: `2026-${start}`,
      due: `2026-${due}`,
      output,
      ...more,
    });

type Acts = readonly ((book: Book) => Promise<void>)[];

const FIRST_MINUTES = `Kick-off winter catalogue
Date: 2026-03-16
Attendees: Sun Li, Wang Fang, Chen Jie, Li Ming, He Jing, Ma Nan

Topic 1: Background and goal
Consensus: 3,000 copies by 8 April
Topic 2: Division of work down to each person
Consensus: As in the plan
Topic 3: Milestones and delivery standards
Consensus: Proof signed by the end of March
Topic 4: Risks and how to meet them
Consensus: Paper is ordered this week
`;

const SECOND_MINUTES = `Weekly meeting
Date: 2026-03-27
Attendees: Guo Tao, Wang Fang, Sun Li, Chen Jie, He Jing, Li Ming, Ma Nan

Topic 1: Open actions of the last meetings
Consensus: None is open
Topic 2: Delayed tasks
Consensus: Layout is done by 31 March
Topic 3: Risks and decisions needed
Consensus: The studio goes to the executive

Actions
| No. | Action | Owner | Department | Due | Output |
| --- | --- | --- | --- | --- | --- |
| 1 | Offer of a second studio obtained | Li Ming | Design | 2026-04-02 | Offer |
`;

export const STORY: readonly (readonly [sweep: string, what: Acts])[] = [
  [
    // The request goes in on Monday the 2nd: nobody can measure its goal, and the results are not named.
    '2026-03-03',
    [
      (book) =>
        book.add('requests', {
          id: Q,
          name: 'Winter catalogue',
          initiatingDepartment: 'Marketing',
          initiator: 'Wang Fang',
          goal: 'A better catalogue',
          scope: 'Printed catalogue, 48 pages',
          departments: 'Design, Production',
          wantedFinish: '2026-04-08',
          scenario: 'project',
          sharing: 'involved',
          submittedOn: '2026-03-02',
        }),
    ],
  ],
  [
    // Wang Fang completes it; the head has not reviewed it.
    '2026-03-04',
    [
      press('Wang Fang', Q, 'complete', {
        goal: '3,000 copies printed by 8 April, 5 % fewer returns',
        expected: 'Catalogue and its files',
      }),
    ],
  ],
  [
    '2026-03-05',
    [
      press('Sun Li', Q, 'review', {
        reviewComplete: 'yes',
        reviewGoal: 'yes',
        reviewResources: 'yes',
        reviewDates: 'yes',
        reviewResult: 'passed',
      }),
    ],
  ],
  // Design answers at once, Production asks for another date, and the two sign one after the other.
  [
    '2026-03-06',
    [press('Chen Jie', 'C-0001', 'assess', { answer: 'can', lead: 'Li Ming', capacityPeople: 'Two designers' })],
  ],
  ['2026-03-09', [sign('Chen Jie', 'S-0001')]],
  [
    '2026-03-10',
    [
      press('He Jing', 'C-0002', 'assess', {
        answer: 'adjust',
        adjustment: 'Paper comes on 20 March',
        lead: 'Ma Nan',
        capacityPeople: 'One printer',
      }),
    ],
  ],
  ['2026-03-11', [press('Wang Fang', 'C-0002', 'settle', { settlement: 'Printing starts on 3 April' })]],
  ['2026-03-12', [sign('He Jing', 'S-0002')]],
  [
    // Confirmed on the 11th; Wang Fang calls the kick-off for Monday the 16th.
    '2026-03-13',
    [
      press('Wang Fang', Q, 'kickoff', {
        kickoffOn: '2026-03-16',
        start: '14:00',
        end: '15:30',
        place: 'Room 3',
        host: 'Sun Li',
      }),
    ],
  ],
  [
    '2026-03-16',
    [
      press('Guo Tao', 'M-0001', 'materials', { materials: 'Folder “Kick-off”' }),
      press('Wang Fang', Q, 'consensus', {
        agreedItems: 'Printed catalogue: 3,000 copies, colours as the signed proof',
      }),
    ],
  ],
  ['2026-03-17', []],
  [
    // Minutes on the 17th, and the first six tasks.
    '2026-03-18',
    [
      press('Wang Fang', 'M-0001', 'minutes', { minutes: FIRST_MINUTES }),
      task(1, 'Page plan', ['Li Ming', 'Chen Jie'], ['03-18', '03-19'], 'Page plan'),
      task(2, 'Product texts', ['Wang Fang', 'Sun Li'], ['03-18', '03-20'], 'Texts of 48 pages'),
      task(3, 'Photographs', ['Li Ming', 'Chen Jie'], ['03-18', '03-23'], 'Pictures'),
      task(4, 'Layout', ['Li Ming', 'Chen Jie'], ['03-25', '03-27'], 'Layout file', { predecessors: 'T-0002, T-0003' }),
      task(5, 'Paper ordered', ['Ma Nan', 'He Jing'], ['03-18', '03-20'], 'Order'),
      task(6, 'Colour proof', ['Ma Nan', 'He Jing'], ['03-31', '03-31'], 'Signed proof', { predecessors: 'T-0004' }),
    ],
  ],
  [
    // The heads sign the minutes; the plan gets its last four tasks.
    '2026-03-19',
    [
      sign('Sun Li', 'S-0003'),
      sign('Chen Jie', 'S-0004'),
      sign('He Jing', 'S-0005'),
      task(7, 'Print', ['Ma Nan', 'He Jing'], ['04-01', '04-02'], '3,000 copies', { predecessors: 'T-0006' }),
      task(8, 'Mailing list', ['Wang Fang', 'Sun Li'], ['03-25', '03-27'], 'List'),
      task(9, 'Shipping booked', ['Ma Nan', 'He Jing'], ['03-25', '03-30'], 'Booking'),
      task(10, 'Web version', ['Li Ming', 'Chen Jie'], ['03-30', '03-31'], 'Link', { consulted: 'Wang Fang' }),
    ],
  ],
  [
    // Minutes approved, the plan signed by two of three; Design and Production disagree about the studio.
    '2026-03-20',
    [
      press('Sun Li', 'M-0001', 'approve', { approveRead: 'yes' }),
      sign('Chen Jie', 'S-0006'),
      sign('Sun Li', 'S-0007'),
      done('Li Ming', 'T-0001', 'Folder “Page plan”'),
      progress('Wang Fang', 'T-0002', '40'),
      progress('Li Ming', 'T-0003', '10'),
      (book) =>
        book.add('escalations', {
          id: 'E-0001',
          item: 'T-0003',
          kind: 'resources',
          issue: 'Who pays for a second studio',
          parties: 'Li Ming, Ma Nan',
          level: 0,
          openedOn: '2026-03-19',
          filedBy: 'Guo Tao',
          source: 'person',
        }),
    ],
  ],
  [
    // Production signs late; the weekly meeting is set up for Friday the 27th.
    '2026-03-23',
    [
      sign('He Jing', 'S-0008'),
      done('Wang Fang', 'T-0002', 'Folder “Texts”'),
      done('Ma Nan', 'T-0005', 'Order 4711'),
      (book) =>
        book.add('meetings', {
          id: 'M-0002',
          name: 'Weekly meeting',
          kind: 'weekly',
          request: Q,
          goal: 'Delays and risks',
          date: '2026-03-27',
          start: '16:00',
          end: '16:30',
          place: 'Room 3',
          host: 'Guo Tao',
          recorder: 'Wang Fang',
          deciders: 'Sun Li, Chen Jie, He Jing',
          executors: 'Li Ming, Ma Nan',
          departments: 'Marketing, Design, Production',
        }),
    ],
  ],
  ['2026-03-24', []],
  // The photographs were due on the 23rd; on the 25th Li Ming says why and until when.
  ['2026-03-25', [progress('Wang Fang', 'T-0008', '50')]],
  ['2026-03-26', [redate('Li Ming', 'T-0003', '03-27', 'The studio was taken')]],
  // Friday: the weekly meeting at four.
  ['2026-03-27', []],
  [
    '2026-03-30',
    [
      done('Li Ming', 'T-0003', 'Folder “Pictures”'),
      done('Wang Fang', 'T-0008', 'List of 2,800'),
      redate('Li Ming', 'T-0004', '03-31', 'Pictures came late'),
    ],
  ],
  [
    // The weekly meeting's minutes come late, with an action.
    '2026-03-31',
    [
      press('Wang Fang', 'M-0002', 'minutes', { minutes: SECOND_MINUTES }),
      press('Guo Tao', 'N-0004', 'stage', { stageSaid: 'done' }),
      done('Ma Nan', 'T-0009', 'Booking 12'),
    ],
  ],
  [
    // The executive rules on the studio; proof and print move by two days.
    '2026-04-01',
    [
      press('Guo Tao', 'M-0002', 'approve', { approveRead: 'yes' }),
      press('Zhou Zong', 'E-0001', 'rule', { decision: 'Design pays half, Production half' }),
      done('Li Ming', 'T-0004', 'Layout file'),
      done('Li Ming', 'T-0010', 'Link'),
      redate('Ma Nan', 'T-0006', '04-01', 'Layout came late'),
    ],
  ],
  ['2026-04-02', [done('Ma Nan', 'T-0006', 'Signed proof'), sign('Li Ming', 'S-0011')]],
  ['2026-04-03', [done('Ma Nan', 'T-0007', '3,000 copies'), done('Li Ming', 'A-0001', 'Offer of 2 April')]],
  // Printed on time, and handed in on Friday. Monday is off.
  [
    '2026-04-07',
    [
      press('Wang Fang', Q, 'handin', {
        output: '3,000 copies, web version',
        handinBy: 'Ma Nan',
        acceptor: 'Sun Li',
      }),
    ],
  ],
  ['2026-04-08', [press('Chen Jie', 'V-0001', 'confirm'), press('Sun Li', 'V-0001', 'confirm')]],
  [
    // The covers are too dark: rework.
    '2026-04-09',
    [
      press('Sun Li', 'V-0001', 'conclude', {
        'item.K-0001': 'misses',
        acceptResult: 'rework',
        findings: '200 covers are darker than the proof',
        reworkOwner: 'Ma Nan',
        reworkDue: '2026-04-10',
      }),
    ],
  ],
  ['2026-04-10', [press('Ma Nan', 'V-0001', 'reworked')]],
  // The second round, which Baton began, passes.
  ['2026-04-13', [press('Chen Jie', 'V-0002', 'confirm'), press('Sun Li', 'V-0002', 'confirm')]],
  ['2026-04-14', [press('Sun Li', 'V-0002', 'conclude', { 'item.K-0001': 'fits', acceptResult: 'pass' })]],
  // Nobody writes down what was learnt until Baton reminds of it.
  ['2026-04-15', []],
  ['2026-04-16', []],
  ['2026-04-17', []],
  ['2026-04-20', []],
  [
    '2026-04-21',
    [
      press('Guo Tao', Q, 'lookback', {
        reuse: 'The page plan serves the summer catalogue',
        improvement: 'The studio is booked with the plan',
        owner: 'Li Ming',
        due: '2026-05-08',
      }),
    ],
  ],
  ['2026-04-22', [press('Wu Kai', Q, 'archive', { file: 'Winter catalogue-2026-04-21.zip' })]],
  ['2026-04-23', []],
];
