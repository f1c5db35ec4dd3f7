/** The overview of an adopted file: a sheet of Baton's own that says of every task how it stands, in colours that theirs is spared. */
import { columnLetters, LOCALES, type Locale, TABS } from '../../sheet-templates/index.ts';
import { HEADER_ROW, LAST_CHECKED_ROW } from '../../sheet-templates/layout.ts';
import { PALETTE, TONES } from '../../sheet-templates/palette.ts';
import type { Colour, Look } from '../../sheet-templates/views/grid.ts';
import { VIEWS } from '../../sheet-templates/views.ts';
import type { NewSheet } from '../workbook.ts';

const { title, help, columns } = VIEWS.overview;
type Key = keyof typeof columns;
const KEYS = Object.keys(columns) as Key[];

/** Whether a sheet bears its title. */
export const isOverviewTitle = (text: string): boolean => LOCALES.some((locale) => title[locale] === text);

/** Each sweep fills it in (core/overview). Null where a sheet bears its title already: that one is the team's. */
export const overviewSheet = (locale: Locale, taken: readonly string[]): NewSheet | null => {
  const titles = new Set(LOCALES.map((one) => title[one].toLowerCase()));
  if (taken.some((other) => titles.has(other.toLowerCase()))) return null;
  return {
    title: title[locale],
    hidden: false,
    protect: false,
    wrap: true,
    widths: KEYS.map((key) => columns[key].width),
    headerRow: HEADER_ROW,
    rows: [
      [{ value: title[locale] }],
      [{ value: help[locale] }],
      KEYS.map((key) => ({ value: columns[key].header[locale] })),
    ],
    colours: coloursIn(locale),
  };
};

const FIRST = HEADER_ROW + 1;
const lettersOf = (key: Key): string => columnLetters(KEYS.indexOf(key) + 1);
const cell = (key: Key): string => `$${lettersOf(key)}${FIRST}`;
const down = (first: Key, last: Key = first): string =>
  `${lettersOf(first)}${FIRST}:${lettersOf(last)}${LAST_CHECKED_ROW}`;

const argb = (hex: string) => ({ argb: `FF${hex.slice(1).toUpperCase()}` });
const look = (ink: string, ground: string): Look => ({
  font: { color: argb(ink) },
  fill: { type: 'pattern', pattern: 'solid', bgColor: argb(ground) },
});

/** What is over is pale; what is late or went up stands out, and each status has its colour. Colour only says again what the words say. */
const coloursIn = (locale: Locale): Colour[] => {
  const { options } = TABS.tracker.columns.status;
  const is = (key: string): string[] =>
    options.filter((option) => option.key === key).map(({ label }) => `${cell('status')}="${label[locale]}"`);
  const late = look(TONES.late.text, TONES.late.ground);
  return [
    {
      ref: down('id', 'next'),
      when: `OR(${[...is('done'), ...is('cancelled')].join(',')})`,
      style: look(PALETTE.over, PALETTE.ground),
    },
    ...(['due', 'daysLate'] as const).map((key) => ({ ref: down(key), when: `N(${cell('daysLate')})>0`, style: late })),
    { ref: down('level'), when: `N(${cell('level')})>0`, style: late },
    ...options.map(({ key, tone }) => ({
      ref: down('status'),
      when: is(key).join(''),
      style: look(TONES[tone].text, TONES[tone].ground),
    })),
  ];
};
