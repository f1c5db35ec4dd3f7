/**
 * A group of WeCom, by its robot: https://developer.work.weixin.qq.com/document/path/99110. At most 4,096 bytes of Markdown, 20 a minute, no signature;
 * refusals are HTTP 200 with a code (93000 no such robot, 45009 too often). Markdown mentions members by their account, which a workbook does
 * not have; a text mentions them by mobile number, so a line of text comes after the card. To a number that nobody there has nothing is said to happen.
 */
import type { TeamMorning } from '../../core/mail/morning.ts';
import { MORNING } from '../../core/messages/languages.ts';
import { calledBy, fittedCard, type GroupCard, mobileIn } from './card.ts';
import { markdownOf } from './markdown.ts';
import { byCode, type GroupSystem } from './system.ts';

const MOST_BYTES = 4_096;
/** Of a text. */
const MOST_LINE = 2_048;

/** What there is room for, and who is mentioned of those whom it names. */
const shown = (card: GroupCard) =>
  fittedCard(
    card,
    (smaller) => ({ content: markdownOf(smaller, '\n'), mobiles: calledBy(smaller, mobileIn) }),
    ({ content }) => Buffer.byteLength(content) <= MOST_BYTES,
  );

const lineOf = ({ locale, title }: TeamMorning): string => {
  const line = MORNING[locale].yourMove(title);
  return Buffer.byteLength(line) <= MOST_LINE ? line : MORNING[locale].yourMove('接力 BATON');
};

export const wecomGroup: GroupSystem = {
  print: (card, { address }) => ({
    url: address,
    body: { msgtype: 'markdown', markdown: { content: shown(card).content } },
  }),
  call: (card, { address }) => {
    const { mobiles } = shown(card);
    if (mobiles.length === 0) return null;
    const text = { content: lineOf(card.morning), mentioned_mobile_list: mobiles };
    return { url: address, body: { msgtype: 'text', text } };
  },
  read: byCode('errcode', 'errmsg'),
};
