import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { type CalendarEntry, calendarOf } from '../../../core/mail/calendar.ts';
import { digestOf } from '../../../core/mail/index.ts';
import { type RuleKey, savedSaying } from '../../../core/messages/facts.ts';
import type { Notice } from '../../../core/plan.ts';
import type { PlainFacts } from '../../../core/problem.ts';
import { readFacts } from '../../../core/process/facts.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import type { Person } from '../../../core/snapshot.ts';
import { createMemoryMailer } from '../../../functions/adapters/memory/mailer.ts';
import { openMemory } from '../../../functions/adapters/memory/store.ts';
import { calendarFile } from '../../../functions/base/calendar-file.ts';
import { sweepWorkbook } from '../../../functions/sweep/sweep.ts';
import { type Given, workbookOf } from '../../support/scenario.ts';
import type { SomeFacts } from './fixtures.ts';

const MORNING = '2026-03-06T09:00:00+08:00';

const TASKS = [
  { id: 'T-0001', name: 'Final packaging', responsible: 'Li Ming', accountable: 'Sun Li', due: '2026-03-11' },
  {
    id: 'T-0002',
    name: 'Price list',
    responsible: 'Wang Fang',
    accountable: 'Sun Li',
    informed: 'Li Ming',
    due: '2026-03-06',
  },
];
const MEETINGS = [
  {
    id: 'M-0001',
    name: 'Kick-off; packaging, prices',
    goal: 'Everybody knows who does what',
    kind: 'Kick-off',
    date: '2026-03-30',
    start: '14:00',
    end: '15:30',
    place: 'Room 3, second floor',
    host: 'Wang Fang',
  },
];

const book = (tabs: Given['tabs'] = {}, settings: Record<string, string> = {}) =>
  workbookOf({ tabs: { raci: TASKS, meetings: MEETINGS, ...tabs }, settings });

/** The dates of a mail to somebody that holds these notices: rule, item and what else the notice says. */
const datesOf = (
  raw: ReturnType<typeof book>,
  notices: readonly (readonly [rule: RuleKey, item: string, facts?: SomeFacts<RuleKey>])[],
  { now = MORNING, name = 'Li Ming', copied = false } = {},
) => {
  const facts = readFacts(readSnapshot(raw, { now }));
  const person = (name: string): Person => facts.snapshot.people.get(name)!;
  const to = copied ? [person('Sun Li')] : [person(name)];
  const mail = {
    to: person(name),
    notices: notices.map(
      ([rule, item, more = {}]): Notice => ({
        key: `${rule}:${item}:2026-03-06:1`,
        item,
        level: 0,
        to,
        cc: copied ? [person(name)] : [],
        ...savedSaying(rule, more as PlainFacts, rule),
      }),
    ),
  };
  return {
    facts,
    mail,
    dates: calendarOf(facts, mail),
    file: calendarFile([{ dates: calendarOf(facts, mail), snapshot: facts.snapshot }]),
  };
};

const shortly = ({ uid, kind, title, day, start, end }: CalendarEntry) => ({ uid, kind, title, day, start, end });
const dayOf = (iso: string) => Date.parse(iso) / 86_400_000;

/** What a mail program reads in the file. */
const read = (file: string) => {
  const calendar = new ICAL.Component(ICAL.parse(file));
  const events = calendar.getAllSubcomponents('vevent').map((each) => ({
    uid: each.getFirstPropertyValue('uid'),
    sequence: each.getFirstPropertyValue('sequence'),
    summary: each.getFirstPropertyValue('summary'),
    location: each.getFirstPropertyValue('location'),
    description: each.getFirstPropertyValue('description'),
    transp: each.getFirstPropertyValue('transp'),
    stamp: String(each.getFirstPropertyValue('dtstamp')),
    start: String(each.getFirstPropertyValue('dtstart')),
    end: each.hasProperty('dtend') ? String(each.getFirstPropertyValue('dtend')) : null,
    properties: each.getAllProperties().map(({ name }) => name),
  }));
  return { calendar, events };
};

