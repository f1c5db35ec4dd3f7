/** In Chinese: addresses, mail servers and the outbox: what is wrong, and what to do about it. */
import type { Language } from '../language.ts';
import { quoted } from './format.ts';

export const mailing: Language['mailing'] = {
  badSender: ({ text }) => `“${text}”不是发件人。请写成 "接力 <baton@example.com>"。`,

  notOneAddress: ({ shown }) => `“${shown}”不是一个邮件地址。请在通讯录里只写一个地址。`,

  outboxUnwritable: ({ folder }) => `发件箱文件夹 ${folder} 不能读写。请检查权限和磁盘空间。`,

  badMailUrl: '邮件服务器的地址应为 smtp://用户@主机:端口，密码放在 BATON_SMTP_PASSWORD 里。',
  smtpPassword: ({ account, secret }) => `缺少 ${account} 的密码：请设置 BATON_SMTP_PASSWORD。${secret}`,
  smtpDeferred: ({ host, to, said }) =>
    `邮件服务器 ${host} 暂时没有收下给 ${to} 的信：“${said}”。以后会再寄；若一直这样，请问问收件人，或联系邮件服务器的管理员。`,
  smtpRejected: ({ host, to, said }) =>
    `邮件服务器 ${host} 拒收给 ${to} 的信：“${said}”。请核对通讯录里的邮箱；若没有写错，请联系邮件服务器的管理员。`,
  smtpAuth: ({ host, said, secret }) =>
    `邮件服务器 ${host} 不接受这个用户名和密码${quoted(said)}。${secret || '请检查 --mail 里的地址。'}`,
  smtpSender: ({ host, from, said }) =>
    `邮件服务器 ${host} 不肯用 ${from} 寄信${quoted(said)}。请在 --from 或 BATON_FROM 里写登录账号自己的地址。`,
  smtpRefused: ({ host, said }) => `邮件服务器 ${host} 拒绝寄信${quoted(said)}。请检查发件地址和服务器的规则。`,
  smtpLater: ({ host, said }) => `邮件服务器 ${host} 暂时不收信${quoted(said)}。请稍后再运行一次。`,
  smtpCertificate: ({ host }) =>
    `邮件服务器 ${host} 的证书不可信，所以没有把密码和信交给它。请检查地址，或请管理员更新证书。`,
  smtpOwnCertificate: ({ host, issuer }) =>
    `邮件服务器 ${host} 的证书由“${issuer}”签发，这台机器不认识它，所以没有把密码和信交给它。如果那是贵公司自己的证书机构，请向管理员要它的证书（.pem 文件），再把 NODE_EXTRA_CA_CERTS 设为这个文件的路径。`,
  smtpUnencrypted: ({ host, said }) =>
    `与邮件服务器 ${host} 的连接没有加密，所以没有把密码交给它${quoted(said)}。请改用 smtps://，或请管理员打开 STARTTLS。`,
  smtpUnreachable: ({ host }) => `连不上邮件服务器 ${host}，或连接中断。请检查地址和网络，然后再运行一次。`,

  badInbox:
    'BATON_INBOX 可以写 yes（就是寄信的那个邮箱）、no、imaps://用户@主机/文件夹，或 --mail 认识的名字，例如 qq:name@qq.com。密码放在 BATON_INBOX_PASSWORD 里。',
  inboxUnnamed:
    'BATON_INBOX=yes 只能和认得名字的邮箱一起用，例如 --mail qq:name@qq.com。请直接写明邮箱：BATON_INBOX=imaps://用户@主机。',
  inboxPassword: ({ account }) =>
    `缺少邮箱 ${account} 的密码：请设置 BATON_INBOX_PASSWORD；与寄信的密码相同时，设置 BATON_SMTP_PASSWORD 就够了。`,
  inboxLogin: ({ account }) =>
    `还没有人登录来读邮箱 ${account}。请运行 \`npm run -s baton -- login microsoft --imap\`；Exchange Online 的 IMAP 不接受密码。`,
  imapAuth: ({ host, said, secret }) =>
    `邮件服务器 ${host} 不让接力读这个邮箱${quoted(said)}。请核对用户名和密码，并在邮箱设置里打开 IMAP 服务。${secret}`,
  imapRefused: ({ host, said }) => `邮件服务器 ${host} 拒绝了读邮箱的请求${quoted(said)}。请联系邮件服务器的管理员。`,
  imapFolder: ({ host, folder }) => `${host} 上的邮箱没有文件夹“${folder}”。请改正 BATON_INBOX。`,
  imapMarks: ({ host, folder }) =>
    `${host} 上文件夹“${folder}”里的邮件不能做标记，所以不答复任何回信，免得同一封答两次。请给这个账号修改该文件夹的权限，或在 BATON_INBOX 里换一个文件夹。`,
  imapLater: ({ host, said }) => `邮件服务器 ${host} 暂时不让读邮箱${quoted(said)}。下次会补上。`,
  imapCertificate: ({ host }) =>
    `邮件服务器 ${host} 的证书不可信，所以没有把密码交给它。请检查地址；如果证书是贵公司自己签发的，请把 NODE_EXTRA_CA_CERTS 设为证书机构的 .pem 文件。`,
  imapUnencrypted: ({ host }) =>
    `邮件服务器 ${host} 收信时不加密，所以没有把密码交给它。请改用 imaps://，或请管理员打开 STARTTLS。`,
  imapUnreachable: ({ host }) => `读邮箱时连不上邮件服务器 ${host}，或连接中断。请检查地址和网络；下次会补上。`,
  imapKeywords: ({ host, folder }) =>
    `在 ${host} 的文件夹 ${folder} 里读回信。处理过的邮件做了标记，邮件程序里看不到。`,
  imapFlags: ({ host, folder }) =>
    `在 ${host} 的文件夹 ${folder} 里读回信。这里不能做接力自己的标记：答复过的标为“已回复”，不知道答复寄没寄出的加星标。`,

  outsideAddress: ({ address }) =>
    `${address} 不在可以寄信的域名之内。请更正邮箱，或请管理员把它的域名加进 BATON_RECIPIENTS。`,
  badRecipients: 'BATON_RECIPIENTS 里要写域名，用逗号隔开，例如 example.com, example.cn。',

  notAMail: '这不是一封邮件。请给出邮件程序保存的 .eml 文件。',

  outbox: {
    title: '发件箱',
    empty: '选一封信来读。没有脚本时，点一封信会打开它的 .eml 文件。',
    count: (n) => `${n} 封信`,
    from: '发件人',
    to: '收件人',
    back: '返回列表',
    asText: '看纯文本',
    asHtml: '看网页',
    file: '.eml 文件',
    calendar: '日历附件',
  },

  wanted: {
    BATON_SMTP_PASSWORD: '邮件服务器的密码；不需要就不设',
    BATON_INBOX: '在哪里读回信：yes 表示寄信的那个邮箱，别的邮箱写 imaps://用户@主机/文件夹，不读写 no',
    BATON_INBOX_PASSWORD: '那个邮箱的密码；与 BATON_SMTP_PASSWORD 相同就不设',
  },

  drafts: {
    rejected: ({ name, to, said }) => `${name} 没有收下给 ${to} 的信：“${said}”。请在通讯录里改正这个邮箱。`,
    tooLarge: ({ name, to, said }) =>
      `${name} 没有收下给 ${to} 的信，它太大了：“${said}”。以后会再寄；若一直这样，请把这条信息交给管理员。`,
    refused: ({ name, said }) =>
      `${name} 没有接受这次请求，信没有寄出${quoted(said)}。请再运行一次；若仍如此，请把这条信息交给管理员。`,
    unreachable: ({ name }) => `连不上 ${name}，或它暂时没有正常回答。请检查网络，稍后再运行一次。`,
    draftGone: '草稿在寄出之前被删除了，这封信没有寄出。请再运行一次。',
    unsure: ({ name }) => `与 ${name} 的连接中断之后，草稿不见了，已发送邮件里也还没有这封信。下次检查时会再核对。`,
  },

  outboxNamed: 'outbox:文件夹',
  smtpNamed: 'smtp://用户@主机:端口',

  servers: {
    qq: {
      title: 'QQ 邮箱',
      secret:
        'QQ 邮箱要填授权码，不是 QQ 密码：用浏览器打开邮箱，“设置”→“账号”→“POP3/IMAP/SMTP 服务”→“开启服务”，用手机验证后就能看到 16 位授权码。',
    },
    netease: {
      title: '163、126 邮箱',
      secret:
        '163、126 邮箱要填授权码，不是登录密码：用浏览器打开邮箱，“设置”→“POP3/SMTP/IMAP”→开启 SMTP 服务，用手机验证后就能看到授权码。',
    },
    exmail: {
      title: '腾讯企业邮',
      secret:
        '腾讯企业邮填邮箱密码；开了“安全登录”的要填客户端专用密码：用浏览器打开邮箱，“设置”→“邮箱绑定”→“安全登录”。管理员要先允许 SMTP。',
    },
    aliyun: {
      title: '阿里企业邮箱',
      secret:
        '阿里企业邮箱填邮箱密码；开了三方客户端安全密码的要填那个密码：用浏览器打开邮箱，“设置”→“账号与安全”。管理员要先允许使用邮件客户端。',
    },
    exchange: {
      title: 'Exchange Online',
      secret:
        'Exchange Online 只在 2026 年 12 月底以前接受邮箱密码，还要管理员为这个邮箱打开经过身份验证的 SMTP。用 `npm run -s baton -- login microsoft --smtp` 登录就不用密码。',
    },
    gmail: {
      title: 'Gmail',
      secret:
        'Gmail 要填 16 位的应用专用密码，不是登录密码：先打开两步验证，再到 https://myaccount.google.com/apppasswords 生成。公司账号可能被管理员禁止，这时用 `--mail gmail`，不用密码。',
    },
  },

  smtpSignedIn: ({ host }) => `邮件服务器 ${host} 接受用户名和密码；没有寄任何信。`,
  smtpOpen: ({ host }) => `邮件服务器 ${host} 有回应，不用登录；没有寄任何信。`,
};
