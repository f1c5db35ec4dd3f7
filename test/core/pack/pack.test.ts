import { describe, expect, it } from 'vitest';
import { archiveWrites } from '../../../core/pack/archive.ts';
import { type Pack, packOf } from '../../../core/pack/index.ts';
import { packFileName } from '../../../core/pack/name.ts';
import type { PackTable } from '../../../core/pack/table.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import { isoOf } from '../../../core/time/day.ts';
import { LOCALES, type Locale, type TabKey } from '../../../sheet-templates/index.ts';
import { archiveBook } from '../../support/archive.ts';
import type { TypedRow } from '../../support/scenario.ts';

type Change = Partial<Record<TabKey, readonly TypedRow[]>>;
const snapshotOf = (change: Change = {}, locale: Locale = 'en') =>
  readSnapshot(archiveBook(locale, change), { now: '2026-03-13T09:00' });
const packed = (change: Change = {}, locale: Locale = 'en'): Pack => packOf(snapshotOf(change, locale), 'Q-0001')!;

const tableOf = (pack: Pack, kind: string, at = 0): PackTable =>
  pack.documents.find((document) => document.kind === kind)!.tables[at]!;
const idsOf = (pack: Pack, kind: string, at = 0) => tableOf(pack, kind, at).rows.map((row) => row[0]!.value);
/** A row's filled cells by header. */
const rowOf = (table: PackTable, row = 0) =>
  Object.fromEntries(
    table.columns.flatMap(({ header }, i) => {
      const { value, format } = table.rows[row]![i]!;
      return value === null ? [] : [[header, format === 'date' ? isoOf(value as number) : value]];
    }),
  );

describe('what belongs to a request', () => {
  it('is every document about it, in the order of the work', () => {
    expect(packed().documents.map(({ kind, tables }) => [kind, ...tables.map(({ rows }) => rows.length)])).toEqual([
      ['request', 1],
      ['confirmations', 1],
      ['consensus', 1],
      ['stages', 1],
      ['division', 2],
      ['matrix', 2],
      ['tracker', 3],
      ['meetings', 1, 1, 1],
      ['communications', 1],
      ['escalations', 2],
      ['acceptance', 2],
      ['retrospective', 1],
      ['signoffs', 1],
      ['ledger', 2],
    ]);
  });

  it.each(LOCALES)('is nothing of another request, or of none, in %s', (locale) => {
    const text = JSON.stringify(packed({}, locale));
    expect(text).not.toMatch(/SECRET|zhou@|Zhou|周总|Legal/);
  });

  it('is found by ids as people write them', () => {
    expect(packOf(snapshotOf(), ' q-0001')?.id).toBe('Q-0001');
    expect(idsOf(packed(), 'division')).toEqual(['T-0001', 'T-0002']);
    expect(packOf(snapshotOf(), 'Q-0009')).toBeNull();
  });

  it('has the progress of its tasks and of its meetings’ actions, named as the plan names them', () => {
    expect(idsOf(packed(), 'tracker')).toEqual(['T-0001', 'T-0002', 'A-0001']);
    expect(rowOf(tableOf(packed(), 'tracker'))).toEqual({
      'Task ID': 'T-0001',
      Task: 'Final packaging design',
      Responsible: 'Li Ming',
      Due: '2026-03-04',
      Status: 'Done',
      Progress: 1,
      Evidence: 'https://example.com/final',
      'Updated on': '2026-03-04',
    });
  });

  it('has its own row under an id that is another request’s, and nothing else of that id', () => {
    const raci = [
      { id: 'T-0001', request: 'Q-0001', name: 'Final packaging design' },
      { id: 'T-0003', request: 'Q-0002', name: 'SECRET task' },
      { id: 'T-0003', request: 'Q-0001', name: 'Pasted' },
    ];
    const pack = packed({ raci });
    expect(tableOf(pack, 'division').rows.map((row) => row[1]!.value)).toEqual(['Final packaging design', 'Pasted']);
    expect(idsOf(pack, 'tracker')).toEqual(['T-0001', 'A-0001']);
    expect(JSON.stringify(pack)).not.toMatch(/SECRET|zhou@/);
  });

  it('has escalations of its tasks and of signatures under its documents', () => {
    expect(idsOf(packed(), 'escalations')).toEqual(['E-0001', 'E-0004']);
    expect(idsOf(packed(), 'signoffs')).toEqual(['S-0001']);
  });

  it('has of the mails what was told of its own rows, with the hash to find each by', () => {
    expect(rowOf(tableOf(packed(), 'ledger'), 1)).toEqual({
      'No.': 3,
      Notice: 'request.review:Q-0001:2026-02-03:1',
      Day: '2026-02-10',
      To: 'sun@example.com',
      Outcome: 'sent',
      Hash: '3'.padStart(64, '0'),
    });
  });
});

describe('a document', () => {
  it('stands under the workbook’s headers, without columns nobody filled in', () => {
    expect(rowOf(tableOf(packed(), 'request'))).toMatchObject({
      'Wanted finish': '2026-03-20',
      'Shared with': 'Departments involved',
      'Departments needed': 'Design',
    });
    const zh = tableOf(packed({}, 'zh-CN'), 'meetings').columns.map(({ header }) => header);
    expect(zh).toEqual(['会议编号', '会议名称', '会议日期', '开始时间', '结束时间', '主持人', '会议纪要']);
  });

  it('shows the letters of the division as a matrix', () => {
    const { columns, rows } = tableOf(packed(), 'matrix');
    expect(columns.map(({ header }) => header)).toEqual(['Task ID', 'Task', 'Li Ming', 'Wang Fang', 'Sun Li']);
    expect(rows.map((row) => row.slice(2).map(({ value }) => value))).toEqual([
      ['R/A', 'C', null],
      ['I', 'R', 'A'],
    ]);
  });

  it('in which nothing would stand is named and left out', () => {
    const pack = packed({ communications: [], retrospective: [] });
    expect(pack.absent).toEqual(['Communications', 'Retrospective']);
    expect(pack.documents).toHaveLength(12);
    // A document keeps its number whatever else is there.
    expect(pack.documents.at(-1)!.file).toBe('documents/14-ledger');
  });
});

