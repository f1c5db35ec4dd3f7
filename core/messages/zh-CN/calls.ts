/** In Chinese: what is wrong with a call of the command line, and how it is meant. */
import type { Language } from '../language.ts';

export const calls: Language['calls'] = {
  localeUnknown: ({ text }) => `没有“${text}”这种语言。请写 zh-CN 或 en。`,

  inFile: ({ file, words }) => `${file}：${words}`,
  nothingRecognised: ({ name, file }) => `${name} 还没有跟进。要接管它，请运行：npm run -s baton -- adopt ${file}`,

  badLinks: ({ text }) => `“${text}”不是网址。请写 respond 的网址，例如 http://127.0.0.1:8080/respond 。`,
  sweepAhead: ({ at }) =>
    `离 ${at} 还有 36 小时以上，现在寄信，等于把还没发生的事告诉大家。加 --dry-run 只看不寄；不写 --mail，信只放进文件夹。`,

  badAssignment: ({ text }) => `“${text}”不是一次改动。请写成 列=值，例如 --set 截止日期=2026-03-06。`,
  badRow: ({ text }) => `“${text}”不是行号。请写表格左侧的行号。`,
  tabUnknown: ({ what, tabs }) => `工作簿里没有“${what}”这张表。可以写：${tabs.join(', ')}。`,
  columnUnknown: ({ what }) => `这张表里没有“${what}”列。要看列的键和表头，请运行：npm run -s baton -- schema`,
  rowUnknown: ({ what }) => `第 ${what} 行不是表头下面的一行。请写表格左侧的行号。`,
  notForPeople: ({ what }) => `“${what}”由接力填写，不能改。`,

  notWorkdays: ({ text, most }) => `“${text}”不是工作日数。请写 1 到 ${most} 的整数。`,

  formatMissing: '请写明导出成什么：npm run -s baton -- export 文件 --csv',
  pageNotWritten: ({ file }) => `写不了 ${file}。请检查文件夹、权限和磁盘空间，或换一个地方。`,

  calendarForWhat:
    '请写明一项：--to 文件夹 给每人写一份日历文件，--links 地址 列出日历地址，--revoke 姓名 让某人的地址作废。',
  nobodySoCalled: ({ whose }) => `通讯录里没有叫“${whose}”而且写了邮箱的人。请照通讯录里的姓名或邮箱写。`,

  templateUnknown: ({ name, names }) => `没有“${name}”这个模板，有的是 ${names.join('、')}。`,

  minutesMissing: ({ file }) => `读不到纪要文件 ${file}。请检查路径。`,
  minutesNotText: '这个文件既不是文本，也不是 Word 或 Excel。请把纪要另存为 .docx、.xlsx、.md 或 .txt。',

  repliesNeedLinks: '答复回信要用答复页面的链接：请用 --links 给出它的地址。',
  noAnswerPage: '用 --mail 寄出确认信，还需要用 --links 给出答复页的网址。',
  noSuchMail: ({ given }) => `打不开 ${given}。请给出一封 .eml 邮件。`,

  backupMissing: ({ file }) => `读不到备份 ${file}。请核对文件名。`,

  badYear: ({ text }) => `“${text}”不是年份。请写四位数字，例如 2024。`,

  badPort: ({ text }) => `“${text}”不是端口号。请写 0 到 65535 的整数。`,
  portTaken: ({ port }) => `端口 ${port} 用不了，可能别的程序正在用。请加 --port 换一个。`,

  noDateToMiss: ({ name }) => `${name} 没有可以错过的截止日期。请给出一项还没有完成、有截止日期的任务。`,

  takeOverOne: '--take-over 一次只用于一本工作簿，不用于几本或名册：请写明是哪一本。',
};
