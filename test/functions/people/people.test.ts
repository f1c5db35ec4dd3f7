import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSnapshot } from '../../../core/read/index.ts';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { adoptFile } from '../../../functions/adopt/index.ts';
import { contactsIn } from '../../../functions/people/read.ts';
import { run } from '../../support/cli.ts';

const NOW = '2026-03-06T09:00:00+08:00';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-people-'));
});
afterAll(() => rm(folder, { recursive: true }));

const read = async (text: string | Buffer, path = '') =>
  (await contactsIn(Buffer.from(text), path)).contacts.map(({ name, email, department, nickname }) =>
    [name, email, department, nickname].join('|'),
  );

describe('a vCard', () => {
  it('of version 4 is read', async () =>
    expect(
      await read(
        'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann Miller\r\nN:Miller;Ann;;;\r\nNICKNAME:Annie\r\nORG:Example Ltd;Design\r\nEMAIL;TYPE=home:ann.home@example.com\r\nEMAIL;PREF=1;TYPE=work:ann@exa\r\n mple.com\r\nEND:VCARD\r\n',
      ),
    ).toEqual(['Ann Miller|ann@example.com|Design|Annie']));

  it('of version 3 with groups, escapes and several cards', async () =>
    expect(
      await read(
        'BEGIN:VCARD\nVERSION:3.0\nN:Stone;Bob;;;\nFN:Bob Stone\\, Jr.\nitem1.EMAIL;type=INTERNET;type=pref:bob@example.com\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Nobody\nTEL:123\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nN:王;丽;;;\nEMAIL:wang@example.com\nEND:VCARD',
      ),
    ).toEqual(['Bob Stone, Jr.|bob@example.com||', '王丽|wang@example.com||']));

  it('of version 2.1 with quoted-printable in UTF-8 and in GBK', async () =>
    expect(
      await read(
        [
          'BEGIN:VCARD',
          'VERSION:2.1',
          'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=9D=8E;=E6=98=8E;;;',
          'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=9D=8E=',
          '=E6=98=8E',
          'EMAIL;PREF;INTERNET:li@example.com',
          'END:VCARD',
          'BEGIN:VCARD',
          'VERSION:2.1',
          'FN;ENCODING=QUOTED-PRINTABLE;CHARSET=GBK:=CD=F5=C0=F6',
          'EMAIL;INTERNET:wang@example.com',
          'END:VCARD',
        ].join('\r\n'),
      ),
    ).toEqual(['李明|li@example.com||', '王丽|wang@example.com||']));
});

describe('a table of people', () => {
  const rows = [
    ['姓名', '部门', '邮箱', '电话'],
    ['李明', '设计部', 'li@example.com', '13800000000'],
    ['王丽', '生产部', '', ''],
  ];

  it('as an .xlsx, wherever its header stands', async () => {
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('名单');
    sheet.addRow(['部门通讯录']);
    sheet.addRows([[], ...rows]);
    expect(await read(Buffer.from(await book.xlsx.writeBuffer()), 'p.xlsx')).toEqual(['李明|li@example.com|设计部|']);
  });

  it('as a .csv, with headers and without', async () => {
    expect(await read(rows.map((row) => row.join(',')).join('\n'), 'p.csv')).toEqual(['李明|li@example.com|设计部|']);
    expect(await read('李明,设计部,li@example.com\n王丽,生产部,wang@example.com\n', 'p.csv')).toEqual([
      '李明|li@example.com|设计部|',
      '王丽|wang@example.com|生产部|',
    ]);
  });

  it('in which nobody has an address is refused', async () =>
    await expect(read('李明\n王丽\n', 'p.txt')).rejects.toMatchObject({ code: 'nobody-listed' }));
});

describe('the command', () => {
  const tracker = async (name: string) => {
    const book = new exceljs.Workbook();
    book.addWorksheet('Plan').addRows([
      ['Task', 'Owner', 'Due', 'Status'],
      ['Paint', 'Ann', new Date('2026-03-20'), 'Open'],
      ['Dry', 'Bob Stone', new Date('2026-03-27'), 'Open'],
    ]);
    const path = join(folder, name);
    await book.xlsx.writeFile(path);
    await adoptFile(path, { now: NOW, country: 'none' });
    return path;
  };
  const peopleIn = async (path: string) =>
    [...readSnapshot(await openXlsxFile(path).read(), { now: NOW }).people.values()].map(
      ({ name, email }) => `${name} ${email ?? '-'}`,
    );

  it('takes a pasted list, asks what is not sure, and takes the answer', async () => {
    const path = await tracker('plan.xlsx');
    expect(await peopleIn(path)).toEqual(['Ann -', 'Bob Stone -']);
    const list = 'Ann Miller <ann@example.com>\nBob Stone <bob@example.com>\nCarl Ray <carl@example.com>';
    const first = await run('baton', folder, ['people', path, '-'], {}, list);
    expect(first.code).toBe(1);
    expect(first.out).toBe(
      [
        'Directory: 1 person added and 1 address filled in.',
        'Added:',
        '  Carl Ray <carl@example.com>',
        'Address filled in:',
        '  Bob Stone <bob@example.com>',
        '',
        '1 question; nothing was written for it:',
        '  “Ann” may be Ann Miller <ann@example.com>. If so: --same "Ann=Ann Miller". If not: --apart "Ann Miller".',
        '',
      ].join('\n'),
    );
    expect(await peopleIn(path)).toEqual(['Ann -', 'Bob Stone bob@example.com', 'Carl Ray carl@example.com']);
    const second = await run('baton', folder, ['people', path, '-', '--same', 'Ann=Ann Miller'], {}, list);
    expect(second).toMatchObject({ code: 0 });
    expect(await peopleIn(path)).toEqual([
      'Ann ann@example.com',
      'Bob Stone bob@example.com',
      'Carl Ray carl@example.com',
    ]);
    const before = await readFile(path);
    const third = await run('baton', folder, ['people', path, '-', '--json'], {}, list);
    expect(JSON.parse(third.out)).toMatchObject({ added: [], filled: [], known: [{}, {}, {}], likely: [] });
    expect(await readFile(path)).toEqual(before);
  }, 60_000);

  it('in Chinese, from a vCard', async () => {
    const path = await tracker('计划.xlsx');
    await writeFile(
      join(folder, 'bob.vcf'),
      'BEGIN:VCARD\nVERSION:3.0\nFN:Bob Stone\nEMAIL:bob@example.com\nEND:VCARD\n',
    );
    const { code, out } = await run('baton', folder, ['people', path, 'bob.vcf', '--locale', 'zh-CN', '--dry-run']);
    expect(code).toBe(0);
    expect(out).toBe('如果写入，通讯录：补上 1 个邮箱。\n  Bob Stone <bob@example.com>\n');
    expect(await peopleIn(path)).toEqual(['Ann -', 'Bob Stone -']);
  }, 30_000);
});
