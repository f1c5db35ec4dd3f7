/** In Chinese: workbooks of other formats, and what becomes of them when they are adopted. */
import type { Language } from '../language.ts';

const CALLED = {
  xls: '旧版 Excel 工作簿（.xls）',
  ods: 'OpenDocument 表格（.ods）',
  xlsb: '二进制 Excel 工作簿（.xlsb）',
  html: '网页，只是用了工作簿的文件名',
  text: '文本表格',
};

const ENCODED: Readonly<Record<string, string>> = {
  gb18030: '中文（GB18030）',
  'windows-1252': '西欧文字（Windows-1252）',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
};

export const formats: Language['formats'] = {
  xml2003: '这是 Excel 2003 的 XML 表格。请用 Excel 打开，另存为 .xlsx，再接管那份文件。',
  unread: ({ format }) => `这是${CALLED[format]}，读不出里面的单元格。请用表格软件打开，另存为 .xlsx，再接管那份文件。`,
  there: ({ path, from, typed }) =>
    `已经有 ${path} 了。如果它就是由 ${from} 生成的，请接管它：npm run -s baton -- adopt ${typed.path}；不是的话，请换个名字：npm run -s baton -- adopt ${typed.from} --out ${typed.other}`,
  mustBeXlsx: ({ path }) => `${path} 要以 .xlsx 结尾，因为生成的是 Excel 工作簿。请换个名字。`,
  converted: ({ from, to, format }) =>
    `${from} 是${CALLED[format]}，放不下接力要加的内容。它的工作表和数据已写进旁边的 ${to}，以后请在那里填写；${from} 保持原样。`,
  lost: ({ format, macros }) => {
    if (format === 'text') return '内容没有缺失。';
    if (format === 'html') return '没有带过来的：颜色、图片、链接。';
    return `没有带过来的：公式（留下的是最后一次的结果）、图表、图片、批注、下拉选项、筛选、颜色和数字格式${macros ? '、宏' : ''}。需要保留的话，请用${format === 'ods' ? '表格软件' : ' Excel '}打开，另存为 .xlsx，再接管那份文件。`;
  },
  encoded: ({ encoding }) => `文字按${ENCODED[encoding] ?? encoding}读取。`,
};
