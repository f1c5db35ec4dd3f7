import { describe, expect, it } from 'vitest';
import { LOCAL_CALLS } from '../support/apps-script/local-calls.ts';
import { isReal } from '../support/apps-script/real-names.ts';
import { SERVICES } from '../support/apps-script/services/index.ts';
import {
  callTable,
  openSimulator,
  RefusedBySheets,
  SimulatorBreach,
  type SimulatorOptions,
} from '../support/apps-script/simulator.ts';

const LIN = 'lin@example.com';
const MAYA = 'maya@example.com';

const open = (
  code: string,
  more: Partial<SimulatorOptions> & { readonly values?: (string | number | boolean)[][] } = {},
) => {
  const {
    values = [
      ['Task', 'Due'],
      ['Drawing', '2026-03-05'],
    ],
    files = {},
    ...rest
  } = more;
  return openSimulator({
    files: { 'code.js': code, ...files },
    spreadsheet: { sheets: [{ name: 'Items', values }, { name: 'Notes' }] },
    users: [LIN, MAYA],
    ...rest,
  });
};

/** Runs the body as a function chosen in the editor and gives what it returns. */
const result = (body: string, more: Parameters<typeof open>[1] = {}): unknown => {
  const run = open(
    `function main() { const sheet = SpreadsheetApp.getActive().getSheetByName('Items'); ${body} }`,
    more,
  )
    .user(LIN)
    .runInEditor('main');
  if (run.error) throw new Error(run.error.message);
  return run.result;
};

describe('the script’s world', () => {
  it('has the language and nothing of Node or the browser', () => {
    const names = [
      'require',
      'process',
      'setTimeout',
      'setImmediate',
      'URL',
      'TextEncoder',
      'fetch',
      'structuredClone',
      'Buffer',
      'module',
    ];
    expect(result(`return [${names.map((name) => `typeof ${name}`).join(',')}].join()`)).toBe(
      names.map(() => 'undefined').join(),
    );
  });

  it('is new for every execution, as Apps Script evaluates the project each time', () => {
    const sim = open('var count = 0; function main() { count += 1; return count; }');
    sim.user(LIN).runInEditor('main');
    expect(sim.user(LIN).runInEditor('main').result).toBe(1);
  });

  it('evaluates a text where it stands, anew in every execution', () => {
    const sim = open(`var seen = 0; function main() {
      const [one, two] = [new Function('seen += 1; return [typeof Date.now(), this === globalThis, seen].join()'), Function('return 7')];
      return [one(), two(), new Function('a', 'return a + 1')(1), one instanceof Function, one.constructor === Function].join();
    }`);
    for (let i = 0; i < 2; i++) expect(sim.user(LIN).runInEditor('main').result).toBe('number,true,1,7,2,true,true');
    const broken = 'try { new Function("("); } catch (e) { return e instanceof SyntaxError; }';
    expect([result(broken), result(broken)]).toEqual([true, true]);
  });

  it('a project that cannot be evaluated fails its executions', () => {
    const sim = open('null.x; function onEdit() {}');
    sim.user(LIN).type('A1', 'x');
    expect(sim.last().error?.name).toBe('TypeError');
  });

  it('shares top-level names between files', () => {
    expect(
      open('function main() { return helper(); }', { files: { 'b.js': 'const helper = () => 7;' } })
        .user(LIN)
        .runInEditor('main').result,
    ).toBe(7);
  });

  it('waits for promises before it ends', () => {
    const sim = open("async function main() { await null; SpreadsheetApp.getActive().toast('done'); return 'late'; }");
    expect(sim.user(LIN).runInEditor('main').result).toBe('late');
    expect(sim.user(LIN).toasts.map((one) => one.message)).toEqual(['done']);
  });

  it('has the virtual clock and the project’s time zone', () => {
    const body =
      'const d = new Date(); return [d.toISOString(), d.getHours(), Date.now() === +d, d instanceof Date, d.constructor === Date].join()';
    expect(result(body, { now: '2026-03-02T09:00:00Z', timeZone: 'Asia/Shanghai', limits: { callMs: 0 } })).toBe(
      '2026-03-02T09:00:00.000Z,17,true,true,true',
    );
  });

  it('gets lists, dates and errors of its own kind', () => {
    const body = `const [[, due]] = sheet.getRange('A2:B2').getValues();
      let caught; try { sheet.getRange(0, 1); } catch (e) { caught = e; }
      return [sheet.getRange('A1').getValues() instanceof Array, due instanceof Date, due.toISOString(), caught instanceof Error, caught.name].join()`;
    expect(result(body, { timeZone: 'America/New_York' })).toBe('true,true,2026-03-05T05:00:00.000Z,true,Exception');
  });
});

