/** Word documents and workbooks made by hand: what they say comes out as text that is read like a paste. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMinutes } from '../../../core/minutes/index.ts';
import { dayOf, isoOf, serialOf } from '../../../core/time/day.ts';
import { textOfMinutes } from '../../../functions/answer/minutes-file.ts';
import { docxText } from '../../../functions/docx/read.ts';
import { newWorkbook } from '../../../functions/xlsx/new-workbook.ts';
import { escapeXml } from '../../../functions/xlsx/xml.ts';
import { readZip, writeZip } from '../../../functions/xlsx/zip.ts';
import { zipFile } from '../../support/zip.ts';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const docx = (body: string, more: Readonly<Record<string, string>> = {}) =>
  zipFile([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: 'word/document.xml', content: `<w:document xmlns:w="${W}"><w:body>${body}</w:body></w:document>` },
    ...Object.entries(more).map(([name, content]) => ({ name, content })),
  ]);
const p = (text: string, properties = '') =>
  `<w:p><w:pPr>${properties}</w:pPr>${text
    .split('\v')
    .map((line) => `<w:r><w:t xml:space="preserve">${escapeXml(line)}</w:t></w:r>`)
    .join('<w:r><w:br/></w:r>')}</w:p>`;
const row = (cells: readonly string[]) =>
  `<w:tr>${cells
    .map(
      (cell) =>
        `<w:tc><w:tcPr/>${cell
          .split('\n')
          .map((line) => p(line))
          .join('')}</w:tc>`,
    )
    .join('')}</w:tr>`;
const table = (...rows: readonly (readonly string[])[]) => `<w:tbl><w:tblPr/>${rows.map(row).join('')}</w:tbl>`;

const source = (name: string) => readFileSync(new URL(`../../core/minutes/files/${name}`, import.meta.url), 'utf8');
const read = (text: string) => {
  const [meeting, ...others] = readMinutes(text, { fileName: 'm', knows: () => false, isDepartment: () => false });
  expect(others).toEqual([]);
  const { topics, actions, line: _, ...about } = meeting!;
  const unplaced = <T extends { readonly line: number }>({ line: _, ...rest }: T) => rest;
  return { ...about, topics: topics.map(unplaced), actions: actions.map(unplaced) };
};

describe('a Word document', () => {
  it('with the form of a meeting record says what its paste says', () => {
    const body = source('form.word.txt')
      .split('\n')
      .map((line) => (line.includes('\t') ? table(line.split('\t')) : p(line)))
      .join('')
      // One table of several rows, as Word has it.
      .replaceAll('</w:tbl><w:tbl><w:tblPr/>', '');
    expect(read(textOfMinutes(docx(body)))).toEqual(read(source('form.word.txt')));
  });

  it('gives paragraphs in their order, with headings, numbers and tabs', () => {
    const styles = `<w:styles xmlns:w="${W}"><w:style w:styleId="a3"><w:name w:val="heading 2"/></w:style></w:styles>`;
    const numbering = `<w:numbering xmlns:w="${W}"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num></w:numbering>`;
    const list = (level: number) => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="2"/></w:numPr>`;
    const body =
      p('会议纪要', '<w:pStyle w:val="a3"/>') +
      p('议题', list(0)) +
      p('用膜', list(1)) +
      p('定价', list(1)) +
      p('待办', list(0)) +
      '<w:p><w:r><w:t>主持人</w:t><w:tab/><w:t>周敏</w:t><w:delText>吴昊</w:delText></w:r></w:p>' +
      table(['任务', '负责人'], ['寄样\n附报价', '说"好"']);
    const parts = { 'word/styles.xml': styles, 'word/numbering.xml': numbering };
    expect(docxText(docx(body, parts)).split('\n')).toEqual([
      '## 会议纪要',
      '一、议题',
      '  1. 用膜',
      '  2. 定价',
      '二、待办',
      '主持人\t周敏',
      '任务\t负责人',
      '"寄样',
      '附报价"\t"说""好"""',
    ]);
  });

  it('is refused when it is no document, or holds a DOCTYPE', () => {
    expect(() => docxText(zipFile([{ name: 'a.txt', content: '' }]))).toThrow(
      expect.objectContaining({ code: 'broken-part' }),
    );
    expect(() => docxText(zipFile([{ name: 'word/document.xml', content: '<!DOCTYPE x><w:document/>' }]))).toThrow(
      expect.objectContaining({ code: 'xml-doctype' }),
    );
  });
});

it('a workbook with the form says what its paste says, and its dates are days', () => {
  const rows = [
    ['会议名称', '定价会', null, null],
    ['会议时间', serialOf(dayOf(2026, 5, 8)!, 1900) + 14 / 24, '会议地点', '三号会议室'],
    ['参会人员', '市场部：周敏\n研发部：吴昊', null, null],
    ['会议议题及讨论情况', '议题1：定价\n-市场部：99 元\n共识：定 89 元', null, null],
    ['行动计划', null, null, null],
    ['任务', '负责人', '完成时间', '备注'],
    ['改价目表', '周敏', serialOf(dayOf(2026, 5, 12)!, 1900), null],
  ];
  const bytes = newWorkbook([
    {
      title: '纪要',
      hidden: false,
      protect: false,
      widths: [20],
      headerRow: 1,
      rows: rows.map((cells) => cells.map((value) => ({ value }))),
    },
  ]);
  const { name, date, start, place, attendees, topics, actions } = read(textOfMinutes(bytes));
  expect([name, isoOf(date!), start, place]).toEqual(['定价会', '2026-05-08', 840, '三号会议室']);
  expect(attendees.map((one) => [one.name, one.department])).toEqual([
    ['周敏', '市场部'],
    ['吴昊', '研发部'],
  ]);
  expect(topics.map((one) => [one.name, one.points, one.consensus])).toEqual([['定价', '市场部：99 元', '定 89 元']]);
  expect(actions.map((one) => [one.name, one.owner, isoOf(one.due!)])).toEqual([['改价目表', '周敏', '2026-05-12']]);
});

it('a small workbook whose rows would be filled up to a far column is refused before they are', () => {
  const row = (at: number, ref: string) => `<row r="${at}"><c r="${ref}${at}"><v>1</v></c></row>`;
  const rows = [row(1, 'XFD'), ...Array.from({ length: 2_000 }, (_, i) => row(i + 2, 'A'))];
  const bytes = newWorkbook([{ title: 'S', hidden: false, protect: false, widths: [], headerRow: 1, rows: [] }]);
  const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.join('')}</sheetData></worksheet>`;
  const far = writeZip(readZip(bytes), new Map([['xl/worksheets/sheet1.xml', Buffer.from(sheet)]]));
  expect(far.length).toBeLessThan(20_000);
  expect(() => textOfMinutes(far)).toThrow(expect.objectContaining({ code: 'minutes-too-long' }));
});

it('what is neither is refused', () => {
  expect(() => textOfMinutes(Buffer.from([1, 0, 2, 0, 3]))).toThrow(
    expect.objectContaining({ code: 'minutes-not-text' }),
  );
});
