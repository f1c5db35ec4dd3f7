/** The official days of a country as a line of text: all countries' lines come along with the script, and a sweep reads one of them. */
import type { OfficialDay } from '../../../core/snapshot.ts';

export interface OfficialLine {
  readonly country: string;
  /** The last year whose days are known. */
  readonly horizonYear: number;
  /** In ascending order. */
  readonly days: readonly OfficialDay[];
}

/** Country, last year, the names of its days, and each day as what it is later than the one before, its kind and the number of its name. */
export const lineOf = ({ country, horizonYear, days }: OfficialLine): string => {
  const names = [...new Set(days.map(({ note }) => note))];
  let last = 0;
  const steps = days.map(({ date, kind, note }) => {
    const step = `${(date - last).toString(36)}${kind === 'work' ? '+' : '.'}${names.indexOf(note).toString(36)}`;
    last = date;
    return step;
  });
  return [country, horizonYear, names.join('|'), steps.join(' ')].join('\t');
};

/** What the line of a country says; null where there is none. */
export const lineFor = (country: string, lines: string): OfficialLine | null => {
  const line = lines.split('\n').find((each) => each.startsWith(`${country}\t`));
  if (line === undefined) return null;
  const [, year = '', names = '', steps = ''] = line.split('\t');
  const notes = names.split('|');
  let date = 0;
  const days = steps.split(' ').map((step): OfficialDay => {
    const [sign] = /[.+]/.exec(step) ?? ['.'];
    const [later = '', name = ''] = step.split(sign);
    date += Number.parseInt(later, 36);
    return { date, kind: sign === '+' ? 'work' : 'off', note: notes[Number.parseInt(name, 36)] ?? '' };
  });
  return { country, horizonYear: Number(year), days };
};