describe('a file once more', () => {
  const filled = () => {
    const sim = open(`
      function onEdit() { PropertiesService.getDocumentProperties().setProperty('edited', 'yes'); }
      function arrange() {
        const book = SpreadsheetApp.getActive();
        const [items, notes] = [book.getSheetByName('Items'), book.getSheetByName('Notes')];
        notes.getRange('A1').setValue('red');
        const rule = SpreadsheetApp.newDataValidation().requireValueInRange(notes.getRange('A1:A3')).setAllowInvalid(false);
        items.getRange('C2:C3').setDataValidation(rule.build());
        items.getRange('B:B').addDeveloperMetadata('due');
        items.getRange('2:2').addDeveloperMetadata('first');
        items.hideColumns(4);
        items.protect().setWarningOnly(true);
        items.setConditionalFormatRules([
          SpreadsheetApp.newConditionalFormatRule().whenCellEmpty().setRanges([notes.getRange('A1')]).build(),
        ]);
        ScriptApp.newTrigger('onEdit').timeBased().everyHours(1).create();
      }
      function arranged() {
        const book = SpreadsheetApp.getActive();
        const items = book.getSheetByName('Items');
        return [
          items.getRange('C2').getDataValidation().getCriteriaValues()[0].getSheet().getName(),
          book.createDeveloperMetadataFinder().find().map((one) => {
            const place = one.getLocation();
            return one.getKey() + (place.getRow() || place.getColumn()).getA1Notation();
          }).join(' '),
          items.isColumnHiddenByUser(4), items.getConditionalFormatRules()[0].getRanges()[0].getSheet().getName(),
          items.getLastRow(), items.getLastColumn(),
        ].join();
      }`);
    sim.user(LIN).runInEditor('arrange');
    return sim;
  };

  it('is as the first was, and what is done to either stays there', () => {
    const sim = filled();
    const again = sim.again();
    const before = sim.user(LIN).runInEditor('arranged').result;
    expect(before).toBe('Notes,dueB1:B1000 firstA2:Z2,true,Notes,2,2');
    expect(again.user(LIN).runInEditor('arranged').result).toBe(before);

    again.user(LIN).type('Items!A2', 'Theirs').insertRows(2).renameSheet('Notes', 'Colours');
    again.advance(60_000);
    again.sheet('Items').protections.length = 0;
    again.fireClock();
    expect(sim.shown('Items!A1:A3')).toEqual([['Task'], ['Drawing'], ['']]);
    expect(sim.user(LIN).runInEditor('arranged').result).toBe(before);
    expect([sim.now, sim.sheet('Items').protections.length, [...sim.properties('document')]]).toEqual([
      Date.parse('2026-03-02T09:00:00Z') + sim.executions.reduce((sum, { ms }) => sum + ms, 0),
      1,
      [],
    ]);
    expect([...again.properties('document')]).toEqual([['edited', 'yes']]);

    sim.user(LIN).type('Items!A2', 'Ours').undo();
    sim.user(LIN).type('Items!B1', 'Until');
    expect(again.shown('Items!A1:B3')).toEqual([
      ['Task', 'Due'],
      ['', ''],
      ['Theirs', '2026-03-05'],
    ]);
  });

  it('its rules look at its own cells, once more too', () => {
    const sim = filled();
    const third = sim.again().again();
    third.user(LIN).type('Notes!A1', 'green').type('Items!C2', 'green');
    expect(() => third.user(LIN).type('Items!C3', 'red')).toThrow(RefusedBySheets);
    expect(() => sim.user(LIN).type('Items!C2', 'green')).toThrow(RefusedBySheets);
    expect(sim.user(LIN).type('Items!C2', 'red').selection).toBe('Items!C2');
  });
});

describe('what people type becomes', () => {
  it.each<[string, string, unknown, string]>([
    ['en_US', '5', 5, '5'],
    ['en_US', '007', 7, '7'],
    ['en_US', '1,234.5', 1234.5, '1,234.50'],
    ['en_US', '50%', 0.5, '50%'],
    ['en_US', 'true', true, 'TRUE'],
    ['en_US', "'007", '007', '007'],
    ['en_US', '3/5/2026', 46086, '3/5/2026'],
    ['en_US', '2026/3/5', 46086, '3/5/2026'],
    ['en_US', '2026-03-05', 46086, '2026-03-05'],
    ['en_US', '5-Mar-26', 46086, '5-Mar-2026'],
    ['en_US', '5.3.2026', '5.3.2026', '5.3.2026'],
    ['en_US', '2/30/2026', '2/30/2026', '2/30/2026'],
    ['en_US', '9:30', 0.3958333333333333, '9:30:00 AM'],
    ['en_US', '3月5日', '3月5日', '3月5日'],
    ['en_GB', '3/5/2026', 46145, '03/05/2026'],
    ['de_DE', '5.3.2026', 46086, '05.03.2026'],
    ['de_DE', '1.234,5', 1234.5, '1.234,50'],
    ['de_DE', '1,5', 1.5, '1,5'],
    ['de_DE', 'WAHR', true, 'WAHR'],
    ['fr_FR', '5/3/2026', 46086, '05/03/2026'],
    ['zh_CN', '2026年3月5日', 46086, '2026年3月5日'],
    ['zh_CN', '3月5日', 46086, '3月5日'],
    ['zh_CN', '2026/3/5', 46086, '2026/3/5'],
    ['ja_JP', '2026/3/5', 46086, '2026/03/05'],
  ])('%s: %s', (locale, typed, value, shown) => {
    const sim = open('', { locale, values: [] });
    sim.user(LIN).type('A1', typed);
    expect(sim.cell('Items!A1')).toMatchObject({ value, shown, formula: '' });
  });

  it('text as it is in a plain-text cell', () => {
    const sim = open('');
    sim.api.set('Items!C1', { numberFormat: '@' });
    sim.api.set('Items!C2', { numberFormat: '@' });
    sim.user(LIN).type('C1', '2026/3/5').type('C2', '=A1');
    expect(sim.shown('Items!C1:C2')).toEqual([['2026/3/5'], ['=A1']]);
    expect(sim.cell('Items!C2').formula).toBe('');
  });

  it('a formula that shows what the test says', () => {
    const sim = open('', { evaluate: (formula) => `shown for ${formula}` });
    sim.user(LIN).type('C1', '=A1&B1').type('C2', '=1+1', { shows: 2 }).type('C3', '+A1').type('C4', '- as text');
    expect([sim.cell('Items!C3').formula, sim.cell('Items!C4').formula]).toEqual(['=+A1', '']);
    expect(sim.cell('Items!C1')).toMatchObject({ formula: '=A1&B1', value: 'shown for =A1&B1' });
    expect(sim.cell('Items!C2').value).toBe(2);
  });
});

