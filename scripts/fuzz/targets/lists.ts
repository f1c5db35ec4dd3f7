/** What people bring along: workbooks of other formats, and lists of addresses. */
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { proposalOf } from '../../../core/adopt/propose.ts';
import { reviewOf } from '../../../core/adopt/review.ts';
import { addressesFor } from '../../../core/contacts/addresses.ts';
import { listLines, withListed } from '../../../core/contacts/list-lines.ts';
import { isAddress } from '../../../core/read/address.ts';
import { must } from '../../../core/text/must.ts';
import { readConverted } from '../../../functions/adopt/open.ts';
import { convert } from '../../../functions/adopt/other/convert.ts';
import { otherFormatOf } from '../../../functions/adopt/other/format.ts';
import { contactsInText } from '../../../functions/people/read.ts';
import { inflateEntry, readZip, writeZip } from '../../../functions/xlsx/zip.ts';
import { LOCALES } from '../../../sheet-templates/index.ts';
import { savedAsOther } from '../../../test/support/other-formats.ts';
import { cycled } from '../../lists.ts';
import { damagedBytes, drawText } from '../draw.ts';
import { mustHold, target } from '../target.ts';

const SHEETS = {
  进度: [
    ['新品上市进度', null, null, null],
    [],
    ['任务', '负责人', '截止日期', '状态'],
    ['画草图', '李明', 46_000, '进行中'],
    ['Order chairs', 'Ann Lee', new Date('2026-03-20T00:00:00Z'), 'open'],
    ['做样品', '王丽, Bob', '2026/3/9', '未开始'],
  ],
  Notes: [['x'], [1.5], [null, 'y']],
};
const saved = (format: Parameters<typeof savedAsOther>[0]): Buffer => savedAsOther(format, SHEETS, ['A1:D1']);

const ZIPPED = (['xlsb', 'ods'] as const).map(saved);
const PLAIN = [
  saved('xls'),
  saved('html'),
  Buffer.from('任务,负责人\n画草图,李明\n'),
  Buffer.from('Task;Owner\r\n"a;""b"""\r;Ann\n'),
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('任务\t负责人\n', 'utf16le')]),
  // 任务,负责人 in GB 18030
  Buffer.from('c8cecef12cb8bad4f0c8cb0a', 'hex'),
];

/** A part of a package, damaged and packed again: else hardly any damage gets past the checksums. */
const damagedPart = fc.tuple(fc.constantFrom(...ZIPPED), fc.nat(20)).chain(([bytes, which]) => {
  const zip = readZip(bytes);
  const entry = cycled(zip.entries, which);
  const part = damagedBytes(fc.constant(Buffer.from(inflateEntry(entry))));
  return part.map((content) => writeZip(zip, new Map<string, Buffer | null>([[entry.name, content]])));
});

/** Whatever it is, it is shown as a proposal or refused in words. */
const convertedFrom = async (bytes: Buffer): Promise<string> => {
  const format = otherFormatOf(bytes, 'plan.csv');
  if (format === null) return 'none';
  const { bytes: workbook, encoding } = await convert(bytes, format, 'plan');
  const raw = readConverted(workbook, 'plan');
  mustHold(raw.sheets.length > 0, () => 'a workbook without a sheet');
  const proposal = proposalOf(raw, {}, 'en');
  const review = reviewOf(raw, proposal, {});
  return `${format} ${encoding ?? ''} ${raw.sheets.length} ${proposal.sheets.map(({ kind }) => kind).join(' ')} ${review?.unsure}`;
};

export const formats = target<Buffer>({
  name: 'formats',
  patience: 4000,
  prepare: async () => ({
    inputs: fc.oneof(
      { weight: 3, arbitrary: damagedBytes(fc.constantFrom(...PLAIN)) },
      { weight: 3, arbitrary: damagedPart },
      { weight: 1, arbitrary: damagedBytes(fc.constantFrom(...ZIPPED)) },
      { weight: 1, arbitrary: fc.constantFrom(...PLAIN, ...ZIPPED) },
    ),
    attempt: convertedFrom,
  }),
});

const WORDS = [
  'Li Ming <li@example.com>',
  '王丽',
  'wang@example.com',
  'Miller, Ann',
  '＜ann@example.com＞',
  'mailto:',
  '@',
  '＠',
  '\n',
  '\r\n',
  '\t',
  ', ',
  '；',
  '、',
  '<',
  '>',
  '"',
  '邮箱：',
  '收件人: ',
  'BEGIN:VCARD\r\nVERSION:3.0\r\n',
  'END:VCARD\r\n',
  'FN:Bob Stone\\, Jr.\n',
  'N:王;丽;;;\n',
  'N;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=CD=F5;=C0=F6\n',
  'FN;ENCODING=QUOTED-PRINTABLE:=E6=9D=8E=\n',
  'item1.EMAIL;type=pref:bob@example.com\n',
  'EMAIL;PREF=1:ann@exa\r\n mple.com\n',
  'NICKNAME:小王\n',
  'ORG:;设计部\n',
  'PHOTO;ENCODING=b:AAAA\n',
] as const;
const NAMES = ['王丽', '小王', 'Ann Miller', 'Bob', 'Miller, Ann', '', ' ', '__proto__'] as const;

export const contacts = target<{ readonly text: string; readonly names: readonly string[] }>({
  name: 'contacts',
  patience: 2000,
  prepare: async () => ({
    inputs: fc.record({
      text: drawText(WORDS, 20, 100_000),
      names: fc.array(fc.constantFrom(...NAMES), { maxLength: 6 }),
    }),
    attempt: ({ text, names }) => {
      const list = contactsInText(text);
      mustHold(
        list.contacts.every(({ email }) => isAddress(email)),
        () => 'an address that is none',
      );
      const found = addressesFor(
        list,
        names.map((name) => ({ text: name, person: '', hasAddress: false })),
      );
      mustHold(
        [...found.found.keys(), ...found.likely.keys()].every((name) => names.includes(name)),
        () => 'an address for nobody',
      );
      const lines = LOCALES.map((locale) => listLines(found, locale).length);
      return `${list.contacts.length > 0 ? 'read' : 'none'} ${withListed(new Map(), found).size} ${found.others} ${must(lines[0], 'language')}`;
    },
  }),
});
