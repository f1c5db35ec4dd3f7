/** An overview is known by the rows it was made of, so whoever makes other cells of the same rows has to raise its edition. */
import { expect, it } from 'vitest';
import type { OverviewRow } from '../../core/overview/rows.ts';
import { OVERVIEW_EDITION, overviewEdits } from '../../core/overview/sheet.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { HEADER_ROW } from '../../sheet-templates/layout.ts';
import { VIEWS } from '../../sheet-templates/views.ts';

const HELPERS = ['tracked', 'open', 'late', 'urgency', 'order', 'done', 'known', 'held', 'over'];
const COLUMNS = [...Object.values(VIEWS.overview.columns).map(({ header }) => header.en), ...HELPERS];

const late: OverviewRow = {
  id: 'T-0001',
  kind: 'Tasks',
  name: 'Quote',
  request: 'Q-0001',
  owner: 'Li Ming',
  department: 'Sales',
  start: 20_500,
  due: 20_510,
  status: 'Blocked',
  progress: 0.5,
  daysLate: 3,
  court: 'Wang Li',
  level: 2,
  next: 'Asks the executive',
  isOpen: true,
  tracked: { late: true, urgency: 100_370, done: null, known: 20_490 },
};
const done: OverviewRow = {
  ...late,
  id: 'T-0002',
  daysLate: 0,
  court: '',
  level: null,
  next: '',
  isOpen: false,
  tracked: { late: false, urgency: null, done: 20_505, known: 20_490 },
};
const answer: OverviewRow = { ...late, id: 'A-0001', start: null, progress: null, tracked: null };

it('makes the same cells of the same rows as the edition says', () => {
  const sheet = { title: VIEWS.overview.title.en, rows: [{ at: HEADER_ROW, cells: COLUMNS }], merges: [] };
  const workbook: RawWorkbook = {
    name: 'Plan',
    location: 'plan.xlsx',
    movedFrom: () => false,
    foundAt: async () => null,
    dateSystem: 1900,
    sheets: [sheet],
  };
  const edits = overviewEdits(workbook, [late, answer, done]);
  const said = edits.map(({ places, values }) =>
    places.map(({ column }, i) => `${COLUMNS[column - 1]}=${values[i]}`).join(' '),
  );
  expect([OVERVIEW_EDITION, ...said]).toMatchInlineSnapshot(`
    [
      1,
      "ID=T-0001 Item=Quote Kind=Tasks Request=Q-0001 Who=Li Ming Department=Sales Start=46069 Due=46079 Status=Blocked Progress=0.5 Workdays late=3 Whose move=Wang Li Escalated=2 What happens next=Asks the executive tracked=1 open=1 late=1 urgency=100369.999 order=46079.001 known=46059 held=1001000.999 over=0",
      "ID=A-0001 Item=Quote Kind=Tasks Request=Q-0001 Who=Li Ming Department=Sales Due=46079 Status=Blocked Workdays late=3 Whose move=Wang Li Escalated=2 What happens next=Asks the executive tracked=0 open=0 late=0 over=0",
      "ID=T-0002 Item=Quote Kind=Tasks Request=Q-0001 Who=Li Ming Department=Sales Start=46069 Due=46079 Status=Blocked Progress=0.5 Workdays late=0 tracked=1 open=0 late=0 done=46074 known=46059 over=1",
    ]
  `);
});