const RECORD = `
  function onEdit(e) { record('simple', e); }
  function installed(e) { record('installed', e); }
  function changed(e) { console.log('changed ' + e.changeType + ' ' + e.authMode); }
  function record(kind, e) {
    console.log([kind, e.authMode, e.range.getA1Notation(), 'value' in e ? 'value ' + e.value : '-', 'oldValue' in e ? 'old ' + e.oldValue : '-', e.triggerUid ? 'uid' : '-'].join(' '));
  }
  function setUp() {
    const file = SpreadsheetApp.getActive();
    ScriptApp.newTrigger('installed').forSpreadsheet(file).onEdit().create();
    ScriptApp.newTrigger('changed').forSpreadsheet(file).onChange().create();
  }`;

const logs = (sim: ReturnType<typeof open>): string[] => sim.executions.flatMap((one) => one.logs);

describe('edit events', () => {
  it('say value and old value for a single typed cell only', () => {
    const sim = open(RECORD);
    sim
      .user(LIN)
      .type('A2', 'Sketch')
      .type('C2', '7')
      .clear('C2')
      .paste('A3', [['a'], ['b']])
      .paste('A5', [['one']])
      .clear('A3:A4');
    expect(logs(sim)).toEqual([
      'simple LIMITED A2 value Sketch old Drawing -',
      'simple LIMITED C2 value 7 - -',
      'simple LIMITED C2 - old 7 -',
      'simple LIMITED A3:A4 - - -',
      'simple LIMITED A5 - - -',
      'simple LIMITED A3:A4 - - -',
    ]);
  });

  it('go to the simple trigger, the installed one with full rights, and onChange', () => {
    const sim = open(RECORD);
    sim.user(MAYA).runInEditor('setUp');
    sim.user(LIN).type('A2', 'x');
    expect(logs(sim)).toEqual([
      'simple LIMITED A2 value x old Drawing -',
      'installed FULL A2 value x old Drawing uid',
      'changed EDIT FULL',
    ]);
    expect(sim.last('installed').start).toMatchObject({ effectiveUser: MAYA, activeUser: LIN });
  });

  it('stop when the account that installed them is gone', () => {
    const sim = open(RECORD);
    sim.user(MAYA).runInEditor('setUp');
    sim.removeAccount(MAYA);
    sim.user(LIN).type('A2', 'x');
    expect(logs(sim)).toEqual(['simple LIMITED A2 value x old Drawing -']);
    expect(sim.triggers).toHaveLength(2);
  });

  it('come from people only, not from a script or the API', () => {
    const sim = open(`${RECORD} function main() { SpreadsheetApp.getActiveSheet().getRange('A9').setValue('x'); }`);
    sim.user(LIN).runInEditor('main');
    sim.api.setValues('Items!A10', [['y']]);
    expect(logs(sim)).toEqual([]);
    expect(sim.shown('Items!A9:A10')).toEqual([['x'], ['y']]);
  });

  it('say a change of structure as Apps Script names it', () => {
    const sim = open(RECORD);
    const lin = sim.user(LIN);
    lin.runInEditor('setUp');
    lin
      .insertRows(2)
      .deleteRows(2)
      .insertColumns(1)
      .deleteColumns(1)
      .moveColumns(1, 1, 3)
      .setBackground('A1', '#ff0000');
    lin.copySheet('Items').deleteSheet('Copy of Items').sortRange('Items!A2:B2', 1);
    expect(logs(sim).map((line) => line.split(' ')[1])).toEqual([
      'INSERT_ROW',
      'REMOVE_ROW',
      'INSERT_COLUMN',
      'REMOVE_COLUMN',
      'OTHER',
      'FORMAT',
      'INSERT_GRID',
      'REMOVE_GRID',
      'OTHER',
    ]);
  });

  it('have no other fields: onChange knows no range', () => {
    const sim = open(`function changed(e) { return e.range; } ${RECORD.replace(/function changed.*\n/, '')}`);
    sim.user(LIN).runInEditor('setUp');
    expect(() => sim.user(LIN).insertRows(2)).toThrow('range is not in the event object of a change trigger');
  });

  it('arrive together after edits made offline', () => {
    const sim = open("function onEdit(e) { console.log(e.range.getSheet().getRange('A1:A2').getValues().join()); }");
    sim.together(() => {
      sim.user(LIN).type('A1', 'one');
      sim.user(MAYA).type('A2', 'two');
    });
    expect(logs(sim)).toEqual(['one,two', 'one,two']);
  });

  it('open runs onOpen', () => {
    const sim = open('function onOpen(e) { console.log(String(e.authMode) + e.user.getEmail()); }');
    sim.user(MAYA).open();
    expect(logs(sim)).toEqual([`LIMITED${MAYA}`]);
  });
});

