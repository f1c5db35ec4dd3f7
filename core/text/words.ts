/** How texts that people type are compared, split and judged. All pure, all in time linear in the text. */

const ASCII = /^[ -~]*$/;

/** Without characters that nobody sees: zero-width spaces and joiners, soft hyphens, marks of direction or byte order. */
export const visible = (text: string): string => (ASCII.test(text) ? text : text.replace(/\p{Cf}/gu, ''));

/** With a capital at its beginning; Chinese has none. */
export const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Nothing invisible comes before this one, the soft hyphen: nearly every text is told by its two ends. */
const FIRST_INVISIBLE = 0xad;

/** Between these two no character is a blank; nor is an ideograph, or what stands between those. */
const BLANK = 0x20;
const NO_BREAK_SPACE = 0xa0;
const isPlainAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return (
    (code > BLANK && code < NO_BREAK_SPACE) || (code > 0x3000 && code < 0xd800) || (code > 0xff00 && code < 0xff61)
  );
};

/** Without white space and invisible characters around it; within, they may join letters (emoji, Persian) and stay. */
export const trimmed = (text: string): string => {
  if (isPlainAt(text, 0) && isPlainAt(text, text.length - 1)) return text;
  const t = text.trim();
  const isPlain = !(t.charCodeAt(0) >= FIRST_INVISIBLE || t.charCodeAt(t.length - 1) >= FIRST_INVISIBLE);
  return isPlain ? t : t.replace(/^[\p{Cf}\s]+/u, '').replace(/(?<![\p{Cf}\s])[\p{Cf}\s]+$/u, '');
};

/** NFKC, without invisible characters, lower case, every run of white space (also full-width, line breaks) one space. */
export const folded = (text: string): string => {
  // Most texts in Latin script are their own NFKC, and have nothing that nobody sees.
  if (ASCII.test(text)) return text.toLowerCase().replace(/ {2,}/g, ' ').trim();
  // Lower case can come apart (İ), and what stood around an invisible character or a blank can come together.
  const plain = visible(text).normalize('NFKC').toLowerCase();
  return plain.replace(/\s+/g, ' ').trim().normalize('NFKC');
};

/** The form in which headers, option labels and names are compared: `folded`, without any white space. */
export const normal = (text: string): string => {
  const joined = folded(text).replace(/ /g, '');
  return ASCII.test(joined) ? joined : joined.normalize('NFKC');
};

const NOTHING = new Set([
  '',
  '-',
  '--',
  '---',
  '—',
  '——',
  '–',
  '/',
  '\\',
  'n/a',
  'na',
  'n.a.',
  'none',
  'nil',
  '无',
  '無',
  '暂无',
  '空',
]);

/** Empty, or one of the ways to write that there is nothing: -, /, N/A, 无. */
export const saysNothing = (text: string): boolean => NOTHING.has(normal(text));

/** Marks that separate names, and the two words, which count only between names (李和平 is one person). */
const SEPARATOR =
  /(?<!\s)\s*[、,，;；/／&＆|｜\r\n]+\s*|(?<=[\p{L}\p{N})）]{2})\s*和\s*(?=[\p{L}\p{N}]{2})|(?<!\s)\s+(?:and|和)\s+/giu;
/** Names with a separator inside ("Last, First", 研发/测试) have few parts. */
const LONGEST_NAME = 4;

/**
 * The names in a cell, each as `isKnown` knows it where it does, else as it stands there. A separator inside a known
 * name separates nothing; a bracketed remark, a mention's @ and the other half of `Li Ming <li@example.com>` are left
 * out where what remains is known. Names that repeat count once.
 */
export const splitNames = (text: string, isKnown: (name: string) => boolean): string[] => {
  const parts = partsOf(text);
  const names = new Set<string>();
  let next = 0;
  for (const [at, { start, end }] of parts.entries()) {
    if (at < next) continue;
    const run = parts.slice(at, at + LONGEST_NAME);
    const found = longestKnown(text, run, isKnown) ?? { names: [text.slice(start, end).trim()], taken: 1 };
    for (const name of found.names) if (name) names.add(name);
    next = at + found.taken;
  }
  return [...names];
};

interface Part {
  readonly start: number;
  readonly end: number;
}

/** What stands behind a comma and is a part of the name before it: `Northwind, Inc.`, `Ann Lee, PhD`. */
const BEHIND_NAME = /^(?:inc|l\.?l\.?c|llp|ltd|limited|plc|corp|gmbh|jr|sr|ph\.?d)\.?(?![\p{L}\p{N}])/iu;
const LONGEST_BEHIND = 10;

/** A text between its separators. */
const partsOf = (text: string): Part[] => {
  const parts: Part[] = [];
  let start = 0;
  for (const { index: end, 0: separator } of text.matchAll(SEPARATOR)) {
    const next = end + separator.length;
    if (/^\s*[,，]\s*$/.test(separator) && BEHIND_NAME.test(text.slice(next, next + LONGEST_BEHIND))) continue;
    parts.push({ start, end });
    start = next;
  }
  return [...parts, { start, end: text.length }];
};

