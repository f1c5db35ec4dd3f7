/** What nobody is asked about, as nothing else in the table could be it. */
import { describe, expect, it } from 'vitest';
import { proposalOf } from '../../../core/adopt/propose.ts';
import type { RawCell } from '../../../core/workbook.ts';
import { type Column, inRows, on, sheet, strangers } from '../../support/strangers.ts';

/** Meaning → header, and the header's row; what is asked about stands in `asked`, the sheet as `sheet`. */
const readingOf = (...columns: readonly Column[]) => {
  const rows = inRows(columns);
  return ofRows(rows);
};

const ofRows = (rows: readonly RawCell[][]) => {
  const own = proposalOf(strangers([sheet('Sheet1', 1, rows)]), {}, 'en').sheets.find(({ chosen }) => chosen);
  const columns = own?.columns ?? [];
  return {
    means: Object.fromEntries(columns.flatMap(({ meaning, header }) => (meaning === null ? [] : [[meaning, header]]))),
    header: own?.headerRow,
    asked: [...(own?.ask === false ? [] : ['sheet']), ...columns.filter(({ ask }) => ask).map(({ header }) => header)],
  };
};

const THINGS = ['Order the tent', 'Print the menus', 'Book the band', 'Call the florist', 'Send the invitations'];
const OTHERS = ['Ask the hall first', 'Colour, both sides', 'The one from May', 'Roses, no lilies', 'Sixty of them'];
const KINDS = ['Party', 'Paper', 'Party', 'Paper', 'Party'];
const NAMES = ['Ann Carter', 'Ben Osei', 'Mei Lin', 'Ann Carter', 'Ben Osei'];
const UNITS = ['Stores', 'Board', 'Stores', 'Board', 'Kitchen'];
const STATES = ['Open', 'Done', 'In progress', 'Open', 'Done'];
const WORDS = ['Rolling', 'Parked', 'Rolling', 'Shipped', 'Parked'];
const DAYS = ['2026-03-05', '2026-03-20', '2026-03-27', '2026-04-02', '2026-04-09'].map((day) => on(day));

const OWNER: Column = ['Owner', ...NAMES];
const DUE: Column = ['Due date', ...DAYS];
const STATUS: Column = ['Status', ...STATES];
const TASK: Column = ['Task', ...THINGS];

describe('the only column that reads like tasks', () => {
  it('is the task beside who, when and how far, be its word none that anybody knows', () => {
    expect(readingOf(['Gubbins', ...THINGS], OWNER, DUE, STATUS)).toEqual({
      header: 1,
      means: { task: 'Gubbins', responsible: 'Owner', due: 'Due date', status: 'Status' },
      asked: [],
    });
    expect(readingOf(['杂七杂八', ...THINGS], OWNER, STATUS).asked).toEqual([]);
  });

  it('is asked about where another one reads like tasks as well, or nothing says who, when or how far', () => {
    expect(readingOf(['Gubbins', ...THINGS], ['Trifles', ...OTHERS], OWNER, DUE, STATUS).asked).toContain('Gubbins');
    expect(readingOf(['Gubbins', ...THINGS], ['Description', ...OTHERS], OWNER, DUE, STATUS).asked).not.toEqual([]);
    expect(readingOf(['Gubbins', ...THINGS], ['Kind', ...KINDS]).asked).not.toEqual([]);
  });

  it('and where it has no header', () => {
    expect(readingOf(['', ...THINGS], OWNER, DUE, STATUS).asked).toContain('');
  });

  it('and where who, when and how far are said by words alone, over nothing', () => {
    expect(readingOf(['Gubbins', ...THINGS], ['Owner'], ['Due date'], ['Status']).asked).toContain('Gubbins');
  });

  it('and not the first task, where that stands in what may be the second row of a header', () => {
    const rows: RawCell[][] = [
      [null, 'status', 'deadline'],
      ['Feasibility', null, '10/16', 'section 6, on the stage'],
      ['Vision', null, '10/16'],
      ['Project Plan', null, '10/16', '9am-12pm'],
      ['Domain Model', null, '10/16'],
      ['UCD', null, '10/16'],
      ['Use cases', null, '10/23'],
      ['Glossary', null, '10/23'],
      ['Prototype', null, '10/30'],
    ];
    expect(ofRows(rows)).toMatchObject({ header: 1 });
  });

  it('is the task far behind as well, before who, when and how far, and not behind these', () => {
    const kinds = ['No.', 'Area', 'Source', 'Version', 'Phase', 'Platform'].map((header): Column => [header, ...KINDS]);
    const titles: Column = ['Category', ...OTHERS];
    expect(readingOf(...kinds, titles, TASK, OWNER, DUE, STATUS).asked).toEqual([]);
    expect(readingOf(OWNER, DUE, STATUS, ...kinds, titles, TASK).asked).toContain('Task');
    expect(readingOf(...kinds, TASK, ['Description', ...OTHERS], STATUS).asked).toContain('Task');
  });

  it('is asked about where hardly any cell of it is one, unless its word stands before who, when and how far', () => {
    const often = ([header, ...cells]: Column): Column => [header, ...cells, ...cells];
    const short: Column = ['Task', 'Cut', ...Array.from({ length: 9 }, () => null)];
    expect(readingOf(often(OWNER), often(STATUS), short).asked).toContain('Task');
    expect(readingOf(short, often(OWNER), often(STATUS)).asked).toEqual([]);
  });
});