describe('rights', () => {
  it('a simple trigger may not send mail, install triggers or show a sidebar', () => {
    const attempts = [
      "MailApp.sendEmail('a@example.com', 's', 'b')",
      'ScriptApp.getProjectTriggers()',
      "SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput('x'))",
    ];
    const sim = open(
      `function onEdit() { ${attempts.map((one) => `try { ${one}; console.log('done'); } catch (e) { console.log(e.message); }`).join('\n')} }`,
    );
    sim.user(LIN).type('A1', 'x');
    expect(logs(sim)).toEqual([
      'You do not have permission to call MailApp.sendEmail. Required permissions: https://www.googleapis.com/auth/script.send_mail',
      'You do not have permission to call ScriptApp.getProjectTriggers. Required permissions: https://www.googleapis.com/auth/script.scriptapp',
      'You do not have permission to call Ui.showSidebar. Required permissions: https://www.googleapis.com/auth/script.container.ui',
    ]);
    expect(sim.mails).toEqual([]);
  });

  it('a manifest that lists scopes allows those and no others', () => {
    const manifest = (scopes: string[]) => ({
      'appsscript.json': JSON.stringify({ oauthScopes: scopes.map((one) => `https://www.googleapis.com/auth/${one}`) }),
    });
    const body = "sheet.getRange('A1').getValue(); MailApp.sendEmail('a@example.com', 'Hello', 'b');";
    expect(() => result(body, { files: manifest(['spreadsheets.currentonly']) })).toThrow(
      'Specified permissions are not sufficient to call MailApp.sendEmail',
    );
    expect(() => result(body, { files: manifest(['script.send_mail']) })).toThrow(
      'Specified permissions are not sufficient to call Spreadsheet.getSheetByName',
    );
    expect(result(body, { files: manifest(['spreadsheets.currentonly', 'script.send_mail']) })).toBeUndefined();
  });

  it('protected cells hold for people and for scripts that run as them', () => {
    const sim = open("function onEdit(e) { e.range.getSheet().getRange('B2').setNote('x'); }");
    sim.user(LIN).protect('B1:B2');
    expect(() => sim.user(MAYA).type('B2', 'x')).toThrow(RefusedBySheets);
    expect(sim.executions).toEqual([]);
    sim.user(MAYA).type('A2', 'x');
    expect(sim.last().error?.message).toMatch(/^You are trying to edit a protected cell or object\./);
    sim.user(LIN).type('A2', 'y');
    expect(sim.cell('Items!B2').note).toBe('x');
  });

  it('everybody sees their own triggers only', () => {
    const sim = open(`${RECORD} function count() { return ScriptApp.getProjectTriggers().length; }`);
    sim.user(MAYA).runInEditor('setUp');
    expect(sim.user(LIN).runInEditor('count').result).toBe(0);
    expect(sim.user(MAYA).runInEditor('count').result).toBe(2);
  });
});

describe('strictness', () => {
  it.each([
    ['sheet.getRangeByIndex(1)', 'Sheet.getRangeByIndex is not in Apps Script'],
    ["sheet.getRange('A1').values", 'Range.values is not in Apps Script'],
    ["sheet.getRange('A1').getRichTextValues()", 'Range.getRichTextValues is not simulated'],
    ["UrlFetchApp.fetch('https://example.com')", 'UrlFetchApp.fetch is not simulated'],
    ['SpreadsheetApp.ProtectionType.CELL', 'SpreadsheetApp.ProtectionType.CELL is not in Apps Script'],
    ['sheet.extra = 1', 'Sheet.extra cannot be set'],
    [
      "sheet.getRange('A', 1)",
      "The parameters (String,number) don't match the method signature for SpreadsheetApp.Sheet.getRange.",
    ],
    [
      "sheet.getRange('A1').setNote()",
      "The parameters () don't match the method signature for SpreadsheetApp.Range.setNote.",
    ],
    [
      "sheet.getRange('A1').setNote(undefined)",
      "(undefined) don't match the method signature for SpreadsheetApp.Range.setNote.",
    ],
    [
      "sheet.getRange('A1').setValues([[undefined]])",
      "don't match the method signature for SpreadsheetApp.Range.setValues.",
    ],
    ['console.table([])', 'console.table is not in Apps Script'],
  ])('%s', (code, message) => {
    expect(() => result(code)).toThrow(SimulatorBreach);
    expect(() => result(`try { ${code} } catch (e) {}`), 'also where the script catches it').toThrow(message);
  });

  it('builds only what is in the reference', () => {
    for (const { name, members, enumNames } of SERVICES) {
      expect(
        [...members, ...enumNames].filter((member) => !isReal(name, member)),
        name,
      ).toEqual([]);
    }
  });

  it.each([
    [
      "sheet.getRange('A1:B2').setValues([[1, 2]])",
      'The number of rows in the data does not match the number of rows in the range. The data has 1 but the range has 2.',
    ],
    [
      "sheet.getRange('A1:B2').setNotes([['x'], ['y']])",
      'The number of columns in the data does not match the number of columns in the range. The data has 1 but the range has 2.',
    ],
    ['sheet.getRange(1001, 1)', 'The coordinates of the range are outside the dimensions of the sheet.'],
    [
      "sheet.getRange('A1:B2').addDeveloperMetadata('k')",
      'Adding developer metadata to arbitrary ranges is not currently supported.',
    ],
    ["sheet.getRange('A1').setBackground('#12')", 'Invalid color'],
  ])('%s fails as the real one', (code, message) => {
    expect(() => result(code)).toThrow(message);
    expect(result(`try { ${code} } catch (e) { return e.name; }`)).toBe('Exception');
  });
});

