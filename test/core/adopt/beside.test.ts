/** What is asked about, and what is not, because of the columns that stand beside it. */
import { describe, expect, it } from 'vitest';
import type { ProposedSheet } from '../../../core/adopt/proposal.ts';
import { proposalOf } from '../../../core/adopt/propose.ts';
import { type Column, inRows, on, sheet, strangers } from '../../support/strangers.ts';

const read = (columns: readonly Column[]): ProposedSheet | undefined => {
  const rows = inRows(columns);
  return proposalOf(strangers([sheet('Sheet1', 1, rows)]), {}, 'en').sheets.find(({ chosen }) => chosen);
};

/** What is asked of a sheet with these columns: `sheet`, or a column's header. */
const askedOf = (...columns: readonly Column[]): readonly string[] => {
  const own = read(columns);
  if (!own) return ['refused'];
  return [...(own.ask ? ['sheet'] : []), ...own.columns.filter(({ ask }) => ask).map(({ header }) => header)];
};

const THINGS = ['Texture is upside down', 'Menu does not close', 'Sound stops after a minute', 'Score is lost on exit'];
const LONGER = THINGS.map((thing) => `${thing}, since the last release and only where the window is small`);
const PLACES = ['Start page', 'Settings page', 'Player window', 'List of results'];
const STATES = ['Open', 'Done', 'In progress', 'Open'];
const NAMES = ['Ann Carter', 'Ben Osei', 'Ann Carter', 'Mei Lin'];
const OTHERS = ['Tom Berg', 'Eva Novak', 'Tom Berg', 'Eva Novak'];
const BEGINS = ['2026-03-02', '2026-03-03', '2026-03-09', '2026-03-16'].map((day) => on(day));
const ENDS = ['2026-03-05', '2026-03-20', '2026-03-27', '2026-04-02'].map((day) => on(day));

const TASK: Column = ['Task', ...THINGS];
const OWNER: Column = ['Owner', ...NAMES];
const STATUS: Column = ['Status', ...STATES];
const DUE: Column = ['Due date', ...ENDS];

describe('a word that says it outright stands', () => {
  it('whoever else stands in a column whose header says nothing of it', () => {
    const pilots: Column = ['Pilot', ...OTHERS];
    for (const header of ['Assigned to', 'Owner', 'Responsible', '负责人'])
      expect(askedOf(TASK, [header, ...NAMES], pilots, DUE), header).toEqual([]);
    for (const header of ['Developer', 'Team member', '组员'])
      expect(askedOf(TASK, [header, ...NAMES], pilots, DUE), header).toEqual([header]);
  });

  it('whatever other days there are, be one of them an end', () => {
    const session: Column = ['Session date', ...BEGINS];
    for (const header of ['Due date', 'Deadline', '截止日期']) {
      expect(askedOf(TASK, OWNER, [header, ...ENDS], session), header).toEqual([]);
      expect(askedOf(TASK, OWNER, [header, ...ENDS], ['End date', ...BEGINS]), header).toEqual([]);
    }
    expect(askedOf(TASK, OWNER, ['End date', ...ENDS], session)).toEqual(['End date']);
  });
});

describe('a task is not asked about', () => {
  it('for shorter texts before it whose header says nothing of a task', () => {
    expect(askedOf(['Page', ...PLACES], ['Issue', ...THINGS], OWNER, DUE)).toEqual([]);
    expect(askedOf(['Page', ...THINGS], ['Issue', ...THINGS], OWNER, DUE)).toEqual(['sheet', 'Issue']);
    // What a description describes may stand before it; a kind does not.
    expect(askedOf(['Page', ...PLACES], ['Issue description', ...LONGER], OWNER, DUE)).toContain('Issue description');
    expect(askedOf(['Area', ...PLACES], ['Issue description', ...LONGER], OWNER, DUE)).toEqual([]);
  });

  it('for a name before it that is far shorter', () => {
    expect(askedOf(['Feature', ...PLACES], ['Tasks', ...LONGER], OWNER, DUE)).toEqual([]);
    expect(askedOf(['Feature', ...LONGER], ['Tasks', ...LONGER], OWNER, DUE)).toContain('Tasks');
  });

  it('where it is an action, for what was found before it', () => {
    for (const header of ['Finding', 'Recommendation', 'Problem'])
      expect(askedOf([header, ...THINGS], ['Action', ...THINGS], OWNER, DUE), header).toEqual([]);
    expect(askedOf(['改善内容', ...THINGS], ['存在问题', ...THINGS], OWNER, DUE)).toContain('存在问题');
  });

  it('where a plain word for one stands on the first texts, whatever short words stand before', () => {
    expect(askedOf(['Screen', 'Start', 'Options', 'Player', 'Ends'], ['Query', ...THINGS], OWNER, DUE)).toEqual([]);
    expect(askedOf(['Query', ...THINGS], ['Threat', ...THINGS], OWNER, DUE)).toContain('Query');
  });

  it('for a column under a whole sentence, which is no label', () => {
    const help = 'This row contains headers for the schedule below it; move on to the next cell for the first of them';
    const titled = (header: string) => askedOf([header, ...LONGER], ['Title', ...THINGS], OWNER, DUE);
    expect(titled(help)).not.toContain('Title');
    expect(titled('Matter')).toContain('Title');
  });

  it('where the only texts stand behind a start and an end, and nothing but numbers before these', () => {
    const days: readonly Column[] = [
      ['Start', ...BEGINS],
      ['End', ...ENDS],
    ];
    expect(askedOf(['Week', 1, 2, 3, 4], ...days, ['Goal', ...THINGS])).toEqual([]);
    expect(askedOf(['Threat', ...THINGS], ...days, ['Goal', ...THINGS])).toContain('Goal');
  });

  it('far behind, where the only texts stand under a word for one, beside remarks, with a state behind them', () => {
    const kinds = ['Type', 'Area', 'Source', 'Version', 'Phase', 'Platform'].map(
      (header): Column => [header, 'First', 'Second', 'First', 'Second'],
    );
    const behind = (...more: readonly Column[]) => askedOf(...kinds, ['Issue', ...THINGS], STATUS, ...more);
    expect(behind()).toEqual([]);
    expect(behind(['Notes', ...LONGER])).toEqual([]);
    expect(behind(['Threat', ...LONGER])).toContain('Issue');
  });

  it('and one is, whose word is part of another kind’s name, beside a description', () => {
    const described: Column = ['Description', ...THINGS];
    const offices: Column = ['Action office', 'Police', 'Building', 'Finance', 'Police'];
    expect(askedOf(described, offices, DUE, STATUS)).not.toContain('Description');
    expect(askedOf(described, ['Action office', ...PLACES], DUE, STATUS)).toContain('Action office');
  });
});

