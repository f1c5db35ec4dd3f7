import { describe, expect, it } from 'vitest';
import { type Result, survivorsOf, tableOf } from '../../scripts/mutation/report.ts';

const CODE = ['const late = (day) =>', '  day > end;', ''].join('\n');
const mutant = (id: string, end: Result['end'], fileName = 'core/process/due.ts'): Result => ({
  id,
  end,
  fileName,
  mutatorName: 'EqualityOperator',
  replacement: 'day >= end',
  location: { start: { line: 1, column: 2 }, end: { line: 1, column: 11 } },
});

describe('the mutation report', () => {
  it('counts what no test comes to as survived, and what hangs as killed', () => {
    const table = tableOf([
      mutant('0', 'killed'),
      mutant('1', 'timeout'),
      mutant('2', 'survived'),
      mutant('3', 'never run'),
      mutant('4', 'killed', 'core/time/day.ts'),
    ]);
    expect(table.split('\n').slice(2)).toEqual([
      '| core/process/due.ts | 4 | 1 | 1 | 1 | 1 | 50.0 % |',
      '| core/time/day.ts | 1 | 1 | 0 | 0 | 0 | 100.0 % |',
      '| **core/process** | 4 | 1 | 1 | 1 | 1 | 50.0 % |',
      '| **calendar and days** | 1 | 1 | 0 | 0 | 0 | 100.0 % |',
      '| **all** | 5 | 2 | 1 | 1 | 1 | 60.0 % |',
    ]);
  });

  it('shows the line that a survivor changes, before and after', () => {
    expect(survivorsOf([mutant('0', 'killed'), mutant('2', 'survived')], () => CODE)).toBe(
      'core/process/due.ts:2:3 EqualityOperator, survived\n- day > end;\n+ day >= end;\n',
    );
  });
});
