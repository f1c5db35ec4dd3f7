/** How somebody wants to hear from Baton: what, on which days, from what time on, in which language, by which way. */
import { columnOf, LOCALES } from '../../sheet-templates/index.ts';
import { weekendOf } from '../../sheet-templates/weekends.ts';
import { formatClock, joined } from '../messages/format.ts';
import { sweepsRepeat } from '../planning/preferred.ts';
import { parseClock } from '../read/clock.ts';
import type { Listed } from '../snapshot.ts';
import { must } from '../text/must.ts';
import type { Line } from '../text/span.ts';
import { type Asked, hasColumn } from './about.ts';
import { choicesOf } from './choices.ts';
import type { FormReader } from './form.ts';
import type { AnswerForm } from './kind.ts';
import type { AnswerWork } from './rows.ts';

type Cells = Readonly<Record<string, string | boolean | null>>;

/** What the form comes to: cells of the reader's own row that are to say something else, and the same for the ledger. */
interface Wanted {
  readonly cells: Cells;
  readonly said: Readonly<Record<string, string>>;
}

/** The row that is the reader's, and nobody else's: their address has to stand in it still. */
export const preferences: AnswerForm = (about, form, ways = []) => {
  const row = must(about.facts.snapshot.listed.get(about.by), 'row of the reader');
  // What the shared address book says is written again by the next sweep.
  const isFromBook = row.source === 'shared';
  const parts = [
    newsIn(about, form, row),
    ...(isFromBook ? [] : [languageIn(about, form, row), wayIn(about, form, row, ways)]),
    daysIn(about, form),
    hourIn(about, form, row),
  ].filter((part) => part !== null);
  const { whatever, always, fromBook } = about.say.preferences;
  const effects: readonly Line[] = [[always], ...(isFromBook ? [[fromBook]] : [])];
  return {
    effects,
    heading: whatever,
    next: [],
    work: () => writing(about, row, Object.assign({}, ...parts.map(({ cells }) => cells)) as Cells),
    summary: () => Object.assign({}, ...parts.map(({ said }) => said)) as Wanted['said'],
  };
};

const has = (about: Asked, column: string): boolean => hasColumn(about)('directory', column);

/** Only what changes is written, so that a cell in other words that mean the same keeps them. */
const wanted = (
  column: string,
  now: string | boolean | null,
  value: string | boolean | null,
  said: string,
): Wanted => ({
  cells: now === value ? {} : { [column]: value },
  said: { [column]: said },
});

const newsIn = (about: Asked, form: FormReader, { fewer }: Listed): Wanted | null => {
  if (!has(about, 'fewer')) return null;
  const { news, everything, mine } = about.say.preferences;
  const choices = [
    { key: 'all', label: everything },
    { key: 'mine', label: mine },
  ];
  const isFewer = form.choice('fewer', news, choices, { required: true, value: fewer ? 'mine' : 'all' }) === 'mine';
  return wanted('fewer', fewer === true, isFewer, isFewer ? 'yes' : 'no');
};

/** The weekdays that are worked here. Ticked ones beyond them stay as they are. */
const daysIn = (about: Asked, form: FormReader): Wanted | null => {
  if (!has(about, 'noMailOn')) return null;
  const { quietDays, oneLeft } = about.say.preferences;
  const { policy } = about.facts.snapshot;
  const weekend = policy.weekend || weekendOf(policy.country);
  const now = about.by.prefers?.noMailOn ?? [];
  const offered = [1, 2, 3, 4, 5, 6, 7].filter((day) => !weekend.includes(String(day)));
  const names = weekdayNames(about.reader.locale);
  form.fold(quietDays, now.length > 0);
  const ticked: number[] = [];
  for (const day of offered) {
    const isAll = () => (ticked.length === offered.length - 1 && day === offered[offered.length - 1] ? oneLeft : null);
    if (form.check(`day${day}`, names[day - 1] ?? '', now.includes(day), isAll)) ticked.push(day);
  }
  form.fold('');
  const days = [...ticked, ...now.filter((day) => !offered.includes(day))].sort();
  const isSame = days.join() === now.join();
  const inSheet = weekdayNames(policy.locale);
  const text = days.map((day) => inSheet[day - 1] ?? '');
  const value = text.length === 0 ? null : joined(text, policy.locale);
  return { cells: isSame ? {} : { noMailOn: value }, said: { noMailOn: days.join('') || 'none' } };
};

