/**
 * A channel of Slack, by an incoming webhook: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks. Answers `ok`, or says with 4xx in a
 * word what is wrong (`no_service`, `channel_is_archived`, `invalid_blocks`). Texts of a section hold 3,000 characters, a header 150. A webhook
 * cannot look anybody up by address: names stand in the card.
 */
import { fittedCard, type GroupCard, type Pen, partLines } from './card.ts';
import { type GroupSystem, refused, TAKEN } from './system.ts';

const MOST_TEXT = 3_000;
const MOST_HEADER = 150;

/** https://docs.slack.dev/messaging/formatting-message-text: three characters are written as entities; the marks of bold and such have no way out. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '*': '∗',
  _: '＿',
  '~': '∼',
  '`': 'ˋ',
};
const pen: Pen = {
  bold: (text) => `*${text}*`,
  plain: (text) => text.replace(/[&<>*_~`]/g, (char) => ENTITIES[char] ?? char),
};

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

const blocksOf = ({ morning, url }: GroupCard) => [
  { type: 'header', text: { type: 'plain_text', text: [...morning.title].slice(0, MOST_HEADER).join('') } },
  section(pen.plain(morning.headline)),
  ...morning.parts.map((part) =>
    section([pen.bold(part.title), ...partLines(morning, part, pen).map((line) => `• ${line}`)].join('\n')),
  ),
  // A button calls back, and warns where nobody answers: https://github.com/slackapi/node-slack-sdk/issues/869
  ...(url ? [section(`<${url.replace(/[<>|]/g, encodeURIComponent)}|${pen.plain(morning.open)}>`)] : []),
];

export const slackGroup: GroupSystem = {
  print: (card, { address }) => ({
    url: address,
    body: {
      text: pen.plain(`${card.morning.title}: ${card.morning.headline}`),
      blocks: fittedCard(card, blocksOf, (blocks) => blocks.every(({ text }) => text.text.length <= MOST_TEXT)),
    },
  }),
  read: (status, body) => (status === 200 && body.trim() === 'ok' ? TAKEN : refused(`HTTP ${status} ${body}`)),
};
