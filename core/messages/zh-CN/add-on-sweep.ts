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

  install: {
    unknown: ({ text }) => `插件不会“${text}”。请写：add-on install 网址，或者：add-on files 文件夹`,
    noSpreadsheet: ({ text }) =>
      `“${text}”不是 Google 表格的网址。请从浏览器里复制整个网址：https://docs.google.com/spreadsheets/d/…`,
    notBuilt: '这里没有插件的文件。请先生成：npm run apps-script:build',
    notCopied: ({ folder }) => `写不进 ${folder}，请换一个文件夹。`,
    laidOut: ({ folder, names }) =>
      `插件的文件放在 ${folder}：${names.join('、')}。\n\n把它们粘贴到表格里：扩展程序 → Apps 脚本。先在项目设置里勾选显示 appsscript.json。然后各自按名字粘贴：appsscript.json；Code.js 贴进 Code.gs；每个 .html 建一个 HTML 文件，名字不带后缀。保存，刷新表格。`,
    failed: ({ step }) =>
      `“clasp ${step}”没有成功，它说的话在上面。多半是 Apps Script API 没有打开：在 https://script.google.com/home/usersettings 打开，再运行一次。`,
    signIn: 'Google 会在浏览器里请你登录，这是给 clasp 用的，它是 Google 自己的脚本工具。',
    make: '正在表格里建脚本……',
    push: '正在上传插件的文件……',
    done: ({ url }) =>
      `插件已经放进表格。剩下的只能由你来做：\n\n1. 打开 ${url}，刷新到“帮助”旁边出现菜单“接力”。\n2. 接力 → 设置这本工作簿。Google 会请你授权；个人账号会看到“未经验证”：高级 → 转至 Baton。\n3. 接力 → 现在会寄哪些信；看过觉得可以，就选：接力 → 每日检查：开或关。\n4. 想让信里有按钮：扩展程序 → Apps 脚本 → 部署 → 新建部署 → Web 应用，执行身份：我，谁可以访问：任何人。`,
  },

  dryTitle: '现在会寄哪些信',
  dryNone: '现在不会给谁寄信。',
  to: ({ name, address }) => `寄给 ${name} <${address}>`,
};
