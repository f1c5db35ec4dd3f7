/** Takes the meaning out of what people wrote, for Markdown that knows no way of escaping: WeCom's and DingTalk's. */

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

export const withoutMarkUp = (text: string): string => text.replace(/[*_#[\]<>`~\\!]/g, (char) => WIDE[char] ?? char);

/** An address as it can stand between the brackets of a link. */
export const inLink = (url: string): string => url.replaceAll(')', '%29').replaceAll('(', '%28');
