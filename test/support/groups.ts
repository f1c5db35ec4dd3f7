/** Group bots of five chat systems behind a real HTTP server, as strict as their pages say they are. */
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const ADDRESSES = {
  feishu: 'https://open.feishu.cn/open-apis/bot/v2/hook/0f1e2d3c-0000-4000-8000-aabbccddeeff',
  dingtalk: 'https://oapi.dingtalk.com/robot/send?access_token=0123456789abcdef',
  wecom: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7aoc-4bc4-97a0-0ec2sifa5aaa',
  slack: 'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
  teams:
    'https://prod-12.westeurope.logic.azure.com:443/workflows/abc/triggers/manual/paths/invoke?api-version=2016-06-01&sig=abc',
} as const;
export type System = keyof typeof ADDRESSES;

/** What a group has: cards as they were posted, by system. */
export interface Groups {
  readonly posted: readonly { readonly system: System; readonly body: Body }[];
  /** Requests that came, taken or not. */
  readonly asked: () => number;
  /** Sends the requests of these hosts here. */
  readonly fetch: typeof fetch;
  /** Wants posts signed with this; null wants none. */
  secret: string | null;
  /** Texts that a bot wants to find, where it wants one. */
  keyword: string | null;
  /** Addresses and numbers of people whom nobody there knows: a card of Feishu that mentions them is refused, DingTalk hides the middle of their number. */
  readonly strangers: Set<string>;
  /** Breaks the connection: `before` the card is taken, or `after`; `gateway`: after it what stands between answers. */
  breaks: 'before' | 'after' | 'gateway' | null;
  readonly close: () => Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: bodies are whatever came over the wire, and each system looks at its own.
type Body = any;

interface Asked {
  readonly url: URL;
  readonly body: Body;
  readonly bytes: number;
}

const answer = (status: number, body: unknown) => ({
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64');
const HOUR = 3_600_000;

const JUDGES: Readonly<Record<System, (asked: Asked, groups: Groups) => { status: number; body: string }>> = {
  // https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
  feishu: ({ body, bytes }, { secret, keyword, strangers }) => {
    if (bytes > 20 * 1024) return answer(200, { code: 9499, msg: 'Bad Request' });
    const ago = Math.abs(Date.now() - Number(body.timestamp) * 1000);
    if (secret && (ago > HOUR || body.sign !== hmac(`${body.timestamp}\n${secret}`, '')))
      return answer(200, { code: 19021, msg: 'sign match fail or timestamp is not within one hour from current time' });
    const text = JSON.stringify(body.card);
    if (keyword && !text.includes(keyword)) return answer(200, { code: 19024, msg: 'Key Words Not Found' });
    // Card JSON 2.0: https://open.feishu.cn/document/feishu-cards/card-json-v2-breaking-changes-release-notes
    const { schema, header, body: inner, ...others } = body.card;
    const known = ['markdown', 'button', 'hr', 'div'];
    const isSound =
      body.msg_type === 'interactive' &&
      schema === '2.0' &&
      header.title.tag === 'plain_text' &&
      Object.keys(others).length === 0 &&
      inner.elements.every(({ tag }: Body) => known.includes(tag));
    if (!isSound) return answer(200, { code: 200621, msg: 'parse card json err' });
    const mentioned = [...text.matchAll(/<at email=([^>]+)>/g)].map((match) => String(match[1]));
    if (mentioned.some((address) => strangers.has(address)))
      return answer(200, { code: 11310, msg: 'card contain invalid user resource' });
    return answer(200, { StatusCode: 0, StatusMessage: 'success', code: 0, data: {}, msg: 'success' });
  },
  // https://open.dingtalk.com/document/group/custom-robot-access
  dingtalk: ({ url, body }, { secret, keyword, strangers }) => {
    const at = url.searchParams.get('timestamp') ?? '';
    if (secret && Math.abs(Date.now() - Number(at)) > HOUR)
      return answer(200, { errcode: 310000, errmsg: 'invalid timestamp' });
    if (secret && url.searchParams.get('sign') !== hmac(secret, `${at}\n${secret}`))
      return answer(200, { errcode: 310000, errmsg: 'sign not match' });
    if (keyword && !JSON.stringify(body).includes(keyword))
      return answer(200, { errcode: 310000, errmsg: 'keywords not in content' });
    if (body.msgtype !== 'markdown' || !body.markdown.title || !body.markdown.text)
      return answer(200, { errcode: 40035, errmsg: 'missing parameter markdown' });
    // Who is mentioned stands in the text as well, by the same number.
    const mobiles: readonly string[] = body.at?.atMobiles ?? [];
    if (!mobiles.every((mobile) => /^1\d{10}$/.test(mobile) && body.markdown.text.includes(`@${mobile}`)))
      return answer(200, { errcode: 400, errmsg: 'at.atMobiles is not in text' });
    for (const mobile of strangers)
      body.markdown.text = body.markdown.text.replaceAll(`@${mobile}`, `@${mobile.slice(0, 3)}****${mobile.slice(7)}`);
    return answer(200, { errcode: 0, errmsg: 'ok' });
  },
  // https://developer.work.weixin.qq.com/document/path/99110
  wecom: ({ body }) => {
    if (body.msgtype === 'text') {
      const { content, mentioned_mobile_list: mobiles, ...others } = body.text;
      const isSound = Array.isArray(mobiles) && mobiles.every((one) => typeof one === 'string' && /^\d+$/.test(one));
      if (!isSound || Object.keys(others).length > 0) return answer(200, { errcode: 40008, errmsg: 'invalid text' });
      return Buffer.byteLength(content) > 2048
        ? answer(200, { errcode: 40058, errmsg: 'text.content exceed max length 2048' })
        : answer(200, { errcode: 0, errmsg: 'ok' });
    }
    if (body.msgtype !== 'markdown') return answer(200, { errcode: 40008, errmsg: 'invalid message type' });
    const { content } = body.markdown;
    if (Buffer.byteLength(content) > 4096)
      return answer(200, { errcode: 40058, errmsg: 'markdown.content exceed max length 4096' });
    return answer(200, { errcode: 0, errmsg: 'ok' });
  },
  // https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks, https://docs.slack.dev/reference/block-kit/blocks
  slack: ({ body }) => {
    if (typeof body.text !== 'string' || body.text === '') return answer(400, 'no_text');
    const isSound = ({ type, text }: Body) =>
      type === 'header'
        ? text.type === 'plain_text' && text.text.length > 0 && text.text.length <= 150
        : type === 'section' && text.type === 'mrkdwn' && text.text.length > 0 && text.text.length <= 3000;
    return body.blocks.length <= 50 && body.blocks.every(isSound) ? answer(200, 'ok') : answer(400, 'invalid_blocks');
  },
  // https://learn.microsoft.com/connectors/teams: 202 before it posts; what it cannot show is lost.
  teams: ({ bytes }) => (bytes > 28 * 1024 ? answer(413, 'Request Entity Too Large') : answer(202, '')),
};

export const openGroups = async (): Promise<Groups> => {
  const posted: { system: System; body: Body }[] = [];
  let asked = 0;
  const server = createServer(async (request, response) => {
    asked++;
    const url = new URL(String(request.headers['x-meant']));
    const system = (Object.keys(ADDRESSES) as System[]).find((key) => new URL(ADDRESSES[key]).host === url.host);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    if (groups.breaks === 'before') return void request.socket.destroy();
    const isJson = /^application\/json(?:;|$)/.test(request.headers['content-type'] ?? '');
    if (!system || request.method !== 'POST' || !isJson) return void response.writeHead(404).end('not found');
    const body = JSON.parse(bytes.toString());
    const said = JUDGES[system]({ url, body, bytes: bytes.length }, groups);
    const isTaken = said.status === 202 || said.body === 'ok' || /"(?:code|errcode)":0\b/.test(said.body);
    if (isTaken) posted.push({ system, body });
    if (groups.breaks === 'after') return void request.socket.destroy();
    if (groups.breaks === 'gateway') return void response.writeHead(504).end('<html>Gateway Time-out</html>');
    return void response.writeHead(said.status).end(said.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const groups: Groups = {
    posted,
    asked: () => asked,
    fetch: (url, init) =>
      fetch(`http://127.0.0.1:${port}/`, {
        ...init,
        headers: { ...(init?.headers as object), 'x-meant': String(url) },
      }),
    secret: null,
    keyword: null,
    strangers: new Set(),
    breaks: null,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return groups;
};
