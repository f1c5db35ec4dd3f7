import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../core/mail/index.ts';
import { ownDates } from '../../../core/mail/own-dates.ts';
import { digestText } from '../../../core/mail/text.ts';
import { planOf } from '../../../core/planning/make-plan.ts';
import { readFacts } from '../../../core/process/facts.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import { calendarFeed } from '../../../functions/base/calendar-feed.ts';
import type { Locale } from '../../../sheet-templates/index.ts';
import { type Given, workbookOf } from '../../support/scenario.ts';

const MORNING = '2026-03-06T09:00:00+08:00';

const TABS: Given['tabs'] = {
  raci: [
    { id: 'T-0001', name: 'Final packaging', responsible: 'Li Ming', accountable: 'Sun Li', due: '2026-03-11' },
    { id: 'T-0002', name: 'Price list', responsible: 'Wang Fang', accountable: 'Sun Li', due: '2026-03-09' },
    { id: 'T-0003', name: 'Label text', responsible: 'Li Ming', accountable: 'Sun Li', due: '2026-03-03' },
    { id: 'T-0004', name: 'No date yet', responsible: 'Li Ming', accountable: 'Sun Li' },
  ],
  tracker: [{ id: 'T-0003', status: 'Done', output: 'label.pdf' }],
  meetings: [
    {
      id: 'M-0001',
      name: 'Weekly',
      date: '2026-03-12',
      start: '14:00',
      end: '15:30',
      host: 'Li Ming',
      place: 'Room 3',
    },
    { id: 'M-0002', name: 'Not theirs', date: '2026-03-13', start: '10:00', host: 'Wang Fang' },
    { id: 'M-0003', name: 'Called off', date: '2026-03-16', host: 'Li Ming', cancelledOn: '2026-03-05' },
  ],
};

const read = (raw: ReturnType<typeof workbookOf>, now = MORNING) => {
  const snapshot = readSnapshot(raw, { now });
  return { snapshot, facts: readFacts(snapshot) };
};

const feedOf = (name: string, { tabs = TABS, now = MORNING, locale }: Partial<Given> & { now?: string } = {}) => {
  const { snapshot, facts } = read(workbookOf({ tabs, ...(locale && { locale }), settings: {} }), now);
  const dates = ownDates(facts, snapshot.people.get(name)!);
  return { dates, file: calendarFeed(dates, snapshot) };
};

const seenIn = (file: string) => {
  const calendar = new ICAL.Component(ICAL.parse(file));
  return {
    of: (name: string) => String(calendar.getFirstPropertyValue(name)),
    events: calendar.getAllSubcomponents('vevent').map((event) => ({
      uid: event.getFirstPropertyValue('uid'),
      summary: event.getFirstPropertyValue('summary'),
      start: String(event.getFirstPropertyValue('dtstart')),
    })),
  };
};

describe('a calendar to subscribe to', () => {
  it('has what is open and theirs, each on its day, and the meetings they are asked to; nothing of others', () => {
    const { file } = feedOf('Li Ming');
    const { events, of } = seenIn(file);
    expect(events.map(({ uid, summary, start }) => `${start} ${summary} ${uid}`)).toEqual([
      '2026-03-10 Weekly · Materials for the meeting on Thu 12 Mar are not out due-M-0001-meeting.materials@W-TEST',
      '2026-03-11 Due: Final packaging due-T-0001@W-TEST',
      '2026-03-12T06:00:00Z Weekly meeting-M-0001@W-TEST',
    ]);
    expect(file).not.toMatch(/Price list|Not theirs|Called off|No date yet|Label text/);
    expect([of('x-wr-calname'), of('method'), of('refresh-interval')]).toEqual([
      'Baton · Product launch',
      'PUBLISH',
      'PT6H',
    ]);
  });

  it('is the same, byte for byte, whenever it is read', () => {
    const raw = workbookOf({ tabs: TABS, settings: {} });
    const fileAt = (now: string) => {
      const { snapshot, facts } = read(raw, now);
      return calendarFeed(ownDates(facts, snapshot.people.get('Li Ming')!), snapshot);
    };
    expect(fileAt('2026-03-06T17:30:00+08:00')).toBe(fileAt(MORNING));
  });

  it('is as RFC 5545 has it: CRLF, lines of at most 75 octets broken between characters, texts escaped', () => {
    const name = '新品上市；包装、价格与渠道的最终方案以及供应商确认，和 Final; packaging, with prices\\terms '.repeat(
      3,
    );
    const tabs = { raci: [{ id: 'T-0001', name, responsible: 'Li Ming', due: '2026-03-11' }] };
    const { file, dates } = feedOf('Li Ming', { tabs });
    const lines = file.split('\r\n');
    expect(lines.pop()).toBe('');
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(file).not.toContain('\ufffd');
    expect(seenIn(file).events.map(({ summary }) => summary)).toEqual([dates.entries[0]!.title]);
  });

  it('is a calendar of one component even where somebody has no dates', () => {
    const { file } = feedOf('Zhou Zong');
    const calendar = new ICAL.Component(ICAL.parse(file));
    expect(calendar.getAllSubcomponents().map(({ name }) => name)).toEqual(['vtimezone']);
  });

  it('speaks the language of its reader', () => {
    const tabs = { raci: [{ id: 'T-0001', name: '包装定稿', responsible: '李明', due: '2026-03-11' }] };
    const { dates } = feedOf('李明', { tabs, locale: 'zh-CN' });
    expect([dates.name, ...dates.entries.map(({ title }) => title)]).toEqual(['接力 · 新品上市', '截止：包装定稿']);
  });
});

describe('where somebody finds the address', () => {
  const textFor = (locale: Locale, calendar?: () => string) => {
    const [owner, name] = locale === 'en' ? ['Li Ming', 'Final packaging'] : ['李明', '包装定稿'];
    const tabs = { raci: [{ id: 'T-0001', name, responsible: owner, due: '2026-03-09' }] };
    const { facts } = read(workbookOf({ tabs, locale, settings: {} }));
    const mail = planOf(facts).mails.find(({ to }) => to.name === owner)!;
    const linkTo = Object.assign(() => 'https://example.com/respond?t=x', calendar && { calendar });
    return digestText(digestOf(facts, mail, linkTo));
  };

  it('is the foot of a mail that brings dates', () => {
    const page = () => 'https://example.com/respond?c=token&p=1';
    expect(textFor('en', page).trimEnd()).toMatch(
      /Keep all your dates in your own calendar: https:\/\/example\.com\/respond\?c=token&p=1$/m,
    );
    expect(textFor('zh-CN', page).trimEnd()).toMatch(
      /把我的日期都订阅到自己的日历: https:\/\/example\.com\/respond\?c=token&p=1$/m,
    );
  });

  it('is nowhere where nobody serves calendars', () => {
    expect(textFor('en')).not.toContain('own calendar');
  });
});
