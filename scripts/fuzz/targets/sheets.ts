/** Whole workbooks as an adapter reads them: settings with any value, headers of any kind, rows with any cells. */
import fc from 'fast-check';
import { recogniseWorkbook } from '../../../core/adopt/index.ts';
import { must } from '../../../core/text/must.ts';
import type { RawCell, RawSheet, RawWorkbook } from '../../../core/workbook.ts';
import { cellByCell } from '../../../core/write/by-row.ts';
import { resolveWrites } from '../../../core/write/write.ts';
import { decide } from '../../../functions/sweep/decide.ts';
import { LOCALES, POLICY, STARTER, TABS, type Tab } from '../../../sheet-templates/index.ts';
import { cycled } from '../../lists.ts';
import { drawText, numbers } from '../draw.ts';
import { FULL, openOffice } from '../office.ts';
import { mustHold, target } from '../target.ts';
import words from '../words.json' with { type: 'json' };

const NOW = '2026-03-09T09:00';

/** Plans for it, renders every mail, and resolves what would be written. */
const swept = (raw: RawWorkbook): string => {
  const { plan, snapshot, render } = decide(raw, { now: NOW });
  for (const mail of plan.mails) {
    const { subject, text, html } = render(mail);
    mustHold(!/[\r\n]/.test(subject), () => `a subject of two lines: ${subject.slice(0, 200)}`);
    mustHold(text !== '' && html !== '', () => 'a mail without words');
  }
  const edits = cellByCell(resolveWrites(raw, plan.writes).edits);
  for (const { value } of edits) {
    mustHold(typeof value !== 'string' || value.length <= 32_767, () => 'a text longer than a cell');
    mustHold(typeof value !== 'number' || Number.isFinite(value), () => `writes ${value}`);
  }
  return `swept ${plan.notices.length} ${plan.mails.length} ${edits.length} ${snapshot.problems.length}`;
};

type Drawn = string | number | boolean | null;
const cell = (vocabulary: readonly string[]): fc.Arbitrary<Drawn> =>
  fc.oneof(
    { weight: 8, arbitrary: drawText(vocabulary, 4) },
    { weight: 2, arbitrary: numbers },
    fc.boolean(),
    fc.constant(null),
  );

const replaced = (raw: RawWorkbook, title: string, rows: RawSheet['rows']): RawWorkbook => ({
  ...raw,
  sheets: raw.sheets.map((sheet) => (sheet.title === title ? { ...sheet, rows } : sheet)),
});

type Settings = readonly (readonly [string, Drawn])[];

export const settingsSheet = target<Settings>({
  name: 'settings',
  patience: 3000,
  prepare: async () => {
    const raw = await (await openOffice()).read();
    const title = TABS.settings.title.en;
    const { rows } = must(
      raw.sheets.find((sheet) => sheet.title === title),
      title,
    );
    return {
      inputs: fc.array(fc.tuple(fc.constantFrom(...Object.keys(POLICY), 'unknown'), cell(words.settings)), {
        minLength: 1,
        maxLength: 4,
      }),
      attempt: (given) => {
        const changed = rows.map(({ at, cells }) => {
          const value = given.findLast(([key]) => key === cells[0]);
          return value ? { at, cells: [cells[0] ?? null, value[1], ...cells.slice(2)] } : { at, cells };
        });
        return swept(replaced(raw, title, changed));
      },
    };
  },
});

const HEADERS = (Object.values(TABS) as Tab[]).flatMap(({ title, columns }) => [
  ...LOCALES.map((locale) => title[locale]),
  ...Object.values(columns).flatMap(({ header, aliases }) => [
    ...LOCALES.map((locale) => header[locale]),
    ...(aliases ?? []),
  ]),
]);

interface Sheets {
  readonly [key: string]: readonly Drawn[][] | readonly string[];
  readonly merges: readonly string[];
}