describe('the package says', () => {
  it.each([
    ['Departments involved', 'Marketing, Design'],
    ['', 'Marketing, Design'],
    ['Everyone', 'Everyone'],
  ])('who may view what is shared with “%s”: %s', (sharing, viewers) => {
    const [request] = archiveRequests();
    expect(packed({ requests: [{ ...request!, sharing }] }).viewers).toBe(viewers);
  });

  it('whether it was accepted, and when', () => {
    expect(packed()).toMatchObject({ accepted: true });
    expect(isoOf(packed().acceptedOn!)).toBe('2026-03-12');
    const round = (id: string, round: number, result: string) => ({ id, request: 'Q-0001', round, result });
    const again = packed({ acceptance: [round('V-1', 1, 'Rework'), round('V-2', 2, 'Fail')] });
    expect(again).toMatchObject({ accepted: false, acceptedOn: null });
    expect(packed({ acceptance: [] }).accepted).toBe(false);
  });

  it('what stands in cells that could not be read, of its own rows only', () => {
    const tracker = [
      { id: 'T-0002', newDue: 'next week' },
      { id: 'T-0003', newDue: 'SECRET week' },
    ];
    const raci = [
      { id: 'T-0002', request: 'Q-0001', name: 'Channel material' },
      { id: 'T-0002', request: 'Q-0002', name: 'SECRET copy', due: 'SECRET day' },
    ];
    expect(packed({ tracker, raci }).unread).toEqual([
      { sheet: 'Tracker', item: 'T-0002', column: 'New due', text: 'next week' },
    ]);
  });
});

const archiveRequests = (): TypedRow[] => [
  {
    id: 'Q-0001',
    name: 'Launch packaging',
    initiatingDepartment: 'Marketing',
    initiator: 'Wang Fang',
    departments: 'Design',
    goal: '12 plates',
  },
];

describe('the name of a package', () => {
  const on = snapshotOf().today;
  it.each([
    ['新品上市', '新品上市-2026-03-13.zip'],
    ['Launch: packaging/prices?', 'Launch packaging prices-2026-03-13.zip'],
    ['../../etc/passwd', 'etc passwd-2026-03-13.zip'],
    ['..', 'Q-0001-2026-03-13.zip'],
    ['-rf', 'rf-2026-03-13.zip'],
    ['A\r\nB\u0000\u202e', 'A B-2026-03-13.zip'],
    ['', 'Q-0001-2026-03-13.zip'],
  ])('of “%s” is %s', (name, file) => {
    expect(packFileName({ id: 'Q-0001', name }, on)).toBe(file);
  });

  it('fits every file system', () => {
    for (const name of ['长'.repeat(300), 'a'.repeat(300), '𠮷'.repeat(300)]) {
      const file = packFileName({ id: 'Q-0001', name }, on);
      expect(Buffer.byteLength(file)).toBeLessThan(255);
      expect(file).toMatch(/^(长+|a+|𠮷+)-2026-03-13\.zip$/u);
    }
  });
});

describe('the archive', () => {
  const ZIP = 'Launch packaging-2026-03-13.zip';
  const rowsOf = (writes: ReturnType<typeof archiveWrites>) => writes as Exclude<typeof writes, string>;

  it('gets a row for each document, with the next ids', () => {
    const snapshot = snapshotOf({ archive: [{ id: 'F-0007', request: 'Q-0002', document: 'x', file: 'x' }] });
    const writes = rowsOf(archiveWrites(snapshot, packOf(snapshot, 'Q-0001')!, ZIP));
    expect(writes).toHaveLength(14);
    expect(writes[10]).toEqual({
      tab: 'archive',
      kind: 'append',
      item: 'F-0018',
      values: {
        id: 'F-0018',
        request: 'Q-0001',
        document: 'Acceptance',
        kind: 'Acceptance',
        file: `${ZIP}/documents/11-acceptance.xlsx`,
        archivedOn: '2026-03-13',
        viewers: 'Marketing, Design',
      },
      expected: {},
    });
  });

  it('gets no row of a request that is still at work, which it would close', () => {
    const writesFor = (change: Change) => archiveWrites(snapshotOf(change), packed(change), ZIP);
    expect(writesFor({ acceptance: [] })).toBe('still-open');
    const cancelled = [{ ...archiveRequests()[0]!, cancelledOn: '2026-03-10' }];
    expect(writesFor({ acceptance: [], requests: cancelled })).toHaveLength(13);
    // A team that does without acceptance decides by packing.
    const { acceptance, ...has } = snapshotOf().has;
    expect(archiveWrites({ ...snapshotOf(), has }, packed({ acceptance: [] }), ZIP)).toHaveLength(13);
  });

  it('gets no row twice, and none where there is no archive', () => {
    const first = rowsOf(archiveWrites(snapshotOf(), packed(), ZIP)).map(({ values }) => values as TypedRow);
    const again = snapshotOf({ archive: first.slice(1) });
    expect(rowsOf(archiveWrites(again, packed(), ZIP)).map(({ values }) => values.document)).toEqual(['Request']);
    const { archive, ...has } = snapshotOf().has;
    expect(archiveWrites({ ...snapshotOf(), has }, packed(), ZIP)).toBe('no-archive');
  });
});
