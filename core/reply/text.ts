/** A reply's own words, and those of the mail below them. */
export interface Parted {
  readonly own: string;
  readonly quoted: string;
}

/** How mail programs begin the mail that they quote. The first two may run over three lines. */
const WROTE_ZH = /^\s*(?:在\s*)?(?=.{0,60}\d)[^\n]{4,300}写道\s*[:：]\s*$/u;
const WROTE_EN = /^\s*(?:On\s)?(?=.{0,80}\d)[^\n]{6,300}\swrote\s*:?\s*$/u;
const BEGINS_WROTE = /^\s*(?:在\s*.{0,24}\d|\d{4}\s?[-/.年]|On\s.{0,24}\d)/u;
const RULED =
  /^\s*[-_*=]{2,}\s*(?:原始邮件|原邮件|转发的?邮件|回复的?邮件|original (?:message|mail|appointment)|forwarded message)\s*[-_*=]*\s*$|^\s*(?:begin forwarded message|开始转发的邮件)\s*[:：]/iu;
const FROM = /^\s*\*{0,2}(?:发件人|寄件者|from)\*{0,2}\s*[:：]/iu;
const OTHER_HEADER = /^\s*\*{0,2}(?:发送时间|发件时间|日期|时间|收件人|主题|sent|date|to|subject)\*{0,2}\s*[:：]/iu;
const QUOTE_LINE = /^\s{0,3}[>＞]/u;

/** What phones and programs add below, and what sets a signature off. */
const SIGNATURE =
  /^\s*(?:--\s?|_{5,}|-{5,}|发自我?的?.{0,30}|来自.{0,20}(?:邮箱|手机|mail).{0,10}|从.{0,20}(?:发送|手机).{0,6}|从我的.{0,20}|sent from .{1,60}|get outlook for .{1,40}|(?:best|kind|warm|with (?:best|kind))? ?(?:regards|wishes)[,.!]?|best[,.]|br[,.]?|cheers[,.!]?|sincerely(?: yours)?[,.]?|yours (?:sincerely|truly)[,.]?|此致|敬礼[!！]?|祝好[!！。]?|顺祝商祺[!！。]?|祝.{0,6}顺利[!！。]?)\s*$/iu;

/**
 * Takes the quoted mail and what stands below a signature off a reply's text. Text between quoted lines stays: some
 * answer there. A line that merely begins like a quote (在等法务) is kept.
 */
export const partReply = (text: string): Parted => {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const cut = lines.findIndex((_, at) => beginsQuote(lines.slice(at, at + 6)));
  const above = cut < 0 ? lines : lines.slice(0, cut);
  const end = above.findIndex((line) => SIGNATURE.test(line));
  const own = (end < 0 ? above : above.slice(0, end)).filter((line) => !QUOTE_LINE.test(line));
  const quoted = [...above.filter((line) => QUOTE_LINE.test(line)), ...(cut < 0 ? [] : lines.slice(cut))];
  return { own: own.join('\n').trim(), quoted: quoted.join('\n') };
};

/** Whether the first of some lines does, by itself or with those below it. */
const beginsQuote = (lines: readonly string[]): boolean => {
  const [first = '', ...below] = lines;
  const line = first.slice(0, 400);
  if (RULED.test(line)) return true;
  if (FROM.test(line)) return below.some((next) => OTHER_HEADER.test(next));
  if (WROTE_ZH.test(line) || WROTE_EN.test(line)) return BEGINS_WROTE.test(line) || /[<@]/u.test(line);
  if (!BEGINS_WROTE.test(line)) return false;
  // Broken over lines by the program that sent it; not somebody's own line above a quote that begins on the next.
  const next = below.slice(0, 2).find((text) => text.trim() !== '') ?? '';
  if (BEGINS_WROTE.test(next)) return false;
  const joined = [2, 3].map((count) => lines.slice(0, count).join(' ').slice(0, 400));
  return joined.some((text) => WROTE_ZH.test(text) || WROTE_EN.test(text));
};
