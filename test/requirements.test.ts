import { existsSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** docs/requirements.md says, row by row, what a team can do and which test shows it. */
const ROOT = new URL('..', import.meta.url);

/** Sections 0 to 6: people, request, plan, meetings, tracking, escalation, closing. */
const ASKED = [...['P', 4], ...['Q', 9], ...['R', 8], ...['K', 10], ...['T', 7], ...['E', 4], ...['A', 4]].flatMap(
  (part, i, all) => (i % 2 === 0 ? Array.from({ length: all[i + 1] as number }, (_, n) => `${part}${n + 1}`) : []),
);

interface Row {
  readonly id: string;
  readonly does: string;
  readonly shown: readonly string[];
}

const rowsOf = (text: string): Row[] =>
  [...text.matchAll(/^\| ([A-Z]\d+) +\|([^|]*)\|([^|]*)\|$/gm)].map(([, id, does, shown]) => ({
    id: id!,
    does: does!.trim(),
    shown: [...shown!.matchAll(/`([^`]+)`/g)].map(([, path]) => path!),
  }));

/** A folder of a scenario, or a file of tests. */
const isTest = (path: string): boolean => {
  const url = new URL(path, ROOT);
  if (!path.startsWith('test/') || !existsSync(url)) return false;
  return statSync(url).isDirectory() ? existsSync(new URL('expected.json', `${url.href}/`)) : path.endsWith('.test.ts');
};

const faultsOf = (rows: readonly Row[], asked: readonly string[]): string[] => [
  ...asked.filter((id) => !rows.some((row) => row.id === id)).map((id) => `${id} is not in the table`),
  ...rows.filter((row, i) => rows.findIndex(({ id }) => id === row.id) !== i).map(({ id }) => `${id} is there twice`),
  ...rows.filter(({ does }) => does === '').map(({ id }) => `${id} says nothing`),
  ...rows.filter(({ shown }) => shown.length === 0).map(({ id }) => `${id} names no scenario`),
  ...rows.flatMap(({ id, shown }) => shown.filter((path) => !isTest(path)).map((path) => `${id}: ${path} is no test`)),
];

describe('every requirement', () => {
  it('is shown by a test', () => {
    const rows = rowsOf(readFileSync(new URL('docs/requirements.md', ROOT), 'utf8'));
    expect(faultsOf(rows, ASKED)).toEqual([]);
  });

  it('that names no test, or one that is not there, is found', () => {
    const rows = rowsOf(
      [
        '| P1 | people | `test/requirements.test.ts` |',
        '| P2 | roles | see above |',
        '| P3 | | `test/scenarios/nothing-of-the-kind` |',
        '| P1 | again | `test/requirements.test.ts` |',
      ].join('\n'),
    );
    expect(faultsOf(rows, ['P1', 'P2', 'P3', 'P4'])).toEqual([
      'P4 is not in the table',
      'P1 is there twice',
      'P3 says nothing',
      'P2 names no scenario',
      'P3: test/scenarios/nothing-of-the-kind is no test',
    ]);
  });
});
