/** In Chinese: what Slack refuses, and what to do about it. */
import type { Language } from '../language.ts';
import { quoted } from './format.ts';

export const slack: Language['slack'] = {
  named: 'slack',
  wanted: {
    BATON_SLACK_TOKEN: '应用的 Bot User OAuth Token，以 xoxb- 开头',
    BATON_SLACK_SIGNING_SECRET: '应用的 Signing Secret，在 Basic Information 里；答复都打开页面时不用填',
    BATON_SLACK_HOST: '不用填；只在自己架了代理时填 https://…',
  },

  notFound: ({ to, said }) =>
    `Slack 工作区里没有人用 ${to} 这个邮箱：“${said}”。请在通讯录里改正，或给这个人另写一种收信方式。`,
  notTaken: ({ to, said }) => `Slack 没有收下给 ${to} 的消息：“${said}”。以后会再发；若一直这样，请转告管理员。`,
  noToken:
    '没有说由哪个 Slack 应用来发。请把 BATON_SLACK_TOKEN 设为它的 Bot User OAuth Token，在 https://api.slack.com/apps 的 OAuth & Permissions 里。',
  auth: ({ said }) =>
    `Slack 不接受 BATON_SLACK_TOKEN${quoted(said)}：令牌有误，或应用已被移出工作区。请重新安装应用，并填上新的 Bot User OAuth Token。`,
  scope: ({ scope }) =>
    `Slack 应用缺少权限 ${scope}。请在 OAuth & Permissions → Bot Token Scopes 里加上它，再重新安装应用。`,
  rights: ({ said }) => `Slack 工作区不让应用这样做${quoted(said)}。请工作区的管理员放行这个应用。`,
  messagesTab:
    'Slack 应用的 Messages Tab 没有打开，发了消息也没人看得到。请在 https://api.slack.com/apps 的 App Home → Show Tabs 里打开 Messages Tab。',
  throttled: 'Slack 收到的请求太多，等待之后仍未放行。请过几分钟再运行。',
  unreachable: '连不上 Slack，或它暂时没有正常回应。请检查网络，稍后再运行。',
  refused: ({ said }) => `Slack 没有接受请求，消息没有发出${quoted(said)}。请再运行一次；若一直这样，请转告管理员。`,
  unsure: '发消息时与 Slack 的连接断了，又读不到对话，不知道消息发出没有。下一次检查会再看。',

  canSend: ({ bot, team }) => `接力能以 ${bot} 的身份进入 Slack 工作区 ${team}，需要的权限都有；没有发消息。`,
  canSendAndHear: ({ bot, team }) =>
    `接力能以 ${bot} 的身份进入 Slack 工作区 ${team}，需要的权限都有；没有发消息。消息里有按钮：应用的 Interactivity & Shortcuts 里，Request URL 要填答复页面的地址加 ?by=slack。`,
};
