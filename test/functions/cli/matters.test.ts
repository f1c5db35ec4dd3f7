import { join } from 'node:path';
import exceljs from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { run, tempFolder } from '../../support/cli.ts';
import { workbookOf } from '../../support/scenario.ts';

/** A request that passed its review on Friday; on Monday morning the department it needs is asked. */
const { sheets } = workbookOf({
  settings: { workbookId: '', workbookHome: '' },
  tabs: {
    requests: [
      {
        id: 'Q-0001',
        name: 'Winter catalogue',
        initiatingDepartment: 'Marketing',
        initiator: 'Wang Fang',
        goal: 'Catalogue of 48 pages printed by 2026-04-30',
        departments: 'Design',
        submittedOn: '2026-02-26',
        reviewResult: 'Passed',
        reviewedOn: '2026-02-27',
      },
    ],
    confirmations: [],
  },
});

let folder: string;
const save = async (name: string, from: typeof sheets) => {
  const book = new exceljs.Workbook();
  for (const { title, rows } of from) {
    const sheet = book.addWorksheet(title);
    for (const { at, cells } of rows) sheet.getRow(at).values = [...cells] as exceljs.CellValue[];
  }
  await book.xlsx.writeFile(join(folder, name));
};
const baton = (...args: string[]) => run('baton', folder, args);

beforeAll(async () => {
  folder = await tempFolder();
  await save('process.xlsx', sheets);
  await baton('sweep', 'process.xlsx', '--now', '2026-03-02T09:00');
}, 30_000);

describe('a department’s answer that is awaited', () => {
  it('is explained: where it stands, whose move it is, until when, what ends it and what comes otherwise', async () => {
    const { code, out } = await baton('explain', 'process.xlsx', 'c-0001', '--now', '2026-03-05T09:00');
    expect(code).toBe(0);
    expect(out).toContain('C-0001  Winter catalogue');
    expect(out).toMatch(/Request +Q-0001 Winter catalogue/);
    expect(out).toMatch(/Where it stands +Waiting for an answer, since Mon 2 Mar/);
    expect(out).toMatch(/Whose move +Chen Jie/);
    expect(out).toMatch(/Due +Wed 4 Mar 18:00, 1 workday ago/);
    expect(out).toMatch(/Clock +unchanged since Mon 2 Mar; escalates to level 1 after Thu 5 Mar 18:00: Zhao Yi/);
    expect(out).toMatch(/What ends it +Answer: can do, needs adjusting or cannot/);
    expect(out).toMatch(/assessment +Design hasn’t answered yet; was due Wed 4 Mar 18:00/);
    expect(out).toMatch(/Mon 2 Mar +assessment +Chen Jie/);
  });

  it('is explained as data', async () => {
    const { out } = await baton('explain', 'process.xlsx', 'C-0001', '--now', '2026-03-05T09:00', '--json');
    expect(JSON.parse(out)).toMatchObject({
      item: 'C-0001',
      name: 'Winter catalogue',
      request: 'Q-0001',
      standing: 'asked',
      duties: [
        {
          rule: 'assessment',
          who: ['Chen Jie'],
          end: '2026-03-04',
          phase: 'late',
          escalatesOn: '2026-03-05',
          level: 0,
        },
      ],
    });
  });

  it('stands by its name in the report of a sweep, late and then escalated', async () => {
    const late = await baton('sweep', 'process.xlsx', '--dry-run', '--now', '2026-03-05T09:00');
    expect(late.out).toMatch(/Chen Jie .*1 overdue.*Winter catalogue/);
    const stuck = await baton('sweep', 'process.xlsx', '--dry-run', '--now', '2026-03-06T09:00');
    expect(stuck.out).toMatch(/Zhao Yi .*1 stuck, the week.*Winter catalogue/);
    expect(stuck.out).toMatch(
      /Level +What +Without change +Asked to step in\n +1 {2}Winter catalogue +4 workdays +Zhao Yi/,
    );
  });
});

it('a call for help stands in the report by who asks for it, and is nothing stuck', async () => {
  const help = { id: 'E-0001', item: 'T-0001', issue: 'The die has to be rushed', filedBy: 'Li Ming', level: 1 };
  const { sheets: asked } = workbookOf({
    settings: { workbookId: '', workbookHome: '' },
    tabs: {
      raci: [
        { id: 'T-0001', name: 'Packaging design', responsible: 'Li Ming', accountable: 'Chen Jie', due: '2026-03-20' },
      ],
      tracker: [{ id: 'T-0001', status: 'Blocked' }],
      escalations: [{ ...help, openedOn: '2026-03-02', dueOn: '2026-03-04' }],
    },
  });
  await save('help.xlsx', asked);
  const { out } = await baton('sweep', 'help.xlsx', '--dry-run', '--now', '2026-03-02T09:00');
  expect(out).toMatch(/Zhao Yi .*1 to do .*Wed 4 Mar/);
  expect(out).toMatch(/ 1 {2}Li Ming asks for help with “Packaging design” +Zhao Yi,/);
  expect(out).not.toContain('stuck');
});

it('what comes closest to an unknown item may be a matter', async () => {
  expect((await baton('explain', 'process.xlsx', 'catalogue')).err).toContain(
    'Close to it: “Winter catalogue” (Q-0001)',
  );
});
