/** Calls that Slack makes when somebody presses a button, and the replies that it takes; each rule with its page. */
import { createHmac } from 'node:crypto';

/** A call as it comes to an app's door. */
export interface SlackCall {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A message as far as pressing in it needs it. */
interface Pressable {
  readonly ts: string;
  readonly text: string;
  readonly blocks: readonly unknown[];
}

interface Button {
  readonly type?: string;
  readonly action_id?: string;
  readonly value?: string;
  readonly text?: { readonly text?: string };
  readonly confirm?: unknown;
}

/** The buttons of a message that call the app, with the block they are in. */
export const buttonsIn = ({ blocks }: Pick<Pressable, 'blocks'>): readonly (Button & { readonly label: string })[] =>
  (blocks as readonly { readonly type?: string; readonly elements?: readonly Button[] }[])
    .filter(({ type }) => type === 'actions')
    .flatMap(({ elements = [] }) => elements.map((one) => ({ ...one, label: one.text?.text ?? '' })));

/** https://docs.slack.dev/authentication/verifying-requests-from-slack: `v0:timestamp:body`, HMAC-SHA256, in hexadecimal. `at`: ms since 1970. */
export const signedBySlack = (secret: string, body: string, at: number): SlackCall => {
  const timestamp = String(Math.floor(at / 1000));
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    body,
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'X-Slack-Request-Timestamp': timestamp,
      'X-Slack-Signature': `v0=${signature}`,
    },
  };
};

interface Pressing {
  readonly user: string;
  readonly channel: string;
  readonly message: Pressable;
  readonly label: string;
  readonly responseUrl: string;
  readonly at: number;
}

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload, in the field `payload` of a form. */
export const pressPayload = ({ user, channel, message, label, responseUrl, at }: Pressing): string => {
  const button = buttonsIn(message).find((one) => one.label === label);
  if (!button) throw new Error(`no button ${label} in: ${buttonsIn(message).map((one) => one.label)}`);
  const payload = {
    type: 'block_actions',
    user: { id: user, username: 'somebody', name: 'somebody', team_id: 'T01' },
    api_app_id: 'A01',
    token: 'a verification token that nobody is to use any more',
    container: { type: 'message', message_ts: message.ts, channel_id: channel, is_ephemeral: false },
    trigger_id: `${at}.1.abc`,
    team: { id: 'T01', domain: 'example' },
    channel: { id: channel, name: 'directmessage' },
    message: { type: 'message', ts: message.ts, text: message.text, blocks: message.blocks },
    state: { values: {} },
    response_url: responseUrl,
    actions: [
      {
        type: 'button',
        action_id: button.action_id,
        block_id: 'b1',
        text: button.text,
        value: button.value,
        confirm: button.confirm,
        action_ts: `${Math.floor(at / 1000)}.${String(at % 1000).padStart(6, '0')}`,
      },
    ],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
};

/** What an app says by an address for replies. */
export interface SlackReply {
  readonly text: string;
  readonly isPrivate: boolean;
}

const TAKEN = ['text', 'blocks', 'response_type', 'replace_original', 'delete_original', 'thread_ts'];

/**
 * https://docs.slack.dev/interactivity/handling-user-interaction#message_responses: five times within 30 minutes. A sentence says what is wrong.
 */
export const readReply = (type: string, body: string): SlackReply | string => {
  if (!/^application\/json/.test(type)) return `a reply of the type ${type}`;
  const said = JSON.parse(body) as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(said).find((name) => !TAKEN.includes(name));
  if (unknown) return `a reply has no ${unknown}`;
  if (typeof said.text !== 'string' || said.text === '') return 'a reply without a text';
  if (said.replace_original !== false) return 'a reply that takes the place of the letter, and of its metadata';
  return { text: said.text, isPrivate: said.response_type === 'ephemeral' };
};
