/** Calls that Feishu makes when somebody presses a button of a card; each rule with its page. F stands for https://open.feishu.cn/document. */
import { createCipheriv, createHash, randomBytes } from 'node:crypto';

export interface FeishuKeys {
  readonly encryptKey: string;
  readonly verificationToken: string;
}

/** A call as it comes to an app's door. */
export interface FeishuCall {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Node {
  readonly tag?: string;
  readonly text?: { readonly content?: string };
  readonly behaviors?: readonly { readonly type?: string; readonly value?: object }[];
  readonly [name: string]: unknown;
}

/** Buttons of a card that call the app back, by their label, and what they hold. */
export const callbacksIn = (content: string): ReadonlyMap<string, object> => {
  const found = new Map<string, object>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    if (typeof value !== 'object' || value === null) return;
    const node = value as Node;
    const held = node.behaviors?.find(({ type }) => type === 'callback')?.value;
    if (node.tag === 'button' && held && !found.has(node.text?.content ?? ''))
      found.set(node.text?.content ?? '', held);
    Object.values(node).forEach(look);
  };
  look(JSON.parse(content));
  return found;
};

/** F/server-docs/event-subscription-guide/event-subscription-configure-/encrypt-key-encryption-configuration-case: AES-256-CBC, the vector first. */
export const encrypted = (said: object, encryptKey: string): string => {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv);
  const bytes = Buffer.concat([iv, cipher.update(JSON.stringify(said)), cipher.final()]);
  return JSON.stringify({ encrypt: bytes.toString('base64') });
};

/** The same page: SHA-256 of timestamp, nonce, key and body as it is sent. `at`: ms since 1970. */
export const signedByFeishu = (body: string, { encryptKey }: FeishuKeys, at: number): FeishuCall => {
  const timestamp = String(Math.floor(at / 1000));
  const nonce = randomBytes(8).toString('hex');
  const signature = createHash('sha256').update(`${timestamp}${nonce}${encryptKey}${body}`).digest('hex');
  return {
    body,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'X-Lark-Request-Timestamp': timestamp,
      'X-Lark-Request-Nonce': nonce,
      'X-Lark-Signature': signature,
    },
  };
};

/** The call by which Feishu tries an address. It comes without a signature: https://github.com/openclaw/openclaw/issues/58905 */
export const challengeOf = (challenge: string, { encryptKey, verificationToken }: FeishuKeys): FeishuCall => ({
  body: encrypted({ challenge, token: verificationToken, type: 'url_verification' }, encryptKey),
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
});

interface Pressing {
  readonly event: string;
  readonly appId: string;
  readonly openId: string;
  readonly message: string;
  readonly chat: string;
  readonly value: object;
  readonly at: number;
}

/** F/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-callback-communication. */
export const pressEvent = (
  { event, appId, openId, message, chat, value, at }: Pressing,
  { verificationToken }: FeishuKeys,
): object => ({
  schema: '2.0',
  header: {
    event_id: event,
    token: verificationToken,
    create_time: `${at}000`,
    event_type: 'card.action.trigger',
    tenant_key: 't1',
    app_id: appId,
  },
  event: {
    operator: { tenant_key: 't1', user_id: 'u1', open_id: openId, union_id: 'on_1' },
    token: 'c-for-a-later-update',
    action: { value, tag: 'button' },
    host: 'im_message',
    context: { open_message_id: message, open_chat_id: chat },
  },
});

/** What the answer to such a call may be: F/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-callback-communication. Throws for what Feishu would not show. */
export const toastIn = (text: string): { readonly type: string; readonly content: string } => {
  const { toast, ...others } = JSON.parse(text) as {
    readonly toast?: { readonly type?: string; readonly content?: string };
  };
  const { type = '', content = '' } = toast ?? {};
  if (Object.keys(others).length > 0) throw new Error(`an answer with ${Object.keys(others).join(', ')}`);
  if (!['info', 'success', 'error', 'warning'].includes(type) || content === '') throw new Error(`no toast: ${text}`);
  return { type, content };
};
