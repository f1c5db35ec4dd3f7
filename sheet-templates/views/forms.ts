/** The five printed forms: what each says. */
import { type Words, w } from '../index.ts';
import type { ViewKey } from '../views.ts';
import { orBlank } from './book.ts';
import type { FormBlock, FormField, FormPlace, PrintedForm } from './form.ts';
import { FORM } from './words.ts';

const section = (title: Words): FormBlock => ({ kind: 'section', title });

/** A value of the request that the form's own row belongs to. */
const ofRequest = (key: string): FormField => ({
  label: ['requests', key],
  value: (form) => requestValue(form, key),
});
const requestValue = (form: FormPlace, key: string): string => {
  const value = form.book.byId('requests', key, form.request);
  return `IFERROR(${orBlank(value)},"")`;
};
/** The id of that request. */
const requestId: FormField = { label: ['requests', 'id'], value: (form) => form.request };
/** The head of a department that a formula names. */
const headOf = (form: FormPlace, department: string): string =>
  `IFERROR(${orBlank(form.book.byId('departments', 'head', department, 'name'))},"")`;
const named = (key: string) => (form: FormPlace) => form.own(key);

const kinds = (prefix: 'resource' | 'capacity') =>
  (
    [
      [FORM.people, 'People'],
      [FORM.budget, 'Budget'],
      [FORM.data, 'Data'],
      [FORM.time, 'Time'],
      [FORM.authority, 'Authority'],
    ] as const
  ).map(([title, key]) => ({ title, keys: [`${prefix}${key}`] }));

const signedSoFar = (rows: number): FormBlock[] => [
  section(FORM.signed),
  {
    kind: 'list',
    tab: 'signoffs',
    by: 'document',
    columns: [
      { key: 'signer', span: 2 },
      { key: 'kind', span: 2 },
      { key: 'version', span: 1 },
      { key: 'signedOn', span: 2 },
      { key: 'id', span: 1 },
    ],
    rows,
  },
];

const agreedItems = (title: Words, rows: number): FormBlock[] => [
  section(title),
  {
    kind: 'list',
    tab: 'consensus',
    by: 'request',
    id: (form) => form.request,
    columns: [
      { key: 'item', span: 4 },
      { key: 'standard', span: 4 },
    ],
    rows,
    lines: 2,
  },
];

const requestForm: PrintedForm = {
  tab: 'requests',
  heading: FORM.request,
  blocks: [
    section(FORM.basics),
    { kind: 'fields', rows: [['name']] },
    {
      kind: 'fields',
      rows: [
        ['initiatingDepartment', 'submittedOn'],
        ['initiator', 'contact'],
        ['contactPhone', 'scenario'],
        ['wantedFinish', 'rhythm'],
      ],
    },
    { kind: 'fields', rows: [['departments'], ['sharing']] },
    { kind: 'fields', rows: [['background'], ['goal'], ['scope'], ['expected']], lines: 3 },
    { kind: 'fields', rows: [['milestones'], ['attachments']], lines: 2 },
    section(FORM.resources),
    {
      kind: 'table',
      heads: [
        { title: FORM.kind, span: 2 },
        { title: FORM.needed, span: 6 },
      ],
      rows: kinds('resource'),
    },
    section(FORM.review),
    {
      kind: 'table',
      heads: [
        { title: FORM.question, span: 3 },
        { title: FORM.yesNo, span: 1 },
        { title: FORM.remark, span: 4 },
      ],
      rows: [
        { title: FORM.isComplete, keys: ['reviewComplete', 'reviewCompleteNote'] },
        { title: FORM.isMeasurable, keys: ['reviewGoal', 'reviewGoalNote'] },
        { title: FORM.isReasonable, keys: ['reviewResources', 'reviewResourcesNote'] },
        { title: FORM.isFeasible, keys: ['reviewDates', 'reviewDatesNote'] },
      ],
    },
    { kind: 'fields', rows: [['reviewResult', 'reviewedOn']] },
    { kind: 'fields', rows: [['reviewReason']], lines: 2 },
    section(FORM.signatures),
    {
      kind: 'signatures',
      lines: [
        { role: FORM.initiator, name: named('initiator') },
        { role: FORM.initiatingHead, name: (form) => headOf(form, form.own('initiatingDepartment')) },
        { role: FORM.contact, name: named('contact') },
      ],
    },
  ],
};