describe('what scripts write', () => {
  it('is read as if typed, but for plain-text cells', () => {
    const body = `sheet.getRange('D1').setNumberFormat('@');
      sheet.getRange('A1:D1').setValues([['2026/3/5', '007', "'007", '007']]);
      sheet.getRange('A2:D2').setValues([['=A1', null, true, new Date(Date.UTC(2026, 2, 5))]]);
      const v = sheet.getRange('A1:D2').getValues();
      return JSON.stringify([v[0][0] instanceof Date, v[0].slice(1), v[1], sheet.getRange('A2').getFormula(), sheet.getRange('D2').getDisplayValue()]);`;
    expect(result(body)).toBe('[true,[7,"007","007"],[0,"",true,"2026-03-05T00:00:00.000Z"],"=A1","3/5/2026"]');
  });

  it('is refused by a rule that rejects', () => {
    const body = `const rule = SpreadsheetApp.newDataValidation().requireValueInList(['Open', 'Done'], true).setAllowInvalid(false).setHelpText('Pick one').build();
      sheet.getRange('C2:C5').setDataValidation(rule);
      sheet.getRange('C2').setValue('Done');
      try { sheet.getRange('C3').setValue('Maybe'); } catch (e) { return [e.message, sheet.getRange('C3').getValue(), sheet.getRange('C3').getDataValidation().getHelpText()].join('|'); }`;
    expect(result(body)).toBe(
      'The data you entered in cell C3 violates the data validation rules set on this cell.||Pick one',
    );
  });

  it('is at most 50,000 characters a cell', () => {
    expect(() => result("sheet.getRange('A1').setValue('x'.repeat(50001))")).toThrow(
      'more than the maximum of 50000 characters',
    );
  });

  it('conditional formats are kept and given back', () => {
    const body = `const rule = SpreadsheetApp.newConditionalFormatRule().whenFormulaSatisfied('=$A1=""').setBackground('#ffeeee').setRanges([sheet.getRange('A2:B9')]).build();
      sheet.setConditionalFormatRules([rule]);
      return sheet.getConditionalFormatRules()[0].getRanges()[0].getA1Notation();`;
    expect(result(body)).toBe('A2:B9');
  });

  it('colours come back as lower-case hex, null as the default', () => {
    const body = `sheet.getRange('A1:B1').setBackgrounds([['#FFEEDD', null]]); return sheet.getRange('A1:C1').getBackgrounds().join()`;
    expect(result(body)).toBe('#ffeedd,#ffffff,#ffffff');
  });
});

describe('counting', () => {
  const clean = `function onEdit(e) {
    const range = e.range, sheet = range.getSheet();
    const rows = sheet.getRange(range.getRow(), 1, range.getNumRows(), 3);
    const notes = rows.getNotes(); rows.getValues(); rows.setNotes(notes);
    console.log(range.getA1Notation() + sheet.getSheetId());
  }`;

  it('tells service calls from local ones, the same for one cell and for 5,000', () => {
    const sim = open(clean, { values: [['a']] });
    sim.user(LIN).type('A2', 'x');
    const { calls, all, trace } = sim.last();
    expect({ calls, all, trace }).toEqual({
      calls: 3,
      all: 10,
      trace: ['Range.getNotes', 'Range.getValues', 'Range.setNotes'],
    });
    sim.user(LIN).paste(
      'A2',
      Array.from({ length: 5000 }, () => ['y']),
    );
    expect(sim.last()).toMatchObject({ calls: 3, cells: { read: 30_000, written: 15_000 }, error: undefined });
  });

  it('charges virtual time a call and a cell', () => {
    const sim = open(clean, { limits: { callMs: 100, cellMs: 1 } });
    sim.user(LIN).type('A2', 'x');
    expect(sim.last().ms).toBe(3 * 100 + 9);
    const usual = open(clean);
    usual.user(LIN).type('A2', 'x');
    expect(usual.last().ms).toBe(3 * 40 + 9 * 0.02);
  });

  it('ends a simple trigger after 30 s and others after 6 min, whatever the script catches', () => {
    const slow =
      'function slow(e) { try { for (;;) { SpreadsheetApp.flush(); } } catch (x) { SpreadsheetApp.getActiveSheet().getRange("A1").setValue("late"); } } function onEdit(e) { slow(e); }';
    const sim = open(slow);
    sim.user(LIN).type('A2', 'x');
    expect(sim.last()).toMatchObject({
      timedOut: true,
      calls: 751,
      error: { message: 'Exceeded maximum execution time' },
    });
    expect(sim.cell('Items!A1').value).toBe('Task');
    expect(sim.user(LIN).runInEditor('slow')).toMatchObject({ timedOut: true, calls: 9001, ms: 360_000 });
  });

  it('sleeping takes virtual time only', () => {
    const sim = open('function main() { const t = Date.now(); Utilities.sleep(60000); return Date.now() - t; }');
    expect(sim.user(LIN).runInEditor('main').result).toBe(60_000);
  });

  it('makes the n-th call fail, before or after it took effect', () => {
    const code =
      "function main() { const s = SpreadsheetApp.getActiveSheet(); s.getRange('A1').setNote('1'); s.getRange('A2').setNote('2'); }";
    const sim = open(code);
    sim.fail({ call: 2, of: 'Range.setNote' });
    expect(sim.user(LIN).runInEditor('main').error).toMatchObject({
      name: 'Exception',
      message: 'Service error: Spreadsheets',
    });
    expect([sim.cell('Items!A1').note, sim.cell('Items!A2').note]).toEqual(['1', '']);
    sim.fail({ call: 3, afterwards: true });
    expect(sim.user(LIN).runInEditor('main').error?.message).toBe('Service error: Spreadsheets');
    expect(sim.cell('Items!A2').note).toBe('2');
    expect(sim.user(LIN).runInEditor('main').error).toBeUndefined();
  });

  it('has one table that says what counts and why', () => {
    const table = new Map(callTable().map(({ call, counts, reason }) => [call, { counts, reason }]));
    const unknown = LOCAL_CALLS.filter((call) =>
      call.endsWith('.*') ? ![...table.keys()].some((key) => key.startsWith(call.slice(0, -1))) : !table.has(call),
    );
    expect(unknown, 'calls in the table that nobody built').toEqual([]);
    expect(table.get('Range.getValues')).toMatchObject({ counts: true });
    expect(table.get('Range.getRow')).toEqual({ counts: false, reason: 'part of the address the range was made with' });
    expect(table.get('Cache.get')?.counts).toBe(true);
    expect(table.get('LockService.getDocumentLock')?.counts).toBe(false);
  });
});

