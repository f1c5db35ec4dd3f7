/**
 * A group of WeCom, by its robot: https://developer.work.weixin.qq.com/document/path/99110. At most 4,096 bytes of Markdown, 20 a minute, no signature;
 * refusals are HTTP 200 with a code (93000 no such robot, 45009 too often). It mentions members by their account, which a workbook does not have.
 */
import { fittedCard } from './card.ts';
import { markdownOf } from './markdown.ts';
import { byCode, type GroupSystem } from './system.ts';

const MOST_BYTES = 4_096;

export const wecomGroup: GroupSystem = {
  print: (card, { address }) => ({
    url: address,
    body: {
      msgtype: 'markdown',
      markdown: {
        content: fittedCard(
          card,
          (smaller) => markdownOf(smaller, '\n'),
          (text) => Buffer.byteLength(text) <= MOST_BYTES,
        ),
      },
    },
  }),
  read: byCode('errcode', 'errmsg'),
};
