/** The report on a RACI matrix whose tasks were taken over. */
import type { MatrixAdoption } from '../../core/adopt/from-matrix.ts';
import type { AdoptChoices, Recognised } from '../../core/adopt/index.ts';
import type { MatrixReading } from '../../core/adopt/take-over.ts';
import { LANGUAGES } from '../../core/messages/languages.ts';
import { textOf } from '../../core/read/locate.ts';
import { oneLine } from '../../core/text/width.ts';
import { columnLetters, type Locale, tabOf } from '../../sheet-templates/index.ts';
import { indented } from './lines.ts';
import { type AdoptReport, type MatrixReport, rowsOf, sheetReport } from './report.ts';

type Found = Pick<Recognised, 'raw' | 'sheets' | 'directory' | 'departments'> & { readonly matrix: MatrixReading };

export const matrixAdoptedReport = (
  { raw, sheets, directory, departments, matrix }: Found,
  adoption: MatrixAdoption,
  { locale, zone, country, workbookId }: AdoptChoices,
): AdoptReport => {
  const { added, people, withoutAddress } = adoption;
  return {
    outcome: 'adopted',
    workbook: { id: workbookId, name: raw.name },
    locale,
    zone,
    country,
    sheets: sheets.map((reading) => sheetReport(reading, reading === directory || reading === departments)),
    added,
    kept: [],
    recordLost: false,
    ids: null,
    rows: null,
    matrix: matrixReport(matrix, adoption),
    missing: {
      columns: [],
      addresses: { people: people.length, without: withoutAddress.length, names: withoutAddress.slice(0, 50) },
      roles: ['keeper', 'projectLead', 'executive'],
    },
  };
};

const matrixReport = (
  { sheet, line, mapping, matrix }: MatrixReading,
  { edits, added, taken, people, departments, withoutHead }: MatrixAdoption,
): MatrixReport => {
  const rows = new Map(sheet.rows.map((row) => [row.at, row]));
  const nameAt = mapping.mapped.find(({ tab, column }) => tab === 'raci' && column === 'name')!.at;
  const headerOf = new Map(matrix.across.map(({ at, names }) => [at, oneLine(names[0] ?? '')]));
  const along = mapping.mapped
    .filter(({ tab, column }) => !(tab === 'raci' && LETTERED.has(column)))
    .sort((a, b) => a.at - b.at);
  const nobody = taken.actors.filter(({ kind }) => kind === 'placeholder');
  return {
    title: sheet.title,
    headerRow: line!.at,
    into: added.find(({ tab }) => tab === 'raci')!.title,
    columns: along.map(({ tab, column, header, at }) => ({
      tab,
      column,
      header: oneLine(header),
      cell: `${columnLetters(at)}${line!.at}`,
    })),
    other: line!.cells.filter((text, index) => text !== '' && !along.some(({ at }) => at === index + 1)).map(oneLine),
    tasks: taken.tasks.length,
    people,
    departments,
    nobody: {
      columns: nobody.map(({ at, name }) => `${columnLetters(at)}${line!.at} ${name}`.trim()),
      letters: taken.underNobody,
    },
    headings: rowsOf(taken.headings),
    nameless: rowsOf(taken.nameless),
    withoutLead: rowsOf(taken.withoutLead),
    severalLeads: rowsOf(taken.severalLeads),
    unread: taken.unread.map(({ row, column, text }) => {
      const task = oneLine(textOf(rows.get(row)?.cells[nameAt - 1]));
      return `${columnLetters(column)}${row} “${oneLine(text)}” (${task} / ${headerOf.get(column)})`;
    }),
    asSupport: Object.entries(taken.asSupport).map(([letter, count]) => ({ letter, count })),
    withoutHead: { departments: withoutHead, letters: taken.toNobody },
    listed: [...Map.groupBy(edits, (edit) => edit.sheet)].map(([title, own]) => ({
      title,
      names: own.map(({ value }) => String(value)),
    })),
  };
};

/** What the letters say, and no column beside them. */
const LETTERED: ReadonlySet<string> = new Set(['responsible', 'accountable', 'supporting', 'consulted', 'informed']);

/** What was taken over from a matrix, as lines for people. */
export const matrixLines = (report: MatrixReport, locale: Locale): string[] => {
  const say = LANGUAGES[locale].adopt.matrix;
  const { title, into, tasks, people, departments, nobody, headings, nameless, withoutLead, severalLeads } = report;
  const { unread, asSupport, withoutHead, listed, other } = report;
  const columns = report.columns
    .filter(({ column }) => column !== 'name')
    .map(({ tab, column, header }) => {
      const name = tabOf(tab).columns[column]!.header[locale];
      return name === header ? name : `${name} ← ${header}`;
    });
  const hasDue = report.columns.some(({ column }) => column === 'due');
  return indented(say.into({ title, row: report.headerRow, tasks, into }), [
    people.length > 0 && say.people({ people }),
    departments.length > 0 && say.departments({ departments }),
    columns.length > 0 && say.columns({ columns }),
    other.length > 0 && say.other({ columns: other }),
    nobody.columns.length > 0 && say.nobody(nobody),
    headings.count > 0 && say.headings(headings),
    nameless.count > 0 && say.nameless(nameless),
    withoutLead.count > 0 && say.withoutLead(withoutLead),
    severalLeads.count > 0 && say.severalLeads(severalLeads),
    asSupport.length > 0 && say.asSupport({ letters: asSupport }),
    unread.length > 0 && say.unread({ cells: unread }),
    withoutHead.departments.length > 0 && say.withoutHead({ ...withoutHead, into }),
    ...listed.map(say.listed),
    !hasDue && say.noDates({ into }),
  ]);
};