describe('the dates of a mail', () => {
  it('are what the reader is responsible for and invited to, by day', () => {
    const { dates } = datesOf(book(), [
      ['meeting.invite', 'M-0001'],
      ['task.soon', 'T-0001'],
      ['task.changed', 'T-0002', { changes: ['due|2026-03-05|2026-03-06'] }],
    ]);
    expect(dates.map(shortly)).toEqual([
      {
        uid: 'due-T-0001@W-TEST',
        kind: 'due',
        title: 'Due: Final packaging',
        day: dayOf('2026-03-11'),
        start: null,
        end: null,
      },
      {
        uid: 'meeting-M-0001@W-TEST',
        kind: 'meeting',
        title: 'Kick-off; packaging, prices',
        day: dayOf('2026-03-30'),
        start: 14 * 60,
        end: 15 * 60 + 30,
      },
    ]);
  });

  it.each<[RuleKey, SomeFacts<RuleKey>, number]>([
    ['task.soon', {}, 1],
    ['task.due', {}, 1],
    ['task.changed', { changes: ['due|2026-03-10|2026-03-11'] }, 1],
    ['task.changed', { changes: ['owner|Wang Fang|Li Ming'] }, 1],
    ['task.changed', { changes: ['scope||Final packaging'] }, 0],
    ['task.overdue', {}, 0],
    ['task.stuck', {}, 0],
  ])('come with %s %j: %i', (rule, facts, count) => {
    expect(datesOf(book(), [[rule, 'T-0001', facts]]).dates).toHaveLength(count);
  });

  it('are not for those who get a copy', () => {
    expect(datesOf(book(), [['meeting.invite', 'M-0001']], { copied: true }).dates).toEqual([]);
  });

  it('leave out what is done, over, without a date or unknown', () => {
    const tracker = [{ id: 'T-0001', status: 'Done', output: 'a link' }];
    expect(datesOf(book({ tracker }), [['task.due', 'T-0001']]).dates).toEqual([]);
    const late = { now: '2026-03-12T09:00:00+08:00' };
    expect(datesOf(book(), [['task.changed', 'T-0001', { changes: ['due||2026-03-11'] }]], late).dates).toEqual([]);
    expect(
      datesOf(book({ meetings: [{ ...MEETINGS[0]!, date: null }] }), [['meeting.invite', 'M-0001']]).dates,
    ).toEqual([]);
    expect(
      datesOf(book(), [
        ['meeting.invite', 'M-0009'],
        ['task.due', 'T-0009'],
      ]).dates,
    ).toEqual([]);
  });

  it('keep who they are and outrank the mail before, when a meeting moves', () => {
    const before = datesOf(book(), [['meeting.invite', 'M-0001']]);
    const moved = book({ meetings: [{ ...MEETINGS[0]!, date: '2026-03-31' }] });
    const after = datesOf(moved, [['meeting.invite', 'M-0001']], { now: '2026-03-06T14:00:00+08:00' });
    const [a, b] = [read(before.file).events[0]!, read(after.file).events[0]!];
    expect(b.uid).toBe(a.uid);
    expect(Number(b.sequence)).toBeGreaterThan(Number(a.sequence));
    expect([a.start, b.start]).toEqual(['2026-03-30T06:00:00Z', '2026-03-31T06:00:00Z']);
  });

  it('are said in one line at the end of the mail, and only where there are some', () => {
    const some = datesOf(book(), [['task.soon', 'T-0001']]);
    expect(digestOf(some.facts, some.mail).footer.at(-1)).toBe('Attached: upcoming dates for your calendar.');
    const none = datesOf(book(), [['task.soon', 'T-0002']]);
    expect(digestOf(none.facts, none.mail).footer).toHaveLength(2);
  });
});

describe('a sweep', () => {
  it('sends the dates with the mails, and a meeting that moved as the same entry anew', async () => {
    const store = openMemory(book({ meetings: [{ ...MEETINGS[0]!, executors: 'Li Ming' }] }));
    const mailer = createMemoryMailer();
    const datesIn = async (now: string) => {
      const before = mailer.sent.length;
      await sweepWorkbook({ store, mailer, now, clock: () => now });
      return new Map(
        mailer.sent
          .slice(before)
          .map(({ to, calendar }) => [to.name, calendar === undefined ? [] : read(calendar).events]),
      );
    };
    const first = await datesIn('2026-03-06T09:00:00+08:00');
    expect(first.get('Li Ming')!.map(({ uid }) => uid)).toEqual(['due-T-0001@W-TEST', 'meeting-M-0001@W-TEST']);
    expect(first.get('Wang Fang')!.map(({ uid }) => uid)).toEqual(['due-T-0002@W-TEST', 'meeting-M-0001@W-TEST']);

    await store.apply([
      {
        tab: 'meetings',
        kind: 'set',
        item: 'M-0001',
        values: { date: '2026-03-31' },
        expected: { date: '2026-03-30' },
      },
    ]);
    const second = await datesIn('2026-03-09T09:00:00+08:00');
    const [was, is] = [
      first.get('Li Ming')![1]!,
      second.get('Li Ming')!.find(({ uid }) => String(uid).startsWith('meeting'))!,
    ];
    expect([is.uid, is.start]).toEqual([was.uid, '2026-03-31T06:00:00Z']);
    expect(Number(is.sequence)).toBeGreaterThan(Number(was.sequence));
  });
});

