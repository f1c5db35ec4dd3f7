/** In Chinese: what `npm run deploy` says. */
import type { deploy as inEnglish } from '../en/deploy.ts';

export const deploy: typeof inEnglish = {
  serviceAccount: ({ account }) => `服务账号 ${account}`,
  grant: ({ who, on, role }) => `${who} 在 ${on} 上的 ${role}`,

  secret: ({ secret }) => `密钥 ${secret}`,
  secretValue: ({ secret }) => `${secret} 的值`,

  refused: ({ call, said, needed }) =>
    `没有成功：${call}\n${said}${needed ? `\n部署的人在项目上需要 roles/owner，或这些角色：${needed}。请向项目管理员要。` : ''}`,
  noGcloud:
    '没有找到 gcloud。请按 https://cloud.google.com/sdk/docs/install 安装，或改用 https://shell.cloud.google.com 。',
  notSignedIn: 'gcloud 还没有登录。请运行：gcloud auth login',
  projectMissing: ({ project, err }) =>
    `用不了项目 ${project}。没有的话请建立：gcloud projects create ${project} ；已有的话，请让管理员给你的账号权限。\n${err.trim()}`.trim(),
  noBilling: ({ project }) =>
    `项目 ${project} 没有结算账号。先看有哪些：gcloud billing accounts list ，再关联：gcloud billing projects link ${project} --billing-account=账号`,
  billingUnknown: ({ project, err }) =>
    `看不到项目 ${project} 的结算。API 没开的话请运行：gcloud services enable cloudbilling.googleapis.com --project=${project}\n${err.trim()}`,
  noProject: '--project：哪个 Google Cloud 项目，写它的 ID，例如 baton-team',
  noRegion: '--region：在哪个区域运行，例如 asia-northeast1；全部区域：gcloud run regions list',
  noZone: '--zone：每天按哪个时区开始，例如 Asia/Shanghai',
  fileRegistry: 'BATON_REGISTRY：云端看不到本机的文件，请写 gsheet: 加表格的 ID，或 graph:驱动器/文件',
  noMail: 'BATON_MAIL：云端没有可以放信的文件夹，请写 smtps://用户@主机:端口、gmail 或 graph',
  noTrust:
    'BATON_FEDERATED：写 google。在 Google Cloud 上应用不用密钥也不用证书（见 docs/deploy-microsoft.zh-CN.md 第 2 节）',
  badLinkKey: 'BATON_LINK_KEY：邮件里链接的密钥至少要 32 个字符，用 openssl rand -hex 32 生成',
  passwordInMail:
    'BATON_MAIL：里面写着密码，谁看得到函数的设置就看得到它。请把密码移到 BATON_SMTP_PASSWORD，地址只写 smtps://用户@主机:端口',
  noSecret: ({ variable }) => `${variable}：只需在这次运行的环境里设一次，之后存放在 Secret Manager`,
  halfOfTwo: ({ variable, beside }) =>
    `${variable}：已经有 ${beside}，缺了它就不起作用。请在这次运行的环境里设一次，之后存放在 Secret Manager；两个都不用的，请删去存着的那个`,
  noPassword: 'BATON_SMTP_PASSWORD：邮件服务器的密码。只需在这次运行的环境里设一次，之后存放在 Secret Manager',

  queue: ({ queue, perMinute }) => `队列 ${queue}，每分钟最多 ${perMinute} 本`,

  function: ({ name }) => `函数 ${name}`,

  job: ({ job, schedule, zone }) => `定时任务 ${job}：${schedule}（${zone}）`,

  step: ({ title }) => `→ ${title}`,
  apis: ({ off }) => `打开 API：${off.join('、')}`,
  share: ({ account }) => `- 把名册和每本工作簿共享给 ${account}，权限“编辑者”；在此之前接力打不开它们`,
  trust: ({ id, audience }) =>
    `- 在 Microsoft Entra 的应用里添加联合凭据：颁发者 https://accounts.google.com，主体 ${id}，受众 ${audience}；应用的权限见 docs/deploy-microsoft.zh-CN.md`,
  mailboxRights: '- Exchange 管理员给应用一个邮箱的权限，信才能寄出（见 docs/deploy-microsoft.zh-CN.md 第 5 节）',
  senderRights: '- 发件人要能从这台邮件服务器寄信：域名的 SPF 和 DKIM 里要有它',
  requestLog:
    '- Cloud Run 的请求日志里有邮件链接，有链接的人就能代为答复；不该看到的人请不要给日志权限，或排除这项日志（见 docs/deploy-google.zh-CN.md）',
  noButtons: '- 想让邮件带上答复按钮：运行一次 BATON_LINK_KEY=$(openssl rand -hex 32) npm run deploy -- google …',
  delegate: ({ id, scope, mailbox }) =>
    `- Workspace 管理员在 https://admin.google.com/ac/owl/domainwidedelegation 添加客户端 ${id}，范围 ${scope}，信才能从 ${mailbox} 寄出；这一项从命令行看不到`,
  lacks: '还缺这些，什么也没有改：',
  nothingToDo: '一切都已就绪，没有要改的。',
  goOn: '现在做吗？[y/N] ',
  done: '都做好了。',
  again: '已经做好的都留着。改好之后再运行一次，会从这里接着做。',

  nobodyToAsk: '这里没有人可以问。看过之后加上 --yes 再运行。',

  leftToPeople: ({ tasks }) => `只有人能做的事：\n${tasks.join('\n')}`,
  planned: ({ titles }) => `要做 ${titles.length} 件事：\n${titles.map((title) => `  ${title}`).join('\n')}`,

  noEnvFile: ({ file }) =>
    `读不到文件 ${file}。请把变量写进去，每行一个 名称=值（见 docs/deploy-google.zh-CN.md 第 2 节）；或者不写 --env，把变量设在环境里。什么都没有改。`,
  usage: `npm run deploy -- google --project ID --region 区域 --zone 时区 [--env 文件] [--schedule "0 5 * * *"] [--print | --yes] [--locale zh-CN|en]
  --env       变量所在的文件，每行 名称=值；环境里的优先
  --schedule  何时开始，cron 写法；默认每天 05:00
  --print     只打印 gcloud 命令，什么也不做，也不问 Google
  --yes       不再询问`,
};