describe('a department', () => {
  it('does it where nobody is named, and its cells bear that out', () => {
    for (const header of ['Responsible unit', '责任部门'])
      expect(readingOf(TASK, [header, ...UNITS], DUE, STATUS), header).toMatchObject({
        means: { responsible: header },
        asked: [],
      });
  });

  it('is asked about where its cells are no names of any', () => {
    const each = THINGS.map((thing) => `whoever has time: ${thing.toLowerCase()}, and then say so`);
    expect(readingOf(TASK, ['Responsible unit', ...each], DUE, STATUS).asked).toContain('Responsible unit');
  });
});

describe('how far it is, in words that nobody knows', () => {
  it('is not asked about where no other column says it', () => {
    for (const header of ['RAG', '落实情况'])
      expect(readingOf(TASK, OWNER, DUE, [header, ...WORDS]), header).toMatchObject({
        means: { status: header },
        asked: [],
      });
  });

  it('is asked about beside a column of ticks or states, and where it is the status of something', () => {
    const ticks: Column = ['Seen', '✓', '✓', '✓', '✓', '✓'];
    expect(readingOf(TASK, OWNER, DUE, ['RAG', ...WORDS], ticks).asked).toContain('RAG');
    expect(readingOf(TASK, OWNER, DUE, ['RAG', ...WORDS], ['Category', ...STATES]).asked).toContain('RAG');
    expect(readingOf(TASK, OWNER, DUE, ['Payment status', ...WORDS]).asked).toContain('Payment status');
  });
});

it('a name is the task beside words of state that are known, and asked about beside others', () => {
  expect(readingOf(['Name', ...THINGS], STATUS).asked).toEqual([]);
  expect(readingOf(['Name', ...THINGS], ['Status', ...WORDS]).asked).toContain('sheet');
});

it('where only the task is in doubt beside who, when and how far, its column is asked about and not the sheet', () => {
  const asked = (...more: readonly Column[]) =>
    readingOf(['Gubbins', ...THINGS], ['Trifles', ...OTHERS], ...more).asked;
  expect(asked(OWNER, DUE, STATUS)).toEqual(['Gubbins']);
  expect(asked(['Date', ...DAYS])).toContain('sheet');
});

describe('another sheet', () => {
  const rows = (count: number): RawCell[][] => [
    ['Task', 'Owner', 'Status'],
    ...THINGS.slice(0, count).map((thing, row): RawCell[] => [thing, NAMES[row] ?? null, STATES[row] ?? null]),
  ];
  const chosenOf = (...sheets: readonly (readonly [title: string, rows: RawCell[][]])[]) => {
    const all = proposalOf(strangers(sheets.map(([title, own]) => sheet(title, 1, own))), {}, 'en').sheets;
    return all.filter(({ chosen }) => chosen).map((own) => [own.sheet, own.ask]);
  };

  it('is not asked about where its title says that what is in it is over, be it the longer one', () => {
    expect(chosenOf(['Closed FY26', rows(5)], ['Open', rows(3)])).toEqual([['Open', false]]);
    expect(chosenOf(['已解决清单', rows(5)], ['任务清单', rows(3)])).toEqual([['任务清单', false]]);
    expect(chosenOf(['North', rows(5)], ['South', rows(3)])).toEqual([['North', true]]);
    expect(chosenOf(['Completed', rows(5)])).toEqual([['Completed', false]]);
  });

  it('is none that is the sheet itself, read with all that is asked about', () => {
    const short: RawCell[][] = [
      ['Date', 'Task', 'Status'],
      ...THINGS.map((thing, row): RawCell[] => [DAYS[row] ?? null, thing, row < 2 ? 'Done' : null]),
    ];
    expect(chosenOf(['Sheet1', short])).toEqual([['Sheet1', false]]);
  });
});
