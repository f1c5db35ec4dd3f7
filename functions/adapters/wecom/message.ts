/** A letter as a message of WeCom: two kilobytes of its Markdown. */
import type { Digest } from '../../../core/mail/model.ts';
import type { Tone } from '../../../sheet-templates/types.ts';
import { type ChatPen, markdownLetter, mostThatFits } from '../../remote/markdown-letter.ts';

/** https://developer.work.weixin.qq.com/document/path/90236#markdown消息 */
const MOST_BYTES = 2_048;

/** It has three colours: green, grey and orange. */
const COLOURS: Readonly<Partial<Record<Tone, string>>> = {
  late: 'warning',
  soon: 'warning',
  fine: 'info',
  quiet: 'comment',
};

const inColour = (colour: string | undefined, text: string): string =>
  colour && text ? `<font color="${colour}">${text}</font>` : text;

const pen: ChatPen = {
  toned: (tone, text) => inColour(COLOURS[tone], text),
  quiet: (text) => inColour('comment', text),
  line: '\n',
  block: '\n\n',
};

const drawn = (shown: Parameters<typeof markdownLetter>[0]): string => markdownLetter(shown, pen, () => true);

export const wecomMarkdown = (letter: Digest): string =>
  drawn(mostThatFits(letter, (shown) => Buffer.byteLength(drawn(shown)) <= MOST_BYTES));

/** Identical requests within this many seconds are received once; four hours are the most it takes: the same page. */
const DUPLICATE_INTERVAL = 14_400;
/** Shorter than that, as clocks may differ (ms). */
export const KNOWN_AGAIN = (DUPLICATE_INTERVAL - 600) * 1000;

/** The request, byte for byte. */
export const wecomBody = (letter: Digest, user: string, agent: number): string =>
  JSON.stringify({
    touser: user,
    msgtype: 'markdown',
    agentid: agent,
    markdown: { content: wecomMarkdown(letter) },
    enable_duplicate_check: 1,
    duplicate_check_interval: DUPLICATE_INTERVAL,
  });
