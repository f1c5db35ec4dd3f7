import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { read, utils } from 'xlsx';
import { convert } from './office-program.ts';

const NAMES = ['soffice', 'libreoffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice'];
const INSTALL = 'LibreOffice is not installed. Run: apt-get install -y libreoffice-calc fonts-noto-cjk';

const answers = (name: string): boolean => {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Asked once for all files of tests. */
let found: string | undefined;

/**
 * The command that starts LibreOffice, or null: then it is said once, and the tests skip (`describe.skipIf(!soffice)`).
 * Where CI=true its absence is a failure, so that nothing is skipped unseen.
 */
export const findLibreOffice = (): string | null => {
  found ??= NAMES.find(answers);
  if (found) return found;
  if (process.env.CI === 'true') throw new Error(INSTALL);
  console.warn(`Skipped: ${INSTALL}`);
  return null;
};

/** Opens workbooks, calculates every formula, and gives what the filter writes, by file name. */
const run = async (
  soffice: string,
  workbooks: Readonly<Record<string, Buffer>>,
  filter: string,
): Promise<Map<string, Buffer>> => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-converted-'));
  try {
    const inputs = Object.keys(workbooks).map((name) => join(folder, `${name}.xlsx`));
    const output = join(folder, 'out');
    await mkdir(output);
    await Promise.all(Object.values(workbooks).map((workbook, i) => writeFile(inputs[i]!, workbook)));
    await convert(soffice, inputs, filter, output);
    const files = new Map<string, Buffer>();
    for (const name of await readdir(output)) files.set(name, await readFile(join(output, name)));
    return files;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** The workbook as LibreOffice saves it, every formula calculated. */
export const resaved = async (soffice: string, workbook: Buffer): Promise<Buffer> =>
  (await resavedAll(soffice, { book: workbook })).book;

/** The same of several workbooks, by their names: to start LibreOffice takes longer than to calculate any of them. */
export const resavedAll = async <Name extends string>(
  soffice: string,
  workbooks: Readonly<Record<Name, Buffer>>,
): Promise<Readonly<Record<Name, Buffer>>> => {
  const files = await run(soffice, workbooks, 'xlsx');
  return Object.fromEntries([...files].map(([file, bytes]) => [file.slice(0, -'.xlsx'.length), bytes])) as never;
};

/** The workbook as LibreOffice saves it in another format: `xls`, `ods`, or a filter for a text after `csv:`. */
export const savedAs = async (soffice: string, workbook: Buffer, filter: string): Promise<Buffer> => {
  const [file] = (await run(soffice, { book: workbook }, filter)).values();
  if (!file) throw new Error(`LibreOffice wrote no ${filter}`);
  return file;
};

/** What each sheet shows, hidden ones too: rows of cells as displayed, by sheet title. */
export const shown = async (soffice: string, workbook: Buffer): Promise<Map<string, string[][]>> =>
  (await shownAll(soffice, { book: workbook })).get('book')!;

/** The same of several workbooks, by their names, which hold no dash. */
export const shownAll = async (
  soffice: string,
  workbooks: Readonly<Record<string, Buffer>>,
): Promise<Map<string, Map<string, string[][]>>> => {
  // Comma, double quote, UTF-8, from row 1; cells as shown; every sheet into a file of its own.
  const files = await run(
    soffice,
    workbooks,
    'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1',
  );
  const books = new Map<string, Map<string, string[][]>>();
  for (const [name, csv] of files) {
    const sheet = Object.values(read(csv.toString('utf8'), { type: 'string', raw: true }).Sheets)[0]!;
    const [, book, title] = /^([^-]+)-(.+)\.csv$/.exec(name)!;
    const sheets = books.get(book!) ?? new Map<string, string[][]>();
    books.set(book!, sheets.set(title!, utils.sheet_to_json(sheet, { header: 1, defval: '', raw: false })));
  }
  return books;
};

/** The workbook as it is printed. */
export const asPdf = async (soffice: string, workbook: Buffer): Promise<Buffer> =>
  (await run(soffice, { book: workbook }, 'pdf')).get('book.pdf')!;

/** What each page of a PDF says. Needs `pdftotext`. */
export const pagesOf = async (pdf: Buffer): Promise<string[]> => {
  const running = promisify(execFile)('pdftotext', ['-layout', '-', '-'], { maxBuffer: 1 << 26 });
  running.child.stdin?.end(pdf);
  const { stdout } = await running;
  return stdout.split('\f').slice(0, -1);
};
