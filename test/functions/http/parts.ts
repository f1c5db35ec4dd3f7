import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { addressOf, PEOPLE, tasks } from '../../support/office.ts';
import { appendOf } from '../../support/starter.ts';

const STARTER = new URL('../../../sheet-templates/generated/starter-en.xlsx', import.meta.url);

/** A workbook file with five people and five tasks, two of them late on Friday, 2026-03-06. */
export const makeOffice = async (path: string): Promise<void> => {
  office ??= officeAt(path);
  await writeFile(path, await office);
};

/** Made once for this process; nothing in it is drawn. */
let office: Promise<Buffer> | undefined;

const officeAt = async (path: string): Promise<Buffer> => {
  await copyFile(STARTER, path);
  await openXlsxFile(path).apply([
    appendOf('departments', { name: 'Sales', head: 'Li Na', divisionLeader: 'Ana Silva' }),
    ...PEOPLE.map((name) => appendOf('directory', { name, email: addressOf(name), department: 'Sales' })),
    ...tasks.map(({ id: _, ...typed }, i) => appendOf('raci', { ...typed, due: i < 2 ? '2026-03-04' : '2026-03-20' })),
  ]);
  return readFile(path);
};

interface Letter {
  readonly to: string;
  readonly id: string;
  readonly subject: string;
  readonly text: string;
}

/** What lies in an outbox. */
export const lettersIn = async (folder: string): Promise<Letter[]> => {
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.eml'));
  return Promise.all(
    files.map(async (file) => {
      const { to, messageId, subject, text } = await PostalMime.parse(await readFile(join(folder, file)));
      return { to: to?.[0]?.address ?? '', id: messageId ?? '', subject: subject ?? '', text: text ?? '' };
    }),
  );
};

export const listening = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });

export const post = async (url: string, body: unknown = {}, headers: Record<string, string> = {}) => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
};
