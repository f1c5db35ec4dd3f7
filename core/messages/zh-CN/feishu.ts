/** In Chinese: Feishu and Lark as a way to people: what it refuses, and what to do about it. */
import type { Language } from '../language.ts';
import { quoted } from './format.ts';

export const feishu: Language['feishu'] = {
  named: 'feishu',
  signedIn: ({ app }) => `飞书接受应用 ${app} 的登录，它可以查找人员。能不能发消息，要等发第一封信才知道。`,
  signedInAndHears: ({ app }) =>
    `飞书接受应用 ${app} 的登录，它可以查找人员。能不能发消息，要等发第一封信才知道。卡片里有按钮：应用的回调地址要填答复页面的地址加 ?by=feishu，并添加 card.action.trigger。`,

  notFound: ({ to }) =>
    `飞书里没有邮箱是 ${to} 的人，或者应用看不到这个人。请在通讯录里写他在飞书资料里的邮箱（不是飞书企业邮箱），或请管理员扩大应用的可用范围。`,
  notVisible: ({ to, said }) =>
    `飞书不让应用给 ${to} 发消息：“${said}”。这个人已离职，或不在应用的可用范围内：请飞书管理员扩大范围。以后会再发。`,
  blocked: ({ to, said }) => `${to} 在飞书里不接收这个应用的消息：“${said}”。请本人允许接收。`,
  elsewhere: ({ to, said }) => `${to} 在飞书里属于别的企业：“${said}”。请在通讯录里换一个邮箱，或让他改收邮件。`,
  audited: ({ to, said }) =>
    `给 ${to} 的信没有通过飞书的内容审核：“${said}”。以后会再发；若一直这样，请在表里找出那个词。`,
  rejected: ({ to, said }) => `飞书没有收下给 ${to} 的信：“${said}”。以后会再发；若一直这样，请把这条信息交给管理员。`,

  auth: ({ said }) =>
    `飞书不接受这个应用的 ID 和密钥${quoted(said)}。请核对 BATON_FEISHU_APP_ID 和 BATON_FEISHU_APP_SECRET，并确认用的是 feishu 还是 lark。`,
  scope: ({ said }) =>
    `应用在飞书里缺少权限${quoted(said)}。请开通 im:message:send_as_bot、im:message:readonly 和 contact:user.id:readonly，再发布一个新版本。`,
  bot: ({ said }) => `应用在飞书里还没有机器人能力${quoted(said)}。请在开发者后台打开机器人，再发布一个新版本。`,
  quota: ({ said }) => `应用这个月在飞书的调用次数用完了${quoted(said)}。请等下个月，或升级套餐。`,
  busy: ({ said }) => `飞书暂时不收消息${quoted(said)}。请稍后再运行一次。`,
  refused: ({ said }) =>
    `飞书没有接受这次请求，信没有发出${quoted(said)}。请再运行一次；若仍如此，请把这条信息交给管理员。`,
  unreachable: '连不上飞书，或它暂时没有正常答复。请检查网络，稍后再运行一次。',
  noApp: '没有说用哪个飞书应用发信。请设置 BATON_FEISHU_APP_ID 和 BATON_FEISHU_APP_SECRET，开发者后台里可以看到。',
  halfDoor: ({ lacking }) =>
    `要在飞书卡片里直接点按钮，BATON_FEISHU_ENCRYPT_KEY 和 BATON_FEISHU_VERIFICATION_TOKEN 两个都要设，现在缺 ${lacking}。请按“事件与回调”→“加密策略”里显示的补上；或者两个都不设，答复照旧打开网页。`,

  wanted: {
    BATON_FEISHU_APP_ID: '应用的 App ID，例如 cli_a1b2c3',
    BATON_FEISHU_APP_SECRET: '应用的 App Secret',
    BATON_FEISHU_ENCRYPT_KEY: '应用回调的 Encrypt Key；答复都打开页面时不用填',
    BATON_FEISHU_VERIFICATION_TOKEN: '和 Encrypt Key 在一起的 Verification Token；答复都打开页面时两个都不用填',
    BATON_FEISHU_HOST: '一般不设；只有自己的代理才需要，写 https://…',
  },
};
