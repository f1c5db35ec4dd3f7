import { describe, expect, test } from 'vitest';
import { isAddress } from '../../../core/read/address.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import { resolveWrites } from '../../../core/write/write.ts';
import { type TypedRow, workbookOf } from '../../support/scenario.ts';
import { appendOf, setOf } from '../../support/starter.ts';

/** What copying from chats, web pages and PDFs leaves behind in a cell, and nobody sees. */
const INVISIBLE: readonly [string, string][] = [
  ['zero-width space', '\u200b'],
  ['zero-width non-joiner', '\u200c'],
  ['zero-width joiner', '\u200d'],
  ['left-to-right mark', '\u200e'],
  ['end of a direction', '\u202c'],
  ['word joiner', '\u2060'],
  ['isolate', '\u2069'],
  ['soft hyphen', '\u00ad'],
  ['byte order mark', '\ufeff'],
];

const PLAN = { responsible: 'Li Ming', accountable: 'Chen Jie', due: '2026-04-15', output: 'Print file' };
const read = (tabs: NonNullable<Parameters<typeof workbookOf>[0]['tabs']>) => {
  const raw = workbookOf({ tabs });
  return { raw, snapshot: readSnapshot(raw, { now: '2026-03-05T09:00' }) };
};
const found = ({ problems }: ReturnType<typeof readSnapshot>) =>
  problems.map(({ tab, row, column, code }) => `${tab} ${row} ${column} ${code}`);

describe.each(INVISIBLE)('a %s', (_name, sign) => {
  test('at the end of, before or in an address is not part of it', () => {
    for (const email of [`li@example.com${sign}`, `${sign} li@example.com`, `li${sign}@exam${sign}ple.com`]) {
      const { snapshot } = read({ directory: [{ name: 'Li Ming', email }] });
      expect(snapshot.people.get('Li Ming')?.email).toBe('li@example.com');
      expect(snapshot.problems.filter(({ tab }) => tab === 'directory')).toEqual([]);
    }
    expect(isAddress(`li@example.com${sign}`)).toBe(false);
    expect(isAddress(`li${sign}@example.com`)).toBe(false);
  });

  test('alone is no address', () => {
    const { snapshot } = read({ directory: [{ name: 'Li Ming', email: sign }] });
    expect(found(snapshot).filter((line) => line.startsWith('directory'))).toEqual(['directory 4 email no-address']);
  });

  test('in an ID makes no other item of it, and what is written still finds the row', () => {
    const typed = `T-0001${sign}`;
    const rows: readonly TypedRow[] = [
      { id: typed, name: 'Draw', ...PLAN },
      { id: 'T-0002', name: 'Print', ...PLAN, start: '2026-04-16', due: '2026-04-30', predecessors: `T-00${sign}01` },
    ];
    const { raw, snapshot } = read({
      raci: rows,
      tracker: [{ id: 'T-0001', status: 'In progress' }, { id: 'T-0002' }],
    });
    expect(snapshot.tasks.map(({ id, values }) => [id, values.id])).toEqual([
      ['T-0001', 'T-0001'],
      ['T-0002', 'T-0002'],
    ]);
    expect(found(snapshot)).toEqual([]);
    const { receipts } = resolveWrites(raw, [
      setOf('raci', 'T-0001', { name: 'Draw it' }, { name: 'Draw' }),
      appendOf('raci', { id: 'T-0001', name: 'Again' }),
    ]);
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['written', 'conflict']);
  });

  test('twice with and without it is one ID twice, and one person twice', () => {
    const { snapshot } = read({
      raci: [
        { id: 'T-0001', name: 'Draw', ...PLAN },
        { id: `T-0001${sign}`, name: 'Print', ...PLAN },
      ],
      directory: [
        { name: 'Li Ming', email: 'li@example.com' },
        { name: `Li Ming${sign}`, email: 'ming@example.com' },
        { name: 'Chen Jie', email: 'chen@example.com' },
      ],
    });
    expect(found(snapshot)).toContain('raci 5 id duplicate-id');
    expect(found(snapshot)).toContain('directory 5 name duplicate-person');
  });

  test('around a name goes unseen: whoever is named so is the same person once it is gone', () => {
    const { snapshot } = read({
      raci: [{ id: 'T-0001', name: 'Draw', ...PLAN }],
      directory: [
        { name: `${sign}Li Ming${sign}`, email: 'li@example.com' },
        { name: 'Chen Jie', email: 'chen@example.com' },
      ],
    });
    expect(snapshot.rows.raci[0]!.values.responsible).toMatchObject({ name: 'Li Ming' });
    expect(found(snapshot).filter((line) => line.startsWith('raci'))).toEqual([]);
  });
});