/** An hour can be kept where sweeps run more than once a day; else the page says so, and it is remembered. */
const hourIn = (about: Asked, form: FormReader, { hour }: Listed): Wanted | null => {
  if (!has(about, 'hour')) return null;
  const { preferences: say } = about.say;
  const { snapshot } = about.facts;
  const { sweepTime } = snapshot.policy;
  const now = hour === null ? '' : formatClock(hour);
  const help = sweepsRepeat(snapshot) ? say.hour : say.hourNotKept(formatClock(sweepTime));
  const clock = parseClock(form.line(['directory', 'hour'], now, { help, alone: true }));
  const text = 'minute' in clock ? formatClock(clock.minute) : null;
  return wanted('hour', now || null, text, text ?? 'any');
};

const languageIn = (about: Asked, form: FormReader, { language }: Listed): Wanted | null => {
  if (!has(about, 'language')) return null;
  const choices = choicesOf('directory', 'language', about.reader.locale);
  const value = language ?? about.by.locale;
  const chosen = form.choice('language', about.say.preferences.language, choices, { required: true, value });
  const isOwn = language !== null || chosen !== about.by.locale;
  const known = LOCALES.find((locale) => locale === chosen) ?? null;
  return wanted('language', language, isOwn ? (known ?? language) : null, chosen);
};

const ANY = 'any';

/** Only ways that are set up; a reader with one way has nothing to choose. */
const wayIn = (about: Asked, form: FormReader, { channel }: Listed, ways: readonly string[]): Wanted | null => {
  if (!has(about, 'channel') || ways.length < 2) return null;
  const { way, anyWay } = about.say.preferences;
  const choices = [{ key: ANY, label: anyWay }, ...choicesOf('directory', 'channel', about.reader.locale, ways)];
  const value = channel !== null && ways.includes(channel) ? channel : ANY;
  const chosen = form.choice('channel', way, choices, { required: true, value });
  return wanted('channel', value, chosen, chosen);
};

/** As the sheet offers them. */
const weekdayNames = (locale: Asked['reader']['locale']): readonly string[] =>
  (columnOf('directory', 'noMailOn').suggests ?? []).map((word) => word[locale]);

/** Of the reader's row alone: name, address and where it comes from are as they were read. */
const writing = ({ by }: Asked, row: Listed, wantedCells: Cells): AnswerWork => {
  const cells = Object.fromEntries(
    Object.entries(wantedCells).map(([column, value]) => [
      column,
      column === 'channel' && value === ANY ? null : value,
    ]),
  );
  const now = Object.fromEntries(Object.keys(cells).map((column) => [column, cellOf(row, column)]));
  if (Object.keys(cells).length === 0) return { writes: [], undo: [] };
  const mine = { email: row.email, ...(row.source !== null && { source: row.source }) };
  // An empty value may stand for a text that nobody could read: who saw the page may write over it.
  const read = Object.fromEntries(Object.entries(now).filter(([, value]) => value !== null && value !== ''));
  return {
    writes: [{ tab: 'directory', kind: 'set', item: by.name, values: cells, expected: { ...mine, ...read } }],
    undo: [{ tab: 'directory', kind: 'set', item: by.name, values: now, expected: { ...mine, ...cells } }],
  };
};

const cellOf = (row: Listed, column: string): string | boolean | null => {
  if (column === 'hour') return row.hour === null ? null : formatClock(row.hour);
  return (row as Readonly<Record<string, unknown>>)[column] as string | boolean | null;
};