/** Sheets of strangers: titles, headers in one line or several, wherever they stand. */
export const headers = target<readonly Sheets[]>({
  name: 'headers',
  patience: 3000,
  prepare: async () => {
    const row = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.array(
          fc.oneof({ weight: 6, arbitrary: drawText(HEADERS, 2, 200) as fc.Arbitrary<Drawn> }, fc.constant(null)),
          { maxLength: 14 },
        ),
      },
      { weight: 4, arbitrary: fc.array(cell(words.values), { maxLength: 14 }) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.nat(16_383), drawText(HEADERS, 1, 50))
          .map(([at, text]) => [...new Array<null>(at).fill(null), text]),
      },
    );
    const merge = fc.tuple(fc.nat(8), fc.nat(8), fc.nat(3), fc.nat(4)).map((rect) => rect.join(' '));
    return {
      inputs: fc.array(
        fc.record({
          title: fc.tuple(drawText(HEADERS, 1, 40)),
          rows: fc.array(row, { maxLength: 8 }),
          merges: fc.array(merge, { maxLength: 3 }),
        }),
        { minLength: 1, maxLength: 3 },
      ) as unknown as fc.Arbitrary<readonly Sheets[]>,
      attempt: (given) => {
        const raw: RawWorkbook = {
          name: 'theirs',
          location: 'memory:theirs',
          movedFrom: () => false,
          foundAt: async () => null,
          dateSystem: 1900,
          sheets: given.map(({ title, rows, merges }, at) => ({
            title: `${title?.[0] ?? ''}${at}`.slice(0, at === 0 ? -1 : undefined),
            rows: ((rows ?? []) as readonly RawCell[][])
              .map((cells, i) => ({ at: i + 1, cells }))
              .filter(({ cells }) => cells.some((one) => one !== null)),
            merges: (merges ?? []).map((text) => {
              const [top, left, down, right] = text.split(' ').map(Number) as [number, number, number, number];
              return { top: top + 1, left: left + 1, bottom: top + 1 + down, right: left + 1 + right };
            }),
          })),
        };
        const { plan, counts } = recogniseWorkbook(raw);
        return `${plan ? 'recognised' : 'unknown'} ${counts ? 'counted' : ''} ${swept(raw)}`;
      },
    };
  },
});

interface Typed {
  readonly tab: string;
  readonly row: number;
  readonly column: number;
  readonly value: Drawn;
}

/** A swept office in which any cells were typed over, those of Baton's own sheets too. */
export const rows = target<readonly (Typed & { readonly [key: string]: Drawn })[]>({
  name: 'rows',
  patience: 3000,
  prepare: async () => {
    const books = [await (await openOffice(STARTER)).read(), await (await openOffice(FULL)).read()];
    const typical = [...words.settings, ...words.values, ...words.rows];
    return {
      inputs: fc.array(
        fc.record({
          tab: fc.constantFrom(...FULL.map(String)),
          row: fc.integer({ min: 1, max: 12 }),
          column: fc.integer({ min: 1, max: 18 }),
          value: cell(typical),
        }),
        { minLength: 1, maxLength: 8 },
      ),
      attempt: (typed) => {
        const book = cycled(books, typed[0]?.row ?? 0);
        const sheets = book.sheets.map((sheet): RawSheet => {
          const own = typed.filter(({ tab }) => TABS[tab as keyof typeof TABS]?.title.en === sheet.title);
          if (own.length === 0) return sheet;
          const byRow = new Map(sheet.rows.map(({ at, cells }) => [at, [...cells]]));
          for (const { row, column, value } of own) {
            const cells = byRow.get(row) ?? [];
            while (cells.length < column) cells.push(null);
            cells[column - 1] = value;
            byRow.set(row, cells);
          }
          return { ...sheet, rows: [...byRow].sort(([a], [b]) => a - b).map(([at, cells]) => ({ at, cells })) };
        });
        return swept({ ...book, sheets });
      },
    };
  },
});
