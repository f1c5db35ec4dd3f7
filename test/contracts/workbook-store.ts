import { describe, expect, test } from 'vitest';
import { isArchive, readArchives } from '../../core/keep/archives.ts';
import type { WriteValue } from '../../core/plan.ts';
import { locate } from '../../core/read/locate.ts';
import type { CellEdit, RawCell, RawWorkbook } from '../../core/workbook.ts';
import type { WorkbookStore } from '../../functions/ports.ts';
import { keyColumn, type TabKey } from '../../sheet-templates/index.ts';
import { appendOf, setOf } from '../support/starter.ts';

/** One workbook, made from the English starter, that the store under test and people work in. */
interface WorkbookUnderTest {
  readonly store: WorkbookStore;
  /** A second process with the same workbook. */
  readonly other: WorkbookStore;
  /** What a person types in their own program: plain cells, no checks. */
  readonly type: (edits: readonly CellEdit[]) => Promise<void>;
  /** A person gives a sheet another name in their own program; formulas follow. */
  readonly rename: (from: string, to: string) => Promise<void>;
  /** Something that changes with every write: bytes, a revision. */
  readonly version: () => Promise<unknown>;
  /** The formula in a cell, without `=`, or null. */
  readonly formulaAt: (sheet: string, row: number, column: number) => Promise<string | null>;
}

const rowsOf = (raw: RawWorkbook, tab: TabKey) => {
  const at = locate(raw).tabs.get(tab)!;
  return at.sheet.rows
    .filter((row) => row.at > at.headerRow)
    .map((row) => ({
      at: row.at,
      title: at.sheet.title,
      columns: at.columns,
      value: (column: string): RawCell => row.cells[at.columns.get(column)! - 1] ?? null,
    }));
};

const rowOf = (raw: RawWorkbook, tab: TabKey, item: string) =>
  rowsOf(raw, tab).find((row) => String(row.value(keyColumn(tab))) === item);

const values = (raw: RawWorkbook, tab: TabKey, column: string) =>
  rowsOf(raw, tab)
    .map((row) => row.value(column))
    .filter((value) => value !== null && value !== '');

const task = (id: string, more: Record<string, WriteValue> = {}) =>
  appendOf('raci', { id, name: `Task ${id}`, responsible: 'Li Na', due: '2026-03-06', ...more });

