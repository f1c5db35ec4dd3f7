import { readFile, writeFile } from 'node:fs/promises';
import { unzip, zipFile } from './zip.ts';

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** An .xlsx file whose sheet was renamed as a spreadsheet program does it: its title, and every formula that names it. */
export const withRenamedSheet = (bytes: Buffer, from: string, to: string): Buffer => {
  const title = new RegExp(`(<sheet\\b[^>]*\\bname=")${escaped(from)}"`);
  const named = new RegExp(`(?<![\\p{L}\\d_.';])(?:('|&apos;)${escaped(from)}\\1|${escaped(from)})!`, 'gu');
  const parts = unzip(bytes).map(({ name, content }) => {
    if (!name.endsWith('.xml')) return { name, content };
    const text = content.toString('utf8').replace(named, `'${to}'!`);
    return { name, content: name === 'xl/workbook.xml' ? text.replace(title, `$1${to}"`) : text };
  });
  return zipFile(parts);
};

export const renameSheet = async (path: string, from: string, to: string): Promise<void> =>
  writeFile(path, withRenamedSheet(await readFile(path), from, to));
