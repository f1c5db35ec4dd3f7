/**
 * A group of Feishu or Lark, by its custom bot: https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot.
 * A body of at most 20 KB; signed with the seconds in the body; refusals are HTTP 200 with a code (19021 signature, 19022 IP, 19024 keyword, 11232 busy).
 */
import { createHmac } from 'node:crypto';
import { calledBy, fittedCard, type GroupCard, type Pen, partLines } from './card.ts';
import { byCode, type GroupSystem } from './system.ts';

const MOST_BYTES = 20_000;

/** Characters that mean something in the card's Markdown, as references: https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/rich-text */
const PLAIN = /[&<>*~`[\]()_#\\|!+$-]/g;
const pen: Pen = {
  bold: (text) => `**${text}**`,
  plain: (text) => text.replace(PLAIN, (char) => `&#${char.charCodeAt(0)};`),
};

/** The group's own card finds people by their address. A bot of a group cannot ask whether there is anybody of that address. */
const mentions = (card: GroupCard): string =>
  calledBy(card, ({ email }) => (email !== null && /^[\w.+-]+@[\w.-]+$/.test(email) ? email : null))
    .map((address) => `<at email=${address}></at>`)
    .join(' ');

const markdown = (content: string) => ({ tag: 'markdown', content });

const bodyOf = (card: GroupCard, signed: object, withMentions: boolean) => {
  const { morning, url } = card;
  const at = withMentions ? mentions(card) : '';
  return {
    ...signed,
    msg_type: 'interactive',
    card: {
      schema: '2.0',
      header: { title: { tag: 'plain_text', content: morning.title }, template: 'blue' },
      body: {
        elements: [
          markdown(pen.plain(morning.headline)),
          ...morning.parts.map((part) =>
            markdown([pen.bold(part.title), ...partLines(morning, part, pen).map((line) => `- ${line}`)].join('\n')),
          ),
          // Bots that want a keyword find the product's name here.
          markdown([at, '接力 BATON'].filter(Boolean).join('\n')),
          ...(url
            ? [
                {
                  tag: 'button',
                  text: { tag: 'plain_text', content: morning.open },
                  type: 'primary',
                  behaviors: [{ type: 'open_url', default_url: url }],
                },
              ]
            : []),
        ],
      },
    },
  };
};

export const feishuGroup: GroupSystem = {
  print: (card, { address, secret, now, withMentions }) => {
    const timestamp = String(Math.floor(now / 1000));
    // The text that is signed is the key, and what is signed is empty.
    const sign = secret && createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64');
    const signed = sign ? { timestamp, sign } : {};
    const print = (smaller: GroupCard) => bodyOf(smaller, signed, withMentions);
    return {
      url: address,
      body: fittedCard(card, print, (body) => Buffer.byteLength(JSON.stringify(body)) <= MOST_BYTES),
    };
  },
  read: byCode('code', 'msg'),
  // Signature, IP, keyword, busy; or what stands between has answered, and the card may have been posted.
  isOfMentions: (said) => !/^(?:19021|19022|19024|11232|HTTP)\b/.test(said),
};
