/** What a spreadsheet's locale decides about typed text (Google Sheets: File > Settings > Locale). */
export interface SheetLocale {
  readonly decimal: string;
  readonly group: string;
  /** Order of a date written with numbers only. */
  readonly order: 'mdy' | 'dmy' | 'ymd';
  /** What may stand between the numbers of a date, besides '/' and '-'. */
  readonly dots: boolean;
  /** 2026年3月5日 is a date. */
  readonly han: boolean;
  /** March, Mar: month names are read. */
  readonly english: boolean;
  readonly date: string;
  readonly time: string;
  readonly yes: string;
  readonly no: string;
}

const base = { dots: false, han: false, english: false, yes: 'TRUE', no: 'FALSE', time: 'h:mm:ss' } as const;
const point = { decimal: '.', group: ',' } as const;

const LOCALES: Readonly<Record<string, SheetLocale>> = {
  en_US: { ...base, ...point, order: 'mdy', english: true, date: 'm/d/yyyy', time: 'h:mm:ss am/pm' },
  en_GB: { ...base, ...point, order: 'dmy', english: true, date: 'dd/mm/yyyy', time: 'hh:mm:ss' },
  de_DE: {
    ...base,
    decimal: ',',
    group: '.',
    order: 'dmy',
    dots: true,
    date: 'dd.mm.yyyy',
    time: 'hh:mm:ss',
    yes: 'WAHR',
    no: 'FALSCH',
  },
  fr_FR: {
    ...base,
    decimal: ',',
    group: '\u202f',
    order: 'dmy',
    date: 'dd/mm/yyyy',
    time: 'hh:mm:ss',
    yes: 'VRAI',
    no: 'FAUX',
  },
  zh_CN: { ...base, ...point, order: 'ymd', han: true, date: 'yyyy/m/d' },
  ja_JP: { ...base, ...point, order: 'ymd', han: true, date: 'yyyy/mm/dd' },
};

export const localeOf = (name: string): SheetLocale => {
  const found = LOCALES[name];
  if (!found) throw new Error(`The simulator knows no locale ${name}; it knows ${Object.keys(LOCALES).join(', ')}.`);
  return found;
};