describe('who does it', () => {
  it('may be one and the same in every row, where nobody else may', () => {
    const rows = [...THINGS, 'Help is out of date'];
    const one = rows.map(() => 'Mei Lin');
    const long: Column = ['Task', ...rows];
    const due: Column = ['Due date', ...ENDS, on('2026-04-09')];
    expect(askedOf(long, ['Team member', ...one], due)).toEqual([]);
    expect(askedOf(long, ['Project manager', ...one], due)).toEqual(['Project manager']);
    expect(askedOf(long, ['Team member', ...one], due, ['Developer', ...NAMES, 'Ben Osei'])).not.toEqual([]);
  });

  it('is asked about where somebody stands before the texts and somebody else behind them', () => {
    const between = (first: string) =>
      askedOf(['Unit', 'T-04', 'T-05', 'T-07', 'T-09'], [first, ...NAMES], TASK, ['Technician', ...OTHERS], DUE);
    expect(between('Driver')).toContain('Driver');
    expect(askedOf(TASK, ['Driver', ...NAMES], DUE)).toEqual([]);
  });
});

describe('a day under a word that says nothing of which', () => {
  it('is the one that is due behind the task, where there is no other', () => {
    for (const header of ['Date', '时间', '日期']) expect(askedOf(TASK, OWNER, [header, ...ENDS]), header).toEqual([]);
  });

  it('is asked about before the task, beside another one, and where somebody has reported it', () => {
    expect(askedOf(['Date', ...ENDS], TASK, OWNER)).toContain('Date');
    expect(askedOf(TASK, OWNER, ['Date', ...ENDS], ['Actual end', ...ENDS])).toContain('Date');
    expect(askedOf(TASK, OWNER, ['Date', ...ENDS], ['Reported by', ...OTHERS])).toContain('Date');
  });

  it('makes no sheet sure', () => {
    expect(askedOf(['Description', ...THINGS], ['Person', ...NAMES], ['Date', ...ENDS])).toContain('sheet');
    expect(askedOf(['Description', ...THINGS], ['Person', ...NAMES], DUE)).toEqual([]);
  });

  it('and times of day are none', () => {
    const times = ['9:10-10:25', '13:00-13:40', '8:00-11:30', '15:00-16:10'];
    expect(
      read([TASK, OWNER, STATUS, ['时间', ...times]])?.columns.find(({ header }) => header === '时间')?.meaning,
    ).toBe(null);
  });
});

describe('a sheet is sure by what is said of work alone', () => {
  it('how urgent each row is, or when it was over', () => {
    const little: readonly Column[] = [
      ['Item', ...THINGS],
      ['Assigned to', ...NAMES],
    ];
    expect(askedOf(...little)).toEqual(['sheet', 'Item']);
    expect(askedOf(...little, ['Priority', 'High', 'Low', 'High', 'Low'])).toEqual([]);
    expect(askedOf(...little, ['Actual end', ...ENDS])).toEqual([]);
    expect(askedOf(...little, ['Flagged', 0, 0, 1, 0])).toContain('sheet');
    expect(askedOf(...little, ['Floor', 'First', 'Second', 'First', 'Second'])).toEqual(['sheet', 'Item']);
  });

  it('or by when it is to be over, beside a plain word for a task', () => {
    expect(askedOf(['Item', ...THINGS], ['Deadline', ...ENDS])).toEqual([]);
    expect(askedOf(['Item', ...THINGS], ['Start date', ...BEGINS])).toContain('sheet');
  });

  it('and criteria of acceptance make it no list of tests', () => {
    expect(askedOf(['User story', ...THINGS], ['Acceptance criteria', ...LONGER], STATUS)).toEqual([]);
    expect(askedOf(['User story', ...THINGS], ['Expected result', ...LONGER], STATUS)).toContain('sheet');
  });
});
