/**
 * A group of DingTalk, by its custom robot: https://open.dingtalk.com/document/group/custom-robot-access. Signed with the milliseconds in the address;
 * 20 a minute, then ten minutes none; refusals are HTTP 200 with a code (310000: keyword, signature or IP). It mentions people by their mobile
 * numbers, which have to stand in the text as well: for members DingTalk shows a name there, and of others' numbers it hides the middle.
 */
import { createHmac } from 'node:crypto';
import { calledBy, fittedCard, type GroupCard, mobileIn } from './card.ts';
import { markdownOf } from './markdown.ts';
import { byCode, type GroupPosting, type GroupSystem } from './system.ts';

const MOST_BYTES = 20_000;

const signed = ({ address, secret, now }: GroupPosting): string => {
  if (!secret) return address;
  const sign = createHmac('sha256', secret).update(`${now}\n${secret}`).digest('base64');
  return `${address}&timestamp=${now}&sign=${encodeURIComponent(sign)}`;
};

const textOf = (card: GroupCard, mobiles: readonly string[]): string =>
  // Robots that want a keyword find the product's name here.
  [markdownOf(card, '\n\n'), mobiles.map((mobile) => `@${mobile}`).join(' '), '接力 BATON']
    .filter(Boolean)
    .join('\n\n');

export const dingtalkGroup: GroupSystem = {
  print: (card, posting) => {
    const print = (smaller: GroupCard) => {
      const atMobiles = posting.withMentions ? calledBy(smaller, mobileIn) : [];
      return { text: textOf(smaller, atMobiles), atMobiles };
    };
    const { text, atMobiles } = fittedCard(card, print, (printed) => Buffer.byteLength(printed.text) <= MOST_BYTES);
    return {
      url: signed(posting),
      body: {
        msgtype: 'markdown',
        // What a phone shows of it before it is opened; the keyword is looked for here, too.
        markdown: { title: `接力 BATON: ${card.morning.title}`, text },
        ...(atMobiles.length > 0 && { at: { atMobiles, isAtAll: false } }),
      },
    };
  },
  read: byCode('errcode', 'errmsg'),
  // No such robot; keyword, signature or IP; too often; or what stands between has answered, and the card may have been posted.
  isOfMentions: (said) => !/^(?:300001|310000|130101|410100|HTTP)\b/.test(said),
};
