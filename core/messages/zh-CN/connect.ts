/** In Chinese: how workbooks, mail and the environment are named, and what is wrong with a name. */
import type { Language } from '../language.ts';
import { spaced } from './format.ts';

export const connect: Language['connect'] = {
  countryUnknown: ({ text, count }) =>
    `还不知道“${text}”的官方假期。请写国家或地区的代码或名称，例如 CN 或 中国，共有 ${count} 个；不要假期就写 none。`,
  zoneUnknown: ({ text }) => `没有“${text}”这个时区。请写成 Asia/Shanghai 这样的名称。`,

  requestTooLong: '请求的正文超过 1 MiB，什么都没有做。请缩短后再发。',

  senderMissing: '寄信需要发件人。请加上 --from "接力 <baton@example.com>"，或设置环境变量 BATON_FROM。',
  registry: {
    uri: '工作簿',
    zone: '时区',
    sweepTime: '检查时间',
    owner: '负责人邮箱',
    paused: '暂停',
    book: '通讯录',
  },

  registryUnreadable: ({ uri }) =>
    `${uri} 不是工作簿名册。请给出一张有“工作簿”和“时区”两列的表，或一个内容为 [{"uri": "gsheet:…", "zone": "Asia/Shanghai"}] 的 .json 文件。`,
  notAClock: ({ text }) => `“${text}”不是一个时间。请写成 09:00。`,
  badAddress: ({ text }) => `“${text}”不是一个邮箱。请只写一个邮箱。`,
  notYesOrNo: ({ text }) => `不知道“${text}”是不是要暂停。请写“是”或“否”；在那之前按暂停处理。`,
  listedTwice: ({ row }) => `这本工作簿在第 ${row} 行已经列过，按那一行处理。请删去这一行。`,

  badRow: ({ row, words }) => `第 ${row} 行：${words}`,

  batonFailed: '接力自身出了错',
  bookUnreadable: ({ uri, why }) => `读不到共享通讯录 ${uri}：${why}`,
  bookEmpty: ({ uri }) =>
    `在 ${uri} 里没有找到通讯录，或里面一个人也没有。共享通讯录要有一张“通讯录”表，至少有“姓名”和“邮箱”两列。`,

  badLinkKey: ({ place }) => `${place} 里的链接密钥不能用：要至少 32 个字符。请用 openssl rand -hex 32 生成一个。`,
  linkKeyNotKept: ({ file }) =>
    `写不了 ${file}，邮件里的链接需要它。请检查文件夹的权限，或设置环境变量 BATON_LINK_KEY。`,

  portTaken: ({ port }) => `用不了端口 ${port}：可能已被别的程序占用。请用 PORT 换一个，它和下一个都要空着。`,

  backendUnknown: ({ scheme, known }) => `还不认识“${scheme}:”这样的工作簿。请给出${known}。`,
  addressOf: ({ scheme }: { scheme: string }) => `${scheme}: 加它的地址`,
  mailUnknown: ({ known }) => `不认识这种寄信方式。请写 ${known}。`,
  workbookMissing: ({ named }) => `没有写是哪本工作簿。请写 ${named}。`,
  pathOnline: ({ named }) => `在线的名册里不能写文件路径。请写 ${named}。`,
  notABook: ({ text, named }) => `“${text}”不是一本通讯录。请写 ${named}；在那之前，这本工作簿只用自己的通讯录。`,
  jsonFile: '一个 .json 文件的路径',
  xlsxFile: '.xlsx 文件的路径',
  variableAbsent: ({ name, wanted }) => spaced`${name}没有设：${wanted}`,
  variableWrong: ({ name, wanted }) => spaced`${name}不对：${wanted}`,
  config: ({ lines }) => `环境变量要改 ${lines.length} 处。\n${lines.join('\n')}`,

  wanted: {
    BATON_REGISTRY: ({ lists }) => `工作簿名册：${lists}`,
    BATON_MAIL: ({ ways }) => `寄信方式：${ways}`,
    BATON_FROM: '发件人，例如 接力 <baton@example.com>',
    BATON_ADMIN: '管理员的邮箱，例如 admin@example.com',
    BATON_RECIPIENTS:
      '只给这些域名的邮箱寄信，用逗号隔开，例如 example.com, example.cn；管理员的邮箱也要在内；不设则谁都可以寄',
    BATON_LOCALE: '给管理员的信用哪种语言：zh-CN 或 en',
    BATON_PER_MINUTE: 'Google 表格每分钟允许的读取次数，写入次数相同，1 到 6000 的整数；不设为 60',
    BATON_QUEUE: 'Cloud Tasks 队列：projects/项目/locations/区域/queues/队列；与 BATON_SWEEP_URL、BATON_CALLER 一起设',
    BATON_SWEEP_URL: 'sweep 函数的网址，以 https:// 开头',
    BATON_CALLER: '队列以哪个服务账号调用 sweep，例如 baton-queue@项目.iam.gserviceaccount.com',
    BATON_GROUPS:
      '可以往哪些群里发：群机器人的地址，用逗号隔开；不填时，工作簿里写的群都可以，但设了 BATON_RECIPIENTS 就都不发',
    BATON_GROUP_SECRET: '飞书或钉钉群机器人的签名密钥；机器人没有开启签名校验的不用填',
    BATON_WEBHOOK: '把事件发给哪个地址，以 https:// 开头，发给本机的可以是 http://；与 BATON_WEBHOOK_SECRET 一起设',
    BATON_WEBHOOK_SECRET:
      '事件的签名密钥：whsec_ 加上 24 到 64 字节的 base64，用 echo whsec_$(openssl rand -base64 32) 生成；更换时新旧用逗号隔开，新的在前；与 BATON_WEBHOOK 一起设',
    BATON_LINK_KEY:
      '邮件里链接的密钥：至少 32 个字符，用 openssl rand -hex 32 生成；更换时新旧用逗号隔开，新的在前；与 BATON_RESPOND_URL 一起设',
    BATON_RESPOND_URL: 'respond 函数的网址，以 https:// 开头',
    BATON_CHANGED_URL:
      'changed 函数的网址，以 https:// 开头；设了它，graph: 工作簿有改动时就检查；还要设 BATON_LINK_KEY',
    GOOGLE_CLOUD_PROJECT: 'Google Cloud 项目的 ID；不设则日志不带追踪',
  },
};
