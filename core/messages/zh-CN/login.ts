/** In Chinese: signing in to Google and Microsoft 365 as oneself: what is said before, and what went wrong. */
import type { Language } from '../language.ts';
import { quoted } from './format.ts';

export const login: Language['login'] = {
  page: {
    done: '登录成功。可以关掉这个窗口，回到终端。',
    refused: '没有登录成功，原因见终端。可以关掉这个窗口。',
    unknown: '这里没有人在登录。请关掉这个窗口，从终端重新开始。',
  },

  googleBefore: [
    '登录用的是您自己的客户端。项目还是“测试”状态时，Google 每 7 天让登录失效一次；发布为“正式版”就不会。不经审核最多 100 人可用，他们会先看到一个警告。',
    '表格：Google 自己的窗口会请您挑一个电子表格。接力只看得到这一个和它自己新建的，云端硬盘里别的都看不到。',
    '邮件：接力可以用您的名义寄信，但读不到任何信。寄没寄出事后无法查询；说不清的信会先扣住，并告诉您。',
  ],
  microsoftBefore: [
    '您自己就能授权的：自己 OneDrive for Business 里的工作簿，以及用自己的名义寄信。',
    '只有管理员能授权的：团队网站和别人的工作簿、查找已发送的邮件、读回信。没有这些权限时，说不清寄没寄出的信会先扣住，并告诉您。',
    '如果单位不允许个人给应用授权，登录会停在“需要管理员批准”：请管理员为所有人授予一次 Files.ReadWrite 和 Mail.Send。',
  ],
  smtpBefore: ['这次登录只用来通过 Exchange Online 的 SMTP 寄信。管理员要先为您的邮箱打开经过身份验证的 SMTP。'],
  imapBefore: [
    '这次登录用来通过 Exchange Online 的 IMAP 读大家对接力邮件的回信，并给答复过的做标记。微软只能整个邮箱一起授权；接力只打开回信，不删除任何邮件，未读的仍是未读。管理员要先为您的邮箱打开 IMAP。',
  ],
  openThis: ({ url }) => `浏览器没有自动打开的话，请打开这个地址：\n  ${url}`,
  typeThis: ({ address, code }) => `请在任何一台设备上打开 ${address}，输入 ${code}`,
  signedIn: ({ account, what }) => `已登录${account ? ` ${account}` : ''}：${what}。`,
  canSend: ({ account }) =>
    `${account || '登录的账号'} 可以寄信。查找已发送的邮件、读回信，只有管理员能授权：说不清寄没寄出的信会先扣住。`,
  inboxRights:
    '这里登录的账号可以寄信，但不能读回信：那要管理员授权（Microsoft 365 是这个邮箱的 Mail.ReadWrite，Google Workspace 是委派）。也可以在 BATON_INBOX 里写一个用 IMAP 读的邮箱。',
  what: {
    'google-sheets': '您挑选的电子表格',
    'google-mail': '通过 Gmail 寄信',
    microsoft: '您的 OneDrive，以及通过 Exchange 寄信',
    'microsoft-smtp': '通过 Exchange 的 SMTP 寄信',
    'microsoft-imap': '通过 IMAP 读 Exchange 里的回信',
  },
  picked: ({ uris }) => `已挑选：${uris.join('、')}`,
  pickedNothing: '没有挑选电子表格。`npm run -s baton -- init gsheet:` 可以新建一个；要挑现有的，请再运行一次。',
  keptInKeychain: '登录信息存在一个文件里，只有系统钥匙串里的密钥打得开。',
  keptInFile: ({ folder }) => `这里没有钥匙串，登录信息放在 ${folder}，只有您读得到（0600）。谁能读到它，谁就能用它。`,
  signedOut: ({ what }) => `已退出：${what}。要在服务那边也收回授权，请到：`,
  nobodySignedIn: ({ service }) => `这里没有人登录 ${service}。`,
  revokeGoogle: 'https://myaccount.google.com/connections',
  revokeMicrosoft: 'https://myapps.microsoft.com',

  serviceUnknown: ({ text }) => `“${text}”不是可以登录的服务。请写 google 或 microsoft。`,
  googleClient: ({ path }) =>
    `${path} 不是桌面应用的客户端。请在 Google 控制台：API 和服务 → 凭据 → 创建凭据 → OAuth 客户端 ID → 桌面应用，下载 JSON，用 --client 给出。`,
  googleClientMissing:
    '登录 Google 要用您自己的客户端。请在 Google 控制台：API 和服务 → 凭据 → 创建凭据 → OAuth 客户端 ID → 桌面应用，下载 JSON，用 --client 给出。',
  microsoftClientMissing:
    '登录 Microsoft 365 要用贵单位自己的应用：在 Entra 里，应用注册 → 新注册，平台选“移动和桌面应用程序”并填 http://localhost，打开公共客户端流。用 --client 给出它的 ID，用 --tenant 给出目录的 ID。',
  refused: ({ said }) => `登录没有得到授权${quoted(said)}。什么都没有保存。`,
  needsAdmin: ({ said }) =>
    `贵单位只有管理员能授权${quoted(said)}。请管理员给这个应用授予委托权限 Files.ReadWrite 和 Mail.Send，然后再登录。`,
  deviceBlocked: ({ said }) => `贵单位不允许用代码登录${quoted(said)}。请在有浏览器的机器上登录，不加 --device。`,
  nobody: '在规定的时间里没有人登录。请再运行一次。',
  notForLong: '没有拿到刷新令牌，这次登录一小时内就会失效。请再运行一次。',
  scopeMissing: ({ scopes }) => `没有全部授权：缺少 ${scopes.join('、')}。请重新登录，把每一项都勾上。`,
  unreachable: ({ host }) => `连不上 ${host}，或它暂时没有正常回答。请检查网络，稍后再运行一次。`,
  endedGoogle: ({ account, said }) =>
    `${account ? `${account} 在` : ''} Google 的登录已失效${quoted(said)}。项目还是“测试”状态时，Google 每 7 天让它失效一次；改了密码、半年没有使用也会。请再运行 \`npm run -s baton -- login google\`，想用得久就发布项目。`,
  endedMicrosoft: ({ account, said }) =>
    `${account ? `${account} 在` : ''} Microsoft 的登录已失效${quoted(said)}。请再运行 \`npm run -s baton -- login microsoft\`。`,
  locked:
    '登录信息由系统钥匙串里的密钥锁着，这个进程够不到钥匙串。cron 的任务常常如此：请加 --file 重新登录，登录信息会放在只有您读得到的文件里。',
  unreadable: ({ path }) => `${path} 读不了。请检查权限，或重新登录。`,
  notKept: ({ path }) => `${path} 写不了。请检查文件夹的权限和磁盘空间。`,
};
