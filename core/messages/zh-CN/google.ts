/** In Chinese: what Google’s services refuse, and what to do about it. */
import type { Language } from '../language.ts';

/** 不知道是哪个账号时的说法。 */
const of = (account: string | null) => (account === null ? '接力所用的账号' : ` ${account} `);

export const google: Language['google'] = {
  queueMissing: ({ queue }) => `没有 ${queue} 这个队列。请核对名称，或用 gcloud tasks queues create 建立它。`,
  queueRefused:
    '队列不接受任务。运行函数的服务账号需要 roles/cloudtasks.enqueuer，并对调用账号有 roles/iam.serviceAccountUser。',
  queueUnreachable: '连不上队列，稍后会再试。',
  locale: 'zh_CN',

  gmailQuota: ({ mailbox }) =>
    `Gmail 等待之后仍不让 ${mailbox} 再寄信：一分钟或一天的上限到了。没寄出的信下次检查时再寄。`,
  gmailNoCredentials:
    '没有找到 Google 的凭据。请在 Google Cloud 上运行，或把 GOOGLE_APPLICATION_CREDENTIALS 设为服务账号的密钥文件。',
  gmailSigning: ({ account }) =>
    `不能以服务账号${account ? ` ${account} ` : ''}的名义签名。请管理员把该服务账号上的 roles/iam.serviceAccountTokenCreator 角色授予运行接力的账号。`,
  gmailApiDisabled:
    '这个 Google Cloud 项目没有启用 Gmail API 或 IAM Credentials API。请管理员运行：gcloud services enable gmail.googleapis.com iamcredentials.googleapis.com',
  gmailNoMailbox: ({ mailbox }) => `${mailbox} 没有 Gmail 邮箱。请核对 BATON_GMAIL_MAILBOX，或发件人的地址。`,
  gmailAuth: ({ mailbox, scope }) =>
    `Google 不允许使用 ${mailbox} 的邮箱：授权已被撤销、已过期，或没有这个范围。请 Workspace 管理员为服务账号设置全网域授权，范围为 ${scope}。`,
  gmailSender: ({ mailbox, from }) =>
    `邮箱 ${mailbox} 不能以 ${from} 的名义寄信。请在 Gmail 的“设置 → 账号 → 用这个地址发送邮件”里添加，或改用它自己的地址。`,

  gsheetMergedCells: ({ cell }) => `单元格 ${cell} 在合并区域里，无法写入。请取消合并。`,
  gsheetTextTooLong: ({ cell }) => `单元格 ${cell} 的文字超过 50,000 个字符，Google 表格放不下。请缩短。`,

  gsheetQuota: 'Google 表格一分钟内的请求太多，等待之后仍未放行。请过几分钟再运行，或请管理员提高 Sheets API 的配额。',
  gsheetNoCredentials:
    '没有找到 Google 的凭据。请运行 gcloud auth application-default login，或把 GOOGLE_APPLICATION_CREDENTIALS 设为服务账号的密钥文件。',
  gsheetAuth: ({ account }) =>
    `Google 不接受${of(account)}的授权：可能已被撤销、已过期，或没有表格的权限。请管理员重新授权，范围为 https://www.googleapis.com/auth/spreadsheets。`,
  gsheetApiDisabled:
    '这个 Google Cloud 项目没有启用 Sheets API。请管理员运行：gcloud services enable sheets.googleapis.com',
  gsheetProtected: ({ account }) =>
    `表格里有受保护的区域不让${of(account)}修改，没有写入。请表格的所有者在“数据 → 受保护的工作表和范围”里允许它编辑。`,
  gsheetNotPicked: ({ id }) =>
    `用您自己的登录，接力只看得到您挑选过的电子表格；${id} 不在其中，或已被删除。请挑选它：npm run -s baton -- login google --only sheets --pick ${id}。窗口里没有的话，请它的所有者以编辑者身份分享给您。`,
  gmailLogin: ({ mailbox }) =>
    `Google 不让 ${mailbox || '登录的账号'} 寄信：缺少 gmail.send 权限。请运行 npm run -s baton -- login google --only mail，并勾上这一项；公司账号可能要请 Workspace 管理员在“安全性 → API 控件”里允许这个应用。`,
  gsheetForbidden: ({ account }) => `这张表格没有给${of(account)}编辑的权限。请表格的所有者点“共享”，把它加为编辑者。`,
  gsheetNotFound: ({ id }) =>
    `没有 ID 为 ${id} 的 Google 表格，可能已被删除。请核对网址中 /d/ 之后的部分，或从回收站恢复。`,
  gsheetOfficeFile:
    '这是云端硬盘里的一个 .xlsx 文件，不是 Google 表格。请打开它，选“文件 → 保存为 Google 表格”，再使用新表格的 ID。',
  gsheetFull: '这张 Google 表格已到一千万个单元格的上限，没有写入。请删去多余的行、列或工作表。',
  gsheetRefused: 'Google 表格没有接受这次请求，没有写入。请再运行一次；若仍如此，请把这条信息交给管理员。',
  gsheetUnreachable: '连不上 Google 表格，或它暂时没有正常回答。请检查网络，稍后再运行一次。',
  gsheetBadId: ({ id }) => `“${id}”不是 Google 表格的 ID。请写成 gsheet: 加上网址中 /d/ 与 /edit 之间的部分。`,
  gsheetNotEmpty: '这张 Google 表格里已经有内容，没有改动。请新建一张空白表格，共享给接力，再用它的 ID。',

  wanted: {
    BATON_GMAIL_MAILBOX: '用 gmail 寄信的邮箱地址；不设则为发件人的地址',
    BATON_GMAIL_ACCOUNT: '代表该邮箱的服务账号；不设则为运行时的服务账号',
  },

  gsheetStillBlank: ({ id }) => `新表格已建好，但还是空白的：再运行时把地址写成 gsheet:${id}。`,
  gsheetNotFilledIn: ({ id }) =>
    `表格 gsheet:${id} 已建好，但还没有设置和日历：请在 Google 云端硬盘里删除它，再运行一次。`,
  sheetsNamed: 'gsheet: 加表格的 ID',
  sheetsListed: 'gsheet: 加表格的 ID 或粘贴表格的网址',
  gmailNamed: 'gmail',
};
