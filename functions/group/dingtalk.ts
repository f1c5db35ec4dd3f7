/**
 * A group of DingTalk, by its custom robot: https://open.dingtalk.com/document/group/custom-robot-access. Signed with the milliseconds in the address;
 * 20 a minute, then ten minutes none; refusals are HTTP 200 with a code (310000: keyword, signature or IP). It mentions people by their mobile
 * numbers, which a workbook need not have: names stand in the card.
 */
import { createHmac } from 'node:crypto';
import { fittedCard } from './card.ts';
import { markdownOf } from './markdown.ts';
import { byCode, type GroupPosting, type GroupSystem } from './system.ts';

const MOST_BYTES = 20_000;

const signed = ({ address, secret, now }: GroupPosting): string => {
  if (!secret) return address;
  const sign = createHmac('sha256', secret).update(`${now}\n${secret}`).digest('base64');
  return `${address}&timestamp=${now}&sign=${encodeURIComponent(sign)}`;
};

export const dingtalkGroup: GroupSystem = {
  print: (card, posting) => ({
    url: signed(posting),
    body: {
      msgtype: 'markdown',
      markdown: {
        // What a phone shows of it before it is opened; robots that want a keyword find the product's name here.
        title: `接力 BATON: ${card.morning.title}`,
        text: fittedCard(
          card,
          (smaller) => `${markdownOf(smaller, '\n\n')}\n\n接力 BATON`,
          (text) => Buffer.byteLength(text) <= MOST_BYTES,
        ),
      },
    },
  }),
  read: byCode('errcode', 'errmsg'),
};