describe('the sheet', () => {
  it('undo takes back the person’s action and leaves the script’s marks', () => {
    const sim = open("function onEdit(e) { if ('value' in e) e.range.setNote('mark'); console.log('value' in e); }");
    sim.user(LIN).type('A2', 'Sketch').undo();
    expect(sim.cell('Items!A2')).toMatchObject({ value: 'Drawing', note: 'mark' });
    expect(logs(sim)).toEqual(['true', 'false']);
  });

  it('undo brings deleted rows back with what they held', () => {
    const sim = open('');
    sim.user(LIN).setNote('A2', 'mine').deleteRows(2);
    expect(sim.cell('Items!A2').value).toBe('');
    sim.user(LIN).undo();
    expect(sim.cell('Items!A2')).toMatchObject({ value: 'Drawing', note: 'mine' });
  });

  it('fill down copies formats and shifts formulas, and leaves notes', () => {
    const sim = open('');
    sim.user(LIN).type('C2', '=B2+$A$1').setNote('C2', 'n').fillDown('C2:C4');
    expect(sim.cell('Items!C4')).toMatchObject({ formula: '=B4+$A$1', note: '' });
  });

  it('a copied row brings its note, a dragged one leaves nothing behind', () => {
    const sim = open('');
    sim.user(LIN).setNote('A2', 'mine').copyPaste('A2:B2', 'A3').move('A3:B3', 'A5');
    expect(sim.cell('Items!A5')).toMatchObject({ value: 'Drawing', note: 'mine' });
    expect(sim.cell('Items!A3')).toMatchObject({ value: '', note: '' });
    sim.user(LIN).undo();
    expect(sim.cell('Items!A3')).toMatchObject({ value: 'Drawing', note: 'mine' });
  });

  it('a header is renamed, a tab added, renamed and removed', () => {
    const sim = open('');
    sim.user(LIN).renameHeader('Due', 'Deadline').addSheet('More').renameSheet('More', 'Most').deleteSheet('Notes');
    expect(sim.shown('Items!A1:B1')).toEqual([['Task', 'Deadline']]);
    expect(sim.sheets).toEqual(['Items', 'Most']);
    expect(() => sim.user(LIN).renameSheet('Most', 'Items')).toThrow(RefusedBySheets);
  });

  it('a paste beyond the edge makes the grid larger', () => {
    const sim = open('');
    sim.user(LIN).paste('Z999', [
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ]);
    expect(sim.cell('Items!AA1001').value).toBe('f');
  });

  it('column metadata moves with its column and goes with it; row metadata stays when rows are sorted', () => {
    const code = `
      function mark() {
        const sheet = SpreadsheetApp.getActiveSheet();
        sheet.getRange('B:B').addDeveloperMetadata('header', 'due');
        sheet.getRange('2:2').addDeveloperMetadata('row', 'first');
      }
      function find() {
        return SpreadsheetApp.getActive().createDeveloperMetadataFinder().withKey('header').find().map((m) => m.getValue() + m.getLocation().getColumn().getColumn()).join();
      }
      function row() {
        const [m] = SpreadsheetApp.getActive().createDeveloperMetadataFinder().withKey('row').find();
        return m.getLocation().getRow().getRow() + ':' + SpreadsheetApp.getActiveSheet().getRange(m.getLocation().getRow().getRow(), 1).getValue();
      }`;
    const sim = open(code, {
      values: [
        ['Task', 'Due'],
        ['b', 1],
        ['a', 2],
      ],
    });
    const lin = sim.user(LIN);
    lin.runInEditor('mark');
    lin.insertColumns(1).moveColumns(3, 1, 1);
    expect(lin.runInEditor('find').result).toBe('due1');
    expect(sim.shown('Items!A1:C1')).toEqual([['Due', '', 'Task']]);
    lin.sortRange('A2:C3', 3);
    expect(sim.shown('Items!A2:C3')).toEqual([
      ['2', '', 'a'],
      ['1', '', 'b'],
    ]);
    expect(lin.runInEditor('row').result).toBe('2:2');
    lin.deleteColumns(1);
    expect(lin.runInEditor('find').result).toBe('');
    lin.undo();
    expect(lin.runInEditor('find').result).toBe('due1');
  });

  it('knows rows hidden by hand from rows hidden by a filter', () => {
    const sim = open(
      "function main() { const s = SpreadsheetApp.getActiveSheet(); return [2, 3, 4].map((r) => [s.isRowHiddenByUser(r), s.isRowHiddenByFilter(r)].join('')).join(); }",
      { values: [['S'], ['Open'], ['Done'], ['Open']] },
    );
    sim
      .user(LIN)
      .hideRows(4)
      .addFilter('A1:A4', { 1: ['Done'] });
    expect(sim.user(LIN).runInEditor('main').result).toBe('falsefalse,falsetrue,truefalse');
  });

  it('merged cells keep the first content; typing anywhere in them goes there', () => {
    const sim = open('function onEdit(e) { console.log(e.range.getA1Notation()); }');
    sim.user(LIN).mergeCells('A1:B2').type('B2', 'x');
    expect(sim.shown('Items!A1:B2')).toEqual([
      ['x', ''],
      ['', ''],
    ]);
    expect(logs(sim)).toEqual(['A1']);
    sim.user(LIN).paste('B1', [['y']]);
    expect(sim.shown('Items!A1:B1')).toEqual([['y', '']]);
    expect(() =>
      sim
        .user(LIN)
        .mergeCells('D2:E3')
        .paste('C2', [['y', 'z']]),
    ).toThrow(RefusedBySheets);
  });

  it('a rule that rejects stops typing and not a paste', () => {
    const sim = open(
      "function main() { SpreadsheetApp.getActiveSheet().getRange('C2').setDataValidation(SpreadsheetApp.newDataValidation().requireDate().setAllowInvalid(false).build()); } function onEdit() {}",
    );
    sim.user(LIN).runInEditor('main');
    expect(() => sim.user(LIN).type('C2', 'soon')).toThrow(RefusedBySheets);
    sim
      .user(LIN)
      .type('C2', '3/5/2026')
      .paste('C2', [['soon']]);
    expect(sim.cell('Items!C2').value).toBe('soon');
  });

  it('inserting and deleting moves protections and merges along', () => {
    const sim = open('');
    sim.user(LIN).protect('A3:B4').mergeCells('C3:D4').insertRows(1, 2).deleteRows(6);
    expect(sim.sheet('Items').protections[0]!.area).toEqual({ row: 5, column: 1, rows: 1, columns: 2 });
    expect(sim.sheet('Items').merges).toEqual([{ row: 5, column: 3, rows: 1, columns: 2 }]);
  });

  it('a copied tab has its cells and, to be tried both ways, its metadata; a copied file has neither triggers nor properties', () => {
    const code = `${RECORD} function mark() { SpreadsheetApp.getActiveSheet().getRange('B:B').addDeveloperMetadata('k', 'v'); PropertiesService.getDocumentProperties().setProperty('a', 'b'); }
      function count() { return SpreadsheetApp.getActive().createDeveloperMetadataFinder().withKey('k').find().length; }
      function property() { return PropertiesService.getDocumentProperties().getProperty('a'); }`;
    const sim = open(code);
    sim.user(LIN).runInEditor('setUp');
    sim.user(LIN).runInEditor('mark');
    const copy = sim.copySpreadsheet(MAYA);
    expect([
      copy.triggers,
      copy.user(MAYA).runInEditor('count').result,
      copy.user(MAYA).runInEditor('property').result,
    ]).toEqual([[], 1, null]);
    sim.user(LIN).copySheet('Items');
    expect(sim.shown('Copy of Items!A2:B2')).toEqual([['Drawing', '2026-03-05']]);
    expect(sim.user(LIN).runInEditor('count').result).toBe(2);
    sim.user(LIN).copySheet('Items', { metadata: false });
    expect(sim.user(LIN).runInEditor('count').result).toBe(2);
  });
});

