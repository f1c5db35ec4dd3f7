/** In Chinese: what Microsoft 365 refuses, and what to do about it. */
import type { Language } from '../language.ts';

export const microsoft: Language['microsoft'] = {
  graphCertificate: ({ path }) =>
    `读不了 BATON_CLIENT_CERTIFICATE 所写的文件 ${path}。请写出含证书和私钥的 PEM 文件的路径，或直接写 PEM 文本。`,
  graphCloud: 'BATON_CLOUD 只能是 global 或 china（世纪互联）。',
  graphAccount:
    '登录 Microsoft 365 需要环境变量 BATON_TENANT、BATON_CLIENT，以及 BATON_CLIENT_CERTIFICATE、BATON_CLIENT_SECRET、BATON_FEDERATED=google 三者之一；或用自己的账号登录：npm run -s baton -- login microsoft。',

  excelTooSlow: '它没能在限定的时间内打开这个工作簿，多半是工作簿太大',
  excelUnknownEpoch: '它没有说明日期从哪一年算起',
  excelCannotOpen: '它打不开这个工作簿：太大，或含有它不支持的内容',
  excelRefusesApp: '它不接受这个应用',
  excelNotThere: '这里没有这个接口',

  excelNoMerges: '它看不到合并单元格，有的表头要靠合并单元格才读得懂',

  notSignedIn:
    'Microsoft 365 不接受接力的登录：租户、应用 ID、证书或密钥有误或已过期，或还没有管理员同意。请管理员核对 BATON_TENANT、BATON_CLIENT 和证书。',

  graphThrottled: 'Microsoft 365 收到的请求太多，等待之后仍未放行。请过几分钟再运行。',
  graphLocked: ({ uri }) =>
    `工作簿 ${uri} 正被别人打开或签出，等了几分钟仍不能保存，没有写入。请关闭它，或在文档库里签入，再运行一次。`,
  graphExcelClosed: ({ uri }) =>
    `Excel 的接口中途不再接受接力的应用，工作簿 ${uri} 没有再写入。请再运行一次：接不通时会改用整个文件的方式。`,
  graphUploadOpen: ({ uri }) =>
    `工作簿 ${uri} 有一次上传没有结束（有人正在上传，或某次上传中断了），Microsoft 365 暂时不接受另一次，没有写入。没有结束的上传通常 15 分钟后失效，最晚一天。请过后再运行；若有人在网页版 Excel 里打开着它，请先关闭。`,
  graphNotOwn: ({ uri }) =>
    `用您自己的登录，接力只够得到您自己 OneDrive for Business 里的工作簿，${uri} 不在其中。团队网站的工作簿要请管理员给应用授予 Sites.Selected（docs/deploy-microsoft.zh-CN.md），或把工作簿移到您自己的 OneDrive。`,
  graphMailLogin: ({ mailbox }) =>
    `Exchange 不让 ${mailbox} 寄信：缺少委托权限 Mail.Send，或发件人不是登录的账号。请重新运行 npm run -s baton -- login microsoft；若停在“需要管理员批准”，请管理员授予 Mail.Send。`,
  graphForbidden: ({ uri }) =>
    `接力的应用不能读写工作簿 ${uri}。请网站的所有者给它写入的权限；如果文件加了敏感度标签，请去掉标签的加密。`,
  graphNotFound: ({ uri }) =>
    `找不到工作簿 ${uri}：可能已被删除，或移到了别的文档库。请从回收站恢复，或用新的驱动器 ID 和文件 ID。`,
  graphFull: '网站的存储空间已满，没有写入。请腾出空间，或请管理员增加。',
  graphRefused: 'Microsoft 365 没有接受这次请求，没有写入。请再运行一次；若仍如此，请把这条信息交给管理员。',
  graphUnreachable: '连不上 Microsoft 365，或它暂时没有正常回答。请检查网络，稍后再运行一次。',
  graphBadId: ({ given }) =>
    `“${given}”不是 Microsoft 365 的工作簿。请写成 graph: 加驱动器 ID、斜杠和文件 ID，需要时再加 ?way=file 或 ?way=api。`,
  graphLinkNotFound:
    '这个链接不指向接力的应用能看到的文件。请用“复制链接”得到的链接，并请网站的所有者给应用写入的权限。',
  graphNoFile: ({ name }) => `“${name}”不是可以下载的文件。请给出 .xlsx 工作簿的文件 ID。`,
  graphTooLarge: ({ name, megabytes }) =>
    `“${name}”有 ${megabytes} MB，超过 100 MB，没有下载。请把旧的行或图片移到另一个工作簿。`,
  graphEncrypted: ({ name }) =>
    `“${name}”无法读取：它设有密码，或其敏感度标签会加密，或是旧的 .xls 格式。请去掉密码，换一个不加密的标签，或另存为 .xlsx。`,
  graphLagging: ({ uri }) =>
    `工作簿 ${uri} 的文件里还没有刚才通过 Excel 写入的内容，等了一分钟仍是旧的，没有改动。请过几分钟再运行一次。`,
  graphProtected: ({ sheet }) =>
    `工作表“${sheet}”受保护，不让接力写入，没有写入。请在“审阅 → 撤消工作表保护”里取消，或把要写的列设为不锁定。`,
  graphTextTooLong: ({ cell }) => `单元格 ${cell} 的文字超过 32,767 个字符，Excel 放不下。请缩短。`,
  graphWayRefused: ({ why }) =>
    `这个工作簿不能用 Excel 的接口读写：${why}。请去掉 ?way=api 和 BATON_GRAPH_WAY，或写 ?way=file。`,
  graphBadFolder: ({ given }) =>
    `“${given}”不是 Microsoft 365 的位置。请写成 graph: 加驱动器 ID、斜杠和文件夹 ID（整个文档库写 root），需要时再加斜杠和文件名。`,
  graphBadName: ({ name }) =>
    `SharePoint 里不能用“${name}”作工作簿的名字：它应以 .xlsx 结尾，不含 " * : < > ? / \\ |，首尾没有空格。`,
  graphFileExists: ({ name }) => `那个文件夹里已经有“${name}”，没有改动。请换一个名字。`,
  graphFolderMissing: ({ place }) =>
    `找不到 graph:${place} 的文件夹，或接力的应用看不到它。请核对两个 ID，并请网站的所有者给应用写入的权限。`,

  wayAsked: '这是指定的',
  wayNoApi: '世纪互联没有 Excel 的接口',
  wayApi: 'Excel 的接口可用',

  graphMailSender: ({ mailbox }) =>
    `邮箱 ${mailbox} 不能以这个发件人的名义寄信。请在 BATON_FROM 里用它自己的地址，或请管理员给它“代理发送”的权限。`,
  graphMailQuota: ({ mailbox }) =>
    `Exchange 今天不再让 ${mailbox} 寄信：每天的上限到了，或邮箱被禁止发信。没寄出的信下次检查时再寄；若明天仍如此，请管理员在安全中心查看受限制的用户。`,
  graphMailThrottled: ({ mailbox }) =>
    `Exchange 等待之后仍不让 ${mailbox} 再寄信：一分钟的上限到了。没寄出的信下次检查时再寄。`,
  graphMailFull: ({ mailbox }) =>
    `邮箱 ${mailbox} 已满，放不下草稿，信没有寄出。请清空“已发送邮件”里的旧信，或请管理员增加容量。`,
  graphMailNoMailbox: ({ mailbox }) =>
    `${mailbox} 没有 Exchange Online 邮箱，或没有许可证。请核对 BATON_GRAPH_MAILBOX，或发件人的地址。`,
  graphMailRights: ({ mailbox }) =>
    `接力的应用不能使用邮箱 ${mailbox}。请 Exchange 管理员给它这个邮箱的 Application Mail.ReadWrite 和 Application Mail.Send；刚给的权限最多两小时后生效。`,

  wanted: {
    BATON_CLOUD: 'Microsoft 365 的云：global，或世纪互联的 china；不设为 global',
    BATON_TENANT: 'Microsoft 365 租户的 ID 或域名；与 BATON_CLIENT 和一种证明一起设',
    BATON_CLIENT: '在 Microsoft Entra 注册的应用（客户端）ID',
    BATON_CLIENT_CERTIFICATE:
      '应用的证书和私钥：PEM 文本，或含这两者的文件路径。与 BATON_CLIENT_SECRET、BATON_FEDERATED 三者只设其一',
    BATON_CLIENT_SECRET: '应用的密钥；与 BATON_CLIENT_CERTIFICATE、BATON_FEDERATED 三者只设其一',
    BATON_FEDERATED:
      '写 google：应用信任运行时的服务账号，不要密钥；与 BATON_CLIENT_CERTIFICATE、BATON_CLIENT_SECRET 三者只设其一',
    BATON_GRAPH_WAY: '读写 graph: 工作簿的方式：api 或 file；不设则自行判断',
    BATON_GRAPH_MAILBOX: '用 graph 寄信的邮箱地址；不设则为发件人的地址',
  },

  graphNotFilledIn: ({ uri }) => `工作簿 ${uri} 已建好，但还没有设置和日历：请在文档库里删除它，再运行一次。`,
  excelNamed: 'graph:驱动器/文件',
  exchangeNamed: 'graph',
};