const confirmationForm: PrintedForm = {
  tab: 'confirmations',
  heading: FORM.confirmation,
  blocks: [
    section(FORM.basics),
    {
      kind: 'fields',
      rows: [
        [requestId, 'receivedOn'],
        ['department', 'lead'],
      ],
    },
    { kind: 'fields', rows: [[ofRequest('name')]] },
    { kind: 'fields', rows: [[ofRequest('initiatingDepartment'), ofRequest('contact')]] },
    { kind: 'fields', rows: [[ofRequest('goal')], [ofRequest('expected')]], lines: 2 },
    { kind: 'fields', rows: [[ofRequest('wantedFinish'), ofRequest('scenario')]] },
    section(FORM.answer),
    { kind: 'fields', rows: [['answer', 'answeredOn']] },
    { kind: 'fields', rows: [['adjustment'], ['settlement']], lines: 3 },
    { kind: 'fields', rows: [['settledOn']] },
    {
      kind: 'table',
      heads: [
        { title: FORM.kind, span: 2 },
        { title: FORM.available, span: 6 },
      ],
      rows: kinds('capacity'),
    },
    { kind: 'fields', rows: [['note']], lines: 2 },
    ...agreedItems(FORM.consensus, 6),
    ...signedSoFar(3),
    section(FORM.signatures),
    {
      kind: 'signatures',
      lines: [
        { role: FORM.departmentHead, name: (form) => headOf(form, form.own('department')) },
        { role: FORM.lead, name: named('lead') },
        { role: FORM.contact, name: (form) => requestValue(form, 'contact') },
      ],
    },
  ],
};

/** The language stands in the format, so that it reads alike on every machine. */
const WEEKDAY = w('[$-804]"周"aaa', '[$-409]dddd');

/** The first meeting of a kind: a weekly one where there is one, else a regular one. */
const regularMeeting = (key: 'name' | 'date' | 'start' | 'place'): FormField => ({
  label: key === 'name' ? FORM.regularMeeting : key === 'date' ? FORM.weekday : ['meetings', key],
  ...(key === 'date' && { numFmt: WEEKDAY }),
  like: ['meetings', key],
  value: ({ book }) => {
    const first = (kind: string) => {
      const value = book.byId('meetings', key, `"${book.label('meetings', 'kind', kind)}"`, 'kind');
      return orBlank(value);
    };
    return `IFERROR(${first('weekly')},IFERROR(${first('regular')},""))`;
  },
});

const nodesForm: PrintedForm = {
  tab: 'requests',
  heading: FORM.nodes,
  blocks: [
    section(FORM.basics),
    { kind: 'fields', rows: [['name']] },
    {
      kind: 'fields',
      rows: [
        ['initiatingDepartment', 'contact'],
        ['wantedFinish', 'submittedOn'],
      ],
    },
    { kind: 'fields', rows: [['departments']] },
    section(FORM.stages),
    {
      kind: 'list',
      tab: 'stages',
      by: 'request',
      columns: [
        { key: 'stage', span: 1 },
        { key: 'name', span: 2 },
        { key: 'due', span: 1 },
        { key: 'responsible', span: 1 },
        { key: 'output', span: 2 },
        { key: 'doneOn', span: 1 },
      ],
      rows: 12,
      lines: 2,
    },
    section(FORM.agreement),
    {
      kind: 'fields',
      rows: [
        [regularMeeting('name'), regularMeeting('date')],
        [regularMeeting('start'), regularMeeting('place')],
      ],
    },
    {
      kind: 'fields',
      rows: [
        ['rhythm', { label: FORM.updateBy, value: ({ book }) => book.setting('updateTime') }],
        [{ label: FORM.channel, value: ({ book }) => book.setting('channel') }, 'sharing'],
        [
          { label: FORM.emergencyContact, value: ({ book }) => book.setting('emergencyContact') },
          { label: FORM.emergencyPhone, value: ({ book }) => book.setting('emergencyPhone') },
        ],
      ],
    },
    section(FORM.signatures),
    {
      kind: 'signatures',
      lines: [
        { role: FORM.signConfirmation, name: (form) => headOf(form, form.own('initiatingDepartment')) },
        ...[1, 2, 3, 4].map((n) => ({
          role: FORM.signDivision,
          // The heads of the departments that were asked, by their confirmations.
          name: (form: FormPlace) => headOf(form, nthDepartment(form, n)),
        })),
        {
          role: FORM.signApproval,
          name: (form) =>
            `IFERROR(${orBlank(form.book.byId('departments', 'divisionLeader', form.own('initiatingDepartment'), 'name'))},"")`,
        },
      ],
    },
  ],
};

