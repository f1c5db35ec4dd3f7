/** In English: what rollover, backup and restore print. */
import { plural } from './format.ts';

const rowsSaid = ({ ledger, runs }: { readonly ledger: number; readonly runs: number }) =>
  `${ledger} ${plural(ledger, 'entry', 'entries')} of the record of mails and ${runs} ${plural(runs, 'sweep')}`;
const stays = (kept: number) =>
  `${kept} ${plural(kept, 'entry stays', 'entries stay')} in _ledger: those of later years, and all about items that are still open.`;

export const record = {
  rollover: {
    /** Rows of the ledger and of the list of sweeps that went, and rows of the ledger that stay; no sheet where none went. */
    moved: (rows: { readonly ledger: number; readonly runs: number }, sheets: readonly string[], kept: number) =>
      `Moved ${rowsSaid(rows)} to ${sheets.join(' and ')}. ${stays(kept)}`,
    would: (rows: { readonly ledger: number; readonly runs: number }, kept: number) =>
      `${rowsSaid(rows)} would be moved to an archive. ${stays(kept)} This was a dry run; nothing was touched.`,
    nothing: (year: number) => `There is nothing of ${year} or before to be moved to an archive.`,
  },
  backup: {
    made: (path: string, items: number, entries: number, sweeps: number) =>
      `Backed up ${items} ${plural(items, 'item')}, ${entries} ${plural(entries, 'entry', 'entries')} of the record of mails and ${sweeps} ${plural(sweeps, 'sweep')} to ${path}`,
    same: (path: string) => `${path} is up to date already.`,
    broken: (row: number) =>
      `The record of mails does not fit from entry ${row} on, and restore will not take this backup. See: npm run -s baton -- verify WORKBOOK`,
  },
  restore: {
    nothing: 'Nothing is lost: the workbook has all that is in the backup.',
    brought: 'Brought back from the backup:',
    would: 'The backup would bring back the following. This was a dry run; nothing was touched.',
    /** By sheet, in the words of the table below. */
    of: { _state: 'Clocks of items', _ledger: 'Record of mails', _runs: 'Sweeps' },
    added: (rows: number) => `${rows} added`,
    changed: (rows: number) => `${rows} brought up to date`,
    adopted: (id: string) => `This workbook is ${id} from now on; stop sweeping the one it was before.`,
    wouldAdopt: (id: string) => `This workbook would be ${id} from then on.`,
  },
};
