/** Chat systems in whose groups a bot can post, and what the address of such a bot looks like. */

/** Whatever else stands in a setting is never called: nobody sends the team's work elsewhere with a line in a sheet. */
const GROUP_ADDRESSES = {
  // https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
  feishu: /^https:\/\/open\.(?:feishu\.cn|larksuite\.com)\/open-apis\/bot\/v2\/hook\/[\w-]{1,100}$/,
  // https://open.dingtalk.com/document/group/custom-robot-access
  dingtalk: /^https:\/\/oapi\.dingtalk\.(?:com|io)\/robot\/send\?access_token=\w{1,200}$/,
  // https://developer.work.weixin.qq.com/document/path/99110
  wecom: /^https:\/\/qyapi\.weixin\.qq\.com\/cgi-bin\/webhook\/send\?key=[\w-]{1,100}$/,
  // https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
  slack: /^https:\/\/hooks\.slack\.com\/services\/[\w/]{1,200}$/,
  // https://learn.microsoft.com/connectors/teams
  teams: /^https:\/\/[a-z0-9.-]{1,200}\.(?:logic\.azure\.com|api\.powerplatform\.com)(?::443)?\/[^\s"<>]{1,1000}$/,
} as const satisfies Record<string, RegExp>;

export type GroupKey = keyof typeof GROUP_ADDRESSES;

/** The system of a bot's address; null for anything else. */
export const groupAt = (address: string): GroupKey | null =>
  (Object.keys(GROUP_ADDRESSES) as GroupKey[]).find((key) => GROUP_ADDRESSES[key].test(address)) ?? null;