/** The known names that the first of these parts stand for, as many of them as can be, and how many parts those are. */
const longestKnown = (
  text: string,
  run: readonly Part[],
  isKnown: (name: string) => boolean,
): { readonly names: readonly string[]; readonly taken: number } | null => {
  const start = run[0]?.start ?? 0;
  for (const [before, last] of [...run.entries()].reverse()) {
    const names = known(text.slice(start, last.end), isKnown);
    if (names) return { names, taken: before + 1 };
  }
  return null;
};

const REMARK = /(?<!\s)\s*(?:\([^()]*\)|（[^（）]*）|\[[^[\]]*\]|【[^【】]*】)\s*/g;

/** A name without a remark in brackets. */
export const withoutRemark = (name: string): string => name.replace(REMARK, '');

/** The known names that a piece of text stands for, or null. Several only when white space stands between known names. */
const known = (piece: string, isKnown: (name: string) => boolean): readonly string[] | null => {
  const text = piece.trim();
  const address = /^(.*?)<([^<>]+)>$/s.exec(text);
  for (const form of [text, withoutRemark(text), text.replace(/^[@＠]/, ''), address?.[1], address?.[2]]) {
    const name = form?.trim().replace(/^"(.*)"$/, '$1');
    if (name && isKnown(name)) return [name];
  }
  const words = text.split(/\s+/);
  return words.length > 1 && words.every(isKnown) ? words : null;
};

const COLLECTIVE_ZH = new RegExp(
  [
    '^(全体|全员|全公司|大家|所有人|每个人|人人|我们|咱们|双方|各方|多方|团队|项目组|工作组|待定|未定|暂定|待分配|待指定|待确认|待安排)$',
    '^(全体|所有|各|各个|各相关|相关|有关|其他)(部门|单位|人员|成员|同事|同仁|员工|团队|小组|方|方面|负责人|领导|同学)$',
    '.(团队|项目组|工作组|全体|全员|部门|各方|等人)$',
  ].join('|'),
);
const COLLECTIVE_EN =
  /^(?:everyone|everybody|anyone|anybody|someone|somebody|all|all hands|we|us|both|both sides|various|several|others|tb[dac]|to be (?:determined|decided|confirmed|assigned|announced)|unassigned|not assigned|open|\?+)$|^(?:all|relevant|various|other|concerned|respective|each|every|both) (?:\w+ )?(?:teams?|departments?|parties|members|people|staff|colleagues|stakeholders|owners|employees)$|(?:^|\s)(?:teams?|departments?|everyone|all)$/;

/** An owner who is nobody in particular: 全体, 各部门, everyone, the team, TBD. */
export const collectiveOwner = (text: string): boolean =>
  COLLECTIVE_ZH.test(normal(text)) || COLLECTIVE_EN.test(folded(text));

/** name|'topic'!item, the call into another program that CSV injections use. */
const callsProgram = (t: string): boolean => {
  const bar = t.search(/\w ?\|/);
  return bar > 0 && t.indexOf('!', bar) > 0;
};
const CALL = /^[-+\s]*(?:[\d.]+%?\s*[-+*/^&]\s*)*[a-z_][a-z0-9_.]*\((?:.*\)\s*(?:[-+*/^&=<>%].*)?)?$/s;
const REFERENCE = /^[-+]+(?:'[^']+'!|[\p{L}\p{N}_.[\]]+!)?\$?[a-z]{1,3}\$?\d{1,7}\s*(?:[-+*/^&=<>:%].*)?$/su;
const ARITHMETIC = /^[-+]+\(*[\d.][\d\s.,()%+\-*/^&]*$/;
const BINARY = /[\d.)%] ?[-+*/^&][-+*/^&( ]*[\d.]/;
const PHONE = /^\+[\d\s().-]{7,}$/;

/** Nearly every cell: a letter, a digit or a Chinese character first, which no formula begins with. */
const BEGINS_PLAIN = /^[0-9A-Za-z\u4e00-\u9fff]/;

/**
 * Whether a spreadsheet that is given this text as input would calculate it, or a CSV injection could use it. Judged by
 * the first visible character; full-width forms count. A negative number, a phone number, a bullet, a mention, a dash
 * are no formulas.
 */
export const beginsFormula = (text: string): boolean => {
  if (BEGINS_PLAIN.test(text)) return false;
  const t = folded(text);
  if (/^[-+@=]/.test(t) && callsProgram(t)) return true;
  switch (t[0]) {
    case '=':
      return /^=\s*[\p{L}\p{N}_\\({"'#$.+\-@[!]/u.test(t);
    case '@':
      return CALL.test(t.slice(1));
    case '+':
    case '-':
      return CALL.test(t) || REFERENCE.test(t) || (ARITHMETIC.test(t) && BINARY.test(t) && !PHONE.test(t));
    default:
      return false;
  }
};

/** A text of several lines, a clause each, without the stop that would end a sentence. */
export const clausesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim().replace(/(?<![.。\s])[.。]+$/, ''))
    .filter(Boolean);
