/** In Chinese: what the add-on for Google Sheets says of its own sweeps, where nobody else sweeps the workbook. */
import type { addOnSweep as en } from '../en/add-on-sweep.ts';

export const addOnSweep: typeof en = {
  sheets: ({ why }) => `Google 表格没有照做：${why}。什么都没有丢，下次检查接着做。`,
  busy: '刚好有别人在写，下次检查接着做。',
  outOfTime: '脚本一次最多跑六分钟，剩下的几分钟后自动接着寄。',
  quota: 'Google 今天不让这个账号再寄信了。没寄的，明天检查时接着寄。公司账号每天能寄的比个人账号多。',
  badAddress: ({ to }) => `Google 不收寄往 ${to} 的信。请在通讯录里改正地址。`,
  mailFailed: ({ why }) => `Google 没有说最后一封信有没有寄出：${why}`,

  title: '接力',
  sent: ({ mails }) => `寄出了 ${mails} 封信。`,
  nothing: '现在没有要告诉谁的。',
  dayOff: '今天休息，不寄信。',
  problems: ({ count }) => `表里有 ${count} 处读不懂，侧边栏里能看到在哪里。`,
  waiting: ({ count }) => `还有 ${count} 个人的信没有寄到。`,
  unknown: ({ to }) => `脚本中途被停掉了，不知道寄给 ${to.join('、')} 的信有没有寄出。请问一下对方收到没有。`,
  held: ({ until }) => `另一次检查正在进行，最晚到 ${until}。这一次什么都没有做。`,
  noButtons:
    '信里没有按钮，因为回复用的网页还没有发布：收到信的人直接在表里填。按说明里的“怎样让信里有按钮”做，两分钟就好。',

  askOn: ({ time, sender }) =>
    `每个工作日 ${time} 左右，接力检查这本工作簿，谁有事要办就用 ${sender} 给谁寄信。要打开吗？`,
  askElsewhere: ({ day }) =>
    `这本工作簿上次是 ${day} 由服务器或电脑上的接力检查的。继续的话，以后就在这里检查，那边会停下。要继续吗？`,
  askOff: ({ owner }) => `每日检查开着，用 ${owner} 寄信。要关掉吗？`,
  isOn: ({ time }) => `每日检查打开了。下一个工作日 ${time} 左右第一次检查。`,
  isOff: '每日检查关掉了，这里不再寄信。',
  notHere: '什么都没有做：设置里已经不写着在这里检查。要改的话，请在菜单里选“每日检查：开或关”。',
  copy: '这是另一本工作簿的复制件，不寄信。请先把它变成独立的工作簿。',

  dryTitle: '现在会寄哪些信',
  dryNone: '现在不会给谁寄信。',
  to: ({ name, address }) => `寄给 ${name} <${address}>`,
};
