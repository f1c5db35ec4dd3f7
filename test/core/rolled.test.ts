import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noticeKey } from '../../core/record/key.ts';
import { readNotified } from '../../core/record/notified.ts';
import { canRoll, packRolled, ROLLED, unpackRolled } from '../../core/record/rolled.ts';
import { eventKey, readEvents, WEBHOOK } from '../../core/record/webhook.ts';
import type { LedgerRow } from '../../core/snapshot.ts';
import { dayFromIso } from '../../core/time/day.ts';

const MONDAY = dayFromIso('2025-03-03')!;
const rules = ['task.due', 'task.stuck', 'dispute'];
/** One of them is somebody's own word. */
const items = ['T-0001', 'T-0002', '[["\\ [1]]'];
const dates = ['2025-03-03', '2025-04-01'];
const people = ['li@example.com', 'wang@example.com', '":[[@example.com'];

const row = (key: string, to: string, status: string, day: number): LedgerRow => ({
  seq: null,
  key,
  to,
  mail: 'm',
  status,
  day,
  at: '',
  run: '',
  receipt: '',
  hash: '',
});

const rows = fc.array(
  fc
    .tuple(
      fc.constantFrom(...rules),
      fc.constantFrom(...items),
      fc.constantFrom(...dates),
      fc.nat(3),
      fc.constantFrom(...people),
      fc.constantFrom('sending', 'sent', 'held', 'unsent', 'overtaken'),
      fc.nat(40),
    )
    .map(([rule, item, date, step, to, status, day]) =>
      row(noticeKey(rule, item, date, step), to, status, MONDAY + day),
    ),
  { maxLength: 30 },
);

/** All that anybody can ask of what was told about these. */
const answersOf = (ledger: readonly LedgerRow[]) => {
  const notified = readNotified(ledger);
  return rules.flatMap((rule) =>
    items.flatMap((item) => [
      notified.any(rule, item),
      notified.first(rule, item)?.day,
      [...notified.datesOf(rule, item)].sort(),
      ...dates.flatMap((date) => [
        notified.last(rule, item, date),
        notified.lastDay(rule, item, date),
        ...[0, 1, 2, 3].flatMap((step) => [
          notified.dayOf(rule, item, date, step),
          ...people.flatMap((to) => {
            const key = noticeKey(rule, item, date, step);
            return [notified.has(key, to), notified.got(key, to), notified.isOver(key)];
          }),
        ]),
      ]),
    ]),
  );
};

const gistOf = (ledger: readonly LedgerRow[]) =>
  packRolled(ledger).map((receipt, i) => ({
    ...row(`rollover:_ledger_2025:1-9:${i + 1}`, '', ROLLED, MONDAY),
    receipt,
  }));

const KEY = noticeKey('task.due', 'T-0002', '2025-04-01', 1);

/** Freed after the first roll-over, and decided on a later day once more. */
const DECIDED_AGAIN: [LedgerRow[], LedgerRow[]] = [
  [row(KEY, 'li@example.com', 'sending', MONDAY)],
  [row(KEY, 'li@example.com', 'overtaken', MONDAY), row(KEY, 'li@example.com', 'sending', MONDAY + 1)],
];

/** Somebody else has it already when its first reader is freed: it goes on counting from the day it was decided first. */
const FREED_LATER: [LedgerRow[], LedgerRow[]] = [
  [row(KEY, 'li@example.com', 'sent', MONDAY)],
  [
    row(KEY, 'wang@example.com', 'sent', MONDAY + 1),
    row(KEY, 'li@example.com', 'overtaken', MONDAY + 1),
    row(KEY, 'li@example.com', 'sent', MONDAY + 2),
  ],
];

describe('the gist of rows that went to an archive', () => {
  test('answers every question about what was told as the rows did', () => {
    fc.assert(
      fc.property(rows, fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), rows, (before, goes, after) => {
        const keys = [...new Set(before.map(({ key }) => key))].filter((_, i) => goes[i % goes.length]);
        const moved = before.filter(({ key }) => keys.includes(key));
        const kept = before.filter(({ key }) => !keys.includes(key));
        expect(answersOf([...kept, ...gistOf(moved), ...after])).toEqual(answersOf([...before, ...after]));
      }),
      { numRuns: 500 },
    );
  });

  test('stays what it is when it goes on being rolled over', () => {
    fc.assert(
      fc.property(rows, rows, (first, second) => {
        expect(answersOf([...gistOf(first), ...gistOf(second)])).toEqual(answersOf([...first, ...second]));
      }),
      { numRuns: 300, examples: [DECIDED_AGAIN, FREED_LATER] },
    );
  });

  test('fits into cells, however much there is', () => {
    const many = Array.from({ length: 3_000 }, (_, n) =>
      row(noticeKey('task.overdue', `T-${n}`, '2025-03-03', n % 7), `person-${n % 90}@example.com`, 'sent', MONDAY + n),
    );
    const texts = packRolled(many);
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(32_000);
    const words = texts.flatMap((receipt) => unpackRolled({ receipt }));
    expect(words.map(({ key, to, day }) => [key, to, day])).toEqual(many.map(({ key, to, day }) => [key, to, day]));
  });

  test('says which events another program was told, so that it is told of none twice', () => {
    const [told, freed, never] = ['T-0001', 'T-0002', 'T-0003'].map((item) =>
      eventKey(noticeKey('task.due', item, '2025-04-01', 1)),
    ) as [string, string, string];
    const events = [
      row(told, WEBHOOK, 'due', MONDAY),
      row(told, WEBHOOK, 'sent', MONDAY),
      row(freed, WEBHOOK, 'due', MONDAY),
      row(freed, WEBHOOK, 'unsent', MONDAY),
    ];
    for (const rows of [events, gistOf(events)])
      expect([told, freed, never].map(readEvents(rows).has)).toEqual([true, false, false]);
  });

  test('is asked of by rule and item, so that a key without both is not moved', () => {
    expect(['task.due:T-1:2025-03-03:1', 'task.due:T-1:1', 'T-1:1', 'T-1', 'task.due:T-1:01'].map(canRoll)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    const short = row('task.due:T-1:1', 'li@example.com', 'sent', MONDAY);
    expect(readNotified(gistOf([short])).got(short.key, short.to)).toBe(true);
  });

  test('says nothing where nobody can read it', () => {
    for (const receipt of [
      '',
      'null',
      '[]',
      '{"to":[]}',
      '{"to":["a"],"told":{"x":1}}',
      '{"to":["a"],"told":{"x":[[0]]}}',
    ])
      expect(unpackRolled({ receipt })).toEqual([]);
  });
});