describe('the calendar file', () => {
  it('says a meeting to the minute, in UTC, with where and why', () => {
    const { file } = datesOf(book(), [['meeting.invite', 'M-0001']]);
    const { calendar, events } = read(file);
    expect([calendar.getFirstPropertyValue('method'), calendar.getFirstPropertyValue('version')]).toEqual([
      'PUBLISH',
      '2.0',
    ]);
    expect(events).toEqual([
      expect.objectContaining({
        summary: 'Kick-off; packaging, prices',
        location: 'Room 3, second floor',
        description: 'Everybody knows who does what\nProduct launch · M-0001',
        stamp: '2026-03-06T01:00:00Z',
        start: '2026-03-30T06:00:00Z',
        end: '2026-03-30T07:30:00Z',
        transp: 'OPAQUE',
      }),
    ]);
  });

  it('follows the zone through daylight saving', () => {
    const london = book({}, { zone: 'Europe/London' });
    const winter = book({ meetings: [{ ...MEETINGS[0]!, date: '2026-03-27' }] }, { zone: 'Europe/London' });
    expect(read(datesOf(winter, [['meeting.invite', 'M-0001']]).file).events[0]!.start).toBe('2026-03-27T14:00:00Z');
    expect(read(datesOf(london, [['meeting.invite', 'M-0001']]).file).events[0]!.start).toBe('2026-03-30T13:00:00Z');
  });

  it('gives a due date the whole day and nobody’s time', () => {
    const { events } = read(datesOf(book(), [['task.soon', 'T-0001']]).file);
    expect(events[0]).toMatchObject({ start: '2026-03-11', end: null, transp: 'TRANSPARENT' });
  });

  it.each([
    [{ start: null, end: null }, '2026-03-30', null],
    [{ start: '14:00', end: null }, '2026-03-30T06:00:00Z', null],
    [{ start: '14:00', end: '13:00' }, '2026-03-30T06:00:00Z', null],
    [{ start: null, end: '15:00' }, '2026-03-30', null],
  ])('makes the best of a meeting with %j', (times, start, end) => {
    const raw = book({ meetings: [{ ...MEETINGS[0]!, ...times }] });
    expect(read(datesOf(raw, [['meeting.invite', 'M-0001']]).file).events[0]).toMatchObject({ start, end });
  });

  it('is the same bytes for the same mail, in lines of at most 75 bytes', () => {
    const raw = book({ raci: [{ ...TASKS[0]!, name: '包装设计终稿与渠道物料'.repeat(12) }] });
    const [first, again] = [datesOf(raw, [['task.soon', 'T-0001']]).file, datesOf(raw, [['task.soon', 'T-0001']]).file];
    expect(first).toBe(again);
    expect(Math.max(...first.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(first.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(first.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(read(first).events[0]!.summary).toMatch(/^Due: (包装设计终稿与渠道物料)+/);
  });

  it('lets no cell write a line of its own', () => {
    const meetings = [
      { ...MEETINGS[0]!, name: 'A\r\nATTENDEE:mailto:all@example.com', place: 'B\nEND:VEVENT', goal: '\\n;,:"' },
    ];
    const { events } = read(datesOf(book({ meetings }), [['meeting.invite', 'M-0001']]).file);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ summary: 'A ATTENDEE:mailto:all@example.com', location: 'B END:VEVENT' });
    expect(events[0]!.description).toBe('\\n;,:"\nProduct launch · M-0001');
    expect(events[0]!.properties).not.toContain('attendee');
  });
});
