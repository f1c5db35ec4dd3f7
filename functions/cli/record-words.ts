/** What rollover, backup and restore print, in English and Chinese. */
import { plural } from '../../core/messages/en/format.ts';

/** What the commands say that look after Baton's own record: rollover, backup, restore. */
export interface RecordWords {
  readonly rollover: {
    /** Rows of the ledger and of the list of sweeps that went, and rows of the ledger that stay; no sheet where none went. */
    moved(rows: { readonly ledger: number; readonly runs: number }, sheets: readonly string[], kept: number): string;
    would(rows: { readonly ledger: number; readonly runs: number }, kept: number): string;
    nothing(year: number): string;
  };
  readonly backup: {
    made(path: string, items: number, entries: number, sweeps: number): string;
    same(path: string): string;
    broken(row: number): string;
  };
  readonly restore: {
    nothing: string;
    brought: string;
    would: string;
    /** By sheet, in the words of the table below. */
    readonly of: Readonly<Record<'_state' | '_ledger' | '_runs', string>>;
    added(rows: number): string;
    changed(rows: number): string;
    adopted(id: string): string;
    wouldAdopt(id: string): string;
  };
}

const rowsEn = ({ ledger, runs }: { readonly ledger: number; readonly runs: number }) =>
  `${ledger} ${plural(ledger, 'entry', 'entries')} of the record of mails and ${runs} ${plural(runs, 'sweep')}`;
const staysEn = (kept: number) =>
  `${kept} ${plural(kept, 'entry stays', 'entries stay')} in _ledger: those of later years, and all about items that are still open.`;

export const recordEn: RecordWords = {
  rollover: {
    moved: (rows, sheets, kept) => `Moved ${rowsEn(rows)} to ${sheets.join(' and ')}. ${staysEn(kept)}`,
    would: (rows, kept) =>
      `${rowsEn(rows)} would be moved to an archive. ${staysEn(kept)} This was a dry run; nothing was touched.`,
    nothing: (year) => `There is nothing of ${year} or before to be moved to an archive.`,
  },
  backup: {
    made: (path, items, entries, sweeps) =>
      `Backed up ${items} ${plural(items, 'item')}, ${entries} ${plural(entries, 'entry', 'entries')} of the record of mails and ${sweeps} ${plural(sweeps, 'sweep')} to ${path}`,
    same: (path) => `${path} is up to date already.`,
    broken: (row) =>
      `The record of mails does not fit from entry ${row} on, and restore will not take this backup. See: npm run -s baton -- verify WORKBOOK`,
  },
  restore: {
    nothing: 'Nothing is lost: the workbook has all that is in the backup.',
    brought: 'Brought back from the backup:',
    would: 'The backup would bring back the following. This was a dry run; nothing was touched.',
    of: { _state: 'Clocks of items', _ledger: 'Record of mails', _runs: 'Sweeps' },
    added: (rows) => `${rows} added`,
    changed: (rows) => `${rows} brought up to date`,
    adopted: (id) => `This workbook is ${id} from now on; have the one it was before swept no more.`,
    wouldAdopt: (id) => `This workbook would be ${id} from then on.`,
  },
};

const rowsZh = ({ ledger, runs }: { readonly ledger: number; readonly runs: number }) =>
  `寄信记录 ${ledger} 条、检查记录 ${runs} 条`;
const staysZh = (kept: number) => `_ledger 里留下 ${kept} 条：之后各年的，以及未完成事项的全部记录。`;

export const recordZh: RecordWords = {
  rollover: {
    moved: (rows, sheets, kept) => `${rowsZh(rows)}，已转入 ${sheets.join('、')}。${staysZh(kept)}`,
    would: (rows, kept) => `${rowsZh(rows)}，将转入归档。${staysZh(kept)}这是试运行，什么都没有改。`,
    nothing: (year) => `没有 ${year} 年及以前的记录要转入归档。`,
  },
  backup: {
    made: (path, items, entries, sweeps) => `已备份 ${items} 个事项、${entries} 条寄信记录、${sweeps} 次检查：${path}`,
    same: (path) => `${path} 已经是最新的。`,
    broken: (row) =>
      `寄信记录从第 ${row} 条起对不上，restore 不会采用这份备份。请看：npm run -s baton -- verify 工作簿`,
  },
  restore: {
    nothing: '什么都没有丢：备份里有的，工作簿里都有。',
    brought: '已从备份补回：',
    would: '备份可以补回以下内容。这是试运行，什么都没有改。',
    of: { _state: '事项的时钟', _ledger: '寄信记录', _runs: '检查' },
    added: (rows) => `补上 ${rows} 条`,
    changed: (rows) => `更新 ${rows} 条`,
    adopted: (id) => `这本工作簿从此就是 ${id}；原来那本请不要再检查。`,
    wouldAdopt: (id) => `这本工作簿从此将是 ${id}。`,
  },
};