/** The n-th of the departments needed, as they are listed in one cell. */
const nthDepartment = (form: FormPlace, n: number): string => {
  const list = ['，', ',', '/', '；', ';'].reduce(
    (text, mark) => `SUBSTITUTE(${text},"${mark}","、")`,
    form.own('departments'),
  );
  const WIDE = 200;
  return `TRIM(MID(SUBSTITUTE(${list},"、",REPT(" ",${WIDE})),${(n - 1) * WIDE + 1},${WIDE}))`;
};

const minutesForm: PrintedForm = {
  tab: 'meetings',
  heading: FORM.minutes,
  blocks: [
    section(FORM.meeting),
    { kind: 'fields', rows: [['name']] },
    {
      kind: 'fields',
      rows: [
        ['kind', requestId],
        ['date', 'place'],
        ['start', 'end'],
        ['host', 'recorder'],
      ],
    },
    { kind: 'fields', rows: [['goal'], ['departments'], ['copiedDepartments'], ['deciders'], ['executors']] },
    section(FORM.topics),
    {
      kind: 'list',
      tab: 'topics',
      by: 'meeting',
      columns: [
        { key: 'name', span: 2 },
        { key: 'presenter', span: 1 },
        { key: 'points', span: 2 },
        { key: 'consensus', span: 2 },
        { key: 'outcome', span: 1 },
      ],
      rows: 8,
      lines: 2,
    },
    section(FORM.actions),
    {
      kind: 'list',
      tab: 'actions',
      by: 'meeting',
      columns: [
        { key: 'name', span: 3 },
        { key: 'owner', span: 1 },
        { key: 'department', span: 1 },
        { key: 'due', span: 1 },
        { key: 'output', span: 2 },
      ],
      rows: 12,
      lines: 2,
    },
    section(FORM.minutesText),
    { kind: 'fields', rows: [['minutes']], lines: 4 },
    { kind: 'fields', rows: [['minutesOn', 'approvedOn']] },
    ...signedSoFar(6),
    section(FORM.signatures),
    {
      kind: 'signatures',
      lines: [
        { role: FORM.host, name: named('host') },
        { role: FORM.recorder, name: named('recorder') },
      ],
    },
  ],
};

const acceptanceForm: PrintedForm = {
  tab: 'acceptance',
  heading: FORM.acceptance,
  blocks: [
    section(FORM.basics),
    { kind: 'fields', rows: [[ofRequest('name')]] },
    {
      kind: 'fields',
      rows: [
        [requestId, 'round'],
        [ofRequest('initiatingDepartment'), ofRequest('contact')],
      ],
    },
    { kind: 'fields', rows: [[ofRequest('goal')]], lines: 3 },
    section(FORM.submission),
    { kind: 'fields', rows: [['output']], lines: 3 },
    { kind: 'fields', rows: [['submittedBy', 'submittedOn'], ['confirmedBy'], ['acceptor', 'external']] },
    ...agreedItems(FORM.standard, 8),
    section(FORM.conclusion),
    { kind: 'fields', rows: [['findings']], lines: 4 },
    {
      kind: 'fields',
      rows: [
        ['result', 'acceptedOn'],
        ['reworkOwner', 'reworkDue'],
      ],
    },
    section(FORM.signatures),
    {
      kind: 'signatures',
      lines: [
        { role: FORM.acceptor, name: named('acceptor') },
        { role: FORM.submitter, name: named('submittedBy') },
        { role: FORM.supporting },
        { role: FORM.external, name: named('external') },
      ],
    },
  ],
};

export const FORMS = {
  requestForm,
  confirmationForm,
  nodesForm,
  minutesForm,
  acceptanceForm,
} as const satisfies Partial<Record<ViewKey, PrintedForm>>;
