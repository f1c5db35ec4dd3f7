import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatDay } from '../../core/messages/format.ts';
import { dayFromIso } from '../../core/time/day.ts';
import { type Asks, recordAsks } from '../support/asks.ts';
import { type Book, openBook } from './book.ts';
import { cast, STORY } from './six-weeks.ts';

type Told = Awaited<ReturnType<Book['sweep']>>;

/** Who gets what and why, a line for all who get the same. */
const linesOf = (iso: string, { notices }: Told): string[] => {
  const day = dayFromIso(iso)!;
  const names = new Map<string, string[]>();
  for (const { name, what, why } of notices) {
    const said = `${what} | ${why}`;
    names.set(said, [...(names.get(said) ?? []), name]);
  }
  const date = formatDay(day, 'en', day);
  if (names.size === 0) return [`| ${date} | nobody | | |`];
  return [...names].map(([said, who]) => `| ${date} | ${who.join(', ')} | ${said} |`);
};

const live = async (
  language: 'en' | 'zh-CN',
  each: (iso: string, told: Told, book: Book) => Promise<void> | void,
  look?: Asks['look'],
) => {
  const book = openBook(cast(language), look);
  for (const [iso, acts] of STORY) {
    for (const act of acts) await act(book);
    await each(iso, await book.sweep(`${iso}T09:00`), book);
  }
  return book;
};

/** The diary in six-weeks.md was written and read by people; a change of it is a change of what Baton does. */
const DIARY = readFileSync(new URL('six-weeks.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => /^\| (Mon|Tue|Wed|Thu|Fri)/.test(line));

describe('six weeks from the request to the archive', () => {
  it('tell these people these things, and nobody anything else', async () => {
    const lines: string[] = [];
    await live('en', (iso, told) => {
      lines.push(...linesOf(iso, told));
      // One mail each, to exactly those who are told something.
      expect(told.mails.map(({ to }) => to.name).sort(), iso).toEqual(
        [...new Set(told.notices.map(({ name }) => name))].sort(),
      );
    });
    expect(lines).toEqual(DIARY);
  });

  it('end with everything where it belongs', async () => {
    const book = await live('en', () => {});
    const { state } = await book.snapshot();
    const standing = (id: string) => state.get(id)?.standing;
    expect(standing('Q-0001')).toBe('Archived');
    expect(['C-0001', 'C-0002'].map(standing)).toEqual(['Confirmed', 'Confirmed']);
    expect(['M-0001', 'M-0002'].map(standing)).toEqual(['Minutes approved', 'Minutes approved']);
    expect(standing('E-0001')).toBe('Decided');
    expect(['V-0001', 'V-0002'].map(standing)).toEqual(['Reworked on Thu 9 Apr', 'Passed']);
    expect([...state.values()].filter(({ tab, status }) => tab === 'signoffs' && status !== 'signed')).toEqual([]);
    // What is to be done better is a task like any other, and goes on.
    expect([...state.values()].flatMap(({ id, court }) => (court === '' ? [] : [id]))).toEqual(['R-0002']);
  });

  it('fill the button that does what a card asks, and offer only days to come on which people work', async () => {
    for (const language of ['en', 'zh-CN'] as const) {
      const asks = recordAsks();
      await live(language, () => {}, asks.look);
      expect(asks.cards()).toBeGreaterThan(80);
      expect([asks.wrong, asks.dates]).toEqual([[], []]);
    }
  });

  it('say nothing twice when the morning is swept again', async () => {
    await live('en', async (iso, _told, book) => {
      const again = await book.sweep(`${iso}T09:20`);
      expect(again.mails, iso).toEqual([]);
    });
  });

  it('read in Chinese for whoever reads Chinese', async () => {
    let read = '';
    await live('zh-CN', (iso, { mails }) => {
      for (const { subject, text } of mails) {
        read += text;
        // Sentences are Chinese; only what people wrote in the cells, and ids, are not.
        expect(`${subject}\n${text}`, iso).not.toMatch(
          /undefined|\[object|\bNaN\b|\b(waits|is missing|due by|your|workdays?)\b/,
        );
      }
    });
    // The workbook is in English: its sheets and columns are called by the names they have there.
    expect(read).toContain('还没有填写：Expected results');
  });
});
