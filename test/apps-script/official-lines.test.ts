import { expect, it } from 'vitest';
import { lineFor, lineOf } from '../../apps-script/server/sweep/official-lines.ts';
import { officialDaysOf } from '../../functions/reading/holidays.ts';
import { COUNTRIES } from '../../sheet-templates/countries.ts';
import { wholeAddOn } from '../support/built-add-on.ts';

it.each(['CN', 'DE', 'EG', 'IN', 'JP'])('the days of %s come out of their line as they went in', async (country) => {
  const { days, horizonYear } = await officialDaysOf(country, 2025, 2027);
  const lines = ['AD\t2031\tNew Year\tfk0.0', lineOf({ country, horizonYear: horizonYear ?? 2027, days })].join('\n');
  expect(days.length).toBeGreaterThan(5);
  expect(lineFor(country, lines)).toEqual({ country, horizonYear: horizonYear ?? 2027, days });
});

it('a country without a line has no days', () => {
  expect(lineFor('XX', 'AD\t2031\tNew Year\tfk0.0')).toBeNull();
});

it('the add-on brings the days of every country along, a holiday on a day off too', async () => {
  const page = (await wholeAddOn())['second.html']!;
  const lines = page
    .replaceAll('\\n', '\n')
    .replaceAll('\\t', '\t')
    .replace(/["'`]AD\t/, '\nAD\t');
  // They are one text, which takes no time to evaluate.
  expect(Buffer.byteLength(page)).toBeLessThan(1_150_000);
  const missing = COUNTRIES.filter((country) => (lineFor(country, lines)?.days.length ?? 0) < 8);
  expect(missing).toEqual([]);
  // 26 December 2026 is a Saturday: it counts where Saturdays are worked.
  const day = Date.UTC(2026, 11, 26) / 86_400_000;
  expect(lineFor('DE', lines)!.days).toContainEqual({ date: day, kind: 'off', note: '2. Weihnachtstag' });
});
