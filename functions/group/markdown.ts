/** A morning as the Markdown of a chat that knows no way of taking a character's meaning away: DingTalk's and WeCom's. */
import { inLink, withoutMarkUp } from '../remote/wide.ts';
import { type GroupCard, type Pen, partLines } from './card.ts';

const pen: Pen = {
  bold: (text) => `**${text}**`,
  plain: withoutMarkUp,
};

/** `between` stands between two lines. */
export const markdownOf = ({ morning, url }: GroupCard, between: string): string =>
  [
    `### ${pen.plain(morning.title)}`,
    pen.plain(morning.headline),
    ...morning.parts.flatMap((part) => [
      pen.bold(part.title),
      ...partLines(morning, part, pen).map((line) => `- ${line}`),
    ]),
    ...(url ? [`[${morning.open}](${inLink(url)})`] : []),
  ].join(between);
