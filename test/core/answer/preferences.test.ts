/** The page of a mail's foot: how its reader wants to hear from Baton, and the one row that it writes. */
import { describe, expect, it } from 'vitest';
import { openAnswer } from '../../../core/answer/index.ts';
import { type Ask, OWN_PAGE, type Typed } from '../../../core/answers/model.ts';
import { openMemory } from '../../../functions/adapters/memory/store.ts';
import { answerIn } from '../../support/answer.ts';
import { type TypedRow, workbookOf } from '../../support/scenario.ts';
import { momentOf } from '../moment.ts';

const NOW = '2026-03-04T09:00';
const LI = { name: 'Li Ming', email: 'li@example.com', language: 'en' };
const bookOf = (...directory: readonly TypedRow[]) => ({ tabs: { directory } });

const opened = (row: TypedRow, typed: Typed | null = null, more: Partial<Ask> = {}, tabs = {}) => {
  const { facts } = momentOf(NOW, { tabs: { directory: [row], ...tabs } });
  const by = facts.snapshot.people.get('Li Ming')!;
  return openAnswer(facts, by, { item: OWN_PAGE, kind: 'preferences', typed, ...more });
};
const TYPED = { fewer: 'mine', language: 'en', day3: 'yes', day5: 'yes', hour: '2pm' };

describe('the page', () => {
  it('is filled in with what the directory says', () => {
    const { page } = opened({ ...LI, fewer: 'Yes', noMailOn: 'Wed and Fri', hour: '10:30' });
    expect(page.title).toBe('How you hear from Baton: Product launch');
    expect(page.place).toBe('Li Ming · li@example.com');
    const filled = (page.form?.fields ?? []).map(({ key, value }) => `${key}=${value}`);
    expect(filled).toEqual([
      'fewer=mine',
      'language=en',
      'day1=',
      'day2=',
      'day3=yes',
      'day4=',
      'day5=yes',
      'hour=10:30',
    ]);
  });

  it('offers the ways that are set up, where there are several', () => {
    const ways = (all: readonly string[]) =>
      opened(LI, null, { ways: all })
        .page.form?.fields.find(({ key }) => key === 'channel')
        ?.choices.map(({ key }) => key);
    expect(ways(['feishu', 'mail'])).toEqual(['any', 'mail', 'feishu']);
    expect(ways(['mail'])).toBeUndefined();
  });

  it('says that an hour cannot be kept where sweeps run once a day', () => {
    const help = (_runs: readonly TypedRow[]) =>
      opened(LI, null, {}, { _runs }).page.form?.fields.find(({ key }) => key === 'hour')?.help;
    const run = (at: string) => ({
      run: at,
      day: '2026-03-03',
      startedAt: `2026-03-03T${at}:00+08:00`,
      status: 'done',
    });
    expect(help([run('09:00')])).toContain('once a day, at about 09:00');
    expect(help([run('09:00'), run('14:00')])).toContain('the first check after it');
  });

  it('leaves language and way of somebody from the address book to the book', () => {
    const { page } = opened({ ...LI, source: 'Shared' }, null, { ways: ['feishu', 'mail'] });
    expect(page.form?.fields.map(({ key }) => key)).toEqual(['fewer', 'day1', 'day2', 'day3', 'day4', 'day5', 'hour']);
    expect(JSON.stringify(page.effects)).toContain('address book');
  });

  it('wants one workday left, and a time of day', () => {
    const all = { ...TYPED, day1: 'yes', day2: 'yes', day4: 'yes', hour: 'noonish' };
    const { page, ready } = opened(LI, all);
    const wrong = page.form?.fields.flatMap(({ key, error }) => (error === null ? [] : [key]));
    expect([ready, wrong]).toEqual([null, ['day5', 'hour']]);
  });

  it('writes what changes and nothing else', () => {
    const { ready } = opened({ ...LI, noMailOn: '3,5' }, TYPED);
    expect(ready?.writes).toEqual([
      {
        tab: 'directory',
        kind: 'set',
        item: 'Li Ming',
        values: { fewer: true, hour: '14:00' },
        expected: { email: 'li@example.com' },
      },
    ]);
    expect(ready?.summary).toBe('fewer=yes language=en noMailOn=35 hour=14:00');
    expect(ready?.series).toBe('answer.preferences:@me:2026-03-04');
  });

  it('is not there for a workbook without the columns', () => {
    const { page } = opened(LI, null, { item: 'T-0001' });
    expect(page.form).toBeNull();
  });
});

describe('what is sent', () => {
  /** The directory after an answer of Li Ming's: name, fewer, quiet days, hour. */
  const rowsAfter = async (rows: readonly TypedRow[], undone = false) => {
    const store = openMemory(workbookOf(bookOf(...rows)));
    const said = await answerIn(store, {
      by: 'Li Ming',
      item: OWN_PAGE,
      kind: 'preferences',
      typed: TYPED,
      at: NOW,
      undone,
    });
    const { facts } = momentOf(NOW, { tabs: {} });
    expect(facts).toBeDefined();
    const raw = await store.read();
    const sheet = raw.sheets.find(({ title }) => title === 'Directory')!;
    const head = sheet.rows[2]!.cells.map(String);
    const at = (name: string) => head.indexOf(name);
    return {
      outcome: said.outcome,
      rows: sheet.rows
        .slice(3)
        .map(({ cells }) =>
          ['Email', 'Fewer mails', 'No mail on', 'Mail after'].map((name) => cells[at(name)] ?? null),
        ),
      ledger: raw.sheets.find(({ title }) => title === '_ledger')!.rows.length - 1,
    };
  };

  it('stands in the row of whoever the link was made for, and in the ledger; a namesake’s row stays', async () => {
    const rows = [LI, { ...LI, email: 'other.li@example.com' }, { name: 'Wang Fang', email: 'wang@example.com' }];
    expect(await rowsAfter(rows)).toEqual({
      outcome: 'answered',
      rows: [
        ['li@example.com', 'Yes', 'Wednesday, Friday', 14 / 24],
        ['other.li@example.com', null, null, null],
        ['wang@example.com', null, null, null],
      ],
      ledger: 1,
    });
  });

  it('is taken back whole', async () => {
    const { outcome, rows } = await rowsAfter([{ ...LI, noMailOn: 'Mon' }], true);
    expect([outcome, rows]).toEqual(['undone', [['li@example.com', null, 'Mon', null]]]);
  });
});
