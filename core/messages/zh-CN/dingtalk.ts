/** In Chinese: DingTalk as a way to people: what it refuses, and what to do about it. */
import type { Language } from '../language.ts';
import { quoted } from './format.ts';

export const dingtalk: Language['dingtalk'] = {
  named: 'dingtalk',
  signedIn: ({ app, folder }) =>
    `钉钉接受应用 ${app} 的登录，它可以查找人员；没有发通知。信到没到还不知道时，先存在 ${folder}。`,

  noNumber: ({ to }) => `钉钉按手机号找人，通讯录里 ${to} 没有手机号。请填在“手机”一列。`,
  notFound: ({ to }) =>
    `钉钉里没有人用通讯录里 ${to} 的手机号，或者应用看不到这个人。请改正手机号，或请管理员扩大应用的可见范围。`,
  left: ({ to, said }) => `${to} 已经不在钉钉里：“${said}”。请在通讯录里改正手机号，或让他改收邮件。`,
  notVisible: ({ to, said }) => `钉钉不让应用给 ${to} 发通知：“${said}”。请钉钉管理员放行。以后会再发。`,
  rejected: ({ to, said }) =>
    `钉钉没有收下给 ${to} 的信：“${said}”。以后会再发；若一直这样，请在表里找出违禁的词（1430002），或把这条信息交给管理员。`,

  auth: ({ said }) =>
    `钉钉不接受这个应用的 Client ID 和密钥${quoted(said)}。请核对 BATON_DINGTALK_APP_KEY 和 BATON_DINGTALK_APP_SECRET。`,
  address: ({ said }) =>
    `钉钉不让应用从这台机器的 IP 访问${quoted(said)}。请在开发者后台把这个 IP 加进应用的服务器出口 IP。`,
  rights: ({ said }) =>
    `应用在钉钉里缺少权限${quoted(said)}。请在开发者后台开通 qyapi_get_member_by_mobile，并核对 BATON_DINGTALK_AGENT_ID。`,
  busy: ({ said }) => `钉钉暂时不收通知${quoted(said)}。请稍后再运行一次。`,
  refused: ({ said }) =>
    `钉钉没有接受这次请求，信没有发出${quoted(said)}。请再运行一次；若仍如此，请把这条信息交给管理员。`,
  unreachable: '连不上钉钉，或它暂时没有正常答复。请检查网络，稍后再运行一次。',
  takenOver: '另一次检查已经接手这封信；这里没有发出。',
  noApp:
    '没有说用钉钉的哪个应用发信。请设置 BATON_DINGTALK_APP_KEY、BATON_DINGTALK_APP_SECRET 和 BATON_DINGTALK_AGENT_ID，开发者后台里可以看到。',

  wanted: {
    BATON_DINGTALK_APP_KEY: '应用的 Client ID（AppKey），例如 dinga1b2c3d4',
    BATON_DINGTALK_APP_SECRET: '应用的 Client Secret（AppSecret）',
    BATON_DINGTALK_AGENT_ID: '应用的 AgentId，是一个数字，例如 123456789',
    BATON_DINGTALK_HOST: '在中国不用设；在国外写 https://oapi.dingtalk.io，或自己的代理',
  },
};