/** What every WorkbookStore does. `open` makes a fresh workbook from the English starter. */
export const workbookStoreContract = (name: string, open: () => Promise<WorkbookUnderTest>): void => {
  describe(`${name} is a workbook store`, () => {
    test('an empty starter has every tab and no rows', async () => {
      const { store } = await open();
      const raw = await store.read();
      expect(locate(raw).problems).toEqual([]);
      expect(values(raw, 'raci', 'id')).toEqual([]);
      expect(values(raw, 'settings', 'key')).toContain('zone');
    });

    test('appended rows follow each other, and can be read again', async () => {
      const { store } = await open();
      const receipts = await store.apply([task('T-0001'), task('T-0002')]);
      expect(receipts.map(({ outcome }) => outcome)).toEqual(['written', 'written']);
      await store.apply([task('T-0003')]);
      const raw = await store.read();
      expect(values(raw, 'raci', 'id')).toEqual(['T-0001', 'T-0002', 'T-0003']);
      const rows = rowsOf(raw, 'raci').filter((row) => row.value('id'));
      expect(rows.map(({ at }) => at - rows[0]!.at)).toEqual([0, 1, 2]);
      expect(rows[0]!.value('due')).toBe(46087 - (raw.dateSystem === 1904 ? 1462 : 0));
    });

    test('text stays text, whatever it looks like', async () => {
      const { store } = await open();
      const texts = [
        '=1+1',
        '+8613800000000',
        '0012',
        '2026-03-06',
        '1e5',
        ' a <b> & "c" ',
        '第一行\n第二行',
        "'quoted",
      ];
      await store.apply(texts.map((text, i) => task(`T-000${i + 1}`, { doneWhen: text })));
      const raw = await store.read();
      expect(texts.map((_, i) => rowOf(raw, 'raci', `T-000${i + 1}`)!.value('doneWhen'))).toEqual(texts);
    });

    test('a row is found by its id after somebody sorted the sheet', async () => {
      const { store, type } = await open();
      await store.apply([task('T-0001'), task('T-0002')]);
      const [first, second] = rowsOf(await store.read(), 'raci').filter((row) => row.value('id'));
      const swap = (at: number, row: NonNullable<typeof first>) =>
        ['id', 'name'].map((column) => ({
          sheet: row.title,
          row: at,
          column: row.columns.get(column)!,
          value: row.value(column) as string,
        }));
      await type([...swap(first!.at, second!), ...swap(second!.at, first!)]);
      await store.apply([setOf('raci', 'T-0001', { output: 'Report' }, { name: 'Task T-0001' })]);
      const raw = await store.read();
      expect(rowOf(raw, 'raci', 'T-0001')!.value('output')).toBe('Report');
      expect(rowOf(raw, 'raci', 'T-0001')!.at).toBe(second!.at);
      expect(rowOf(raw, 'raci', 'T-0002')!.value('output')).toBeNull();
    });

    test('what is written goes to a sheet that somebody renamed, and to no other', async () => {
      const { store, other, rename } = await open();
      await store.apply([task('T-0001'), appendOf('tracker', { id: 'T-0001', status: 'not-started' })]);
      await other.read();
      const titles = (await store.read()).sheets.map(({ title }) => title);
      await rename('RACI', 'RACI 2027');
      await rename('Tracker', 'Tracker 2027');
      const receipts = await store.apply([
        setOf('raci', 'T-0001', { output: 'Report' }, { name: 'Task T-0001' }),
        task('T-0002'),
        appendOf('tracker', { id: 'T-0002', note: 'New' }),
        setOf('tracker', 'T-0001', { note: 'Changed' }, { note: '' }),
      ]);
      expect(receipts.map(({ outcome }) => outcome)).toEqual(['written', 'written', 'written', 'written']);
      for (const reader of [store, other]) {
        const raw = await reader.read();
        expect(raw.sheets.map(({ title }) => title)).toEqual(
          titles.map((title) => (title === 'RACI' || title === 'Tracker' ? `${title} 2027` : title)),
        );
        expect(locate(raw).problems.map(({ code, tab }) => `${tab} ${code}`)).toEqual([
          'raci tab-renamed',
          'tracker tab-renamed',
        ]);
        expect(values(raw, 'raci', 'id')).toEqual(['T-0001', 'T-0002']);
        expect(rowOf(raw, 'raci', 'T-0001')!.value('output')).toBe('Report');
        expect(values(raw, 'tracker', 'note')).toEqual(['Changed', 'New']);
        expect(rowOf(raw, 'tracker', 'T-0002')!.value('name')).toBe('Task T-0002');
      }
    });

    test('a row that changed since is left alone, and said to be so', async () => {
      const { store, type } = await open();
      await store.apply([task('T-0001'), task('T-0002')]);
      const row = rowOf(await store.read(), 'raci', 'T-0001')!;
      await type([{ sheet: row.title, row: row.at, column: row.columns.get('output')!, value: 'Mine' }]);
      const [conflict, written] = await store.apply([
        setOf('raci', 'T-0001', { output: 'Theirs', name: 'Other' }, { output: '' }),
        setOf('raci', 'T-0002', { output: 'Theirs' }, { output: '' }),
      ]);
      expect(conflict).toMatchObject({ outcome: 'conflict', found: { output: 'Mine' } });
      expect(written).toMatchObject({ outcome: 'written' });
      const raw = await store.read();
      expect(rowOf(raw, 'raci', 'T-0001')!.value('output')).toBe('Mine');
      expect(rowOf(raw, 'raci', 'T-0001')!.value('name')).toBe('Task T-0001');
    });

    test('a row that is gone is missing, and so is a tab', async () => {
      const { store } = await open();
      const receipts = await store.apply([
        setOf('raci', 'T-0099', { name: 'Nobody' }),
        appendOf('escalations', { id: 'E-0001', issue: 'No such sheet' }),
      ]);
      expect(receipts.map(({ outcome }) => outcome)).toEqual(['missing', 'missing']);
    });

    test('a typed row gets its id by what it says, and only one row gets it', async () => {
      const { store, type } = await open();
      await store.apply([task('T-0001')]);
      const row = rowOf(await store.read(), 'raci', 'T-0001')!;
      const typed = [1, 2].map((i) => ({
        sheet: row.title,
        row: row.at + i,
        column: row.columns.get('name')!,
        value: 'Same words',
      }));
      await type(typed);
      const giveId = (id: string) => setOf('raci', id, { id }, { id: '', name: 'Same words' });
      const receipts = await store.apply([giveId('T-0002'), giveId('T-0003'), giveId('T-0004')]);
      expect(receipts.map(({ outcome }) => outcome)).toEqual(['written', 'written', 'missing']);
      expect(values(await store.read(), 'raci', 'id')).toEqual(['T-0001', 'T-0002', 'T-0003']);
    });

    test('what a lookup shows follows the writes, without anybody opening the file', async () => {
      const { store, formulaAt } = await open();
      await store.apply([task('T-0001'), appendOf('tracker', { id: 'T-0001' })]);
      const shown = rowOf(await store.read(), 'tracker', 'T-0001')!;
      expect(shown.value('name')).toBe('Task T-0001');
      expect(shown.value('due')).toBe(rowOf(await store.read(), 'raci', 'T-0001')!.value('due'));
      const formula = () => formulaAt(shown.title, shown.at, shown.columns.get('name')!);
      expect(await formula()).toContain('INDEX(');

      await store.apply([
        setOf('raci', 'T-0001', { name: 'Renamed' }),
        setOf('tracker', 'T-0001', { status: 'delayed' }),
      ]);
      const raw = await store.read();
      expect(rowOf(raw, 'tracker', 'T-0001')!.value('name')).toBe('Renamed');
      expect(rowOf(raw, 'raci', 'T-0001')!.value('statusNow')).toBe('Delayed');
      expect(await formula()).toContain('INDEX(');
    });

    test('writing what stands there already changes nothing', async () => {
      const { store, version } = await open();
      await store.apply([task('T-0001'), setOf('settings', 'zone', { value: 'Europe/Berlin' })]);
      const before = await version();
      const receipts = await store.apply([
        setOf('raci', 'T-0001', { due: '2026-03-06', name: 'Task T-0001' }),
        task('T-0001'),
        setOf('settings', 'zone', { value: 'Europe/Berlin' }),
      ]);
      expect(receipts.map(({ outcome }) => outcome)).toEqual(['written', 'written', 'written']);
      expect(await version()).toEqual(before);
    });

    test('an append whose id somebody else has taken is a conflict', async () => {
      const { store, other } = await open();
      await other.apply([task('T-0001', { name: 'Theirs' })]);
      const [receipt] = await store.apply([task('T-0001')]);
      expect(receipt).toMatchObject({ outcome: 'conflict', found: { name: 'Theirs' } });
      expect(values(await store.read(), 'raci', 'name')).toEqual(['Theirs']);
    });

    test('two claims at once are both there, in an order that both can see', async () => {
      const { store, other } = await open();
      const claim = (run: string) => appendOf('_runs', { run, status: 'claimed', until: '2026-03-06T09:15:00+08:00' });
      await Promise.all([store.apply([claim('run-a')]), other.apply([claim('run-b')])]);
      const seen = values(await store.read(), '_runs', 'run');
      expect([...seen].sort()).toEqual(['run-a', 'run-b']);
      expect(values(await other.read(), '_runs', 'run')).toEqual(seen);
    });

    describe('old rows of machine tabs go to sheets of their own', () => {
      const run = (n: number) => appendOf('_runs', { run: `run-${n}`, status: 'done', day: `2024-03-0${n}` });
      const mail = (seq: number) =>
        appendOf('_ledger', {
          seq,
          key: `task.due:T-000${seq}:2024-03-06:0`,
          to: 'a&b <@example.com',
          hash: `h${seq}`,
        });
      const rows = async () => {
        const book = await open();
        await book.store.apply([run(1), run(2), run(3), ...[1, 2, 3, 4, 5].map(mail), task('T-0001')]);
        return book;
      };
      const moves = [
        { tab: '_ledger' as const, title: '_ledger_2024', keys: new Set(['1', '3', '4']) },
        { tab: '_runs' as const, title: '_runs_2024', keys: new Set(['run-2']) },
      ];
      const whole = (store: WorkbookStore) => store.read({ archives: true });

      test('they are there below a header, in their order, and no longer in the tab', async () => {
        const { store, other } = await rows();
        expect((await store.archive!(moves, [mail(6)])).map(({ outcome }) => outcome)).toEqual(['written']);
        for (const process of [store, other]) {
          const raw = await process.read();
          expect(values(raw, '_ledger', 'seq')).toEqual([2, 5, 6]);
          expect(values(raw, '_ledger', 'hash')).toEqual(['h2', 'h5', 'h6']);
          expect(values(raw, '_runs', 'run')).toEqual(['run-1', 'run-3']);
          expect(values(raw, 'raci', 'id')).toEqual(['T-0001']);
          expect(raw.sheets.some(({ title }) => isArchive(title))).toBe(false);
          const archives = readArchives(await whole(process), { now: '2026-03-06T09:00:00+08:00' });
          expect(archives.map(({ title }) => title)).toEqual(['_ledger_2024', '_runs_2024']);
          expect(archives[0]!.ledger.map(({ seq, to }) => [seq, to])).toEqual([
            [1, 'a&b <@example.com'],
            [3, 'a&b <@example.com'],
            [4, 'a&b <@example.com'],
          ]);
          expect(archives[1]!.runs.map((row) => row.run)).toEqual(['run-2']);
        }
      });

      test('what is written afterwards stands right below what stayed', async () => {
        const { store } = await rows();
        await store.archive!(moves, []);
        await store.apply([mail(6), run(4), setOf('_runs', 'run-3', { note: 'seen' })]);
        const raw = await store.read();
        const ledger = rowsOf(raw, '_ledger');
        expect(ledger.map((row) => row.value('seq'))).toEqual([2, 5, 6]);
        expect(ledger.map(({ at }) => at - ledger[0]!.at)).toEqual([0, 1, 2]);
        expect(rowOf(raw, '_runs', 'run-3')!.value('note')).toBe('seen');
        const again = { tab: '_ledger' as const, title: '_ledger_2024_2', keys: new Set(['5']) };
        await store.archive!([again], []);
        expect(values(await store.read(), '_ledger', 'seq')).toEqual([2, 6]);
        const archives = readArchives(await whole(store), { now: '2026-03-06T09:00:00+08:00' });
        expect(archives.flatMap((archive) => archive.ledger.map(({ seq }) => seq))).toEqual([1, 3, 4, 5]);
      });

      test('nothing moves where a write does not fit, and nothing twice', async () => {
        const { store, version } = await rows();
        const before = await version();
        const [receipt] = await store.archive!(moves, [{ ...mail(5), values: { ...mail(5).values, hash: 'other' } }]);
        expect(receipt).toMatchObject({ outcome: 'conflict' });
        expect(await version()).toEqual(before);
        await store.archive!(moves, [mail(6)]);
        const after = await version();
        expect((await store.archive!(moves, [mail(6)])).map(({ outcome }) => outcome)).toEqual(['written']);
        expect(await version()).toEqual(after);
      });
    });

    test('a reading handed out before a write stays as it was', async () => {
      const { store } = await open();
      const before = await store.read();
      await store.apply([task('T-0001')]);
      expect(values(before, 'raci', 'id')).toEqual([]);
    });
  });
};
