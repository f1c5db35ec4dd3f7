import type { Given } from '../support/scenario.ts';
import type { Book } from './book.ts';

/**
 * A winter catalogue from the request to the archive, as three departments fill in the workbook: six weeks
 * and the closing, one sweep at nine on every workday, Monday 6 April off. Each day says what people wrote since the morning before.
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
    requests: [],
    confirmations: [],
    consensus: [],
    stages: [],
    raci: [],
    tracker: [],
    meetings: [],
    topics: [],
    actions: [],
    communications: [],
    escalations: [],
    acceptance: [],
    retrospective: [],
    signoffs: [],
    archive: [],
  },
});

const Q = 'Q-0001';

const sign = (document: string, signer: string, on: string) => (book: Book) =>
  book.set('signoffs', { document, signer }, { signedOn: on });

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

/** An owner's update of a tracker row. */
const update =
  (id: string, on: string, status: string, set: Readonly<Record<string, string | number>> = {}) =>
  (book: Book) =>
    book.set('tracker', { id }, { status, updatedOn: `2026-${on}`, ...set });
const done = (id: string, on: string, output: string) => update(id, on, 'done', { progress: 1, output });

type Acts = readonly ((book: Book) => Promise<void>)[];

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
    // Wang Fang mends it; the head has not reviewed it.
    '2026-03-04',
    [
      (book) =>
        book.set(
          'requests',
          { id: Q },
          { goal: '3,000 copies printed by 8 April, 5 % fewer returns', expected: 'Catalogue and its files' },
        ),
    ],
  ],
  [
    '2026-03-05',
    [
      (book) =>
        book.set(
          'requests',
          { id: Q },
          {
            reviewComplete: true,
            reviewGoal: true,
            reviewResources: true,
            reviewDates: true,
            reviewResult: 'passed',
            reviewedBy: 'Sun Li',
            reviewedOn: '2026-03-04',
          },
        ),
    ],
  ],
  [
    // Design answers at once.
    '2026-03-06',
    [
      (book) =>
        book.set(
          'confirmations',
          { department: 'Design' },
          { answer: 'can', lead: 'Li Ming', capacityPeople: 'Two designers', answeredOn: '2026-03-05' },
        ),
    ],
  ],
  ['2026-03-09', [sign('C-0001', 'Chen Jie', '2026-03-06')]],
  [
    // Production asks for another date.
    '2026-03-10',
    [
      (book) =>
        book.set(
          'confirmations',
          { department: 'Production' },
          { answer: 'adjust', adjustment: 'Paper comes on 20 March', lead: 'Ma Nan', answeredOn: '2026-03-09' },
        ),
    ],
  ],
  [
    '2026-03-11',
    [
      (book) =>
        book.set(
          'confirmations',
          { department: 'Production' },
          { settlement: 'Printing starts on 3 April', settledOn: '2026-03-10' },
        ),
    ],
  ],
  [
    // Confirmed on the 11th; Guo Tao calls the kick-off for Monday the 16th.
    '2026-03-12',
    [
      sign('C-0002', 'He Jing', '2026-03-11'),
      (book) =>
        book.add('consensus', {
          id: 'K-0001',
          request: Q,
          item: 'Printed catalogue',
          standard: '3,000 copies, colours as the signed proof',
          agreedBy: 'Sun Li, Chen Jie, He Jing',
          agreedOn: '2026-03-11',
        }),
      (book) =>
        book.add('meetings', {
          id: 'M-0001',
          name: 'Kick-off winter catalogue',
          kind: 'kickoff',
          request: Q,
          goal: 'Everybody knows what they do by when',
          date: '2026-03-16',
          start: '14:00',
          end: '15:30',
          place: 'Room 3',
          host: 'Sun Li',
          recorder: 'Wang Fang',
          organiser: 'Guo Tao',
          deciders: 'Sun Li, Chen Jie, He Jing',
          executors: 'Li Ming, Ma Nan',
          departments: 'Design, Production',
        }),
    ],
  ],
  [
    '2026-03-13',
    [(book) => book.set('meetings', { id: 'M-0001' }, { materials: 'Folder “Kick-off”', materialsOn: '2026-03-12' })],
  ],
  [
    '2026-03-16',
    [(book) => book.set('meetings', { id: 'M-0001' }, { feedback: 'Both agree', feedbackFrom: 'Design, Production' })],
  ],
  ['2026-03-17', []],
  [
    // Minutes on the 17th, and the first six tasks.
    '2026-03-18',
    [
      (book) => book.set('meetings', { id: 'M-0001' }, { minutes: 'Folder “Minutes 1”', minutesOn: '2026-03-17' }),
      ...['P-0001', 'P-0002', 'P-0003', 'P-0004'].map(
        (id) => (book: Book) => book.set('topics', { id }, { consensus: 'As presented', outcome: 'agreed' }),
      ),
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
      sign('M-0001', 'Chen Jie', '2026-03-18'),
      sign('M-0001', 'He Jing', '2026-03-18'),
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
      (book) => book.set('meetings', { id: 'M-0001' }, { approvedOn: '2026-03-19' }),
      sign(Q, 'Sun Li', '2026-03-19'),
      sign(Q, 'Chen Jie', '2026-03-19'),
      done('T-0001', '03-19', 'Folder “Page plan”'),
      update('T-0002', '03-19', 'in-progress', { progress: 0.4 }),
      update('T-0003', '03-19', 'in-progress', { progress: 0.1 }),
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
    // Production signs late; the weekly meeting is called for Friday the 27th.
    '2026-03-23',
    [
      sign(Q, 'He Jing', '2026-03-20'),
      done('T-0002', '03-20', 'Folder “Texts”'),
      done('T-0005', '03-20', 'Order 4711'),
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
  ['2026-03-25', [update('T-0008', '03-24', 'in-progress', { progress: 0.5 })]],
  [
    '2026-03-26',
    [update('T-0003', '03-25', 'delayed', { reason: 'The studio was taken', newDue: '2026-03-27', progress: 0.7 })],
  ],
  // Friday: the weekly meeting at four.
  ['2026-03-27', []],
  [
    '2026-03-30',
    [
      done('T-0003', '03-27', 'Folder “Pictures”'),
      done('T-0008', '03-27', 'List of 2,800'),
      update('T-0004', '03-27', 'in-progress', { progress: 0.3, newDue: '2026-03-31', reason: 'Pictures came late' }),
    ],
  ],
  [
    // The weekly meeting's minutes come late, with an action.
    '2026-03-31',
    [
      (book) => book.set('meetings', { id: 'M-0002' }, { minutes: 'Folder “Minutes 2”', minutesOn: '2026-03-30' }),
      ...['P-0005', 'P-0006', 'P-0007'].map(
        (id) => (book: Book) => book.set('topics', { id }, { consensus: 'As presented', outcome: 'agreed' }),
      ),
      (book) => book.set('stages', { stage: 'review' }, { doneOn: '2026-03-27' }),
      (book) =>
        book.add('actions', {
          id: 'A-0001',
          meeting: 'M-0002',
          name: 'Offer of a second studio obtained',
          owner: 'Li Ming',
          department: 'Design',
          due: '2026-04-02',
          output: 'Offer',
        }),
      done('T-0009', '03-30', 'Booking 12'),
    ],
  ],
  [
    // The executive rules on the studio; proof and print move by two days.
    '2026-04-01',
    [
      (book) => book.set('meetings', { id: 'M-0002' }, { approvedOn: '2026-03-31' }),
      (book) =>
        book.set(
          'escalations',
          { id: 'E-0001' },
          {
            decision: 'Design pays half, Production half',
            decidedOn: '2026-03-31',
            decidedBy: 'Zhou Zong',
            feedbackOwner: 'Li Ming',
            feedbackDue: '2026-04-02',
          },
        ),
      done('T-0004', '03-31', 'Layout file'),
      done('T-0010', '03-31', 'Link'),
      update('T-0006', '03-31', 'in-progress', { progress: 0.5, newDue: '2026-04-01', reason: 'Layout came late' }),
    ],
  ],
  [
    '2026-04-02',
    [
      done('T-0006', '04-01', 'Signed proof'),
      (book) => book.set('escalations', { id: 'E-0001' }, { feedback: 'Both paid', feedbackOn: '2026-04-01' }),
      sign('M-0002', 'Li Ming', '2026-04-01'),
    ],
  ],
  [
    // Printed on time; the first round of acceptance is submitted.
    '2026-04-03',
    [
      done('T-0007', '04-02', '3,000 copies'),
      done('A-0001', '04-02', 'Offer of 2 April'),
      (book) =>
        book.add('acceptance', {
          id: 'V-0001',
          request: Q,
          round: 1,
          output: '3,000 copies, web version',
          submittedBy: 'Ma Nan',
          submittedOn: '2026-04-02',
          acceptor: 'Sun Li',
        }),
    ],
  ],
  [
    // Monday was off. Both departments confirmed on Friday; the covers are too dark: rework until Wednesday.
    '2026-04-07',
    [
      (book) =>
        book.set(
          'acceptance',
          { id: 'V-0001' },
          {
            confirmedBy: 'Design, Marketing',
            result: 'rework',
            acceptedOn: '2026-04-03',
            findings: '200 covers are darker than the proof',
            reworkOwner: 'Ma Nan',
            reworkDue: '2026-04-08',
          },
        ),
    ],
  ],
  ['2026-04-08', [(book) => book.set('acceptance', { id: 'V-0001' }, { reworkDoneOn: '2026-04-07' })]],
  [
    // The second round, which Baton began, passes on Wednesday.
    '2026-04-09',
    [
      (book) =>
        book.set(
          'acceptance',
          { request: Q, round: 2 },
          {
            output: '200 covers reprinted',
            submittedBy: 'Ma Nan',
            submittedOn: '2026-04-08',
            confirmedBy: 'Design, Marketing',
            result: 'pass',
            acceptedOn: '2026-04-08',
          },
        ),
    ],
  ],
  // Nobody writes down what was learnt until Baton reminds of it, and the archive waits a day longer.
  ['2026-04-10', []],
  ['2026-04-13', []],
  ['2026-04-14', []],
  [
    '2026-04-15',
    [
      (book) =>
        book.add('retrospective', {
          id: 'R-0001',
          request: Q,
          kind: 'reuse',
          finding: 'The page plan serves the summer catalogue',
        }),
      (book) =>
        book.add('retrospective', {
          id: 'R-0002',
          request: Q,
          kind: 'improvement',
          finding: 'The studio is booked with the plan',
          cause: 'Nobody owned the booking',
          owner: 'Li Ming',
          due: '2026-05-08',
        }),
    ],
  ],
  [
    '2026-04-16',
    [
      (book) =>
        book.add('archive', {
          id: 'F-0001',
          request: Q,
          document: 'Whole package',
          kind: 'package',
          file: 'Winter catalogue-2026-04-15.zip',
          archivedOn: '2026-04-15',
          viewers: 'Marketing, Design, Production',
        }),
    ],
  ],
  ['2026-04-17', []],
];
