/** In Chinese: making a workbook, and minutes that are brought into one. */
import type { Language } from '../language.ts';

export const create: Language['create'] = {
  countries: {
    CN: '中国大陆',
    US: '美国（联邦假日）',
    GB: '英国（英格兰）',
    JP: '日本',
    DE: '德国（全国性假日）',
    HK: '中国香港',
  },
  notAnInstant: ({ text }) => `“${text}”不是一个时刻。请写成 2026-03-06T09:00，或带上时差 2026-03-06T09:00+08:00。`,

  product: '接力',
  usual: { zone: 'Asia/Shanghai', country: 'CN' },
  notXlsx: ({ path }) => `新工作簿的文件名应以 .xlsx 结尾：${path}`,
  folderMissing: ({ path }) => `放置 ${path} 的文件夹不存在。请先建好文件夹。`,
  notWritable: ({ path, code }) => `写不了 ${path}（${code}）。请检查权限和磁盘空间。`,

  workbookChanged: '写入时有人改了工作簿，有些行没有写成。请再运行一次：已经写进去的不会重复。',
  workbookBusy: '另一次检查正在写这本工作簿，什么都没有写。请过一会儿再运行一次。',
  minutesNoTabs: ({ meetings, topics, actions }) =>
    `这本工作簿没有“${meetings}”“${topics}”“${actions}”这几张表，全流程模板里有：npm run -s baton -- init 文件 --template full。只看能读出什么，请加 --dry-run。`,
  requestUnknown: ({ request }) => `工作簿里没有需求 ${request}。请写“协作需求申请表”里的名称或编号，例如 Q-0001。`,
  minutesTooLong: '这个文件超过一百万个字符，不像会议纪要。',
  minutesEmpty: '没有读出任何议题、行动或参会人。请用标题分出“议题”“待办”这样的部分，或用“待办：”开头写明行动。',
  minutesUndated: ({ line, name }) =>
    `第 ${line} 行起的会议${name && `“${name}”`}没有日期。请加一行，例如“会议时间：2026-03-06 14:00”。`,

  cannotCreate: ({ path }) => `${path}：这种工作簿不能从这里新建。请先建好它，或写一个 .xlsx 文件的路径。`,
};
