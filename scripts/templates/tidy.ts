/** Puts right what exceljs writes and Excel, or its schema, does not take. Other parts come back as they are. */
import { HEADER_ROW } from '../../sheet-templates/layout.ts';

export const tidied = (name: string, xml: string): string => {
  if (name.startsWith('xl/worksheets/')) {
    return name.endsWith('.rels') ? withoutInnerLinks(xml) : rowsThatRefit(linksWithin(notesBeforeTables(xml)));
  }
  if (name.startsWith('xl/tables/')) return withoutTotals(xml);
  if (name.startsWith('xl/comments')) return xml.replace('<author>Author<', '<author>Baton<');
  if (name === 'docProps/app.xml') return withOwnName(xml);
  return xml;
};

/** The schema's order: with the table first, Excel calls a sheet that also has notes damaged. */
const notesBeforeTables = (xml: string) =>
  xml.replace(/(<tableParts .*<\/tableParts>)(<legacyDrawing [^>]*\/>)/, '$2$1');

/** A link to a cell of the workbook is told by its place alone; as a relationship it would be a file of that name. */
const linksWithin = (xml: string) => xml.replace(/(<hyperlink ref="[^"]*") r:id="[^"]*"( location=)/g, '$1$2');
const withoutInnerLinks = (xml: string) => xml.replace(/<Relationship [^>]*relationships\/hyperlink"[^>]*\/>/g, '');

/** No row of totals was asked for, and every column has its filter button. */
const withoutTotals = (xml: string) =>
  xml
    .replace(' totalsRowShown="1"', ' totalsRowShown="0"')
    .replace(/ totalsRow(?:Label|Function)="[^"]*"/g, '')
    .replace(/(<autoFilter [^>]*)>.*<\/autoFilter>/, '$1/>');

/** LibreOffice trusts row heights and results of a file that says it is Excel's, and would cut wrapped text off. */
const withOwnName = (xml: string) => xml.replace(/<Application>[^<]*</, '<Application>Baton<');

/** A prepared row's height holds until something is typed into it; only the rows above it are fixed. */
const rowsThatRefit = (xml: string) =>
  xml.replace(/<row r="(\d+)" ht="[\d.]+" customHeight="1"/g, (row, number) =>
    Number(number) > HEADER_ROW ? row.replace(' customHeight="1"', '') : row,
  );
