/**
 * Bundled, so that any Node runs it: sets a workbook up by the built script on standard input, types a day off into a due
 * date and prints the note the cell got, which engine said so, and how far each page's script came without a document.
 */
import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import { columnLetters, columnsIn, tabOf } from '../../../sheet-templates/index.ts';
import { openSimulator } from '../apps-script/simulator.ts';

const LIN = 'lin@example.com';
const { files, scripts } = JSON.parse(readFileSync(0, 'utf8')) as {
  readonly files: Record<string, string>;
  /** By page. */
  readonly scripts: Record<string, string>;
};

const sim = openSimulator({
  files,
  spreadsheet: { name: 'Product launch', sheets: [{ name: 'Sheet1', values: [['']] }] },
  users: [LIN],
  locale: 'en_US',
  timeZone: 'Asia/Shanghai',
  now: '2026-03-06T02:00:00Z',
});
const keeper = { name: 'Lin', email: LIN };
sim.user(LIN).run('batonSetUp', { locale: 'en', template: 'full', keeper });
const row = { id: 'T-0001', name: 'Draw the box asap', responsible: 'Lin', accountable: 'Lin', due: '2026-04-15' };
sim.user(LIN).run('batonApply', [{ tab: 'raci', kind: 'append', item: row.id, values: row, expected: {} }]);
const column = columnLetters(columnsIn('raci', true).findIndex(([key]) => key === 'due') + 1);
const due = `${tabOf('raci').title.en}!${column}4`;
sim.user(LIN).type(due, '2026-04-18');

const endOf = (script: string): string => {
  try {
    vm.runInNewContext(script);
    return 'ran';
  } catch (error) {
    return String(error);
  }
};

const pages = Object.fromEntries(Object.entries(scripts).map(([name, script]) => [name, endOf(script)]));
console.log(JSON.stringify({ v8: process.versions.v8, note: sim.cell(due).note, pages }));
