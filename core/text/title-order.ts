/** Which of several sheets is the newest, by the weeks, months or dates in their titles. */

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NUMERAL = /十[一二]?|[一二三四五六七八九]/g;
const MONTH = /\b(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|ember|ober)?\b/giu;

/** A title with the numbers that its words are: 三月 is 3月, March 2026 is 3 2026. */
const inNumbers = (title: string): string =>
  title
    .normalize('NFKC')
    .replace(NUMERAL, (word) => String(NUMERALS.indexOf(word) + 1))
    .replace(MONTH, (_, month: string) => String(MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1));

/** Parts of the work, however they are numbered: 一组, Team 2, Phase 3. */
const NO_TIME =
  /组|队|部|区|店|班|线|楼|栋|阶段|期工程|标段|模块|项目|客户|\b(?:team|squad|group|phase|stage|part|area|region|track|module|project|client|line|store|site|floor)\b/iu;

interface Numbered {
  readonly stem: string;
  readonly numbers: readonly number[];
}

const numbered = (title: string): Numbered => {
  const text = inNumbers(title);
  return { stem: text.replace(/\d+/g, '#').trim(), numbers: (text.match(/\d+/g) ?? []).map(Number) };
};

const isAfter = (a: readonly number[], b: readonly number[]): boolean => {
  const at = a.findIndex((n, i) => n !== b[i]);
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0);
};

/** The newest of sheets that are weeks, months or the like by their titles (第12周, 2026-03); null where these do not tell. */
export const newestOf = <T>(sheets: readonly T[], titleOf: (sheet: T) => string): T | null => {
  const all = sheets.map((sheet) => ({ sheet, ...numbered(titleOf(sheet)) }));
  const [first] = all;
  const isTime =
    first !== undefined &&
    all.length > 1 &&
    all.every(({ stem, numbers }) => stem === first.stem && numbers.length > 0 && !NO_TIME.test(stem));
  return isTime ? all.reduce((latest, one) => (isAfter(one.numbers, latest.numbers) ? one : latest)).sheet : null;
};

/** Whether a title comes after another of the same kind: 第13周 after 第12周, April after March. */
export const isNewerTitle = (title: string, than: string): boolean => {
  const all = [than, title];
  return title !== than && newestOf(all, (one) => one) === title;
};
