/** In Chinese: the archive package of a request. */
import type { Language } from '../language.ts';

export const pack: Language['pack'] = {
  noRequests: ({ request }) => `没有“${request}”这个需求；这本工作簿里还没有需求。`,
  fileExists: ({ path }) => `今天的归档包已经在了：${path}，没有改动。要用新的替换它，请加 --force。`,
  notWritable: ({ path }) => `写不了 ${path}。请检查权限和磁盘空间。`,
  workbookChanging: '归档目录刚刚被别人改动，没有登记，也没有留下归档包。请再运行一次。',
};
