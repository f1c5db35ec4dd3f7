/** Writes the names and zones of all countries whose holidays are known: by date-holidays and Unicode's names, after a new release of either. */
import { writeFileSync } from 'node:fs';
import { data } from 'date-holidays/data';

/** As it is said where Baton is used, and where Unicode says more than a name. */
const OURS: Readonly<Record<string, readonly [string, string]>> = {
  HK: ['中国香港', 'Hong Kong'],
  TW: ['中国台湾', 'Taiwan'],
};

const named = (locale: string, code: string): string =>
  new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;

const countries = Object.entries(data.holidays) as [string, { readonly zones?: readonly string[] }][];
const rows = countries.map(([code]) => {
  const [zh, en] = OURS[code] ?? [named('zh-CN', code), named('en', code)];
  return `${code}${zh}|${en}`;
});
const zones = countries.map(([code, { zones = [] }]) => `  ${code}: '${zones[0] ?? 'UTC'}',`);
const by = 'Written by scripts/countries.ts.';

writeFileSync(
  new URL('../sheet-templates/country-names.ts', import.meta.url),
  `/** Countries whose official holidays are known, a line each: code (ISO 3166), name in Chinese, name in English. One text, since the add-on carries it, too. ${by} */\nexport const COUNTRY_NAMES = \`${rows.join('\n')}\`;\n`,
);
writeFileSync(
  new URL('../functions/reading/country-zones.ts', import.meta.url),
  `/** The time zone in which a new workbook of a country starts. ${by} */\nimport type { Country } from '../../sheet-templates/countries.ts';\n\nexport const COUNTRY_ZONES: Readonly<Record<Country, string>> = {\n${zones.join('\n')}\n};\n`,
);
