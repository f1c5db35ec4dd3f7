/** In Chinese: what keeps a sweep from being done, and mails from being sent. */
import { SWEPT_BY } from '../../../sheet-templates/policy.ts';
import { SETTING_NAMES } from '../../../sheet-templates/setting-names.ts';
import type { Language } from '../language.ts';
import { quoted } from './format.ts';

export const sweep: Language['sweep'] = {
  held: ({ who }) =>
    `另一次运行正占着这本工作簿：${who}。这一次什么都没有做，请等它结束后再运行；确知它已经断了，可以接手：npm run -s baton -- sweep 文件 --take-over`,
  takenOver: '另一次运行接手了这本工作簿，这一次没有做完。请过几分钟再运行一次。',

  mailFailed: '邮件系统没有给出可以理解的回答。请稍后再运行一次。',
  nobodyTaken: ({ tried, said }) =>
    `邮件服务器把前 ${tried} 位收件人的信都退了，问题多半在服务器或发件人，不在他们的地址。${said && `它说：“${said}”。`}什么都没有漏掉：修好之后再运行一次，会接着寄。`,

  recordGone: '记事的工作表 _ledger 不见了，而其他记事还在：换上空白的一张，会让大家再收到一遍。',
  bringBack:
    '请从表格程序的版本历史里恢复它。有备份时，在下一次检查之前先补上空白的一张（.xlsx 文件运行 npm run -s baton -- adopt 文件），马上再运行 npm run -s baton -- restore 文件 备份。',
  recordShort: ({ lost }) =>
    `记事的工作表 _ledger 少了 ${lost} 行，而以前运行时记过这些行还在：没有它们，有人会再收到一遍。`,
  bringRowsBack:
    '请用表格程序的历史版本恢复，或从备份恢复：npm run -s baton -- restore 文件 备份。两样都没有、再收到一遍也无妨的话：npm run -s baton -- adopt 文件；Google 表格和网页版 Excel 里，则清空工作表 _runs 表头以下的内容。',
  notABatonWorkbook: '这本工作簿里没有接力用来记事的工作表。请先运行：npm run -s baton -- adopt 文件',

  stopping: '程序正在停止，其余的信下次寄出。',
  internal: '接力自身出了错，稍后会再试。请管理员查看日志。',
  notATask: '这不是一个检查任务，或不是名册里的工作簿。',
  copy: /* @__PURE__ */ (() =>
    `这是另一本工作簿的复制件，不会寄信。要单独使用它，请清空“设置”里的“${SETTING_NAMES.workbookId['zh-CN']}”和“${SETTING_NAMES.workbookHome['zh-CN']}”。`)(),
  fuse: ({ mails, limit }) =>
    `这次要寄 ${mails} 封信，超过上限 ${limit}，一封也没有寄。请检查工作簿；若确有这么多，请把“设置”里的“${SETTING_NAMES.mailLimit['zh-CN']}”调大。`,

  sweptByAddOn: /* @__PURE__ */ (() =>
    `这本工作簿由 Google 表格里的插件检查，所以这里什么都没有做：两边都寄，每个人会收到两份。要改在这里检查，请在插件菜单“每日检查：开或关”里关掉，或者清空“设置”里 sweptBy（${SWEPT_BY.called['zh-CN']}）那一行。`)(),

  mailTooShort: ({ mail, shortest }) =>
    `“${mail}”太短。请写信的编号（至少开头 ${shortest} 个字符），或收件人的邮箱；检查的报告和 doctor 里都有。`,
  mailAmbiguous: ({ ids, mail }) => `有 ${ids.length} 封信的编号以“${mail}”开头：${ids.join('、')}。请多写几个字符。`,
  nothingToResend: ({ mail, there }) => `“${mail}”没有被暂扣或拒收的信。${there}`,
  resentByItself: ({ mail, there }) => `“${mail}”没有被暂扣或拒收的信。它会自动再寄，什么都不用做。${there}`,
  resendable: ({ mails }) => `可以重寄的有：${mails.join('、')}。`,
  nothingResendable: '这本工作簿里没有被暂扣或拒收的信。',
  resendCopy: '这是另一本工作簿的复制件，没有改动，也不会从这里寄信。请在原来那一本上运行。',

  tooEarly: '这一天还没有到，不会提前检查。',

  owed: {
    outside: ({ to }) => `${to} 不在可以寄信的域名（BATON_RECIPIENTS）之内`,
    badAddress: ({ to }) => `${to} 不是一个邮箱地址`,
    notThere: ({ to }) => `收信的地方没有邮箱是 ${to} 的人`,
    refused: ({ to, said }) => `${to} 不收信${quoted(said)}`,
    deferred: ({ said }) => `邮件系统暂时没有收下${quoted(said)}`,
    unknown: '不知道寄出没有',
    due: '还没有寄出',
  },
  owedNext: {
    outside: ({ again }) =>
      `请在通讯录里改正邮箱，改好后会自动寄出；邮箱没有错，就请管理员加上它的域名，再运行：${again}`,
    refused: ({ again }) => `请在通讯录里改正邮箱，改好后会自动寄出；邮箱没有错，就让它再寄一次：${again}`,
    deferred: '下一次检查会再寄',
    held: ({ again }) => `请问对方收到没有；没收到就再寄一次：${again}`,
    sending: '下一次检查会向邮件系统查问',
    due: '下一次检查会寄',
  },

  holder: ({ run, where, since, until }) =>
    [
      run,
      where && `${where.isHere ? '在本机' : `在机器 ${where.host} 上`}（进程 ${where.pid}）`,
      since && `${since} 开始`,
      `占用到 ${until}，还在写就顺延`,
    ]
      .filter(Boolean)
      .join('，'),
};
