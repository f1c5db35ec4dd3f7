/** The sheets' own formulas keep the week that Settings or the country have, in LibreOffice and in what a sweep calculates. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readSnapshot } from '../../core/read/index.ts';
import type { RawSheet } from '../../core/workbook.ts';
import { cellByCell } from '../../core/write/by-row.ts';
import { calculatedEdits } from '../../functions/xlsx/calculate/calculate.ts';
import { openPackage } from '../../functions/xlsx/parts.ts';
import { readWorkbook } from '../../functions/xlsx/read.ts';
import { LOCALES, type Locale, tabOf } from '../../sheet-templates/index.ts';
import { TEMPLATES, VIEWS } from '../../sheet-templates/views.ts';
import { weekendOf } from '../../sheet-templates/weekends.ts';
import { fill } from '../support/fill.ts';
import { findLibreOffice, shownAll } from '../support/libreoffice.ts';

const soffice = findLibreOffice();
const SHEETS = TEMPLATES.full;
const DAYS_LATE = Object.keys(VIEWS.overview.columns).indexOf('daysLate');

/** What stands in the two cells of Settings, and the days off that follow, from Monday. */
const WEEKS: readonly (readonly [weekend: string, country: string, off: string])[] = [
  ['', '', '67'],
  ['', 'DE', '67'],
  ['', 'EG', '56'],
  ['', ' saudi arabia', '56'],
  ['', '伊朗', '5'],
  ['', 'Sudan', '56'],
  ['Friday, Saturday', '', '56'],
  ['fri and sat', 'DE', '56'],
  ['周日', 'CN', '7'],
  ['周六、星期天', 'EG', '67'],
  ['星期一', '', '1'],
  ['5,6', '', '56'],
  ['None', 'EG', ''],
  ['不休息', '', ''],
  // Refused by a sweep, which says so: the country counts.
  ['whenever', 'EG', '56'],
  ['一二三四五六日', 'IR', '5'],
];

const today = (): Date => {
  const now = new Date();
  return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));
};
const serial = (date: Date) => date.getTime() / 86_400_000 + 25_569;

const made = new Map<Locale, { template: Buffer; settings: RawSheet }>();
const templateOf = async (locale: Locale) => {
  const known = made.get(locale);
  if (known) return known;
  const template = await readFile(new URL(`../../sheet-templates/generated/full-${locale}.xlsx`, import.meta.url));
  const settings = readWorkbook(template).sheets.find(({ title }) => title === tabOf('settings').title[locale])!;
  made.set(locale, { template, settings });
  return { template, settings };
};

/** A workbook with one task that has been late for 24 days. */
const filled = async (locale: Locale, weekend: string, country: string): Promise<Buffer> => {
  const { template, settings } = await templateOf(locale);
  const rowOf = (key: string) => settings.rows.find(({ cells }) => cells.includes(key))!.at - 4;
  const rows: Record<string, string>[] = Array.from({ length: settings.rows.at(-1)!.at - 3 }, () => ({}));
  if (weekend !== '') rows[rowOf('weekend')] = { value: weekend };
  if (country !== '') rows[rowOf('country')] = { value: country };
  const due = new Date(today().getTime() - 24 * 86_400_000);
  return fill(template, SHEETS, {
    settings: rows,
    raci: [{ id: 'T-0001', name: 'Late', due }],
    tracker: [{ id: 'T-0001' }],
  });
};

const daysLate = (off: string): number =>
  Array.from({ length: 24 }, (_, i) => new Date(today().getTime() - i * 86_400_000)).filter(
    (date) => !off.includes(String(date.getUTCDay() || 7)),
  ).length;

describe.each(LOCALES)('the week of a workbook in %s', (locale) => {
  const title = VIEWS.overview.title[locale];

  it.each(WEEKS)(
    'with %j for a weekend and %j for a country, a sweep calculates with days off %j',
    async (weekend, country, off) => {
      const bytes = await filled(locale, weekend, country);
      const raw = {
        name: 'w',
        location: 'here',
        movedFrom: () => false,
        foundAt: async () => null,
        ...readWorkbook(bytes),
      };
      const { policy } = readSnapshot(raw, { now: `${today().toISOString().slice(0, 10)}T09:00:00Z` });
      expect((policy.weekend || weekendOf(policy.country)).replace('0', '')).toBe(off);
      const sheets = new Map([title, tabOf('tracker').title[locale]].map((each) => [each, Number.POSITIVE_INFINITY]));
      const edits = calculatedEdits(openPackage(bytes), raw, [], sheets, { serial: serial(today()), offset: 0 });
      const edit = cellByCell(edits).find((each) => each.row === 4 && each.column === DAYS_LATE + 1);
      expect(edit?.value).toBe(daysLate(off));
    },
  );
});

// Its formulas differ between the languages in nothing but names.
it.skipIf(!soffice)('LibreOffice calculates the same', async () => {
  const weeks = WEEKS.filter(([weekend, country]) => country === 'EG' && weekend.length < 5);
  const books: Record<string, Buffer> = {};
  for (const [i, [weekend, country]] of weeks.entries()) books[`week${i}`] = await filled('zh-CN', weekend, country);
  const all = await shownAll(soffice!, books);
  weeks.forEach(([weekend, country, off], i) => {
    const row = all.get(`week${i}`)!.get(VIEWS.overview.title['zh-CN'])![3]!;
    expect(row[DAYS_LATE], `${weekend} ${country}`).toBe(String(daysLate(off)));
  });
});