describe('stores and locks', () => {
  it('properties keep 9 kB a value and 500 kB in all', () => {
    const body = (n: number, count: number) =>
      `const p = PropertiesService.getDocumentProperties(); for (let i = 0; i < ${count}; i += 1) p.setProperty('key' + i, 'x'.repeat(${n})); return p.getKeys().length;`;
    expect(result(body(9216, 50))).toBe(50);
    expect(() => result(body(9217, 1))).toThrow('Argument too large: value');
    expect(() => result(body(9216, 60))).toThrow('You have exceeded the property storage quota.');
  });

  it('a cache forgets after its time', () => {
    const sim = open(
      "function put() { CacheService.getDocumentCache().put('k', 'v', 60); } function get() { return CacheService.getDocumentCache().get('k'); }",
    );
    sim.user(LIN).runInEditor('put');
    expect(sim.user(MAYA).runInEditor('get').result).toBe('v');
    sim.advance(60_000);
    expect(sim.user(MAYA).runInEditor('get').result).toBeNull();
  });

  const LOCKED =
    'function onEdit(e) { const lock = LockService.getDocumentLock(); const mine = lock.tryLock(5000); SpreadsheetApp.flush(); console.log(e.range.getA1Notation() + mine); }';

  it('a lock held by somebody else is waited for, or not got', () => {
    const sim = open(LOCKED);
    sim.holdLock(3000);
    sim.user(LIN).type('A1', 'x');
    sim.holdLock(9000);
    sim.user(LIN).type('A2', 'x');
    expect(logs(sim)).toEqual(['A1true', 'A2false']);
    expect(sim.executions.map((one) => one.ms)).toEqual([3040, 5080]);
    const wait = open('function main() { LockService.getScriptLock().waitLock(100); }');
    wait.holdLock(200, 'script');
    expect(wait.user(LIN).runInEditor('main').error?.message).toBe(
      'Lock timeout: another process was holding the lock for too long.',
    );
  });

  it('another person’s edit can fall into the middle of an execution', () => {
    const sim = open(LOCKED);
    sim.meanwhile({ at: 'SpreadsheetApp.flush', action: () => void sim.user(MAYA).type('A2', 'y') });
    sim.user(LIN).type('A1', 'x');
    expect(logs(sim).toSorted()).toEqual(['A1true', 'A2false']);
    sim.user(LIN).type('A3', 'x');
    expect(sim.last().logs).toEqual(['A3true']);
  });

  it('what fails in that edit is not lost in the execution around it', () => {
    const sim = open(
      'function onEdit(e) { if (e.range.getRow() === 2) e.range.nothing(); try { SpreadsheetApp.flush(); } catch (x) {} }',
    );
    sim.meanwhile({ at: 'SpreadsheetApp.flush', action: () => void sim.user(MAYA).type('A2', 'y') });
    expect(() => sim.user(LIN).type('A1', 'x')).toThrow('Range.nothing is not in Apps Script');
  });
});

