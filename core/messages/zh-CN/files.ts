/** In Chinese: what cannot be read or written of a file, and what to do about it. */
import type { Language } from '../language.ts';

const SAVE_AGAIN = '请用 Excel、WPS 或 LibreOffice 打开，另存为 .xlsx，再用另存的文件。';

export const files: Language['files'] = {
  brokenPart: ({ part }) => `文件内部的 ${part} 已损坏。请用 Excel 打开并修复，或换一份完整的文件。`,
  brokenZip: '文件不完整或已损坏。请重新下载或换一份完整的文件。',
  zipBomb: ({ megabytes, ratio }) =>
    `文件展开后会超过 ${megabytes} MB，或是文件本身的 ${ratio} 倍以上，没有打开。请确认它的来源，或删去不用的行、列和图片。`,
  encrypted: '文件设有打开密码，无法读取。请在 Excel 里取消密码后另存。',
  emptyFile: '文件是空的（0 字节）。请重新下载，或换一份。',
  xlsFile:
    '这是旧的 .xls 格式，只能先接管：npm run -s baton -- adopt 文件 会在旁边生成一份 .xlsx。也可以在 Excel 里另存为 .xlsx。',
  odsFile: '这是 OpenDocument 表格，只能先接管：npm run -s baton -- adopt 文件 会在旁边生成一份 .xlsx。',
  xlsbFile:
    '这是二进制工作簿（.xlsb），只能先接管：npm run -s baton -- adopt 文件 会在旁边生成一份 .xlsx。也可以在 Excel 里另存为 .xlsx。',
  textFile: '这是文本表格，只能先接管：npm run -s baton -- adopt 文件 会在旁边生成一份 .xlsx。',
  notAZip: '这不是 .xlsx 文件。请选择 Excel 工作簿。',
  tooLarge: '文件太大，无法保存（超过 4 GiB）。',
  wouldBeTooLarge: ({ megabytes }) =>
    `写入以后，文件展开会超过 ${megabytes} MB，就再也读不了了，所以什么也没有写。请把已经结束的内容移到另一个文件，或删去不用的行、列和图片。`,

  notAWorkbook: '这个文件里没有 Excel 工作簿。请选择 .xlsx 文件。',

  textTooLong: ({ cell }) => `要写入 ${cell} 的文字超过 32767 个字符。请缩短。`,

  badSheetTitle: ({ title }) => `“${title}”不能用作工作表名称。请换一个。`,
  sheetExists: ({ title }) => `工作簿里已有名为“${title}”的工作表。请给其中一个改名。`,

  mergedCells: ({ cell, range }) => `单元格 ${cell} 在合并区域 ${range} 里，无法写入。请取消合并。`,
  arrayFormula: ({ cell, ref }) => `单元格 ${cell} 属于数组公式 ${ref}，无法单独写入。请把公式移到别处。`,

  tooManyCells: '工作表里的单元格太多，无法读取。请删去多余的行和列。',

  sheetMissing: ({ title }) => `工作簿里没有名为“${title}”的工作表。请检查名称。`,

  workbookOpen: ({ name, program, lock }) =>
    `${name} 正在 ${program} 中打开。请先保存并关闭；如果没有人打开它，请删除旁边的 ${lock}。`,
  workbookBusy: ({ name, lock }) => `另一个接力正在写入 ${name}。请稍后再试；如果没有，请删除旁边的 ${lock}。`,

  fileExists: ({ path }) => `${path} 已经存在，没有改动。请换一个名字。`,
  notWritable: ({ path, code }) => `写不了 ${path}（${code}）。请检查文件夹、权限和磁盘空间。`,

  xmlDoctype: ({ path }) =>
    `文件内部的 ${path} 带有 DOCTYPE 声明，.xlsx 里不允许这样写，多半是别的程序生成的。${SAVE_AGAIN}`,
  xmlEncoding: ({ path, encoding }) =>
    `文件内部的 ${path} 用的是 ${encoding} 编码，接力只读 UTF-8，多半是别的程序生成的。${SAVE_AGAIN}`,

  fileMissing: ({ path }) => `找不到文件 ${path}。请检查路径。`,
  isADirectory: ({ path }) => `${path} 是文件夹。请指定一个 .xlsx 文件。`,
  openElsewhere: ({ name }) => `${name} 正被另一个程序打开。请先关闭。`,
  diskFull: ({ name }) => `磁盘已满，这次的改动没有写进 ${name}，之前写入的都在。请腾出空间后再试。`,
  notReplaceable: ({ name }) => `无法替换 ${name}：它可能正在 Excel 中打开，或没有写入权限。请关闭后再试。`,
  notReadable: ({ name }) => `没有读取 ${name} 的权限。请检查文件权限。`,
  mayNotWrite: ({ name }) => `没有写入 ${name} 或其文件夹的权限。请检查权限。`,
  io: ({ name, code }) => `读写 ${name} 时出错（${code}）。请稍后再试。`,
  keepsBeingSaved: ({ name }) => `${name} 一直在被别人保存，这次的改动没有写入。请稍后再试。`,
  keepsMoving: ({ name }) => `${name} 的行列一直在变动，这次的改动没有写入。请稍后再试。`,

  named: '一个 .xlsx 文件的路径',
};
