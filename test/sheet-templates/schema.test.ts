import { describe, expect, it } from 'vitest';
import { columnsOf, LOCALES, TAB_KEYS, TABS, tabOf } from '../../sheet-templates/index.ts';
import { schemaJson } from '../../sheet-templates/schema.ts';
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