describe('menus, pages and mail', () => {
  const UI = `
    function onOpen() {
      const ui = SpreadsheetApp.getUi();
      ui.createMenu('Baton').addItem('Check now', 'check').addSeparator().addSubMenu(ui.createMenu('More').addItem('Ask', 'ask')).addToUi();
    }
    function check() { SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutputFromFile('page').setTitle('Plan')); }
    function ask() {
      const ui = SpreadsheetApp.getUi();
      const name = ui.prompt('Name', 'Who?', ui.ButtonSet.OK_CANCEL);
      if (name.getSelectedButton() !== ui.Button.OK) return 'cancelled';
      return ui.alert('Sure?', ui.ButtonSet.YES_NO) === ui.Button.YES ? name.getResponseText() : 'no';
    }
    function clock() { SpreadsheetApp.getUi(); }
    function daily() { ScriptApp.newTrigger('clock').timeBased().everyDays(1).atHour(7).inTimezone('Asia/Shanghai').create(); }
    function echo(x) { return x; }
    function when() { return { at: new Date() }; }
    function hidden_() {}
    function fails() { throw new Error('no'); }`;
  const sim = () => open(UI, { files: { 'page.html': '<p>plan</p>' } });

  it('a chosen entry runs with full rights as the person', () => {
    const lin = sim().user(LIN).open();
    expect(lin.choose('Baton', 'Check now').error).toBeUndefined();
    expect(lin.sidebar).toMatchObject({ title: 'Plan', html: '<p>plan</p>' });
    expect(() => lin.choose('Baton', 'Nothing')).toThrow('There is no menu entry');
  });

  it('a question is answered as the test says, and never by itself', () => {
    const lin = sim().user(LIN).open();
    lin.answers({ button: 'OK', text: 'Wang' }, { button: 'YES' });
    expect(lin.choose('Baton', 'More', 'Ask').result).toBe('Wang');
    expect(lin.questions.map((one) => one.text)).toEqual(['Who?', 'Sure?']);
    expect(() => lin.choose('Baton', 'More', 'Ask')).toThrow('nobody answers "Who?"');
  });

  it('a clock has no screen', () => {
    const one = sim();
    one.user(LIN).runInEditor('daily');
    one.fireClock();
    expect(one.last('clock').error?.message).toBe('Cannot call SpreadsheetApp.getUi() from this context.');
    expect(one.triggers[0]!.clock).toEqual({ everyDays: 1, atHour: 7, inTimezone: 'Asia/Shanghai' });
  });

  it('google.script.run passes plain data only', () => {
    const lin = sim().user(LIN);
    expect(lin.run('echo', { a: [1, 'x', null, true] })).toEqual({ a: [1, 'x', null, true] });
    expect(() => lin.run('echo', new Date())).toThrow('Failed due to illegal value in property: 0');
    expect(() => lin.run('echo', { due: new Date() })).toThrow('Failed due to illegal value in property: due');
    expect(() => lin.run('echo', { go: () => 1 })).toThrow('Failed due to illegal value in property: go');
    expect(lin.run('when')).toBeNull();
    expect(() => lin.run('hidden_')).toThrow('google.script.run.hidden_ is not a function');
    expect(() => lin.run('fails')).toThrow('Error: no');
  });

  it('mail leaves as the person and counts its recipients', () => {
    const one = open(
      "function main() { MailApp.sendEmail({ to: 'a@example.com,b@example.com', subject: 'S', htmlBody: '<p>' }); return MailApp.getRemainingDailyQuota(); }",
      { limits: { mailsADay: 3 } },
    );
    expect(one.user(MAYA).runInEditor('main').result).toBe(1);
    expect(one.mails).toMatchObject([
      { to: 'a@example.com,b@example.com', subject: 'S', from: MAYA, options: { htmlBody: '<p>' } },
    ]);
    expect(one.user(MAYA).runInEditor('main').error?.message).toBe(
      'Service invoked too many times for one day: email.',
    );
  });

  it('dates are written out in any zone', () => {
    expect(
      result(
        "return Utilities.formatDate(new Date(Date.UTC(2026, 2, 5, 16, 5)), 'Asia/Shanghai', \"yyyy-MM-dd'T'HH:mm EEE d MMM, h a XXX\")",
      ),
    ).toBe('2026-03-06T00:05 Fri 6 Mar, 12 AM +08:00');
  });
});
