import { describe, expect, test } from 'vitest';
import { graphExcel } from '../../../functions/adapters/graph-excel/backend.ts';
import { findByLink } from '../../../functions/adapters/graph-excel/find.ts';
import { openStarterBook } from './book.ts';

const SITE = 'https://example.sharepoint.com/sites/team/Shared%20Documents';

describe('a workbook is found by its link', () => {
  test('in a folder, with the name that people gave it', async () => {
    const book = await openStarterBook({ name: '计划 #1 100%.xlsx' });
    book.item.move(book.drive.folder('项目 & more'));
    const link = [SITE, ...['项目 & more', '计划 #1 100%.xlsx'].map(encodeURIComponent)].join('/');
    expect(await findByLink(`${link}?web=1`, book.options())).toBe(book.address);
  });

  test('and one that leads nowhere is said to', async () => {
    const book = await openStarterBook();
    await expect(findByLink(`${SITE}/gone.xlsx`, book.options())).rejects.toMatchObject({
      kind: 'call',
      code: 'graph-link-not-found',
    });
  });
});

test.each([
  ['https://contoso.sharepoint.com/:x:/s/team/EaBc?e=1', true],
  ['https://contoso-my.sharepoint.com/personal/li_contoso_com/Documents/a.xlsx', true],
  ['https://contoso.sharepoint.cn/sites/team/a.xlsx', true],
  ['https://docs.google.com/spreadsheets/d/1', false],
  ['https://evil.example/sharepoint.com/', false],
  ['plan.xlsx', false],
  ['graph:a/b', false],
])('%s is a link into a library: %s', (text, expected) => expect(graphExcel().follow!.isLink(text)).toBe(expected));
