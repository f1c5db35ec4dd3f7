/** Where Feishu tells of presses in cards: whose call it is, who pressed what, and how they hear what came of it. */
import { createDecipheriv, createHash } from 'node:crypto';
import type { PressSaid } from '../../../core/mail/press.ts';
import type { Press, PressCall, PressDoor, PressRead } from '../../ports.ts';
import type { PatienceOptions } from '../../remote/patience.ts';
import { heldIn, isFresh, isSameText } from '../../remote/press.ts';
import { SignedInRefused } from '../../remote/signed-in.ts';
import { outcomeCard } from './card.ts';
import { createFeishuClient, type FeishuApp } from './client.ts';
import { feishuError } from './errors.ts';
import { openIdOf } from './feishu.ts';

export interface FeishuDoorOptions extends PatienceOptions {
  readonly app: FeishuApp;
  /** With which calls are encrypted and signed, and what each of them says besides: _Events and Callbacks → Encryption Strategy_. */
  readonly encryptKey: string;
  readonly verificationToken: string;
}

export const createFeishuDoor = (options: FeishuDoorOptions): PressDoor => {
  const { app } = options;
  const client = createFeishuClient(app, options);
  const asked = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (thrown) {
      if (!(thrown instanceof SignedInRefused)) throw thrown;
      throw feishuError(thrown.failure, app);
    }
  };
  const send = (type: 'open_id' | 'chat_id', to: string, content: string, uuid: string): Promise<unknown> => {
    const body = { receive_id: to, msg_type: 'interactive', content, uuid };
    return client.ask({ method: 'POST', path: `/im/v1/messages?receive_id_type=${type}`, body });
  };
  return {
    read: (call, now) => read(options, call, now),
    isOf: (presser, person) => asked(async () => (await openIdOf(client, person)) === presser),
    showsAnswer: true,
    // https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-callback-communication: a toast, and the card stays as it is.
    answer: ({ tone, text }) => ({ toast: { type: TOAST[tone], content: text.replaceAll('\n', ' · ') } }),
    say: ({ id, presser, reply }, said) =>
      asked(async () => {
        // Of one id Feishu shows one card: what is said of the same press later, and is something else, has another.
        const uuid = createHash('sha256').update(`${id} ${said.text}`).digest('hex').slice(0, 32);
        const content = JSON.stringify(outcomeCard(said, uuid));
        try {
          await send('open_id', presser, content, uuid);
        } catch (thrown) {
          // Some tenants refuse ids where the chat is taken: https://github.com/openclaw/openclaw/issues/109409
          if (!(thrown instanceof SignedInRefused) || thrown.failure.reason !== '230101') throw thrown;
          await send('chat_id', reply, content, uuid);
        }
      }),
  };
};

const TOAST: Readonly<Record<PressSaid['tone'], string>> = { fine: 'success', soon: 'info', late: 'error' };

/**
 * SHA-256 of timestamp, nonce, key and body: https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/encrypt-key-encryption-configuration-case.
 * The call that tries the address has no signature (https://github.com/openclaw/openclaw/issues/58905); only Feishu can have encrypted it, and it says the token.
 */
const read = (options: FeishuDoorOptions, { header, raw }: PressCall, now: string): PressRead => {
  const { app, encryptKey, verificationToken } = options;
  const timestamp = header('x-lark-request-timestamp') ?? '';
  const nonce = header('x-lark-request-nonce') ?? '';
  const signature = header('x-lark-signature');
  const made = createHash('sha256').update(`${timestamp}${nonce}${encryptKey}`).update(raw).digest('hex');
  const isSigned = signature !== undefined && isSameText(made, signature);
  if (signature !== undefined && !isSigned) return { is: 'refused', why: 'forged' };
  const said = decrypted(raw, encryptKey);
  if (said === null) return { is: 'refused', why: isSigned ? 'unreadable' : 'forged' };
  const token = said.header?.token ?? said.token;
  if (typeof token !== 'string' || !isSameText(token, verificationToken)) return { is: 'refused', why: 'forged' };
  if (said.type === 'url_verification') {
    const { challenge } = said;
    return typeof challenge === 'string' ? { is: 'reply', body: { challenge } } : { is: 'refused', why: 'unreadable' };
  }
  if (!isSigned || said.header?.app_id !== app.id) return { is: 'refused', why: 'forged' };
  if (!isFresh(timestamp, now)) return { is: 'refused', why: 'stale' };
  const press = pressIn(said);
  return press ? { is: 'press', press } : { is: 'reply', body: {} };
};

/** As far as it is looked at: …/feishu-cards/card-callback-communication */
interface Said {
  readonly type?: unknown;
  readonly token?: unknown;
  readonly challenge?: unknown;
  readonly header?: {
    readonly event_id?: unknown;
    readonly event_type?: unknown;
    readonly token?: unknown;
    readonly app_id?: unknown;
  };
  readonly event?: {
    readonly operator?: { readonly open_id?: unknown };
    readonly action?: { readonly value?: unknown };
    readonly context?: { readonly open_message_id?: unknown; readonly open_chat_id?: unknown };
  };
}

const BLOCK = 16;

/** AES-256-CBC, the key's SHA-256 as its key, the first block as its vector; null for what nobody with the key made. */
const decrypted = (raw: Uint8Array, encryptKey: string): Said | null => {
  try {
    const { encrypt } = JSON.parse(Buffer.from(raw).toString()) as { readonly encrypt?: unknown };
    if (typeof encrypt !== 'string') return null;
    const bytes = Buffer.from(encrypt, 'base64');
    const key = createHash('sha256').update(encryptKey).digest();
    const cipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, BLOCK));
    const text = Buffer.concat([cipher.update(bytes.subarray(BLOCK)), cipher.final()]).toString();
    const said: unknown = JSON.parse(text);
    return typeof said === 'object' && said !== null ? said : null;
  } catch {
    return null;
  }
};

/** Null for anything else than a button of ours. */
const pressIn = ({ header, event }: Said): Press | null => {
  const held = heldIn(event?.action?.value);
  if (header?.event_type !== 'card.action.trigger' || !held) return null;
  const [id, presser, message, chat] = [
    header.event_id,
    event?.operator?.open_id,
    event?.context?.open_message_id,
    event?.context?.open_chat_id,
  ].map((one) => (typeof one === 'string' && /^[\w-]{1,64}$/.test(one) ? one : null));
  if (!id || !presser || !message) return null;
  return {
    by: 'feishu',
    id,
    message: `feishu:${message}`,
    token: held.t,
    kind: held.a,
    locale: held.l,
    presser,
    reply: chat ?? '',
  };
};
