/** In Chinese: what `baton setup` asks, finds wrong and has done. */
import type { Language } from '../language.ts';

const quoted = (text: string) => `“${text}”`;

export const setup: Language['setup'] = {
  begin: '一共五个问题。按回车就用方括号里的；按 Ctrl+C 停下，什么都不会改。',
  count: ({ n, text }) => `${n}/5  ${text}`,

  ownName: '中文',
  language: '用哪种语言？',
  workbook:
    '用哪本工作簿？输入你们跟踪表的路径（.xlsx），或给新的一本起个名字。也可以写 gsheet:ID 或 graph:驱动器/文件。',
  newName: '协作计划.xlsx',
  willMake: ({ path }) => `会新建 ${path}。`,
  found: ({ path }) => `${path} 可以读写。`,
  follow: ({ name }) => `${quoted(name)}是你们自己的表。就按现在的样子跟进吗？原来的表都不动，接力只加上自己要用的。`,
  notFollowed: ({ name }) => `${quoted(name)}不动。请换一本。`,
  mustFollow: ({ name, typed }) =>
    `${quoted(name)}是你们自己的表，接力还没有接管。加上 --yes 就按猜的接管；或者先运行：npm run -s baton -- adopt ${typed}`,
  cannotMake: ({ path }) => `没有 ${path}，新的工作簿只能是 .xlsx 文件。请检查路径，或起一个以 .xlsx 结尾的名字。`,
  noFolder: ({ folder }) => `没有 ${folder} 这个文件夹。请先建好，或换一个。`,

  keeper: '专人是谁？表里有读不懂的行会告诉他。请写姓名和邮箱，例如：李娜 <li.na@example.com>',
  lead: '项目负责人是谁？同一个人就按回车。',
  notAPerson: ({ text }) => `${quoted(text)}里看不出姓名和邮箱。请写成：李娜 <li.na@example.com>`,

  mail: '信怎么寄出去？输入寄信的邮箱，或者邮件服务器，例如 smtps://name@smtp.example.com；用 login 登录过的，可以写 gmail 或 graph；写 outbox 就只放在文件夹里，谁也收不到。',
  server: ({ address }) => `${address} 用哪个服务器寄信？`,
  orServer: ({ names }) => `也可以写名字：${names}。`,
  sender: '寄信人写哪个邮箱？',
  password: ({ account }) => `${account} 的密码（输入时不显示）：`,
  notAWay: ({ text }) =>
    `${quoted(text)}不是邮箱，也不是服务器。请写 name@example.com、smtps://name@smtp.example.com 或 outbox。`,
  passwordInWay:
    '--mail 里不要写密码，别人看得到：运行时会问，也可以放在 BATON_SMTP_PASSWORD 里，或用 --password-stdin 从管道传入。',
  trying: ({ way }) => `正在试 ${way} …`,
  toFolder: '信只放在工作簿旁边的 outbox 文件夹里，谁也收不到。',

  askReplies: ({ account }) => `大家直接回信的，要不要在 ${account} 的邮箱里读并答复？不是回复接力的信，只看几个信头。`,

  at: '每个工作日几点？（时:分；要按别的时区，就写在后面）',
  notATime: ({ text }) => `${quoted(text)}不是时间。请写成 08:30。`,
  notALanguage: ({ text }) => `没有${quoted(text)}这一项，请输入编号。`,

  lacking: ({ flags }) => `这里没有人可以问，还需要：${flags.join('、')}。什么都没有改。`,
  noPassword: ({ account }) =>
    `缺少 ${account} 的密码。请设到环境变量 BATON_SMTP_PASSWORD，或用 --password-stdin 从管道传入。什么都没有改。`,

  badConfig: ({ path }) => `读不懂 ${path} 里的设置。请改正；或者删掉它，再运行 npm run -s baton -- setup`,
  notWritten: ({ path }) => `写不了 ${path}。请检查文件夹的权限和磁盘空间。`,
  settingsNotTaken: ({ name }) => `有人正在改 ${name}，专人和负责人没能填进去。请关掉它，再运行一次 setup。`,

  days: ({ country, until }) =>
    country === ''
      ? '官方假日：没有，“设置”里没有写国家。放假的日子可以写进工作日历。'
      : `官方假日：按${country}，${until === null ? '不限年份' : `已知到 ${until}`}。`,
  made: ({ path }) => `已新建 ${path}。`,
  adopted: ({ path }) => `从现在起跟进 ${path}，原来的表都没有动。`,
  entered: ({ keeper, lead }) =>
    keeper === lead ? `专人和项目负责人：${keeper}。` : `专人：${keeper}。项目负责人：${lead}。`,
  kept: ({ path }) => `都记在 ${path} 里，只有你能读。以后只要运行 npm run -s baton -- sweep。`,
  mailForAll: ({ count }) => `这里的 ${count} 本工作簿，现在都这样寄信。`,

  askTest: ({ address }) => `现在给 ${address} 寄一封测试信吗？`,
  testSent: ({ address }) => `邮件服务器收下了给 ${address} 的测试信，请看看有没有到。`,
  testInFolder: ({ folder }) => `测试信在 ${folder} 里：打开其中的 index.html。`,
  testNotSent: '没有寄测试信。加上 --yes 就会寄。',
  test: {
    subject: '接力的测试信',
    first: ({ name }) => `${name}：这是一封测试信，不用做什么。`,
    workbook: ({ workbook }) => `说的是你做专人的这本工作簿：${workbook}`,
    when: ({ at, zone }) =>
      `每个工作日 ${at}（${zone}），接力读一遍表，给每个人寄一封信，只写轮到他的事；休息日不寄。没有新的事就不寄信。`,
    next: '表里有读不懂的行，会告诉你。如果这样的信进了垃圾邮件，请标为“不是垃圾邮件”。',
  },

  dryRun: ({ day }) => `${day}会寄这些；还没有寄：`,
  fillIn: ({ path }) =>
    `接下来：打开 ${path}，填写“通讯录”和“协同任务分工表”，再用 npm run -s baton -- sweep --dry-run 看谁会收到什么。`,

  askSchedule: '就照上面的装上每天的定时吗？',
  later: '还没有装每天的定时。要装的时候运行：npm run -s baton -- schedule install',
  sweepNow: '现在就寄该寄的：npm run -s baton -- sweep',

  yes: '是 好 对',
  no: '否 不 不用',
  usualYes: '是',
  usualNo: '否',
};
