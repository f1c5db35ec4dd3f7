/** In English: workbooks of other formats, and what becomes of them when they are adopted. */
import { listOf } from './format.ts';

/** How a format is called. */
type Format = 'xls' | 'ods' | 'xlsb' | 'html' | 'text';
const CALLED: Readonly<Record<Format, string>> = {
  xls: 'an old Excel workbook (.xls)',
  ods: 'an OpenDocument spreadsheet (.ods)',
  xlsb: 'a binary Excel workbook (.xlsb)',
  html: 'a web page under the name of a workbook',
  text: 'a table as text',
};

const ENCODED: Readonly<Record<string, string>> = {
  gb18030: 'Chinese (GB18030)',
  'windows-1252': 'Western European (Windows-1252)',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
};

export const formats = {
  xml2003: 'This is an XML spreadsheet of Excel 2003. Open it in Excel, save it as .xlsx, and adopt that file.',
  unread: ({ format }: { format: Format }) =>
    `This is ${CALLED[format]}, and its cells could not be read. Open it in a spreadsheet program, save it as .xlsx, and adopt that file.`,
  /** `typed`: the same as they are typed, and another name for what is made. */
  there: ({
    path,
    from,
    typed,
  }: {
    path: string;
    from: string;
    typed: { path: string; from: string; other: string };
  }) =>
    `${path} is there already. If it was made from ${from}, adopt it: npm run -s baton -- adopt ${typed.path}. Otherwise choose another name: npm run -s baton -- adopt ${typed.from} --out ${typed.other}`,
  mustBeXlsx: ({ path }: { path: string }) =>
    `${path} must end in .xlsx: what is made is an Excel workbook. Choose another name.`,
  /** At the head of the report. */
  converted: ({ from, to, format }: { from: string; to: string; format: Format }) =>
    `${from} is ${CALLED[format]}, which cannot hold what Baton adds. Its sheets and values now stand in ${to}, beside it: work there from now on. ${from} stays as it was.`,
  lost: ({ format, macros }: { format: Format; macros: boolean }) => {
    if (format === 'text') return 'Nothing of it was left out.';
    if (format === 'html') return 'Left out: colours, pictures and links.';
    const macro = macros ? ['macros'] : [];
    const left = ['charts', 'pictures', 'comments', 'drop-downs', 'filters', 'colours', 'number formats', ...macro];
    return `Left out: formulas, in place of which their last results stand; ${listOf(left)}. To keep them, open ${format === 'ods' ? 'it' : 'it in Excel'}, save it as .xlsx, and adopt that file instead.`;
  },
  encoded: ({ encoding }: { encoding: string }) => `Its characters were read as ${ENCODED[encoding] ?? encoding}.`,
};
