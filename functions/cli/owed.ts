/** The part of a sweep's report about mails that people have not got yet. */
import { formatDay } from '../../core/messages/format.ts';
import type { DeliveryStatus } from '../../core/record/delivery.ts';
import { byPerson, type Owing } from '../../core/record/owing.ts';
import type { Day } from '../../core/time/day.ts';
import { nextOfOwed, whyOwed } from '../sweep/owing-words.ts';
import type { SweepResult } from '../sweep/sweep.ts';
import { terminalSection } from './section.ts';
import type { Terminal } from './terminal.ts';

/** What takes a person first. */
const ORDER: readonly DeliveryStatus[] = ['held', 'refused', 'deferred', 'sending', 'due'];

/** People that are named, and how many of those to whom nothing but time is in the way. */
const NAMED = 12;
const WAITING = 3;

/** Who is still owed what, since when and why, and what happens next. `file`: what the workbook is called in commands. */
export const owedLines = (
  terminal: Terminal,
  { owed, outcome }: Pick<SweepResult, 'owed' | 'outcome'>,
  today: Day,
  file: string,
): string[] => {
  const { say, locale } = terminal;
  const words = say.sweep.owed;
  // What is on its way while another works is that one's to say.
  const all = outcome === 'left' ? owed.filter(({ status }) => status !== 'due' && status !== 'sending') : owed;
  const due = all.filter(({ status }) => status === 'due');
  const named = all
    .filter(({ status }) => status !== 'due' || due.length <= WAITING)
    .sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
  const people = byPerson(named);
  const rowsOf = (name: string, owing: readonly Owing[]) => {
    const last = owing.at(-1);
    if (last === undefined) return [];
    const since = Math.min(...owing.map((one) => one.since));
    const count = owing.reduce((sum, { keys }) => sum + keys.length, 0);
    const about = [name, words.things(count), words.since(formatDay(since, locale, today))];
    return [
      [...about, whyOwed(last)[locale]],
      ['', '', '', `→ ${nextOfOwed(last, file)[locale]}`],
    ];
  };
  const more = people.length - NAMED;
  return [
    ...terminalSection(terminal, words.title, [
      ...people.slice(0, NAMED).flatMap((owing) => rowsOf(nameOf(owing), owing)),
      ...(due.length > WAITING ? rowsOf(words.waiting(due.length), due) : []),
    ]),
    ...(more > 0 ? [`  ${words.more(more)}`] : []),
  ];
};

const nameOf = ([first]: readonly Owing[]): string => first?.name || (first?.to ?? '');
