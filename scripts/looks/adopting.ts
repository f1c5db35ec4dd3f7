/** The page on which somebody says how a team's own tracker is read, as HTML. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { reviewEndpoint } from '../../functions/http/review.ts';
import type { Locale } from '../../sheet-templates/index.ts';

/** A header and rows as teams write them: a word for a status that nobody knows, a name that stands in no directory. */
const TRACKERS: Readonly<Record<Locale, { readonly name: string; readonly rows: readonly (readonly string[])[] }>> = {
  'zh-CN': {
    name: '展会筹备.xlsx',
    rows: [
      ['事项', '谁来做', '最晚', '情况', '说明'],
      ['定展位', '李明', '2026-03-20', '跟进中', ''],
      ['画展架', '王丽', '2026-03-27', '还没弄', '等尺寸'],
      ['请经销商', '小孙', '2026-04-03', '好了', '60 家'],
    ],
  },
  en: {
    name: 'Dealers fair.xlsx',
    rows: [
      ['What', 'By whom', 'Latest', 'How far', 'Remarks'],
      ['Book the stand', 'Li Ming', '2026-03-20', 'ongoing', ''],
      ['Draw the displays', 'Wang Li', '2026-03-27', 'not yet', 'sizes missing'],
      ['Invite the dealers', 'Sun', '2026-04-03', 'ok', '60 of them'],
    ],
  },
};

export const adoptPageIn = async (locale: Locale, folder: string, now: string): Promise<string> => {
  const { name, rows } = TRACKERS[locale];
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('Plan');
  for (const row of rows) sheet.addRow([...row]);
  const path = join(folder, name);
  await writeFile(path, Buffer.from(await book.xlsx.writeBuffer()));
  const { answer } = reviewEndpoint({
    fileOf: () => path,
    clock: () => now,
    setUp: (file) => `npm run -s baton -- setup --workbook ${file}`,
  });
  const call = {
    method: 'GET',
    query: new URLSearchParams({ t: 'pass' }),
    raw: Buffer.alloc(0),
    header: (header: string) => (header === 'accept-language' ? locale : undefined),
  };
  const shown = await answer(call as unknown as Parameters<typeof answer>[0], () => {});
  if (!('html' in shown)) throw new Error('the page was not shown');
  return String(shown.html);
};
