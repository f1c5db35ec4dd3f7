/** What puts addresses beside people in a workbook's directory. */
import type { Write } from '../plan.ts';
import { locate } from '../read/locate.ts';
import type { RawWorkbook } from '../workbook.ts';

/** Addresses of people by name, for the directory: those it has get theirs, others are added. */
export const addressWrites = (raw: RawWorkbook, addresses: ReadonlyMap<string, string>): Write[] => {
  const directory = locate(raw).tabs.get('directory');
  const at = directory?.columns.get('name') ?? 0;
  const names = new Set(directory?.rows.map(({ cells }) => String(cells[at - 1] ?? '').trim()));
  return [...addresses].map(
    ([name, email]): Write =>
      names.has(name)
        ? { tab: 'directory', kind: 'set', item: name, values: { email }, expected: {} }
        : { tab: 'directory', kind: 'append', item: name, values: { name, email }, expected: {} },
  );
};
