/** In Chinese: WeCom as a way to people: what it refuses, and what to do about it. */
import type { Language } from '../language.ts';
import { quoted } from './format.ts';

export const wecom: Language['wecom'] = {
  named: 'wecom',
  signedIn: ({ app, folder }) => `企业微信接受应用“${app}”的登录；没有发消息。信到没到还不知道时，先存在 ${folder}。`,

  notFound: ({ to }) =>
    `企业微信里没有人用 ${to} 这个邮箱或旁边的手机号，或者应用看不到这个人。请在通讯录里写上他在企业微信里的手机号，或请管理员扩大应用的可见范围；不改的话，一周以后再查。`,
  left: ({ to, said }) => `${to} 已经不在企业微信里：“${said}”。请在通讯录里改正，或让他改收邮件。`,
  notVisible: ({ to, said }) =>
    `企业微信不让应用给 ${to} 发消息：“${said}”。请企业微信管理员把他加进应用的可见范围。以后会再发。`,
  rejected: ({ to, said }) =>
    `企业微信没有收下给 ${to} 的信：“${said}”。以后会再发；若一直这样，请把这条信息交给管理员。`,
  lookups: ({ to }) =>
    `没有去企业微信查 ${to}：通讯录里查不到的人太多，再查会被企业微信停一天。请先改正那些人；其余的下次检查再查。`,

  auth: ({ said }) =>
    `企业微信不接受这个企业 ID 和应用的 Secret${quoted(said)}。请核对 BATON_WECOM_CORP_ID 和 BATON_WECOM_SECRET。`,
  address: ({ said }) =>
    `企业微信不让应用从这台机器的 IP 访问${quoted(said)}。请把这个 IP 加进应用的“企业可信IP”，或把 BATON_WECOM_HOST 设为自己有固定 IP 的代理。`,
  rights: ({ said }) =>
    `应用在企业微信里缺少权限${quoted(said)}。请核对 BATON_WECOM_AGENT_ID，并在管理后台查看应用的权限。`,
  busy: ({ said }) => `企业微信暂时不收消息${quoted(said)}。请稍后再运行一次。`,
  refused: ({ said }) =>
    `企业微信没有接受这次请求，信没有发出${quoted(said)}。请再运行一次；若仍如此，请把这条信息交给管理员。`,
  unreachable: '连不上企业微信，或它暂时没有正常答复。请检查网络，稍后再运行一次。',
  takenOver: '另一次检查已经接手这封信；这里没有发出。',
  noApp:
    '没有说用企业微信的哪个应用发信。请设置 BATON_WECOM_CORP_ID、BATON_WECOM_AGENT_ID 和 BATON_WECOM_SECRET，管理后台里可以看到。',

  wanted: {
    BATON_WECOM_CORP_ID: '企业 ID，例如 ww1a2b3c4d5e6f7a8b',
    BATON_WECOM_AGENT_ID: '应用的 AgentId，是一个数字，例如 1000002',
    BATON_WECOM_SECRET: '应用的 Secret',
    BATON_WECOM_HOST: '一般不设；只有自己的代理才需要，写 https://…',
  },
};
