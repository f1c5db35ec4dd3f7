/** A morning as the Markdown of a chat that knows no way of taking a character's meaning away: DingTalk's and WeCom's. */
import { type GroupCard, type Pen, partLines } from './card.ts';

/** Characters with a meaning, and the wide ones that look like them: neither system says what a backslash does. */
const WIDE: Readonly<Record<string, string>> = {
  '*': '＊',
  _: '＿',
  '#': '＃',
  '[': '［',
  ']': '］',
  '<': '＜',
  '>': '＞',
  '`': '｀',
  '~': '～',
  '\\': '＼',
  '!': '！',
};
const pen: Pen = {
  bold: (text) => `**${text}**`,
  plain: (text) => text.replace(/[*_#[\]<>`~\\!]/g, (char) => WIDE[char] ?? char),
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
    ...(url ? [`[${morning.open}](${url.replaceAll(')', '%29').replaceAll('(', '%28')})`] : []),
  ].join(between);
