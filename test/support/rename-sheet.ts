import { readFile, writeFile } from 'node:fs/promises';
import { inflateEntry, readZip, writeZip } from '../../functions/xlsx/zip.ts';

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** An .xlsx file whose sheet was renamed as a spreadsheet program does it: its title, and every formula that names it. */
export const withRenamedSheet = (bytes: Buffer, from: string, to: string): Buffer => {
  const title = new RegExp(`(<sheet\\b[^>]*\\bname=")${escaped(from)}"`);
  const named = new RegExp(`(?<![\\p{L}\\d_.';])(?:('|&apos;)${escaped(from)}\\1|${escaped(from)})!`, 'gu');
  const zip = readZip(bytes);
  const changes = new Map<string, Buffer>();
  for (const entry of zip.entries.filter(({ name }) => name.endsWith('.xml'))) {
    const before = inflateEntry(entry).toString('utf8');
    const text = before.replace(named, `'${to}'!`);
    const after = entry.name === 'xl/workbook.xml' ? text.replace(title, `$1${to}"`) : text;
    if (after !== before) changes.set(entry.name, Buffer.from(after));
  }
  return writeZip(zip, changes, 1);
};

export const renameSheet = async (path: string, from: string, to: string): Promise<void> =>
  writeFile(path, withRenamedSheet(await readFile(path), from, to));
