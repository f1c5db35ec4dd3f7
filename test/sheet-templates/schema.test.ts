import { describe, expect, it } from 'vitest';
import { emptyRecord } from '../../core/read/rows.ts';
import { columnsOf, LOCALES, TAB_KEYS, TABS, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { rowSchema, schemaJson } from '../../sheet-templates/schema.ts';
import { VIEW_KEYS, viewOf } from '../../sheet-templates/views.ts';

describe.each(LOCALES)('the schema in %s', (locale) => {
  const schema = schemaJson(locale);
  const tabs = schema.tabs.filter(({ view }) => !view);

  it('lists every tab and column in the declared order, with all fields outside checks rely on', () => {
    expect(schema.version).toBe(1);
    expect(tabs.map((tab) => tab.key)).toEqual(TAB_KEYS);
    for (const tab of tabs) {
      expect(Object.keys(tab)).toEqual(['key', 'title', 'machine', 'columns']);
      expect(tab.columns.map((column) => column.key)).toEqual(
        columnsOf(tab.key as keyof typeof TABS).map(([key]) => key),
      );
      for (const column of tab.columns) {
        expect(Object.keys(column)).toEqual([
          'key',
          'header',
          'aliases',
          'type',
          'required',
          'progress',
          'lookup',
          'options',
        ]);
      }
    }
  });

  it('lists the views after the tabs, with the columns of the one that is a table', () => {
    const views = schema.tabs.slice(TAB_KEYS.length);
    expect(views.map(({ key, title, view, machine }) => ({ key, title, view, machine }))).toEqual(
      VIEW_KEYS.map((key) => ({ key, title: viewOf(key).title[locale], view: true, machine: false })),
    );
    for (const { key, columns } of views) {
      if (key !== 'overview') expect(columns).toEqual([]);
      else expect(columns.find(({ key: column }) => column === 'daysLate')).toMatchObject({ lookup: true });
    }
  });

  it('speaks its language and recognises the other one', () => {
    const other = LOCALES.find((each) => each !== locale)!;
    const tracker = schema.tabs.find((tab) => tab.key === 'tracker')!;
    const status = tracker.columns.find((column) => column.key === 'status')!;
    expect(tracker.title).toBe(tabOf('tracker').title[locale]);
    expect(status.header).toBe(TABS.tracker.columns.status.header[locale]);
    expect(status.aliases).toContain(TABS.tracker.columns.status.header[other]);
    expect(status.aliases).not.toContain(status.header);
    const done = status.options.find((option) => option.key === 'done')!;
    expect(done.label).toBe(locale === 'en' ? 'Done' : '已完成');
    expect(done.aliases).toContain(locale === 'en' ? '已完成' : 'Done');
    expect(status).toMatchObject({ type: 'option', required: false, progress: true, lookup: false });
    expect(tracker.columns.find((column) => column.key === 'due')).toMatchObject({ lookup: true, progress: false });
  });

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });
});

/** A row of which nothing is known, without what Baton looks up and what only the full template has. */
const blankRow = (tab: TabKey): object => {
  const empty: Readonly<Record<string, unknown>> = emptyRecord(tab);
  const typed = columnsOf(tab).filter(([, { lookup, extra }]) => !lookup && !extra);
  return Object.fromEntries(typed.map(([key]) => [key, empty[key]]));
};

describe('a row as JSON', () => {
  const task = {
    ...blankRow('raci'),
    id: 'T-0001',
    name: 'Sign the contract',
    request: '',
    department: 'Finance',
    responsible: 'Li Wenjing',
    accountable: 'James Carter',
    supporting: ['Sofia Rossi'],
    consulted: [],
    informed: [],
    start: null,
    due: '2026-03-06',
    output: '',
    doneWhen: '',
    supportNeeded: '',
    predecessors: ['T-0002'],
  };
  const progress = {
    ...blankRow('tracker'),
    id: 'T-0001',
    status: 'in-progress',
    progress: 0.5,
    output: '',
    risk: '',
    reason: '',
    newDue: null,
    note: '',
    updatedOn: null,
  };
  const accepts = (tab: 'raci' | 'tracker' | 'directory', row: object) => rowSchema(TABS[tab]).safeParse(row).success;

  it('accepts what the columns can hold', () => {
    expect(accepts('raci', task)).toBe(true);
    expect(accepts('tracker', progress)).toBe(true);
    expect(accepts('tracker', { ...progress, status: null, progress: null })).toBe(true);
  });

  it.each([
    ['a day that does not exist', { due: '2026-02-30' }],
    ['a required date that is missing', { due: null }],
    ['a required name that is empty', { name: '' }],
    ['two leads', { responsible: ['Li Wenjing', 'James Carter'] }],
    ['several people as one text', { supporting: 'Li Wenjing, James Carter' }],
  ])('refuses %s', (_, change) => {
    expect(accepts('raci', { ...task, ...change })).toBe(false);
  });

  it('takes a time of day to the minute, and does without the columns of the full template', () => {
    const meeting = rowSchema(TABS.meetings);
    const cells = Object.fromEntries(columnsOf('meetings').map(([key]) => [key, '']));
    const lists = { deciders: [], executors: [], departments: [], copiedDepartments: [], feedbackFrom: [] };
    const days = { date: '2026-03-20', materialsOn: null, minutesOn: null, approvedOn: null, cancelledOn: null };
    const rhythm = { repeats: null, repeatsUntil: null };
    const people = { host: 'Li Wenjing', recorder: null, organiser: null };
    const row = {
      ...cells,
      ...lists,
      ...days,
      ...rhythm,
      ...people,
      name: 'Kick-off',
      kind: 'kickoff',
      start: '14:30',
      end: null,
    };
    expect(meeting.safeParse(row).success).toBe(true);
    for (const start of ['25:00', '2pm', 870]) expect(meeting.safeParse({ ...row, start }).success).toBe(false);
    expect(accepts('raci', { ...task, description: 'With two coats', supportingDepartments: ['Finance'] })).toBe(true);
    expect(accepts('raci', { ...task, supportingDepartments: 'Finance' })).toBe(false);
  });

  it.each([
    ['a status by its label', { status: 'Done' }],
    ['a percentage above the whole', { progress: 70 }],
    ['a percentage as text', { progress: '70%' }],
  ])('refuses %s', (_, change) => {
    expect(accepts('tracker', { ...progress, ...change })).toBe(false);
  });

  it('holds no looked-up values', () => {
    expect(rowSchema(TABS.tracker).parse({ ...progress, due: '2026-03-06' })).toEqual(progress);
  });
});
